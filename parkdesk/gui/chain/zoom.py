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
    """More names, fewer names, the whole picture."""

    def __init__(self, canvas: ChainCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        self.more = button(
            tr("More names"),
            lambda: canvas.zoom_by(1),
            icon="plus",
            role="flat",
            tip=tr("More names (+)"),
        )
        self.fewer = button(
            tr("Fewer names"),
            lambda: canvas.zoom_by(-1),
            icon="minus",
            role="flat",
            tip=tr("Fewer names (−)"),
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
