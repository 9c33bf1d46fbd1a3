"""The old compound file (OLE): which streams it holds, and what stands in one.

Needed for two questions that the reading library does not answer: whether an .xlsx is wrapped in
one because it has a password, and which cells of an .xls hold an error value. The format is
Microsoft's [MS-CFB], sections 2.2 to 2.6; the records of a workbook are [MS-XLS], section 2.4.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""
_ENTRY = 128
_BOOLERR, _FORMULA, _FILEPASS = 0x0205, 0x0006, 0x002F
_BOUNDSHEET = 0x0085
_BOF, _SST, _DIMENSIONS = 0x0809, 0x00FC, 0x0200
_CELLS = frozenset({0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E})
"""FORMULA, MULRK, MULBLANK, RSTRING, LABELSST, BLANK, NUMBER, LABEL, BOOLERR, RK."""
_ROWS, _COLUMNS = 65_536, 256
_MOST_ROOM = 24_000_000
"""Places of all sheets together: one whole sheet of 65,536 rows, and half of another."""
_NOWHERE = (1 << 16, -1, 1 << 16, -1)
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    start: int
    size: int


class CompoundFile:
    """A compound file in memory. Raises ValueError where it is cut off or goes in circles."""

    def __init__(self, data: bytes) -> None:
        try:
            self._open(data)
        except struct.error as error:
            raise ValueError(str(error)) from error

    def _open(self, data: bytes) -> None:
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in {9, 12} or mini_shift != 6:  # noqa: PLR2004
            raise ValueError(shift)
        self._sector = 1 << shift
        self._mini = 1 << mini_shift
        sectors = len(data) >> shift
        if max(struct.unpack_from("<II16xI4xI", data, 40)) > sectors:
            # The library reserves what these counts say, and would end the program with it.
            raise ValueError(sectors)
        directory, self._cutoff = struct.unpack_from("<I4xI", data, 48)
        mini_fat, _count, extra, extra_count = struct.unpack_from("<IIII", data, 60)
        self._fat = self._read_fat(extra, extra_count)
        self._mini_fat = _numbers(self._chain(mini_fat)) if mini_fat < _END else ()
        self.entries = dict(self._read_directory(self._chain(directory)))
        root = self.entries.get("Root Entry")
        self._mini_stream = self._chain(root.start) if root and root.start < _END else b""

    def stream(self, name: str) -> bytes:
        """Return a stream's bytes."""
        entry = self.entries[name]
        if entry.size >= self._cutoff:
            return self._chain(entry.start)[: entry.size]
        parts: list[bytes] = []
        sector = entry.start
        for _ in range(len(self._mini_fat)):
            if sector >= _END:
                break
            parts.append(self._mini_stream[sector * self._mini : (sector + 1) * self._mini])
            sector = self._mini_fat[sector]
        return b"".join(parts)[: entry.size]

    def _read_fat(self, extra: int, extra_count: int) -> tuple[int, ...]:
        places = list(struct.unpack_from("<109I", self._data, 76))
        for _ in range(min(extra_count, len(self._data) // self._sector)):
            if extra >= _END:
                break
            more = _numbers(self._at(extra))
            places += more[:-1]
            extra = more[-1]
        return _numbers(b"".join(self._at(place) for place in places if place < _END))

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        if start >= len(self._data):
            raise ValueError(sector)
        return self._data[start : start + self._sector]

    def _chain(self, sector: int) -> bytes:
        parts: list[bytes] = []
        while sector < _END:
            if sector >= len(self._fat) or len(parts) > len(self._fat):
                raise ValueError(sector)
            parts.append(self._at(sector))
            sector = self._fat[sector]
        return b"".join(parts)

    def _read_directory(self, data: bytes) -> Iterator[tuple[str, _Entry]]:
        for at in range(0, len(data) - _ENTRY + 1, _ENTRY):
            (length,) = struct.unpack_from("<H", data, at + 64)
            kind = data[at + 66]
            start, size = struct.unpack_from("<II", data, at + 116)
            name = data[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
            if kind and size > len(self._data):
                raise ValueError(size)
            if kind:
                yield name, _Entry(kind, start, size)


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def check_extent(workbook: bytes) -> None:
    """Raise ValueError where a damaged workbook asks the library for more than it can hold.

    The library makes room for every place between the first and the last cell of each sheet, and
    for as many shared texts as the workbook says it has: unchecked, that ends the program.
    """
    room = 0
    top, bottom, left, right = _NOWHERE
    for kind, body in _all_records(workbook):
        if kind == _BOF:
            room += (bottom - top + 1) * (right - left + 1) if bottom >= top else 0
            top, bottom, left, right = _NOWHERE
        elif kind in _CELLS and len(body) >= 4:  # noqa: PLR2004 (row and column)
            row, column = struct.unpack_from("<HH", body)
            if column >= _COLUMNS:
                raise ValueError(column)
            top, bottom = min(top, row), max(bottom, row)
            left, right = min(left, column), max(right, column)
        elif kind == _DIMENSIONS:
            _check_dimensions(body)
        elif kind == _SST and max(struct.unpack_from("<II", body)) > len(workbook):
            raise ValueError(kind)
    room += (bottom - top + 1) * (right - left + 1) if bottom >= top else 0
    if room > _MOST_ROOM:
        raise ValueError(room)


def _check_dimensions(body: bytes) -> None:
    first, behind, left, right = struct.unpack_from("<HHHH" if len(body) == 10 else "<IIHH", body)  # noqa: PLR2004 (before Excel 97)
    if not first <= behind <= _ROWS or not left <= right <= _COLUMNS:
        raise ValueError(behind)


def has_password(workbook: bytes) -> bool:
    """Return whether a BIFF stream is encrypted: a FILEPASS record stands near its start."""
    return any(kind == _FILEPASS for kind, _body, _at in _records(workbook, 0, 20))


def error_cells(workbook: bytes, sheet: int) -> dict[tuple[int, int], str]:
    """Return the error values of a worksheet by (row, column), both from 0.

    `sheet` counts the sheets in the workbook's order.
    """
    starts = [
        struct.unpack_from("<I", body)[0]
        for kind, body, _at in _records(workbook, 0)
        if kind == _BOUNDSHEET
    ]
    if sheet >= len(starts):
        return {}
    found = {}
    for kind, body, _at in _records(workbook, starts[sheet]):
        if kind == _BOOLERR and len(body) >= 8 and body[7]:  # noqa: PLR2004
            row, column = struct.unpack_from("<HH", body)
            found[row, column] = _ERRORS.get(body[6], "#N/A")
        elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:  # noqa: PLR2004
            row, column = struct.unpack_from("<HH", body)
            found[row, column] = _ERRORS.get(body[8], "#N/A")
    return found


def _records(data: bytes, at: int, limit: int = 10_000_000) -> Iterator[tuple[int, bytes, int]]:
    """Yield the records of one substream: from its BOF to its EOF."""
    for _ in range(limit):
        if at + 4 > len(data):
            return
        kind, length = struct.unpack_from("<HH", data, at)
        if kind == 0x000A:  # noqa: PLR2004
            return
        yield kind, data[at + 4 : at + 4 + length], at
        at += 4 + length


def _all_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield every record of the stream, through all its sheets."""
    at = 0
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        yield kind, data[at + 4 : at + 4 + length]
        at += 4 + length
