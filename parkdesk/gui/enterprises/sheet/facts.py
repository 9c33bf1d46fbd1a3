"""The tab of dated facts: status, people, capital, premises, addresses, former names, numbers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QApplication

from parkdesk.domain.enterprise_facts import FactKind, PeopleFact
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.enterprises.sheet.fact_columns import fact_columns, fact_words
from parkdesk.gui.enterprises.sheet.fact_dialogs import FactDialog, RemoveFactDialog
from parkdesk.gui.enterprises.sheet.people_line import PeopleLine
from parkdesk.gui.enterprises.sheet.rows_section import RowsSection
from parkdesk.gui.enterprises.sheet.scrolling import ScrollingTab
from parkdesk.i18n import label, tr
from parkdesk.usecases.enterprise_facts import (
    EnterpriseFacts,
    FactRow,
    add_fact,
    correct_fact,
    enterprise_facts,
    remove_fact,
)

if TYPE_CHECKING:
    from parkdesk.gui.enterprises.sheet.tab import Sheet
    from parkdesk.gui.runner import Runner


class FactsTab(ScrollingTab):
    """Small tables of what was so from which day on; the keys work in the table in use."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "enterprise",
            "enterprise_name",
            "enterprise_status",
            "enterprise_headcount",
            "enterprise_capital",
            "enterprise_premises",
            "enterprise_address",
            "enterprise_identifier",
        }
    )

    def __init__(self, runner: Runner, sheet: Sheet) -> None:
        super().__init__(runner, sheet)
        self.sections: dict[FactKind, RowsSection[FactRow]] = {}
        self._corrects: dict[FactKind, PageAction] = {}
        self._removes: dict[FactKind, PageAction] = {}
        self.line = PeopleLine()
        self._make_keys()
        for kind in FactKind:
            self._make_section(kind)
        self.column.addStretch()
        self._enable()

    # Making

    def _make_keys(self) -> None:
        make = partial(action_for, self, self.runner)
        self.add = make(
            add_fact, tr("Add a dated fact…"), self._add_here, key="Ctrl+Shift+N", icon="plus"
        )
        self.remove = make(
            remove_fact, tr("Remove the dated fact…"), self._remove_here, key="Ctrl+Del"
        )
        for action in (self.add, self.remove):
            self.sheet.add_key(action)

    def _make_section(self, kind: FactKind) -> None:
        make = partial(action_for, self, self.runner)
        add = make(add_fact, tr("Add…"), partial(self._add, kind), icon="plus")
        correct = make(correct_fact, tr("Correct…"), partial(self.correct, kind), icon="edit")
        remove = make(remove_fact, tr("Remove…"), partial(self._remove, kind), icon="delete")
        self._corrects[kind], self._removes[kind] = correct, remove
        section: RowsSection[FactRow] = RowsSection(
            label(kind),
            f"sheet-facts-{kind.value}",
            fact_columns(kind),
            empty=_empty(kind),
            actions=(remove, correct, add),
        )
        section.when_chosen(self._enable)
        section.when_opened(correct)
        self.sections[kind] = section
        self.column.addWidget(section)
        if kind is FactKind.PEOPLE:
            self.column.addWidget(self.line)

    # Showing

    def refresh(self) -> None:
        """Fetch the facts again, as at the day in view."""
        self.read(enterprise_facts, self._show)

    def _show(self, facts: EnterpriseFacts) -> None:
        for kind, rows in _by_kind(facts).items():
            self.sections[kind].show_rows(rows)
        counts = [row.fact for row in facts.people if isinstance(row.fact, PeopleFact)]
        self.line.show_people(counts, self.on or self.sheet.shell.today)
        self._enable()

    def _enable(self) -> None:
        for kind, section in self.sections.items():
            chosen = section.current() is not None
            self._corrects[kind].setEnabled(chosen and self.runner.can(correct_fact))
            self._removes[kind].setEnabled(chosen and self.runner.can(remove_fact))

    # Dialogs

    def _here(self) -> FactKind:
        """Return the kind of the table that has the focus, people by default."""
        focused = QApplication.focusWidget()
        for kind, section in self.sections.items():
            if focused is not None and section.isAncestorOf(focused):
                return kind
        return FactKind.PEOPLE

    def _add_here(self) -> None:
        self._add(self._here())

    def _remove_here(self) -> None:
        self._remove(self._here())

    def _add(self, kind: FactKind) -> None:
        self._open(kind, None)

    def correct(self, kind: FactKind | str) -> None:
        """Open the form of the chosen fact of a kind."""
        kind = FactKind(kind)
        row = self.sections[kind].current()
        if row is not None:
            self._open(kind, row)

    def _open(self, kind: FactKind, row: FactRow | None) -> None:
        if self.enterprise_id is None:
            return
        dialog = FactDialog(
            self.runner, self, self.sheet.shell.today, self.enterprise_id, kind, row
        )
        dialog.saved.connect(self._saved)
        dialog.open()

    def _remove(self, kind: FactKind) -> None:
        row = self.sections[kind].current()
        if row is not None:
            dialog = RemoveFactDialog(self.runner, self, row, fact_words(row))
            dialog.saved.connect(self._saved)
            dialog.open()

    def _saved(self, _result: object) -> None:
        self.sheet.shell.notify(tr("Dated fact saved"))


def _by_kind(facts: EnterpriseFacts) -> Mapping[FactKind, tuple[FactRow, ...]]:
    return {
        FactKind.STATUS: facts.status,
        FactKind.PEOPLE: facts.people,
        FactKind.CAPITAL: facts.capital,
        FactKind.PREMISES: facts.premises,
        FactKind.ADDRESS: facts.addresses,
        FactKind.FORMER_NAME: facts.former_names,
        FactKind.NUMBER: facts.numbers,
    }


def _empty(kind: FactKind) -> str:
    return {
        FactKind.STATUS: tr("No status is recorded for this day."),
        FactKind.PEOPLE: tr("No count of people is recorded."),
        FactKind.CAPITAL: tr("No registered capital is recorded."),
        FactKind.PREMISES: tr("No premises are recorded."),
        FactKind.ADDRESS: tr("No address is recorded."),
        FactKind.FORMER_NAME: tr("It has had no other name."),
        FactKind.NUMBER: tr("No further number is recorded."),
    }[kind]
