"""What the figures of an edition mean: the park's own definitions, those alone that it uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from parkdesk.domain.indicators import Indicator, IndicatorCode
from parkdesk.domain.packs import Section
from parkdesk.domain.summaries import FigureKey, QuarterlySummary
from parkdesk.i18n import N_, language, tr
from parkdesk.i18n.indicator_sources import indicator_source
from parkdesk.reports.flow import BODY
from parkdesk.reports.quarterly_numbers import PackFlow
from parkdesk.reports.tables import Column, Row, Table, draw_table

OF_FIGURES: Mapping[FigureKey, IndicatorCode] = {
    FigureKey.RESIDENTS: IndicatorCode.RESIDENTS,
    FigureKey.OFFSHORE_EXECUTED: IndicatorCode.EXECUTED_OFFSHORE,
    FigureKey.CMMI_3_AND_UP: IndicatorCode.CMMI_3_AND_UP,
    FigureKey.SUBSIDY_APPROVED: IndicatorCode.SUBSIDY_APPROVED,
    FigureKey.SIGNED: IndicatorCode.SIGNED,
    FigureKey.STAFF: IndicatorCode.HEADCOUNT,
    FigureKey.EXPIRING: IndicatorCode.EXPIRING,
    FigureKey.RETURNS_IN: IndicatorCode.RETURNS_IN,
}
"""The definition behind each figure of page 1."""
_COMPARED = (IndicatorCode.QUARTER_ON_QUARTER, IndicatorCode.YEAR_ON_YEAR)
_OF_SECTIONS: Mapping[Section, tuple[IndicatorCode, ...]] = {
    Section.CONTRACTS: (
        IndicatorCode.SIGNED,
        IndicatorCode.EXECUTED,
        IndicatorCode.EXECUTED_OFFSHORE,
        IndicatorCode.EXECUTED_ONSHORE,
        IndicatorCode.EXECUTED_BY_LINE,
    ),
    Section.STAFF: (
        IndicatorCode.HEADCOUNT,
        IndicatorCode.GRADUATES,
        IndicatorCode.NEW_HIRES,
        IndicatorCode.NEW_GRADUATES,
    ),
    Section.CERTIFICATES: (IndicatorCode.EXPIRING,),
    Section.SUBSIDIES: (IndicatorCode.SUBSIDY_APPROVED,),
    Section.WATCH: (IndicatorCode.OFFSHORE_SHARE,),
    Section.RETURNS: (IndicatorCode.RETURNS_IN,),
    Section.ENTERPRISES: (IndicatorCode.HEADCOUNT, IndicatorCode.EXECUTED_OFFSHORE),
    Section.CONTRACT_LIST: (IndicatorCode.SIGNED, IndicatorCode.EXECUTED),
}
"""The definitions behind what a section prints besides page 1's figures."""


def used(summary: QuarterlySummary, sections: Iterable[Section]) -> tuple[Indicator, ...]:
    """Return the definitions behind page 1 and the chosen sections, in their order."""
    codes = {OF_FIGURES[figure.key] for figure in summary.figures}
    if summary.figures:
        codes |= set(_COMPARED)
    for section in sections:
        codes |= set(_OF_SECTIONS.get(section, ()))
    return tuple(one for one in summary.definitions if one.code in codes)


def definitions_used(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write each definition with its formula, rounding and source, then the marks of growth."""
    spoken = language()
    columns = (
        Column(tr("Figure"), share=2),
        Column(tr("What it means"), share=4),
        Column(tr("How it is computed"), share=3),
        Column(tr("Rounding"), share=2),
        Column(tr("Source"), share=2),
    )
    rows = [
        Row(
            (
                one.said("name", spoken), one.said("definition", spoken),
                one.said("formula", spoken), one.said("rounding", spoken), _source(one),
            )
        )
        for one in used(summary, flow.sections)
    ]  # fmt: skip
    flow.part(N_("{number} Definitions of the figures"), "definitions")
    caption = flow.caption(N_("Table {number}  Definitions of the figures in this edition"))
    empty = tr("No definition is kept in this edition.")
    draw_table(flow, Table(columns, rows, caption, empty=empty))
    flow.paragraph(_marks(), BODY)
    flow.space(6)


def _source(one: Indicator) -> str:
    kept = one.source_en if language() != "zh_CN" else one.source
    # An edition of before they were kept has those of the program's list.
    text = kept or indicator_source(one.source)
    return text if one.confirmed else tr("{text} (to be confirmed)", text=text)


def _marks() -> str:
    return tr(
        "Base nothing (“{zero}”), no earlier figure (“{missing}”) and a changed definition"
        " (“{redefined}”) are three marks and never 0%.",
        zero=tr("from nothing"), missing=tr("no data"), redefined=tr("redefined"),
    )  # fmt: skip
