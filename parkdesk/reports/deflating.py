"""How the streams of our PDFs are compressed: the same bytes on every machine (decision 0049).

Python's own zlib is whatever library the machine has, and each writes other bytes. This one comes
with the program, in one locked version, and writes the same bytes on every processor.
"""

from __future__ import annotations

import zlib

import deflate

_LEVEL = 6


def compress(content: bytes) -> bytes:
    """Return the content compressed (RFC 1950)."""
    return bytes(deflate.zlib_compress(content, _LEVEL))


class OwnZlib:
    """Stands where ReportLab asks for the machine's zlib: what it compresses itself, its fonts."""

    compress = staticmethod(compress)
    decompress = staticmethod(zlib.decompress)
