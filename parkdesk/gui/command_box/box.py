"""The box of the top bar: type, choose with the arrows, Enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from parkdesk.gui.clipping import may_overlap
from parkdesk.gui.command_box.entries import found_entries, with_records
from parkdesk.gui.command_box.entry import Entry
from parkdesk.gui.command_box.records import record_entries
from parkdesk.gui.composition import is_composing
from parkdesk.gui.icons import icon
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import tr

if TYPE_CHECKING:
    from parkdesk.gui.runner import Runner
    from parkdesk.gui.workspace import Workspace

ASK_AFTER_MS = 30
ROW = 34
SHOWN = 12


class CommandBox(QLineEdit):
    """Finds pages, actions and records; never acts without Enter or a click."""

    def __init__(self, runner: Runner, workspace: Workspace) -> None:
        super().__init__()
        self._runner = runner
        self._workspace = workspace
        self._generation = 0
        self._entries: list[Entry] = []
        self._before: QWidget | None = None
        self.setPlaceholderText(tr("Find anything: name, initials or code    Ctrl+K"))
        self.setAccessibleName(tr("Find anything"))
        self.setToolTip(tr("Find a page, an action or a record by name, initials or code (Ctrl+K)"))
        self.addAction(icon("search", "muted", 16), QLineEdit.ActionPosition.LeadingPosition)
        self.popup = Results(workspace)
        self.popup.list.itemClicked.connect(lambda _item: self._act())
        self._pause = QTimer(self, singleShot=True, interval=ASK_AFTER_MS)
        self._pause.timeout.connect(self._find)
        self.textEdited.connect(lambda _text: self._pause.start())

    def begin(self) -> None:
        """Put the cursor here and show what can be reached (Ctrl+K)."""
        focused = self.window().focusWidget()
        self._before = focused if focused is not self else self._before
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._find()

    def found_texts(self) -> list[str]:
        """Return the words of the lines shown, in their order."""
        return [entry.text for entry in self._entries]

    def find_now(self) -> None:
        """Search for what is in the box without waiting for a pause in typing."""
        self._find()

    def _find(self) -> None:
        if is_composing():
            return
        typed = self.text().strip()
        self._generation += 1
        self._show(found_entries(self._workspace, typed))
        if typed:
            record_entries(self._runner, self, self._workspace, typed, self._more(self._generation))

    def _more(self, generation: int) -> Callable[[list[Entry]], None]:
        def arrived(entries: list[Entry]) -> None:
            if generation == self._generation and self.popup.isVisible():
                chosen = self._chosen_text()
                self._show(with_records(self._workspace, self.text().strip(), entries))
                if chosen in self.found_texts():
                    self.popup.list.setCurrentRow(self.found_texts().index(chosen))

        return arrived

    def _show(self, entries: list[Entry]) -> None:
        self._entries = entries
        self.popup.fill(entries, self.text().strip())
        corner = self.mapTo(self._workspace, QPoint(0, self.height() + SPACE))
        rows = max(1, min(len(entries), SHOWN))
        self.popup.setGeometry(corner.x(), corner.y(), max(self.width(), 520), rows * ROW + 42)
        self.popup.show()
        self.popup.raise_()

    def _chosen_text(self) -> str:
        """Return the line the arrows have gone to: what arrives later does not take it away."""
        place = self.popup.list.currentRow()
        return self._entries[place].text if 0 < place < len(self._entries) else ""

    def _act(self) -> None:
        place = self.popup.list.currentRow()
        if not 0 <= place < len(self._entries):
            return
        entry = self._entries[place]
        self.leave()
        entry.act()

    def leave(self) -> None:
        """Close the list, empty the box, go back to where the person was."""
        self.popup.hide()
        self.clear()
        self._generation += 1
        if self._before is not None:
            self._before.setFocus()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if is_composing():
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if not self.popup.isVisible():
                self._find()
            self.popup.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._pause.isActive():
                self._pause.stop()
                self._find()
            self._act()
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.popup.isVisible():
            self.begin()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.popup.hide()


class Results(QFrame):
    """The list under the box; a child of the window, so that input methods keep working."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        may_overlap(self, "what was found lies over the page until one is chosen")
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setProperty("role", "results")
        self.note = label("", "muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        box.setSpacing(0)
        box.addWidget(self.list, 1)
        box.addWidget(self.note)
        self.note.setContentsMargins(SPACE * 2, SPACE, SPACE, SPACE)
        self.hide()

    def fill(self, entries: list[Entry], typed: str) -> None:
        """Show these lines, the first one chosen."""
        self.list.clear()
        for entry in entries:
            item = QListWidgetItem(self.list)
            item.setSizeHint(QSize(0, ROW))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.text} {entry.note}")
            self.list.setItemWidget(item, _line(entry))
        self.list.setVisible(bool(entries))
        if entries:
            self.list.setCurrentRow(0)
            self.note.setText(tr("↑ ↓ choose · Enter open · Esc close"))
        else:
            self.note.setText(tr("Nothing found for “{typed}”", typed=typed))

    def move_by(self, step: int) -> None:
        """Choose the next or the previous line, round the ends."""
        count = self.list.count()
        if count:
            self.list.setCurrentRow((self.list.currentRow() + step) % count)


def _line(entry: Entry) -> QWidget:
    line = QWidget()
    line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    row = QHBoxLayout(line)
    row.setContentsMargins(SPACE * 2, 0, SPACE * 3, 0)
    row.setSpacing(SPACE * 2)
    mark = label("")
    mark.setPixmap(icon(entry.icon, "muted", 16).pixmap(16, 16))
    row.addWidget(mark)
    row.addWidget(label(entry.text))
    row.addStretch()
    row.addWidget(label(entry.note, "muted"))
    return line
