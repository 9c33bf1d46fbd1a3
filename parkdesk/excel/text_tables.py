"""Delimited text: which encoding, which delimiter, and its rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from parkdesk.domain.errors import Refused

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = ("\t", ",", ";", "|")
_SAMPLE_LINES = 20
LONG_NUMBER = 12
"""Digits from which a spreadsheet shows a number of a text file as 3.2E+11."""


def decode(name: str, data: bytes) -> str:
    """Return the text of a file that says its encoding, or is UTF-8, or is GB 18030.

    GB 18030 is tried last: nearly any bytes mean something in it, while text that is not UTF-8
    hardly ever decodes as UTF-8.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(name, data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(name, data, "gb18030")


def _strict(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused("text-encoding", name=name) from None


def delimiter_of(text: str) -> str:
    """Return the delimiter that splits the first lines most often and alike."""
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:_SAMPLE_LINES]

    def weight(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines]
        used = [count for count in counts if count]
        alike = max((used.count(count) for count in set(used)), default=0)
        return alike, max(used, default=0)

    return max(_DELIMITERS, key=weight)


def read_rows(name: str, text: str) -> Iterator[list[str]]:
    """Yield the rows; an apostrophe that kept a cell from being taken for another is taken off.

    Raises `Refused` with the line of the file on which a damaged row begins.
    """
    # Not strict, the reader would take all rows after an open quotation mark for one cell.
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    began = 1
    try:
        for row in reader:
            yield [_without_guard(cell) for cell in row]
            began = reader.line_num + 1
    except csv.Error as error:
        raise Refused("text-damaged", name=name, line=began) from error


def _without_guard(cell: str) -> str:
    if len(cell) < 2 or cell[0] != "'":  # noqa: PLR2004
        return cell
    guarded = cell[1] in "=+-@\t\r" or (len(cell) > LONG_NUMBER and cell[1:].isdigit())
    return cell[1:] if guarded else cell
