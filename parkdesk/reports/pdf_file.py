"""The PDF that finished sheets become: an archivable file (PDF/A-2b) with its structure.

ReportLab makes the file. What it has no public door for is done through its inner ones, here and
nowhere else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from reportlab import rl_config
from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from parkdesk.domain.calendar import CHINA
from parkdesk.reports.about import About
from parkdesk.reports.archive import make_archivable
from parkdesk.reports.deflating import OwnZlib, compress
from parkdesk.reports.packing import Packing, packed
from parkdesk.reports.structure import Annotation, Element, Structure

if TYPE_CHECKING:
    from parkdesk.reports.links import Link
    from parkdesk.reports.paper import Sheet

_COMPRESSING = 2
"""Threads that compress: this takes a third of the time, and another processor may do it."""
_PRINTED = 4
"""The flag of a link that it is there on paper too, which an archive wants of every note."""


class _Stream(pdfdoc.PDFStream):  # type: ignore[misc,unused-ignore]
    """A stream that ends with the line end PDF/A asks for, which ReportLab 5.1 leaves out."""

    def format(self, document: Any) -> bytes:  # noqa: ANN401
        written: bytes = super().format(document)
        return written.removesuffix(b"endstream\n") + b"\nendstream\n"


class _PageStream(_Stream):
    """What stands on a page, compressed by another thread while the file is put together."""

    def __init__(self, content: Future[bytes]) -> None:
        flate = pdfdoc.PDFArray([pdfdoc.PDFName("FlateDecode")])
        super().__init__(pdfdoc.PDFDictionary({"Filter": flate}))
        self._waiting = content

    def format(self, document: Any) -> bytes:  # noqa: ANN401
        self.content = self._waiting.result()
        return super().format(document)


class _LinkNote(pdfdoc.LinkAnnotation):  # type: ignore[misc,unused-ignore]
    """A link that says to which part of the document it belongs."""

    permitted = (*pdfdoc.LinkAnnotation.permitted, "StructParent")
    structure = 0

    def Dict(self) -> Any:  # noqa: ANN401, N802 (ReportLab's name)
        self.otherkw = {"F": _PRINTED, "StructParent": self.structure}
        return super().Dict()


# ReportLab makes its streams of fonts and pages itself. Theirs are bytes, not letters that take a
# quarter more room.
cast("Any", pdfdoc).PDFStream = _Stream
cast("Any", pdfdoc).zlib = OwnZlib
rl_config.useA85 = 0


class PdfFile:
    """A file on its way: it encodes texts while sheets are drawn, and is written once."""

    def __init__(self, about: About, font: str, size: tuple[float, float]) -> None:
        self._about = about
        self._canvas = _canvas(about, font, size)

    def encode(self, text: str, face: str, size: float) -> str:
        """Return the operators that show `text`, whose signs the face has."""
        font: Any = pdfmetrics.getFont(face)
        document = self._canvas._doc  # noqa: SLF001
        parts = []
        for subset, piece in font.splitString(text, document):
            name = font.getSubsetInternalName(subset, document)
            parts.append(f"{name} {size:g} Tf ({self._canvas._escape(piece)}) Tj")  # noqa: SLF001
        return " ".join(parts)

    def write(
        self,
        sheets: Sequence[Sheet],
        root: Element,
        out: BinaryIO,
        progress: Callable[[int, int], None],
    ) -> None:
        """Write the sheets; `progress(done, total)` may raise to stop."""
        pool = ThreadPoolExecutor(_COMPRESSING)
        try:
            out.write(self._whole(sheets, root, pool, progress))
        finally:
            pool.shutdown(cancel_futures=True)

    def _whole(
        self,
        sheets: Sequence[Sheet],
        root: Element,
        pool: Executor,
        progress: Callable[[int, int], None],
    ) -> bytes:
        canvas = self._canvas
        for number, sheet in enumerate(sheets):
            progress(number, len(sheets))
            self._sheet(number, sheet, root, pool)
        canvas.addPageLabel(0, style="ARABIC", start=1)
        document = canvas._doc  # noqa: SLF001
        make_archivable(document, self._about)
        structure = self._reserved(root)
        pieces = [sheet.pieces for sheet in sheets]
        document.format = lambda: self._packed(structure, pieces, pool)
        # ReportLab writes text parts to what it is given; bytes in one piece are what we promise.
        whole = BytesIO()
        canvas._filename = whole  # noqa: SLF001
        canvas.save()
        progress(len(sheets), len(sheets))
        return whole.getvalue()

    def _reserved(self, root: Element) -> Structure:
        """Return the structure with numbers that ReportLab's own objects leave free."""
        document = self._canvas._doc  # noqa: SLF001
        structure = Structure(root, document.objectcounter + 1)
        document.objectcounter += structure.count
        for name, place in structure.links().items():
            note = document.idToObject[document.annotationName(name)]
            note.structure = len(document.Pages.pages) + place
        catalogue = document.Catalog
        catalogue.StructTreeRoot = f"{structure.first} 0 R"
        catalogue.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        return structure

    def _packed(self, structure: Structure, pieces: list[int], pool: Executor) -> bytes:
        """Return the file: what ReportLab made as it writes it, the structure packed."""
        document = self._canvas._doc  # noqa: SLF001
        numbers = document.idToObjectNumberAndVersion
        links = {name: numbers[document.annotationName(name)][0] for name in structure.links()}
        pages = [numbers[f"Page{page}"][0] for page in range(1, len(pieces) + 1)]
        # Written first: meanwhile the pages are compressed beside.
        packs = packed(structure.first, structure.objects(pages, pieces, links), pool)
        root, info = (
            document.Reference(one).format(document).decode()
            for one in (document.Catalog, document.info)
        )
        packing = Packing()
        number = 0
        # Objects may name others that are numbered only then, so the end is looked at each time.
        while number < document.objectcounter:
            number += 1
            name = document.numberToId.get(number)
            if name is not None:
                written = pdfdoc.PDFIndirectObject(name, document.idToObject[name])
                packing.add(number, written.format(document))
        free = packing.pack(packs, document.objectcounter + 1)
        return packing.finish(free, root, info, document.signature.digest())

    def _sheet(self, number: int, sheet: Sheet, root: Element, pool: Executor) -> None:
        canvas = self._canvas
        for anchor in sheet.anchors:
            canvas.bookmarkPage(anchor.name, fit="XYZ", left=0, top=anchor.y, zoom=0)
            if anchor.title:
                canvas.addOutlineEntry(
                    anchor.title, anchor.name, anchor.level, closed=anchor.level > 0
                )
        for place, link in enumerate(sheet.links):
            self._link(f"{number}-{place}", number, link, root)
        sheet.close()
        # The operators are ready; ReportLab has no public door for them.
        canvas._code.extend(sheet.code)  # noqa: SLF001
        canvas.setPageSize(sheet.size)
        canvas.showPage()
        sheet.code.clear()
        page = canvas._doc.Pages.pages[-1]  # noqa: SLF001
        page.Contents = _PageStream(pool.submit(compress, page.stream.encode()))
        page.stream = None
        page.StructParents = number
        page.Tabs = pdfdoc.PDFName("S")
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]

    def _link(self, name: str, number: int, link: Link, root: Element) -> None:
        canvas = self._canvas
        goal = canvas._bookmarkReference(link.anchor)  # noqa: SLF001
        note = _LinkNote(link.rect, link.says, goal, Border="[0 0 0]")
        canvas._addAnnotation(note, name)  # noqa: SLF001
        element = link.element or root.child("Link", link.says)
        element.add(Annotation(number, name))


def _canvas(about: About, font: str, size: tuple[float, float]) -> Any:  # noqa: ANN401
    # Without a first font of ours ReportLab puts Helvetica, not embedded, into every file. Any,
    # because the published types know neither that argument as text nor the document inside.
    canvas: Any = cast("Any", Canvas)(
        BytesIO(), size, invariant=1, pageCompression=1,
        initialFontName=font, lang=about.language, pdfVersion=(1, 7),
    )  # fmt: skip
    canvas.setTitle(about.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.subject)
    canvas.setKeywords(about.keywords)
    canvas.setCreator("ParkDesk")
    canvas.setProducer("ParkDesk")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    document = canvas._doc  # noqa: SLF001
    document._timeStamp = _stamp(about)  # noqa: SLF001
    # The file's identity is made of what it says, not of SOURCE_DATE_EPOCH on this machine.
    document.signature = hashlib.md5(repr(about).encode(), usedforsecurity=False)
    return canvas


def _stamp(about: About) -> TimeStamp:
    stamp = TimeStamp(invariant=True)
    local = about.at.astimezone(CHINA)
    stamp.t = about.at.timestamp()
    stamp.lt = local.timetuple()
    stamp.YMDhms = tuple(stamp.lt)[:6]
    stamp.tzname, stamp.dhh, stamp.dmm = "CST", 8, 0
    return stamp
