"""How the rows of a list are drawn: ground, chips, texts, and nothing asked of the model twice."""

from __future__ import annotations

from typing import Any, TypeAlias

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from parkdesk.gui.table_model import Column, WindowedModel
from parkdesk.gui.theme import ROW_HEIGHT, SMALL_PX, Tone, sized, theme, tokens
from parkdesk.gui.widgets.two_lines import fits_two_lines, on_two_lines

Index = QModelIndex | QPersistentModelIndex
_Cells: TypeAlias = "list[tuple[Column[Any], int, int]]"
"""Columns in view, with where their text begins and how wide its room is."""
PAD = 8
CHIP_PAD = 20
CHIP_EDGES = 12
"""A chip that is made narrow gives up some of its padding before its text."""
_ELIDED_KEPT = 20_000
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_LEFT = int(Qt.AlignmentFlag.AlignLeft | _MIDDLE)
_TWO_LINES = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | _MIDDLE)


class LeanDelegate(QStyledItemDelegate):
    """Draws all rows in view at once, and says what a cut cell holds.

    Qt would ask the model for an index and this class for a painting a cell, and its own delegate
    the model ten times more: three quarters of a jump's time went into the way from C++ to Python.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._elided: dict[tuple[str, int, bool], tuple[str, int]] = {}
        self._lines: dict[tuple[str, int], str] = {}
        self._colors: dict[str, QColor] = {}
        self._tones: dict[tuple[Tone, bool], tuple[QColor, QBrush, QPen]] = {}
        self._chip_font = sized(SMALL_PX, QFont.Weight.Medium)
        theme.changed.connect(self._forget)

    def _forget(self) -> None:
        self._elided.clear()
        self._lines.clear()
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
        font = self._chip_font if is_chip else view.font()
        if QFontMetrics(font).horizontalAdvance(text) <= room:
            return ""
        two = column.grows and not is_chip and view.visualRect(index).height() > ROW_HEIGHT
        return "" if two and fits_two_lines(text, font, room) else text

    def _color(self, name: str) -> QColor:
        found = self._colors.get(name)
        if found is None:
            found = self._colors[name] = tokens().color(name)
        return found

    def _toned(self, tone: Tone, selected: bool) -> tuple[QColor, QBrush, QPen]:  # noqa: FBT001
        """Return ink, ground and edge of a chip.

        On a ground like the card's it has an edge; in a selected row, too: its ground is that
        row's own (accent) or so near to it (good) that only coloured words would be left.
        """
        found = self._tones.get((tone, selected))
        if found is None:
            ink, ground = tokens().tone(tone)
            edged = selected or ground == tokens().color("card")
            edge = QPen(ink, 1) if edged else QPen(Qt.PenStyle.NoPen)
            found = self._tones[tone, selected] = (ink, QBrush(ground), edge)
        return found

    def draw_rows(self, painter: QPainter, table: QTableView, area: QRect) -> None:
        """Draw the rows that lie in `area` of the table's viewport.

        The model is a `WindowedModel`; a row on its way is drawn as a bar in each cell.
        """
        model = table.model()
        first = table.rowAt(area.top())
        if first < 0 or not isinstance(model, WindowedModel):
            return
        last = table.rowAt(area.bottom())
        cells = _cells(table, model.columns, area)
        chosen = _chosen_rows(table)
        width = table.horizontalHeader().length()
        left = -table.horizontalHeader().offset()
        for place in range(first, (last if last >= 0 else model.total - 1) + 1):
            top, height = table.rowViewportPosition(place), table.rowHeight(place)
            selected = any(place in rows for rows in chosen)
            if selected or place % 2:
                ground = self._color("accent_soft" if selected else "stripe")
                painter.fillRect(left, top, width, height, ground)
            row = model.row(place)
            if row is None:
                self._draw_bars(painter, cells, top + height // 2)
                continue
            for column, x, room in cells:
                text = column.text(row)
                if text:
                    rect = QRect(x, top, room, height)
                    self._draw_cell(painter, table.font(), rect, column, row, text, selected)

    def _draw_bars(self, painter: QPainter, cells: _Cells, middle: int) -> None:
        for _column, x, room in cells:
            painter.fillRect(x, middle - 4, room // 2, 7, self._color("hover"))

    def _draw_cell(
        self,
        painter: QPainter,
        font: QFont,
        rect: QRect,
        column: Column[Any],
        row: object,
        text: str,
        selected: bool,  # noqa: FBT001
    ) -> None:
        tone = column.tone(row) if column.tone is not None else None
        if tone is not None:
            self._chip(painter, rect, text, self._toned(tone, selected))
            return
        painter.setFont(font)
        painter.setPen(self._color("muted" if column.muted and not selected else "ink"))
        if column.grows and rect.height() > ROW_HEIGHT:
            painter.drawText(rect, _TWO_LINES, self._broken(painter, text, rect.width()))
            return
        shown, _width = self._fitted(painter, text, rect.width(), chip=False)
        painter.drawText(rect, _RIGHT if column.numeric else _LEFT, shown)

    def _broken(self, painter: QPainter, text: str, width: int) -> str:
        """Return a text on one line where it fits, else on two."""
        found = self._lines.get((text, width))
        if found is None:
            if len(self._lines) > _ELIDED_KEPT:
                self._lines.clear()
            fits = painter.fontMetrics().horizontalAdvance(text) <= width
            found = text if fits else "\n".join(on_two_lines(text, painter.font(), width))
            self._lines[text, width] = found
        return found

    def _fitted(self, painter: QPainter, text: str, width: int, *, chip: bool) -> tuple[str, int]:
        """Return what of a text fits, and how wide that is."""
        key = (text, width, chip)
        fitted = self._elided.get(key)
        if fitted is None:
            if len(self._elided) > _ELIDED_KEPT:
                self._elided.clear()
            metrics = painter.fontMetrics()
            shown, wide = text, metrics.horizontalAdvance(text)
            if wide > width:
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
                wide = metrics.horizontalAdvance(shown)
            fitted = self._elided[key] = (shown, wide)
        return fitted

    def _chip(
        self, painter: QPainter, rect: QRect, text: str, look: tuple[QColor, QBrush, QPen]
    ) -> None:
        ink, ground, edge = look
        painter.setFont(self._chip_font)
        shown, width = self._fitted(painter, text, rect.width() - CHIP_EDGES, chip=True)
        across = min(width + CHIP_PAD, rect.width())
        chip = QRect(rect.left(), rect.center().y() - 10, across, 21)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(ground)
        painter.setPen(edge)
        # A line as wide as a pixel is sharp where it runs through the middle of pixels.
        painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
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


def _cells(table: QTableView, columns: tuple[Column[Any], ...], area: QRect) -> _Cells:
    """Return the columns in `area` with where their text begins, and its room."""
    found: _Cells = []
    for place, column in enumerate(columns):
        left, width = table.columnViewportPosition(place), table.columnWidth(place)
        if width and left <= area.right() and left + width > area.left():
            found.append((column, left + PAD, width - 2 * PAD))
    return found


def _chosen_rows(table: QTableView) -> list[range]:
    """Return the rows that are selected; a list is selected by rows."""
    ranges = table.selectionModel().selection().toList()
    return [range(one.top(), one.bottom() + 1) for one in ranges]
