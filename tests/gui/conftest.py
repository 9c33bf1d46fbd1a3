"""What tests of windows ask for: the styled application, a person's workspace, a shell."""

import pytest
from PySide6.QtWidgets import QApplication, QDialog


@pytest.fixture(autouse=True)
def styled(qapp):
    """The application as a person sees it, speaking English; dialogs do not outlive a test."""
    from parkdesk.gui import composition, theme
    from parkdesk.gui.app import speak

    # With the program's own translators: what Qt calls a key decides which keys work.
    speak(qapp, "en")
    if theme.theme.wanted is not theme.Scheme.LIGHT:
        theme.install(qapp, theme.Scheme.LIGHT)
        composition.watch(qapp)
    yield qapp
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.done(QDialog.DialogCode.Rejected)


@pytest.fixture
def workspace(runner, qtbot):
    """The administrator's window content in an empty park."""
    from parkdesk.gui.faults import show_failed
    from parkdesk.gui.workspace import Workspace

    runner.failed.connect(show_failed)
    made = Workspace(runner)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    yield made
    qtbot.waitUntil(lambda: runner.is_idle)


@pytest.fixture
def still(qtbot, runner):
    """Wait until nothing is under way."""

    def wait() -> None:
        qtbot.waitUntil(lambda: runner.is_idle)

    return wait
