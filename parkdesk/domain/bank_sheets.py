"""Bank sheets (银行拨付明细): what a bank is sent, and how its answer is understood, as data.

A template is TOML: the columns that go out with their headings, and the headings and words by
which an answer is read. No bank's own format was read for this program; a template says so by its
mark, and a park makes its own from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from parkdesk.domain.errors import Refused
from parkdesk.domain.money import plain_amount
from parkdesk.domain.programme_figures import Mark

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""A cell that begins so is a formula to a spreadsheet program, in full width as well to some."""
_CONTROLS = dict.fromkeys((*range(32), 127), " ")


class SheetFormat(StrEnum):
    """What kind of file a sheet is."""

    XLSX = "xlsx"
    CSV = "csv"


class SheetField(StrEnum):
    """What a column of a sheet holds."""

    POSITION = "position"
    REFERENCE = "reference"
    HOLDER = "holder"
    ACCOUNT = "account"
    BANK = "bank"
    BRANCH = "branch"
    AMOUNT = "amount"
    """In yuan with two decimals, no separators."""
    CLAIM = "claim"
    PURPOSE = "purpose"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column that goes out."""

    field: SheetField
    heading: str


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """By which headings a bank's answer is read, and by which words its states."""

    headings: Mapping[str, tuple[str, ...]]
    paid: frozenset[str]
    failed: frozenset[str]

    def is_paid(self, word: str) -> bool | None:
        """Return whether a word says that it was paid; None for a word nobody has explained."""
        plain = "".join(word.split())
        if plain in self.paid:
            return True
        return False if plain in self.failed else None


@dataclass(frozen=True, slots=True)
class BankSheet:
    """One template."""

    code: str
    name: str
    name_en: str
    mark: Mark
    format: SheetFormat
    encoding: str
    title: str
    columns: tuple[SheetColumn, ...]
    answer: AnswerWords


ANSWER_FIELDS = (
    "reference",
    "account",
    "amount",
    "status",
    "paid_on",
    "bank_reference",
    "failure",
)
_ENCODINGS = frozenset({"gb18030", "utf-8", "utf-8-sig"})
_NEEDED = frozenset(
    {SheetField.REFERENCE, SheetField.HOLDER, SheetField.ACCOUNT, SheetField.AMOUNT}
)
"""Without these no bank could pay, and no answer could be told apart."""


def parse_sheet(data: Mapping[str, Any]) -> BankSheet:
    """Read a template from a mapping, as TOML gives it; raises `Refused` naming what is wrong."""
    try:
        return _parsed(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refused(
            "bank-sheet-not-readable", sheet=str(data.get("code", "")), entry=str(error)
        ) from error


def _parsed(data: Mapping[str, Any]) -> BankSheet:
    columns = tuple(
        SheetColumn(SheetField(one["field"]), str(one["heading"])) for one in data["columns"]
    )
    lacking = _NEEDED - {one.field for one in columns}
    if lacking:
        raise ValueError(", ".join(sorted(lacking)))
    encoding = str(data.get("encoding", "utf-8-sig"))
    if encoding not in _ENCODINGS:
        raise ValueError(encoding)
    answer = data["answer"]
    return BankSheet(
        str(data["code"]),
        str(data["name"]),
        str(data.get("name_en") or data["name"]),
        Mark(data["mark"]),
        SheetFormat(data["format"]),
        encoding,
        str(data.get("sheet", "")),
        columns,
        AnswerWords(
            {field: tuple(answer.get(field, ())) for field in ANSWER_FIELDS},
            frozenset(answer["paid_words"]),
            frozenset(answer["failed_words"]),
        ),
    )


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One transfer with its whole account number: it goes into a bank sheet and nowhere else."""

    position: int
    reference: str
    holder: str
    account: str
    bank: str
    branch: str
    amount_cents: int
    claim: str
    purpose: str

    def text(self, field: SheetField) -> str:
        """Return what stands in a column."""
        if field is SheetField.AMOUNT:
            return plain_amount(self.amount_cents)
        return neutral(str(getattr(self, field.value)))


def neutral(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula, on one line.

    A name typed as =CMD(…) must reach the bank as a name; the apostrophe is what spreadsheet
    programs themselves put before a text.
    """
    flat = text.translate(_CONTROLS).strip()
    return f"'{flat}" if flat.startswith(_FORMULA_STARTS) else flat


def sheet_cells(sheet: BankSheet, lines: Sequence[SheetLine]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a sheet below its headings."""
    return tuple(tuple(line.text(one.field) for one in sheet.columns) for line in lines)
