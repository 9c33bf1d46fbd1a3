"""Small foreign files for tests of papers: sound ones, and ones that were tampered with."""

import functools
import hashlib
import io
import struct
import zlib

import pypdfium2 as pdfium

from parkdesk.domain.paper_files import media_type_of
from parkdesk.domain.papers import PaperFile


@functools.cache
def pdf(pages=1, text="paper"):
    """A PDF of blank pages; `text` makes its bytes its own, which PDFium alone would not repeat."""
    document = pdfium.PdfDocument.new()
    for _page in range(pages):
        document.new_page(595, 842)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue() + f"\n% {text}\n".encode()


def _chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width=4, height=3, *, declared=None, grey=200):
    """A grey PNG; `declared` (width, height) makes its header lie."""
    rows = b"".join(b"\0" + bytes([grey]) * width for _row in range(height))
    header = struct.pack(">IIBBBBB", *(declared or (width, height)), 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )


def jpeg(width=8, height=6):
    """The headers of a JPEG and its end: enough for whoever only reads what it says."""
    frame = struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc0" + frame + b"\xff\xda\x00\x02xx\xff\xd9"


def bmp(width=4, height=3):
    """A white BMP of 24 bits."""
    rows = (width * 24 + 31) // 32 * 4 * height
    header = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, rows, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54 + rows, 0, 0, 54) + header + b"\xff" * rows


def tiff(frames=1, width=8, height=4, order="<"):
    """A TIFF of black frames of one bit."""
    strip = b"\0" * ((width + 7) // 8 * height)
    sign = b"II*\0" if order == "<" else b"MM\0*"
    out = sign + struct.pack(order + "I", 8 + len(strip)) + strip
    for frame in range(frames):
        tags = [
            (256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 1), (259, 3, 1, 1),
            (262, 3, 1, 0), (273, 4, 1, 8), (278, 4, 1, height), (279, 4, 1, len(strip)),
        ]  # fmt: skip
        body = struct.pack(order + "H", len(tags))
        for tag, kind, count, value in tags:
            packed = struct.pack(
                order + ("HH" if kind == 3 else "I"), *([value, 0][: 2 if kind == 3 else 1])
            )
            body += struct.pack(order + "HHI", tag, kind, count) + packed
        following = len(out) + len(body) + 4 if frame + 1 < frames else 0
        out += body + struct.pack(order + "I", following)
    return out


def paper_file(content, name="scan.pdf", pages=1):
    """What the examiner would say of sound bytes."""
    kind = media_type_of(content)
    return PaperFile(name, content, kind, pages, hashlib.sha256(content).hexdigest())
