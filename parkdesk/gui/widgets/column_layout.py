"""Which columns of a list are in view, in which order, how wide; kept for the next time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTableView

from parkdesk.domain.views import NARROWEST, WIDEST, ShownColumn
from parkdesk.gui import remembered
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SMALL_PX, sized
from parkdesk.gui.widgets.lean_delegate import CHIP_PAD, PAD
from parkdesk.gui.widgets.readable_header import ReadableHeader

_MEASURED = 5_000
"""Texts that were measured; by then a list has shown how wide its texts are."""
_WIDEST_GROWN = 320
SETTLE_MS = 300
"""A drag moves an edge many times: the other columns make room once it stands still."""


@dataclass(frozen=True, slots=True)
class LaidColumn:
    """A column as the choice of columns shows it."""

    key: str
    title: str
    shown: bool


class ColumnLayout(QObject):
    """The columns of one table.

    Widths are those the person gave, else what the texts need; the column that grows (or, where
    its width was given, the last one) takes what is left of the table's width.

    Signals:
        changed: the person chose, moved or widened a column.
    """

    changed = Signal()

    def __init__(self, table: QTableView, header: ReadableHeader) -> None:
        super().__init__(table)
        self._table = table
        self._header = header
        self._columns: tuple[Column[Any], ...] = ()
        self._names: list[str] = []
        self._needed: list[int] = []
        self._given: dict[int, int] = {}
        self._wanted: dict[int, int] = {}
        self._measured: set[tuple[int, str]] = set()
        self._arranging = False
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settling.timeout.connect(self._settle)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._moved)

    def take(self, columns: tuple[Column[Any], ...]) -> None:
        """Lay out these columns as they come, or as the person left them."""
        self._columns = columns
        self._names = _names(columns)
        self._given.clear()
        self._wanted.clear()
        self._measured.clear()
        self._needed = [
            max(one.width, self._header.width_for(one.title, sortable=one.sort is not None))
            for one in columns
        ]
        self._arrange(self._remembered() or self._first())

    def shown(self) -> tuple[ShownColumn, ...]:
        """Return the columns in view from left to right; nothing while all is as it came."""
        now = self._now()
        return () if now == self._first() else now

    def show(self, columns: Sequence[ShownColumn]) -> None:
        """Show these columns; none: as the list came. What is not known any more is left out."""
        self._arrange([one for one in columns if one.key in self._names] or self._first())
        self._remember()

    def reset(self) -> None:
        """Go back to how the list came."""
        self.show(())
        self.changed.emit()

    def choose(self, keys: Sequence[str]) -> None:
        """Show the columns with these keys in this order; widths stay as they are."""
        widths = {self._names[place]: width for place, width in self._given.items()}
        self.show([ShownColumn(key, widths.get(key, 0)) for key in keys])
        self.changed.emit()

    def laid(self) -> list[LaidColumn]:
        """Return every column: those in view as they stand, then the hidden ones."""
        places = [self._header.logicalIndex(place) for place in range(len(self._columns))]
        places.sort(key=self._header.isSectionHidden)
        return [
            LaidColumn(
                self._names[place],
                self._columns[place].title,
                not self._header.isSectionHidden(place),
            )
            for place in places
        ]

    def in_view(self) -> list[Column[Any]]:
        """Return the columns in view, from left to right."""
        return [self._columns[place] for place in self._places()]

    def key_at(self, place: int) -> str:
        """Return the name of the column at a place of the model; empty where there is none."""
        return self._names[place] if 0 <= place < len(self._names) else ""

    def make_room(self, place: int, text: str) -> None:
        """Take note of a text that has arrived in one of the `measured` columns.

        `spread` is called once all texts are known. A width that was given stays.
        """
        if (place, text) in self._measured or len(self._measured) > _MEASURED:
            return
        self._measured.add((place, text))
        column = self._columns[place]
        font = sized(SMALL_PX, QFont.Weight.Medium) if column.tone else self._table.font()
        spare = 2 * PAD + (CHIP_PAD if column.tone else 2)
        needed = QFontMetrics(font).horizontalAdvance(text) + spare
        if column.tone is None and not column.whole:
            self._wanted[place] = min(max(self._wanted.get(place, 0), needed), _WIDEST_GROWN)
        else:
            self._needed[place] = max(self._needed[place], needed)

    def measured(self) -> list[int]:
        """Return the places of the columns whose texts say how wide they are."""
        pairs = enumerate(self._columns)
        return [place for place, one in pairs if one.tone is not None or one.whole or one.grows]

    def spread(self) -> None:
        """Give every column its width, and what is left to the one that grows."""
        places = self._places()
        if not places or self._arranging:
            return
        widths = {place: self._given.get(place, self._needed[place]) for place in places}
        growing = next(
            (one for one in places if self._columns[one].grows and one not in self._given),
            places[-1],
        )
        left = self._table.viewport().width() - sum(widths.values())
        if left >= 0:
            widths[growing] += left
        else:
            # There is no room for all anyhow: then nothing is cut that can be scrolled to.
            widths[growing] = max(widths[growing], self._wanted.get(growing, 0))
        self._arranging = True
        for place, width in widths.items():
            if self._table.columnWidth(place) != width:
                self._table.setColumnWidth(place, width)
        self._arranging = False

    def _places(self) -> list[int]:
        header = self._header
        places = [header.logicalIndex(place) for place in range(len(self._columns))]
        return [place for place in places if not header.isSectionHidden(place)]

    def _now(self) -> tuple[ShownColumn, ...]:
        return tuple(
            ShownColumn(self._names[place], self._given.get(place, 0)) for place in self._places()
        )

    def _first(self) -> tuple[ShownColumn, ...]:
        pairs = zip(self._names, self._columns, strict=True)
        return tuple(ShownColumn(name) for name, one in pairs if not one.hidden)

    def _arrange(self, columns: Sequence[ShownColumn]) -> None:
        header = self._header
        by_name = {name: place for place, name in enumerate(self._names)}
        wanted = [by_name[one.key] for one in columns if one.key in by_name]
        self._given = {by_name[one.key]: one.width for one in columns if one.width}
        rest = [place for place in range(len(self._columns)) if place not in wanted]
        self._arranging = True
        for visual, place in enumerate([*wanted, *rest]):
            header.moveSection(header.visualIndex(place), visual)
            header.setSectionHidden(place, place in rest)
        self._arranging = False
        self.spread()

    def _resized(self, place: int, _old: int, new: int) -> None:
        if not self._arranging and not self._header.isSectionHidden(place):
            self._given[place] = min(max(new, NARROWEST), WIDEST)
            self._remember()
            self._settling.start()

    def _moved(self) -> None:
        if not self._arranging:
            self._remember()
            self._settling.start()

    def _settle(self) -> None:
        self.spread()
        self.changed.emit()

    def _remember(self) -> None:
        name = self._table.objectName()
        if not name:
            return
        shown = [[one.key, one.width] for one in self.shown()]
        if shown:
            remembered.keep_text(f"list/{name}", json.dumps(shown))
        else:
            remembered.forget(f"list/{name}")

    def _remembered(self) -> list[ShownColumn]:
        name = self._table.objectName()
        try:
            found = json.loads(remembered.text(f"list/{name}", "[]") if name else "[]")
            return [ShownColumn(str(key), int(width)) for key, width in found if key in self._names]
        except (ValueError, TypeError):
            return []


def _names(columns: tuple[Column[Any], ...]) -> list[str]:
    """Return a name for each column; one without a key of its own goes by its place."""
    names: list[str] = []
    for place, column in enumerate(columns):
        taken = not column.name or column.name in names
        names.append(f"#{place}" if taken else column.name)
    return names
