"""Stops of the enterprise in view: what holds, and everything there ever was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.domain.stops import Stop, StopState
from parkdesk.gui.actions import action_for
from parkdesk.gui.enterprises.sheet.rows_section import RowsSection
from parkdesk.gui.enterprises.sheet.stop_dialogs import LiftStopDialog, SetStopDialog
from parkdesk.gui.enterprises.sheet.tab import SheetTab
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.i18n import date_text, instant_text, label, tr
from parkdesk.i18n.stops import effects_words, stop_words
from parkdesk.usecases.stops import StopRow, enterprise_stops, lift_stop, set_stop

STOP_TONES = {
    StopState.COMING: Tone.WARN,
    StopState.HOLDING: Tone.BAD,
    StopState.OVER: Tone.NEUTRAL,
    StopState.LIFTED: Tone.NEUTRAL,
}


class StopsSection(QWidget):
    """Stops with their history; those that hold stand over everything else in red."""

    def __init__(self, tab: SheetTab) -> None:
        super().__init__()
        self._tab = tab
        make = partial(action_for, tab, tab.runner)
        self.set = make(set_stop, tr("Set a stop…"), self._set, key="Ctrl+Alt+S", icon="lock")
        self.lift = make(lift_stop, tr("Lift the stop…"), self._lift)
        for action in (self.set, self.lift):
            tab.sheet.add_key(action)
        self.callout = Callout(tone=Tone.BAD)
        self.callout.hide()
        self.list: RowsSection[StopRow] = RowsSection(
            tr("Stops"),
            "sheet-stops",
            _columns(),
            empty=tr("Nothing was ever stopped for this enterprise."),
            actions=(self.lift, self.set),
        )
        self.list.when_chosen(self._enable)
        self.list.when_opened(self.lift)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE * 2)
        column.addWidget(self.callout)
        column.addWidget(self.list)
        self._enable()

    def refresh(self) -> None:
        """Fetch the stops again."""
        tab = self._tab
        if tab.enterprise_id is not None:
            wanted = (tab.enterprise_id, tab.on)
            request = tab.runner.run(tab, enterprise_stops, *wanted)
            request.done(lambda rows: self._show(wanted, rows))

    def _show(self, wanted: tuple[int, dt.date | None], rows: Sequence[StopRow]) -> None:
        if wanted != (self._tab.enterprise_id, self._tab.on):
            return
        holding = [one for one in rows if one.state is StopState.HOLDING]
        self.callout.say("\n".join(stop_words(_stop(one)) for one in holding), Tone.BAD)
        self.callout.setVisible(bool(holding))
        self.list.show_rows(rows)
        self._enable()

    def _enable(self) -> None:
        row = self.list.current()
        can = self._tab.runner.can(lift_stop)
        self.set.setEnabled(self._tab.enterprise_id is not None and can)
        self.lift.setEnabled(row is not None and row.lifted_on is None and can)

    def _set(self) -> None:
        if self._tab.enterprise_id is None:
            return
        shell = self._tab.sheet.shell
        dialog = SetStopDialog(self._tab.runner, self._tab, self._tab.enterprise_id, shell.today)
        dialog.saved.connect(lambda _id: shell.notify(tr("Stop set")))
        dialog.open()

    def _lift(self) -> None:
        row = self.list.current()
        if row is None:
            return
        shell = self._tab.sheet.shell
        dialog = LiftStopDialog(self._tab.runner, self._tab, row, shell.today)
        dialog.saved.connect(lambda _none: shell.notify(tr("Stop lifted")))
        dialog.open()


def _stop(row: StopRow) -> Stop:
    return Stop(
        row.document_number, frozenset(row.effects), row.from_on, row.until_on, row.lifted_on
    )


def _columns() -> tuple[Column[StopRow], ...]:
    return (
        Column(tr("Document number"), lambda row: row.document_number, width=186, key="document"),
        Column(
            tr("State"),
            lambda row: label(row.state),
            tone=lambda row: STOP_TONES[row.state],
            width=90,
            key="state",
        ),
        Column(
            tr("What is stopped"),
            lambda row: effects_words(row.effects),
            width=230,
            key="what",
            grows=True,
            wraps=True,
        ),
        Column(tr("From"), lambda row: date_text(row.from_on), width=94, key="from"),
        Column(tr("To"), lambda row: date_text(row.until_on), width=94, key="to"),
        Column(tr("Why"), lambda row: row.reason, width=200, key="why", grows=True, wraps=True),
        Column(
            tr("Set by"),
            lambda row: tr("{person}, {at}", person=row.set_by, at=instant_text(row.set_at)),
            width=180,
            muted=True,
            key="set-by",
            yields=1,
        ),
        Column(
            tr("Lifted"),
            _lifted,
            width=260,
            muted=True,
            key="lifted",
            grows=True,
            wraps=True,
        ),
    )


def _lifted(row: StopRow) -> str:
    if row.lifted_on is None:
        return "—"
    return tr(
        "from {day} by {person}: {reason}",
        day=date_text(row.lifted_on),
        person=row.lifted_by,
        reason=row.lifting,
    )
