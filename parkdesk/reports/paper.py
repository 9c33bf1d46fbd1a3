"""Sheets of paper to draw on, top to bottom, and the PDF they become.

ReportLab makes the file; the operators of a sheet are written here, with the encoded form of every
text kept, which is what makes a pack of a thousand pages a matter of seconds. A sheet can be drawn
on until the paper is finished, so that a footer may say 第 n 页 / 共 m 页 and a contents list may
name pages that come later.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import BinaryIO

from parkdesk.reports import style
from parkdesk.reports.about import About
from parkdesk.reports.breaking import break_lines
from parkdesk.reports.fonts import Face, Faces, faces, printable, rare_face, widths_for
from parkdesk.reports.links import Anchor, Link
from parkdesk.reports.pdf_file import PdfFile
from parkdesk.reports.shapes import rounded
from parkdesk.reports.structure import ARTIFACT, Element, bounds
from parkdesk.reports.style import Colour


@dataclass(frozen=True, slots=True)
class Type:
    """A face, a size and a colour."""

    size: float = style.BODY
    bold: bool = False
    colour: Colour = style.INK

    @property
    def leading(self) -> float:
        """The distance from line to line."""
        return self.size * style.LEADING


class Sheet:
    """One page being drawn; points from the lower left corner, as in PDF.

    A text that belongs to no named part of the document is a paragraph of its own, read in the
    order of drawing; lines and areas belong to the text only inside a `figure`.
    """

    def __init__(self, paper: Paper, size: tuple[float, float], place: int) -> None:
        self._paper = paper
        self._place = place
        self.size = size
        self._fill: Colour | None = None
        self._stroke: Colour | None = None
        self._part: Element | None = None
        self._open: Element | None = None
        self.pieces = 0
        self.code: list[str] = []
        self.links: list[Link] = []
        self.anchors: list[Anchor] = []

    @contextmanager
    def part(self, element: Element) -> Iterator[None]:
        """Draw what belongs to one part of the document, such as a heading or a cell."""
        before, self._part = self._part, element
        yield
        self._part = before

    @contextmanager
    def heading(self, level: int) -> Iterator[None]:
        """Write a heading; level 1 is the document's own title, or a section's."""
        with self.part(self._paper.root.child(f"H{level}")):
            yield

    @contextmanager
    def furniture(self) -> Iterator[None]:
        """Draw what is on every page and read to nobody: running heads, feet, watermarks."""
        with self.part(ARTIFACT):
            yield

    @contextmanager
    def figure(self, says: str, box: tuple[float, float, float, float]) -> Iterator[None]:
        """Draw a picture; `says` is read instead of it, `box` is left, bottom, right, top.

        A picture within a picture is a part of that.
        """
        if self._part is not None and self._part.kind == "Figure":
            yield
            return
        with self.part(self._paper.root.child("Figure", says, bounds(*box))):
            yield

    def close(self) -> None:
        """End the piece of the page that is being drawn."""
        if self._open is not None:
            self.code.append("EMC")
            self._open = None

    def text(self, x: float, y: float, text: str, kind: Type) -> None:
        """Write a line that begins at `x`, its base line at `y`."""
        if text:
            self._begin_text()
            self._colour(kind.colour)
            show = self._paper.shown(text, kind)
            self.code.append(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {show} ET")

    def text_right(self, x: float, y: float, text: str, kind: Type) -> None:
        """Write a line that ends at `x`."""
        self.text(x - self._paper.width(text, kind), y, text, kind)

    def text_centred(self, x: float, y: float, text: str, kind: Type) -> None:
        """Write a line centred on `x`."""
        self.text(x - self._paper.width(text, kind) / 2, y, text, kind)

    def texts(self, element: Element, pieces: list[tuple[float, float, str, Type]]) -> None:
        """Write the lines of one part, such as a table's cell, at once."""
        if not pieces:
            return
        self._begin(self._part or element)
        write, shown = self.code.append, self._paper.shown
        for x, y, text, kind in pieces:
            if kind.colour is not self._fill:
                self._colour(kind.colour)
            write(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {shown(text, kind)} ET")

    def cell(
        self, element: Element, kind: Type, shown: tuple[tuple[str, str], ...], heights: list[str]
    ) -> None:
        """Write the lines of a cell, known by where each begins and the operators that show it."""
        if any(operators for _x, operators in shown):
            self._begin(self._part or element)
            self._colour(kind.colour)
            told = zip(shown, heights, strict=False)
            self.code += [f"BT 1 0 0 1 {x} {y} Tm {what} ET" for (x, what), y in told if what]

    def text_turned(self, x: float, y: float, text: str, kind: Type, degrees: float) -> None:
        """Write a line turned round its middle, which lies at `x`, `y`."""
        turn = math.radians(degrees)
        cos, sin = math.cos(turn), math.sin(turn)
        half, rise = self._paper.width(text, kind) / 2, kind.size * 0.36
        left, low = x - half * cos + rise * sin, y - half * sin - rise * cos
        self._begin_text()
        self._colour(kind.colour)
        place = f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {left:.2f} {low:.2f}"
        self.code.append(f"BT {place} Tm {self._paper.shown(text, kind)} ET")

    def line(
        self, x1: float, y1: float, x2: float, y2: float, colour: Colour, width: float = 0.5
    ) -> None:
        """Draw a straight line."""
        self._begin_drawing()
        self._pen(colour)
        self.code.append(f"{width:.2f} w {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")

    def path(self, points: list[tuple[float, float]], colour: Colour, width: float) -> None:
        """Draw a line through all the points."""
        self._begin_drawing()
        self._pen(colour)
        (x, y), *rest = points
        steps = " ".join(f"{px:.2f} {py:.2f} l" for px, py in rest)
        self.code.append(f"{width:.2f} w 1 j {x:.2f} {y:.2f} m {steps} S 0 j")

    def rect(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """Fill a rectangle; `x`, `y` is its lower left corner."""
        self._begin_drawing()
        self._colour(colour)
        self.code.append(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def stamp(self, shapes: Sequence[str], colour: Colour) -> None:
        """Fill shapes whose operators are ready, such as those that every page has again."""
        self._begin_drawing()
        self._colour(colour)
        self.code.extend(shapes)

    def card(
        self, x: float, y: float, width: float, height: float, fill: Colour, border: Colour | None,
        radius: float = 5.0,
    ) -> None:  # fmt: skip
        """Fill a rectangle with round corners and draw its border."""
        self._begin_drawing()
        self._colour(fill)
        if border is not None:
            self._pen(border)
        ending = "b" if border is not None else "f"
        self.code.append(f"0.75 w {rounded(x, y, width, height, radius)} {ending}")

    def box(
        self, x: float, y: float, width: float, height: float, colour: Colour, dash: str = ""
    ) -> None:
        """Draw a rectangle's border; `dash` is a pattern as PDF writes it, such as `2 2`."""
        self._begin_drawing()
        self._pen(colour)
        self.code.append(
            f"[{dash}] 0 d 0.75 w {x:.2f} {y:.2f} {width:.2f} {height:.2f} re S [] 0 d"
        )

    def polygon(self, points: list[tuple[float, float]], fill: Colour, border: Colour) -> None:
        """Fill the shape between the points and draw its border."""
        self._begin_drawing()
        self._colour(fill)
        self._pen(border)
        (x, y), *rest = points
        steps = " ".join(f"{px:.2f} {py:.2f} l" for px, py in rest)
        self.code.append(f"0.75 w {x:.2f} {y:.2f} m {steps} b")

    def hatch(
        self, x: float, y: float, width: float, height: float, colour: Colour, step: float = 4.0
    ) -> None:
        """Fill a rectangle with slanting lines, `step` apart, cut at its edges."""
        self._begin_drawing()
        self._pen(colour)
        lines = []
        at = x - height
        while at < x + width:
            lines.append(f"{at:.2f} {y:.2f} m {at + height:.2f} {y + height:.2f} l")
            at += step
        clip = f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re W n"
        self.code.append(f"q 0.5 w {clip} {' '.join(lines)} S Q")

    def band(
        self, start: tuple[float, float], end: tuple[float, float], width: float, colour: Colour
    ) -> None:
        """Fill a flow from one upper left corner to another upper right one, `width` high."""
        self._begin_drawing()
        (x0, y0), (x1, y1) = start, end
        middle = (x0 + x1) / 2
        self._colour(colour)
        self.code.append(
            f"{x0:.2f} {y0:.2f} m {middle:.2f} {y0:.2f} {middle:.2f} {y1:.2f} {x1:.2f} {y1:.2f} c "
            f"{x1:.2f} {y1 - width:.2f} l {middle:.2f} {y1 - width:.2f} {middle:.2f}"
            f" {y0 - width:.2f} {x0:.2f} {y0 - width:.2f} c h f"
        )

    def dot(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """Fill a circle."""
        self._begin_drawing()
        self._colour(colour)
        box = rounded(x - radius, y - radius, 2 * radius, 2 * radius, radius)
        self.code.append(f"{box} f")

    def under(self, draw: Callable[[Sheet], None]) -> None:
        """Draw something below everything that is on the sheet already; it is read to nobody."""
        self.close()
        code, self.code = self.code, ["q"]
        fill, stroke = self._fill, self._stroke
        self._fill = self._stroke = None
        with self.furniture():
            draw(self)
        self.close()
        self.code += ["Q", *code]
        self._fill, self._stroke = fill, stroke

    def _begin_text(self) -> None:
        # A second text of a figure goes on in its piece; two paragraphs are two.
        self._begin(self._part or self._paper.root.child("P"))

    def _begin_drawing(self) -> None:
        part = self._part
        self._begin(part if part is not None and part.kind == "Figure" else ARTIFACT)

    def _begin(self, element: Element) -> None:
        before = self._open
        if element is before:
            return
        self._open = element
        end = "" if before is None else "EMC "
        if element is ARTIFACT:
            self.code.append(end + "/Artifact BMC")
            return
        piece = self.pieces
        self.pieces = piece + 1
        element.shows(self._place, piece)
        self.code.append(f"{end}/{element.kind} <</MCID {piece}>> BDC")

    def _colour(self, colour: Colour) -> None:
        if colour is not self._fill:
            self._fill = colour
            self.code.append(self._paper.operator(colour, "rg"))

    def _pen(self, colour: Colour) -> None:
        if colour is not self._stroke:
            self._stroke = colour
            self.code.append(self._paper.operator(colour, "RG"))


class Paper:
    """All the sheets of one document, and the measured and encoded texts they share.

    `size` is the width and the height of a sheet, in points; A4 upright where nothing is said.
    """

    joined = False
    """Whether a no-break space joins words; in the templates of before it did not."""

    def __init__(
        self, about: About, size: tuple[float, float] = (style.PAGE_WIDTH, style.PAGE_HEIGHT)
    ) -> None:
        self._faces: Faces = faces()
        self._size = size
        self._file = PdfFile(about, self._faces.regular.name, size)
        self.root = Element("Document")
        self._widths: tuple[dict[str, float], dict[str, float]] = ({}, {})
        self._shown: dict[tuple[str, float, bool], str] = {}
        self._broken: dict[tuple[str, float, bool], tuple[str, ...]] = {}
        self._operators: dict[tuple[Colour, str], str] = {}
        self._missing: set[str] = set()
        self.sheets: list[Sheet] = []

    @property
    def missing(self) -> tuple[str, ...]:
        """The signs that stand as 〓 because no face has them."""
        return tuple(sorted(self._missing))

    def new_sheet(self, size: tuple[float, float] | None = None) -> Sheet:
        """Add a page at the end, of the paper's own size where nothing is said."""
        if self.sheets:
            # As one text: the small ones of a thousand pages would fill the memory.
            self.sheets[-1].code[:] = ["\n".join(self.sheets[-1].code)]
        self.sheets.append(Sheet(self, size or self._size, len(self.sheets)))
        return self.sheets[-1]

    @contextmanager
    def trial(self) -> Iterator[None]:
        """Draw what is thrown away: to see how much room it takes."""
        root, self.root = self.root, Element("Document")
        sheets = len(self.sheets)
        yield
        del self.sheets[sheets:]
        self.root = root

    def width(self, text: str, kind: Type) -> float:
        """Return how wide a line is, in points."""
        known = self._widths[kind.bold]
        width = known.get(text)
        if width is None:
            signs = self.clean(text, kind)
            widths = widths_for(signs, self._face(kind))
            width = known[text] = sum([widths[ord(sign)] for sign in signs]) / 1000
        return width * kind.size

    def lines(self, text: str, kind: Type, limit: float) -> tuple[str, ...]:
        """Return `text` in lines of at most `limit` points."""
        if "\n" not in text and self.width(text, kind) <= limit:
            return (text,)
        units = limit * 1000 / kind.size
        key = (text, units, kind.bold)
        found = self._broken.get(key)
        if found is None:
            clean = "\n".join(self.clean(part, kind) for part in text.split("\n"))
            signs = clean.replace("\n", "")
            widths = widths_for(signs, self._face(kind))
            found = self._broken[key] = break_lines(clean, widths, units, joined=self.joined)
        return found

    def clean(self, text: str, kind: Type) -> str:
        """Return the text as it can be written, 〓 for a sign that no face has."""
        face = self._face(kind)
        if all(ord(sign) in face.widths for sign in text):
            return text
        text, missing = printable(text, face)
        self._missing.update(missing)
        return text

    def shown(self, text: str, kind: Type) -> str:
        """Return the operators that show `text`."""
        key = (text, kind.size, kind.bold)
        found = self._shown.get(key)
        if found is None:
            found = self._shown[key] = " ".join(
                self._file.encode(run, name, kind.size) for name, run in self._runs(text, kind)
            )
        return found

    def _runs(self, text: str, kind: Type) -> Iterator[tuple[str, str]]:
        """Yield the pieces of a text with the face that writes each."""
        face = self._face(kind)
        for usual, signs in groupby(self.clean(text, kind), face.covers):
            yield (face if usual else rare_face()).name, "".join(signs)

    def operator(self, colour: Colour, name: str) -> str:
        """Return a colour operator."""
        return self._operators.setdefault((colour, name), f"{colour.operands()} {name}")

    def finish(self, out: BinaryIO, progress: Callable[[int, int], None]) -> None:
        """Write the PDF; `progress(done, total)` may raise to stop."""
        self._file.write(self.sheets, self.root, out, progress)

    def _face(self, kind: Type) -> Face:
        return self._faces.bold if kind.bold else self._faces.regular
