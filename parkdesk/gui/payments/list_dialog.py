"""A list in a dialog: its rows, what the chosen one says in full, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from parkdesk.gui.actions import ActionButton, PageAction, button
from parkdesk.gui.key_names import sequence
from parkdesk.gui.runner import Runner
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.callout import Banner
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import tr

RowT = TypeVar("RowT")
_ROWS = 12


class ListDialog(QDialog, Generic[RowT]):
    """One list; a subclass makes its actions, loads its rows and says what enables what."""

    tables: frozenset[str] = frozenset()
    """A change of these loads the rows anew."""

    def __init__(self, runner: Runner, parent: QWidget, title: str, name: str, intro: str) -> None:
        super().__init__(parent)
        self.runner = runner
        self.setWindowTitle(title)
        self.resize(880, 420)
        self.banner = Banner()
        self.said = label("", "muted", wrap=True, selectable=True)
        self.table: ShortTable[RowT] = ShortTable(name, self.columns(), most=_ROWS, gives_way=True)
        self.actions_made = self.make_actions()
        self._build(title, intro)
        self.table.row_changed.connect(lambda _row: self._follow())
        self.table.opened.connect(lambda _row: self.open_row())
        runner.changed.connect(self._committed)
        self._follow()
        self.load()

    # What a subclass says. Qt's classes cannot be abstract ones (their metaclass is Qt's own), so
    # these raise; that no subclass leaves one open is held by tests/conformance/test_hooks.py.

    def columns(self) -> tuple[Column[RowT], ...]:
        """Return the columns of the list."""
        raise NotImplementedError

    def make_actions(self) -> tuple[PageAction, ...]:
        """Return what can be done, from left to right; the last adds something."""
        raise NotImplementedError

    def load(self) -> None:
        """Fetch the rows."""
        raise NotImplementedError

    def open_row(self) -> None:
        """Do with a row what Enter does."""
        raise NotImplementedError

    def enable(self, row: RowT | None) -> str:
        """Enable what fits the chosen row; return what it says in full."""
        raise NotImplementedError

    # Working

    def show_rows(self, rows: Sequence[RowT]) -> None:
        """Show the rows that have come."""
        self.table.show_rows(rows)
        self._follow()

    def _build(self, title: str, intro: str) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 5, SPACE * 4, SPACE * 5, SPACE * 4)
        box.setSpacing(SPACE * 3)
        box.addWidget(label(title, "title"))
        box.addWidget(label(intro, "muted", wrap=True))
        box.addWidget(self.banner)
        box.addWidget(self.table)
        box.addWidget(self.said)
        box.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE * 2)
        for action in self.actions_made:
            foot.addWidget(ActionButton(action))
        foot.addStretch()
        foot.addWidget(button(tr("Close"), self.accept, role="primary"))
        box.addLayout(foot)
        QShortcut(sequence("Ctrl+W"), self).activated.connect(self.accept)

    def _follow(self) -> None:
        self.said.setText(self.enable(self.table.current()))

    def _committed(self, touched: frozenset[str]) -> None:
        if touched & self.tables:
            self.load()


def tab_of(table: QWidget, below: QWidget | QHBoxLayout) -> QWidget:
    """Return a tab with a table and what belongs to its row."""
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(SPACE * 2)
    box.addWidget(table)
    if isinstance(below, QWidget):
        box.addWidget(below)
    else:
        box.addLayout(below)
    box.addStretch(1)
    return made
