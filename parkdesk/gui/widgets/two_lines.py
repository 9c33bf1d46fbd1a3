"""A name on two lines: where it is broken, and what of it still does not fit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption


def on_two_lines(text: str, font: QFont, width: int) -> tuple[str, str]:
    """Return the two lines of a text that is wider than `width`; the second may end in dots.

    It is broken between words, or between any two signs where a word alone is too wide.
    """
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    # Qt counts in halves of sixteen bits: a rare sign of a name has two of them.
    halves = text.encode("utf-16-le")
    first, rest = (
        part.decode("utf-16-le").strip()
        for part in (halves[: 2 * line.textLength()], halves[2 * line.textLength() :])
    )
    layout.endLayout()
    return first, QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)


def fits_two_lines(text: str, font: QFont, width: int) -> bool:
    """Return whether nothing of a text is lost on two lines of this width."""
    text = text.strip()
    first, rest = on_two_lines(text, font, width)
    return text[len(first) :].strip() == rest
