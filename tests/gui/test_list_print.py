"""Printing a list as it is seen: the key, the preview, what stands on the pages."""

import datetime as dt
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QKeySequence

from parkdesk.domain.enterprise_facts import FormerNameFact, PeopleFact
from parkdesk.domain.identity import Role
from parkdesk.gui.list_print import ListPrintDialog
from parkdesk.gui.pages import PAGES
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.workspace import Workspace
from parkdesk.usecases.enterprise_facts import add_fact
from parkdesk.usecases.enterprises import create_enterprise
from tests.pages import dialog_of, settle
from tests.usecases.test_enterprises import FORM, OTHER

OLD_NAME = "苏州旧云信息技术有限公司"


@pytest.fixture
def workspace(qtbot, runner, desk):
    with desk.work(read_only=False) as work:
        id_ = create_enterprise(work, FORM)
        add_fact(work, id_, PeopleFact(dt.date(2026, 6, 30), 20))
        add_fact(work, id_, FormerNameFact(dt.date(2026, 10, 1), OLD_NAME))
        create_enterprise(work, replace(OTHER, headcount=9))
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    workspace.show()
    return workspace


def printed(qtbot, page):
    """The dialog with its pages, and their text."""
    dialog = dialog_of(qtbot, page, ListPrintDialog)
    qtbot.waitUntil(lambda: dialog.file() is not None, timeout=20_000)
    reader = PdfReader(BytesIO(dialog.file().content))
    return dialog, "".join(one.extract_text() for one in reader.pages)


def test_one_key_prints_any_register(workspace):
    key = QKeySequence("Ctrl+Shift+P")
    registers = 0
    for spec in PAGES:
        page = workspace.open_page(spec.key)
        if isinstance(page, RegistryPage):
            registers += 1
            assert [one.text() for one in page.page_actions if one.shortcut() == key]
    assert registers > 8


def test_the_pages_hold_what_is_seen(qtbot, workspace):
    page = workspace.open_page("enterprises")
    settle(qtbot, page)
    page.search.setText("凌云")
    settle(qtbot, page)
    layout = page.table.layout_of_columns
    layout.show(tuple(one for one in layout.shown() if one.key in {"name", "code"}))
    workspace.act_on(QKeySequence("Ctrl+Shift+P"))
    dialog, text = printed(qtbot, page)
    assert FORM.name in text
    assert FORM.code in text
    assert OTHER.name not in text
    assert "凌云" in page.filter_set.said()[0]
    assert page.filter_set.said()[0].replace(" ", "") in text.replace(" ", "").replace("\n", "")
    assert "35" not in text.split(FORM.code)[1][:12]
    assert "2026-10-12" in dialog.file_name()


def test_a_past_day_stands_on_the_pages_and_in_the_name(qtbot, workspace):
    page = workspace.open_page("enterprises")
    workspace.read_as_at(dt.date(2026, 9, 30))
    settle(qtbot, page)
    page.print_as_shown()
    dialog, text = printed(qtbot, page)
    assert OLD_NAME in text
    assert FORM.name not in text
    assert "2026-09-30" in text
    assert "2026-09-30" in dialog.file_name()


def test_the_pages_are_saved_as_they_were_seen(qtbot, workspace, tmp_path):
    page = workspace.open_page("enterprises")
    settle(qtbot, page)
    page.print_as_shown()
    dialog, _text = printed(qtbot, page)
    content = dialog.file().content
    path = tmp_path / "list.pdf"
    dialog.save_to(path)
    qtbot.waitUntil(lambda: path.exists() and workspace.runner.is_idle)
    assert path.read_bytes() == content


def test_an_export_as_shown_says_its_day(qtbot, workspace):
    from parkdesk.gui.seen_list import seen_list

    page = workspace.open_page("enterprises")
    settle(qtbot, page)
    today = dict(seen_list(page).notes)
    workspace.read_as_at(dt.date(2026, 9, 30))
    then = seen_list(page)
    days = set(dict(then.notes).values()) - set(today.values())
    assert "2026-09-30" in days
    assert "2026-09-30" in then.title


def test_a_role_that_reads_prints(qtbot, act_as, desk):
    from parkdesk.gui.runner import Runner

    with desk.work(read_only=False) as work:
        create_enterprise(work, FORM)
    runner = Runner(act_as(Role.AUDITOR))
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.show()
    page = workspace.open_page("enterprises")
    settle(qtbot, page)
    page.print_as_shown()
    _dialog, text = printed(qtbot, page)
    assert FORM.name in text
    runner.close()
