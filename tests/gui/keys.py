"""Typing as a person does, and counting command keys as `anchors-features.md` §4 counts them.

Enter, Tab, arrows, function keys and chords count; what is typed or pasted into a field does not.
"""

from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


class Person:
    """Somebody at the keyboard; `commands` are the command keys pressed so far."""

    def __init__(self, qtbot):
        self.qtbot = qtbot
        self.commands = []

    def press(self, keys):
        """Press one command key or chord where the focus is."""
        self.commands.append(keys)
        combination = QKeySequence(keys)[0]
        # A list that has dropped down gets the keys first, as on a real screen.
        focus = QApplication.activePopupWidget() or self._focus()
        QTest.keyClick(focus, combination.key(), combination.keyboardModifiers())

    def type(self, text):
        """Type or paste the content of a field; Chinese comes from an input method."""
        focus = self._focus()
        if text.isascii():
            QTest.keyClicks(focus, text)
            return
        done = QInputMethodEvent("", [])
        done.setCommitString(text)
        QApplication.sendEvent(focus, done)

    def fill(self, *texts):
        """Type each text and press Enter after it."""
        for text in texts:
            self.type(text)
            self.press("Return")

    def _focus(self):
        # Without a focus a key goes to the window, as Qt sends it. A list that dropped down and is
        # gone again may still be the active window for a moment: a shortcut would go nowhere.
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is not None and _is_settled())
        return QApplication.focusWidget() or QApplication.activeWindow()


def _is_settled():
    focus = QApplication.focusWidget()
    return focus is None or focus.window() is QApplication.activeWindow()
