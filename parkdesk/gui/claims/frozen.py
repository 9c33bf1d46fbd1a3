"""Sign and name of a row, kept in view while the roster is scrolled sideways."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from parkdesk.gui.claims.delegate import RosterDelegate
from parkdesk.gui.claims.model import MARK, NAME

_KEPT = (MARK, NAME)


class FrozenColumns(QTableView):
    """A picture of the first columns over the grid's left edge, there only while they are away.

    It edits nothing: a click brings the grid back to the real cell, and goes there.
    """

    def __init__(self, grid: QTableView) -> None:
        super().__init__(grid)
        self._grid = grid
        self.setObjectName("roster-frozen")
        self.setModel(grid.model())
        self.setSelectionModel(grid.selectionModel())
        self.setItemDelegate(RosterDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(grid.verticalScrollMode())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoScroll(False)
        self.setWordWrap(False)
        # The style frames a table of its own; this is part of one.
        self.setStyleSheet("QTableView { border: none; border-radius: 0; }")
        self._shape_headers()
        grid.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        grid.horizontalScrollBar().valueChanged.connect(lambda _value: self.follow())
        grid.horizontalHeader().sectionResized.connect(lambda *_sizes: self.follow())
        grid.viewport().installEventFilter(self)
        self.hide()

    @property
    def kept_width(self) -> int:
        """How much of the grid's left edge these columns take, in pixels."""
        return sum(self._grid.columnWidth(column) for column in _KEPT)

    def follow(self) -> None:
        """Lie over the grid's left edge, or vanish where the real columns are in view."""
        away = self._grid.horizontalScrollBar().value() > 0
        if away:
            for column in _KEPT:
                self.setColumnWidth(column, self._grid.columnWidth(column))
            head = self._grid.horizontalHeader().geometry()
            seen = self._grid.viewport().geometry()
            self.horizontalHeader().setFixedHeight(head.height())
            height = head.height() + seen.height()
            self.setGeometry(seen.left(), head.top(), self.kept_width + 1, height)
            self.verticalScrollBar().setValue(self._grid.verticalScrollBar().value())
            self.raise_()
        self.setVisible(away)

    def _shape_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setDefaultSectionSize(self._grid.verticalHeader().defaultSectionSize())
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads = self.horizontalHeader()
        heads.setDefaultAlignment(self._grid.horizontalHeader().defaultAlignment())
        heads.setHighlightSections(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setMinimumSectionSize(1)
        self.model().modelReset.connect(self._keep)
        self._keep()

    def _keep(self) -> None:
        """Hide what is not kept: another roster may have more columns."""
        for column in range(self.model().columnCount()):
            self.setColumnHidden(column, column not in _KEPT)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.follow()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._grid.setFocus()
        if index.isValid():
            self._grid.setCurrentIndex(self.model().index(index.row(), NAME))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        QCoreApplication.sendEvent(self._grid.viewport(), event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)
