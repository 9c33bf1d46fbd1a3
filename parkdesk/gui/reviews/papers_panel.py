"""The right of the review desk: a claim's papers, walked through with Space."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from parkdesk.domain.papers import PaperState
from parkdesk.gui.pages import Shell
from parkdesk.gui.papers.preview import PaperPreview
from parkdesk.gui.papers.words import STATE_TONES, row_name
from parkdesk.gui.runner import Runner
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.i18n import label, tr
from parkdesk.usecases.paper_lists import PaperRow


class ReviewPapers(QWidget):
    """The papers of the claim in view.

    Signals:
        all_seen: the last paper was shown, or there is none.
    """

    all_seen = Signal()

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__()
        self._rows: tuple[PaperRow, ...] = ()
        self._seen: set[int] = set()
        self._claim: int | None = None
        self.table: ShortTable[PaperRow] = ShortTable(
            "review-papers",
            (
                Column(tr("Paper"), row_name, width=150, grows=True),
                Column(
                    tr("State"),
                    lambda row: label(row.state),
                    tone=lambda row: STATE_TONES[row.state],
                    width=84,
                ),
            ),
            most=5,
            least=2,
        )
        self.preview = PaperPreview(runner, shell, offered=False)
        beside = QSplitter(Qt.Orientation.Vertical)
        beside.setChildrenCollapsible(False)
        beside.addWidget(self.table)
        beside.addWidget(self.preview)
        beside.setStretchFactor(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(beside)
        self.table.row_changed.connect(self._show)
        self.preview.seen.connect(self._note_seen)
        self.show_papers(None, ())

    def show_papers(self, claim_id: int | None, rows: tuple[PaperRow, ...]) -> None:
        """Show the papers of a claim; the first one opens."""
        if claim_id != self._claim:
            self._claim, self._seen = claim_id, set()
        self._rows = tuple(
            row for row in rows if row.state in (PaperState.MISSING, PaperState.PRESENT)
        )
        self.table.show_rows(self._rows)
        if not self._rows:
            self.preview.show_nothing(
                tr("No scans"), tr("The papers of this claim have no scans.") if claim_id else ""
            )
        self._tell()

    def step(self) -> None:
        """Go to the next paper that is there; after the last one comes the first."""
        places = [at for at, row in enumerate(self._rows) if not row.is_missing]
        if places:
            now = self.table.currentIndex().row()
            self.table.select_place(next((at for at in places if at > now), places[0]))

    def _show(self, row: PaperRow | None) -> None:
        if row is None:
            self.preview.show_nothing()
            return
        self.preview.show_paper(row)

    def _note_seen(self, paper_id: int) -> None:
        """Count a paper whose pages were in view; one that stayed covered was not looked at."""
        self._seen.add(paper_id)
        self._tell()

    def _tell(self) -> None:
        there = {row.id for row in self._rows if not row.is_missing}
        if self._claim is not None and there <= self._seen:
            self.all_seen.emit()
