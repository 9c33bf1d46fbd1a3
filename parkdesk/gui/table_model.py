"""A table as long as its query, whose rows arrive for the part in view."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from parkdesk.domain.paging import Sort, Window
from parkdesk.gui.theme import Tone

RowT = TypeVar("RowT")
Index = QModelIndex | QPersistentModelIndex
Arrived = Callable[[Window[RowT]], None]
Load = Callable[[Sort, int, int, Arrived[RowT]], object]

PAGE = 12
"""Rows of a page; neighbours that are wanted at the same time come with one request.

A jump lands anywhere in a page: with small ones hardly more is fetched than is in view.
"""
AT_FIRST = 3
"""Pages that a list begins with: a window's height, before anything has asked for a row."""
TOGETHER = 6
KEPT_PAGES = 330
IN_FLIGHT = 2
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """How one column shows a row.

    `sort` is the key the list use-case knows, None where the list cannot be sorted by it.
    `tone` makes the text a chip of the tone it returns (None: plain text for this row).
    `muted` is for codes and secondary text; `width` is how wide the column would like to be, in
    pixels. Its texts are never cut: a column is as wide as its title and the widest that has
    arrived. Only one that `grows` may shorten them (the tool tip has the whole): it is for names
    and remarks, and takes the room that the others leave. Where there is no room for all, the
    columns that yield leave by themselves, the highest number in `yields` first; 0 always stays.
    Then the columns that grow give way, the first of them last: it says what a row is. Where one
    that `wraps` still has not the room for its widest text, all rows are two lines high.

    `key` names the column in saved views and in what the window remembers; it never changes, while
    titles do. Without one it is `sort`. A `hidden` column is not in view until a person chooses it.
    `value` is what an export writes where the text is only the picture of it: a date, a whole
    number, a `Decimal`; None: no cell.
    """

    title: str
    text: Callable[[RowT], str]
    sort: str | None = None
    numeric: bool = False
    tone: Callable[[RowT], Tone | None] | None = None
    width: int = 120
    muted: bool = False
    tip: str = ""
    key: str = ""
    hidden: bool = False
    grows: bool = False
    wraps: bool = False
    yields: int = 0
    value: Callable[[RowT], dt.date | int | Decimal | None] | None = None

    @property
    def name(self) -> str:
        """The key by which the column is known outside this list."""
        return self.key or self.sort or ""


class WindowedModel(QAbstractTableModel, Generic[RowT]):
    """Rows of a query; `rowCount` is the query's count, pages come for the rows that are painted.

    Signals:
        counted: the query's count, each time a page brings it.
        settled: no page is wanted or under way any more.
    """

    counted = Signal(int)
    settled = Signal()

    def __init__(
        self,
        columns: tuple[Column[RowT], ...],
        load: Load[RowT],
        parent: QObject | None = None,
        *,
        sort: Sort | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self.order = sort or Sort(next((c.sort for c in columns if c.sort), "id"))
        self.first_order = self.order
        self._load = load
        self._total = 0
        self._pages: OrderedDict[int, tuple[RowT, ...]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._flying: set[int] = set()
        self._requests = 0
        self._generation = 0
        self._loaded = False
        self._stale = False
        self._asking = QTimer(self, singleShot=True, interval=0)
        self._asking.timeout.connect(self._ask)

    @property
    def total(self) -> int:
        """The length of the whole list, as last counted."""
        return self._total

    @property
    def is_loaded(self) -> bool:
        """Whether the list has been counted since it was last started over."""
        return self._loaded

    @property
    def is_settled(self) -> bool:
        """Whether no page is wanted or under way."""
        return self._loaded and not self._wanted and not self._flying

    def row(self, number: int) -> RowT | None:
        """Return the row at this place; None while it is on its way (it is then asked for)."""
        page = number // PAGE
        rows = self._pages.get(page)
        if rows is None:
            if 0 <= number < self._total:
                self._want(page)
            return None
        place = number - page * PAGE
        return rows[place] if place < len(rows) else None

    def loaded_rows(self, first: int, last: int) -> Iterator[RowT]:
        """Yield the rows of this range that are in memory; none is asked for."""
        for page in range(first // PAGE, last // PAGE + 1):
            for place, row in enumerate(self._pages.get(page, ()), page * PAGE):
                if first <= place <= last:
                    yield row

    def loaded_place(self, fits: Callable[[RowT], bool]) -> int:
        """Return the place of the first row in memory that fits, -1 when none does."""
        for page, rows in sorted(self._pages.items()):
            for place, row in enumerate(rows):
                if fits(row):
                    return page * PAGE + place
        return -1

    def reload(self) -> None:
        """Start over from the top: another filter or another order."""
        self._generation += 1
        self.beginResetModel()
        self._total = 0
        self._loaded = False
        self._stale = False
        self._pages.clear()
        self.endResetModel()
        self._wanted.clear()
        self._flying.clear()
        self._requests = 0
        for page in range(AT_FIRST):
            self._want(page)

    def fetch(self, first: int, last: int, arrived: Arrived[RowT]) -> object:
        """Ask for the rows of a range, whatever is in memory; return the loader's request."""
        return self._load(self.order, first, last - first + 1, arrived)

    def can_sort(self, order: Sort) -> bool:
        """Whether a column of the list, or the order it came with, is sorted like this."""
        known = {column.sort for column in self.columns} | {self.first_order.column}
        return order.column in known

    def refresh(self) -> None:
        """Fetch again what is in memory and stay in place: the data changed."""
        if not self._loaded:
            self.reload()
            return
        self._generation += 1
        self._flying.clear()
        self._requests = 0
        self._wanted.clear()
        # The old rows stay painted until the first new page is here; then all else is dropped,
        # and the view asks again for what it shows.
        self._stale = True
        self._want(next(reversed(self._pages), 0))

    def blank(self) -> None:
        """Show empty rows until `refresh` has brought new ones: those in memory are not true."""
        self._generation += 1
        self._flying.clear()
        self._requests = 0
        self._wanted.clear()
        self._pages.clear()
        self._stale = False
        if self._total:
            last = self.index(self._total - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _want(self, page: int) -> None:
        if page not in self._flying:
            self._wanted[page] = None
            self._wanted.move_to_end(page)
            if not self._asking.isActive():
                self._asking.start()

    def _ask(self) -> None:
        # The newest wishes are the rows now in view; what scrolled past is dropped.
        while len(self._wanted) > IN_FLIGHT * TOGETHER:
            self._wanted.popitem(last=False)
        while self._wanted and self._requests < IN_FLIGHT:
            pages = _neighbours(next(reversed(self._wanted)), self._wanted)
            for page in pages:
                del self._wanted[page]
            self._flying.update(pages)
            self._requests += 1
            self._request(pages)

    def _request(self, pages: list[int]) -> None:
        generation = self._generation

        def arrived(window: Window[RowT]) -> None:
            if generation == self._generation:  # else: a page of the list before the reload
                self._requests -= 1
                self._arrive(pages, window)

        self._load(self.order, pages[0] * PAGE, len(pages) * PAGE, arrived)

    def _arrive(self, pages: list[int], window: Window[RowT]) -> None:
        self._flying.difference_update(pages)
        if window.total != self._total:
            self._resize(window.total)
        was_stale = self._stale
        for at, page in enumerate(pages):
            rows = window.rows[at * PAGE : (at + 1) * PAGE]
            if rows or page == pages[0]:
                self._keep(page, rows)
        self._loaded = True
        first = 0 if was_stale else pages[0] * PAGE
        last = self._total - 1 if was_stale else min(first + len(pages) * PAGE, self._total) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self.counted.emit(self._total)
        self._ask()
        if self.is_settled:
            self.settled.emit()

    def _keep(self, page: int, rows: tuple[RowT, ...]) -> None:
        if self._stale:
            self._pages.clear()
            self._stale = False
        self._pages[page] = rows
        self._pages.move_to_end(page)
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)

    def _resize(self, total: int) -> None:
        if total > self._total:
            self.beginInsertRows(_ROOT, self._total, total - 1)
            self._total = total
            self.endInsertRows()
        else:
            self.beginRemoveRows(_ROOT, total, self._total - 1)
            self._total = total
            self._pages = OrderedDict(
                (page, rows) for page, rows in self._pages.items() if page * PAGE < total
            )
            self.endRemoveRows()

    # Qt overrides

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self.row(index.row())
            return "" if row is None else column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.numeric:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            column = self.columns[section]
            if role == Qt.ItemDataRole.DisplayRole:
                return column.title
            if role == Qt.ItemDataRole.ToolTipRole:
                return column.tip or column.title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        key = self.columns[column].sort if 0 <= column < len(self.columns) else None
        wanted = Sort(key or "", descending=order == Qt.SortOrder.DescendingOrder)
        if key is not None and wanted != self.order:
            self.order = wanted
            self.reload()


def _neighbours(page: int, wanted: Container[int]) -> list[int]:
    """Return the page with the wanted ones beside it: at most so many as come together."""
    first = last = page
    while last - first + 1 < TOGETHER and first - 1 in wanted:
        first -= 1
    while last - first + 1 < TOGETHER and last + 1 in wanted:
        last += 1
    return list(range(first, last + 1))
