"""Issued documents (签发登记): what was handed out under a number, and checks of any document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from parkdesk import paths, settings
from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.issued_documents import (
    READS,
    DocumentKind,
    DocumentRow,
)
from parkdesk.domain.paging import Sort
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.documents.dialog import DocumentDialog
from parkdesk.gui.documents.expiries import open_expiries
from parkdesk.gui.documents.runs_banner import RunsBanner
from parkdesk.gui.documents.square_dialog import SquareDialog
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.summaries import folders
from parkdesk.gui.summaries.outputs import Outputs
from parkdesk.gui.summaries.preview_dialog import PreviewDialog
from parkdesk.gui.summaries.rendering import Printed, open_file
from parkdesk.gui.summaries.verdict import HandedIn, read_document, verdict_words
from parkdesk.gui.summaries.viewer import PACK_LANGUAGE_NAMES
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, instant_text, label, tr, trn
from parkdesk.i18n.issued import kind_title, matter_title
from parkdesk.usecases.document_checks import Checked, check_document
from parkdesk.usecases.issued_documents import (
    DocumentFilter,
    document_bytes,
    draft_document,
    list_documents,
)

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell

_LANGUAGES = dict(PACK_LANGUAGE_NAMES)


class DocumentsPage(RegistryPage[DocumentRow]):
    """Every document that was handed out, and what the schedule wrote."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"document_edition", "document_print", "issued_document", "scheduled_run", "snapshot"}
    )
    view_key: ClassVar[str] = "documents"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title(tr("Issued documents"))
        self.say_count(lambda n: trn("{n} document", "{n} documents", n))
        self._make_actions()
        self.search = self.add_search(tr("Number, enterprise, programme, quarter"))
        self.kind = self.add_choice(
            tr("All kinds"), [(one, label(one)) for one in DocumentKind], key="kind"
        )
        self.end_filters()
        self.runs = RunsBanner(runner, shell)
        self.body.insertWidget(1, self.runs)
        self.set_list(_columns(), self._load, Sort("issued", descending=True))
        self.set_empty(
            tr("No document has been issued yet"),
            tr(
                "Packs of enterprises, programmes and quarters and lists of notices are issued on"
                " their own pages; the list of certificates that end, here."
            ),
            self.new,
            icon="report",
        )
        self.table.opened.connect(lambda _row: self.open.trigger())
        self.table.row_changed.connect(lambda _row: self._enable())
        self._enable()
        self.runs.refresh()

    def refresh(self) -> None:
        """Fetch the list, and what the schedule wrote."""
        super().refresh()
        self.runs.refresh()

    def _make_actions(self) -> None:
        self.checking = PageAction(
            self, tr("Check a file…"), self.check, key="Ctrl+F9", icon="search"
        )
        self.square = PageAction(
            self, tr("Check a page…"), self.check_page, key="Shift+F9", icon="search"
        )
        self.outbox = PageAction(self, tr("Outbox folder…"), self.choose_outbox, icon="settings")
        self.open = PageAction(self, tr("Open"), self.open_file, key="F4", icon="pdf")
        self.new = action_for(
            self,
            self.runner,
            draft_document,
            tr("Expiry list…"),
            self.open_expiries,
            key="Ctrl+Shift+N",
            icon="plus",
        )
        desk = self.runner.desk
        assert desk is not None
        self.new.setVisible(desk.actor.may(READS[DocumentKind.EXPIRIES]))
        self.add_action(self.checking)
        self.add_action(self.square)
        self.add_action(self.open)
        self.add_action(self.outbox)
        self.add_action(self.new, primary=True, key_shown=True)

    def criteria(self) -> DocumentFilter:
        """Return what the filters say."""
        return DocumentFilter(self.search.text(), self.kind.value())

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

    def check_page(self) -> SquareDialog:
        """Ask what the square of a page says."""
        dialog = SquareDialog(self.runner, self)
        dialog.open()
        return dialog

    def open_file(self) -> IssuedFileDialog | None:
        """Show the very file that was issued."""
        row = self.table.current()
        if row is None:
            return None
        dialog = IssuedFileDialog(self.runner, self, row, self.shell.notify)
        dialog.open()
        return dialog

    def choose_outbox(self) -> QFileDialog:
        """Ask where reports of a schedule go that runs as this person on this computer."""
        dialog = QFileDialog(self, tr("Outbox folder"), str(outbox_folder()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.keep_outbox)
        dialog.open()
        return dialog

    def keep_outbox(self, folder: str) -> None:
        """Let the schedule write there from now on."""
        host = self.shell.settings_host
        if host is not None:
            host.keep(outbox_folder=folder)
            self.shell.notify(tr("Reports of the schedule go to {folder}", folder=folder))

    def open_expiries(self) -> DocumentDialog:
        """Show the list of certificates that end in the coming year."""
        return open_expiries(self.runner, self)

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[DocumentRow]) -> object:
        request = self.runner.run(self, list_documents, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    def _enable(self) -> None:
        self.open.setEnabled(self.table.current() is not None)

    def _check_content(self, file: HandedIn) -> None:
        self.runner.run(self, check_document, *file).done(self._say_verdict)

    def _say_verdict(self, found: Checked) -> None:
        self.banner.show_text(*verdict_words(found))


class IssuedFileDialog(PreviewDialog[bytes]):
    """A document as it was issued, byte for byte; printed and saved as it is."""

    def __init__(
        self,
        runner: Runner,
        parent: DocumentsPage,
        row: DocumentRow,
        notify: Callable[[str], object],
    ) -> None:
        title = f"{row.number}  ·  {kind_title(row.matter.kind)}"
        super().__init__(runner, parent, title, notify, Outputs)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._row = row
        # It was issued in one language.
        self.viewer.language.hide()
        self.gather(document_bytes, row.id)

    def file_name(self) -> str:
        """Return the name to save under."""
        return f"{self._row.number}.pdf"

    def begin_drawing(self, found: bytes, _spoken: str) -> Request[Printed]:
        """Open the file."""
        return self.runner.call(self, open_file, found)


def outbox_folder() -> Path:
    """Return where reports of a schedule go as this person's settings say."""
    return Path(settings.load().outbox_folder or paths.default_outbox())


def _columns() -> tuple[Column[DocumentRow], ...]:
    return (
        Column(tr("Number"), lambda row: row.number, "number", width=150),
        Column(
            tr("Kind of document"), lambda row: kind_title(row.matter.kind), width=120, key="kind"
        ),
        Column(
            tr("Of"), lambda row: matter_title(row.matter), width=240, grows=True, key="matter"
        ),
        Column(
            tr("As at"),
            lambda row: date_text(row.matter.day),
            width=96,
            key="about",
            value=lambda row: row.matter.day,
        ),
        Column(
            tr("Edition"), lambda row: str(row.edition), numeric=True, width=60, key="edition",
            value=lambda row: row.edition,
        ),
        Column(tr("Language"), lambda row: _LANGUAGES[row.language], width=72, key="language"),
        Column(
            tr("Issued at"),
            lambda row: instant_text(row.issued_at),
            "issued",
            width=126,
            value=lambda row: day_in_china(row.issued_at),
        ),
        Column(tr("Handed out by"), lambda row: row.issued_by, width=80, key="by", yields=1),
        Column(tr("Snapshot"), lambda row: row.code, width=130, key="code", yields=2),
        Column(
            tr("State"),
            lambda row: tr("Corrected by edition {n}", n=row.newest)
            if row.corrected
            else tr("Valid"),
            tone=lambda row: Tone.WARN if row.corrected else Tone.GOOD,
            width=130,
            key="state",
        ),
    )  # fmt: skip
