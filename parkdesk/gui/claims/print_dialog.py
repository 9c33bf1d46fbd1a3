"""A claim as it will be printed: which document, numbers masked or whole; looked at, printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from parkdesk.domain.claim_forms import FORMS_OF, ClaimForm
from parkdesk.gui.actions import ActionButton, PageAction, action_for, button
from parkdesk.gui.claims.form_headings_dialog import FormHeadingsDialog
from parkdesk.gui.claims.offset_dialog import OffsetDialog, ShiftedOutputs
from parkdesk.gui.claims.printing import Choice, Document, asks_numbers, choices, draw, use_case_of
from parkdesk.gui.summaries.pdf_file import PdfFile
from parkdesk.gui.summaries.rendering import Printed
from parkdesk.gui.summaries.viewer import Viewer
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Banner
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import language, tr
from parkdesk.usecases.claim_prints import claim_print_whole
from parkdesk.usecases.form_headings import FormWording, form_wording, save_form_wording

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from parkdesk.domain.claim_print import ClaimPrint, CorrectionNotice
    from parkdesk.gui.runner import Runner
    from parkdesk.usecases.claim_lists import ClaimDetail

FIRST = QSize(1060, 860)


class ClaimPrintDialog(QDialog):
    """The very file that is printed and saved; the correction notice first after a return."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        detail: ClaimDetail,
        notify: Callable[[str], object],
    ) -> None:
        super().__init__(parent)
        self.runner = runner
        self._detail = detail
        self._language = language()
        self._found: ClaimPrint | CorrectionNotice | None = None
        self._asked = 0
        self.setWindowTitle(tr("Print claim {number}", number=detail.row.number))
        self.banner = Banner()
        self.viewer = Viewer(runner, self._language)
        self.viewer.language_chosen.connect(self._speak)
        self.outputs = ShiftedOutputs(runner, self, notify)
        self.document = QComboBox()
        for choice, words in choices(detail):
            self.document.addItem(words, choice)
        self.document.setAccessibleName(tr("Document to print"))
        self.document.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.document.currentIndexChanged.connect(lambda _at: self._choose())
        self.whole = QCheckBox(tr("Whole identity numbers (noted in the trail)"))
        self.whole.toggled.connect(lambda _on: self._load())
        self.printing = PageAction(self, tr("Print…"), self.print, key="Ctrl+P", icon="print")
        self.saving = PageAction(self, tr("Save as PDF…"), self.save, key="Ctrl+S", icon="pdf")
        self.wording = action_for(
            self, runner, save_form_wording, tr("Headings…"), self.ask_headings, icon="edit"
        )
        self.offset = PageAction(self, tr("Printer offset…"), self.ask_offset, icon="settings")
        self._lay_out()
        self._choose()

    @property
    def choice(self) -> Choice:
        """The document that is chosen."""
        chosen: Choice = self.document.currentData(Qt.ItemDataRole.UserRole)
        # Qt keeps an enum of texts as its text.
        forms = {form.value for form in ClaimForm}
        return ClaimForm(chosen) if str(chosen) in forms else Document(chosen)

    def choose(self, choice: Choice) -> None:
        """Show a document."""
        for at in range(self.document.count()):
            if self.document.itemData(at) == choice:
                self.document.setCurrentIndex(at)

    def show_fault(
        self, text: str, tone: Tone, offers: tuple[tuple[str, Callable[[], object]], ...]
    ) -> None:
        """Show a problem over the preview; `faults` calls it."""
        self.banner.show_text(text, tone, offers=offers)

    def file(self) -> PdfFile | None:
        """Return the file in view; None until it is drawn."""
        return self.viewer.view.file if self.printing.isEnabled() else None

    def file_name(self) -> str:
        """Return the name to save under: the claim and the document, no person."""
        return f"{self._detail.row.number} {self.document.currentText()}.pdf"

    def print(self) -> None:
        """Open the system's printer dialogue."""
        file = self.file()
        if file is not None:
            self.outputs.print(file, self.file_name(), self.save)

    def save(self) -> None:
        """Ask where to, then save the file in view."""
        if self.file() is not None:
            self.outputs.save(self.file_name(), self.save_to)

    def save_to(self, path: Path) -> None:
        """Save the file in view."""
        file = self.file()
        if file is not None:
            self.outputs.save_to(path, file)

    def ask_headings(self) -> None:
        """Open the headings of the form in view, of the first one where all are."""
        choice = self.choice
        form = choice if isinstance(choice, ClaimForm) else FORMS_OF[self._detail.row.kind][0]
        programme = self._detail.row.programme_id
        request = self.runner.run(self, form_wording, programme, form)
        request.done(self._open_headings)

    def ask_offset(self) -> None:
        """Open the offset of one of the computer's printers."""
        from PySide6.QtPrintSupport import QPrinterInfo

        self.open_offset(tuple(QPrinterInfo.availablePrinterNames()))

    def open_offset(self, printers: tuple[str, ...]) -> None:
        """Open the offset of one of these printers."""
        dialog = OffsetDialog(self.runner, self, printers)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _open_headings(self, wording: FormWording) -> None:
        dialog = FormHeadingsDialog(self.runner, self, wording)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(lambda _saved: self._load())
        dialog.open()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE * 2)
        head.addWidget(label(self.windowTitle(), "title"))
        head.addStretch()
        chosen = QHBoxLayout()
        chosen.setSpacing(SPACE * 3)
        chosen.addWidget(self.document)
        chosen.addWidget(self.whole)
        chosen.addStretch()
        foot = QHBoxLayout()
        foot.setSpacing(SPACE * 2)
        foot.addWidget(ActionButton(self.wording))
        foot.addWidget(ActionButton(self.offset))
        foot.addStretch()
        foot.addWidget(button(tr("Close"), self.reject))
        foot.addWidget(ActionButton(self.saving, key_shown=True))
        foot.addWidget(ActionButton(self.printing, primary=True, key_shown=True))
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 5, SPACE * 4, SPACE * 5, SPACE * 4)
        box.setSpacing(SPACE * 3)
        box.addLayout(head)
        box.addLayout(chosen)
        box.addWidget(self.banner)
        box.addWidget(self.viewer, 1)
        box.addLayout(foot)

    def _choose(self) -> None:
        choice = self.choice
        asks = asks_numbers(choice, self._detail.row.kind)
        self.whole.setVisible(asks and self.runner.can(claim_print_whole))
        has_form = isinstance(choice, ClaimForm) or choice is Document.FORMS
        self.wording.setEnabled(has_form)
        self._load()

    def _load(self) -> None:
        self._enable(on=False)
        self._asked += 1
        asked = self._asked
        self._found = None
        self.banner.dismiss()
        self.viewer.say_waiting()
        whole = self.whole.isChecked() and not self.whole.isHidden()
        use_case = use_case_of(self.choice, whole=whole)

        def arrived(found: ClaimPrint | CorrectionNotice) -> None:
            # Another document may have been chosen while this one was gathered.
            if asked == self._asked:
                self._draw(found)

        request = self.runner.run(self, use_case, self._detail.row.id)
        request.done(arrived).refused(self._not_drawn)

    def _speak(self, code: str) -> None:
        self._language = code
        if self._found is not None:
            self._draw(self._found)

    def _draw(self, found: ClaimPrint | CorrectionNotice) -> None:
        self._found = found
        spoken, asked = self._language, self._asked
        self._enable(on=False)

        def drawn(printed: Printed) -> None:
            if spoken != self._language or asked != self._asked:
                printed.file.close()
                return
            self._show(printed)

        request = self.runner.call(self, draw, self.choice, found, spoken)
        request.named(tr("Drawing the pages")).done(drawn).refused(self._not_drawn)

    def _show(self, printed: Printed) -> None:
        self.viewer.show_content(printed.file)
        self._enable(on=True)
        self.viewer.view.setFocus()
        if printed.missing:
            signs = "、".join(printed.missing)
            self.banner.show_text(
                tr("No font of the program has these signs; they are printed as 〓: {signs}",
                   signs=signs),
                Tone.WARN,
            )  # fmt: skip

    def _not_drawn(self, _error: Exception) -> bool:
        """Say that there is nothing to see; why stands in the banner."""
        self.viewer.say(tr("The pages were not drawn"), "", "pdf")
        return False

    def _enable(self, *, on: bool) -> None:
        self.printing.setEnabled(on)
        self.saving.setEnabled(on)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        parent = self.parentWidget()
        if parent is not None:
            room = parent.window().size() - QSize(SPACE * 12, SPACE * 12)
            self.resize(FIRST.boundedTo(room))
