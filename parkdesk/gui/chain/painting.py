"""Drawing the picture of the chain: boxes with names, bands between them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from parkdesk.domain.chain import Origin
from parkdesk.domain.chain_layout import Band, Node, NodeKey, Picture
from parkdesk.gui.theme import SMALL_PX, SPACE, TEXT_PX, sized, tokens
from parkdesk.i18n.chain import node_name, short_usd

_STRIP = 3.0
_RADIUS = 4.0
_TWO_LINES = 38.0
"""A box this high has room for its amount under its name."""
_NARROW = 150.0
"""A box narrower than this shows no amount beside its name."""
_THINNEST = 1.0
_PLAIN, _STRONG, _FAINT = 0.30, 0.62, 0.07
_STEPPED_BACK = 0.6
"""A box that is not chosen can still be read."""
_PART = 0.5
"""A link of which only a part is known is drawn fainter by this."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What is chosen or under the pointer; everything else steps back."""

    nodes: frozenset[NodeKey] = frozenset()
    bands: frozenset[tuple[NodeKey, NodeKey]] = frozenset()
    focus: NodeKey | None = None

    @property
    def is_plain(self) -> bool:
        """Whether nothing stands out."""
        return not self.nodes and not self.bands


def paint(painter: QPainter, picture: Picture, emphasis: Emphasis, *, has_focus: bool) -> None:
    """Draw bands first, then the boxes over their ends."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for band in sorted(picture.bands, key=lambda one: -one.width):
        painter.fillPath(band_path(band), _band_colour(band, emphasis))
    for node in picture.nodes:
        _paint_node(painter, node, emphasis, has_focus=has_focus)


def band_path(band: Band) -> QPainterPath:
    """Return a band's outline; it never gets thinner than a line."""
    width = max(band.width, _THINNEST)
    middle = (band.x0 + band.x1) / 2
    path = QPainterPath(QPointF(band.x0, band.top0))
    path.cubicTo(middle, band.top0, middle, band.top1, band.x1, band.top1)
    path.lineTo(band.x1, band.top1 + width)
    path.cubicTo(middle, band.top1 + width, middle, band.top0 + width, band.x0, band.top0 + width)
    path.closeSubpath()
    return path


def _band_colour(band: Band, emphasis: Emphasis) -> QColor:
    colour = tokens().color("accent")
    share = _PLAIN
    if not emphasis.is_plain:
        share = _STRONG if (band.giver, band.taker) in emphasis.bands else _FAINT
    if all(one.origins == {Origin.FINAL_CUSTOMER} for one in band.links):
        share *= _PART
    colour.setAlphaF(share)
    return colour


def _paint_node(painter: QPainter, node: Node, emphasis: Emphasis, *, has_focus: bool) -> None:
    colours = tokens()
    ours = node.party is not None and node.party.is_of_park
    box = QRectF(node.x, node.y, node.width, node.height)
    faint = not emphasis.is_plain and node.id not in emphasis.nodes
    painter.setOpacity(_STEPPED_BACK if faint else 1.0)
    focused = emphasis.focus == node.id
    pen = QPen(colours.color("focus" if focused else "line"), 2.0 if focused and has_focus else 1.0)
    if node.party is None and not focused:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(colours.color("accent_soft" if ours else "card"))
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    strip = QPainterPath()
    strip.addRoundedRect(box, _RADIUS, _RADIUS)
    painter.save()
    painter.setClipRect(QRectF(node.x, node.y, _STRIP, node.height))
    painter.fillPath(strip, colours.color("accent" if ours else "muted"))
    painter.restore()
    _write(painter, node, box.adjusted(_STRIP + SPACE + 2, 0, -SPACE - 2, 0))
    painter.setOpacity(1.0)


def _write(painter: QPainter, node: Node, room: QRectF) -> None:
    colours = tokens()
    name_font = sized(TEXT_PX)
    small = sized(SMALL_PX)
    # As elsewhere in the picture, whether a box has room for one line or two: they are compared.
    short = short_usd(node.value)
    name = node_name(node)
    vertical = Qt.AlignmentFlag.AlignVCenter
    if node.height >= _TWO_LINES:
        upper = QRectF(room.x(), room.center().y() - 18, room.width(), 18)
        lower = QRectF(room.x(), room.center().y(), room.width(), 18)
        _text(painter, upper, name, name_font, colours.color("ink"), vertical)
        _text(painter, lower, short, small, colours.color("muted"), vertical)
        return
    width = QFontMetricsF(small).horizontalAdvance(short) + SPACE * 2
    if room.width() >= _NARROW:
        right = QRectF(room.right() - width, room.y(), width, room.height())
        flags = vertical | Qt.AlignmentFlag.AlignRight
        _text(painter, right, short, small, colours.color("muted"), flags)
        room = room.adjusted(0, 0, -width, 0)
    _text(painter, room, name, name_font, colours.color("ink"), vertical)


def _text(
    painter: QPainter,
    room: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    flags: Qt.AlignmentFlag,
) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    fitted = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, flags | Qt.TextFlag.TextSingleLine, fitted)
