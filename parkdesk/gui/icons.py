"""The program's icons: SVG line drawings, tinted with the scheme's colours."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

import shiboken6
from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from parkdesk import resources
from parkdesk.gui.theme import theme, tokens

SIZE = 18
"""The side of an icon in a button, in device-independent pixels."""
_SCALES = (1.0, 2.0)


class Iconed(Protocol):
    """A button or an action."""

    def setIcon(self, icon: QIcon, /) -> None:
        """Show `icon`."""


def icon(name: str, token: str = "ink", size: int = SIZE) -> QIcon:  # noqa: S107
    """Return `resources/icons/<name>.svg` in the colour `token`; use `set_icon` on a widget."""
    result = QIcon()
    for scale in _SCALES:
        result.addPixmap(pixmap(name, tokens().color(token).name(), size, scale))
        muted = pixmap(name, tokens().muted, size, scale)
        result.addPixmap(muted, QIcon.Mode.Disabled)
    return result


def set_icon(target: Iconed, name: str, token: str = "ink") -> None:  # noqa: S107
    """Give a button or an action its icon, now and after every change of scheme."""
    target.setIcon(icon(name, token))
    assert isinstance(target, QObject)

    def repaint() -> None:
        if shiboken6.isValid(target):
            target.setIcon(icon(name, token))

    theme.changed.connect(repaint)
    target.destroyed.connect(lambda: theme.changed.disconnect(repaint))


@lru_cache(maxsize=512)
def pixmap(name: str, color: str, size: int, scale: float) -> QPixmap:
    """Draw an icon of `size` device-independent pixels for a screen of this scale."""
    source = resources.path(f"icons/{name}.svg").read_bytes()
    renderer = QSvgRenderer(QByteArray(source.replace(b"#000", QColor(color).name().encode())))
    drawn = QPixmap(QSize(round(size * scale), round(size * scale)))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, drawn.width(), drawn.height()))
    painter.end()
    drawn.setDevicePixelRatio(scale)
    return drawn
