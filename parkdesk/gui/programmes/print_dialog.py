"""A programme as it will be printed: looked at, printed, saved as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from parkdesk.gui.actions import ActionButton, PageAction, button
from parkdesk.gui.summaries.outputs import Outputs
from parkdesk.gui.summaries.pdf_file import PdfFile
from parkdesk.gui.summaries.rendering import Printed
from parkdesk.gui.summaries.viewer import Viewer
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Banner
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import language, tr
from parkdesk.usecases.programme_prints import programme_print

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from parkdesk.desk import Progress  # type: ignore[attr-defined]
    from parkdesk.domain.programme_print import ProgrammePrint
    from parkdesk.gui.runner import Runner

FIRST = QSize(1000, 860)


class ProgrammePrintDialog(QDialog):
    """The very file that is printed and saved; the language of the print is chosen here."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        programme_id: int,
        notify: Callable[[str], object],
    ) -> None:
        super().__init__(parent)
        self.runner = runner
        self.setWindowTitle(tr("Print the programme"))
        self.banner = Banner()
        self.viewer = Viewer(runner, language())
        self.viewer.language_chosen.connect(self._speak)
        self.outputs = Outputs(runner, self, notify)
        self._programme_id = programme_id
        self._language = language()
        self._printed: ProgrammePrint | None = None
        self.printing = PageAction(self, tr("Print…"), self.print, key="Ctrl+P", icon="print")
        self.saving = PageAction(self, tr("Save as PDF…"), self.save, key="Ctrl+S", icon="pdf")
        self._lay_out()
        self._follow()
        self._load()

    def show_fault(
        self, text: str, tone: Tone, offers: tuple[tuple[str, Callable[[], object]], ...]
    ) -> None:
        """Show a problem over the preview; `faults` calls it."""
        self.banner.show_text(text, tone, offers=offers)

    def file(self) -> PdfFile | None:
        """Return the file in view; None until it is drawn."""
        return self.viewer.view.file if self.printing.isEnabled() else None

    def file_name(self) -> str:
        """Return the name to save under."""
        assert self._printed is not None
        programme = self._printed.programme
        return f"{programme.code}-{programme.version}.pdf"

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

    def _lay_out(self) -> None:
        heading = label(tr("Print the programme"), "title")
        foot = QHBoxLayout()
        foot.setSpacing(SPACE * 2)
        foot.addStretch()
        foot.addWidget(button(tr("Close"), self.reject))
        foot.addWidget(ActionButton(self.saving, key_shown=True))
        self.print_button = ActionButton(self.printing, primary=True, key_shown=True)
        foot.addWidget(self.print_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 5, SPACE * 4, SPACE * 5, SPACE * 4)
        box.setSpacing(SPACE * 3)
        box.addWidget(heading)
        box.addWidget(self.banner)
        box.addWidget(self.viewer, 1)
        box.addLayout(foot)

    def _load(self) -> None:
        request = self.runner.run(self, programme_print, self._programme_id)
        request.done(self._draw).refused(self._not_drawn)

    def _speak(self, code: str) -> None:
        self._language = code
        if self._printed is not None:
            self._draw(self._printed)

    def _draw(self, found: ProgrammePrint) -> None:
        self._printed = found
        spoken = self._language
        self.printing.setEnabled(False)
        self.saving.setEnabled(False)

        def drawn(printed: Printed) -> None:
            if spoken != self._language:
                printed.file.close()
                return
            self._show(printed)

        request = self.runner.call(self, print_programme, found, spoken)
        request.named(tr("Drawing the pages")).done(drawn).refused(self._not_drawn)

    def _show(self, printed: Printed) -> None:
        self.viewer.show_content(printed.file)
        self.printing.setEnabled(True)
        self.saving.setEnabled(True)
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

    def _follow(self) -> None:
        self.printing.setEnabled(False)
        self.saving.setEnabled(False)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        parent = self.parentWidget()
        if parent is not None:
            room = parent.window().size() - QSize(SPACE * 12, SPACE * 12)
            self.resize(FIRST.boundedTo(room))


def print_programme(found: ProgrammePrint, language: str, progress: Progress) -> Printed:
    """Render a programme; run in a thread."""
    # Imported here: ReportLab takes longer to load than the window may take to open.
    from parkdesk.reports.programme import render_programme

    out = BytesIO()
    missing = render_programme(found, out, language, progress.step)
    return Printed(PdfFile(out.getvalue()), missing)
