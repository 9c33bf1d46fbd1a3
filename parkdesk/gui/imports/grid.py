"""The preview's table: cells by what they mean, edited in place, F8 to the next problem."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from parkdesk.gui.clipping import may_scroll
from parkdesk.gui.imports.grid_model import FIXED, LEFT_OUT_ROLE, TONE_ROLE, GridModel
from parkdesk.gui.imports.row_header import Corner, RowHeader
from parkdesk.gui.key_names import sequence
from parkdesk.gui.theme import MARKS, ROW_HEIGHT, SPACE, Tone, tokens

Index = QModelIndex | QPersistentModelIndex
_WIDEST = 280


class CellDelegate(QStyledItemDelegate):
    """Paints ground, mark and text of a cell by its tone."""

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colors = tokens()
        rect: QRect = option.rect
        # A model hands an enumeration of texts over as a plain text.
        given = index.data(TONE_ROLE)
        tone = Tone(given) if given else None
        painter.save()
        ink = colors.color("ink")
        if tone is not None:
            ink, ground = colors.tone(tone)
            if tone is not Tone.NEUTRAL:
                painter.fillRect(rect.adjusted(0, 0, 0, -1), ground)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(colors.color("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if tone is Tone.BAD:
            text = f"{MARKS[Tone.BAD]} {text}"
        if index.data(LEFT_OUT_ROLE):
            ink = colors.color("muted")
            font = painter.font()
            font.setStrikeOut(True)
            painter.setFont(font)
        painter.setPen(ink)
        inner = rect.adjusted(SPACE * 2, 0, -SPACE * 2, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


class PreviewGrid(QTableView):
    """The table of a preview; F2, typing or a double click edits a cell, Del leaves a row out.

    Signals:
        dropped: rows are to be left out, or taken back: their numbers in the file.
        asked: Enter was pressed on a cell: what can be answered there?
    """

    dropped = Signal(object)
    asked = Signal()

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid_model = model
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        may_scroll(self, "it shows the file, however many columns that has")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalHeader(RowHeader(model, self))
        for column in range(FIXED):
            self.setColumnHidden(column, True)
        self._corner = Corner(model, self)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        for key, step in (("F8", 1), ("Shift+F8", -1)):
            shortcut = QShortcut(sequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(lambda step=step: self.go_to_problem(step))

    def fit_columns(self) -> None:
        """Give each column the width of its heading and first rows."""
        for column in range(FIXED):
            # The header of the rows shows them; a file with more columns makes new sections.
            self.setColumnHidden(column, True)
        for column in range(FIXED, self._grid_model.columnCount()):
            texts = [
                str(self._grid_model.index(row, column).data() or "")
                for row in range(min(40, self._grid_model.rowCount()))
            ]
            texts.append(str(self._grid_model.headerData(column, Qt.Orientation.Horizontal)))
            wanted = max(map(self.fontMetrics().horizontalAdvance, texts)) + SPACE * 8
            self.setColumnWidth(column, max(SPACE * 18, min(wanted, _WIDEST)))

    def go_to_problem(self, step: int) -> None:
        """Go to the next cell with a problem, or the one before."""
        found = self._grid_model.next_problem(self.currentIndex(), step)
        if found is not None:
            self.setCurrentIndex(found)
            self.scrollTo(found)
            self.setFocus()

    def drop_selected(self) -> None:
        """Leave the selected rows out, or take them back where all are left out already."""
        numbers = self._grid_model.numbers_of(self.selectedIndexes())
        if numbers:
            self.dropped.emit(numbers)

    def _paste(self) -> None:
        """Put the clipboard's one value into the current cell, as typing it would."""
        index = self.currentIndex()
        lines = QApplication.clipboard().text().strip("\r\n").splitlines()
        editable = bool(self._grid_model.flags(index) & Qt.ItemFlag.ItemIsEditable)
        if editable and len(lines) == 1 and "\t" not in lines[0]:
            self._grid_model.setData(index, lines[0].strip())

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        place = self.contentsRect()
        height = self.horizontalHeader().height()
        self._corner.setGeometry(place.left(), place.top(), self.verticalHeader().width(), height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() == Qt.Key.Key_Delete and not editing:
            self.drop_selected()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self.asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste) and not editing:
            self._paste()
        else:
            super().keyPressEvent(event)
