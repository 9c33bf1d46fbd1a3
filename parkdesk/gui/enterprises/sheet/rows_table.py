"""A table of rows that are in memory already, sorted there: the lists of one enterprise."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from parkdesk.domain.paging import Sort, Window
from parkdesk.gui.table_model import Arrived, Column, WindowedModel
from parkdesk.gui.widgets.record_table import RecordTable

RowT = TypeVar("RowT")
_HEADER = 38
_BAR = 14
"""The scroll bar, where the columns are wider than the table."""


class RowsTable(RecordTable[RowT], Generic[RowT]):
    """Shows rows given to it; `keys` holds for each sort key the value a row is sorted by.

    Columns' order and widths are remembered by `name`. With `most` it is only as high as its
    rows, up to so many.
    """

    def __init__(
        self,
        name: str,
        columns: tuple[Column[RowT], ...],
        keys: Mapping[str, Callable[[RowT], Any]],
        *,
        most: int = 0,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._given: tuple[RowT, ...] = ()
        self._keys = keys
        self._most = most
        # As it came: the use-case's own order, until the person sorts by a column.
        self.set_model(WindowedModel(columns, self._serve, self, sort=Sort("")))
        self.horizontalHeader().geometriesChanged.connect(self._fit)
        self.horizontalHeader().sectionResized.connect(self._fit)
        self._fit()

    def show_rows(self, rows: Sequence[RowT], *, keep_place: bool = False) -> None:
        """Show these rows instead of the present ones."""
        self._given = tuple(rows)
        self._fit()
        if keep_place:
            self.records.refresh()
        else:
            self.records.reload()

    def _serve(self, sort: Sort, offset: int, limit: int, arrived: Arrived[RowT]) -> None:
        rows = self._given
        key = self._keys.get(sort.column)
        if key is not None:
            rows = tuple(sorted(rows, key=key, reverse=sort.descending))
        arrived(Window(rows[offset : offset + limit], len(rows), offset))

    def _fit(self) -> None:
        if not self._most:
            return
        rows = min(max(len(self._given), 1), self._most)
        sideways = self.horizontalHeader().length() > self.viewport().width()
        self.setFixedHeight(_HEADER + rows * self.row_height + 4 + (_BAR if sideways else 0))
