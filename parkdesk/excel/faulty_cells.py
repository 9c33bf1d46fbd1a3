"""Cells that the reading library gives as blank although something stands in them.

python-calamine returns an empty text for an error value (#REF!) and for a formula that was never
calculated. Taken for blank, they would quietly empty a field; so the file itself is searched.
It also allocates one cell for each place between the first and the last used one: a single cell
at XFD1048576 would ask for hundreds of gigabytes, so the extent is read here before it is opened.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from parkdesk.domain.errors import Refused
from parkdesk.excel import ole
from parkdesk.excel.container import Container, Kind, Limits, Step, parts_of_sheets, unpack

Faults = dict[tuple[int, int], str]
"""The error value by (row, column), both from 0; `UNCALCULATED` for a formula without a value."""
UNCALCULATED = "="

_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^>/])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</")
_ROW = re.compile(rb'row [^>]*?\br="(\d+)"')
_FILLED = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="[A-Z]{1,3}(\d+)"[^>]*[^/]>')
_FORMULAS = (b"<f>", b"<f ", b":f>", b":f ")
_ERROR = b't="e"'
_LONGEST_ROW = 8 << 20
_ODS_TAG = re.compile(
    r"<(table:table-row|table:table-cell|table:covered-table-cell|table:table)(?=[\s/>])([^>]*)>"
)
_REPEATED = re.compile(r'table:number-(?:columns|rows)-repeated="(\d+)"')


def faulty_cells(
    container: Container, sheet: str, index: int, limits: Limits, step: Step
) -> Faults:
    """Return the cells of a sheet that hold an error or an uncalculated formula.

    Raises `Refused` where the sheet reaches farther than the limits.
    """
    if container.kind is Kind.XLSX:
        with zipfile.ZipFile(BytesIO(container.data)) as archive:
            part = parts_of_sheets(archive).get(sheet)
            if part is None or part not in archive.NameToInfo:
                # Read without being searched, it would show errors as blanks.
                raise zipfile.BadZipFile(sheet)
            pieces = unpack(container.data, archive.NameToInfo[part])
            return _search_xlsx(pieces, sheet, limits, step)
    if container.kind is Kind.XLS:
        compound = ole.CompoundFile(container.data)
        name = "Workbook" if "Workbook" in compound.entries else "Book"
        return ole.error_cells(compound.stream(name), index)
    if container.kind is Kind.ODS:
        with zipfile.ZipFile(BytesIO(container.data)) as archive:
            return _search_ods(archive.read("content.xml").decode(), index, sheet, limits)
    return {}


def _search_xlsx(pieces: Iterator[bytes], sheet: str, limits: Limits, step: Step) -> Faults:
    hint, too_far = _beyond(limits)
    found: Faults = {}
    for block in _whole_rows(pieces):
        step()
        if hint.search(block):
            if too_far.search(block):
                raise Refused("too-many-columns", sheet=sheet, limit=limits.columns)
            _refuse_rows(block, sheet, limits)
        # Hardly a sheet without formulas has this letter at all: one look for it is the cheapest.
        formulas = b"f" in block and any(formula in block for formula in _FORMULAS)
        if formulas or _ERROR in block:
            found.update(_faults_in(block))
    return found


def _whole_rows(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the sheet in blocks that end with a row, so that no cell is cut in two."""
    rest = b""
    for piece in pieces:
        block = rest + piece
        cut = max(block.rfind(b"</row>") + 6, block.rfind(b":row>") + 5)
        if cut < 6:  # noqa: PLR2004
            cut = 0
        rest = block[cut:]
        if len(rest) > _LONGEST_ROW:
            raise zipfile.BadZipFile(str(len(rest)))
        if cut:
            yield block[:cut]
    yield rest


def _beyond(limits: Limits) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Return two patterns for a cell more than the columns (27 to 701) of `limits` to the right.

    The first finds any such cell, and any row whose number has as many digits as the last one that
    is allowed, eight times as fast as the second, which asks for a filled cell.
    """
    first, second = divmod(limits.columns - 1, 26)
    lead, last = chr(ord("A") + first - 1), chr(ord("A") + second)
    names = ["[A-Z]{3}"]
    if lead < "Z":
        names.append(f"[{chr(ord(lead) + 1)}-Z][A-Z]")
    if last < "Z":
        names.append(f"{lead}[{chr(ord(last) + 1)}-Z]")
    name = "|".join(names)
    quick = rf'r="(?:(?:{name})\d|\d{{{len(str(limits.rows))}}})'
    strict = rf'<(?:\w+:)?c\s[^>]*?\br="(?:{name})\d+"[^>]*[^/]>'
    return re.compile(quick.encode()), re.compile(strict.encode())


def _refuse_rows(block: bytes, sheet: str, limits: Limits) -> None:
    if all(int(row[1]) <= limits.rows for row in _ROW.finditer(block)):
        return
    # Formats may reach to the sheet's end; only a filled cell makes it long.
    for cell in _FILLED.finditer(block):
        if int(cell[1]) > limits.rows:
            raise Refused("too-many-rows", sheet=sheet, rows=int(cell[1]), limit=limits.rows)


def _faults_in(block: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    for cell in _CELL.finditer(block):
        attributes, inner = cell[1], cell[2]
        is_error = _ERROR in attributes
        value = _VALUE.search(inner)
        uncalculated = _is_uncalculated(attributes, inner, value)
        place = _REFERENCE.search(attributes)
        if not is_error and not uncalculated:
            continue
        if place is None:
            # The format allows cells without their place; whose error it is cannot be said.
            raise zipfile.BadZipFile(attributes.decode("ascii", "replace"))
        text = value[1].decode("ascii", "replace") if value and is_error else UNCALCULATED
        yield (int(place[2]) - 1, _number(place[1])), text


def _is_uncalculated(attributes: bytes, inner: bytes, value: re.Match[bytes] | None) -> bool:
    """Return whether a formula stands there without its result; an empty text is a result."""
    if value is not None and (value[1] or b't="str"' in attributes):
        return False
    return any(formula in inner for formula in _FORMULAS)


def _number(name: bytes) -> int:
    index = 0
    for character in name:
        index = index * 26 + character - 64
    return index - 1


def _search_ods(text: str, index: int, sheet: str, limits: Limits) -> Faults:
    found: Faults = {}
    table = row = column = -1
    row_repeat = 1
    for tag in _ODS_TAG.finditer(text):
        repeat = _REPEATED.search(tag[2] or "")
        times = int(repeat[1]) if repeat else 1
        if tag[1] == "table:table":
            table, row, row_repeat = table + 1, -1, 1
        elif table != index:
            continue
        elif tag[1] == "table:table-row":
            row, column, row_repeat = row + row_repeat, -1, times
        elif tag[1]:
            if "value-type=" in tag[2]:
                _refuse_repeats(row + row_repeat, column + times, sheet, limits)
            if 'value-type="error"' in tag[2]:
                end = text.find("</table:table-cell>", tag.end())
                shown = re.sub(r"<[^>]*>", "", text[tag.end() : end])
                found[row, column + 1] = shown or "#N/A"
            column += times
    return found


def _refuse_repeats(rows: int, columns: int, sheet: str, limits: Limits) -> None:
    if rows >= limits.rows:
        raise Refused("too-many-rows", sheet=sheet, rows=rows + 1, limit=limits.rows)
    if columns >= limits.columns:
        raise Refused("too-many-columns", sheet=sheet, limit=limits.columns)
