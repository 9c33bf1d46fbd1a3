"""The frame of a window that lists papers with the pages of the chosen one beside them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from parkdesk.gui.actions import button
from parkdesk.gui.key_names import sequence
from parkdesk.gui.papers.preview import PaperPreview
from parkdesk.gui.papers.table import PapersTable
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Banner
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import tr

_WIDE, _HIGH = 1080, 620


class BesideDialog(QDialog):
    """A subclass makes the parts, each with its own words, and has them laid out."""

    banner: Banner
    count: QLabel
    table: PapersTable
    preview: PaperPreview
    add_button: QPushButton
    remove_button: QPushButton

    def show_fault(
        self, text: str, tone: Tone, offers: tuple[tuple[str, Callable[[], object]], ...]
    ) -> None:
        """Show a problem over the list; `faults` calls it."""
        self.banner.show_text(text, tone, offers=offers)

    def _made(self, words: str, slot: Callable[[], object], key: str) -> QPushButton:
        keys = sequence(key)
        shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
        QShortcut(keys, self).activated.connect(slot)
        return button(f"{words}  {shown}", slot)

    def _lay_out(self, parent: QWidget) -> None:
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.setChildrenCollapsible(False)
        beside.addWidget(self.table)
        self.preview.setContentsMargins(SPACE * 2, 0, 0, 0)
        beside.addWidget(self.preview)
        beside.setSizes([_WIDE // 2, _WIDE // 2])
        head = QHBoxLayout()
        head.setSpacing(SPACE * 3)
        head.addWidget(label(self.windowTitle(), "title"))
        head.addWidget(self.count)
        head.addStretch()
        foot = QHBoxLayout()
        foot.setSpacing(SPACE * 2)
        foot.addWidget(label(tr("Esc: close"), "muted"))
        foot.addStretch()
        for made in (self.remove_button, self.add_button):
            foot.addWidget(made)
        foot.addWidget(button(tr("Close"), self.reject, role="primary"))
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 6, SPACE * 5, SPACE * 6, SPACE * 5)
        box.setSpacing(SPACE * 3)
        box.addLayout(head)
        box.addWidget(self.banner)
        box.addWidget(beside, 1)
        box.addLayout(foot)
        window = parent.window()
        self.resize(min(_WIDE, window.width() - 60), min(_HIGH, window.height() - 40))
