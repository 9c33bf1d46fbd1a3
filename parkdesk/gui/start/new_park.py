"""Setting up a park: its name, how people sign in, where the data are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QRadioButton, QVBoxLayout, QWidget

from parkdesk import paths
from parkdesk.domain.identity import SignInMode, password_problem
from parkdesk.gui.actions import button
from parkdesk.gui.field_form import FieldPanel
from parkdesk.gui.start.card import StartCard, account_words
from parkdesk.gui.summaries import folders
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import tr

REGION_DIGITS = 6


class NewParkScreen(StartCard):
    """The form of a new park.

    Signals:
        wanted: the folder, and the keyword arguments of `desk.NewPark`.
        left: the person goes back.
    """

    wanted = Signal(str, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(
            tr("Set up my park"),
            tr("Everything here can be changed later, except the folder's place."),
        )
        self.form = FieldPanel()
        self.name = self.form.text("name", tr("Name of the park"), required=True)
        self.name_en = self.form.text("name_en", tr("English name"))
        self.region = self.form.text(
            "region_code",
            tr("Region code"),
            longest=REGION_DIGITS,
            hint=tr("Six digits of the administrative division, such as 320214."),
        )
        self.by_account = QRadioButton(account_words())
        self.by_password = QRadioButton(tr("Each person has a name and a password"))
        self.by_account.setChecked(True)
        self.form.grid.addWidget(label(tr("Signing in"), "label"), self.form.grid.rowCount(), 0)
        self.form.grid.addWidget(self._modes(), self.form.grid.rowCount() - 1, 1)
        self.person = self.form.text("person", tr("Your name"), required=True)
        self.login = self.form.text("login", tr("Sign-in name"), required=True, longest=40)
        self.password = self.form.text(
            "password",
            tr("Password"),
            required=True,
            secret=True,
            hint=tr("At least 8 characters."),
        )
        self.again = self.form.text("again", tr("Password again"), required=True, secret=True)
        self.folder = self.form.text("folder", tr("Data folder"), required=True)
        self.folder.set_value(str(paths.free_park()))
        self.folder.add_button(button(tr("Choose…"), self._choose_folder))
        self.content.addWidget(self.form)
        self.add_back(self.left.emit)
        self.main = self.add_main(tr("Set up the park"), self.submit)
        self.by_password.toggled.connect(self._show_mode)
        self.form.finished.connect(self.submit)
        self._show_mode()

    def focus_first(self) -> None:
        """Begin with the name."""
        self.name.focus()

    def submit(self) -> None:
        """Check what is typed and ask for the park."""
        problems = self.form.found_problems()
        region = self.region.value()
        if region and not (region.isdigit() and len(region) == REGION_DIGITS):
            problems["region_code"] = "region-code"
        if self.by_password.isChecked():
            problems |= self._password_problems(problems)
        self.form.show_at_fields(problems, {})
        if not problems:
            self.main.setEnabled(False)
            self.show_busy(tr("Making the park: this takes a few seconds…"))
            self.wanted.emit(self.folder.value(), self._answers())

    def refused(self) -> None:
        """Let the person correct and try again; everything typed is still there."""
        self.show_busy("")
        self.main.setEnabled(True)

    def _answers(self) -> dict[str, object]:
        answers: dict[str, object] = {
            "name": self.name.value(),
            "name_en": self.name_en.value(),
            "region_code": self.region.value(),
            "sign_in_mode": SignInMode.OS_ACCOUNT,
            "person": self.person.value(),
        }
        if self.by_password.isChecked():
            answers["sign_in_mode"] = SignInMode.PASSWORD
            answers["login"] = self.login.value()
            answers["password"] = self.password.value()
        return answers

    def _password_problems(self, known: dict[str, str]) -> dict[str, str]:
        found = {}
        code = password_problem(self.password.value(), self.login.value())
        if code and "password" not in known:
            found["password"] = code
        if self.password.value() != self.again.value() and "again" not in known:
            found["again"] = "passwords-differ"
        return found

    def _modes(self) -> QWidget:
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        box.addWidget(self.by_account)
        box.addWidget(self.by_password)
        return holder

    def _show_mode(self) -> None:
        for field in (self.login, self.password, self.again):
            field.set_visible(self.by_password.isChecked())

    def _choose_folder(self) -> None:
        place = folders.nearest_folder(self.folder.value())
        dialog = QFileDialog(self, tr("Data folder"), str(place))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder.set_value)
        dialog.open()
