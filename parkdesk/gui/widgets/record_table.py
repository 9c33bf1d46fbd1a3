"""The table of a registry page: a million rows, painted lean, worked by keys alone."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from parkdesk.domain.paging import Sort
from parkdesk.gui.composition import is_composing
from parkdesk.gui.copying import copy_chosen
from parkdesk.gui.table_model import WindowedModel
from parkdesk.gui.theme import ROW_HEIGHT, theme, tokens
from parkdesk.gui.widgets.column_layout import ColumnLayout
from parkdesk.gui.widgets.empty_state import EmptyState
from parkdesk.gui.widgets.lean_delegate import LeanDelegate
from parkdesk.gui.widgets.readable_header import ReadableHeader

RowT = TypeVar("RowT")
TYPING_PAUSE_MS = 900
"""After this pause the next letter begins a new word of type-ahead."""
_THIS_ROW = (
    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
)


class RecordTable(QTableView, Generic[RowT]):
    """A list of records.

    Set `objectName` before `set_model`: columns in view, their order and widths are remembered
    under it.

    Signals:
        row_changed: the current row's object (None: none, or not loaded yet).
        opened: Enter or a double click on a row.
        position_changed: the current row's number from 1 (0: none) and the list's length.
        sorted: the person asked for another order.
        columns_wanted: a right click on the header, and where on the screen.
    """

    row_changed = Signal(object)
    opened = Signal(object)
    position_changed = Signal(int, int)
    sorted = Signal()
    columns_wanted = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = ""
        self._held = False
        self._wants_open = False
        self._typing = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self.empty = EmptyState(self.viewport())
        self.empty.hide()
        self._drawing = LeanDelegate(self)
        self.setItemDelegate(self._drawing)
        self._header = ReadableHeader(self)
        self.setHorizontalHeader(self._header)
        self.layout_of_columns = ColumnLayout(self, self._header)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW_HEIGHT)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        self._prepare_header()
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self.viewport().update)

    @property
    def records(self) -> WindowedModel[RowT]:
        """The model of this table."""
        model = self.model()
        assert isinstance(model, WindowedModel)
        return model

    def set_model(self, model: WindowedModel[RowT]) -> None:
        """Show `model`, with the widths and the order of columns as the person left them."""
        self.setModel(model)
        self.horizontalHeader().setSortIndicatorShown(False)
        self.layout_of_columns.take(model.columns)
        self._show_order()
        model.counted.connect(self._counted)
        model.dataChanged.connect(self._rows_arrived)
        model.modelReset.connect(self._tell_row)
        self.selectionModel().currentRowChanged.connect(self._tell_row)

    def show_whole_rows(self, count: int, lowest: int) -> None:
        """Let `count` rows fit this height, or as many whole ones as it has room for.

        They are at least `lowest` pixels high: a little lower, the last one need not be cut.
        """
        room = self.viewport().height()
        whole = max(1, min(count, room // lowest))
        height = min(max(room // whole, lowest), ROW_HEIGHT if whole == count else room)
        self.verticalHeader().setMinimumSectionSize(lowest)
        self.layout_of_columns.one_line = height
        self.layout_of_columns.spread()

    @property
    def row_height(self) -> int:
        """How high each row is, in pixels: one line, or two where a name needs them."""
        return self.verticalHeader().defaultSectionSize()

    def current(self) -> RowT | None:
        """Return the current row; None when there is none or it has not arrived."""
        index = self.currentIndex()
        return self.records.row(index.row()) if index.isValid() else None

    def selected(self) -> list[RowT]:
        """Return the selected rows that are in memory, in the list's order."""
        found = (next(self.records.loaded_rows(at, at), None) for at in self.chosen_places())
        return [row for row in found if row is not None]

    def chosen_places(self) -> list[int]:
        """Return the numbers of the selected rows from 0, in the list's order."""
        # PySide6's stubs do not know that a selection is a list of ranges.
        chosen: Any = self.selectionModel().selection()
        ranges = {(one.top(), one.bottom()) for one in chosen}
        return sorted({at for top, bottom in ranges for at in range(top, bottom + 1)})

    def select_place(self, place: int) -> None:
        """Go to a row by its number from 0."""
        if 0 <= place < self.records.total:
            index = self.records.index(place, self._first_column())
            # Said outright: Qt would ask which keys are held, and with Ctrl unchoose the row.
            self.selectionModel().setCurrentIndex(index, _THIS_ROW)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def _prepare_header(self) -> None:
        header = self._header
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(40)
        header.setFixedHeight(34)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.sort_by)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._header_pressed)

    def sort_like(self, order: Sort) -> None:
        """Show `order` in the header; the model has it already."""
        self.records.order = order
        self._show_order()

    def _header_pressed(self, at: QPoint) -> None:
        self.columns_wanted.emit(self._header.logicalIndexAt(at), self._header.mapToGlobal(at))

    def _first_column(self) -> int:
        columns = self.layout_of_columns.in_view()
        return self.records.columns.index(columns[0]) if columns else 0

    def sort_by(self, section: int) -> None:
        """Sort by a column of the model, the other way round when it is sorted so already."""
        model = self.records
        key = model.columns[section].sort
        if key is None:
            return
        turned = model.order.column == key and not model.order.descending
        order = Qt.SortOrder.DescendingOrder if turned else Qt.SortOrder.AscendingOrder
        model.sort(section, order)
        self._show_order()
        self.scrollToTop()
        self.sorted.emit()

    def _show_order(self) -> None:
        model, header = self.records, self.horizontalHeader()
        keys = [column.sort for column in model.columns]
        shown = model.order.column in keys
        header.setSortIndicatorShown(shown)
        if shown:
            down = model.order.descending
            order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(keys.index(model.order.column), order)

    def _counted(self, total: int) -> None:
        focused: object = self.window().focusWidget()
        if total and isinstance(focused, QWidget) and self.empty.isAncestorOf(focused):
            # Hidden under the focus, the button would hand it to whatever comes next.
            self.setFocus()
        self.empty.setVisible(total == 0)
        if total and not self.currentIndex().isValid():
            self.select_place(0)
        self._tell_position()

    def _rows_arrived(self, first: QModelIndex, last: QModelIndex) -> None:
        self.layout_of_columns.rows_arrived(first.row(), last.row())
        if first.row() <= self.currentIndex().row() <= last.row():
            self._tell_row()

    def _tell_row(self) -> None:
        self.row_changed.emit(self.current())
        self._tell_position()

    def _tell_position(self) -> None:
        place = self.currentIndex().row() + 1
        self.position_changed.emit(place, self.records.total)

    def hold_opening(self, hold: bool) -> None:  # noqa: FBT001
        """Keep back `opened` until what it opens is loaded; releasing lets the last one go."""
        self._held = hold
        if not hold and self._wants_open:
            self._open()

    def _open(self) -> None:
        row = self.current()
        self._wants_open = self._held
        if row is not None and not self._held:
            self.opened.emit(row)

    def _draw_focus(self, painter: QPainter, row: int) -> None:
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        width = min(self.viewport().width(), self.horizontalHeader().length())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tokens().color("focus"), 2))
        painter.drawRect(QRect(1, top + 1, width - 2, height - 2))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if is_composing():
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_chosen(self)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open()
        elif key == Qt.Key.Key_Home:
            self.select_place(0)
        elif key == Qt.Key.Key_End:
            self.select_place(self.records.total - 1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Go to the first row in memory whose first column begins with what is typed."""
        if not self._typing.isActive():
            self._typed = ""
        self._typing.start()
        self._typed += search.casefold()
        column = self.records.columns[self._first_column()]
        place = self.records.loaded_place(
            lambda row: column.text(row).casefold().startswith(self._typed)
        )
        if place >= 0:
            self.select_place(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.layout_of_columns.spread()
        self.empty.setGeometry(self.viewport().rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        # Qt's own painting goes cell by cell; the delegate draws all of them at once.
        painter = QPainter(self.viewport())
        self._drawing.draw_rows(painter, self, event.rect())
        if self.hasFocus() and self.currentIndex().isValid():
            self._draw_focus(painter, self.currentIndex().row())
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.viewport().update()
