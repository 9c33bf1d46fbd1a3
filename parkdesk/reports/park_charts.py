"""The charts of the park's figures on paper, each with the table behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from parkdesk.domain.charts import Chart, ChartTable, table_of
from parkdesk.domain.errors import Refused
from parkdesk.i18n import instant_text, speaking, tr
from parkdesk.reports import style
from parkdesk.reports.about import About
from parkdesk.reports.charts import Box, chart_height, draw_chart, shortened
from parkdesk.reports.flow import BODY, Flow
from parkdesk.reports.paper import Paper, Sheet, Type
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table

LANGUAGES = ("zh_CN", "en")
_TAGS = {"zh_CN": "zh-CN", "en": "en"}
_TITLE = Type(style.TITLE, bold=True)
_FOOTER = Type(style.TINY, colour=style.MUTED)


@dataclass(frozen=True, slots=True)
class ChartsReport:
    """What is printed. The charts say their words in the language they were described in."""

    park: str
    period: str
    first: str
    """What the categories of the charts are: the head of a table's first column."""
    charts: tuple[Chart, ...]
    at: dt.datetime
    by: str


def _quiet(_done: int, _total: int) -> None:
    return


def render_charts(
    report: ChartsReport,
    out: BinaryIO,
    language: str = "zh_CN",
    progress: Callable[[int, int], None] = _quiet,
) -> tuple[str, ...]:
    """Write the charts to `out`, and return the signs that no face has. Same in, same bytes."""
    if language not in LANGUAGES:
        raise Refused("language-not-printed")
    with speaking(language):
        paper = _paper(report, language)
        paper.finish(out, progress)
    return paper.missing


def _paper(report: ChartsReport, language: str) -> Paper:
    title = tr("Park figures in charts")
    paper = Paper(
        About(
            title=f"{report.park} {title}",
            author=report.park,
            subject=report.period,
            language=_TAGS[language],
            at=report.at,
        )
    )
    flow = Flow(paper)
    sheet, top = flow.sheet, style.PAGE_HEIGHT - 50
    with sheet.heading(1):
        sheet.text(style.MARGIN, top - style.TITLE, title, _TITLE)
    said = tr("{park} · {filters}", park=report.park, filters=report.period)
    sheet.text(
        style.MARGIN,
        top - style.TITLE - 20,
        shortened(paper, said, BODY, style.TEXT_WIDTH),
        BODY,
    )
    flow.at(top - style.TITLE - 36)
    for number, chart in enumerate(report.charts, 1):
        _chart(flow, report, number, chart)
    _furnish(paper, report, title)
    return paper


def _chart(flow: Flow, report: ChartsReport, number: int, chart: Chart) -> None:
    flow.heading(f"{number} {chart.title}", 0, f"chart-{number}")
    height = chart_height(chart)
    flow.block(height + 8, partial(_draw, flow.paper, chart, height))
    draw_table(flow, _table(table_of(chart, report.first)))
    flow.space(10)


def _draw(paper: Paper, chart: Chart, height: float, sheet: Sheet, top: float) -> None:
    box = Box(style.MARGIN, top - height, style.TEXT_WIDTH, height)
    draw_chart(paper, sheet, chart, box)


def _table(behind: ChartTable) -> Table:
    columns = tuple(
        Column(title, Align.POINT if place else Align.LEFT, 1)
        for place, title in enumerate(behind.head)
    )
    return Table(columns, [Row(row) for row in behind.rows], empty=tr("No data"))


def _furnish(paper: Paper, report: ChartsReport, title: str) -> None:
    right = style.MARGIN + style.TEXT_WIDTH
    printed = tr("Printed by {person} on {at}", person=report.by, at=instant_text(report.at))
    said = f"{title}  ·  {report.period}  ·  {printed}"
    for number, sheet in enumerate(paper.sheets, 1):
        page = tr("Page {n} of {total}", n=number, total=len(paper.sheets))
        room = style.TEXT_WIDTH - paper.width(page, _FOOTER) - 20
        foot = shortened(paper, said, _FOOTER, room)
        with sheet.furniture():
            sheet.line(style.MARGIN, style.FOOT, right, style.FOOT, style.LINE)
            sheet.text(style.MARGIN, style.FOOT - 12, foot, _FOOTER)
            sheet.text_right(right, style.FOOT - 12, page, _FOOTER)
