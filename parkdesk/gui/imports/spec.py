"""What a feature says of its import; the dialog is the same for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from parkdesk.domain.imports import Sheet
from parkdesk.excel.columns import Column
from parkdesk.excel.reading import read_sheet
from parkdesk.excel.writing import write_template
from parkdesk.i18n import trn

if TYPE_CHECKING:
    from parkdesk.usecases.core import UseCase


class Steps(Protocol):
    """What the runner hands to long work."""

    def step(self, done: int, total: int) -> None:
        """Say how far it is; raises `Cancelled` to stop."""


def _rows(count: int) -> str:
    return trn("{n} row", "{n} rows", count)


@dataclass(frozen=True, slots=True)
class ImportSpec:
    """One kind of list.

    `preview` is called with `(*args, sheet)` and returns a `Preview`; `apply` with
    `(*args, sheet, confirmed)` and returns an `Imported`. `args` come first: the claim that a
    roster belongs to.
    """

    key: str
    """The kind of list, as `domain.import_headings.LISTS` names it."""
    title: str
    """Of the dialog: “Import enterprises”."""
    things: str
    """What the rows are, in the plural: “enterprises”."""
    columns: tuple[Column, ...]
    preview: UseCase[..., Any]
    apply: UseCase[..., Any]
    template: str
    """File name of the empty template, without its ending."""
    args: tuple[Any, ...] = ()
    intro: str = ""
    """A sentence on what is matched with what."""
    counted: Callable[[int], str] = _rows
    """So many of the things in words, for the button: “1 enterprise”, “300 enterprises”."""
    asks_reason: bool = False
    """A list that changes rows has a reason: `apply` takes it after what was confirmed."""


def read(path: Path, columns: tuple[Column, ...], sheet: str, progress: Steps) -> Sheet:
    """Read the file; runs in the runner's pool for work without a session."""
    return read_sheet(path, columns, sheet=sheet, progress=progress.step)


def save_template(path: Path, columns: tuple[Column, ...], title: str) -> Path:
    """Write the empty template and return where it is."""
    write_template(path, columns, title=title)
    return path
