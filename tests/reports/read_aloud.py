"""What a screen reader is given of a PDF: the parts of its structure in order, with their texts."""

import ctypes
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdf import PdfReader
from pypdfium2 import raw


class Part(NamedTuple):
    """A part of the document: its kind, how deep it lies, what is read of it itself."""

    kind: str
    depth: int
    text: str


def parts(pdf: bytes) -> list[Part]:
    """Return the parts of the document in reading order; a figure's text is what stands for it."""
    reader = PdfReader(BytesIO(pdf))
    shown, _artifacts = marked(pdf)
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}
    root = reader.root_object["/StructTreeRoot"]["/K"].get_object()
    return list(_walk(root, 0, shown, pages))


def marked(pdf: bytes) -> tuple[dict[tuple[int, int], str], list[str]]:
    """Return the texts by page and number of their piece, and those that belong to no part."""
    shown: dict[tuple[int, int], str] = {}
    artifacts: list[str] = []
    for number, page in enumerate(pdfium.PdfDocument(pdf)):
        letters = page.get_textpage()
        for piece in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            text = _text(piece.raw, letters.raw)
            place = raw.FPDFPageObj_GetMarkedContentID(piece.raw)
            if place < 0:
                artifacts.append(text)
            else:
                shown[number, place] = shown.get((number, place), "") + text
    return shown, artifacts


def _text(piece: object, letters: object) -> str:
    size = raw.FPDFTextObj_GetText(piece, letters, None, 0)
    buffer = ctypes.create_string_buffer(size)
    short = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFTextObj_GetText(piece, letters, short, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _walk(element, depth, shown, pages) -> Iterator[Part]:
    home = pages[element["/Pg"].indirect_reference.idnum] if "/Pg" in element else -1
    text, below = [], []
    kids = element.get("/K", [])
    for kid in (one.get_object() for one in (kids if isinstance(kids, list) else [kids])):
        if isinstance(kid, int):
            text.append(shown.get((home, kid), ""))
        elif kid.get("/Type") == "/MCR":
            text.append(shown.get((pages[kid["/Pg"].indirect_reference.idnum], kid["/MCID"]), ""))
        elif kid.get("/Type") != "/OBJR":
            below.append(kid)
    yield Part(element["/S"][1:], depth, element.get("/Alt", "".join(text)).strip())
    for kid in below:
        yield from _walk(kid, depth + 1, shown, pages)
