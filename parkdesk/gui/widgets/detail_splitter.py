"""A list and its detail side by side; the detail gives way in a narrow window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from parkdesk.gui import remembered
from parkdesk.gui.theme import SPACE


class DetailSplitter(QSplitter):
    """Shares its width between two widgets until the person moves the edge, which is remembered.

    The detail is as wide as it would like to be; where both do not fit it keeps its part of the
    width, and never less than it needs.
    """

    def __init__(self, wide: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(SPACE * 2)
        self.addWidget(wide)
        self.setStretchFactor(0, 1)
        self._key = ""
        self._wanted = (1, 0)
        self._is_persons = False
        self.splitterMoved.connect(self._keep)

    def add_detail(self, detail: QWidget, widths: tuple[int, int], key: str) -> None:
        """Put the detail at the right; `key` is what the edge is remembered under."""
        self._key, self._wanted = f"splitter/{key}", widths
        self.addWidget(detail)
        self._is_persons = self.restoreState(remembered.state(self._key))
        self._share()

    def _keep(self) -> None:
        self._is_persons = True
        remembered.keep_state(self._key, self.saveState())

    def _share(self) -> None:
        if self._is_persons or self.count() == 1:
            return
        wide, narrow = self._wanted
        room = self.width() - self.handleWidth()
        detail = min(narrow, room * narrow // (wide + narrow))
        # The layout gives the detail what it needs where this is too little.
        self.setSizes([room - detail, detail])

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()
