"""What the prints of one record have in common: how they are written, their head and their foot."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

from parkdesk.domain.errors import Refused
from parkdesk.i18n import speaking, tr
from parkdesk.reports import style
from parkdesk.reports.charts import shortened
from parkdesk.reports.flow import NOTE, Flow
from parkdesk.reports.paper import Paper, Type

TAGS = {"zh_CN": "zh-CN", "en": "en"}
"""The languages that are printed, with how a PDF names them."""
RIGHT = style.MARGIN + style.TEXT_WIDTH
LABEL = Type(style.SMALL, colour=style.MUTED)
FOOTER = Type(style.TINY, colour=style.MUTED)
_NAME = Type(16.0, bold=True)
_BETWEEN = "  ·  "
_GAP = 16


def quiet(_done: int, _total: int) -> None:
    """Hear nothing of the progress."""


def write_record(
    make: Callable[[], Paper],
    out: BinaryIO,
    language: str,
    progress: Callable[[int, int], None],
) -> tuple[str, ...]:
    """Write what `make` draws in a language; return the signs that no face has (printed as 〓)."""
    if language not in TAGS:
        raise Refused("language-not-printed")
    with speaking(language):
        paper = make()
        paper.finish(out, progress)
    return paper.missing


def title_band(flow: Flow, park: str, kind: str, title: str, about: Iterable[str]) -> None:
    """Begin the first page: whose print and of what kind, the record's name, what it is."""
    page = flow.sheet
    page.rect(0, style.PAGE_HEIGHT - style.BAND, style.PAGE_WIDTH, style.BAND, style.ACCENT)
    y = style.PAGE_HEIGHT - style.BAND - 24
    page.text(style.MARGIN, y, park, LABEL)
    page.text_right(RIGHT, y, kind, LABEL)
    y -= 24
    with page.heading(1):
        for line in flow.paper.lines(title, _NAME, style.TEXT_WIDTH):
            page.text(style.MARGIN, y, line, _NAME)
            y -= _NAME.leading
    page.text(style.MARGIN, y + 4, _BETWEEN.join(about), Type(style.BODY, bold=True))
    y -= 10
    page.line(style.MARGIN, y, RIGHT, y, style.ACCENT, 0.75)
    flow.at(y - 10)


def furnish(paper: Paper, title: str, foot: Iterable[str], beside: str = "") -> None:
    """Put the name on every page but the first, and the foot with its number on all of them."""
    total, words = len(paper.sheets), _BETWEEN.join(foot)
    room = style.TEXT_WIDTH - (paper.width(beside, NOTE) + _GAP if beside else 0)
    for number, page in enumerate(paper.sheets, 1):
        with page.furniture():
            if number > 1:
                y = style.PAGE_HEIGHT - 40
                page.text(style.MARGIN, y, shortened(paper, title, NOTE, room), NOTE)
                if beside:
                    page.text_right(RIGHT, y, beside, NOTE)
                page.line(style.MARGIN, y - 7, RIGHT, y - 7, style.ACCENT, 0.75)
            page.line(style.MARGIN, style.FOOT, RIGHT, style.FOOT, style.LINE)
            page.text(style.MARGIN, style.FOOT - 12, words, FOOTER)
            place = tr("Page {n} of {total}", n=number, total=total)
            page.text_right(RIGHT, style.FOOT - 12, place, FOOTER)
