"""What is under way for longer than 300 ms: its name, how far it is, and a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import tr

if TYPE_CHECKING:
    from parkdesk.gui.runner import Request, Runner

SHOWN_AFTER_MS = 300


class BusyBar(QFrame):
    """Watches the runner's requests and shows the oldest that takes long.

    Progress is drawn once the work reports steps; until then the bar only moves. Cancel is
    offered for work with a name (`Request.named`), which is work that looks at its progress.
    """

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tone", "neutral")
        self._requests: list[Request[Any]] = []
        self._shown: Request[Any] | None = None
        self._wait = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._wait.timeout.connect(self._show_oldest)
        self.text = label("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = QPushButton(tr("Cancel"))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 3, SPACE, SPACE * 3, SPACE)
        row.setSpacing(SPACE * 3)
        row.addWidget(self.text)
        row.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.cancel)
        self.cancel.clicked.connect(self._cancel)
        runner.started.connect(self._started)
        runner.ended.connect(self._ended)
        self.hide()

    def _started(self, request: Request[Any]) -> None:
        self._requests.append(request)
        if not self._wait.isActive() and self._shown is None:
            self._wait.start()

    def _ended(self, request: Request[Any]) -> None:
        if request in self._requests:
            self._requests.remove(request)
        if request is self._shown:
            self._shown = None
            self.hide()
            if self._requests:
                self._wait.start()
        elif not self._requests:
            self._wait.stop()

    def _show_oldest(self) -> None:
        if not self._requests:
            return
        request = self._requests[0]
        self._shown = request
        self.text.setText(request.title or tr("Working…"))
        self.cancel.setVisible(bool(request.title))
        self.cancel.setEnabled(True)
        self.bar.setRange(0, 0)
        wanted = request.on_progress

        def step(done: int, total: int) -> None:
            if request is self._shown:
                self.bar.setRange(0, max(total, 1))
                self.bar.setValue(done)
            wanted(done, total)

        request.on_progress = step
        self.show()

    def _cancel(self) -> None:
        if self._shown is not None:
            self.cancel.setEnabled(False)
            self.text.setText(tr("Stopping…"))
            self._shown.cancel()
