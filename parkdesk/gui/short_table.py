"""A short table inside a panel or a form: rows that are in memory already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent

from parkdesk.domain.paging import Sort, Window
from parkdesk.gui.table_model import Arrived, Column, WindowedModel
from parkdesk.gui.widgets.record_table import RecordTable

RowT = TypeVar("RowT")
_HEADER = 38
_FEWEST = 3
_BAR = 14
"""The scroll bar, where the columns are wider than the panel."""


class ShortTable(RecordTable[RowT], Generic[RowT]):
    """As high as its rows, from `least` up to `most`; columns are remembered by its name.

    One that gives way is lower, and scrolls, where a dialog has not that much height. One that
    grows asks for the height of `grows_from` rows, and takes more where there is room.
    """

    def __init__(
        self,
        name: str,
        columns: tuple[Column[RowT], ...],
        *,
        most: int = 8,
        least: int = _FEWEST,
        gives_way: bool = False,
        grows_from: int = 0,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._given: tuple[RowT, ...] = ()
        self._most = most
        self._least = least
        self._gives_way = gives_way
        self._grows_from = grows_from
        self.set_model(WindowedModel(columns, self._serve, self))
        self.horizontalHeader().geometriesChanged.connect(self._fit)
        self.horizontalHeader().sectionResized.connect(self._fit)
        self.layout_of_columns.heightened.connect(self._fit)
        self._fit()

    def show_rows(self, rows: Sequence[RowT]) -> None:
        """Show these rows instead of the present ones."""
        self._given = tuple(rows)
        self._fit()
        self.records.reload()

    def _serve(self, _sort: Sort, offset: int, limit: int, arrived: Arrived[RowT]) -> None:
        arrived(Window(self._given[offset : offset + limit], len(self._given), offset))

    def _fit(self) -> None:
        rows = min(max(len(self._given), self._least), self._most)
        sideways = self.horizontalHeader().length() > self.viewport().width()
        around = _HEADER + 4 + (_BAR if sideways else 0)
        height = around + rows * self.row_height
        lowest = min(height, _HEADER + _FEWEST * self.row_height) if self._gives_way else height
        if self._grows_from:
            lowest = around + min(rows, self._grows_from) * self.row_height
        self.setMinimumHeight(lowest)
        self.setMaximumHeight(height)

    # Qt overrides

    def sizeHint(self) -> QSize:
        asked = self.minimumHeight() if self._grows_from else self.maximumHeight()
        return QSize(super().sizeHint().width(), asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
