"""Keys are named alike everywhere, whatever the language."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from parkdesk.gui.app import speak


@pytest.fixture
def spoken(qapp):
    yield lambda language: speak(qapp, language)
    speak(qapp, "en")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("Ctrl+Return", "Ctrl+Enter"),
        ("Ctrl+Shift+Enter", "Ctrl+Shift+Enter"),
        ("Alt+Up", "Alt+↑"),
        ("Alt+PgDown", "Alt+PgDn"),
        ("Ctrl+Shift+N", "Ctrl+Shift+N"),
    ],
)
def test_a_key_has_one_name_in_every_language(spoken, language, key, name):
    spoken(language)
    assert QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) == name


def test_qts_own_dialogs_keep_their_words(spoken):
    spoken("zh_CN")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
