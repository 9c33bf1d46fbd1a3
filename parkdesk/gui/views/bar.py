"""The line over a list that says a filter is on: which, how many rows it leaves, the way out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from parkdesk.gui.actions import button
from parkdesk.gui.icons import pixmap
from parkdesk.gui.theme import SPACE, Tone, theme, tokens
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import number_text, tr, trn

_ICON = 16


class FilterBar(QFrame):
    """Quiet, one line high; hidden while nothing is filtered."""

    def __init__(self, show_all: QAction, save: QAction) -> None:
        super().__init__()
        self.setProperty("tone", Tone.NEUTRAL.value)
        self._words = ""
        self._count = ""
        self._mark = QLabel()
        self.text = label("")
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 3, 0, SPACE, 0)
        row.setSpacing(SPACE * 2)
        row.addWidget(self._mark)
        row.addWidget(self.text, 1)
        self.buttons = tuple(self._follow(action) for action in (show_all, save))
        for made in self.buttons:
            row.addWidget(made)
        theme.changed.connect(self._draw)
        self._draw()
        self.hide()

    def say(self, conditions: list[str], shown: int, whole: int | None) -> None:
        """Name the conditions and the rows they leave; no condition hides the bar."""
        self.setVisible(bool(conditions))
        self._words = " · ".join(conditions)
        self._count = (
            trn("{n} row", "{n} rows", shown)
            if whole is None
            else tr("{shown} of {all} rows", shown=number_text(shown), all=number_text(whole))
        )
        self._fit()

    def said(self) -> str:
        """Return the whole line, however much of it there is room for."""
        return tr("Filtered: {conditions} — {count}", conditions=self._words, count=self._count)

    def _follow(self, action: QAction) -> QPushButton:
        made = button(action.text(), action.trigger, role="link", tip=action.toolTip())
        if not action.isVisible():
            # Shown before it has its place, a button would flash up as a window of its own.
            made.hide()
        return made

    def _fit(self) -> None:
        """Shorten the conditions, never the count."""
        whole = self.said()
        metrics = self.text.fontMetrics()
        spare = metrics.horizontalAdvance(whole) - self.text.width()
        words = self._words
        if spare > 0:
            room = max(metrics.horizontalAdvance(words) - spare, 0)
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.text.setText(
            tr("Filtered: {conditions} — {count}", conditions=words, count=self._count)
        )
        self.text.setToolTip(whole if spare > 0 else "")

    def _draw(self) -> None:
        self._mark.setPixmap(pixmap("filter", tokens().muted, _ICON, self.devicePixelRatioF()))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
