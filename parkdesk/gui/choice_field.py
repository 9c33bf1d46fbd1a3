"""One of a list, found by characters, pinyin or initials."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QStringListModel
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView

from parkdesk.gui.fields import BadText, Field
from parkdesk.gui.popup_keys import PopupKeys
from parkdesk.i18n import problem


class ChoiceField(Field[Any]):
    """One of a list; typing Chinese, pinyin or initials narrows a long one.

    With more than `TYPED_FROM` options (or `typed=True`) the field can be typed in. The pinyin of
    the options is made when the person first types letters.
    """

    editor: QComboBox
    _line: QLineEdit
    TYPED_FROM = 8

    def __init__(
        self,
        name: str,
        title: str,
        options: Sequence[tuple[Any, str]],
        *,
        required: bool = False,
        hint: str = "",
        typed: bool | None = None,
        empty: str = "",
    ) -> None:
        box = _ChoiceBox()
        super().__init__(name, title, box, required=required, hint=hint)
        self._values: list[Any] = []
        self._texts: list[str] = []
        self._empty = empty
        self._typed_in = len(options) > self.TYPED_FROM if typed is None else typed
        if self._typed_in:
            self._prepare_typing(box)
        box.keys = PopupKeys(box.view(), self._take_row, QEvent.Type.ShortcutOverride)
        self.set_options(options)
        box.currentIndexChanged.connect(lambda _index: self.typed())

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer another list; the chosen value stays where it is still offered."""
        kept = self.value() if self._values else None
        box = self.editor
        box.blockSignals(True)
        box.clear()
        self._values = [None, *(value for value, _ in options)]
        self._texts = [self._empty, *(text for _, text in options)]
        if self.required and not self._typed_in and options:
            # A required short list has no empty entry to come back to, but starts on none.
            self._values, self._texts = self._values[1:], self._texts[1:]
        box.addItems(self._texts)
        self._matches = Matches(self._texts)
        if kept in self._values:
            box.setCurrentIndex(self._values.index(kept))
        else:
            box.setCurrentIndex(0 if self._values and self._values[0] is None else -1)
        box.blockSignals(False)

    def value(self) -> Any:  # noqa: ANN401
        """Return the chosen value, None for none; raises BadText for a word that is not offered."""
        if not self._typed_in:
            index = self.editor.currentIndex()
            return self._values[index] if index >= 0 else None
        text = self.editor.currentText().strip()
        if text in self._texts:
            return self._values[self._texts.index(text)]
        if not text:
            return None
        found = self._matches.of(text)
        if len(found) == 1:
            return self._values[self._texts.index(found[0])]
        raise BadText("field-choice")

    def set_value(self, value: Any) -> None:  # noqa: ANN401
        """Choose a value."""
        index = self._values.index(value) if value in self._values else -1
        self.editor.setCurrentIndex(index)
        if index < 0 and self.editor.isEditable():
            self.editor.setEditText("")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is chosen."""
        if self._typed_in:
            return not self.editor.currentText().strip()
        return self.value() is None

    def _prepare_typing(self, box: QComboBox) -> None:
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # The box's own completer would write an entry over what is typed as soon as it is marked.
        box.setCompleter(None)  # type: ignore[arg-type]  # None takes it away; the stubs forget.
        line = box.lineEdit()
        assert line is not None
        self._line = line
        self._shown = QStringListModel(self)
        self._completer = QCompleter(self._shown, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(12)
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        self._completer.setWidget(self._line)
        # PySide6's stubs do not know that signals are chosen by their arguments.
        chosen = self._completer.activated[QModelIndex]  # type: ignore[index]
        chosen.connect(lambda index: self._choose(index.row()))
        PopupKeys(self._popup, self._take_match)
        self._line.textEdited.connect(self._narrow)
        self._line.editingFinished.connect(self._settle)

    def _narrow(self, text: str) -> None:
        matches = self._matches.of(text.strip())
        self._shown.setStringList(matches)
        if matches and self._line.hasFocus():
            self._completer.complete(self.editor.rect().translated(-self._line.pos()))
            # Enter takes the first: the initials and Enter are all that a clerk types.
            self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
        else:
            self._popup.hide()
        self.typed()

    def _choose(self, place: int) -> None:
        matches = self._shown.stringList()
        if place < len(matches):
            self.set_value(self._values[self._texts.index(matches[place])])
            self.typed()
            # What is typed next replaces the entry, it is not put in front of it.
            self._line.selectAll()

    def _take_match(self, place: int) -> None:
        self._popup.hide()
        self._choose(place)
        self.picked.emit()

    def _take_row(self, place: int) -> None:
        self.editor.hidePopup()
        self.editor.setCurrentIndex(place)
        self.picked.emit()

    def _settle(self) -> None:
        if self._popup.isVisible():
            return
        try:
            value = self.value()
        except BadText as error:
            self.show_problem(problem(str(error)))
        else:
            if value is not None:
                self.set_value(value)


class _ChoiceBox(QComboBox):
    keys: PopupKeys

    # Qt overrides

    def showPopup(self) -> None:
        super().showPopup()
        # The box puts its own filter in front whenever its list is shown.
        self.view().installEventFilter(self.keys)
        if self.currentIndex() < 0:
            # Nothing is chosen yet: without a mark nobody sees where the arrows go.
            first = self.model().index(0, self.modelColumn())
            select = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view().selectionModel().setCurrentIndex(first, select)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a form must not change a value that happens to pass under the mouse.
        event.ignore()


class Matches:
    """Words found by their characters, their pinyin or its initials."""

    MOST = 50

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [text for text in texts if text]
        # Folded as what is typed is: full-width brackets and digits, three dots in one sign.
        self._folded = [_folded(text) for text in self._texts]
        self._letters: list[tuple[str, str]] | None = None

    def of(self, typed: str) -> list[str]:
        """Return the options that hold what is typed: the very word, then those that begin so."""
        wanted = _folded(typed)
        if not wanted:
            return self._texts[: self.MOST]
        places = [place for place, text in enumerate(self._folded) if wanted in text]
        if wanted.isascii():
            known = set(places)
            places += [
                place
                for place, (full, initials) in enumerate(self._pinyin())
                if place not in known and (wanted in initials or full.startswith(wanted))
            ]
        places.sort(
            key=lambda place: (
                self._folded[place] != wanted,
                not self._begins(place, wanted),
            )
        )
        return [self._texts[place] for place in places[: self.MOST]]

    def named(self, typed: str) -> list[str]:
        """Return the options whose whole word, pinyin or initials are what is typed."""
        wanted = _folded(typed)
        return [text for text in self.of(typed) if wanted in self._names(text)]

    def _names(self, text: str) -> tuple[str, ...]:
        place = self._texts.index(text)
        letters = self._letters[place] if self._letters is not None else ()
        return (self._folded[place], *letters)

    def _begins(self, place: int, wanted: str) -> bool:
        if self._folded[place].startswith(wanted):
            return True
        if self._letters is None:
            return False
        full, initials = self._letters[place]
        return initials.startswith(wanted) or full.startswith(wanted)

    def _pinyin(self) -> list[tuple[str, str]]:
        if self._letters is None:
            # Imported here: its tables take 200 ms, and only typing letters needs them.
            from pypinyin import Style, lazy_pinyin

            self._letters = [
                (
                    "".join(lazy_pinyin(text)).casefold(),
                    "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).casefold(),
                )
                for text in self._texts
            ]
        return self._letters


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
