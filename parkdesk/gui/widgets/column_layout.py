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
from parkdesk.gui.table_model import Column, WindowedModel
from parkdesk.gui.theme import ROW_HEIGHT, SMALL_PX, TALL_ROW_HEIGHT, sized
from parkdesk.gui.widgets.column_fit import Need, fit, fixed
from parkdesk.gui.widgets.lean_delegate import CHIP_PAD, PAD
from parkdesk.gui.widgets.readable_header import ReadableHeader

_MEASURED = 5_000
"""Texts that were measured; by then a list has shown how wide its texts are."""
_WIDEST_GROWN = 320
_COMFORT = 224
"""Of a name: sixteen characters stand whole before a column that yields may stay."""
_LEAST_GROWN = 88
"""Of a name where no other column can leave: six characters, and the tool tip has the rest."""
_AIR = 2
"""Beside a text, in what its column needs; it stands whole without."""
_SETTLED_AFTER = 3
SETTLE_MS = 300
"""A drag moves an edge many times: the other columns make room once it stands still."""


@dataclass(frozen=True, slots=True)
class LaidColumn:
    """A column as the choice of columns shows it.

    One that `waits` was not taken away by the person: it comes back when there is room.
    """

    key: str
    title: str
    shown: bool
    waits: bool = False


class ColumnLayout(QObject):
    """The columns of one table.

    Widths are those the person gave; else fixed words have what they need in the language and the
    font in use, and the columns that grow share the rest (`column_fit`). Where there is no room
    for all, the columns that yield leave by themselves, those with the highest number first; a
    column to which the person gave a width stays.

    Signals:
        changed: the person chose, moved or widened a column.
        heightened: the rows are as high as one line or two now, and were not before.
    """

    changed = Signal()
    heightened = Signal()

    def __init__(self, table: QTableView, header: ReadableHeader) -> None:
        super().__init__(table)
        self._table = table
        self._header = header
        self.one_line = ROW_HEIGHT
        """How high a row of one line is."""
        self._columns: tuple[Column[Any], ...] = ()
        self._names: list[str] = []
        self._titles: list[int] = []
        self._needed: list[int] = []
        self._given: dict[int, int] = {}
        self._longest: list[int] = []
        self._measured: list[set[str]] = []
        self._left_out: set[int] = set()
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
        self._longest = [0] * len(columns)
        self._measured = [set() for _ in columns]
        self._titles = [
            self._header.width_for(one.title, sortable=one.sort is not None) for one in columns
        ]
        self._needed = [0] * len(columns)
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

    def choose(self, keys: Sequence[str], waiting: Sequence[str] = ()) -> None:
        """Show the columns with these keys in this order; widths stay as they are.

        Those that are also in `waiting` are in view where there is room. One that had to wait and
        is in it no more stays from now on, at the width it needs.
        """
        widths = {self._names[place]: width for place, width in self._given.items()}
        for place in self._waiting():
            if self._names[place] not in waiting:
                widths[self._names[place]] = max(self._need(place).least, NARROWEST)
        self.show([ShownColumn(key, widths.get(key, 0)) for key in keys])
        self.changed.emit()

    def laid(self) -> list[LaidColumn]:
        """Return every column: those of the list as they stand, then those left out."""
        waiting = self._waiting()
        places = [*self._chosen(), *sorted(self._left_out, key=self._header.visualIndex)]
        return [
            LaidColumn(
                self._names[place],
                self._columns[place].title,
                shown=place not in self._left_out and place not in waiting,
                waits=place in waiting,
            )
            for place in places
        ]

    def in_view(self) -> list[Column[Any]]:
        """Return the columns in view, from left to right."""
        return [self._columns[place] for place in self._places()]

    def of_list(self) -> list[Column[Any]]:
        """Return the columns in view and those that wait for room: what a copy or a file has."""
        return [self._columns[place] for place in self._chosen()]

    def key_at(self, place: int) -> str:
        """Return the name of the column at a place of the model; empty where there is none."""
        return self._names[place] if 0 <= place < len(self._names) else ""

    def rows_arrived(self, first: int, last: int) -> None:
        """Measure the rows from `first` to `last` that are in memory, and give out the width."""
        self._measure(first, last)
        self.spread()

    def _measure(self, first: int, last: int) -> None:
        model = self._table.model()
        if not isinstance(model, WindowedModel):
            return
        rows = list(model.loaded_rows(first, last))
        for place in self._chosen():
            words = self._columns[place].text
            self._take_note(place, {words(row) for row in rows})

    def _take_note(self, place: int, texts: set[str]) -> None:
        new = texts - self._measured[place]
        if sum(map(len, self._measured)) > _MEASURED:
            new = {text for text in new if len(text) > self._longest[place]}
        if not new:
            return
        self._measured[place] |= new
        self._longest[place] = max(self._longest[place], *map(len, new))
        column = self._columns[place]
        is_chip = column.tone is not None and not column.grows
        font = sized(SMALL_PX, QFont.Weight.Medium) if is_chip else self._table.font()
        spare = 2 * PAD + (CHIP_PAD if column.tone else _AIR)
        needed = max(map(QFontMetrics(font).horizontalAdvance, new)) + spare
        self._needed[place] = max(self._needed[place], needed)

    def _need(self, place: int) -> Need:
        if place in self._given:
            return fixed(self._given[place])
        column, title = self._columns[place], self._titles[place]
        # Until rows are there, the width it comes with is the best guess.
        needed = max(self._needed[place] or column.width, title, self._header.minimumSectionSize())
        wish = max(needed, column.width)
        if not column.grows:
            return Need(needed, needed, needed, wish, yields=column.yields)
        full = min(needed, max(_WIDEST_GROWN, title, column.width))
        comfort = max(min(full, max(column.width, _COMFORT)), title)
        least = max(min(comfort, _LEAST_GROWN), title)
        return Need(least, comfort, full, wish=full, grows=True, yields=column.yields)

    def spread(self) -> None:
        """Give every column its width; those for which there is no room wait out of view."""
        if self._arranging or not self._chosen():
            return
        # A list as high as its rows gets, or loses, its scroll bar by what is done here.
        for _time in range(_SETTLED_AFTER):
            room = self._table.viewport().width()
            self._share(room)
            self._set_lines()
            if self._table.viewport().width() == room:
                return

    def _share(self, room: int) -> None:
        places = self._chosen()
        widths = fit([self._need(place) for place in places], room)
        self._arranging = True
        for place, width in zip(places, widths, strict=True):
            if self._header.isSectionHidden(place) != (width == 0):
                self._header.setSectionHidden(place, width == 0)
            if width and self._table.columnWidth(place) != width:
                self._table.setColumnWidth(place, width)
        self._arranging = False

    def _set_lines(self) -> None:
        """Let the rows be two lines high where a name that wraps has not room enough on one."""
        two = any(
            self._columns[place].wraps
            and self._needed[place] - _AIR > self._table.columnWidth(place)
            for place in self._places()
        )
        height = TALL_ROW_HEIGHT if two else self.one_line
        rows = self._table.verticalHeader()
        if rows.defaultSectionSize() != height:
            rows.setDefaultSectionSize(height)
            self.heightened.emit()

    def _chosen(self) -> list[int]:
        """Return the columns of the list from left to right, also those that wait for room."""
        places = [self._header.logicalIndex(place) for place in range(len(self._columns))]
        return [place for place in places if place not in self._left_out]

    def _waiting(self) -> list[int]:
        return [place for place in self._chosen() if self._header.isSectionHidden(place)]

    def _places(self) -> list[int]:
        return [place for place in self._chosen() if not self._header.isSectionHidden(place)]

    def _now(self) -> tuple[ShownColumn, ...]:
        return tuple(
            ShownColumn(self._names[place], self._given.get(place, 0)) for place in self._chosen()
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
        self._left_out = set(rest)
        self._arranging = True
        for visual, place in enumerate([*wanted, *rest]):
            header.moveSection(header.visualIndex(place), visual)
            header.setSectionHidden(place, place in rest)
        self._arranging = False
        self._measure(0, self._table.model().rowCount() - 1)
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
