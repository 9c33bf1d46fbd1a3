"""The house look, once: sizes, colours, margins. Nothing else in `reports` names one.

The names are those of the screen's tokens. Colours are chosen so that they stay apart in black
and white; none says anything that a word does not say too.
"""

from __future__ import annotations

from typing import NamedTuple

from parkdesk.domain.charts import Tone


class Colour(NamedTuple):
    """Red, green and blue, 0 to 255."""

    red: int
    green: int
    blue: int

    def operands(self) -> str:
        """Return the three numbers a PDF colour operator takes."""
        return " ".join(f"{part / 255:.3f}" for part in self)


INK = Colour(0x1B, 0x1F, 0x24)
MUTED = Colour(0x5B, 0x65, 0x75)
LINE = Colour(0xD6, 0xDB, 0xE2)
HAIR = Colour(0xE7, 0xEA, 0xEE)
CARD = Colour(0xF9, 0xFA, 0xFC)
HEAD = Colour(0xEE, 0xF4, 0xF3)
WHITE = Colour(0xFF, 0xFF, 0xFF)
ACCENT = Colour(0x0B, 0x6E, 0x6E)
ACCENT_SOFT = Colour(0xE3, 0xF2, 0xF1)
WATERMARK = Colour(0xEC, 0xEE, 0xF1)
SERIES = (ACCENT, Colour(0x54, 0x9A, 0x9A), Colour(0xB6, 0xD4, 0xD4))
"""The second still stands out from the paper as a line; every softer bar has an edge."""
STREAM = Colour(0xC9, 0xDD, 0xDB)
"""What flows between two boxes; words stand on it."""
TONES = {
    Tone.ACCENT: ACCENT,
    Tone.BAD: Colour(0xB4, 0x23, 0x18),
    Tone.GOOD: Colour(0x15, 0x73, 0x47),
    Tone.NEUTRAL: MUTED,
    Tone.WARN: Colour(0x9A, 0x67, 0x00),
}
SOFT = {
    Tone.ACCENT: ACCENT_SOFT,
    Tone.BAD: Colour(0xFD, 0xF0, 0xEF),
    Tone.GOOD: Colour(0xEC, 0xF7, 0xF0),
    Tone.NEUTRAL: Colour(0xF4, 0xF5, 0xF7),
    Tone.WARN: Colour(0xFF, 0xF7, 0xE3),
}

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
MARGIN = 57.0
"""Left and right; the text is 481 points wide."""
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
BAND = 23.0
"""The coloured band over page 1."""
TOP = PAGE_HEIGHT - 66.0
BOTTOM = 62.0
FOOT = 44.0
"""The line over the footer."""

TITLE, HEADING, SUBHEADING, BODY, CELL, SMALL, TINY = 20.0, 11.5, 9.5, 9.0, 7.8, 7.5, 6.8
FIGURE = 14.0
LEADING = 1.5
"""Line distance over type size."""
CELL_PAD_X, CELL_PAD_Y = 4.0, 3.6
