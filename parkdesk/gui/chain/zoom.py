"""The buttons that show more or fewer names of the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from parkdesk.gui.actions import button
from parkdesk.gui.theme import SPACE
from parkdesk.i18n import tr

if TYPE_CHECKING:
    from parkdesk.gui.chain.canvas import ChainCanvas


class ZoomButtons(QWidget):
    """Larger with more names, smaller with fewer, the whole picture."""

    def __init__(self, canvas: ChainCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        self.more = button(
            tr("Zoom in"),
            lambda: canvas.zoom_by(1),
            icon="plus",
            role="flat",
            tip=tr("Larger, with more names (+)"),
        )
        self.fewer = button(
            tr("Zoom out"),
            lambda: canvas.zoom_by(-1),
            icon="minus",
            role="flat",
            tip=tr("Smaller, with fewer names (−)"),
        )
        self.whole = button(
            tr("Whole picture"), lambda: canvas.zoom_by(0), role="flat", tip=tr("Whole picture (0)")
        )
        for made in (self.more, self.fewer, self.whole):
            row.addWidget(made)
        canvas.zoomed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Grey what would change nothing."""
        self.more.setEnabled(self._canvas.can_zoom_in)
        self.fewer.setEnabled(self._canvas.can_zoom_out)
        self.whole.setEnabled(self._canvas.can_zoom_out)
