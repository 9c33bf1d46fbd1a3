"""The industry chain on paper: the picture on the first page, its table after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from parkdesk.domain.chain import STAGES, Chain, Link, Origin
from parkdesk.domain.chain_layout import Band, Node, Picture, Room, draw
from parkdesk.domain.errors import Refused
from parkdesk.i18n import amount_text, instant_text, number_text, speaking, tr
from parkdesk.i18n.chain import (
    column_title,
    node_name,
    origins_text,
    party_place,
    share_text,
    stage_title,
    usd,
)
from parkdesk.reports import style
from parkdesk.reports.about import About
from parkdesk.reports.charts import shortened
from parkdesk.reports.flow import BODY, NOTE, Flow
from parkdesk.reports.paper import Paper, Sheet, Type
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table

LANGUAGES = ("zh_CN", "en")
_TAGS = {"zh_CN": "zh-CN", "en": "en"}
_TITLE = Type(style.TITLE, bold=True)
_HEAD = Type(style.BODY, bold=True)
_NAME = Type(style.CELL)
_AMOUNT = Type(style.TINY, colour=style.MUTED)
_FOOTER = Type(style.TINY, colour=style.MUTED)
_PICTURE = 630.0
_TWO_LINES = 24.0
_PAD = 5.0
_THINNEST = 0.4
MOST_ROWS = 300
"""So many links stand in the printed table; the workbook has them all."""


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What is printed: links as they were filtered, what the filters say, when it was read."""

    park: str
    filters: str
    at: dt.datetime
    links: tuple[Link, ...]
    left_out: str
    countries: Mapping[str, str]


def _quiet(_done: int, _total: int) -> None:
    return


def render_chain(
    report: ChainReport,
    out: BinaryIO,
    language: str = "zh_CN",
    progress: Callable[[int, int], None] = _quiet,
) -> None:
    """Write picture and table to `out`. Same links in, same bytes out."""
    if language not in LANGUAGES:
        raise Refused("language-not-printed")
    with speaking(language):
        _paper(report, language).finish(out, progress)


def _paper(report: ChainReport, language: str) -> Paper:
    title = tr("Industry chain")
    paper = Paper(
        About(
            title=f"{report.park} {title}",
            author=report.park,
            subject=report.filters,
            language=_TAGS[language],
            at=report.at,
        )
    )
    flow = Flow(paper)
    _head(flow, report, title)
    picture = draw(report.links, Room(style.TEXT_WIDTH, _PICTURE, 15.0, 4.0, 0.27))
    flow.block(_PICTURE + 30, lambda sheet, top: _figure(paper, sheet, picture, top))
    if report.left_out:
        flow.paragraph(report.left_out, NOTE)
    flow.new_page()
    for stage in STAGES:
        _table(flow, report, stage)
    flow.paragraph(
        tr(
            "Money that passes through two hands is in two stages: the sums of the stages are not"
            " added to each other."
        ),
        NOTE,
    )
    _furnish(paper, report, title)
    return paper


def _head(flow: Flow, report: ChainReport, title: str) -> None:
    sheet, top = flow.sheet, style.PAGE_HEIGHT - 50
    with sheet.heading(1):
        sheet.text(style.MARGIN, top - style.TITLE, title, _TITLE)
    said = tr("{park} · {filters}", park=report.park, filters=report.filters)
    sheet.text(
        style.MARGIN,
        top - style.TITLE - 20,
        shortened(flow.paper, said, BODY, style.TEXT_WIDTH),
        BODY,
    )
    flow.at(top - style.TITLE - 36)


def _figure(paper: Paper, sheet: Sheet, picture: Picture, top: float) -> None:
    """Draw the picture; the tables after it are what is read of it."""
    says = tr("The industry chain as a picture; the tables after it hold every link.")
    right, bottom = style.MARGIN + style.TEXT_WIDTH, top - _PICTURE - 30
    with sheet.figure(says, (style.MARGIN, bottom, right, top)):
        _picture(paper, sheet, picture, top)


def _picture(paper: Paper, sheet: Sheet, picture: Picture, top: float) -> None:
    base = top - 30
    for column in picture.columns:
        boxes = picture.column(column)
        if boxes:
            x = style.MARGIN + boxes[0].x
            sheet.text(x, top - 10, column_title(column), _HEAD)
            whole = sum(one.value for one in boxes)
            sheet.text(x, top - 21, usd(whole), _AMOUNT)
    for band in sorted(picture.bands, key=lambda one: -one.width):
        _band(sheet, band, base)
    for node in picture.nodes:
        _node(paper, sheet, node, base)


def _band(sheet: Sheet, band: Band, base: float) -> None:
    part = all(one.origins == {Origin.FINAL_CUSTOMER} for one in band.links)
    start = (style.MARGIN + band.x0, base - band.top0)
    end = (style.MARGIN + band.x1, base - band.top1)
    colour = style.ACCENT_SOFT if part else style.STREAM
    sheet.band(start, end, max(band.width, _THINNEST), colour)


def _node(paper: Paper, sheet: Sheet, node: Node, base: float) -> None:
    x, y = style.MARGIN + node.x, base - node.bottom
    ours = node.party is not None and node.party.is_of_park
    fill = style.ACCENT_SOFT if ours else style.WHITE
    sheet.card(x, y, node.width, node.height, fill, style.LINE, 2.0)
    sheet.rect(x, y, 2.0, node.height, style.ACCENT if ours else style.MUTED)
    room = node.width - 2 * _PAD
    middle = y + node.height / 2
    amount = usd(node.value)
    if node.height >= _TWO_LINES:
        sheet.text(x + _PAD, middle + 1.5, shortened(paper, node_name(node), _NAME, room), _NAME)
        sheet.text(x + _PAD, middle - 8.5, amount, _AMOUNT)
        return
    sheet.text(x + _PAD, middle - 2.8, shortened(paper, node_name(node), _NAME, room), _NAME)


def _table(flow: Flow, report: ChainReport, stage: str) -> None:
    links = [one for one in report.links if one.stage == stage]
    if not links:
        return
    total = Chain(tuple(links)).total(links[0].stage)
    listed = links[:MOST_ROWS]
    rows = [_row(one, report, total) for one in listed]
    if len(listed) < len(links):
        rest = sum(one.amount_usd_cents for one in links[MOST_ROWS:])
        words_ = tr("{n} smaller links", n=number_text(len(links) - MOST_ROWS))
        rows.append(Row((words_, "", "", _dollars(rest), share_text(rest, total), "")))
    draw_table(
        flow,
        Table(
            (
                Column(tr("Gives the work"), share=3),
                Column(tr("Country or region")),
                Column(tr("Takes the work"), share=3),
                Column(tr("Amount (US$)"), Align.POINT),
                Column(tr("Of its stage"), Align.RIGHT),
                Column(tr("Known from")),
            ),
            rows,
            caption=stage_title(links[0].stage),
            total=Row((tr("Total"), "", "", _dollars(total), "", ""), bold=True),
        ),
    )


def _row(one: Link, report: ChainReport, total: int) -> Row:
    return Row(
        (
            one.giver.name,
            party_place(one.giver, dict(report.countries)),
            one.taker.name,
            _dollars(one.amount_usd_cents),
            share_text(one.amount_usd_cents, total),
            origins_text(one.origins),
        )
    )


def _dollars(cents: int) -> str:
    return amount_text(cents, "USD")


def _furnish(paper: Paper, report: ChainReport, title: str) -> None:
    right = style.MARGIN + style.TEXT_WIDTH
    foot = "  ·  ".join((title, tr("Data as at {at}", at=instant_text(report.at))))
    for number, sheet in enumerate(paper.sheets, 1):
        page = tr("Page {n} of {total}", n=number, total=len(paper.sheets))
        with sheet.furniture():
            sheet.line(style.MARGIN, style.FOOT, right, style.FOOT, style.LINE)
            sheet.text(style.MARGIN, style.FOOT - 12, foot, _FOOTER)
            sheet.text_right(right, style.FOOT - 12, page, _FOOTER)
