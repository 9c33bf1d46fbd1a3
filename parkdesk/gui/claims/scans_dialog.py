"""The scans of a claim: a list with the pages beside it; one that went wrong is taken out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from parkdesk.domain.papers import PaperState
from parkdesk.gui.papers.beside_dialog import BesideDialog
from parkdesk.gui.papers.dialogs import RemoveDialog
from parkdesk.gui.papers.preview import PaperPreview
from parkdesk.gui.papers.table import PapersTable
from parkdesk.gui.widgets.callout import Banner
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import tr, trn
from parkdesk.usecases.claim_lists import ClaimRow
from parkdesk.usecases.claim_scans import claim_scans
from parkdesk.usecases.paper_lists import PaperRow
from parkdesk.usecases.papers import remove_paper

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner


class ScansDialog(BesideDialog):
    """What was attached to a claim and to its people. `adds` asks for files; None: only to look."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        shell: Shell,
        claim: ClaimRow,
        adds: Callable[[], object] | None,
    ) -> None:
        super().__init__(parent)
        self.runner = runner
        self._claim = claim
        self._adds = adds
        self._chosen: PaperRow | None = None
        self.rows: tuple[PaperRow, ...] = ()
        self.setWindowTitle(tr("Scans of {number}", number=claim.number))
        self.banner = Banner()
        self.count = label("", "count")
        self.table = PapersTable()
        self.table.empty.say(
            tr("No scans yet"),
            tr("Drop a folder of scans on the claim, or choose files with Ctrl+U.")
            if adds is not None
            else tr("The papers of this claim have no scans."),
            "pdf",
        )
        self.preview = PaperPreview(runner, shell)
        self.add_button = self._made(tr("Add scans…"), self._add, "Ctrl+U")
        self.remove_button = self._made(tr("Take out…"), self._remove, "Ctrl+Del")
        if adds is None:
            self.add_button.hide()
            self.remove_button.hide()
        self.remove_button.setEnabled(False)
        self._lay_out(parent)
        self.table.row_changed.connect(self._choose)
        self.refresh()

    def refresh(self) -> None:
        """Fetch the scans again."""
        self.runner.run(self, claim_scans, self._claim.id).done(self._show)

    def _show(self, rows: tuple[PaperRow, ...]) -> None:
        # What is missing is said by the checklist of the programme: this list has what is there.
        self.rows = tuple(row for row in rows if not row.is_missing)
        there = sum(row.state is PaperState.PRESENT for row in self.rows)
        self.count.setText(trn("{n} scan", "{n} scans", there))
        self.table.show_rows(self.rows)
        if not self.rows:
            self.preview.show_nothing()
        self.table.setFocus()

    def _choose(self, row: PaperRow | None) -> None:
        self._chosen = row
        here = row is not None and row.state is PaperState.PRESENT
        self.remove_button.setEnabled(here and self.runner.can(remove_paper))
        if row is None:
            self.preview.show_nothing()
        else:
            self.preview.show_paper(row)

    def _add(self) -> None:
        if self._adds is not None:
            self.accept()
            self._adds()

    def _remove(self) -> None:
        if self._chosen is None or not self.remove_button.isEnabled() or self._adds is None:
            return
        dialog = RemoveDialog(self.runner, self, self._chosen)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(lambda _nothing: self.refresh())
        dialog.open()
