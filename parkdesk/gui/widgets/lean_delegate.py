"""How a cell of a list is drawn: ground, chip, text, and nothing asked of the model twice."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from parkdesk.gui.table_model import WindowedModel
from parkdesk.gui.theme import SMALL_PX, Tone, sized, theme, tokens

Index = QModelIndex | QPersistentModelIndex
PAD = 8
CHIP_PAD = 20
CHIP_EDGES = 12
"""A chip that is made narrow gives up some of its padding before its text."""
_ELIDED_KEPT = 20_000
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_LEFT = int(Qt.AlignmentFlag.AlignLeft | _MIDDLE)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | _MIDDLE)


class LeanDelegate(QStyledItemDelegate):
    """Draws a cell itself. The default one asks the model ten times a cell."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._elided: dict[tuple[str, int, bool], tuple[str, int]] = {}
        self._colors: dict[str, QColor] = {}
        self._tones: dict[Tone, tuple[QColor, QBrush, QPen]] = {}
        self._chip_font = sized(SMALL_PX, QFont.Weight.Medium)
        theme.changed.connect(self._forget)

    def _forget(self) -> None:
        self._elided.clear()
        self._colors.clear()
        self._tones.clear()

    def whole_text(self, view: QAbstractItemView, index: Index) -> str:
        """Return a cell's text where it does not stand whole: what its tool tip says."""
        model = index.model()
        row = model.row(index.row()) if isinstance(model, WindowedModel) else None
        if row is None or not isinstance(model, WindowedModel):
            return ""
        column = model.columns[index.column()]
        text = column.text(row)
        is_chip = column.tone is not None and column.tone(row) is not None
        room = view.visualRect(index).width() - 2 * PAD - (CHIP_EDGES if is_chip else 0)
        metrics = QFontMetrics(self._chip_font if is_chip else view.font())
        return text if metrics.horizontalAdvance(text) > room else ""

    def _color(self, name: str) -> QColor:
        found = self._colors.get(name)
        if found is None:
            found = self._colors[name] = tokens().color(name)
        return found

    def _toned(self, tone: Tone) -> tuple[QColor, QBrush, QPen]:
        """Return ink, ground and edge of a chip; on a ground like the card's it has an edge."""
        found = self._tones.get(tone)
        if found is None:
            ink, ground = tokens().tone(tone)
            on_card = ground == tokens().color("card")
            edge = QPen(ink, 1) if on_card else QPen(Qt.PenStyle.NoPen)
            found = self._tones[tone] = (ink, QBrush(ground), edge)
        return found

    def _fitted(self, painter: QPainter, text: str, width: int, *, chip: bool) -> tuple[str, int]:
        """Return what of a text fits, and how wide that is."""
        key = (text, width, chip)
        fitted = self._elided.get(key)
        if fitted is None:
            if len(self._elided) > _ELIDED_KEPT:
                self._elided.clear()
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            fitted = self._elided[key] = (shown, metrics.horizontalAdvance(shown))
        return fitted

    def _chip(self, painter: QPainter, rect: QRect, text: str, tone: Tone) -> None:
        ink, ground, edge = self._toned(tone)
        painter.setFont(self._chip_font)
        shown, width = self._fitted(painter, text, rect.width() - CHIP_EDGES, chip=True)
        across = min(width + CHIP_PAD, rect.width())
        chip = QRect(rect.left(), rect.center().y() - 10, across, 21)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(ground)
        painter.setPen(edge)
        painter.drawRoundedRect(chip, 10, 10)
        painter.setPen(ink)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, shown)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    # Qt overrides

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        if isinstance(index.model(), WindowedModel):
            # An empty text takes the one before away.
            QToolTip.showText(event.globalPos(), self.whole_text(view, index), view.viewport())
            return True
        return super().helpEvent(event, view, option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, WindowedModel):
            super().paint(painter, option, index)
            return
        rect: QRect = option.rect
        place = index.row()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, self._color("accent_soft"))
        elif place % 2:
            painter.fillRect(rect, self._color("stripe"))
        row = model.row(place)
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        if row is None:
            painter.fillRect(
                QRect(inner.left(), inner.center().y() - 3, inner.width() // 2, 7),
                self._color("hover"),
            )
            return
        column = model.columns[index.column()]
        text = column.text(row)
        if not text:
            return
        tone = column.tone(row) if column.tone is not None else None
        if tone is not None:
            self._chip(painter, inner, text, tone)
            return
        painter.setFont(option.font)
        painter.setPen(self._color("muted" if column.muted and not selected else "ink"))
        shown, _width = self._fitted(painter, text, inner.width(), chip=False)
        painter.drawText(inner, _RIGHT if column.numeric else _LEFT, shown)
