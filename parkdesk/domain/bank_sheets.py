"""Bank sheets (银行拨付明细): what a bank is sent, and how its answer is understood, as data.

A template is TOML: the columns that go out with their headings, and the headings and words by
which an answer is read. No bank's own format was read for this program; a template says so by its
mark, and a park makes its own from it.
"""

from __future__ import annotations

import json
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
    if encoding not in ENCODINGS:
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


@dataclass(frozen=True, slots=True)
class SaveSheet:
    """What a person says of a template of the park's own.

    `compared` says that its headings were laid beside the bank's own sheet; `headings` are those
    by which an answer is read, by the names of `ANSWER_FIELDS`.
    """

    name: str
    format: SheetFormat | None
    columns: tuple[SheetColumn, ...]
    headings: Mapping[str, tuple[str, ...]]
    paid_words: tuple[str, ...]
    failed_words: tuple[str, ...]
    name_en: str = ""
    encoding: str = "gb18030"
    title: str = ""
    compared: bool = False


ENCODINGS = ("gb18030", "utf-8-sig", "utf-8")
"""In which a text file may be written; a workbook has its own."""
LONGEST_HEADING = 60


def check_sheet(form: SaveSheet) -> dict[str, str]:
    """Return what is wrong with a template, by field: so no bank could pay, or be understood."""
    problems: dict[str, str] = {}
    if not form.name.strip():
        problems["name"] = "required"
    if form.format is None:
        problems["format"] = "required"
    if form.encoding not in ENCODINGS:
        problems["encoding"] = "required"
    problem = _check_columns(form.columns)
    if problem:
        problems["columns"] = problem
    return problems | _check_answer(form)


def _check_answer(form: SaveSheet) -> dict[str, str]:
    problems = {
        f"answer_{field}": "required"
        for field in ("reference", "status")
        if not form.headings.get(field)
    }
    if not form.paid_words:
        problems["paid_words"] = "required"
    if not form.failed_words:
        problems["failed_words"] = "required"
    elif set(form.paid_words) & set(form.failed_words):
        problems["failed_words"] = "sheet-word-twice"
    known = [one for headings in form.headings.values() for one in headings]
    if len(set(known)) != len(known):
        problems.setdefault("answer_reference", "sheet-heading-twice")
    return problems


def _check_columns(columns: Sequence[SheetColumn]) -> str:
    headings = [one.heading.strip() for one in columns]
    if not {one.field for one in columns} >= _NEEDED:
        return "sheet-columns-lacking"
    if not all(headings) or max(map(len, headings)) > LONGEST_HEADING:
        return "sheet-heading-missing"
    if len(set(headings)) != len(headings) or len({one.field for one in columns}) != len(columns):
        return "sheet-heading-twice"
    return ""


def sheet_of(code: str, form: SaveSheet) -> BankSheet:
    """Return the template that a checked form says."""
    assert form.format is not None
    return BankSheet(
        code,
        form.name.strip(),
        form.name_en.strip() or form.name.strip(),
        Mark.DOCUMENT if form.compared else Mark.UNVERIFIED,
        form.format,
        form.encoding,
        form.title.strip(),
        tuple(SheetColumn(one.field, one.heading.strip()) for one in form.columns),
        AnswerWords(
            {field: tuple(form.headings.get(field, ())) for field in ANSWER_FIELDS},
            frozenset(form.paid_words),
            frozenset(form.failed_words),
        ),
    )


def form_of(sheet: BankSheet) -> SaveSheet:
    """Return the form of a template, to be changed or to begin another one from it."""
    return SaveSheet(
        sheet.name,
        sheet.format,
        sheet.columns,
        sheet.answer.headings,
        tuple(sorted(sheet.answer.paid)),
        tuple(sorted(sheet.answer.failed)),
        sheet.name_en,
        sheet.encoding,
        sheet.title,
        sheet.mark.confirmed,
    )


def sheet_toml(sheet: BankSheet) -> str:
    """Return a template as TOML, which `parse_sheet` reads back."""
    plain = {
        "code": sheet.code,
        "name": sheet.name,
        "name_en": sheet.name_en,
        "mark": sheet.mark.value,
        "format": sheet.format.value,
        "encoding": sheet.encoding,
        "sheet": sheet.title,
    }
    lines = [f"{name} = {_quoted(value)}" for name, value in plain.items()]
    for column in sheet.columns:
        lines += ["", "[[columns]]", f"field = {_quoted(column.field.value)}"]
        lines.append(f"heading = {_quoted(column.heading)}")
    lines += ["", "[answer]"]
    answer = sheet.answer
    lines += [f"{field} = {_list(answer.headings.get(field, ()))}" for field in ANSWER_FIELDS]
    lines.append(f"paid_words = {_list(sorted(answer.paid))}")
    lines.append(f"failed_words = {_list(sorted(answer.failed))}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    # JSON's strings are TOML's basic strings; a control character is none of a heading's.
    return json.dumps(text.translate(_CONTROLS), ensure_ascii=False)


def _list(texts: Sequence[str]) -> str:
    return "[" + ", ".join(_quoted(one) for one in texts) + "]"
