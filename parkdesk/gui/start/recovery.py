"""The recovery code: shown once after set-up, asked for on another computer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout

from parkdesk.gui.actions import button
from parkdesk.gui.field_form import FieldPanel
from parkdesk.gui.start.card import StartCard
from parkdesk.gui.summaries import folders
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.texts import card, label
from parkdesk.i18n import date_text, problem, tr


class RecoveryCodeScreen(StartCard):
    """Shows the code of a new park until the person has it outside this computer.

    Signals:
        confirmed: the person has typed the last group of the code.
    """

    confirmed = Signal()

    def __init__(self, park: str, code: str, today: dt.date) -> None:
        super().__init__(
            tr("Keep this recovery code"),
            tr(
                "Identity numbers and bank accounts are encrypted. Should this computer be lost,"
                " a backup can be read only with this code. It is shown this once."
            ),
        )
        self._park = park
        self._code = code
        self._today = today
        shown = label(code, "code", selectable=True)
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        frame = card()
        row = QHBoxLayout(frame)
        row.setContentsMargins(SPACE * 4, SPACE * 4, SPACE * 4, SPACE * 4)
        row.addWidget(shown)
        self.content.addWidget(frame)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE * 2)
        buttons.addWidget(button(tr("Print…"), self._print, icon="print"))
        buttons.addWidget(button(tr("Save as text…"), self._choose_file, icon="save"))
        buttons.addWidget(button(tr("Copy"), self._copy, icon="copy"))
        buttons.addStretch()
        self.content.addLayout(buttons)
        self.outcome = label("", "muted", wrap=True)
        self.content.addWidget(self.outcome)
        self.form = FieldPanel()
        self.last = self.form.text(
            "last",
            tr("The code's last group"),
            required=True,
            hint=tr("Type it from your print or file, to be sure that you have it."),
        )
        self.form.finished.connect(self.submit)
        self.content.addWidget(self.form)
        self.main = self.add_main(tr("I have kept it: go on"), self.submit)

    def focus_first(self) -> None:
        """Begin with the field."""
        self.last.focus()

    def submit(self) -> None:
        """Go on when the last group is right."""
        typed = self.last.value().replace(" ", "").upper()
        if typed == self._code.split("-")[-1].upper():
            self.confirmed.emit()
        else:
            self.last.show_problem(problem("not-the-last-group"))
            self.last.focus()

    def text(self) -> str:
        """Return what is printed or saved."""
        return "\n".join(
            (
                tr("ParkDesk: recovery code of {park}", park=self._park),
                date_text(self._today),
                "",
                self._code,
                "",
                tr(
                    "Keep this sheet in a safe. Whoever has it and a backup can read every"
                    " identity number and bank account of the park."
                ),
                "",
            )
        )

    def save_to(self, path: Path) -> None:
        """Write the code; says so, or why it could not be written."""
        try:
            path.write_text(self.text(), encoding="utf-8")
        except OSError:
            self.outcome.setText(tr("It could not be written there: choose another folder."))
        else:
            self.outcome.setText(tr("Saved as {name}.", name=path.name))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)
        self.outcome.setText(tr("Copied."))

    def _choose_file(self) -> None:
        place = str(folders.last_folder() / "parkdesk-recovery-code.txt")
        dialog = QFileDialog(self, tr("Save as text…"), place)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()

    def _print(self) -> None:
        # Imported here: the printing library is needed once in a park's life.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        if not QPrinterInfo.availablePrinterNames():
            self.outcome.setText(tr("There is no printer on this computer: save it as text."))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)

        def accepted() -> None:
            document = QTextDocument()
            document.setPlainText(self.text())
            document.print_(printer)
            self.outcome.setText(tr("Sent to the printer."))

        dialog.accepted.connect(accepted)
        # QPrintDialog's own open() asks for a slot by name.
        QDialog.open(dialog)


class EnterCodeScreen(StartCard):
    """Asks for the recovery code where the key is not on this computer.

    Signals:
        entered: the code as typed.
    """

    entered = Signal(str)

    def __init__(self, place: str, text: str, elsewhere: Callable[[], object]) -> None:
        super().__init__(tr("The key is not on this computer"), place)
        self.content.addWidget(Callout(text, Tone.WARN))
        self.form = FieldPanel()
        self.code = self.form.text("code", tr("Recovery code"), required=True)
        self.form.finished.connect(self.submit)
        self.content.addWidget(self.form)
        self.foot.addWidget(button(tr("Another park, or a new one…"), elsewhere))
        self.main = self.add_main(tr("Open"), self.submit)

    def focus_first(self) -> None:
        """Begin with the code."""
        self.code.focus()

    def submit(self) -> None:
        """Try the code."""
        problems = self.form.found_problems()
        self.form.show_at_fields(problems, {})
        if not problems:
            self.entered.emit(self.code.value())
