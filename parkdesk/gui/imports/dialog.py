"""The dialog of every import: choose the file, look at the preview, apply all of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from parkdesk.domain.errors import Cancelled, NeedsConfirmation, ParkDeskError, Refused
from parkdesk.domain.imports import Change, Imported, Preview, Sheet
from parkdesk.gui.actions import button
from parkdesk.gui.composition import is_composing
from parkdesk.gui.imports.choose_step import ENDINGS, ChooseStep
from parkdesk.gui.imports.draft import Draft
from parkdesk.gui.imports.outcome import outcome, why_not
from parkdesk.gui.imports.own_headings import OwnHeadings
from parkdesk.gui.imports.preview_step import PreviewStep
from parkdesk.gui.imports.reason_line import ReasonLine
from parkdesk.gui.imports.spec import ImportSpec, read, save_template
from parkdesk.gui.key_names import sequence
from parkdesk.gui.summaries import folders
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.busy_bar import BusyBar
from parkdesk.gui.widgets.callout import Banner
from parkdesk.gui.widgets.empty_state import EmptyState
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import message, tr

if TYPE_CHECKING:
    from parkdesk.gui.runner import Request, Runner

_SIZE = (1080, 640)
_SMALLEST = (940, 520)


class ImportDialog(QDialog):
    """Choose, preview, apply; what was read and mended stays until it is applied or given up.

    Signals:
        imported: the `Imported` that was written.
    """

    imported = Signal(object)

    def __init__(self, runner: Runner, parent: QWidget | None, spec: ImportSpec) -> None:
        super().__init__(parent)
        self.runner = runner
        self.spec = spec
        self.draft: Draft | None = None
        self.preview: Preview | None = None
        self._path: Path | None = None
        self._sheet_name = ""
        self._confirmed: frozenset[str] = frozenset()
        self._writing: Request[Imported] | None = None
        self._is_waiting = False
        self.setWindowTitle(spec.title)
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_SIZE)
        self.banner = Banner()
        self.headings = OwnHeadings(runner, self, spec)
        self.headings.told.connect(lambda: self._read_sheet(self._sheet_name))
        self.choose_step = ChooseStep(spec, self.choose_file, self.choose_template_place)
        self.preview_step = PreviewStep(spec)
        self.result_step = EmptyState()
        self.correcting = ReasonLine(spec)
        self.steps = QStackedWidget()
        for step in (self.choose_step, self.preview_step, self.result_step):
            self.steps.addWidget(step)
        self._build()
        self.choose_step.file_dropped.connect(self.read_file)
        self.banner.altered.connect(lambda: self.choose_step.be_brief(not self.banner.isHidden()))
        self.choose_step.sheet_chosen.connect(self._read_sheet)
        self.preview_step.edited.connect(
            lambda *cell: self._change(lambda draft: draft.mend(*cell))
        )
        self.preview_step.explained.connect(
            lambda *word: self._change(lambda draft: draft.explain(*word))
        )
        self.preview_step.dropped.connect(
            lambda rows: self._change(lambda draft: draft.leave_out(rows))
        )
        self.preview_step.matching.connect(self.match_headings)
        self.preview_step.undone.connect(lambda: self._change(Draft.undo))
        for key, slot in (
            ("Ctrl+O", self.choose_file),
            ("Ctrl+Return", self.apply),
            ("Ctrl+Enter", self.apply),
            ("Ctrl+Z", lambda: self._change(Draft.undo)),
            ("Ctrl+M", self.match_headings),
        ):
            QShortcut(sequence(key), self).activated.connect(slot)
        self._show_step(self.choose_step)

    # Choosing

    def choose_file(self) -> None:
        """Ask for a file; nothing happens to what is shown until one is read.

        What was mended in a list is given up only by a word.
        """
        if self._is_waiting:
            return
        if self._is_edited():
            self._ask_to_leave(self._choose_another)
            return
        pattern = " ".join(f"*{ending}" for ending in ENDINGS)
        dialog = QFileDialog(self, tr("Choose file…"), str(folders.last_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [tr("Lists ({pattern})", pattern=pattern), tr("All files ({pattern})", pattern="*")]
        )
        dialog.fileSelected.connect(lambda name: self._read_chosen(Path(name)))
        dialog.open()

    def _read_chosen(self, path: Path) -> None:
        # The list that is mended in Excel is chosen again from the same folder.
        folders.keep_folder(path.parent)
        self.read_file(path)

    def _choose_another(self) -> None:
        self._forget()
        self.choose_file()

    def choose_template_place(self) -> None:
        """Ask where to save the empty template."""
        start = str(folders.last_folder() / f"{self.spec.template}.xlsx")
        dialog = QFileDialog(self, tr("Save an empty template…"), start)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(lambda name: self.write_template(Path(name)))
        dialog.open()

    def write_template(self, path: Path) -> None:
        """Save the empty template and say where."""
        request = self.runner.call(self, save_template, path, self.spec.columns, self.spec.template)
        request.done(
            lambda where: self.banner.show_text(
                tr("The template is saved as {name}.", name=where.name), Tone.GOOD
            )
        ).refused(self._refused)

    def read_file(self, path: Path) -> None:
        """Read a file and show its preview; a refusal stays here, with what to do about it."""
        self._path = path
        self.choose_step.forget_sheets()
        self._read_sheet("")

    def _read_sheet(self, sheet: str) -> None:
        path = self._path
        if path is None:
            return
        self._sheet_name = sheet
        self.banner.dismiss()
        self._wait_for(True)

        def reads() -> None:
            request = self.runner.call(self, read, path, self.headings.columns, sheet)
            request.named(tr("Reading {file}", file=path.name))
            request.done(self._was_read).refused(self._refused)

        self.headings.when_known(reads)

    def match_headings(self) -> None:
        """Ask what the headings mean that were not read; the file is then read again.

        What was mended in the list is given up only by a word.
        """
        if self._is_waiting or self.steps.currentWidget() is self.result_step:
            return
        if self._is_edited() and self.headings.question is not None:
            self._ask_to_leave(self.headings.ask)
        else:
            self.headings.ask()

    def _was_read(self, sheet: Sheet) -> None:
        self._confirmed = frozenset()
        self._ask_preview(sheet, self._show_preview)

    def _ask_preview(self, sheet: Sheet, shown: Callable[[Sheet, Preview], None]) -> None:
        request = self.runner.run(self, self.spec.preview, *self.spec.args, sheet)
        request.named(tr("Comparing with the register"))
        request.done(lambda preview: shown(sheet, preview)).refused(self._refused)

    # Looking

    def _show_preview(self, sheet: Sheet, preview: Preview) -> None:
        self.draft, self.preview = Draft(sheet, self.headings.columns), preview
        self.preview_step.offer_matching(self.headings.follow(sheet))
        self.preview_step.show_sheet(self._path.name if self._path else "", sheet, preview)
        self._show_step(self.preview_step)
        if self.apply_button.isEnabled():
            self.apply_button.setFocus()

    def _change(self, step: Callable[[Draft], None]) -> None:
        if self.draft is None or self.steps.currentWidget() is not self.preview_step:
            return
        # Kept at once: another cell may be typed before the comparison is back.
        step(self.draft)
        # What was confirmed was said of another list.
        self._confirmed = frozenset()
        self._ask_preview(self.draft.kept, self._renew)

    def _renew(self, kept: Sheet, preview: Preview) -> None:
        draft = self.draft
        if draft is None or kept is not draft.kept:
            return  # Something else has been done meanwhile: its comparison is on its way.
        self.preview = preview
        self.preview_step.renew(draft.sheet, preview, draft.left_out, undoable=draft.is_edited)
        self._follow()

    # Applying

    @property
    def sheet(self) -> Sheet | None:
        """The list as it would be written: mended, without the rows left out."""
        return self.draft.kept if self.draft is not None else None

    def apply(self) -> None:
        """Write everything, or say why not."""
        if self.steps.currentWidget() is not self.preview_step or not self.apply_button.isEnabled():
            return
        if is_composing() or self.draft is None:
            return
        self.banner.dismiss()
        given = (self.draft.kept, self._confirmed, *self.correcting.given())
        request = self._writing = self.runner.run(self, self.spec.apply, *self.spec.args, *given)
        self._wait_for(True)
        request.named(tr("Writing {things}", things=self.spec.things))
        request.done(self._applied).refused(self._refused)

    def _applied(self, result: Imported) -> None:
        self.draft = self._writing = None
        title, text = outcome(result, self.spec.counted)
        self.result_step.say(title, text, "check")
        self._show_step(self.result_step)
        self.imported.emit(result)

    def _refused(self, error: Exception) -> bool:
        if self._writing is not None and self._writing.error is error:
            self._writing = None
        self._wait_for(False)
        if isinstance(error, Cancelled):
            self.banner.show_text(tr("Stopped. Nothing was written."), Tone.NEUTRAL)
        elif isinstance(error, NeedsConfirmation):
            self._ask(error)
        elif isinstance(error, ParkDeskError):
            if isinstance(error, Refused) and error.code == "which-sheet":
                sheets = error.params.get("sheets")
                self.choose_step.ask_sheet(sheets if isinstance(sheets, tuple) else ())
            self._offer_way_on(error)
        else:
            return False
        return True

    def _offer_way_on(self, error: ParkDeskError) -> None:
        if self.steps.currentWidget() is not self.choose_step:
            self.banner.show_text(message(error), Tone.BAD)
            return
        offers: tuple[tuple[str, Callable[[], object]], ...] = ()
        if self.headings.follow_refused(error):
            offers += ((tr("Match headings…"), self.headings.ask),)
        if error.code != "which-sheet":
            offers += ((tr("Try again"), lambda: self._read_sheet("")),)
        self.banner.show_text(message(error), Tone.BAD, offers=offers)
        self.headings.ask_what_is_new()

    def _ask(self, error: NeedsConfirmation) -> None:
        def affirmed() -> None:
            self._confirmed |= {error.code}
            self.apply()

        self.banner.show_text(message(error), Tone.WARN, offers=((tr("Take them"), affirmed),))

    # The frame

    def _build(self) -> None:
        self.back_button = button(tr("Another file"), self._go_back)
        self.close_button = button(tr("Cancel"), self.reject)
        self.apply_button = button(tr("Import"), self.apply, role="primary")
        self.apply_button.setToolTip(tr("{action} ({key})", action=tr("Import"), key="Ctrl+Enter"))
        self.reason = label("", "muted")
        foot = QHBoxLayout()
        foot.setSpacing(SPACE * 2)
        foot.addWidget(self.back_button)
        foot.addWidget(self.reason)
        foot.addStretch()
        for made in (self.back_button, self.close_button, self.apply_button):
            made.setAutoDefault(False)
        foot.addWidget(self.close_button)
        foot.addWidget(self.apply_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE * 6, SPACE * 5, SPACE * 6, SPACE * 5)
        outer.setSpacing(SPACE * 3)
        outer.addWidget(label(self.spec.title, "title"))
        outer.addWidget(self.banner)
        outer.addWidget(BusyBar(self.runner, self))
        outer.addWidget(self.steps, 1)
        outer.addWidget(self.correcting)
        outer.addLayout(foot)

    def _show_step(self, step: QWidget) -> None:
        self.steps.setCurrentWidget(step)
        self._wait_for(False)
        done = step is self.result_step
        self.back_button.setVisible(step is not self.choose_step)
        self.apply_button.setVisible(step is self.preview_step)
        self.close_button.setText(tr("Close") if done else tr("Cancel"))
        if done:
            self.close_button.setFocus()

    def _wait_for(self, waiting: bool) -> None:  # noqa: FBT001
        self._is_waiting = waiting
        for made in (self.choose_step, self.back_button):
            made.setEnabled(not waiting)
        # What is typed while the list is being written would be in no list.
        is_free = self._writing is None
        if self.preview_step.isEnabled() is not is_free:
            self.preview_step.setEnabled(is_free)
            self._go_on()
        self._follow()

    def _follow(self) -> None:
        """Say on the button what it would do, and beside it why it cannot."""
        looks = self.steps.currentWidget() is self.preview_step
        preview = self.preview
        self.correcting.follow(preview if looks else None)
        if preview is None or not looks:
            self.reason.setText("")
            return
        changes = preview.count(Change.NEW) + preview.count(Change.CHANGED)
        self.apply_button.setText(tr("Import {things}", things=self.spec.counted(changes)))
        self.apply_button.setEnabled(not self._is_waiting and not preview.stops and changes > 0)
        self.reason.setText(why_not(preview, self.sheet))

    def _go_back(self) -> None:
        if self._is_edited():
            self._ask_to_leave(self._forget)
        else:
            self._forget()

    def _forget(self) -> None:
        self.draft, self.preview = None, None
        self.banner.dismiss()
        self._show_step(self.choose_step)
        self.choose_step.choose_button.setFocus()

    def _is_edited(self) -> bool:
        return self.draft is not None and self.draft.is_edited

    def _go_on(self) -> None:
        if self.steps.currentWidget() is self.preview_step:
            self.preview_step.grid.setFocus()

    def _ask_to_leave(self, leave: Callable[[], object]) -> None:
        self.banner.show_text(
            tr("What you corrected here has not been imported."),
            Tone.WARN,
            offers=((tr("Keep correcting"), self._go_on), (tr("Discard"), leave)),
            closable=False,
        )
        self.banner.focus_first()

    # Qt overrides

    def reject(self) -> None:
        """Close; ask first when cells were mended here."""
        if is_composing():
            return
        if self._writing is not None:
            # Gone, the dialog could not say whether the list was written after all.
            self._writing.cancel()
        elif self._is_edited():
            self._ask_to_leave(lambda: self.done(QDialog.DialogCode.Rejected))
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter in the grid edits; only a button that has the focus and Ctrl+Enter apply.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
            return
        super().keyPressEvent(event)
