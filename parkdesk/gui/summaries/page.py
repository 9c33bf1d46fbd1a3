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

from parkdesk.domain.summaries import QuarterlySummary, Signatures
from parkdesk.gui import remembered
from parkdesk.gui.actions import ActionButton, PageAction, action_for
from parkdesk.gui.page import Page
from parkdesk.gui.summaries import folders
from parkdesk.gui.summaries.freeze_dialog import FreezeDialog
from parkdesk.gui.summaries.outputs import Outputs
from parkdesk.gui.summaries.pdf_file import PdfFile
from parkdesk.gui.summaries.rendering import Printed, open_file, print_summary
from parkdesk.gui.summaries.side_panel import DRAFT, PAGE_KEYS, Choice, SidePanel
from parkdesk.gui.summaries.viewer import Viewer
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.i18n import instant_text, language, tr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner
    from parkdesk.usecases.summaries import IssuedRow, SnapshotRow, Verification


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
            "snapshot",
        }
    )

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.choice: Choice | None = None
        """None until the editions are known."""
        self.editions: tuple[SnapshotRow, ...] = ()
        self.issued: tuple[IssuedRow, ...] = ()
        self._language = language()
        self._order: _Order | None = None
        self._drawn: _Order | None = None
        """The order whose file the viewer holds: no other may be saved, printed or issued."""
        self.panel = SidePanel()
        self.viewer = Viewer(runner, self._language)
        self.outputs = Outputs(runner, self, shell.notify)
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
        """Ask for the names, and freeze the quarter."""
        from parkdesk.usecases.summaries import usual_signatures

        self.runner.run(self, usual_signatures).done(self._open_freezing)

    def issue(self) -> None:
        """Register the document in view and keep its bytes."""
        from parkdesk.reports.quarterly import TEMPLATE
        from parkdesk.usecases.summaries import issue_quarterly

        file = self.file()
        if file is None or self.choice is None or self.choice.edition is None:
            return
        self.runner.run(
            self, issue_quarterly, self.choice.edition.id, file.content, self._language, TEMPLATE
        ).done(self._issued)

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
        self.runner.call(self, _read, path).done(self._check_content)

    def _add_actions(self) -> None:
        from parkdesk.usecases.summaries import freeze_quarter, issue_quarterly

        self.checking = PageAction(self, tr("Check a document…"), self.check, icon="search")
        self.printing = PageAction(self, tr("Print…"), self.print, key="Ctrl+P", icon="print")
        self.saving = PageAction(self, tr("Save as PDF…"), self.save, key="Ctrl+S", icon="pdf")
        self.issuing = action_for(
            self, self.runner, issue_quarterly, tr("Issue"), self.issue, icon="approve",
            key="Ctrl+Shift+I",
        )  # fmt: skip
        self.freezing = action_for(
            self, self.runner, freeze_quarter, tr("Freeze…"), self.freeze, icon="lock",
            key="Ctrl+Shift+S",
        )  # fmt: skip
        for action in (self.checking, self.printing, self.saving, self.issuing, self.freezing):
            self.add_key(action)
            primary = action is self.freezing
            self._actions.addWidget(ActionButton(action, primary=primary, key_shown=True))
        self._follow()

    def _other_quarter(self) -> None:
        self.choice = None
        self.refresh()

    def _show_editions(self, editions: tuple[SnapshotRow, ...]) -> None:
        from parkdesk.usecases.summaries import list_issued

        self.editions = editions
        request = self.runner.run(self, list_issued, self.shell.quarter)
        request.done(self._show_documents)

    def _show_documents(self, issued: tuple[IssuedRow, ...]) -> None:
        self.issued = issued
        newest = Choice(self.editions[0]) if self.editions else DRAFT
        again = self.choice is not None
        wanted = self.choice or newest
        self._load(self.panel.show_choices(self.editions, issued, wanted), keep_place=again)

    def _choose(self, choice: Choice) -> None:
        self._load(choice, keep_place=False)

    def _speak(self, code: str) -> None:
        self._language = code
        self._load(self.choice or DRAFT, keep_place=True)

    def _load(self, choice: Choice, *, keep_place: bool) -> None:
        """Fetch and draw what is chosen; whatever was on its way for another is dropped."""
        from parkdesk.usecases.summaries import issued_bytes, quarter_summary, snapshot

        self.choice = choice
        self._order = order = _Order(choice, keep_place=keep_place)
        self.panel.say_state(choice, self.editions)
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
        request = self.runner.call(self, print_summary, summary, self._language)
        request.named(tr("Drawing the pages")).done(shown).refused(partial(self._not_drawn, order))

    def _open_issued(self, order: _Order, content: bytes) -> None:
        request = self.runner.call(self, open_file, content)
        request.done(partial(self._show, order)).refused(partial(self._not_drawn, order))

    def _show(self, order: _Order, printed: Printed) -> None:
        if order is not self._order:
            printed.file.close()
            return
        self.viewer.show_content(printed.file, keep_place=order.keep_place)
        self._drawn = order
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
        edition = choice.edition
        open_ = edition is not None and (edition.id, self._language) not in taken
        self.issuing.setEnabled(there and open_ and choice.issued is None)
        over = self.shell.today > self.shell.quarter.last
        self.freezing.setEnabled(over and self.choice is not None)
        text = tr("Freeze correction…") if self.editions else tr("Freeze…")
        self.freezing.setText(text)
        key = self.freezing.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.freezing.setToolTip(tr("{action} ({key})", action=text, key=key))

    def _open_freezing(self, names: Signatures) -> None:
        edition = self.editions[0].edition + 1 if self.editions else 1
        dialog = FreezeDialog(self.runner, self, self.shell.quarter, edition, names)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._frozen)
        dialog.open()

    def _frozen(self, row: SnapshotRow) -> None:
        self.shell.notify(tr("Frozen as edition {n}: {code}", n=row.edition, code=row.code))
        self.choice = Choice(row)
        self.refresh()

    def _issued(self, row: IssuedRow) -> None:
        self.shell.notify(tr("{number} is issued and kept", number=row.number))
        self.refresh()

    def _check_content(self, content: bytes) -> None:
        from parkdesk.usecases.summaries import verify_document

        self.runner.run(self, verify_document, content).done(self._say_verdict)

    def _say_verdict(self, found: Verification) -> None:
        document, newer = found.document, found.superseded_by
        if document is None:
            text = tr("Unknown: no document with exactly these bytes was issued from this park.")
            self.banner.show_text(text, Tone.BAD)
            return
        facts = {
            "number": document.number,
            "n": document.edition,
            "at": instant_text(document.issued_at),
            "name": document.issued_by,
        }
        if newer is None:
            text = tr("Genuine: {number}, edition {n}, issued {at} by {name}.", **facts)
            self.banner.show_text(text, Tone.GOOD)
        else:
            text = tr(
                "Genuine, but corrected: {number}, edition {n}, issued {at} by {name}. Edition"
                " {newer} followed on {on}: {reason}",
                **facts, newer=newer.edition, on=instant_text(newer.frozen_at), reason=newer.reason,
            )  # fmt: skip
            self.banner.show_text(text, Tone.WARN)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Nothing else on this page has pages: the focus need not be on the document.
        if event.key() in PAGE_KEYS and not event.modifiers():
            self.viewer.view.turn_screen(down=event.key() == Qt.Key.Key_PageDown)
        else:
            super().keyPressEvent(event)


def _read(path: Path) -> bytes:
    from parkdesk.domain.errors import Unavailable

    try:
        return path.read_bytes()
    except OSError as error:
        raise Unavailable("cannot-read", reason=error.strerror or str(error)) from error
