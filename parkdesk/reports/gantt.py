"""The timeline of certificates on paper: the bars that the screen shows, on lying sheets."""

from __future__ import annotations

import datetime as dt

from parkdesk.domain.charts import Tone
from parkdesk.domain.gantt import BarRow, Check, Look, Span, TimelineSheet, pieces
from parkdesk.i18n import date_text, label, speaking, tr
from parkdesk.i18n.timelines import month_mark
from parkdesk.reports import style
from parkdesk.reports.charts import shortened
from parkdesk.reports.due import certificate_name
from parkdesk.reports.lying import MARGIN, Heading, LyingPaper, as_at
from parkdesk.reports.paper import Sheet, Type
from parkdesk.reports.status_words import status_text

_TONES = {
    Look.HOLDS: Tone.GOOD,
    Look.REMINDED: Tone.WARN,
    Look.STOPPED: Tone.NEUTRAL,
    Look.LAPSED: Tone.BAD,
}
_ROW, _BAR = 17.0, 10.0
_AXIS, _LEGEND = 24.0, 20.0
_NAMES, _KINDS, _NUMBERS = 0.19, 0.14, 0.11
"""Shares of the width for the enterprise, the certificate and its number."""
_REACH = 3.2
"""Half the width of the sign of a yearly check."""
_UNIT = 100
"""Parts of a point in which places are counted."""
_LEAST_TICK = 22.0
_NAME = Type(style.CELL, bold=True)
_CELL = Type(style.CELL)
_SMALL = Type(style.TINY, colour=style.MUTED)
_YEAR = Type(style.TINY + 0.4, bold=True)


def render_timeline(
    sheet: TimelineSheet, span: Span, today: dt.date, size: str, language: str
) -> bytes:
    """Return the PDF of a timeline on A4 or A3, in a language; `today` is the day it is of."""
    with speaking(language):
        park = sheet.park if language == "zh_CN" else sheet.park_en or sheet.park
        days = tr("{first} to {last}", first=date_text(span.first_on), last=date_text(span.last_on))
        heading = Heading(tr("Timeline of certificates"), as_at(sheet.on, days), park, sheet.at)
        return _Drawing(LyingPaper(heading, size, language), sheet, span, today).draw()


class _Drawing:
    """One timeline on its way down the sheets."""

    def __init__(self, paper: LyingPaper, sheet: TimelineSheet, span: Span, today: dt.date) -> None:
        self._on = paper
        self._rows = sheet.rows
        self._day = tr("Today") if sheet.on is None else date_text(sheet.on)
        self._span = span
        self._today = today
        width = paper.inner_width
        self._kinds = MARGIN + width * _NAMES
        self._numbers = self._kinds + width * _KINDS
        self._months = self._numbers + width * _NUMBERS
        self._width = MARGIN + width - self._months

    def draw(self) -> bytes:
        """Draw every row, as many sheets as they take; one at least."""
        per_sheet = int((self._on.top - self._on.bottom - _AXIS - _LEGEND) / _ROW)
        for start in range(0, max(len(self._rows), 1), per_sheet):
            self._draw_sheet(self._on.new_sheet(), self._rows[start : start + per_sheet])
        return self._on.finish()

    def _draw_sheet(self, sheet: Sheet, rows: tuple[BarRow, ...]) -> None:
        top = self._on.top - _AXIS
        foot = top - _ROW * max(len(rows), 1)
        self._draw_axis(sheet, top, foot)
        if not rows:
            sheet.text(MARGIN, top - 12, tr("No certificates yet"), _SMALL)
        before: BarRow | None = None
        for place, row in enumerate(rows):
            begins = before is None or before.enterprise_id != row.enterprise_id
            self._draw_row(sheet, row, top - _ROW * (place + 1), begins=begins)
            before = row
        self._draw_today(sheet, top, foot)
        self._draw_legend(sheet)

    def _x(self, day: dt.date) -> float:
        return self._months + self._span.at(day, int(self._width * _UNIT)) / _UNIT

    def _draw_axis(self, sheet: Sheet, top: float, foot: float) -> None:
        units = int(self._width * _UNIT)
        for place, tick in enumerate(self._span.ticks(units, int(_LEAST_TICK * _UNIT))):
            x = self._x(tick.day)
            colour = style.MUTED if tick.begins_year else style.HAIR
            sheet.line(x, foot, x, top + 10, colour, 0.75 if tick.begins_year else 0.5)
            sheet.text(x + 2, top + 3, month_mark(tick.day), _SMALL)
            if tick.begins_year or not place:
                sheet.text(x + 2, top + 13, str(tick.day.year), _YEAR)
        sheet.line(MARGIN, top, self._months + self._width, top, style.LINE)

    def _draw_row(self, sheet: Sheet, row: BarRow, low: float, *, begins: bool) -> None:
        box = (MARGIN, low, self._months + self._width, low + _ROW)
        with sheet.figure(self._spoken(row), box):
            self._draw_certificate(sheet, row, low, begins=begins)

    def _spoken(self, row: BarRow) -> str:
        """Return what a row shows, for who cannot see its bar: the enterprise is named in each."""
        checks = [
            f"{tr('Yearly check done') if one.done else tr('Yearly check to come')}"
            f" {date_text(one.due_on)}"
            for one in self._checks(row)
        ]
        said = [row.enterprise, certificate_name(row), row.number, _standing(row), *checks]
        return " · ".join(said)

    def _draw_certificate(self, sheet: Sheet, row: BarRow, low: float, *, begins: bool) -> None:
        paper, base = self._on.paper, low + (_ROW - style.CELL) / 2 + 1
        if begins:
            sheet.line(MARGIN, low + _ROW, self._months + self._width, low + _ROW, style.LINE)
            name = shortened(paper, row.enterprise, _NAME, self._kinds - MARGIN - 6)
            sheet.text(MARGIN, base, name, _NAME)
        kind = shortened(paper, certificate_name(row), _CELL, self._numbers - self._kinds - 6)
        sheet.text(self._kinds, base, kind, _CELL)
        number = shortened(paper, row.number, _SMALL, self._months - self._numbers - 6)
        sheet.text(self._numbers, base, number, _SMALL)
        self._draw_bar(sheet, row, low + (_ROW - _BAR) / 2)

    def _draw_bar(self, sheet: Sheet, row: BarRow, low: float) -> None:
        bar, units, right = row.bar, int(self._width * _UNIT), 0.0
        for piece in pieces(bar, self._today, self._span.last_on):
            extent = self._span.extent(piece.first_on, piece.last_on, units)
            if extent is not None:
                begin, end = (place / _UNIT for place in extent)
                _draw_piece(sheet, self._months + begin, low, end - begin, piece.look)
                right = right or self._months + begin
        if right:
            self._draw_words(sheet, row, right, low)
        for check in self._checks(row):
            _draw_check(sheet, self._x(check.due_on), low + _BAR / 2, done=check.done)

    def _checks(self, row: BarRow) -> list[Check]:
        first, last = self._span.first_on, self._span.last_on
        return [one for one in row.bar.checks if first <= one.due_on <= last]

    def _draw_words(self, sheet: Sheet, row: BarRow, left: float, low: float) -> None:
        kind = Type(style.TINY - 0.6)
        room = self._months + self._width - left - 6
        text = shortened(self._on.paper, _standing(row), kind, room)
        width = self._on.paper.width(text, kind)
        for check in self._checks(row):
            # A sign on the words would hide a figure of the date.
            if left - _REACH <= self._x(check.due_on) <= left + width + 2 * _REACH:
                left = self._x(check.due_on) + _REACH
        sheet.rect(left + 2, low + 1.5, width + 3, _BAR - 3, style.WHITE)
        sheet.text(left + 3.5, low + 2.8, text, kind)

    def _draw_today(self, sheet: Sheet, top: float, foot: float) -> None:
        if self._span.first_on <= self._today <= self._span.last_on:
            x = self._x(self._today)
            sheet.line(x, foot, x, top + 8, style.ACCENT, 1.0)
            sheet.dot(x, top + 8, 2.2, style.ACCENT)

    def _draw_legend(self, sheet: Sheet) -> None:
        x, y = MARGIN, self._on.bottom
        for look in Look:
            _draw_piece(sheet, x, y, 20, look)
            x = self._word(sheet, x + 24, y, label(look))
        for done, text in ((False, tr("Yearly check to come")), (True, tr("Yearly check done"))):
            _draw_check(sheet, x + 4, y + _BAR / 2, done=done)
            x = self._word(sheet, x + 11, y, text)
        sheet.line(x, y, x, y + _BAR, style.ACCENT, 1.0)
        self._word(sheet, x + 5, y, self._day)

    def _word(self, sheet: Sheet, x: float, y: float, text: str) -> float:
        sheet.text(x, y + 2.5, text, _SMALL)
        return x + self._on.paper.width(text, _SMALL) + 14


def _standing(row: BarRow) -> str:
    last = date_text(row.bar.expires_on) if row.bar.expires_on else tr("no expiry")
    return f"{status_text(row.bar.status)} · {last}"


def _draw_piece(sheet: Sheet, x: float, y: float, width: float, look: Look) -> None:
    tone = _TONES[look]
    ink = style.TONES[tone]
    if look is Look.LAPSED:
        sheet.box(x, y, width, _BAR, ink, "2 2")
        return
    sheet.rect(x, y, width, _BAR, style.SOFT[tone])
    if look is Look.REMINDED:
        sheet.hatch(x, y, width, _BAR, ink)
    if look is Look.STOPPED:
        at = x + 3
        while at < x + width - 1:
            sheet.dot(at, y + _BAR / 2, 0.7, ink)
            at += 4
    sheet.box(x, y, width, _BAR, ink)


def _draw_check(sheet: Sheet, x: float, y: float, *, done: bool) -> None:
    reach = _REACH
    corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
    sheet.polygon(corners, style.INK if done else style.WHITE, style.INK)
