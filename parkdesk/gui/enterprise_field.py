"""A field that names an enterprise, found by characters, pinyin initials or credit code."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QStringListModel, QTimer
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from parkdesk.domain.paging import Sort, Window
from parkdesk.gui.fields import BadText, Field
from parkdesk.gui.popup_keys import PopupKeys
from parkdesk.gui.runner import Runner
from parkdesk.i18n import problem, tr
from parkdesk.usecases.enterprise_lists import EnterpriseFilter, EnterpriseRow, list_enterprises

_SHOWN = 12
_PAUSE_MS = 120


class EnterpriseField(Field[int | None]):
    """Holds the id of an enterprise of the register; text that names none is a problem."""

    editor: QLineEdit

    def __init__(
        self, runner: Runner, name: str, title: str, *, required: bool = False, hint: str = ""
    ) -> None:
        line = QLineEdit()
        super().__init__(name, title, line, required=required, hint=hint)
        self._runner = runner
        self._id: int | None = None
        self.row: EnterpriseRow | None = None
        """The enterprise as it was chosen here; None where it was set or nothing is chosen."""
        self._found: tuple[EnterpriseRow, ...] = ()
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_SHOWN)
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        # Set as the widget's, not through setCompleter: the line must keep what is typed.
        self._completer.setWidget(line)
        # PySide6's stubs do not know that signals are chosen by their arguments.
        chosen = self._completer.activated[QModelIndex]  # type: ignore[index]
        chosen.connect(lambda index: self._choose(index.row()))
        PopupKeys(self._popup, self._take)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        line.setPlaceholderText(tr("Name, pinyin initials or credit code"))
        line.textEdited.connect(self._edited)
        line.editingFinished.connect(self._left)

    def value(self) -> int | None:
        """Return the enterprise's id; raises BadText for text that names none."""
        if self._id is None and self.editor.text().strip():
            raise BadText("unknown-enterprise")
        return self._id

    def set_value(self, value: int | None) -> None:
        """Take an id whose name is not known here; `set_enterprise` shows both."""
        self._id = value

    def set_enterprise(self, id_: int, name: str) -> None:
        """Show an enterprise that is known."""
        self._id = id_
        self.editor.setText(name)
        self.editor.setCursorPosition(0)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.editor.text().strip()

    def _edited(self, _text: str) -> None:
        self._id = None
        self.row = None
        self._pause.start()
        self.typed()

    def _ask(self) -> None:
        text = self.editor.text().strip()
        if not text:
            self._popup.hide()
            return
        request = self._runner.run(
            self, list_enterprises, EnterpriseFilter(text=text), Sort("name"), 0, _SHOWN
        )
        request.done(lambda window: self._arrived(text, window))

    def _arrived(self, text: str, window: Window[EnterpriseRow]) -> None:
        if text != self.editor.text().strip() or self._id is not None:
            return
        self._found = window.rows
        self._names.setStringList([row.name for row in window.rows])
        if not self.editor.hasFocus():
            # The person has gone on already: one answer is the one that was meant.
            if len(window.rows) == 1:
                self._choose(0)
            else:
                self.show_problem(problem("unknown-enterprise"))
            return
        if window.rows:
            self._completer.complete()
            # Enter takes the first: "hxrj, Enter" is all that a clerk types.
            self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
        else:
            self._popup.hide()

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._found):
            row = self._found[place]
            self.set_enterprise(row.id, row.name)
            self.row = row
            self.typed()
            if self.editor.hasFocus():
                # What is typed next replaces the name, it is not put in front of it.
                self.editor.selectAll()

    def _take(self, place: int) -> None:
        self._popup.hide()
        self._choose(place)
        self.picked.emit()

    def _left(self) -> None:
        if self._id is None and not self.is_empty and not self._popup.isVisible():
            self._pause.stop()
            self._ask()
