"""Reports (报表中心): look at the quarter's pack, freeze, issue, save, print and check it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QSplitter

from parkdesk.domain.closing import CheckCode, ClosingCheck, ReopeningState
from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.gui import remembered
from parkdesk.gui.actions import ActionButton, PageAction, action_for
from parkdesk.gui.page import Page
from parkdesk.gui.summaries import folders
from parkdesk.gui.summaries.chain_dialog import ChainDialog
from parkdesk.gui.summaries.check_rows import open_list
from parkdesk.gui.summaries.figure_rows import open_figures
from parkdesk.gui.summaries.freeze_dialog import FreezeDialog
from parkdesk.gui.summaries.outputs import Outputs
from parkdesk.gui.summaries.packing import PackChoice
from parkdesk.gui.summaries.pdf_file import PdfFile
from parkdesk.gui.summaries.rendering import Printed, open_file, print_summary
from parkdesk.gui.summaries.reopening import ask_about_reopening
from parkdesk.gui.summaries.side_panel import DRAFT, PAGE_KEYS, Choice, SidePanel
from parkdesk.gui.summaries.signed_copies import SignedCopies
from parkdesk.gui.summaries.verdict import HandedIn, read_document, verdict_words
from parkdesk.gui.summaries.viewer import PACK_LANGUAGE_NAMES, Viewer
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.i18n import language, tr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner
    from parkdesk.usecases.document_checks import Checked
    from parkdesk.usecases.reopenings import ReopeningRow
    from parkdesk.usecases.summaries import IssuedRow, SigningPeople, SnapshotRow


@dataclass(frozen=True, slots=True, eq=False)
class _Order:
    """What is to be drawn; an outcome for an older one is dropped."""

    choice: Choice
    keep_place: bool


class SummariesPage(Page):
    """The quarter's pack, seen as the very file that will be issued."""

    tables = frozenset(
        {
            "certification",
            "claim",
            "claim_person",
            "contract",
            "contract_execution",
            "enterprise",
            "issued_document",
            "platform_service",
            "quarter_return",
            "quarter_text",
            "reopening",
            "return_correction",
            "signed_copy",
            "snapshot",
        }
    )

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.choice: Choice | None = None
        """None until the editions are known."""
        self.editions: tuple[SnapshotRow, ...] = ()
        self.issued: tuple[IssuedRow, ...] = ()
        self.reopening: ReopeningRow | None = None
        self._said: dict[str, str] = {}
        """What was typed into the closing before a list was looked at."""
        self._language = language()
        self._order: _Order | None = None
        self._drawn: _Order | None = None
        self._template = ""
        """The order whose file the viewer holds: no other may be saved, printed or issued."""
        self.panel = SidePanel()
        self.viewer = Viewer(runner, self._language, PACK_LANGUAGE_NAMES)
        self.pack = PackChoice(self)
        self.outputs = Outputs(runner, self, shell.notify)
        open_figures(self, self.viewer)
        self._add_actions()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(SPACE * 2)
        splitter.addWidget(self.panel)
        splitter.addWidget(self.viewer)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([310, 900])
        key = f"splitter/{type(self).__name__}"
        splitter.restoreState(remembered.state(key))
        splitter.splitterMoved.connect(lambda: remembered.keep_state(key, splitter.saveState()))
        self.body.addWidget(splitter, 1)
        self.panel.chosen.connect(self._choose)
        self.pack.chosen.connect(self._pack_chosen)
        self.viewer.language_chosen.connect(self._speak)
        shell.quarter_changed.connect(lambda _quarter: self._other_quarter())
        self.refresh()

    def refresh(self) -> None:
        """Fetch editions, documents and what is in view."""
        from parkdesk.usecases.summaries import list_snapshots

        # The quarter stands at the top of the window: the room is for the keys on the buttons.
        self.set_title(tr("Reports"))
        self.runner.run(self, list_snapshots, self.shell.quarter).done(self._show_editions)

    def focus_first(self) -> None:
        """Put the focus on the list of editions."""
        self.panel.list.setFocus()

    def freeze(self) -> None:
        """Look at the checks, ask for comments and names, and close the quarter."""
        from parkdesk.usecases.closing_checks import closing_checks

        request = self.runner.run(self, closing_checks, self.shell.quarter)
        request.named(tr("Looking at the checks")).done(self._ask_names)

    def reopen(self) -> None:
        """Ask that the quarter be opened again, or answer who asked."""
        ask_about_reopening(self, self.reopening)

    def show_chain(self) -> None:
        """Show how the quarter was closed, opened and corrected."""
        dialog = ChainDialog(self, self.shell.quarter)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def issue(self, confirmed: frozenset[str] = frozenset()) -> None:
        """Register the document in view and keep its bytes."""
        from parkdesk.usecases.summaries import issue_quarterly

        file = self.file()
        if file is None or self.choice is None or self.choice.edition is None:
            return
        what = self.choice.edition.id, file.content, self._language, self._template
        request = self.runner.run(self, issue_quarterly, *what, self.pack.plan, confirmed)
        request.done(self._issued).refused(partial(self.pack.ask_again, self.issue))

    def file(self) -> PdfFile | None:
        """Return the file of what is chosen; None while another is still in view."""
        return self.viewer.view.file if self._drawn is self._order else None

    def save(self) -> None:
        """Ask where to, then save the file in view."""
        self.outputs.save(self.file_name(), self.save_to)

    def save_to(self, path: Path) -> None:
        """Save the file in view: the whole new one or nothing."""
        file = self.file()
        if file is not None:
            self.outputs.save_to(path, file)

    def file_name(self) -> str:
        """Return the name to save under: the document's number, or what it is a draft of."""
        choice = self.choice or DRAFT
        if choice.issued is not None:
            return f"{choice.issued.number}.pdf"
        edition = tr("Draft")
        if choice.edition is not None:
            edition = tr("Edition {n}", n=choice.edition.edition)
        title = tr("Quarterly compliance summary")
        park = re.sub(r'[\\/:*?"<>|]', " ", self.shell.park.name).strip()
        return f"{park} {title} {self.shell.quarter} {edition}.pdf"

    def print(self) -> None:
        """Open the system's printer dialogue; say what else to do where there is no printer."""
        file = self.file()
        if file is not None:
            self.outputs.print(file, self.file_name(), self.save)

    def print_on(self, printer: QPrinter) -> None:
        """Send the pages asked for to a printer, in the render pool."""
        file = self.file()
        if file is not None:
            self.outputs.print_on(printer, file)

    def check(self) -> None:
        """Ask for a file, and say whether it is a document of this park."""
        dialog = QFileDialog(self, tr("Check a document"), str(folders.last_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("PDF documents (*.pdf)"), tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.check_file(Path(path)))
        dialog.open()

    def check_file(self, path: Path) -> None:
        """Say whether a file is a document of this park."""
        self.runner.call(self, read_document, path).done(self._check_content)

    def _add_actions(self) -> None:
        from parkdesk.usecases.reopenings import ask_reopening
        from parkdesk.usecases.summaries import freeze_quarter, issue_quarterly

        self.checking = PageAction(self, tr("Check a document…"), self.check, icon="search")
        self.printing = PageAction(self, tr("Print…"), self.print, key="Ctrl+P", icon="print")
        self.saving = PageAction(self, tr("Save as PDF…"), self.save, key="Ctrl+S", icon="pdf")
        self.issuing = action_for(
            self, self.runner, issue_quarterly, tr("Issue"), self.issue, icon="approve",
            key="Ctrl+Shift+G",
        )  # fmt: skip
        self.freezing = action_for(
            self, self.runner, freeze_quarter, tr("Close quarter…"), self.freeze, icon="lock",
            key="Ctrl+Shift+W",
        )  # fmt: skip
        self.opening = action_for(
            self, self.runner, ask_reopening, tr("Open again…"), self.reopen,
            key="Ctrl+Alt+W",
        )  # fmt: skip
        self.chaining = PageAction(self, tr("Closing chain…"), self.show_chain, key="Ctrl+Shift+K")
        for action in (self.checking, self.printing, self.saving, self.issuing, self.freezing):
            self.add_key(action)
            made = ActionButton(action, primary=action is self.freezing, key_shown=True)
            self._actions.addWidget(made)
        for action in (self.opening, self.chaining, self.pack.choosing, self.pack.writing):
            self.add_key(action)
        self.panel.add_actions(self.opening, self.chaining)
        self.copies = SignedCopies(self)
        self.panel.add_pack(self.pack.said(), self.pack.choosing, self.pack.writing)
        self._follow()

    def _other_quarter(self) -> None:
        self.choice = None
        self._said = {}
        self.refresh()

    def _show_editions(self, editions: tuple[SnapshotRow, ...]) -> None:
        from parkdesk.usecases.reopenings import current_reopening
        from parkdesk.usecases.summaries import list_issued

        self.editions = editions
        request = self.runner.run(self, current_reopening, self.shell.quarter)
        request.done(self._keep_reopening)
        documents = self.runner.run(self, list_issued, self.shell.quarter)
        documents.done(self._show_documents)

    def _keep_reopening(self, found: ReopeningRow | None) -> None:
        self.reopening = found
        self.panel.say_state(self.choice or DRAFT, self.editions, found)
        self._follow()

    def _show_documents(self, issued: tuple[IssuedRow, ...]) -> None:
        self.issued = issued
        newest = Choice(self.editions[0]) if self.editions else DRAFT
        again = self.choice is not None
        wanted = self.choice or newest
        self._load(self.panel.show_choices(self.editions, issued, wanted), keep_place=again)

    def _choose(self, choice: Choice) -> None:
        self._load(choice, keep_place=False)

    def _pack_chosen(self) -> None:
        self.panel.say_pack(self.pack.said())
        self._speak(self.pack.language)

    def _speak(self, code: str) -> None:
        self._language = self.pack.language = code
        self._load(self.choice or DRAFT, keep_place=True)

    def _load(self, choice: Choice, *, keep_place: bool) -> None:
        """Fetch and draw what is chosen; whatever was on its way for another is dropped."""
        from parkdesk.usecases.summaries import issued_bytes, quarter_summary, snapshot

        self.choice = choice
        self._order = order = _Order(choice, keep_place=keep_place)
        self.panel.say_state(choice, self.editions, self.reopening)
        if choice.issued is not None:
            self._language = choice.issued.language
        self.viewer.set_language(self._language, offered=choice.issued is None)
        self._follow()
        if not keep_place:
            self.viewer.say_waiting()
        summarise = partial(self._render, order)
        if choice.edition is None:
            request = self.runner.run(self, quarter_summary, self.shell.quarter)
        else:
            request = self.runner.run(self, snapshot, choice.edition.id)
        refused = partial(self._not_drawn, order)
        request.done(summarise).refused(refused)
        if choice.issued is not None:
            kept = self.runner.run(self, issued_bytes, choice.issued.id)
            kept.done(partial(self._open_issued, order)).refused(refused)

    def _render(self, order: _Order, summary: QuarterlySummary) -> None:
        if order is not self._order:
            return
        self.panel.show_summary(summary)
        if order.choice.issued is not None:
            return
        shown = partial(self._show, order)
        request = self.runner.call(self, print_summary, summary, self._language, self.pack.sections)
        request.named(tr("Drawing the pages")).done(shown).refused(partial(self._not_drawn, order))

    def _open_issued(self, order: _Order, content: bytes) -> None:
        request = self.runner.call(self, open_file, content)
        request.done(partial(self._show, order)).refused(partial(self._not_drawn, order))

    def _show(self, order: _Order, printed: Printed) -> None:
        if order is not self._order:
            printed.file.close()
            return
        self.viewer.show_content(printed.file, keep_place=order.keep_place)
        self._drawn, self._template = order, printed.template
        self._follow()
        if printed.missing:
            signs = "、".join(printed.missing)
            self.banner.show_text(
                tr("No font of the program has these signs; they are printed as 〓: {signs}",
                   signs=signs),
                Tone.WARN,
            )  # fmt: skip

    def _not_drawn(self, order: _Order, _error: Exception) -> bool:
        """Say that there is nothing to see; why stands in the banner."""
        if order is self._order:
            title = tr("The pages were not drawn")
            self.viewer.say(title, tr("Choose the edition again, or press F5."), "pdf")
        return False

    def _follow(self) -> None:
        """Enable what can be done with what is in view."""
        choice = self.choice or DRAFT
        there = self.file() is not None
        self.saving.setEnabled(there)
        self.printing.setEnabled(there)
        taken = {(row.snapshot_id, row.language) for row in self.issued}
        open_ = choice.edition is not None and (choice.edition.id, self._language) not in taken
        self.issuing.setEnabled(there and open_ and choice.issued is None)
        over = self.shell.today > self.shell.quarter.last
        opened = self.reopening is not None and self.reopening.state is ReopeningState.AGREED
        self.freezing.setEnabled(over and self.choice is not None and (opened or not self.editions))
        self.opening.setEnabled(bool(self.editions) and not opened)
        self.chaining.setEnabled(bool(self.editions))
        self.copies.follow()
        text = tr("Close anew…") if self.editions else tr("Close quarter…")
        self.freezing.setText(text)
        key = self.freezing.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.freezing.setToolTip(tr("{action} ({key})", action=text, key=key))

    def _ask_names(self, checks: tuple[ClosingCheck, ...]) -> None:
        from parkdesk.usecases.summaries import signing_people

        request = self.runner.run(self, signing_people)
        request.done(partial(self._open_freezing, checks))

    def _open_freezing(self, checks: tuple[ClosingCheck, ...], names: SigningPeople) -> None:
        edition = self.editions[0].edition + 1 if self.editions else 1
        quarter = self.shell.quarter

        def opened(check: CheckCode) -> None:
            self._said = dialog.said
            open_list(self.shell, check)

        dialog = FreezeDialog(self.runner, self, quarter, edition, names, checks, opened)
        dialog.fill_in(self._said)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._frozen)
        dialog.open()

    def _frozen(self, row: SnapshotRow) -> None:
        self.shell.notify(tr("Closed as edition {n}: {code}", n=row.edition, code=row.code))
        self._said = {}
        self.choice = Choice(row)
        self.refresh()

    def _issued(self, row: IssuedRow) -> None:
        self.shell.notify(tr("{number} is issued and kept", number=row.number))
        self.refresh()

    def _check_content(self, file: HandedIn) -> None:
        from parkdesk.usecases.document_checks import check_document

        self.runner.run(self, check_document, *file).done(self._say_verdict)

    def _say_verdict(self, found: Checked) -> None:
        self.banner.show_text(*verdict_words(found))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Nothing else on this page has pages: the focus need not be on the document.
        if event.key() in PAGE_KEYS and not event.modifiers():
            self.viewer.view.turn_screen(down=event.key() == Qt.Key.Key_PageDown)
        else:
            super().keyPressEvent(event)
