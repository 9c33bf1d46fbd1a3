"""The dialog in which a document is looked at before it is printed or saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

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

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from parkdesk.gui.runner import Request, Runner
    from parkdesk.usecases.core import UseCase

FoundT = TypeVar("FoundT")
FIRST = QSize(1060, 860)


class PreviewDialog(QDialog, Generic[FoundT]):
    """Shows the very file that is printed and saved; its language is chosen here.

    A subclass asks for what is printed by `gather` (or hands it to `draw`) and says in
    `begin_drawing` how it becomes a file. An answer that comes after another was asked for is
    dropped.
    """

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        title: str,
        notify: Callable[[str], object],
        outputs: type[Outputs] = Outputs,
    ) -> None:
        super().__init__(parent)
        self.runner = runner
        self.found: FoundT | None = None
        """What is printed, once it is gathered."""
        self.spoken = language()
        self._asked = 0
        self.setWindowTitle(title)
        self.banner = Banner()
        self.viewer = Viewer(runner, self.spoken)
        self.viewer.language_chosen.connect(self._speak)
        self.outputs = outputs(runner, self, notify)
        self.printing = PageAction(self, tr("Print…"), self.print, key="Ctrl+P", icon="print")
        self.saving = PageAction(self, tr("Save as PDF…"), self.save, key="Ctrl+S", icon="pdf")
        self.choices = QHBoxLayout()
        """A row under the title, for what is printed; empty where there is nothing to choose."""
        self.choices.setSpacing(SPACE * 3)
        self.foot = QHBoxLayout()
        """The buttons; what a subclass puts at its front stands at the left."""
        self.foot.setSpacing(SPACE * 2)
        self._lay_out(title)
        self._enable(on=False)

    # What a subclass says. Qt's classes cannot be abstract ones (their metaclass is Qt's own), so
    # these raise; that no subclass leaves one open is held by tests/conformance/test_hooks.py.

    def file_name(self) -> str:
        """Return the name to save under."""
        raise NotImplementedError

    def begin_drawing(self, found: FoundT, spoken: str) -> Request[Printed]:
        """Start drawing the file in a language."""
        raise NotImplementedError

    # Working

    def gather(self, use_case: UseCase[..., FoundT], *args: Any) -> None:  # noqa: ANN401
        """Ask for what is printed, then draw it."""
        self._asked += 1
        asked = self._asked
        self.found = None
        self._enable(on=False)
        self.banner.dismiss()
        self.viewer.say_waiting()

        def arrived(found: FoundT) -> None:
            if asked == self._asked:
                self.draw(found)

        self.runner.run(self, use_case, *args).done(arrived).refused(self.not_drawn)

    def draw(self, found: FoundT) -> None:
        """Draw what was gathered, in the language that is chosen."""
        self.found = found
        spoken, asked = self.spoken, self._asked
        self._enable(on=False)

        def drawn(printed: Printed) -> None:
            if spoken != self.spoken or asked != self._asked:
                printed.file.close()
            else:
                self._show(printed)

        request = self.begin_drawing(found, spoken)
        request.named(tr("Drawing the pages")).done(drawn).refused(self.not_drawn)

    def not_drawn(self, _error: Exception) -> bool:
        """Say that there is nothing to see; why stands in the banner."""
        self.viewer.say(tr("The pages were not drawn"), "", "pdf")
        return False

    def show_fault(
        self, text: str, tone: Tone, offers: tuple[tuple[str, Callable[[], object]], ...]
    ) -> None:
        """Show a problem over the preview; `faults` calls it."""
        self.banner.show_text(text, tone, offers=offers)

    def file(self) -> PdfFile | None:
        """Return the file in view; None until it is drawn."""
        return self.viewer.view.file if self.printing.isEnabled() else None

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

    def _lay_out(self, title: str) -> None:
        self.foot.addStretch()
        self.foot.addWidget(button(tr("Close"), self.reject))
        self.foot.addWidget(ActionButton(self.saving, key_shown=True))
        self.print_button = ActionButton(self.printing, primary=True, key_shown=True)
        self.foot.addWidget(self.print_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 5, SPACE * 4, SPACE * 5, SPACE * 4)
        box.setSpacing(SPACE * 3)
        box.addWidget(label(title, "title"))
        box.addLayout(self.choices)
        box.addWidget(self.banner)
        box.addWidget(self.viewer, 1)
        box.addLayout(self.foot)

    def _speak(self, code: str) -> None:
        self.spoken = code
        if self.found is not None:
            self.draw(self.found)

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
