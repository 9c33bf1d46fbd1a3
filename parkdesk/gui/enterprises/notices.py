"""What needs work at an enterprise, a callout a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.domain.enterprises import Notice
from parkdesk.gui.enterprises.words import notice_text
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout


class Notices(QWidget):
    """The notices of the enterprise in view; takes no room when there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE)
        self.hide()

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Show these notices instead of the present ones."""
        while self._box.count():
            item = self._box.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for notice in notices:
            tone = Tone.BAD if notice.urgent else Tone.WARN
            self._box.addWidget(Callout(notice_text(notice), tone))
        self.setVisible(bool(notices))
