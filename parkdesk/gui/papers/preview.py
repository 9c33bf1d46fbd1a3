"""A paper beside its list: its pages, where the same scan is, and what can be done with it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from parkdesk.domain.papers import PaperFile, PaperUse
from parkdesk.gui.actions import ActionButton, PageAction
from parkdesk.gui.faults import tell
from parkdesk.gui.papers.copies import copy_name, copy_to_open, save_copy
from parkdesk.gui.papers.pages_panel import TOOL_WIDTH, PagesPanel
from parkdesk.gui.papers.picture_file import open_pages
from parkdesk.gui.papers.words import file_facts, row_name, twin_text
from parkdesk.gui.summaries import folders
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import instant_text, problem, tr, trn
from parkdesk.usecases.paper_lists import PaperRow, Twin
from parkdesk.usecases.papers import PaperContent, paper_content, reveal_paper

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request, Runner
    from parkdesk.gui.summaries.pdf_file import PagedFile

PAUSE_MS = 120
"""A list that is walked through with the arrow keys shows a paper when the hand rests."""


class PaperPreview(QWidget):
    """Shows one paper; fetched, opened and drawn in threads.

    Where `offered`, a copy can be saved, opened elsewhere or printed. A paper in a sensitive slot
    is not shown until the person asks, and that is noted.

    Signals:
        seen: the number of a paper whose pages have come into view, or that has none to see.
    """

    seen = Signal(int)

    def __init__(self, runner: Runner, shell: Shell, *, offered: bool = True) -> None:
        super().__init__()
        self._runner = runner
        self._shell = shell
        self._row: PaperRow | None = None
        self._content: PaperContent | None = None
        self._wanted: object = None
        self._offered = offered
        self.panel = PagesPanel(runner)
        self.title = label("", "subtitle", wrap=True)
        self.facts = label("", "muted", wrap=True)
        self.note = Callout("", Tone.WARN)
        self._make_actions(offered=offered)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 2)
        for widget in (self.title, self.facts, self.note):
            box.addWidget(widget)
        box.addWidget(self.panel, 1)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._load)
        self.show_nothing()

    @property
    def is_settled(self) -> bool:
        """Whether the paper that was chosen is in view."""
        return not self._pause.isActive() and not self._runner.is_busy_for(self)

    def look(self) -> None:
        """Uncover the paper in view, where it is covered and the person may look at it."""
        row = self._row
        covered = row is not None and row.slot.sensitive and self._content is None
        if row is not None and covered and self._runner.can(reveal_paper):
            self._look(row)

    def show_nothing(self, title: str = "", text: str = "") -> None:
        """Show no paper, and say why."""
        self._forget()
        self._say("", "", ())
        self.panel.say(title or tr("No paper is chosen"), text, "pdf")

    def show_paper(self, row: PaperRow) -> None:
        """Show a paper of the list, or what is missing there."""
        if row == self._row and self._content is not None:
            return
        self._forget()
        if row.is_missing:
            self._say(row_name(row), tr("Required, not filed yet."), ())
            # Where nothing can be added nobody is told how.
            adding = tr("Drop the file here, or add it with Ctrl+U.") if self._offered else ""
            self.panel.say(tr("This paper is missing"), adding, "pdf")
            return
        self._row = row
        self._say(row_name(row), _origin(row), row.twins)
        self._pause.start()

    def show_file(self, file: PaperFile, twins: tuple[Twin, ...] = ()) -> None:
        """Show a file that is not filed yet."""
        self._forget()
        self._say(file.name, "", twins)
        self._open(PaperContent(0, file.name, file.media_type, file.content))

    # Fetching

    def _forget(self) -> None:
        self._pause.stop()
        self._row, self._content, self._wanted = None, None, None
        self._enable()

    def _say(self, title: str, facts: str, twins: tuple[Twin, ...]) -> None:
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.facts.setText(facts)
        self.facts.setVisible(bool(facts))
        self.note.say("\n".join(twin_text(twin) for twin in twins), Tone.WARN)
        self.note.setVisible(bool(twins))

    def _load(self) -> None:
        row = self._row
        if row is None:
            return
        if row.slot.sensitive:
            self._ask_to_look(row)
            return
        self._fetch(self._runner.run(self, paper_content, row.id), row)

    def _ask_to_look(self, row: PaperRow) -> None:
        may = self._runner.can(reveal_paper)
        noted = tr("Looking at it is noted in the trail, with your name.")
        self.panel.say(
            tr("This paper shows numbers of persons or accounts"),
            noted if may else problem("not-permitted"),
            "lock",
        )
        if may:
            self.panel.empty.offer_button(tr("Look at it"), partial(self._look, row))
        self._enable()

    def _look(self, row: PaperRow) -> None:
        if row is self._row:
            self._fetch(self._runner.run(self, reveal_paper, row.id, PaperUse.VIEW), row)

    def _fetch(self, request: Request[PaperContent], row: PaperRow) -> None:
        def done(content: PaperContent) -> None:
            if row is self._row:
                self._open(content)

        def refused(_error: Exception) -> bool:
            if row is self._row:
                self.panel.say(tr("This paper cannot be shown"), "", "problem")
            return False

        self.panel.say(tr("Preparing the pages…"), "", "pdf")
        request.done(done).refused(refused)

    def _open(self, content: PaperContent) -> None:
        self._content = self._wanted = content
        self._enable()
        if not content.media_type.is_seen:
            self.panel.say(
                tr("No preview of this kind"),
                tr("It is kept as it came: open it with its own program, or save a copy."),
                "copy",
            )
            self._tell_seen()
            return
        request = self._runner.call(self, open_pages, content.content, content.media_type)
        request.done(partial(self._opened, content)).refused(partial(self._unopened, content))

    def _opened(self, content: PaperContent, file: PagedFile) -> None:
        if content is self._wanted:
            self.panel.show_pages(file)
            self._enable()
            self._tell_seen()
        else:
            self.panel.let_go(file)

    def _unopened(self, content: PaperContent, _error: Exception) -> bool:
        if content is self._wanted:
            self.panel.say(
                tr("This file cannot be drawn"),
                tr("It is kept as it came: open it with another program, or save a copy."),
                "problem",
            )
            self._tell_seen()
        return True

    def _tell_seen(self) -> None:
        if self._row is not None:
            self.seen.emit(self._row.id)

    # Doing

    def _make_actions(self, *, offered: bool) -> None:
        def made(text: str, use: PaperUse, key: str, icon: str) -> PageAction:
            return PageAction(
                self, text, partial(self._use, use), key=key if offered else "", icon=icon
            )

        self.saving = made(tr("Save a copy…"), PaperUse.SAVE, "Ctrl+S", "save")
        self.opening = made(tr("Open…"), PaperUse.OPEN, "Ctrl+O", "export")
        self.printing = made(tr("Print…"), PaperUse.PRINT, "Ctrl+Shift+P", "print")
        self.actions_of_paper = (self.saving, self.opening, self.printing)
        for action in self.actions_of_paper:
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            if offered:
                self.panel.tools.addWidget(_IconButton(action))

    def _enable(self) -> None:
        may = self._row is None or not self._row.slot.sensitive or self._runner.can(reveal_paper)
        there = (self._row is not None or self._content is not None) and may
        self.saving.setEnabled(there)
        self.opening.setEnabled(there)
        self.printing.setEnabled(there and self.panel.file is not None)

    def _use(self, use: PaperUse) -> None:
        """Do something with the paper; with a sensitive one only what is noted beforehand."""
        row = self._row
        if row is None or not row.slot.sensitive:
            if self._content is not None:
                self._do(use, self._content)
        else:
            request = self._runner.run(self, reveal_paper, row.id, use)
            request.done(partial(self._do, use))

    def _do(self, use: PaperUse, paper: PaperContent) -> None:
        if use is PaperUse.SAVE:
            self._ask_where(paper)
        elif use is PaperUse.OPEN:
            self._runner.call(self, copy_to_open, paper).done(self._open_elsewhere)
        else:
            self._ask_printer(paper)

    def _ask_where(self, paper: PaperContent) -> None:
        place = folders.last_folder() / copy_name(paper)
        dialog = QFileDialog(self, tr("Save a copy"), str(place))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(paper.media_type.suffix)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.save_to(Path(path), paper))
        dialog.open()

    def save_to(self, path: Path, paper: PaperContent) -> None:
        """Save a copy."""

        def saved(path: Path) -> None:
            folders.keep_folder(path.parent)
            self._shell.notify(tr("Saved as {path}", path=path))

        self._runner.call(self, save_copy, path, paper.content).done(saved)

    def _open_elsewhere(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            tell(
                self,
                tr("This computer knows no program for {file}: save a copy.", file=path.name),
                Tone.WARN,
            )

    def _ask_printer(self, paper: PaperContent) -> None:
        from PySide6.QtPrintSupport import QPrintDialog

        from parkdesk.gui.summaries.printing import has_printer, new_printer

        file = self.panel.file
        if file is None:
            return
        if not has_printer():
            tell(
                self,
                tr("This computer has no printer: save a copy and print it where there is one."),
                Tone.WARN,
                ((tr("Save a copy…"), partial(self._ask_where, paper)),),
            )
            return
        printer = new_printer()
        printer.setDocName(tr("Paper"))
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(file.sizes))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(printer, paper, len(file.sizes)))
        # Called so because the published types know only the open() with a slot's name.
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter, paper: PaperContent, pages: int) -> None:
        """Send the pages that were asked for to a printer."""
        from parkdesk.gui.summaries.printing import pages_asked, print_pages

        def opens(content: bytes) -> PagedFile:
            return open_pages(content, paper.media_type)

        asked = pages_asked(printer, pages)
        request = self._runner.call(self, print_pages, paper.content, printer, asked, opens=opens)
        request.named(tr("Printing")).done(
            lambda n: self._shell.notify(
                trn("{n} page sent to the printer", "{n} pages sent to the printer", n)
            )
        )


class _IconButton(ActionButton):
    """An action by its icon alone: beside a list the room is for the page."""

    def __init__(self, action: PageAction) -> None:
        super().__init__(action)
        self.setProperty("role", "flat")
        self.setFixedWidth(TOOL_WIDTH)

    def _follow(self) -> None:
        super()._follow()
        self.setAccessibleName(self.text())
        self.setText("")


def _origin(row: PaperRow) -> str:
    added = tr("added by {person} on {when}", person=row.added_by, when=instant_text(row.added_at))
    lines = [f"{row.file_name} · {file_facts(row)} · {added}"]
    if row.note:
        lines.append(row.note)
    if row.removed_at is not None:
        lines.append(
            tr(
                "Taken out by {person} on {when}: {reason}",
                person=row.removed_by,
                when=instant_text(row.removed_at),
                reason=row.removal_reason,
            )
        )
    return "\n".join(lines)
