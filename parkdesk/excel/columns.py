"""The columns of a list: one declaration reads an import, writes an export, makes the template."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from parkdesk.excel.cells import Read, plain, read_text
from parkdesk.i18n import tr


class Format(Enum):
    """How a column's cells are written."""

    TEXT = "text"
    CODE = "code"
    """Text with the cell format @, so that no program turns it into a number."""
    DATE = "date"
    MONEY = "money"
    """Minor units as a number of `scale` major units, two decimals."""
    INTEGER = "integer"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is called, which field it fills, how it is read and written.

    `heading` is the English source string, marked with `N_`; a file may also call the column by
    its translation or by one of `synonyms`. `variants` are further headings under which cells are
    read otherwise (注册资本(元) beside 注册资本(万元)); a variant of None is a heading that says
    too little to be read: it is reported once, at the heading.
    """

    heading: str
    field: str
    read: Read = read_text
    format: Format = Format.TEXT
    required: bool = False
    needed_for_new: bool = False
    """May be blank, or missing in the file, for what is stored already; a new record needs it."""
    synonyms: tuple[str, ...] = ()
    variants: Mapping[str, Read | None] = dataclasses.field(default_factory=dict)
    scale: int = 1
    """With `Format.MONEY`: how many major units one in the file stands for (10,000 for 万元)."""
    decimals: int = 2
    """With `Format.MONEY`: the decimals of the currency's minor unit."""
    sensitive: Callable[[str], str] | None = None
    """How a person's number is masked where it is shown or exported; None shows it whole."""
    allowed: tuple[str, ...] = ()
    """Words for the template's list of values, as source strings."""
    example: object = None
    """A value for the template's example row, of the type that `read` returns."""
    show: Callable[[Any], str] | None = None
    """Words for a value that is written as text (the label of a state)."""
    width: int = 16
    """In characters, for the written file."""

    @property
    def title(self) -> str:
        """The heading in the language in use."""
        return tr(self.heading)

    def readers(self) -> dict[str, Read | None]:
        """Return every spelling this column is known by, with what reads its cells."""
        names = (self.heading, self.title, *self.synonyms)
        found: dict[str, Read | None] = {plain(name): self.read for name in names}
        return found | {plain(name): read for name, read in self.variants.items()}


def letters(index: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    text = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def find_column(columns: tuple[Column, ...], name: str) -> Column:
    """Return the column that fills the field `name`."""
    return next(column for column in columns if column.field == name)
