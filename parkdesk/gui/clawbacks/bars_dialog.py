"""Persons who may not be claimed for until a day: who, by which document, and lifting it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.person_bars import BarState, SaveBar
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.payments.list_dialog import ListDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, tr
from parkdesk.usecases.person_bars import (
    BarRow,
    bar_person,
    lift_person_bar,
    list_person_bars,
)

_TONES = {
    BarState.COMING: Tone.ACCENT,
    BarState.HOLDING: Tone.BAD,
    BarState.OVER: Tone.NEUTRAL,
    BarState.LIFTED: Tone.GOOD,
}


class BarsDialog(ListDialog[BarRow]):
    """Every bar, those that hold first."""

    tables = frozenset({"person_bar", "clawback"})

    def __init__(self, runner: Runner, parent: QWidget, today: dt.date) -> None:
        self._today = today
        self._none = False
        super().__init__(
            runner,
            parent,
            tr("Persons barred from claiming"),
            "PersonBars",
            tr(
                "No claim can be submitted for them until that day. Claims submitted before the"
                " bar began are not affected. Stops of an enterprise are on its own page."
            ),
        )

    def columns(self) -> tuple[Column[BarRow], ...]:
        """Return the columns of the list."""
        return (
            Column(tr("Full name"), lambda row: row.name or "—", width=96, grows=True),
            Column(tr("Identity number"), lambda row: row.id_number, width=160),
            Column(tr("From"), lambda row: date_text(row.from_on), width=92),
            Column(tr("Barred until"), lambda row: date_text(row.until_on), width=92),
            Column(tr("Document number"), lambda row: row.document_number, width=140),
            Column(tr("Clawback"), lambda row: row.clawback or "—", width=120),
            Column(
                tr("State"),
                lambda row: label(row.state),
                tone=lambda row: _TONES[row.state],
                width=110,
            ),
        )

    def make_actions(self) -> tuple[PageAction, ...]:
        """Return lifting a bar and setting one."""
        make = partial(action_for, self, self.runner)
        self.lift = make(lift_person_bar, tr("Lift the bar…"), self._lift, key="F2")
        self.new = make(bar_person, tr("Bar a person…"), self._bar, key="Ctrl+N", icon="plus")
        return self.lift, self.new

    def load(self) -> None:
        """Fetch the bars."""
        self.runner.run(self, list_person_bars).done(self._arrived)

    def _arrived(self, rows: tuple[BarRow, ...]) -> None:
        self._none = not rows
        self.show_rows(rows)

    def open_row(self) -> None:
        """Lift the bar."""
        self.lift.trigger()

    def enable(self, row: BarRow | None) -> str:
        """Enable what fits; return why somebody is barred, and why it was lifted."""
        open_ = row is not None and row.state in {BarState.HOLDING, BarState.COMING}
        self.lift.setEnabled(open_ and self.runner.can(lift_person_bar))
        if row is None:
            return tr("Nobody is barred.") if self._none else ""
        parts = [tr("{reason} (set by {person})", reason=row.reason, person=row.set_by)]
        if row.lifting:
            day = date_text(row.lifted_on)
            parts.append(tr("Lifted from {day} on: {why}", day=day, why=row.lifting))
        return "\n".join(parts)

    def _bar(self) -> None:
        BarPersonDialog(self.runner, self, self._today).open()

    def _lift(self) -> None:
        row = self.table.current()
        if row is not None:
            LiftBarDialog(self.runner, self, row, self._today).open()


class BarPersonDialog(FormDialog):
    """Whom a document bars, from when and until when."""

    def __init__(self, runner: Runner, parent: QWidget | None, today: dt.date) -> None:
        super().__init__(
            runner,
            parent,
            tr("Bar a person from claims"),
            save_text=tr("Bar the person"),
            width=560,
            intro=tr("A person in an earlier claim, found by the full identity number."),
        )
        self.text("id_number", tr("Identity number"), required=True, longest=18)
        self.text("document_number", tr("Document number"), required=True)
        self.multiline("reason", tr("Reason"), required=True, lines=2)
        first = self.date("from_on", tr("From"), today=today, required=True)
        self.date("until_on", tr("Barred until"), today=today, required=True)
        first.set_value(today)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Bar the person."""
        del confirmed
        return self.runner.run(self, bar_person, SaveBar(**self.values()))


class LiftBarDialog(FormDialog):
    """From which day on a bar no longer holds, and why."""

    def __init__(self, runner: Runner, parent: QWidget | None, row: BarRow, today: dt.date) -> None:
        super().__init__(
            runner,
            parent,
            tr("Lift the bar of {name}", name=row.name or row.id_number),
            save_text=tr("Lift the bar"),
            width=520,
            intro=tr(
                "Someone other than the person who set it must lift it; the bar and its reason"
                " stay on record."
            ),
        )
        self._row = row
        day = self.date("lifted_on", tr("Holds no longer from"), today=today, required=True)
        self.multiline("reason", tr("Why"), required=True, lines=2)
        day.set_value(today)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Lift the bar."""
        del confirmed
        row, values = self._row, self.values()
        return self.runner.run(
            self, lift_person_bar, row.id, row.version, values["lifted_on"], values["reason"]
        )
