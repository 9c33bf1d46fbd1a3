"""A drop-down that is as wide as what is chosen, not as the longest that could be."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox

_WIDEST_FIELD = 240
_WIDEST_LIST = 480
_MARGIN = 32
"""Beside the words of an open list."""
_ROUNDING = 2
"""Letters take fractions of a pixel: a word that just fits would be shortened."""


class ChoiceBox(QComboBox):
    """A drop-down of a row of filters.

    It has room for its first answer ("all") and for the one chosen; a longer one than a field can
    be is shortened, with the whole in the tool tip. The open list is as wide as its answers.
    """

    def __init__(self) -> None:
        super().__init__()
        self._tip = ""
        self.currentTextChanged.connect(self._fit)

    def cut_words(self) -> list[str]:
        """Return the choice where it is shortened and no tool tip has it; `clipping` asks."""
        text = self.currentText()
        return [text] if self._shown() != text and self.toolTip() != text else []

    def _fit(self) -> None:
        self.updateGeometry()
        shortened = self._width_of(self.currentText()) > _WIDEST_FIELD - self._frame()
        # A tip that was given stands again once the choice can be read.
        if shortened:
            self._tip = self._tip or self.toolTip() or "\0"
            self.setToolTip(self.currentText())
        elif self._tip:
            self.setToolTip("" if self._tip == "\0" else self._tip)
            self._tip = ""

    def _width_of(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)

    def _frame(self) -> int:
        """Return what the style takes beside the words: padding, border, arrow."""
        option = QStyleOptionComboBox()
        super().initStyleOption(option)
        option.rect = QRect(0, 0, _WIDEST_FIELD, option.rect.height())
        field = QStyle.SubControl.SC_ComboBoxEditField
        complex_one = QStyle.ComplexControl.CC_ComboBox
        room = self.style().subControlRect(complex_one, option, field, self)
        return _WIDEST_FIELD - room.width() + _ROUNDING

    def _shown(self) -> str:
        room = self.width() - self._frame() + _ROUNDING
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)

    # Qt overrides

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        words = max(self._width_of(self.itemText(0)), self._width_of(self.currentText()))
        return QSize(min(words + self._frame(), _WIDEST_FIELD), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        option.currentText = self._shown()

    def showPopup(self) -> None:
        wanted = self.view().sizeHintForColumn(0) + _MARGIN
        self.view().setMinimumWidth(min(max(wanted, self.width()), _WIDEST_LIST))
        super().showPopup()
