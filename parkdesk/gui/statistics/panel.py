"""One enterprise's quarter beside the list: its return, its amounts, the quarters before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.domain.calendar import Quarter, day_in_china
from parkdesk.domain.closing import Restatement
from parkdesk.domain.statistics import FillState, Totals
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.statistics.corrections_tab import CorrectionsTab
from parkdesk.gui.statistics.words import FILL_TONES, dollars_text, growth_text, people_moved
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.gui.widgets.texts import SectionHeader
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import date_text, label, number_text, quarter_text, tr, trn
from parkdesk.usecases.statistics import PastQuarter, QuarterRow


class QuarterPanel(DetailPanel):
    """Shows an enterprise in the quarter; what can be done with it are the page's actions."""

    def __init__(self) -> None:
        super().__init__(tr("Choose an enterprise to see its return and its quarters."))
        self.warning = Callout("", Tone.WARN)
        self.people = Facts()
        self.amounts = Facts()
        self.past = ShortTable[PastQuarter]("PastQuarters", _past_columns(), most=10)
        self.add_tab(tr("Quarter in view"), self._quarter())
        self.add_tab(tr("Past quarters"), self._past())
        self.corrections = ShortTable[Restatement](
            "ReturnCorrections", _correction_columns(), most=10
        )
        self._corrected = CorrectionsTab(self.corrections)
        self.add_tab(tr("Corrections"), self._corrected)

    def show_row(self, row: QuarterRow, quarter: Quarter) -> None:
        """Show an enterprise's quarter."""
        chip = (label(row.fill), FILL_TONES[row.fill])
        self.show_title(row.enterprise, f"{row.code} · {quarter_text(quarter)}", chip)
        text = _warning(row)
        self.warning.say(text, Tone.WARN)
        self.warning.setVisible(bool(text))
        self.people.show_facts(_people(row))
        self.amounts.show_facts(_amounts(row))

    def show_past(self, past: Sequence[PastQuarter]) -> None:
        """Show the quarters up to the one in view."""
        self.past.show_rows(past)

    def show_corrections(self, told: Sequence[Restatement]) -> None:
        """Show what was corrected in the return in view, the newest first."""
        self._corrected.show_rows(told)

    def _past(self) -> QWidget:
        tab = QWidget()
        box = QVBoxLayout(tab)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 2)
        # Said once: in both column titles it left too little room for the amounts.
        box.addWidget(text_label(tr("Amounts in US$"), "muted"))
        box.addWidget(self.past)
        return tab

    def _quarter(self) -> QWidget:
        tab = QWidget()
        box = QVBoxLayout(tab)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 2)
        box.addWidget(self.warning)
        box.addWidget(SectionHeader(tr("From the return")))
        box.addWidget(self.people)
        box.addWidget(SectionHeader(tr("From the contracts, US$")))
        box.addWidget(self.amounts)
        return tab


def _warning(row: QuarterRow) -> str:
    said = []
    if row.fill is FillState.OVERDUE:
        said.append(tr("The return is overdue."))
    if row.totals.unconverted:
        said.append(
            trn(
                "{n} amount waits for the rate of its month and is in no figure yet.",
                "{n} amounts wait for the rate of their month and are in no figure yet.",
                row.totals.unconverted,
            )
        )
    return "\n".join(said)


def _people(row: QuarterRow) -> list[tuple[str, str]]:
    entered = row.entered
    if entered is None:
        return [(tr("Return"), tr("nothing entered yet"))]

    def number(value: int | None) -> str:
        return "—" if value is None else number_text(value)

    pairs = [
        (tr("People employed"), number(entered.headcount)),
        (tr("Junior college or above"), number(entered.graduates)),
        (tr("New people"), number(entered.new_hires)),
        (tr("New, junior college or above"), number(entered.new_graduates)),
        (tr("Handed in on"), date_text(row.received_on)),
    ]
    return [*pairs, (tr("Remarks"), row.note)] if row.note else pairs


def _amounts(row: QuarterRow) -> list[tuple[str, str]]:
    totals = row.totals
    return [
        (tr("Number of contracts"), number_text(totals.contracts)),
        (tr("Signed"), _grown(totals.signed_usd_cents, growth_text(row.signed_growth))),
        (tr("Executed"), _grown(totals.executed_usd_cents, growth_text(row.executed_growth))),
        (tr("Executed offshore"), dollars_text(totals.executed_offshore_usd_cents)),
        (tr("Executed onshore"), dollars_text(totals.executed_onshore_usd_cents)),
        (tr("ITO / BPO / KPO"), _by_line(totals)),
        (tr("Executed, YoY"), growth_text(row.executed_year_growth)),
    ]


def _grown(cents: int, growth: str) -> str:
    return tr("{amount} (QoQ {growth})", amount=dollars_text(cents), growth=growth)


def _by_line(totals: Totals) -> str:
    lines = (totals.ito_usd_cents, totals.bpo_usd_cents, totals.kpo_usd_cents)
    return " / ".join(dollars_text(one) for one in lines)


def _past_columns() -> tuple[Column[PastQuarter], ...]:
    return (
        Column(tr("Quarter"), lambda row: quarter_text(row.quarter), width=108),
        Column(
            tr("People"),
            lambda row: number_text(row.totals.headcount) if row.totals.returns else "—",
            numeric=True,
            width=56,
            yields=1,
        ),
        Column(
            tr("Signed"),
            lambda row: dollars_text(row.totals.signed_usd_cents),
            numeric=True,
            width=88,
        ),
        Column(
            tr("Executed"),
            lambda row: dollars_text(row.totals.executed_usd_cents),
            numeric=True,
            width=88,
        ),
    )


def _correction_columns() -> tuple[Column[Restatement], ...]:
    return (
        Column(tr("On"), lambda row: date_text(day_in_china(row.at)), width=84),
        Column(tr("By"), lambda row: row.by, width=56, yields=1),
        Column(tr("People"), people_moved, numeric=True, width=84),
        Column(tr("Why"), lambda row: row.reason, width=120, grows=True),
    )
