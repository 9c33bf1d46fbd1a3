"""One enterprise's return of a month or a year beside the list, and what it compares with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.periods import Period, PeriodKind, kind_of
from parkdesk.domain.return_kinds import PeriodCorrection
from parkdesk.domain.statistics import PEOPLE, FillState, Return
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.statistics.corrections_tab import CorrectionsTab
from parkdesk.gui.statistics.period_words import figure_word
from parkdesk.gui.statistics.words import FILL_TONES
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.i18n import date_text, label, number_text, period_text, tr
from parkdesk.usecases.period_returns import FigureBeside, PeriodDetail


class PeriodPanel(DetailPanel):
    """Shows a return with the periods beside it; what is done with it are the page's actions."""

    def __init__(self) -> None:
        super().__init__(tr("Choose an enterprise to see its return."))
        self.warning = Callout("", Tone.WARN)
        self.facts = Facts()
        self.add_tab(tr("Period in view"), self._return())
        self.corrections = ShortTable[PeriodCorrection]("PeriodCorrections", _corrected(), most=10)
        self._corrected = CorrectionsTab(self.corrections)
        self.add_tab(tr("Corrections"), self._corrected)

    def show_detail(self, detail: PeriodDetail, period: Period) -> None:
        """Show an enterprise's return."""
        row = detail.row
        self.show_title(
            row.enterprise,
            f"{row.code} · {period_text(period)}",
            (label(row.fill), FILL_TONES[row.fill]),
        )
        self.warning.say(tr("The return is overdue."), Tone.WARN)
        self.warning.setVisible(row.fill is FillState.OVERDUE)
        entered = row.entered is not None
        monthly = kind_of(period) is PeriodKind.MONTH
        pairs = [pair for one in detail.figures for pair in _beside(one, monthly=monthly)]
        if entered:
            pairs.append((tr("Handed in on"), date_text(row.received_on)))
        if row.note:
            pairs.append((tr("Remarks"), row.note))
        self.facts.show_facts(pairs)

    def show_corrections(self, told: Sequence[PeriodCorrection]) -> None:
        """Show what was corrected in the return in view, the newest first."""
        self._corrected.show_rows(told)

    def _return(self) -> QWidget:
        tab = QWidget()
        box = QVBoxLayout(tab)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 3)
        for part in (self.warning, self.facts):
            box.addWidget(part)
        self.warning.hide()
        return tab


def _number(value: int | None) -> str:
    return "—" if value is None else number_text(value)


def _beside(row: FigureBeside, *, monthly: bool) -> list[tuple[str, str]]:
    """Return a figure, and under it those that it is compared with, as far as they are known."""
    beside = [
        (tr("month before") if monthly else tr("year before"), row.before),
        (tr("a year before"), row.year_before if monthly else None),
        (tr("in its quarter"), row.whole),
        (tr("in its quarters"), row.parts),
    ]
    known = [(f"\u2003{name}", number_text(value)) for name, value in beside if value is not None]
    return [(figure_word(row.field), _number(row.now)), *known]


def _corrected() -> tuple[Column[PeriodCorrection], ...]:
    return (
        Column(tr("On"), lambda row: date_text(day_in_china(row.at)), width=84),
        Column(tr("By"), lambda row: row.by, width=56, yields=1),
        Column(tr("Figures"), _moved, width=120),
        Column(tr("Why"), lambda row: row.reason, width=120, grows=True),
    )


def _moved(row: PeriodCorrection) -> str:
    """Return the first figure that moved, from and to, and that it was taken back where it was."""
    if row.after is None:
        return tr("taken back")
    after: Return = row.after
    moved = [
        (getattr(row.before, name), getattr(after, name))
        for name in PEOPLE
        if getattr(row.before, name) != getattr(after, name)
    ]
    return f"{_number(moved[0][0])} → {_number(moved[0][1])}" if moved else "—"
