"""Keys are called what is printed on them, in every language: Enter, PgDn, ↑."""

from __future__ import annotations

from PySide6.QtCore import QTranslator
from PySide6.QtGui import QKeySequence

_CONTEXT = "QShortcut"
NAMES = {
    "Return": "Enter",
    "Enter": "Enter",
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
    "PgDown": "PgDn",
    "Space": "Space",
    "Backspace": "Backspace",
}
"""By the name that Qt has for the key. Its own Chinese would make 回车 of Enter and 上方向 of ↑,
where the help, the manual and the sentences under a form say Enter."""


def sequence(keys: str) -> QKeySequence:
    """Return the keys of a shortcut by Qt's own names for them: Ctrl+Return, Alt+PgDown.

    By itself Qt reads the names of the language, in which Return and the keypad's Enter are both
    called Enter: two shortcuts would be one, and neither would do anything.
    """
    return QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)


class KeyNames(QTranslator):
    """To be installed after Qt's own translator, which knows every other text."""

    def isEmpty(self) -> bool:
        """Not without content, though no file was loaded: Qt would not take it in."""
        return False

    # Qt overrides

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 (Qt's own name)
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        del disambiguation, n
        # None says that another translator may know it; an empty text would be taken for words.
        return NAMES.get(sourceText) if context == _CONTEXT else None  # type: ignore[return-value]
