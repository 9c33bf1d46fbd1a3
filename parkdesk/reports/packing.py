"""The bytes of a PDF whose many small objects are packed together (ISO 32000-1, 7.5.7 and 7.5.8).

Two hundred thousand elements of a structure, each an object of its own in the file, would be ten
times the size of the pages they describe; packed they are a small part of it.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import accumulate, count

_HEADER = b"%PDF-1.7\n%\xe5\x9b\xad\xe5\x8a\xa1\xe9\x80\x9a\n"
_NOTHING = b"\0" * 5 + b"\xff\xff"
"""The entry of a number that no object has."""
_A_PACK = 2000
"""So many objects are compressed together."""


class Packing:
    """A file being put together: whole objects first, then those that are packed."""

    def __init__(self) -> None:
        self._parts = [_HEADER]
        self._at = len(_HEADER)
        self._index = bytearray()

    def add(self, number: int, written: bytes) -> None:
        """Add an object that stands in the file by itself: `1 0 obj … endobj`."""
        self._note(number)
        self._put(written)

    def pack(self, first: int, objects: Sequence[str], free: int) -> int:
        """Add objects numbered from `first`, packed in objects numbered from `free`.

        Returns the next free number.
        """
        for start in range(0, len(objects), _A_PACK):
            part = objects[start : start + _A_PACK]
            places = accumulate((len(written) + 1 for written in part), initial=0)
            pack = b"\2" + free.to_bytes(4, "big")
            entries = [pack + place.to_bytes(2, "big") for place in range(len(part))]
            self._enter(first + start, b"".join(entries))
            numbered = zip(count(first + start), places, part, strict=False)
            index = " ".join([f"{number} {place}" for number, place, _written in numbered]) + "\n"
            content = (index + "\n".join(part)).encode("ascii")
            self._note(free)
            self._write(free, f"/Type /ObjStm /N {len(part)} /First {len(index)}", content)
            free += 1
        return free

    def finish(self, free: int, root: str, info: str, identity: bytes) -> bytes:
        """Add the index of all objects and return the file; `free` is a number for the index."""
        start = self._at
        self._note(free)
        mark = identity.hex().upper()
        self._write(
            free,
            f"/Type /XRef /Size {free + 1} /W [1 4 2] /Root {root} /Info {info}"
            f" /ID [<{mark}> <{mark}>]",
            bytes(self._index),
        )
        self._put(f"startxref\n{start}\n%%EOF\n".encode())
        return b"".join(self._parts)

    def _note(self, number: int) -> None:
        self._enter(number, b"\1" + self._at.to_bytes(4, "big") + b"\0\0")

    def _enter(self, number: int, entries: bytes) -> None:
        start = number * len(_NOTHING)
        lacking = start + len(entries) - len(self._index)
        self._index.extend(_NOTHING * -(-lacking // len(_NOTHING)))
        self._index[start : start + len(entries)] = entries

    def _write(self, number: int, says: str, content: bytes) -> None:
        packed = zlib.compress(content)
        head = f"{number} 0 obj\n<<{says} /Filter /FlateDecode /Length {len(packed)}>>\nstream\n"
        self._put(head.encode() + packed + b"\nendstream\nendobj\n")

    def _put(self, content: bytes) -> None:
        self._parts.append(content)
        self._at += len(content)
