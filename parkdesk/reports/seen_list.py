"""A list on paper as it is seen: the columns in view, its rows in their order, what narrows it.

The texts are those of the screen, so that a number that is masked there is masked here. Each page
says which list it is, how it is filtered and as at which day it was read: pages are taken apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from parkdesk.domain.errors import Refused
from parkdesk.i18n import instant_text, number_text, speaking, tr, trn
from parkdesk.reports import style
from parkdesk.reports.about import About
from parkdesk.reports.charts import shortened
from parkdesk.reports.flow import BODY, NOTE, Flow
from parkdesk.reports.paper import Paper, Type
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table

LANGUAGES = ("zh_CN", "en")
MOST_ROWS = 5_000
"""So many rows are printed, on about 170 pages; an export holds a longer list whole."""
_TAGS = {"zh_CN": "zh-CN", "en": "en"}
_TITLE = Type(style.TITLE, bold=True)
_CELL = Type(style.CELL)
_HEADING = Type(style.CELL, bold=True)
_FOOTER = Type(style.TINY, colour=style.MUTED)
_LANDSCAPE = (style.PAGE_HEIGHT, style.PAGE_WIDTH)
_TOP = style.PAGE_WIDTH - style.MARGIN
_FIRST = 40.0
"""From the edge of the paper to the title."""


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A heading, and whether numbers stand under it; a name takes the room that is left."""

    title: str
    numeric: bool = False
    grows: bool = False


@dataclass(frozen=True, slots=True)
class ListPrint:
    """A list as it is printed."""

    park: str
    title: str
    columns: tuple[PrintedColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    """Rows of the list; more than are printed where it is very long."""
    filters: str
    """What narrows the list, as a person reads it."""
    order: str
    day: str
    """The day as at which it was read, in words."""
    at: dt.datetime
    by: str


def _quiet(_done: int, _total: int) -> None:
    return


def render_list(
    report: ListPrint,
    out: BinaryIO,
    language: str = "zh_CN",
    progress: Callable[[int, int], None] = _quiet,
) -> tuple[str, ...]:
    """Write the list to `out`, and return the signs that no face has. Same list, same bytes."""
    if language not in LANGUAGES:
        raise Refused("language-not-printed")
    with speaking(language):
        paper = _paper(report, language)
        paper.finish(out, progress)
    return paper.missing


def _paper(report: ListPrint, language: str) -> Paper:
    paper = Paper(
        About(
            title=f"{report.park} {report.title}",
            author=report.park,
            subject=report.filters,
            language=_TAGS[language],
            at=report.at,
        ),
        _LANDSCAPE,
    )
    width = _LANDSCAPE[0] - 2 * style.MARGIN
    flow = Flow(paper, _TOP)
    _head(flow, report, width)
    _table(flow, report, width)
    if report.total > len(report.rows):
        left = number_text(report.total - len(report.rows))
        flow.space(6)
        flow.paragraph(tr("{n} further rows are not printed: export the list.", n=left), NOTE)
    _furnish(paper, report, width)
    return paper


def _head(flow: Flow, report: ListPrint, width: float) -> None:
    sheet, base = flow.sheet, _LANDSCAPE[1] - _FIRST - style.TITLE
    with sheet.heading(1):
        sheet.text(style.MARGIN, base, report.title, _TITLE)
    sheet.text_right(style.MARGIN + width, base, report.park, BODY)
    counted = trn("{n} row", "{n} rows", report.total)
    said = "  ·  ".join((report.day, counted, tr("order: {column}", column=report.order)))
    sheet.text(style.MARGIN, base - 18, said, BODY)
    y = base - 18
    for line in flow.paper.lines(_filtered(report), BODY, width):
        y -= BODY.leading
        sheet.text(style.MARGIN, y, line, BODY)
    flow.at(y - 12)


def _table(flow: Flow, report: ListPrint, width: float) -> None:
    rows = [Row(tuple(cell or "—" for cell in row)) for row in report.rows]
    # Where all have room they share what is over; where not, names are broken and not numbers.
    crowded = _natural(flow.paper, report) > width
    columns = tuple(
        Column(
            one.title,
            Align.RIGHT if one.numeric else Align.LEFT,
            share=1 if crowded and one.grows else 0,
        )
        for one in report.columns
    )
    empty = tr("No row of this list fits the filters.")
    draw_table(flow, Table(columns, rows, empty=empty), width)


def _natural(paper: Paper, report: ListPrint) -> float:
    """Return how wide the table would like to be."""
    wide = 0.0
    for place, column in enumerate(report.columns):
        texts = (row[place] for row in report.rows)
        widest = max((paper.width(text, _CELL) for text in texts), default=0.0)
        heading = paper.width(column.title, _HEADING)
        wide += max(widest, heading) + 2 * style.CELL_PAD_X
    return wide


def _filtered(report: ListPrint) -> str:
    return tr("Filter: {filters}", filters=report.filters)


def _furnish(paper: Paper, report: ListPrint, width: float) -> None:
    right = style.MARGIN + width
    printed = tr("Printed by {person} on {at}", person=report.by, at=instant_text(report.at))
    said = "  ·  ".join((report.title, report.day, _filtered(report), printed))
    for number, sheet in enumerate(paper.sheets, 1):
        page = tr("Page {n} of {total}", n=number, total=len(paper.sheets))
        room = width - paper.width(page, _FOOTER) - 20
        foot = shortened(paper, said, _FOOTER, room)
        with sheet.furniture():
            sheet.line(style.MARGIN, style.FOOT, right, style.FOOT, style.LINE)
            sheet.text(style.MARGIN, style.FOOT - 12, foot, _FOOTER)
            sheet.text_right(right, style.FOOT - 12, page, _FOOTER)
