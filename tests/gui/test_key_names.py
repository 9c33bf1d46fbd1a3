"""Keys are named alike everywhere, whatever the language."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from parkdesk.gui.app import speak
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.key_names import sequence


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


class Form(FormDialog):
    """Counts how often it was told to save."""

    times = 0

    def submit(self):
        self.times += 1


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_both_enter_keys_save_a_form_in_every_language(spoken, language, key, runner, qtbot):
    spoken(language)
    form = Form(runner, None, "Form")
    qtbot.addWidget(form)
    form.open()
    qtbot.waitUntil(form.isActiveWindow)
    QTest.keyClick(form, key, Qt.KeyboardModifier.ControlModifier)
    assert form.times == 1


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_two_enter_keys_stay_two(spoken, language):
    spoken(language)
    keys = {sequence(f"Ctrl+{key}")[0].key() for key in ("Return", "Enter")}
    assert keys == {Qt.Key.Key_Return, Qt.Key.Key_Enter}
