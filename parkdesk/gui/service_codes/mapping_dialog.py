"""What becomes of the codes of one edition in another: suggested, then said by a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from parkdesk.domain.service_codes import MappingState
from parkdesk.gui.actions import button
from parkdesk.gui.choice_field import ChoiceField
from parkdesk.gui.date_field import DateField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.service_codes.words import STATE_TONES, code_text, edition_text
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import label, number_text, tr, trn
from parkdesk.usecases.service_code_lists import (
    EditionRow,
    Mapping,
    MappingRow,
    service_code_mapping,
)
from parkdesk.usecases.service_codes import Decision, Moved, decide_mapping, move_to_edition


class MappingDialog(FormDialog):
    """Decides about every code; only then, and only when asked to, services follow.

    Decisions are kept as they are made; `saved` is emitted with what was moved.
    """

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        older: EditionRow,
        newer: EditionRow,
        today: dt.date,
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("What becomes of each code"),
            save_text=tr("Let the services follow"),
            width=820,
            intro=tr(
                "From “{older}” to “{newer}”. Suggestions have equal names; nothing is taken over"
                " until a person has confirmed it.",
                older=edition_text(older),
                newer=edition_text(newer),
            ),
        )
        self._older, self._newer = older, newer
        self._mapping: Mapping | None = None
        self._place: int | None = None
        self.table = ShortTable[MappingRow]("MappingTable", self._columns(), most=7)
        self.table.row_changed.connect(self._show_row)
        self.table.records.settled.connect(self._filled)
        self.wide(self.table)
        self.count = text_label("", "muted", wrap=True)
        self.wide(self.count)
        self.target = ChoiceField("to_id", tr("Becomes"), [], empty=tr("No successor"))
        self.add(self.target)
        self.confirm = button(tr("Confirm this one"), self._confirm, role="")
        self.confirm_all = button(tr("Confirm all suggestions"), self._confirm_all)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(self.confirm)
        row.addWidget(self.confirm_all)
        row.addStretch()
        holder = QWidget()
        row.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(row)
        self.wide(holder)
        self.on: DateField = self.date("on", tr("Services follow from"), today=today, required=True)
        self.fill({"on": today})
        self._load()

    def _load(self) -> None:
        request = self.runner.run(self, service_code_mapping, self._older.code, self._newer.code)
        request.done(self._show)

    def _show(self, mapping: Mapping) -> None:
        first = self._mapping is None
        self._mapping = mapping
        self.target.set_options([(one.id, code_text(one.code, one)) for one in mapping.choices])
        # The one that was just decided is behind; on to the next.
        self._place = 0 if first else max(self.table.currentIndex().row(), 0) + 1
        self.table.show_rows(mapping.rows)
        self._say_count(mapping)
        self.set_untouched()
        self._grow()

    def _filled(self) -> None:
        """Go on where the person was: a list that is shown anew begins on its first row."""
        if self._place is not None and self._mapping is not None:
            place, self._place = min(self._place, len(self._mapping.rows) - 1), None
            self.table.select_place(place)

    def _say_count(self, mapping: Mapping) -> None:
        left = mapping.undecided
        self.count.setText(
            trn("{n} code is not decided yet.", "{n} codes are not decided yet.", left)
            if left
            else tr("Every code is decided.")
        )
        suggested = sum(one.state is MappingState.SUGGESTED for one in mapping.rows)
        self.confirm_all.setEnabled(bool(suggested))

    def _show_row(self, row: MappingRow | None) -> None:
        self.confirm.setEnabled(row is not None)
        if row is not None:
            self.target.set_value(row.to_id)
            self.set_untouched()

    def _confirm(self) -> None:
        row = self.table.current()
        problems = self.target.check()
        if row is not None and not problems:
            self._decide((Decision(row.from_id, self.target.value()),))

    def _confirm_all(self) -> None:
        if self._mapping is not None:
            wanted = [one for one in self._mapping.rows if one.state is MappingState.SUGGESTED]
            self._decide(tuple(Decision(one.from_id, one.to_id) for one in wanted))

    def _decide(self, decisions: Sequence[Decision]) -> None:
        request = self.runner.run(self, decide_mapping, self._newer.code, tuple(decisions))
        request.done(lambda _count: self._load())

    def _columns(self) -> tuple[Column[MappingRow], ...]:
        return (
            Column(tr("Code"), lambda row: code_text(row.code, row), width=206, grows=True),
            Column(tr("Becomes"), self._target_text, width=206, grows=True),
            Column(
                tr("State"),
                lambda row: label(row.state),
                tone=lambda row: STATE_TONES[row.state],
                width=92,
            ),
            Column(tr("Why"), self._why, muted=True, width=126, grows=True, yields=2),
            Column(
                tr("Services in force"),
                lambda row: number_text(row.used),
                numeric=True,
                width=92,
                tip=tr("Services of enterprises that have not ended: they are moved."),
                yields=1,
            ),
        )

    def _target_text(self, row: MappingRow) -> str:
        choices = self._mapping.choices if self._mapping else ()
        found = next((one for one in choices if one.id == row.to_id), None)
        return code_text(found.code, found) if found else "—"

    def _why(self, row: MappingRow) -> str:
        return "" if row.state in {MappingState.OPEN, MappingState.NONE} else label(row.basis)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Let the services of enterprises follow from the day on."""
        del confirmed
        day = self.on.value()
        assert day is not None
        older, newer = self._older.code, self._newer.code
        request = self.runner.run(self, move_to_edition, older, newer, day)
        return request.named(tr("Taking the services over"))


def moved_text(moved: Moved) -> str:
    """Return what moving did."""
    said = trn(
        "{n} service follows the newer list",
        "{n} services follow the newer list",
        moved.services,
    )
    if not moved.left:
        return said
    left = trn(
        "{n} without a successor waits for a person",
        "{n} without a successor wait for a person",
        moved.left,
    )
    return f"{said} · {left}"
