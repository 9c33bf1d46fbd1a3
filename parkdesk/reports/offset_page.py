"""The test page of a printer's offset: crosshairs and rulers at known places of A4."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

from parkdesk.i18n import instant_text, speaking, tr
from parkdesk.reports import style
from parkdesk.reports.about import About
from parkdesk.reports.claim_paper import require_language
from parkdesk.reports.paper import Paper, Sheet, Type

MILLIMETRE = 72 / 25.4
FROM_EDGE = 20
"""Millimetres from the edges of the paper to the four crosshairs."""
_ARM = 10
_LONG_TICK = 5
_NAME = Type(14.0, bold=True)
_TEXT = Type(style.BODY)
_TINY = Type(style.TINY)


def render_offset_page(
    printer: str, offset: tuple[int, int], at: dt.datetime, language_code: str = "zh_CN"
) -> bytes:
    """Return the page; `offset` (tenths of a millimetre, right and down) is only named on it.

    The one who prints it moves it, as every form is moved.
    """
    require_language(language_code)
    with speaking(language_code):
        title = tr("Test page of the printer offset")
        paper = Paper(About(title, "ParkDesk", printer, language_code.replace("_", "-"), at))
        sheet = paper.new_sheet()
        near = FROM_EDGE * MILLIMETRE
        for x in (near, style.PAGE_WIDTH - near):
            for y in (near, style.PAGE_HEIGHT - near):
                _crosshair(sheet, x, y)
        _crosshair(sheet, style.PAGE_WIDTH / 2, style.PAGE_HEIGHT / 2)
        right, down = (f"{tenths / 10:+.1f}" for tenths in offset)
        lines = (
            tr("Printer: {name}", name=printer),
            tr("Moved now: {right} mm to the right, {down} mm down", right=right, down=down),
            tr(
                "The four crosses at the corners stand {n} mm from both edges. Measure what is"
                " missing and add it to the offset.",
                n=FROM_EDGE,
            ),
            instant_text(at),
        )
        y = style.PAGE_HEIGHT - 150
        with sheet.heading(1):
            sheet.text_centred(style.PAGE_WIDTH / 2, y, title, _NAME)
        for text in lines:
            for line in paper.lines(text, _TEXT, style.TEXT_WIDTH):
                y -= 20
                sheet.text_centred(style.PAGE_WIDTH / 2, y, line, _TEXT)
        out = BytesIO()
        paper.finish(out, lambda _done, _total: None)
        return out.getvalue()


def _crosshair(sheet: Sheet, x: float, y: float) -> None:
    arm = _ARM * MILLIMETRE
    sheet.line(x - arm, y, x + arm, y, style.INK, 0.3)
    sheet.line(x, y - arm, x, y + arm, style.INK, 0.3)
    for step in range(-_ARM, _ARM + 1):
        tick = (2.0 if step % _LONG_TICK == 0 else 1.0) * MILLIMETRE / 2
        along = step * MILLIMETRE
        sheet.line(x + along, y - tick, x + along, y + tick, style.INK, 0.2)
        sheet.line(x - tick, y + along, x + tick, y + along, style.INK, 0.2)
    sheet.text(x + 4, y + 4, "0", _TINY)
