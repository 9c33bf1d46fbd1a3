"""The picture of the chain on the screen: looked at, pointed at, walked through by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from parkdesk.domain.chain import Link
from parkdesk.domain.chain_layout import Band, Node, NodeKey, Picture, Room, draw
from parkdesk.gui.chain.painting import Emphasis, band_path, paint
from parkdesk.gui.theme import SMALL_PX, SPACE, TEXT_PX, sized, theme, tokens
from parkdesk.i18n import tr
from parkdesk.i18n.chain import band_sentence, column_title, node_name, node_sentence, usd

ZOOMS = (1.0, 1.5, 2.0, 3.0, 4.5, 7.0)
"""The picture's height in views: more height shows more names."""
_HEAD = 48
_MARGIN = SPACE * 4
_LEAST = 300
_REACH = 3.0
"""A thin band is hit by so many pixels beside it."""

Chosen = Node | Band | None


class ChainCanvas(QAbstractScrollArea):
    """Boxes in columns and bands between them.

    Up and Down walk through a column, Left and Right along the widest band, Enter opens, plus and
    minus zoom, Esc lets go.

    Signals:
        chosen: a Node, a Band or None, whenever another one is.
        opened: a Node that was asked for with Enter or a double click.
        zoomed: the zoom has changed.
    """

    chosen = Signal(object)
    opened = Signal(object)
    zoomed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumSize(360, _LEAST)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(tr("Picture of the chain"))
        self.picture = Picture((), (), range(0), 0.0)
        self._links: tuple[Link, ...] = ()
        self._zoom = 0
        self._node: NodeKey | None = None
        self._band: tuple[NodeKey, NodeKey] | None = None
        self._under: Chosen = None
        theme.changed.connect(self._repaint)
        self.verticalScrollBar().valueChanged.connect(self._repaint)

    # Showing

    def show_links(self, links: Sequence[Link]) -> None:
        """Draw these links; what was chosen stays chosen where it is still there."""
        self._links = tuple(links)
        self._lay_out()

    @property
    def zoom(self) -> float:
        """How many views high the picture is."""
        return ZOOMS[self._zoom]

    def zoom_by(self, steps: int) -> None:
        """Show more or fewer names; 0 goes back to the whole picture."""
        wanted = 0 if steps == 0 else min(max(self._zoom + steps, 0), len(ZOOMS) - 1)
        if wanted != self._zoom:
            self._zoom = wanted
            self._lay_out()
            self.zoomed.emit()

    @property
    def can_zoom_in(self) -> bool:
        """Whether there is a larger step."""
        return bool(self.picture.nodes) and self._zoom < len(ZOOMS) - 1

    @property
    def can_zoom_out(self) -> bool:
        """Whether the picture is higher than the view."""
        return self._zoom > 0

    def selection(self) -> Chosen:
        """Return the box or band that is chosen."""
        if self._band is not None:
            return next(
                (one for one in self.picture.bands if (one.giver, one.taker) == self._band), None
            )
        return self.picture.node(self._node) if self._node is not None else None

    def choose(self, what: Chosen) -> None:
        """Choose a box or a band, and bring it into view."""
        self._node = what.id if isinstance(what, Node) else None
        self._band = (what.giver, what.taker) if isinstance(what, Band) else None
        if isinstance(what, Node):
            self._bring_into_view(what)
            self.setAccessibleDescription(node_sentence(what))
        self._repaint()
        self.chosen.emit(what)

    def choose_party(self, key: str) -> bool:
        """Choose the largest box of a party; return whether it has one of its own."""
        found = [one for one in self.picture.nodes if one.key == key]
        if found:
            self.choose(max(found, key=lambda one: one.value))
        return bool(found)

    def _lay_out(self) -> None:
        view = self.viewport().size()
        height = max(view.height() - _HEAD - _MARGIN, _LEAST - _HEAD) * self.zoom
        room = Room(max(view.width() - 2 * _MARGIN, _LEAST), height)
        self.picture = draw(self._links, room)
        bar = self.verticalScrollBar()
        bar.setPageStep(view.height())
        bar.setSingleStep(28)
        bar.setRange(0, max(0, round(height) + _HEAD + _MARGIN - view.height()))
        self._under = None
        if self.selection() is None and (self._node or self._band):
            self.choose(None)
        self._repaint()

    def _bring_into_view(self, node: Node) -> None:
        bar = self.verticalScrollBar()
        top, bottom = round(node.y) - SPACE * 2, round(node.bottom) + SPACE * 4
        seen = self.viewport().height() - _HEAD
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + seen:
            bar.setValue(bottom - seen)

    def _repaint(self) -> None:
        self.viewport().update()

    # Pointing

    def at(self, point: QPointF) -> Chosen:
        """Return the box or band at a point of the view."""
        if point.y() < _HEAD:
            return None
        place = self._inside(point)
        for node in self.picture.nodes:
            if QRectF(node.x, node.y, node.width, node.height).contains(place):
                return node
        near = QRectF(place.x() - 1, place.y() - _REACH, 2, 2 * _REACH)
        for band in sorted(self.picture.bands, key=lambda one: one.width):
            if band.x0 <= place.x() <= band.x1 and band_path(band).intersects(near):
                return band
        return None

    def _inside(self, point: QPointF) -> QPointF:
        return QPointF(point.x() - _MARGIN, point.y() - _HEAD + self.verticalScrollBar().value())

    def _tip(self, what: Chosen) -> str:
        if isinstance(what, Node):
            return node_sentence(what)
        if isinstance(what, Band):
            giver, taker = self.picture.node(what.giver), self.picture.node(what.taker)
            if giver is not None and taker is not None:
                return band_sentence(what, node_name(giver), node_name(taker))
        return ""

    # Walking

    def _walk(self, key: int) -> bool:
        node = self.picture.node(self._node) if self._node is not None else None
        if node is None:
            self.choose(self._largest())
            return True
        column = self.picture.column(node.column)
        place = column.index(node)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8}
        steps |= {Qt.Key.Key_PageDown: 8, Qt.Key.Key_Home: -place, Qt.Key.Key_End: len(column)}
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._walk_along(node, right=key == Qt.Key.Key_Right)
        elif key in steps:
            wanted = min(max(place + steps[Qt.Key(key)], 0), len(column) - 1)
            self.choose(column[wanted])
        else:
            return False
        return True

    def _walk_along(self, node: Node, *, right: bool) -> None:
        for band in self.picture.bands_of(node.id):
            mine, other = (band.giver, band.taker) if right else (band.taker, band.giver)
            if mine == node.id:
                self.choose(self.picture.node(other))
                return
        beside = self.picture.column(node.column + (1 if right else -1))
        if beside:
            self.choose(min(beside, key=lambda one: abs(one.middle - node.middle)))

    def _largest(self) -> Chosen:
        return max(self.picture.nodes, key=lambda one: one.value, default=None)

    def _emphasis(self) -> Emphasis:
        what = self._under or self.selection()
        if isinstance(what, Band):
            pair = (what.giver, what.taker)
            return Emphasis(frozenset(pair), frozenset({pair}), self._node)
        if isinstance(what, Node):
            bands = frozenset((one.giver, one.taker) for one in self.picture.bands_of(what.id))
            nodes = frozenset(key for pair in bands for key in pair) | {what.id}
            return Emphasis(nodes, bands, self._node)
        return Emphasis()

    def _paint_heads(self, painter: QPainter) -> None:
        colours = tokens()
        painter.fillRect(0, 0, self.viewport().width(), _HEAD, colours.color("card"))
        for column in self.picture.columns:
            boxes = self.picture.column(column)
            if not boxes:
                continue
            room = QRectF(boxes[0].x + _MARGIN, SPACE, boxes[0].width + SPACE * 8, 18)
            painter.setFont(sized(TEXT_PX, QFont.Weight.DemiBold))
            painter.setPen(colours.color("ink"))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            painter.drawText(room, flags, column_title(column))
            painter.setFont(sized(SMALL_PX))
            painter.setPen(colours.color("muted"))
            whole = sum(one.value for one in boxes)
            painter.drawText(room.translated(0, 17), flags, usd(whole))

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(720, 480)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), tokens().color("card"))
        painter.save()
        painter.translate(_MARGIN, _HEAD - self.verticalScrollBar().value())
        paint(painter, self.picture, self._emphasis(), has_focus=self.hasFocus())
        painter.restore()
        self._paint_heads(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.selection())
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(-1)
        elif key == Qt.Key.Key_0:
            self.zoom_by(0)
        elif key == Qt.Key.Key_Escape and self.selection() is not None:
            self.choose(None)
        elif key not in _WALKING or not self._walk(key):
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        under = self.at(event.position())
        if under is not self._under:
            self._under = under
            QToolTip.showText(event.globalPosition().toPoint(), self._tip(under), self)
            self._repaint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.choose(self.at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self.at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._under = None
        self._repaint()
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)


_WALKING = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)
