"""Invented papers for the demonstration park: what an office would have scanned, marked as such.

The same facts give the same bytes, on any day and on any computer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from parkdesk.domain.charts import Tone
from parkdesk.reports.fonts import faces, printable
from parkdesk.reports.style import INK, LINE, MUTED, PAGE_HEIGHT, PAGE_WIDTH, TONES, WATERMARK

_LEFT, _RIGHT = 90.0, PAGE_WIDTH - 90.0
_ROW = 26.0
_TITLE, _TEXT, _MARK = 26.0, 11.5, 52.0
_SEAL = 52.0
_NAME_WIDTH = 110.0


@dataclass(frozen=True, slots=True)
class Specimen:
    """An invented paper: a title, facts on its first page, clauses on those that follow."""

    title: str
    facts: Sequence[tuple[str, str]]
    seal: str
    clauses: Sequence[str] = ()
    mark: str = "演示样张"


def print_specimen(specimen: Specimen) -> bytes:
    """Return the paper as a PDF."""
    out = BytesIO()
    # Without this ReportLab writes the moment and a random number into the file.
    canvas = Canvas(out, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1)
    canvas.setTitle(specimen.title)
    _first_page(canvas, specimen)
    canvas.showPage()
    for clause in specimen.clauses:
        _mark(canvas, specimen.mark)
        _text(canvas, _LEFT, PAGE_HEIGHT - 120, clause, _TEXT)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _first_page(canvas: Canvas, specimen: Specimen) -> None:
    _mark(canvas, specimen.mark)
    canvas.setStrokeColorRGB(*_parts(LINE))
    canvas.rect(50, 50, PAGE_WIDTH - 100, PAGE_HEIGHT - 100)
    face = faces().bold
    canvas.setFillColorRGB(*_parts(INK))
    canvas.setFont(face.name, _TITLE)
    canvas.drawCentredString(PAGE_WIDTH / 2, PAGE_HEIGHT - 140, printable(specimen.title, face)[0])
    y = PAGE_HEIGHT - 210
    for name, value in specimen.facts:
        canvas.setFillColorRGB(*_parts(MUTED))
        _text(canvas, _LEFT, y, name, _TEXT)
        canvas.setFillColorRGB(*_parts(INK))
        _text(canvas, _LEFT + _NAME_WIDTH, y, value, _TEXT)
        canvas.line(_LEFT, y - 8, _RIGHT, y - 8)
        y -= _ROW
    _seal(canvas, specimen.seal)


def _mark(canvas: Canvas, mark: str) -> None:
    """Say across the page that the paper is invented."""
    canvas.saveState()
    canvas.setFillColorRGB(*_parts(WATERMARK))
    canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
    canvas.rotate(32)
    canvas.setFont(faces().bold.name, _MARK)
    canvas.drawCentredString(0, 0, mark)
    canvas.restoreState()


def _seal(canvas: Canvas, words: str) -> None:
    canvas.saveState()
    canvas.setStrokeColorRGB(*_parts(TONES[Tone.BAD]))
    canvas.setFillColorRGB(*_parts(TONES[Tone.BAD]))
    canvas.setLineWidth(2)
    x, y = _RIGHT - _SEAL - 10, 170.0
    canvas.circle(x, y, _SEAL)
    canvas.setFont(faces().regular.name, 9)
    canvas.drawCentredString(x, y - 3, printable(words, faces().regular)[0])
    canvas.restoreState()


def _text(canvas: Canvas, x: float, y: float, text: str, size: float) -> None:
    face = faces().regular
    canvas.setFont(face.name, size)
    canvas.drawString(x, y, printable(text, face)[0])


def _parts(colour: tuple[int, int, int]) -> tuple[float, float, float]:
    red, green, blue = colour
    return red / 255, green / 255, blue / 255
