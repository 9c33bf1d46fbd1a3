"""From the first frame to the workspace: open a park or make one, sign in, work, sign out."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from parkdesk import paths, settings
from parkdesk.domain.errors import Cancelled, ParkDeskError, Unavailable
from parkdesk.gui import theme
from parkdesk.gui.lasting import Lasting
from parkdesk.gui.main_window import MainWindow
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.start.card import StartCard
from parkdesk.gui.start.known_parks import KnownParks
from parkdesk.gui.start.opening import OpeningScreen
from parkdesk.gui.start.places import (
    OpenedPlace,
    make_demo_park,
    make_park,
    open_place,
    restore_place,
    shown_place,
)
from parkdesk.gui.theme import Tone
from parkdesk.i18n import message, problem, tr

if TYPE_CHECKING:
    from parkdesk.desk import CreatedPark, Desk, Upgraded
    from parkdesk.domain.identity import Actor
    from parkdesk.gui.single import Single
    from parkdesk.gui.start.new_park import NewParkScreen
    from parkdesk.gui.start.open_park import RestoreScreen
    from parkdesk.gui.workspace import Workspace
    from parkdesk.usecases.identity import SignIn

# The first frame is painted before anything else is imported: each screen is imported when shown.


class Opening(QObject):
    """Leads the window from screen to screen.

    Signals:
        ready: the workspace, each time somebody has signed in.
    """

    ready = Signal(object)

    def __init__(self, app: QApplication, window: MainWindow, chosen: settings.Settings) -> None:
        super().__init__(app)
        self.app = app
        self.window = window
        self.settings = chosen
        self.runner = Runner()
        self.runner.failed.connect(_show_failed)
        self.lasting = Lasting(self.runner)
        self.known = KnownParks()
        self._desk: Desk | None = None
        self._place = ""
        self._upgraded: Upgraded | None = None
        window.closing.connect(self.close)

    # Ways to begin

    def begin(self, place: str) -> None:
        """Open the park at `place`; without one, ask what to begin with."""
        if place:
            self.window.show_screen(OpeningScreen(shown_place(place)))
            QTimer.singleShot(0, self, lambda: self.open_park(place))
        else:
            self.welcome()

    @cached_property
    def single(self) -> Single:
        """Who sees to it that a data folder has one window."""
        from parkdesk.gui.single import Single

        return Single(self, self.window)

    def welcome(self) -> None:
        """Show the first-run assistant."""
        from parkdesk.gui.start.welcome import WelcomeScreen

        screen = WelcomeScreen(self.known.all())
        screen.park_wanted.connect(self.open_park)
        screen.chosen.connect(self._chosen)
        screen.language_wanted.connect(self.change_language)
        self.window.show_screen(screen)

    def change_language(self, language: str) -> None:
        """Speak another language from now on; the screen in view is made again."""
        from parkdesk.gui.app import speak

        self.keep(language=language)
        speak(self.app, language)
        self.window.setWindowTitle(tr("ParkDesk"))
        if self._desk is not None and self.runner.desk is not None:
            self._work(self._desk.signed_in(self.runner.desk.actor))
            if self.workspace is not None:
                # Only a page of settings changes the language.
                self.workspace.open_page("admin")
                self.workspace.notify(tr("Language changed"))
        else:
            self.welcome()

    def change_scheme(self, scheme: str) -> None:
        """Use another scheme from now on."""
        self.keep(scheme=scheme)
        theme.theme.apply(self.app, theme.Scheme(scheme))

    def keep(self, **changes: str) -> None:
        """Store settings; where the folder cannot be written they hold until the program ends."""
        self.settings = dataclasses.replace(self.settings, **changes)
        try:
            settings.save(self.settings)
        except OSError:
            self.window.show_fault(
                tr("Your settings could not be stored: they hold until ParkDesk is closed."),
                Tone.WARN,
                (),
            )

    def open_park(self, place: str, recovery_code: str = "") -> None:
        """Open a park in the background; then its sign-in."""
        if not self.single.take(place):
            self.app.quit()
            return
        self.window.show_screen(OpeningScreen(shown_place(place)))
        request = self.runner.call(self.window, open_place, place, recovery_code)
        request.done(lambda opened: self._opened(place, opened))
        request.refused(lambda error: self._not_opened(place, error))

    @property
    def workspace(self) -> Workspace | None:
        """The workspace, once somebody works in it."""
        from parkdesk.gui.workspace import Workspace

        screen = self.window.screen_shown
        return screen if isinstance(screen, Workspace) else None

    def close(self) -> None:
        """Finish what is being written, then let go of the park."""
        self.runner.close()
        self.lasting.release()
        self.single.release()
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    # From screen to screen

    def _chosen(self, key: str) -> None:
        begin: dict[str, Callable[[], None]] = {
            "demo": self._demo,
            "new": self._new_park,
            "open": self._ask_place,
            "restore": self._ask_backup,
        }
        begin[key]()

    def _demo(self) -> None:
        place = str(paths.demo_park())
        if (paths.demo_park() / "park.db").exists():
            self.open_park(place)
            return
        other = self.known.demo()
        if other is None:
            self._make_demo()
            return
        there = other.place
        offers = (
            (tr("Open it"), lambda: self.open_park(there)),
            (tr("Make another one"), self._make_demo),
        )
        screen = self.window.screen_shown
        if isinstance(screen, StartCard):
            words = tr("There is a demonstration park already, in {place}.", place=there)
            screen.ask(words, offers)

    def _make_demo(self) -> None:
        place = str(paths.demo_park())
        screen = OpeningScreen(place, tr("Making the demonstration park…"))
        self.window.show_screen(screen)
        request = self.runner.call(self.window, make_demo_park, place)
        request.progressed(screen.show_progress)
        request.done(lambda _nothing: self.open_park(place))
        request.refused(lambda error: self._not_opened(place, error))
        screen.offer_cancel(request.cancel)

    def _new_park(self) -> None:
        from parkdesk.gui.start.new_park import NewParkScreen

        screen = NewParkScreen()
        screen.left.connect(self.welcome)
        screen.wanted.connect(lambda place, answers: self._create(screen, place, answers))
        self.window.show_screen(screen)

    def _create(self, screen: NewParkScreen, place: str, answers: dict[str, Any]) -> None:
        def refused(error: Exception) -> bool:
            screen.refused()
            if isinstance(error, ParkDeskError):
                screen.show_fault(message(error), Tone.BAD, ())
                return True
            return False

        request = self.runner.call(screen, make_park, place, answers)
        request.done(lambda created: self._created(place, created)).refused(refused)

    def _created(self, place: str, created: CreatedPark) -> None:
        from parkdesk.domain.calendar import day_in_china
        from parkdesk.gui.start.recovery import RecoveryCodeScreen

        desk = created.desk
        today = day_in_china(desk.clock())
        screen = RecoveryCodeScreen(desk.park.name, created.recovery_code, today)
        screen.confirmed.connect(lambda: self._enter(place, desk))
        self.window.show_screen(screen)

    def _enter(self, place: str, desk: Desk) -> None:
        self.single.take(place)
        self._take_desk(place, desk)
        self._work(desk)

    def _ask_place(self) -> None:
        from parkdesk.gui.start.open_park import OpenParkScreen

        screen = OpenParkScreen(self.settings.location)
        screen.left.connect(self.welcome)
        screen.wanted.connect(self.open_park)
        self.window.show_screen(screen)

    def _ask_backup(self) -> None:
        from parkdesk.gui.start.open_park import RestoreScreen

        screen = RestoreScreen()
        screen.left.connect(self.welcome)
        screen.wanted.connect(lambda file, place: self._restore(screen, file, place))
        self.window.show_screen(screen)

    def _restore(self, screen: RestoreScreen, file: str, place: str) -> None:
        screen.main.setEnabled(False)
        screen.show_busy(tr("Checking and unpacking the backup…"))

        def refused(error: Exception) -> bool:
            screen.main.setEnabled(True)
            screen.show_busy("")
            if isinstance(error, ParkDeskError):
                screen.show_fault(message(error), Tone.BAD, ())
                return True
            return False

        request = self.runner.call(screen, restore_place, file, place)
        request.done(lambda _nothing: self.open_park(place)).refused(refused)

    def _opened(self, place: str, opened: OpenedPlace) -> None:
        if self._desk is not None:
            self._desk.close()
        desk = opened.desk
        self._upgraded = opened.upgraded
        self._take_desk(place, desk)
        self.runner.desk = desk
        from parkdesk.domain.identity import SignInMode

        if desk.park.sign_in_mode is SignInMode.OS_ACCOUNT:
            self._by_account(place, desk)
        else:
            self._ask_person()

    def _take_desk(self, place: str, desk: Desk) -> None:
        self._desk = desk
        self._place = place
        self.keep(location=desk.location.address)
        self.known.opened(shown_place(place), desk.park.name, is_demo=desk.park.is_demo)

    def _by_account(self, place: str, desk: Desk) -> None:
        from parkdesk.desk import os_account
        from parkdesk.usecases.identity import sign_in_os_account

        def answered(outcome: SignIn) -> None:
            if outcome.actor is not None:
                self._work(desk.signed_in(outcome.actor))
            else:
                self._ask_person(outcome.problem)

        # Signing in writes: in a folder that may not be written it is refused here.
        request = self.runner.run(self.window, sign_in_os_account, os_account())
        request.done(answered).refused(lambda error: self._not_opened(place, error))

    def _ask_person(self, problem_code: str = "") -> None:
        if self._desk is None:
            return
        from parkdesk.gui.start.sign_in import SignInScreen

        self.runner.desk = self._desk
        screen = SignInScreen(self.runner, self.known.login(shown_place(self._place)))
        screen.signed_in.connect(self._signed_in)
        screen.elsewhere_wanted.connect(self._elsewhere)
        desk = self._desk
        screen.account_wanted.connect(lambda: self._by_account(desk.location.shown, desk))
        self.window.show_screen(screen)
        if problem_code:
            screen.show_fault(problem(problem_code), Tone.WARN, ())

    def _signed_in(self, actor: Actor, login: str) -> None:
        assert self._desk is not None
        self.keep(login=login)
        self.known.signed_in(shown_place(self._place), login)
        self._work(self._desk.signed_in(actor))

    def _work(self, desk: Desk) -> None:
        from parkdesk.gui.workspace import Workspace, park_name

        self.runner.desk = desk
        workspace = Workspace(self.runner)
        workspace.settings_host = self
        self.lasting.release()
        workspace.page_opened.connect(self.lasting.expect)
        workspace.sign_out_wanted.connect(self._ask_person)
        workspace.other_park_wanted.connect(self._elsewhere)
        workspace.quit_wanted.connect(self.window.close)
        self.window.show_screen(workspace)
        self.window.setWindowTitle(tr("{park} · ParkDesk", park=park_name(desk.park)))
        self._tell_upgrade(workspace)
        self.ready.emit(workspace)

    def _tell_upgrade(self, workspace: Workspace) -> None:
        done, self._upgraded = self._upgraded, None
        workspace.focus_first()
        if done is not None and done.copy is not None and workspace.page is not None:
            text = tr(
                "The data were brought from version {before} to {after}; the copy made before is"
                " {file}.",
                before=done.before,
                after=done.after,
                file=done.copy,
            )
            workspace.page.show_fault(text, Tone.GOOD, ())

    def _elsewhere(self) -> None:
        # The runner keeps the desk until the next is there: what the page just left had asked for
        # may still arrive.
        if self._desk is not None:
            self._desk.close()
            self._desk = None
        self.single.release()
        self.window.setWindowTitle(tr("ParkDesk"))
        self.welcome()

    def _not_opened(self, place: str, error: Exception) -> bool:
        if isinstance(error, Cancelled):
            self.welcome()
            return True
        if not isinstance(error, ParkDeskError):
            self.welcome()
            from parkdesk.gui.faults import show_bug

            show_bug(error, self.window)
            return True
        if isinstance(error, Unavailable) and error.code == "key-missing":
            self._ask_code(place, message(error))
            return True
        from parkdesk.gui.start.opening import CannotOpenScreen

        screen = CannotOpenScreen(
            shown_place(place), error, lambda: self.open_park(place), self._elsewhere
        )
        self.window.show_screen(screen)
        return True

    def _ask_code(self, place: str, text: str) -> None:
        from parkdesk.gui.start.recovery import EnterCodeScreen

        screen = EnterCodeScreen(shown_place(place), text, self._elsewhere)

        def entered(code: str) -> None:
            screen.main.setEnabled(False)
            request: Request[OpenedPlace] = self.runner.call(screen, open_place, place, code)
            request.done(lambda opened: self._opened(place, opened))
            request.refused(refused)

        def refused(error: Exception) -> bool:
            screen.main.setEnabled(True)
            if isinstance(error, ParkDeskError):
                screen.show_fault(message(error), Tone.BAD, ())
                return True
            return False

        screen.entered.connect(entered)
        self.window.show_screen(screen)


def _show_failed(request: Request[Any]) -> None:
    from parkdesk.gui.faults import show_failed

    show_failed(request)
