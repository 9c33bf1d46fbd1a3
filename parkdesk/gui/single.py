"""One window a data folder: a second start brings the first window to the front."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

ANSWER_MS = 300


class Single(QObject):
    """Holds the name of a data folder for as long as its window is open."""

    def __init__(self, parent: QObject, window: QWidget) -> None:
        super().__init__(parent)
        self._window = window
        self._server: QLocalServer | None = None
        self._name = ""

    def take(self, place: str) -> bool:
        """Return whether this process is the only one at `place`; else the other is shown.

        A server's address is never taken: several desks are what it is for.
        """
        if "://" in place:
            return True
        name = _name_of(place)
        if name == self._name:
            return True
        if _other_answers(name):
            return False
        self.release()
        # A process that was killed leaves its name behind on Linux.
        QLocalServer.removeServer(name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._show_window)
        self._server.listen(name)
        self._name = name
        return True

    def release(self) -> None:
        """Let another window open the folder."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        self._name = ""

    def _show_window(self) -> None:
        if self._server is not None:
            caller = self._server.nextPendingConnection()
            caller.disconnectFromServer()
            caller.deleteLater()
        self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()


def _name_of(place: str) -> str:
    folder = str(Path(place).expanduser().resolve()).casefold()
    return f"parkdesk-{hashlib.sha256(folder.encode()).hexdigest()[:24]}"


def _other_answers(name: str) -> bool:
    caller = QLocalSocket()
    caller.connectToServer(name)
    answered = caller.waitForConnected(ANSWER_MS)
    caller.abort()
    return answered
