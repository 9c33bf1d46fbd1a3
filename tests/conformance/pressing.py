"""A person who presses what a page offers, in a copy of a park: what the tests of buttons need."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QApplication, QDialog

from parkdesk.desk import open_desk
from parkdesk.domain.errors import NeedsConfirmation
from parkdesk.domain.identity import SYSTEM, Actor, Role
from parkdesk.domain.paging import Sort
from parkdesk.gui.actions import PageAction
from parkdesk.gui.choice_field import ChoiceField
from parkdesk.gui.date_field import DateField
from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.fields import Field, MultilineField, TextField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.number_fields import MoneyField, NumberField
from parkdesk.gui.page import Page
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.widgets.callout import Banner
from parkdesk.gui.workspace import Workspace
from parkdesk.usecases.enterprise_lists import EnterpriseFilter, EnterpriseRow, list_enterprises

LONG = 20_000
WORDS = "经核对属实，材料齐全"
_STATES = ("state", "status", "standing", "fill", "report_state")
_ROUNDS = 4
ADMINISTRATOR = Actor(1, "王敏", Role.ADMINISTRATOR.value, SYSTEM.permissions)


def copied(database: Path, folder: Path) -> Path:
    """Copy a park that somebody may be at work in; return the folder of the copy."""
    folder.mkdir()
    source, target = sqlite3.connect(database), sqlite3.connect(folder / database.name)
    source.backup(target)
    source.close()
    target.close()
    documents = database.parent / "documents"
    if documents.exists():
        shutil.copytree(documents, folder / documents.name)
    return folder


def state_of(row: object) -> tuple[str, ...]:
    """What a list says of the state of a row; empty where it has none."""
    return tuple(str(getattr(row, name)) for name in _STATES if hasattr(row, name))


@dataclass(frozen=True)
class Pressed:
    """What came of pressing a button: forms opened, commands asked for, how they ended."""

    forms: tuple[str, ...]
    commands: tuple[str, ...]
    errors: tuple[Exception, ...]
    did_something: bool


class Sitting:
    """The administrator at the window of a park, and what came of what was pressed."""

    def __init__(self, place: Path, keys, clock, qtbot) -> None:
        self._qtbot = qtbot
        self._opened = open_desk(str(place), clock, keys)
        self.runner = Runner(self._opened.signed_in(ADMINISTRATOR))
        self.today = self.runner.desk.clock().date()
        self.errors: list[Exception] = []
        self.asked: list[str] = []
        self.commands: list[str] = []
        self._run, self.runner.run = self.runner.run, self._watched
        self.runner.delivered.connect(self._heard)
        self.runner.failed.connect(self._failed)
        self.window = Workspace(self.runner)
        qtbot.addWidget(self.window)
        self.window.resize(1280, 720)
        self.window.show()

    def _heard(self, request: Request) -> None:
        # A look at what has just been deleted is refused quietly, as the page wants it.
        if request.error is not None and request.writes:
            self.errors.append(request.error)

    def _failed(self, request: Request) -> None:
        if request.error is not None and not request.writes:
            self.errors.append(request.error)

    def _watched(self, owner, use_case, *args, **named):
        (self.asked if use_case.reads else self.commands).append(use_case.__name__)
        return self._run(owner, use_case, *args, **named)

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self._qtbot.waitUntil(lambda: self.runner.is_idle, timeout=LONG)

    def lists(self, key: str) -> list[RegistryPage]:
        """Open a page and return its lists, showing everything that they have."""
        page = self.window.open_page(key)
        self.settle()
        assert isinstance(page, Page)
        inside = page.findChildren(RegistryPage)
        found = [one for one in (page, *inside) if isinstance(one, RegistryPage)]
        found = [one for one in found if one.table.model() is not None]
        for one in found:
            self._qtbot.waitUntil(lambda one=one: _has_come(one), timeout=LONG)
            if one.is_filtered:
                with self._qtbot.waitSignal(one.table.records.counted, timeout=LONG):
                    one.clear_filters()
        self.settle()
        return found

    def choose(self, list_: RegistryPage, place: int) -> None:
        """Choose a row, and the first one of whatever its panel lists."""
        list_.table.select_place(place)
        self._qtbot.waitUntil(lambda: list_.table.current() is not None, timeout=LONG)
        row = list_.table.current()
        self._qtbot.waitUntil(lambda: list_.current_id() == row.id, timeout=LONG)
        self.settle()
        for inner in list_.findChildren(ShortTable):
            inner.select_place(0)
        self.settle()

    def row(self, list_: RegistryPage, place: int) -> object:
        """Return a row of a list, fetched where it is not in memory."""
        if list_.table.records.row(place) is None:
            self.choose(list_, place)
        return list_.table.records.row(place)

    def back(self, key: str) -> None:
        """Go back from a claim's desk to the register."""
        if key == "claims":
            self.window.open_page(key).show_register()
            self.settle()

    def offered(self, list_: RegistryPage) -> list[PageAction]:
        """Return what may be done with the chosen record; of a claim it stands on its desk."""
        page = list_
        if type(list_).__module__.endswith("claims.page"):
            claims = self.window.open_page("claims", list_.current_id())
            self.settle()
            page = claims.current()
        return [one for one in page.page_actions if one.isEnabled() and one.isVisible()]

    def press(self, action: PageAction) -> Pressed:
        """Press it, and save whatever form it opens with plausible words in it."""
        for heard in (self.errors, self.asked, self.commands):
            heard.clear()
        before = self.window._stack.currentWidget()
        action.trigger()
        self.settle()
        opened = _open_dialogs()
        forms = [type(one).__name__ for one in opened if isinstance(one, FormDialog)]
        asks = any(one.isVisible() for one in self.window.findChildren(Banner))
        moved = self.window._stack.currentWidget() is not before
        for dialog in opened:
            if isinstance(dialog, FormDialog):
                self._fill_in(dialog)
            if shiboken6.isValid(dialog) and dialog.isVisible():
                dialog.done(QDialog.DialogCode.Rejected)
        self.settle()
        did = bool(opened or self.commands or self.asked or asks or moved)
        return Pressed(tuple(forms), tuple(self.commands), tuple(self.errors), did)

    def _fill_in(self, dialog: FormDialog) -> None:
        """Save a form; what it asks for meanwhile is filled in or confirmed, and it goes on."""
        for _round in range(_ROUNDS):
            self._fill(dialog, dialog.found_problems())
            self.errors.clear()
            dialog.submit()
            self.settle()
            if not self.errors and (self.commands or not dialog.isVisible()):
                return
            if not self.errors:  # The form itself wants more than it says outright.
                self._fill(dialog, [name for name, one in dialog.fields.items() if one.is_empty])
            for error in self.errors:
                if isinstance(error, NeedsConfirmation):
                    dialog._confirmed |= {error.code}
                self._fill(dialog, getattr(error, "problems", {}))

    def _fill(self, dialog: FormDialog, names: Iterable[str]) -> None:
        for name in names:
            if name in dialog.fields and dialog.fields[name].editor.isEnabled():
                _give(dialog.fields[name], self.today, self._somebody)

    def _somebody(self) -> EnterpriseRow:
        """The last enterprise of the register: what was chosen before stands further up."""
        everything = EnterpriseFilter(), Sort("name", descending=True), 0, 1
        with self.runner.desk.work(read_only=True) as work:
            return list_enterprises(work, *everything).rows[0]

    def close(self) -> None:
        """Go home."""
        self.settle()
        self.window.close()
        self.runner.close()
        self._opened.close()


def _has_come(list_: RegistryPage) -> bool:
    records = list_.table.records
    return list_.table.empty.isVisibleTo(list_.table) or records.row(0) is not None


def _open_dialogs() -> list[QDialog]:
    every = QApplication.topLevelWidgets()
    return [one for one in every if isinstance(one, QDialog) and one.isVisible()]


def _give(one: Field, today: dt.date, somebody: Callable[[], EnterpriseRow]) -> None:
    if isinstance(one, TextField | MultilineField):
        one.set_value(WORDS)
    elif isinstance(one, DateField):
        one.set_value(today)
    elif isinstance(one, MoneyField):
        one.set_value(100)
    elif isinstance(one, NumberField):
        one.set_value(1)
    elif isinstance(one, EnterpriseField):
        row = somebody()
        one.set_enterprise(row.id, row.name)
    elif isinstance(one, ChoiceField) and one.editor.count() > 1:
        one.editor.setCurrentIndex(1)
