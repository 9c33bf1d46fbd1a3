"""A claim as it will be printed: which document, numbers masked or whole; looked at, printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from parkdesk.domain.claim_forms import FORMS_OF, ClaimForm
from parkdesk.gui.actions import ActionButton, PageAction, action_for
from parkdesk.gui.claims.form_headings_dialog import FormHeadingsDialog
from parkdesk.gui.claims.offset_dialog import OffsetDialog, ShiftedOutputs
from parkdesk.gui.claims.printing import Choice, Document, asks_numbers, choices, draw, use_case_of
from parkdesk.gui.summaries.preview_dialog import PreviewDialog
from parkdesk.gui.summaries.rendering import Printed
from parkdesk.i18n import tr
from parkdesk.usecases.claim_prints import claim_print_whole
from parkdesk.usecases.form_headings import FormWording, form_wording, save_form_wording

if TYPE_CHECKING:
    from parkdesk.domain.claim_print import ClaimPrint, CorrectionNotice
    from parkdesk.gui.runner import Request, Runner
    from parkdesk.usecases.claim_lists import ClaimDetail


class ClaimPrintDialog(PreviewDialog["ClaimPrint | CorrectionNotice"]):
    """One document of a claim; the correction notice first after a return."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        detail: ClaimDetail,
        notify: Callable[[str], object],
    ) -> None:
        title = tr("Print claim {number}", number=detail.row.number)
        super().__init__(runner, parent, title, notify, ShiftedOutputs)
        self._detail = detail
        self.document = QComboBox()
        for choice, words in choices(detail):
            self.document.addItem(words, choice)
        self.document.setAccessibleName(tr("Document to print"))
        self.document.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.document.currentIndexChanged.connect(lambda _at: self._choose())
        self.whole = QCheckBox(tr("Whole identity numbers (noted in the trail)"))
        self.whole.toggled.connect(lambda _on: self._load())
        self.wording = action_for(
            *(self, runner, save_form_wording, tr("Headings…"), self.ask_headings),
            key="Alt+H",
            icon="edit",
        )
        self.offset = PageAction(
            self, tr("Printer offset…"), self.ask_offset, key="Alt+O", icon="settings"
        )
        self.choices.addWidget(self.document)
        self.choices.addWidget(self.whole)
        self.choices.addStretch()
        self.foot.insertWidget(0, ActionButton(self.wording))
        self.foot.insertWidget(1, ActionButton(self.offset))
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

    def file_name(self) -> str:
        """Return the name to save under: the claim and the document, no person."""
        return f"{self._detail.row.number} {self.document.currentText()}.pdf"

    def begin_drawing(self, found: ClaimPrint | CorrectionNotice, spoken: str) -> Request[Printed]:
        """Start drawing the document that is chosen."""
        return self.runner.call(self, draw, self.choice, found, spoken)

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

    def _choose(self) -> None:
        choice = self.choice
        asks = asks_numbers(choice, self._detail.row.kind)
        self.whole.setVisible(asks and self.runner.can(claim_print_whole))
        has_form = isinstance(choice, ClaimForm) or choice is Document.FORMS
        self.wording.setEnabled(has_form)
        self._load()

    def _load(self) -> None:
        whole = self.whole.isChecked() and not self.whole.isHidden()
        self.gather(use_case_of(self.choice, whole=whole), self._detail.row.id)
