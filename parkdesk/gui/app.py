"""Starts the window: application, words, scheme, the park, the person, the workspace."""

from __future__ import annotations

import builtins
import logging
import os
import sys
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from parkdesk import paths, settings
from parkdesk.gui import composition, icons, lasting, theme
from parkdesk.gui.key_names import KeyNames
from parkdesk.gui.main_window import MainWindow
from parkdesk.gui.opening import Opening
from parkdesk.i18n import set_language, tr
from parkdesk.logs import start_log

log = logging.getLogger(__name__)


_SWITCH_S = 0.0005
"""Drawing a frame asks for Python's lock hundreds of times, and a thread that works through a list
keeps it for this long each time. By default that is ten times as much: a long import then held the
window for half a second."""


def has_display() -> bool:
    """Whether a window can be shown: always on Windows and macOS, with a server elsewhere."""
    if sys.platform in ("win32", "darwin"):
        return True
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    if asked.partition(":")[0] in ("offscreen", "minimal", "vnc", "linuxfb", "eglfs"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_application(chosen: settings.Settings) -> QApplication:
    """Return the application with the person's language and scheme; one a process."""
    lasting.begin()
    sys.setswitchinterval(_SWITCH_S)
    _import_plainly()
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("ParkDesk")
    app.setDesktopFileName("parkdesk")
    speak(app, chosen.language)
    theme.theme.changed.connect(icons.tint_all)
    theme.install(app, theme.Scheme(chosen.scheme))
    app.setWindowIcon(icons.app_icon())
    composition.watch(app)
    return app


def _import_plainly() -> None:
    """Give Python its own `import` back, which PySide6 replaces.

    PySide6 looks into the source of every module that is imported for a switch of its own that
    nobody here uses (`from __feature__ import …`): an eighth of what the start imports.
    """
    own = getattr(builtins, "__orig_import__", None)
    if own is not None:
        builtins.__import__ = own


def speak(app: QApplication, language: str) -> None:
    """Put the program, Qt's own dialogs and number formats into a language."""
    set_language(language)
    app.setFont(theme.screen_font(language))
    app.setApplicationDisplayName(tr("ParkDesk"))
    QLocale.setDefault(QLocale(language))
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
    app.installTranslator(KeyNames(app))


def run(place: str = "") -> int:
    """Open the window and stay until it is closed; return the exit code.

    `place` is a data folder or a server's address; without one the park opened last is opened,
    and on the first run the assistant offers what there is.
    """
    start_log(paths.user_folder() / "logs")
    chosen = settings.load()
    app = make_application(chosen)
    _catch_everything()
    window = MainWindow()
    opening = Opening(app, window, chosen)
    opening.begin(place or os.environ.get("PARKDESK_DATA", "") or chosen.location)
    window.fit_screen()
    window.show()
    code = app.exec()
    opening.close()
    return code


def _catch_everything() -> None:
    """Show a bug that no request carried; Python would print it where nobody looks."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        from parkdesk.gui.faults import show_bug

        show_bug(error, QApplication.activeWindow())

    sys.excepthook = hook
