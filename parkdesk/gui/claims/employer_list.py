"""Enterprises of the register under the cell that says who hired a person, while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, QRect, QStringListModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from parkdesk.domain.employers import Employer, employers_called
from parkdesk.gui.popup_keys import PopupKeys
from parkdesk.i18n import tr

_SHOWN = 8
_WIDTH = 420
"""A name and a credit code stand side by side, whatever the column's width."""


class EmployerList(QObject):
    """Offers names that fit what is typed: by characters, pinyin initials or credit code.

    Enter or Tab takes the one that is marked. A name that the register does not know stays as it is
    typed, and Esc closes the list for one that only begins like another.
    """

    def __init__(
        self, editor: QLineEdit, known: Sequence[Employer], taken: Callable[[], object]
    ) -> None:
        super().__init__(editor)
        self._editor = editor
        self._known = known
        self._taken = taken
        self._found: tuple[Employer, ...] = ()
        self._texts = QStringListModel(self)
        self._completer = QCompleter(self._texts, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_SHOWN)
        self.popup = QListView()
        self._completer.setPopup(self.popup)
        # Set as the widget's, not through setCompleter: the line must keep what is typed.
        self._completer.setWidget(editor)
        # PySide6's stubs do not know that signals are chosen by their arguments.
        chosen = self._completer.activated[QModelIndex]  # type: ignore[index]
        chosen.connect(lambda index: self._take(index.row()))
        PopupKeys(self.popup, self._take)
        editor.textEdited.connect(self._offer)

    def _offer(self, text: str) -> None:
        found = employers_called(self._known, text, _SHOWN)
        self._found = () if any(one.name == text.strip() for one in found) else found
        if not self._found:
            self.popup.hide()
            return
        self._texts.setStringList(
            [tr("{name} · {code}", name=one.name, code=one.code) for one in self._found]
        )
        self._completer.complete(QRect(0, 0, _WIDTH, self._editor.height()))
        # Enter takes the first: "hxrj, Enter" is all that a clerk types.
        self.popup.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _take(self, place: int) -> None:
        self.popup.hide()
        if 0 <= place < len(self._found):
            self._editor.setText(self._found[place].name)
            self._found = ()
            self._taken()
