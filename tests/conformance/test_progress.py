"""What takes longer than 300 ms is shown where the person is; what can be stopped is offered so."""

from __future__ import annotations

import ast
import threading
from pathlib import Path

import pytest

import parkdesk
from parkdesk.domain.errors import Cancelled
from parkdesk.gui.app import speak
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Runner
from parkdesk.gui.widgets.busy_bar import SHOWN_AFTER_MS, BusyBar
from parkdesk.gui.workspace import Workspace

LONG = 20_000
FOLDER = Path(parkdesk.__file__).parent

SHORT = {
    ("gui/papers/inbox_page.py", "examine_scans"): "eight files at a time, while the page is used",
}
"""Work that counts its steps and needs no way to stop it, with the reason."""
WITHOUT_A_BAR = {
    "gui/opening.py": "the window's own runner: its workspace has the bar",
    "gui/screenshots.py": "nobody sits there",
    "selftest.py": "nobody sits there",
}
"""Modules that make a runner and no bar, with the reason."""


class LongWork:
    """Work that lasts until it is let go, or told to stop; it says one step of two."""

    def __init__(self) -> None:
        self._go = threading.Event()

    def __call__(self, progress) -> str:
        while not self._go.wait(0.01):
            progress.step(1, 2)
        return "done"

    def end(self) -> None:
        """Let it go."""
        self._go.set()


@pytest.fixture
def work():
    """Long work; it ends with the test."""
    made = LongWork()
    yield made
    made.end()


@pytest.fixture
def window(runner, qapp, qtbot):
    """An administrator's window."""
    speak(qapp, "en")
    made = Workspace(runner)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.open_page("enterprises")
    qtbot.waitUntil(lambda: runner.is_idle, timeout=LONG)
    yield made
    qtbot.waitUntil(lambda: runner.is_idle, timeout=LONG)


@pytest.fixture(params=["page", "form"])
def place(request, window, runner):
    """Where somebody is: a page, or a form over it."""
    if request.param == "page":
        return window
    form = FormDialog(runner, window, "Form")
    form.text("name", "Name")
    form.open()
    return form


def bar_of(place):
    return next(one for one in place.findChildren(BusyBar) if one.window() is place.window())


def test_long_work_is_shown_with_its_name_and_its_steps_until_it_ends(place, runner, work, qtbot):
    assert SHOWN_AFTER_MS == 300
    bar = bar_of(place)
    runner.call(place, work).named("Reading the files")
    assert not bar.isVisible()
    qtbot.waitUntil(bar.isVisible, timeout=LONG)
    assert bar.text.text() == "Reading the files"
    qtbot.waitUntil(lambda: (bar.bar.value(), bar.bar.maximum()) == (1, 2), timeout=LONG)
    work.end()
    qtbot.waitUntil(lambda: not bar.isVisible(), timeout=LONG)


def test_long_work_with_a_name_is_stopped_by_cancel(place, runner, work, qtbot):
    bar, told = bar_of(place), []
    request = runner.call(place, work).named("Reading the files")
    request.refused(lambda error: bool(told.append(error) or True))
    qtbot.waitUntil(bar.cancel.isVisible, timeout=LONG)
    bar.cancel.click()
    qtbot.waitUntil(lambda: bool(told), timeout=LONG)
    assert isinstance(told[0], Cancelled)
    assert not bar.isVisible()


def test_work_that_cannot_be_stopped_offers_no_cancel(window, runner, work, qtbot):
    bar = bar_of(window)
    runner.call(window, lambda: work._go.wait(LONG / 1000))
    qtbot.waitUntil(bar.isVisible, timeout=LONG)
    assert not bar.cancel.isVisible()
    work.end()
    qtbot.waitUntil(lambda: not bar.isVisible(), timeout=LONG)


# What the sources say


def _functions(node: ast.AST) -> list[ast.FunctionDef]:
    return [one for one in ast.walk(node) if isinstance(one, ast.FunctionDef)]


def _steps(function: ast.FunctionDef) -> bool:
    """Whether a function says itself how far it is, and so can be stopped there."""
    return any(
        isinstance(one, ast.Call)
        and isinstance(one.func, ast.Attribute)
        and one.func.attr == "step"
        and ast.unparse(one.func.value).endswith("progress")
        for one in ast.walk(function)
    )


SOURCES = {path: ast.parse(path.read_text("utf-8")) for path in sorted(FOLDER.rglob("*.py"))}
STOPPABLE = {
    function.name
    for tree in SOURCES.values()
    for function in _functions(tree)
    if _steps(function) and not function.name.startswith("_")
}


def _started(function: ast.FunctionDef) -> set[str]:
    """The names of what a function of the window hands to its runner."""
    return {
        ast.unparse(one.args[1]).rpartition(".")[2]
        for one in ast.walk(function)
        if isinstance(one, ast.Call)
        and isinstance(one.func, ast.Attribute)
        and one.func.attr in {"run", "call"}
        and len(one.args) > 1
        and not isinstance(one.args[1], ast.Lambda)
    }


def _unnamed(path: Path, tree: ast.AST) -> list[tuple[str, str]]:
    name = path.relative_to(FOLDER).as_posix()
    return [
        (name, what)
        for function in _functions(tree)
        for what in _started(function) & STOPPABLE
        if ".named(" not in ast.unparse(function)
    ]


def test_whatever_counts_its_steps_can_be_stopped_where_it_is_started():
    assert {"check_trail", "pass_group", "move_to_edition"} <= STOPPABLE
    found = [
        place
        for path, tree in SOURCES.items()
        if path.relative_to(FOLDER).parts[0] == "gui"
        for place in _unnamed(path, tree)
    ]
    assert set(found) == set(SHORT)


def test_whoever_makes_a_runner_of_their_own_shows_what_it_does():
    """The window's bar watches the window's runner alone."""
    own = {
        path.relative_to(FOLDER).as_posix()
        for path, tree in SOURCES.items()
        for one in ast.walk(tree)
        if isinstance(one, ast.Call) and ast.unparse(one.func) == Runner.__name__
    }
    blind = {name for name in own if BusyBar.__name__ not in (FOLDER / name).read_text("utf-8")}
    assert blind == set(WITHOUT_A_BAR)
