"""A year on one lying sheet: twelve small months with what is due on each day."""

from __future__ import annotations

import datetime as dt

from parkdesk.domain.charts import Tone
from parkdesk.domain.year_calendar import MONTHS, WEEK, YearSheet, weeks_of
from parkdesk.i18n import date_text, number_text, speaking, tr
from parkdesk.reports import style
from parkdesk.reports.lying import MARGIN, Heading, LyingPaper, as_at
from parkdesk.reports.paper import Sheet, Type
from parkdesk.reports.words import month_name
from parkdesk.reports.year_words import weekday_names

_ACROSS, _WEEKS, _HEAD = 4, 6, 2
_GAP_X, _GAP_Y = 22.0, 14.0
_MONTH = Type(style.SUBHEADING, bold=True)
_DAY = Type(style.CELL)
_BUSY = Type(style.CELL, bold=True)
_SMALL = Type(style.TINY, colour=style.MUTED)
_COUNT = Type(style.TINY - 1.0, bold=True, colour=style.TONES[Tone.WARN])


def render_year(sheet: YearSheet, today: dt.date, language: str) -> bytes:
    """Return the PDF of a year on one A4 sheet, in a language; `today` is the day it is of."""
    with speaking(language):
        park = sheet.park if language == "zh_CN" else sheet.park_en or sheet.park
        counts = sheet.counts
        subtitle = tr(
            "{n} due; the small number beside a day says how many",
            n=number_text(counts.total),
        )
        title = tr("Year calendar {year}", year=counts.year)
        heading = Heading(title, as_at(sheet.on, subtitle), park, sheet.at)
        paper = LyingPaper(heading, "A4", language)
        _Drawing(paper, sheet, today).draw(paper.new_sheet())
        return paper.finish()


class _Drawing:
    """Twelve months on one sheet."""

    def __init__(self, paper: LyingPaper, sheet: YearSheet, today: dt.date) -> None:
        self._paper = paper
        self._counts = sheet.counts
        self._day = tr("Today") if sheet.on is None else tr("As at {day}", day=date_text(sheet.on))
        self._today = today
        rows = MONTHS // _ACROSS
        self._width = (paper.inner_width - _GAP_X * (_ACROSS - 1)) / _ACROSS
        self._height = (paper.top - paper.bottom - _GAP_Y * (rows - 1)) / rows

    def draw(self, sheet: Sheet) -> None:
        """Draw the months, three rows of four."""
        for month in range(1, MONTHS + 1):
            column, row = (month - 1) % _ACROSS, (month - 1) // _ACROSS
            left = MARGIN + column * (self._width + _GAP_X)
            top = self._paper.top - row * (self._height + _GAP_Y)
            self._draw_month(sheet, month, left, top)

    def _draw_month(self, sheet: Sheet, month: int, left: float, top: float) -> None:
        line, cell = self._height / (_WEEKS + _HEAD), self._width / WEEK
        sheet.text(left, top - line + 4, month_name(month), _MONTH)
        in_month = self._counts.in_month(month)
        if in_month:
            words = tr("{n} due", n=number_text(in_month))
            sheet.text_right(left + self._width, top - line + 4, words, _SMALL)
        for column, name in enumerate(weekday_names()):
            sheet.text_centred(left + cell * (column + 0.5), top - 2 * line + 4, name, _SMALL)
        sheet.line(left, top - 2 * line + 1, left + self._width, top - 2 * line + 1, style.LINE)
        for row, week in enumerate(weeks_of(self._counts.year, month)):
            low = top - line * (row + _HEAD + 1)
            for column, day in enumerate(week):
                if day is not None:
                    box = (left + cell * column, low, left + cell * (column + 1), low + line)
                    with sheet.figure(self._spoken(day), box):
                        self._draw_day(sheet, day, box[0], low, cell, line)

    def _spoken(self, day: dt.date) -> str:
        """Return what a day shows, for who cannot see that it is marked."""
        count = self._counts.on(day)
        said = [date_text(day)]
        if count:
            said.append(tr("{n} due", n=number_text(count)))
        if day == self._today:
            said.append(self._day)
        return " · ".join(said)

    def _draw_day(
        self, sheet: Sheet, day: dt.date, x: float, y: float, width: float, height: float
    ) -> None:
        count = self._counts.on(day)
        if count:
            ground = style.SOFT[Tone.WARN]
            sheet.card(x + 1, y + 1, width - 2, height - 2, ground, None, radius=2.5)
        if day == self._today:
            sheet.box(x + 1, y + 1, width - 2, height - 2, style.ACCENT)
        base = y + (height - style.CELL) / 2 + 1.2
        if not count:
            sheet.text_centred(x + width / 2, base, str(day.day), _DAY)
            return
        sheet.text_right(x + width * 0.55, base, str(day.day), _BUSY)
        sheet.text(x + width * 0.6, base + 2.4, str(count), _COUNT)
