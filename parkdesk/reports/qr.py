"""A QR code on a sheet (ISO/IEC 18004): what the foot of a page says, for a telephone to read."""

from __future__ import annotations

from functools import cache
from typing import Any

from parkdesk.reports import style
from parkdesk.reports.paper import Sheet


def draw_qr(sheet: Sheet, text: str, x: float, y: float, size: float) -> None:
    """Draw the code of `text` as a square with its lower left corner at `x`, `y`.

    Dark modules that follow each other in a row are one rectangle. The quiet zone round the code,
    four modules wide, is the caller's to leave.
    """
    sheet.stamp(_squares(text, x, y, size), style.INK)


@cache
def _squares(text: str, x: float, y: float, size: float) -> tuple[str, ...]:
    """Return the operators of the dark modules: every page of a document has the same."""
    rows = modules(text)
    step = size / len(rows)
    return tuple(
        f"{x + begin * step:.2f} {y + size - (number + 1) * step:.2f}"
        f" {count * step:.2f} {step:.2f} re f"
        for number, row in enumerate(rows)
        for begin, count in _runs(row)
    )


@cache
def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of the code, dark or light; a quarter of it may be lost (level Q)."""
    # Imported here: it takes half a second with what it draws on, and few prints have a code.
    from reportlab.graphics.barcode import qrencoder

    code: Any = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.Q)
    code.addData(text)
    code.make()
    places = range(code.moduleCount)
    return tuple(tuple(bool(code.isDark(row, column)) for column in places) for row in places)


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return runs
