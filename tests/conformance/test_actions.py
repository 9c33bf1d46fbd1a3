"""Every action of every page is found by Ctrl+K, and a key means one thing on all pages."""

import runpy
from collections import defaultdict
from pathlib import Path

import pytest

from parkdesk.gui.action_list import listed_actions
from parkdesk.gui.app import speak
from parkdesk.gui.command_box.entries import found_entries
from parkdesk.gui.key_meanings import MEANINGS
from parkdesk.gui.key_names import sequence
from parkdesk.gui.pages import spec
from parkdesk.gui.runner import Runner
from parkdesk.gui.workspace import Workspace
from parkdesk.i18n import set_language, tr

ROOT = Path(__file__).parents[2]
LONG = 20_000

FAMILIES = {
    "Alt+L": {"Scans of the claim"},
    "Alt+Left": {
        "To the register",
        "Back to the claims",
        "To the batches",
        "To the service log",
        "To the classes",
        "To filings and disputes",
        "To the clients",
        "To the opportunities",
        "To rooms and equipment",
        "To provider credit",
        "To assets and costs",
    },
    "Alt+P": {"Choose the period"},
    "Alt+V": {"Views of this list"},
    "Alt+C": {"Columns…"},
    "Alt+A": {"Show all"},
    "Ctrl+Alt+T": {"Forms of all not handed in…", "Excel forms of all that are missing…"},
    "Ctrl+Alt+J": {"Into the log", "Into the log…"},
    "Ctrl+Del": {
        *("Delete", "Delete…", "Take out…", "Remove rows", "Remove the item"),
        "Remove the dated fact…",
        "Cancel it…",
        "Strike out…",
    },
    "Ctrl+Ins": {
        "Insert a row",
        "New item",
        "Add an enterprise…",
        "Enrol…",
        "New course…",
        "Hand out…",
    },
    "Ctrl+L": {"Required papers"},
    "Ctrl+P": {"Print", "Print…", "Print the list", "Print the charts", "Save as PDF (A4)…"},
    "Ctrl+R": {"Renew"},
    "Ctrl+Return": {
        *("Submit", "Pass the pre-check", "Record a higher level's finding", "Approve"),
        *("Begin the public notice", "Release for payment", "Record payment", "File away"),
        *("File it", "Report…", "Take over…", "Accept", "Begin work", "Done…", "Recommend…"),
        "Was used",
        *("Taken in…", "Ended…"),
    },
    "Ctrl+S": {"Save a copy…", "Save as PDF…"},
    "Ctrl+Shift+B": {"Scan inbox"},
    "Ctrl+Shift+C": {"Conditions of the applicant"},
    "Ctrl+Shift+E": {"Export", "Save as calendar…", "Bank sheet…"},
    "Ctrl+Shift+G": {
        "Issue",
        "Issue the list…",
        "Expiry list…",
        "Pack…",
        "Account…",
        "Issue sheet…",
    },
    "Ctrl+Shift+I": {"Import Excel", "Import Excel…", "Import table", "Bank's answer…"},
    "Ctrl+Shift+N": {
        *("New enterprise", "Add a dated fact…", "New service…", "Grant a title…", "New contact…"),
        *("Record attestation…", "New certificate", "New contract", "New link", "New claim"),
        *("New notice", "New batch", "New clawback", "Draw a sample", "Copy for another year…"),
        *(
            "New service",
            "New entry",
            "New request",
            "New client",
            "New market item",
            "New opportunity",
            "New booking",
            "New event",
            "New matter",
            "New template",
            "Plan a class",
            "New institution",
            "New credit entry",
            "New scheme",
            "New grant",
            "New account",
            "New edition",
        ),
        "Expiry list…",
    },
    "Ctrl+Shift+O": {"To call about…"},
    "Ctrl+Shift+P": {"Print the list…", "Print…", "Save as PDF (A3)…"},
    "Ctrl+Shift+R": {"Show the numbers in full", "Show in full", "Show the identity number"},
    "Ctrl+Shift+Return": {"File all that are ready", "Report those chosen…"},
    "Ctrl+Shift+S": {"Save as view…"},
    "Ctrl+Shift+T": {"Form of this enterprise…", "Excel form of this enterprise…"},
    "Ctrl+Shift+U": {"Add a folder of scans…"},
    "Ctrl+Shift+X": {"Export as shown…"},
    "Ctrl+U": {"Add files…", "Add scans…", "Scans", "Evidence…"},
    "F2": {
        *("Edit", "Correct", "Change account", "Change a figure…", "Change the item"),
        *("Change the park's facts", "Correct edition", "Enter return", "Answer…", "Decide…"),
        *("One line…", "Receipt…", "Result…", "Allotment…", "Set the budget…", "Contacted…"),
        "Record reply…",
        "Full-time staff…",
    },
    "F4": {
        *("Open", "Open record", "Open claim", "Open the enterprise page", "Show enterprise"),
        *("Rules and cases…", "Contracts", "Rows of the figure", "Show findings"),
    },
    "F5": {"Look again"},
    "F6": {"Put off…", "Move deadline…"},
    "F7": {"Assign…"},
    "F8": {"Next problem", "Next row"},
    "F9": {"Check all", "Look for signals", "Look at the registers"},
    "Shift+F2": {"State…", "Change", "Slot, remarks…", "Correct class", "Transfer came back…"},
    "Shift+F8": {"Previous problem", "Row before"},
}
"""Read one by one: a new name under a key is of the key's meaning, or it takes another key."""


@pytest.fixture
def window(desk, qtbot):
    """An administrator's window in an empty park."""
    from parkdesk.gui.faults import show_failed

    runner = Runner(desk)
    runner.failed.connect(show_failed)
    made = Workspace(runner)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    yield made
    qtbot.waitUntil(lambda: runner.is_idle, timeout=LONG)
    runner.close()


def test_what_the_pages_register_is_written_down(window, qapp, qtbot):
    speak(qapp, "en")
    writer = runpy.run_path(str(ROOT / "docs" / "write_keys.py"))

    def settle():
        qtbot.waitUntil(lambda: window.runner.is_idle, timeout=LONG)

    found = writer["actions_of_all"](window, settle)
    stale = [
        path.relative_to(ROOT).as_posix()
        for path, text in writer["snapshots"](found).items()
        if not path.exists() or path.read_text("utf-8") != text
    ]
    assert stale == [], "run: python docs/write_keys.py"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_action_is_found_by_its_name_with_its_key_beside_it(window, qapp, language):
    speak(qapp, language)
    lost = []
    for one in listed_actions():
        lines = {(entry.text, entry.note) for entry in found_entries(window, tr(one.text))}
        key = sequence(one.key).toString(sequence(one.key).SequenceFormat.NativeText)
        page = tr(spec(one.page).title)
        if (tr(one.text), f"{page} · {key}" if key else page) not in lines:
            lost.append((one.page, one.text))
    assert lost == []
    set_language("en")


def test_a_key_means_one_thing_on_all_pages():
    names = defaultdict(set)
    pages = defaultdict(set)
    for one in listed_actions():
        # The keypad's Enter is called by another name and does the same.
        key = one.key.replace("+Enter", "+Return")
        names[key].add(one.text)
        pages[key].add(one.page)
    names.pop("")
    shared = {key for key in names if len(names[key]) > 1 or len(pages[key]) > 1}
    outliers = {key: names[key] - FAMILIES.get(key, set()) for key in shared | set(FAMILIES)}
    assert {key: texts for key, texts in outliers.items() if texts} == {}
    assert {key: FAMILIES[key] - names[key] for key in FAMILIES if FAMILIES[key] - names[key]} == {}
    assert set(FAMILIES) == set(MEANINGS)
