"""Reading one cell: what a person may have typed, turned into a value or into a fault.

Each `read_*` takes a cell as the reader gives it (text, number, truth, date) and returns the value,
None for a blank one, or raises `CellFault` with a code. Nothing is guessed: a number that the
spreadsheet program has rounded, an amount without its unit, a day that is not there are faults.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from parkdesk.domain.bounds import LARGEST_MINOR, MOST_COUNTED
from parkdesk.domain.imports import Severity, Value

Cell: TypeAlias = str | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
"""What python-calamine gives for a cell; a blank one is the empty string."""
Read: TypeAlias = Callable[[Cell], Any]

EXACT_DIGITS = 15
"""A spreadsheet stores numbers as IEEE doubles and keeps 15 digits; the rest become zeros."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_FIRST_ROUNDED = 10.0**EXACT_DIGITS
_NOISE, _LAST_DIGIT = Decimal("0.0000005"), Decimal("1e-15")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d{2}")
_ERRORS = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)
_CALC_ERROR = re.compile(r"Err:\d{3}")
_DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+0{1,2}:00(?::00)?)?"
)
_DATE_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMBER = re.compile(r"-?(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d+)?", re.ASCII)
"""A comma parts thousands and nothing else: 1,5 is not fifteen."""
_SPACE = re.compile(r"\s+")
_UNITS = (("亿元", 10**8), ("亿", 10**8), ("万元", 10**4), ("万", 10**4), ("元", 1))
_TRUE = frozenset({"是", "有", "√", "✓", "y", "yes", "true", "1"})
_FALSE = frozenset({"否", "无", "×", "✕", "n", "no", "false", "0"})


class CellFault(Exception):
    """A cell cannot be read; `code` and `facts` say why."""

    def __init__(self, code: str, severity: Severity = Severity.STOP, **facts: Value) -> None:
        super().__init__(code)
        self.code = code
        self.severity = severity
        self.facts = facts


def error_in(cell: Cell) -> str:
    """Return the spreadsheet's error value that stands in the cell (`#REF!`), or an empty text."""
    if isinstance(cell, str) and cell and cell[0] in "#E":
        text = cell.strip()
        if text in _ERRORS or _CALC_ERROR.fullmatch(text):
            return text
    return ""


def show(cell: Cell) -> str:
    """Return what the person sees in the cell, closely enough to find it again."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        if float(cell).is_integer() and abs(cell) < _FIRST_ROUNDED:
            return str(int(cell))
        return f"{cell:.15G}" if abs(cell) >= _FIRST_ROUNDED else repr(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return str(cell)


def read_text(cell: Cell) -> str | None:
    """Return the text without blanks around it; inner line breaks become one space."""
    if isinstance(cell, str):
        text = cell.strip()
        if not text:
            return None
        if _SCIENTIFIC.fullmatch(text):
            raise CellFault("number-damaged")
        return _SPACE.sub(" ", text) if "\n" in text or "\r" in text else text
    if _rounded(cell):
        raise CellFault("number-damaged")
    return show(cell)


def _rounded(cell: Cell) -> bool:
    # What is no number at all (NaN) is not smaller than anything.
    return isinstance(cell, int | float) and not abs(cell) < _FIRST_ROUNDED


def text_of(longest: int) -> Read:
    """Return a reader of text that may have at most `longest` characters."""

    def read(cell: Cell) -> str | None:
        text = read_text(cell)
        if text is not None and len(text) > longest:
            raise CellFault("text-too-long", limit=longest, length=len(text))
        return text

    return read


def read_code(cell: Cell) -> str | None:
    """Return an identifier: half-width, upper case, no blanks or hyphens inside."""
    text = read_text(cell)
    if text is None:
        return None
    if text.isascii():
        return text.replace(" ", "").replace("-", "").lstrip("'").upper()
    plain = unicodedata.normalize("NFKC", text)
    return _SPACE.sub("", plain).replace("-", "").lstrip("'‘’").upper()


def read_phone(cell: Cell) -> str | None:
    """Return a telephone number, half-width, with the hyphens it was written with."""
    text = read_text(cell)
    return None if text is None else _SPACE.sub("", unicodedata.normalize("NFKC", text))


def read_date(cell: Cell) -> dt.date | None:
    """Return a day: a date cell, 2026-05-11, 2026/5/11, 2026.5.11, 2026年5月11日 or 20260511."""
    if isinstance(cell, dt.datetime):
        return _near(cell.date())
    if isinstance(cell, dt.date):
        return _near(cell)
    if not isinstance(cell, str | int | float) or isinstance(cell, bool):
        raise CellFault("not-a-date")
    text = unicodedata.normalize("NFKC", show(cell)).strip()
    if not text:
        return None
    found = _DATE.fullmatch(text) or _DATE_DIGITS.fullmatch(text)
    if found is None:
        raise CellFault("not-a-date")
    try:
        day = dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise CellFault("no-such-day") from None
    return _near(day)


def _near(day: dt.date) -> dt.date:
    # 0202-05-11 is a slip; 9999-12-31 stands for "no end", and no term can be counted from it.
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise CellFault("day-too-far", first=str(_FIRST_YEAR), last=str(_LAST_YEAR))
    return day


def read_decimal(cell: Cell) -> Decimal | None:
    """Return a number exactly as its shortest decimal form says."""
    if isinstance(cell, bool | dt.date | dt.time | dt.timedelta):
        raise CellFault("not-a-number")
    if isinstance(cell, int | float):
        if _rounded(cell):
            raise CellFault("number-damaged")
        # repr gives the shortest text that means this double: 0.1 stays 0.1.
        return Decimal(repr(cell))
    text = unicodedata.normalize("NFKC", cell).strip().lstrip("¥$€").strip()
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise CellFault("not-a-number")
    return Decimal(text.replace(",", ""))


def read_integer(cell: Cell) -> int | None:
    """Return a whole number that is not negative."""
    number = read_decimal(cell)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise CellFault("not-a-whole-number")
    if number < 0:
        raise CellFault("negative")
    if number > MOST_COUNTED:
        raise CellFault("number-too-large")
    return int(number)


def amount_in(scale: int, *, digits: int = 2, negative: bool = False) -> Read:
    """Return a reader of amounts in minor units.

    A bare number counts `scale` major units each (10,000 under a heading in 万元). A cell that
    names its unit itself (500万元) is taken by that word. More decimals than the currency has are
    refused, not rounded, except for the noise of a double beyond its fifteenth digit.
    """

    def read(cell: Cell) -> int | None:
        number, by = _with_unit(cell, scale)
        if number is None:
            return None
        minor = number * by * 10**digits
        if isinstance(cell, float):
            minor = _without_noise(minor)
        if minor != minor.to_integral_value():
            raise CellFault("too-many-decimals", limit=digits)
        if minor < 0 and not negative:
            raise CellFault("negative-amount")
        if abs(minor) > LARGEST_MINOR:
            raise CellFault("number-too-large")
        return int(minor)

    return read


def _without_noise(minor: Decimal) -> Decimal:
    """Return the whole number beside which there is only what a sum of doubles leaves over."""
    whole = minor.to_integral_value()
    return whole if abs(minor - whole) <= max(_NOISE, abs(minor) * _LAST_DIGIT) else minor


def _with_unit(cell: Cell, scale: int) -> tuple[Decimal | None, int]:
    if isinstance(cell, str):
        text = unicodedata.normalize("NFKC", cell).strip().removeprefix("人民币").strip()
        for word, by in _UNITS:
            if text.endswith(word):
                return read_decimal(text.removesuffix(word)), by
        return read_decimal(text), scale
    return read_decimal(cell), scale


def read_yes_no(cell: Cell) -> bool | None:
    """Return a truth from 是/否, 有/无, √, yes/no or a truth cell."""
    if isinstance(cell, bool):
        return cell
    text = read_text(cell)
    if text is None:
        return None
    word = text.lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise CellFault("not-yes-or-no")


def choice_of(words: Mapping[str, Any], told: tuple[str, ...] = ()) -> Read:
    """Return a reader that takes one of `words` (any case, any width) for its value.

    `told` are the words that a refusal names; without them it names all.
    """
    known = {plain(word): value for word, value in words.items()}

    def read(cell: Cell) -> Any:  # noqa: ANN401
        text = read_text(cell)
        if text is None:
            return None
        try:
            return known[plain(text)]
        except KeyError:
            raise CellFault("not-in-list", allowed=told or tuple(words)) from None

    return read


def plain(text: str) -> str:
    """Return a word in the form in which headings and choices are compared.

    Half-width, lower case, without blanks, asterisks, colons and remarks such as (必填).
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = re.sub(r"\((?:必填|选填|required|optional)\)", "", folded)
    return re.sub(r"[\s*:_]+", "", folded)
