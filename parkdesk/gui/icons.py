"""The program's icons: SVG line drawings, tinted with the scheme's colours."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from parkdesk import resources
from parkdesk.gui.theme import tokens

SIZE = 18
"""The side of an icon in a button, in device-independent pixels."""
_SCALES = (1.0, 2.0)


_NAME, _TOKEN = "parkdeskIcon", "parkdeskTint"


def icon(name: str, token: str = "ink", size: int = SIZE) -> QIcon:  # noqa: S107
    """Return `resources/icons/<name>.svg` in the colour `token`; use `set_icon` on a widget."""
    result = QIcon()
    for scale in _SCALES:
        result.addPixmap(pixmap(name, tokens().color(token).name(), size, scale))
        faint = pixmap(name, tokens().faint, size, scale)
        result.addPixmap(faint, QIcon.Mode.Disabled)
    return result


def set_icon(target: QAbstractButton | QAction, name: str, token: str = "ink") -> None:  # noqa: S107
    """Give a button or an action its icon, now and after every change of scheme."""
    target.setIcon(icon(name, token))
    target.setProperty(_NAME, name)
    target.setProperty(_TOKEN, token)


def tint_all() -> None:
    """Give every icon set by `set_icon` the colours of the scheme in force."""
    for widget in QApplication.allWidgets():
        for target in (widget, *widget.actions()):
            name = target.property(_NAME)
            if name and isinstance(target, (QAbstractButton, QAction)):
                target.setIcon(icon(name, target.property(_TOKEN)))


def app_icon() -> QIcon:
    """Return the program's own icon, in the sizes that task bars ask for."""
    result = QIcon()
    renderer = QSvgRenderer(str(resources.path("icons/parkdesk.svg")))
    for size in (16, 24, 32, 48, 64, 128, 256):
        drawn = QPixmap(QSize(size, size))
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        result.addPixmap(drawn)
    return result


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
