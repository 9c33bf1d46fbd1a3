"""Pasting a table into the roster: whose columns are they, and is anything left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from parkdesk.domain.roster_headings import Meanings
from parkdesk.domain.trainees import RosterField
from parkdesk.excel.cells import plain
from parkdesk.excel.roster_headings import (
    Heads,
    UnknownHeading,
    free_fields,
    headed,
    looks_headed,
    unknown_headings,
)
from parkdesk.gui.claims.clipboard import read_table, without_place
from parkdesk.gui.claims.words import import_words

if TYPE_CHECKING:
    from parkdesk.gui.claims.grid import RosterGrid

Table = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class HeadingQuestion:
    """Headings that nobody has explained yet, and the columns that they may fill."""

    unknown: tuple[UnknownHeading, ...]
    free: tuple[RosterField, ...]


class Pasting(QObject):
    """Puts the clipboard's table into a grid.

    Signals:
        asks: a `HeadingQuestion`; the table waits for `go_on`.
    """

    asks = Signal(object)

    def __init__(self, grid: RosterGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._waiting: Table | None = None
        self.meanings: Meanings | None = None
        """What the enterprise's own headings mean; None where nobody can be asked."""

    def paste(self) -> None:
        """Put the table here, at once where its headings are clear."""
        table = read_table(QGuiApplication.clipboard().text())
        if not table:
            return
        known, fields = self.meanings or {}, self._grid.records.fields
        has_heads = headed(table[0], known) is not None or looks_headed(table)
        asked = has_heads and self.meanings is not None
        unknown = unknown_headings(table, known, fields) if asked else ()
        if unknown:
            self._waiting = table
            self.asks.emit(HeadingQuestion(unknown, free_fields(table[0], known, fields)))
        else:
            self._put(table)

    def go_on(self, meanings: Meanings) -> None:
        """Put the table that waited for this answer."""
        self.meanings = meanings
        table, self._waiting = self._waiting, None
        if table is not None:
            self._put(table)

    def _put(self, table: Table) -> None:
        grid, known = self._grid, self.meanings or {}
        heads = headed(table[0], known, grid.records.fields)
        if heads is None and looks_headed(table):
            heads = tuple(known.get(plain(cell)) for cell in table[0])
        rows = table if heads is None else table[1:]
        if heads is None:
            heads = self._from_cursor()
        grid.put_table(heads, rows)
        grid.said.emit(import_words(len(rows), len(rows)))
        left_out = without_place(heads, table[0], rows)
        grid.say_left_out(tuple(name for name in left_out if plain(name) not in known))

    def _from_cursor(self) -> Heads:
        return self._grid.records.fields[max(self._grid.currentIndex().column(), 1) - 1 :]
