"""A program of its own for the tests: a clerk who types a roster row and is cut off by the power.

Types one cell every `PACE_MS` with Tab behind it, prints how many cells have been left, and stays
in the last one with its editor open. Whoever started it kills it.
"""

import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from parkdesk.desk import open_desk
from parkdesk.domain.trainees import RosterField
from parkdesk.gui.runner import Runner
from parkdesk.gui.workspace import Workspace
from parkdesk.store.vault import FileKeyStore
from parkdesk.usecases.identity import sign_in
from tests.parks import PASSWORD, clock

PACE_MS = 400
CELLS = 13


class Clerk:
    """Types into the grid of an open claim, cell after cell."""

    def __init__(self, runner, claim_id):
        self.window = Workspace(runner)
        self.window.show()
        self.desk = self.window.open_page("claims").open_claim(claim_id)
        self.desk.shown.connect(self.begin)
        self.left = 0
        self.beat = QTimer(interval=PACE_MS)
        self.beat.timeout.connect(self.type_cell)

    def begin(self):
        self.desk.shown.disconnect(self.begin)
        self.desk.grid.go(len(self.desk.sheet.rows), RosterField.NAME)
        self.beat.start()

    def type_cell(self):
        grid = self.desk.grid
        for key in cell_words(self.left):
            editor = grid.findChild(QLineEdit, "grid-editor")
            QTest.keyClick(editor or grid, key)
        if self.left == CELLS:
            self.beat.stop()
            say("stays")
            return
        QTest.keyClick(grid.findChild(QLineEdit, "grid-editor"), Qt.Key.Key_Tab)
        self.left += 1
        say(f"left {self.left}")


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def cell_words(number):
    """What the clerk types into the cell of this number: no sense, so that it stays as typed."""
    return f"c{number}"


def main():
    place, keys, claim_id = sys.argv[1:]
    app = QApplication([])
    opened = open_desk(place, clock, FileKeyStore(Path(keys)))
    with opened.work(read_only=False) as work:
        actor = sign_in(work, "clerk", PASSWORD).actor
    assert actor is not None
    clerk = Clerk(Runner(opened.signed_in(actor)), int(claim_id))
    assert clerk
    app.exec()


if __name__ == "__main__":
    main()
