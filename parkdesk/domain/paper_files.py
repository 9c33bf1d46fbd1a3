"""What a foreign file is, by its first bytes, and how large the picture in it says it is.

Nothing is unpacked or drawn here: headers are read, with every offset checked, and not believed
further than that.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from parkdesk.domain.errors import Refused
from parkdesk.domain.papers import MOST_PAGES, MOST_PIXELS, MediaType

_PNG = b"\x89PNG\r\n\x1a\n"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_WITHIN = 1024
"""Readers of PDF look for its sign in the first 1024 bytes: some programs write before it."""
_JPEG_FRAMES = frozenset({*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), 0xCD, 0xCE})
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_TIFF_WIDTH, _TIFF_HEIGHT = 256, 257
_BMP_HEADER = 54


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture says of itself: its frames, and the largest of them in pixels."""

    frames: int
    width: int
    height: int


def media_type_of(content: bytes) -> MediaType | None:
    """Return what the bytes are, or None for a kind that is not taken."""
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return MediaType.PDF
    for sign, found in _SIGNS:
        if content.startswith(sign):
            return found
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    return _compound(content) if content.startswith(_OLE) else None


_SIGNS = (
    (_PNG, MediaType.PNG),
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"II*\x00", MediaType.TIFF),
    (b"MM\x00*", MediaType.TIFF),
    (b"BM", MediaType.BMP),
)


def _packed(content: bytes) -> MediaType | None:
    # Names stand in a zip as they are; nothing has to be unpacked to see them.
    names = (
        (b"word/document", MediaType.DOCX),
        (b"xl/workbook", MediaType.XLSX),
        (b"OFD.xml", MediaType.OFD),
    )
    return next((found for name, found in names if name in content), None)


def _compound(content: bytes) -> MediaType | None:
    streams = (("WordDocument", MediaType.DOC), ("Workbook", MediaType.XLS))
    return next((kind for name, kind in streams if name.encode("utf-16-le") in content), None)


def has_macros(content: bytes, media_type: MediaType) -> bool:
    """Return whether an office file carries a program."""
    if media_type in (MediaType.DOCX, MediaType.XLSX):
        return b"vbaProject" in content
    if media_type in (MediaType.DOC, MediaType.XLS):
        return "_VBA_PROJECT".encode("utf-16-le") in content
    return False


def picture_of(content: bytes, media_type: MediaType) -> Picture:
    """Return what a picture says of itself.

    Raises `paper-damaged` for one that is cut off or says nonsense, and `picture-too-large` for
    one that would unpack to more than a scan can be.
    """
    try:
        picture = _READERS[media_type](content)
    except (struct.error, IndexError, ValueError):
        raise Refused("paper-damaged") from None
    if picture.width < 1 or picture.height < 1:
        raise Refused("paper-damaged")
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused(
            "picture-too-large",
            width=picture.width,
            height=picture.height,
            limit=MOST_PIXELS // 1_000_000,
        )
    return picture


def _png(content: bytes) -> Picture:
    width, height = struct.unpack_from(">II", content, 16)
    # Without its last chunk the file was cut off.
    if content[12:16] != b"IHDR" or b"IEND" not in content[-64:]:
        raise ValueError
    return Picture(1, width, height)


def _jpeg(content: bytes) -> Picture:
    if content.rfind(b"\xff\xd9") < 0:
        raise ValueError
    at = 2
    while True:
        while content[at] == 0xFF and content[at + 1] == 0xFF:  # noqa: PLR2004 (fill bytes)
            at += 1
        sign, kind = content[at], content[at + 1]
        if sign != 0xFF:  # noqa: PLR2004 (what every marker begins with)
            raise ValueError
        if kind in _JPEG_ALONE:
            at += 2
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        if kind in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return Picture(1, width, height)
        at += 2 + length


def _bmp(content: bytes) -> Picture:
    offset, size = struct.unpack_from("<II", content, 10)
    if size == 12:  # noqa: PLR2004 (the header of OS/2)
        width, height, _planes, bits = struct.unpack_from("<HHHH", content, 18)
        packed = 0
    else:
        width, height, _planes, bits, packed = struct.unpack_from("<iiHHI", content, 18)
    width, height = abs(width), abs(height)
    rows = (width * bits + 31) // 32 * 4 * height
    if len(content) < _BMP_HEADER or (not packed and len(content) < offset + rows):
        raise ValueError
    return Picture(1, width, height)


def _tiff(content: bytes) -> Picture:
    order = "<" if content.startswith(b"II") else ">"
    (at,) = struct.unpack_from(order + "I", content, 4)
    seen: set[int] = set()
    largest = (0, 0)
    while at:
        # A chain that bites its own tail would be walked for ever.
        if at in seen:
            raise ValueError
        seen.add(at)
        if len(seen) > MOST_PAGES:
            raise Refused("paper-too-long", limit=MOST_PAGES)
        size, at = _directory(content, order, at)
        largest = max(largest, size, key=lambda sides: sides[0] * sides[1])
    return Picture(len(seen), *largest)


def _directory(content: bytes, order: str, at: int) -> tuple[tuple[int, int], int]:
    """Return width and height of a frame, and where the next one begins."""
    (count,) = struct.unpack_from(order + "H", content, at)
    sides = {_TIFF_WIDTH: 0, _TIFF_HEIGHT: 0}
    for entry in range(count):
        place = at + 2 + 12 * entry
        tag, kind = struct.unpack_from(order + "HH", content, place)
        if tag in sides:
            short = kind == 3  # noqa: PLR2004 (SHORT; the other one is LONG)
            (sides[tag],) = struct.unpack_from(order + ("H" if short else "I"), content, place + 8)
    (following,) = struct.unpack_from(order + "I", content, at + 2 + 12 * count)
    return (sides[_TIFF_WIDTH], sides[_TIFF_HEIGHT]), following


_READERS = {
    MediaType.PNG: _png,
    MediaType.JPEG: _jpeg,
    MediaType.BMP: _bmp,
    MediaType.TIFF: _tiff,
}
