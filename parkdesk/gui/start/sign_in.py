"""Signing in: name and password, with the wait after wrong ones said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton

from parkdesk.domain.calendar import CHINA
from parkdesk.domain.identity import SignInMode
from parkdesk.gui.actions import button
from parkdesk.gui.field_form import FieldPanel
from parkdesk.gui.start.card import StartCard, account_words
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import label as label_of
from parkdesk.i18n import language, problem, tr, trn

if TYPE_CHECKING:
    from parkdesk.gui.runner import Runner
    from parkdesk.usecases.identity import SignIn

TICK_MS = 1_000
FEW_LEFT = 2


class SignInScreen(StartCard):
    """Asks who is there. In the demonstration park its people are offered with their password.

    Signals:
        signed_in: the actor, and the name typed.
        account_wanted: the person wants in on the computer's account; where the park allows it.
        elsewhere_wanted: the person wants another park.
    """

    signed_in = Signal(object, str)
    account_wanted = Signal()
    elsewhere_wanted = Signal()

    def __init__(self, runner: Runner, login: str = "") -> None:
        assert runner.desk is not None
        park = runner.desk.park
        in_english = language() == "en" and park.name_en
        super().__init__(
            park.name_en if in_english else park.name, runner.desk.location.shown, width=560
        )
        self._runner = runner
        self._locked: dict[str, dt.datetime] = {}
        self._people: dict[str, QPushButton] = {}
        """The ways in that need nothing typed, by sign-in name; "" is the computer's account."""
        self.form = FieldPanel()
        self.login = self.form.text("login", tr("Sign-in name"), required=True)
        self.password = self.form.text("password", tr("Password"), required=True, secret=True)
        self.login.set_value(login)
        self.form.finished.connect(self.submit)
        self.content.addWidget(self.form)
        self.foot.addWidget(button(tr("Another park…"), self.elsewhere_wanted.emit, role="flat"))
        if park.sign_in_mode is SignInMode.OS_ACCOUNT:
            words = account_words()
            made = button(words, self.account_wanted.emit, icon="person")
            self._people[""] = made
            self.content.addWidget(made)
        self.main = self.add_main(tr("Sign in"), self.submit)
        self._ticking = QTimer(self, interval=TICK_MS)
        self._ticking.timeout.connect(self._tick)
        # Wrong passwords hold up one person: another name at the same desk may sign in at once.
        self.login.editor.textChanged.connect(self._another_name)
        if park.is_demo:
            self._offer_people()

    def focus_first(self) -> None:
        """Begin with the name, or with the password when the name is known.

        Where one key is enough, begin with it: with that of whoever was here last, as far as known.
        """
        if self._people:
            first = next(iter(self._people.values()))
            self._people.get(self.login.value(), first).setFocus()
            return
        (self.password if self.login.value() else self.login).focus()

    def submit(self) -> None:
        """Try the name and the password."""
        problems = self.form.found_problems()
        self.form.show_at_fields(problems, {})
        if not problems and self.main.isEnabled():
            self._try(self.login.value(), self.password.value())

    def _try(self, login: str, password: str) -> None:
        from parkdesk.usecases.identity import sign_in

        self.main.setEnabled(False)
        request = self._runner.run(self, sign_in, login, password)
        request.done(self._answered).refused(self._refused)

    def _refused(self, _error: Exception) -> bool:
        self.main.setEnabled(True)
        return False

    def _answered(self, outcome: SignIn) -> None:
        if outcome.actor is not None:
            self.banner.dismiss()
            self.signed_in.emit(outcome.actor, self.login.value())
            return
        self.main.setEnabled(True)
        self.password.set_value("")
        self.password.focus()
        if outcome.locked_until is not None:
            self._locked[self.login.value()] = outcome.locked_until
            self._ticking.start()
            self._tick()
        else:
            self.banner.show_text(_said(outcome), Tone.BAD, closable=False)

    def _another_name(self) -> None:
        self.banner.dismiss()
        self._tick()

    def _tick(self) -> None:
        assert self._runner.desk is not None
        now = self._runner.desk.clock()
        over = [name for name, until in self._locked.items() if until <= now]
        for name in over:
            del self._locked[name]
        until = self._locked.get(self.login.value())
        self.main.setEnabled(until is None)
        if until is not None:
            shown = f"{until.astimezone(CHINA):%H:%M:%S}"
            words = problem("account-locked", until=shown)
            self.banner.show_text(words, Tone.BAD, closable=False)
        elif self.login.value() in over:
            self.banner.dismiss()
        if not self._locked:
            self._ticking.stop()

    def _offer_people(self) -> None:
        from parkdesk.demo.people import PASSWORD, PEOPLE

        words = tr(
            "Demonstration park: choose a person. Everybody's password is {password}.",
            password=PASSWORD,
        )
        self.content.addWidget(label(words, "muted", wrap=True))
        grid = QGridLayout()
        grid.setSpacing(SPACE * 2)
        for place, person in enumerate(PEOPLE):
            text = tr("{name} · {role}", name=person.name, role=label_of(person.role))
            made = button(text, self._chooser(person.login, PASSWORD), icon="person")
            self._people[person.login] = made
            grid.addWidget(made, place // 2, place % 2)
        self.content.addLayout(grid)

    def _chooser(self, login: str, password: str) -> Callable[[], None]:
        def choose() -> None:
            self.login.set_value(login)
            self.password.set_value(password)
            self.submit()

        return choose


def _said(outcome: SignIn) -> str:
    """Return why it was refused, with how many wrong passwords are left when they are few."""
    words = problem(outcome.problem)
    if not outcome.attempts_left or outcome.attempts_left > FEW_LEFT:
        return words
    left = trn(
        "{n} more wrong password, and this name has to wait.",
        "{n} more wrong passwords, and this name has to wait.",
        outcome.attempts_left,
    )
    return f"{words} {left}"
