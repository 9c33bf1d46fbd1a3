"""The returns of an enterprise, of quarters, months and years: handed in, late, missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.enterprise_sheets import ReturnLine
from parkdesk.domain.statistics import FillState
from parkdesk.gui.enterprises.sheet.rows_table import RowsTable
from parkdesk.gui.enterprises.sheet.tab import SheetTab
from parkdesk.gui.statistics.words import FILL_TONES
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import date_text, label, number_text, period_text, tr
from parkdesk.usecases.enterprise_returns import returns_of_all_periods

if TYPE_CHECKING:
    from parkdesk.gui.enterprises.sheet.tab import Sheet
    from parkdesk.gui.runner import Runner


class ReturnsTab(SheetTab):
    """A line a period, the newest first; a row opens the page of its period."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"asked_return", "enterprise", "period_return", "quarter_return"}
    )

    def __init__(self, runner: Runner, sheet: Sheet) -> None:
        super().__init__(runner, sheet)
        self.sums = text_label("", "muted")
        self.table: RowsTable[ReturnLine] = RowsTable("SheetReturns", _columns(), {})
        self.table.empty.say(
            tr("No return"),
            tr("The park keeps no return of the time of this enterprise."),
            "statistics",
        )
        self.table.opened.connect(self._open)
        self.body.addWidget(self.sums)
        self.body.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Fetch the returns again."""
        self.read(returns_of_all_periods, self._show)

    def _open(self, row: ReturnLine) -> None:
        if isinstance(row.period, Quarter):
            self.sheet.shell.open_page("statistics", self.enterprise_id)
            return
        page = self.sheet.shell.open_page("returns", self.enterprise_id)
        if page is not None:
            page.choose(row.period)

    def _show(self, rows: tuple[ReturnLine, ...]) -> None:
        filed = sum(row.fill is FillState.SUBMITTED for row in rows)
        self.sheet.name_tab("returns", filed)
        self.sums.setVisible(bool(rows))
        self.sums.setText(
            tr(
                "{filed} handed in, {late} of them late; {missing} overdue",
                filed=number_text(filed),
                late=number_text(sum(row.is_late for row in rows)),
                missing=number_text(sum(row.fill is FillState.OVERDUE for row in rows)),
            )
        )
        self.table.show_rows(rows)


def _state_text(row: ReturnLine) -> str:
    return tr("Filed late") if row.is_late else label(row.fill)


def _state_tone(row: ReturnLine) -> Tone:
    return Tone.WARN if row.is_late else FILL_TONES[row.fill]


def _number(value: int | None) -> str:
    return "—" if value is None else number_text(value)


def _columns() -> tuple[Column[ReturnLine], ...]:
    return (
        Column(tr("Period"), lambda row: period_text(row.period), width=140),
        Column(tr("Return state"), _state_text, tone=_state_tone, width=110),
        Column(tr("Due on"), lambda row: date_text(row.due_on), width=110),
        Column(tr("Handed in on"), lambda row: date_text(row.received_on), width=110),
        Column(tr("People"), lambda row: _number(row.headcount), numeric=True, width=90),
        Column(
            tr("Junior college or above"),
            lambda row: _number(row.graduates),
            numeric=True,
            width=120,
        ),
        Column(tr("New people"), lambda row: _number(row.new_hires), numeric=True, width=90),
        Column(
            tr("New, junior college or above"),
            lambda row: _number(row.new_graduates),
            numeric=True,
            width=140,
        ),
        Column("", lambda _row: "", width=20),
    )
