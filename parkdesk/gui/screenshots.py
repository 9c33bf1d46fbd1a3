"""A picture of every page and dialog: for the README, the manual, and whoever looks at the work."""

from __future__ import annotations

import datetime as dt
import logging
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from parkdesk import settings
from parkdesk.domain.errors import Unavailable
from parkdesk.gui import remembered
from parkdesk.gui.clipping import Finding, StrayWindows, findings
from parkdesk.gui.faults import BugDialog
from parkdesk.gui.scene_steps import NothingToShowError, forget_steps, take_step
from parkdesk.gui.scenes import SCENES
from parkdesk.gui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from types import TracebackType

    from parkdesk.desk import Desk
    from parkdesk.gui.main_window import MainWindow
    from parkdesk.gui.runner import Runner
    from parkdesk.gui.workspace import Workspace

log = logging.getLogger(__name__)
Told = Callable[[Path], object]
Found = Callable[[str, Finding], object]

LOOK_EVERY_MS = 40
STILL_FOR = 6
"""Looks in a row that must find everything loaded: longer than any pause of the window's timers."""
GIVE_UP_AFTER = 500
SAMPLE_CODE = "PARK-DESK-2026-DEMO-CODE-ONLY-SHOW-HERE"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture to take: its file's name, and how the window gets there."""

    name: str
    prepare: Callable[[], object]


def take_screenshots(
    desk: Desk,
    folder: Path | None,
    *,
    size: tuple[int, int] = (1440, 900),
    language: str = "zh_CN",
    scheme: str = "light",
    told: Told = lambda _file: None,
    found: Found | None = None,
) -> list[Path]:
    """Save one PNG of each page and dialog of `desk`'s park, as its signed-in person sees it.

    `told` hears of each file; `found` of what cannot be read in a scene, by the scene's name
    (`clipping`). Without a folder nothing is saved. A page that met an error is named in the
    `ScreenshotError` raised at the end, when every other picture is taken. Runs an event loop of
    its own.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    remembered.stay_apart()
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    # Imported here: the platform must be chosen before Qt's application is made.
    from parkdesk.gui.app import make_application

    chosen = replace(settings.Settings(), language=language, scheme=scheme)
    app = make_application(chosen)
    photographer = Photographer(app, desk, folder, size, told, found)
    QTimer.singleShot(0, photographer.start)
    hook, sys.excepthook = sys.excepthook, photographer.met
    app.exec()
    sys.excepthook = hook
    photographer.close()
    if photographer.problems:
        raise ScreenshotError(photographer.problems)
    return photographer.taken


class ScreenshotError(Exception):
    """A page met an error or never finished loading; the text names each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class Photographer(QObject):
    """Goes from shot to shot, waiting until everything in view is loaded."""

    def __init__(
        self,
        app: QApplication,
        desk: Desk,
        folder: Path | None,
        size: tuple[int, int],
        told: Told,
        found: Found | None = None,
    ) -> None:
        super().__init__(app)
        from parkdesk.gui.main_window import MainWindow
        from parkdesk.gui.runner import Runner

        self._app = app
        self._desk = desk
        self._folder = folder
        self._told = told
        self._found = found
        self.taken: list[Path] = []
        self.problems: list[str] = []
        self.runner: Runner = Runner(desk)
        self.runner.failed.connect(self._failed)
        self.window: MainWindow = MainWindow()
        self.window.resize(*size)
        self._shots: Iterator[Shot] = iter(())
        self._now: Shot | None = None
        self._still = 0
        self._looks = 0
        self._looking = QTimer(self, interval=LOOK_EVERY_MS)
        self._looking.timeout.connect(self._look)
        if found is not None:
            app.installEventFilter(StrayWindows(self, self._tell))

    def start(self) -> None:
        """Show the window and begin."""
        self.window.show()
        self._shots = self._all_shots()
        self._looking.start()
        self._next()

    def close(self) -> None:
        """Finish what is under way."""
        self.runner.close()
        self.window.close()
        self.window.deleteLater()

    def _failed(self, request: object) -> None:
        self._met(getattr(request, "error", None))

    def met(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Name the scene of an error that no request carried; Python would only print it."""
        if isinstance(error, Exception):
            self._met(error)
        else:
            sys.__excepthook__(kind, error, trace)

    def _met(self, error: BaseException | None) -> None:
        name = self._now.name if self._now is not None else ""
        words = f" ({error})" if isinstance(error, NothingToShowError) else ""
        self.problems.append(f"{name}: {type(error).__name__}{words}")
        log.error("a page met an error", exc_info=error)

    def _next(self) -> None:
        self._still = self._looks = 0
        forget_steps()
        self._now = next(self._shots, None)
        if self._now is None:
            self._looking.stop()
            self._app.quit()
            return
        self._now.prepare()

    def _look(self) -> None:
        self._looks += 1
        if self._app.activeWindow() is None:
            # Without a window manager nobody else gives the focus back, and no ring would be seen.
            top = self._dialogs()[-1:]
            (top[0] if top else self.window).activateWindow()
        self._still = self._still + 1 if self._loaded() else 0
        if self._looks > GIVE_UP_AFTER and self._now is not None:
            self.problems.append(f"{self._now.name}: never finished loading")
        elif self._still < STILL_FOR:
            return
        elif take_step():
            self._still = 0
            return
        self._take()
        self._next()

    def _loaded(self) -> bool:
        return self.runner.is_idle and all(
            table.records.is_settled
            for window in (self.window, *self._dialogs())
            for table in _tables_in_view(window)
            if table.model() is not None
        )

    def _dialogs(self) -> list[QWidget]:
        """Return the dialogs that are open, the one on top last."""
        dialogs = [one for one in self._app.topLevelWidgets() if _is_open_dialog(one)]
        # Qt tells them in no order: one that another dialog opened lies over it.
        return sorted(dialogs, key=_depth)

    def _take(self) -> None:
        assert self._now is not None
        dialogs = self._dialogs()
        if self._folder is not None:
            self._save(self._now.name, self._folder, dialogs)
        if self._found is not None:
            # What lies dimmed under a dialog was looked at in the scene before.
            for finding in findings(dialogs[-1] if dialogs else self.window):
                self._tell(finding)
        for dialog in dialogs:
            assert isinstance(dialog, QDialog)
            dialog.done(QDialog.DialogCode.Rejected)

    def _tell(self, finding: Finding) -> None:
        if self._found is not None and self._now is not None:
            self._found(self._now.name, finding)

    def _save(self, name: str, folder: Path, dialogs: list[QWidget]) -> None:
        file = folder / f"{len(self.taken) + 1:02}-{name}.png"
        picture = self.window.grab()
        for dialog in dialogs:
            picture = _laid_over(picture, dialog.grab())
        if picture.save(str(file)):
            self.taken.append(file)
            self._told(file)
        else:
            self.problems.append(f"{name}: cannot be written")

    def _all_shots(self) -> Iterator[Shot]:
        yield from self._start_shots()
        workspace = self._workspace()
        for page in workspace.pages:
            yield Shot(page.key, _opener(workspace, page.key))
            for scene in SCENES:
                if scene.page == page.key and scene.opens is not None:
                    # The page is in view and loaded by now.
                    yield Shot(scene.name, _scene(workspace, scene.opens))
        yield Shot("find", lambda: _find(workspace))
        workspace.box.leave()
        workspace.open_page("home")
        yield Shot("help", workspace.show_help)
        yield Shot("bug", lambda: BugDialog(_sample_bug(), self.window).open())

    def _start_shots(self) -> Iterator[Shot]:
        from parkdesk.gui.start.new_park import NewParkScreen
        from parkdesk.gui.start.open_park import OpenParkScreen, RestoreScreen
        from parkdesk.gui.start.opening import CannotOpenScreen, OpeningScreen
        from parkdesk.gui.start.recovery import RecoveryCodeScreen
        from parkdesk.gui.start.sign_in import SignInScreen
        from parkdesk.gui.start.welcome import WelcomeScreen

        place = self._desk.location.shown
        away = Unavailable("server-away")
        screens: tuple[tuple[str, Callable[[], QWidget]], ...] = (
            ("welcome", WelcomeScreen),
            ("new-park", NewParkScreen),
            (
                "recovery-code",
                lambda: RecoveryCodeScreen(
                    self._desk.park.name, SAMPLE_CODE, dt.date(2026, 10, 12)
                ),
            ),
            ("open-park", lambda: OpenParkScreen(place)),
            ("restore", RestoreScreen),
            ("opening", lambda: OpeningScreen(place)),
            ("cannot-open", lambda: CannotOpenScreen(place, away, _nothing, _nothing)),
            ("sign-in", lambda: SignInScreen(self.runner)),
        )
        for name, make in screens:
            yield Shot(name, self._shower(make))

    def _shower(self, make: Callable[[], QWidget]) -> Callable[[], object]:
        return lambda: self.window.show_screen(make())

    def _workspace(self) -> Workspace:
        from parkdesk.gui.workspace import Workspace

        workspace = Workspace(self.runner)
        self.window.show_screen(workspace)
        return workspace


def _is_open_dialog(widget: QWidget) -> bool:
    return isinstance(widget, QDialog) and widget.isVisible()


def _depth(widget: QWidget) -> int:
    above, depth = widget.parentWidget(), 0
    while above is not None:
        above, depth = above.parentWidget(), depth + 1
    return depth


def _tables_in_view(root: QWidget) -> Iterator[RecordTable[Any]]:
    """Yield the lists that can be seen; hidden pages have thousands of widgets that cannot be."""
    for child in root.children():
        if isinstance(child, RecordTable) and child.isVisible():
            yield child
        elif isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
            yield from _tables_in_view(child)


def _laid_over(window: QPixmap, dialog: QPixmap) -> QPixmap:
    """Return the window, dimmed, with the dialog in its middle as it stands on a screen."""
    result = QPixmap(window)
    painter = QPainter(result)
    painter.fillRect(result.rect(), QColor(0, 0, 0, 90))
    size = dialog.deviceIndependentSize().toSize()
    whole = result.deviceIndependentSize().toSize()
    corner = QPoint((whole.width() - size.width()) // 2, (whole.height() - size.height()) // 2)
    painter.drawPixmap(corner, dialog)
    painter.end()
    return result


def _opener(workspace: Workspace, key: str) -> Callable[[], object]:
    return lambda: workspace.open_page(key)


def _scene(workspace: Workspace, opens: Callable[..., object]) -> Callable[[], object]:
    return lambda: opens(workspace.page)


def _find(workspace: Workspace) -> None:
    workspace.box.begin()
    workspace.box.setText("y")
    workspace.box.find_now()


def _nothing() -> None:
    return


def _sample_bug() -> Exception:
    # A traceback is what the dialog shows.
    try:
        _go_wrong()
    except RuntimeError as error:
        return error
    raise AssertionError


def _go_wrong() -> None:
    raise RuntimeError
