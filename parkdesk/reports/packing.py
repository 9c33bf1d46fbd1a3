"""The bytes of a PDF whose many small objects are packed together (ISO 32000-1, 7.5.7 and 7.5.8).

Two hundred thousand elements of a structure, each an object of its own in the file, would be ten
times the size of the pages they describe; packed they are a small part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from itertools import accumulate, count, islice

from parkdesk.reports.deflating import compress

_HEADER = b"%PDF-1.7\n%\xe5\x9b\xad\xe5\x8a\xa1\xe9\x80\x9a\n"
_NOTHING = b"\0" * 5 + b"\xff\xff"
"""The entry of a number that no object has."""
_A_PACK = 2000
"""So many objects are compressed together."""


@dataclass(frozen=True, slots=True)
class Pack:
    """Some objects that are compressed together; the first one's number, and where each begins."""

    first: int
    places: tuple[int, ...]
    index_length: int
    content: Future[bytes]


def packed(first: int, objects: Iterable[str], pool: Executor) -> list[Pack]:
    """Return the objects, numbered from `first`, as packs that the pool compresses meanwhile."""
    found: list[Pack] = []
    left = iter(objects)
    while part := list(islice(left, _A_PACK)):
        number = first + len(found) * _A_PACK
        places = (0, *accumulate(len(written) + 1 for written in part[:-1]))
        numbered = zip(count(number), places, strict=False)
        index = " ".join([f"{one} {place}" for one, place in numbered]) + "\n"
        content = (index + "\n".join(part)).encode("ascii")
        found.append(Pack(number, places, len(index), pool.submit(compress, content)))
    return found


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

    def pack(self, packs: Sequence[Pack], free: int) -> int:
        """Add packs as objects numbered from `free`; return the next free number."""
        for number, pack in enumerate(packs, free):
            home = b"\2" + number.to_bytes(4, "big")
            entries = [home + place.to_bytes(2, "big") for place in range(len(pack.places))]
            self._enter(pack.first, b"".join(entries))
            self._note(number)
            says = f"/Type /ObjStm /N {len(pack.places)} /First {pack.index_length}"
            self._write(number, says, pack.content.result())
        return free + len(packs)

    def finish(self, free: int, root: str, info: str, identity: bytes) -> bytes:
        """Add the index of all objects and return the file; `free` is a number for the index."""
        start = self._at
        self._note(free)
        mark = identity.hex().upper()
        self._write(
            free,
            f"/Type /XRef /Size {free + 1} /W [1 4 2] /Root {root} /Info {info}"
            f" /ID [<{mark}> <{mark}>]",
            compress(bytes(self._index)),
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
        head = f"{number} 0 obj\n<<{says} /Filter /FlateDecode /Length {len(content)}>>\nstream\n"
        self._put(head.encode() + content + b"\nendstream\nendobj\n")

    def _put(self, content: bytes) -> None:
        self._parts.append(content)
        self._at += len(content)
