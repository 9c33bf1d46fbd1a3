"""How the grid paints a cell and edits it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from parkdesk.domain.trainees import RosterField
from parkdesk.gui.claims.employer_list import EmployerList
from parkdesk.gui.claims.model import MARK, RosterModel
from parkdesk.gui.claims.words import VERDICT_TONES
from parkdesk.gui.composition import is_composing
from parkdesk.gui.theme import tokens

Index = QModelIndex | QPersistentModelIndex
_PAD = 6
_NUMERIC = frozenset({RosterField.SCORE_TENTHS, RosterField.REQUESTED_CENTS})
_NEXT = QAbstractItemDelegate.EndEditHint.EditNextItem
_MOVES = {
    Qt.Key.Key_Return: _NEXT,
    Qt.Key.Key_Enter: _NEXT,
    Qt.Key.Key_Tab: _NEXT,
    Qt.Key.Key_Backtab: QAbstractItemDelegate.EndEditHint.EditPreviousItem,
}


class RosterDelegate(QStyledItemDelegate):
    """Draws ground, sign and text itself; edits with one line of text.

    Signals:
        number_opened: an editor shows somebody's whole identity number, of this row.
        typed: what stands in an open editor now: row, field, text.
    """

    number_opened = Signal(int)
    typed = Signal(int, object, str)

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, RosterModel):
            return
        colors = tokens()
        rect: QRect = option.rect
        place, column = index.row(), index.column()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        verdict = model.verdict_at(place)
        ink = colors.color("ink")
        if selected:
            painter.fillRect(rect, colors.color("accent_soft"))
        painter.save()
        painter.setFont(option.font)
        if column == MARK:
            if verdict is not None:
                ink = colors.tone(VERDICT_TONES[verdict.verdict])[0]
                font = QFont(option.font)
                font.setWeight(QFont.Weight.Bold)
                painter.setFont(font)
            flags = Qt.AlignmentFlag.AlignCenter
        else:
            cell = model.fields[column - 1]
            found = model.cell_verdict(place, cell)
            if found is not None:
                ink, ground = colors.tone(VERDICT_TONES[found])
                if not selected:
                    painter.fillRect(rect, ground)
            side = Qt.AlignmentFlag.AlignRight if cell in _NUMERIC else Qt.AlignmentFlag.AlignLeft
            flags = side | Qt.AlignmentFlag.AlignVCenter
        inner = rect.adjusted(_PAD, 0, -_PAD, 0) if column != MARK else rect
        text = str(model.data(index) or "")
        painter.setPen(ink)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(flags), shown)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colors.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QLineEdit:
        editor = QLineEdit(parent)
        editor.setObjectName("grid-editor")
        editor.setMaxLength(200)
        place, cell = index.row(), _field(index)
        editor.textEdited.connect(lambda text: self.typed.emit(place, cell, text))
        if cell is RosterField.EMPLOYER:
            known = _model(index).sheet.employers
            EmployerList(editor, known, lambda: self._leave(editor, _NEXT))
        return editor

    def _leave(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, hint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if not isinstance(editor, QLineEdit) or editor.isModified():
            return
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        editor.setText(text)
        editor.selectAll()
        if text and _field(index) is RosterField.ID_NUMBER:
            self.number_opened.emit(index.row())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect: QRect = option.rect
        wide = max(rect.width(), 170 if _field(index) is RosterField.ID_NUMBER else 90)
        editor.setGeometry(QRect(rect.left(), rect.top(), wide, rect.height()))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if is_composing():
                # The key belongs to the input method: it chooses a word, it does not leave.
                return False
            hint = _MOVES.get(Qt.Key(event.key()))
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if hint is not None and not control and isinstance(editor, QWidget):
                self._leave(editor, hint)
                return True
        return super().eventFilter(editor, event)


def _model(index: Index) -> RosterModel:
    model = index.model()
    assert isinstance(model, RosterModel), "the roster's own model"
    return model


def _field(index: Index) -> RosterField:
    return _model(index).fields[index.column() - 1]
