"""One start of the window: `python -m bench.one_start ours|theirs PARK` prints its figures."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from parkdesk.gui.widgets.record_table import RecordTable
    from parkdesk.gui.workspace import Workspace

_STARTED = float(os.environ["PARKDESK_BENCH_STARTED"])
_found: dict[str, float] = {}


def _note(name: str) -> None:
    _found.setdefault(name, (time.monotonic() - _STARTED) * 1000)


def _end() -> None:
    _note("data")
    _found["processor"] = time.process_time() * 1000
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    _found["memory"] = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    print(json.dumps(_found), flush=True)
    # What comes after is not measured.
    os._exit(0)


def _ours(place: str) -> None:
    from parkdesk import settings
    from parkdesk.gui.app import make_application
    from parkdesk.gui.main_window import MainWindow
    from parkdesk.gui.opening import Opening

    chosen = settings.Settings()
    app = make_application(chosen)
    window = MainWindow()
    opening = Opening(app, window, chosen)
    _PaintWatch(window)
    opening.ready.connect(_show_register)
    opening.begin(place)
    window.show()
    app.exec()


def _show_register(workspace: Workspace) -> None:
    from parkdesk.gui.widgets.record_table import RecordTable

    page = workspace.open_page("enterprises")
    assert page is not None
    table = page.findChild(RecordTable)
    table.records.settled.connect(lambda: _painted(table))


def _painted(table: RecordTable[object]) -> None:
    table.viewport().repaint()
    _end()


class _PaintWatch(QObject):
    """Notes the first time that a window is painted."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Let everything pass."""
        del watched
        if event.type() == QEvent.Type.Paint:
            _note("painted")
        return False


def _theirs(place: str) -> None:
    import sqlite3

    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    app = QApplication([])
    window = QMainWindow()
    table = QTableView()
    window.setCentralWidget(table)
    window.resize(1440, 900)
    window.show()
    app.processEvents()
    _note("painted")
    with sqlite3.connect(f"{place}/park.db") as connection:
        rows = connection.execute(
            "SELECT name, code, status, headcount FROM enterprise ORDER BY sort_key LIMIT 100"
        ).fetchall()
    model = QStandardItemModel()
    for row in rows:
        model.appendRow([QStandardItem(str(cell)) for cell in row])
    table.setModel(model)
    app.processEvents()
    table.viewport().repaint()
    _end()


if __name__ == "__main__":
    {"ours": _ours, "theirs": _theirs}[sys.argv[1]](sys.argv[2])
