"""The queue of the review desk: what waits for this person, clean claims marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.reviews import Cleanness, NotClean
from parkdesk.gui.table_model import Arrived, Column, WindowedModel
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.record_table import RecordTable
from parkdesk.i18n import label, number_text, tr
from parkdesk.usecases.reviews import ReviewRow, Sample


class ReviewQueue(RecordTable[ReviewRow]):
    """Claims that are in memory already; the one in view stays chosen when they come anew.

    Signals:
        sample_shown: a group was drawn, an opened one counted, or the group is no more.
    """

    sample_shown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("review-queue")
        self._given: tuple[ReviewRow, ...] = ()
        self._wanted: int | None = None
        self.sample: Sample | None = None
        self.set_model(WindowedModel(self._columns(), self._serve, self))
        self.records.settled.connect(self._choose_again)

    @property
    def rows(self) -> tuple[ReviewRow, ...]:
        """Every claim of the queue."""
        return self._given

    def show_rows(self, rows: Sequence[ReviewRow]) -> None:
        """Show these claims instead of the present ones."""
        current = self.current()
        if self._wanted is None and current is not None:
            self._wanted = current.id
        self._given = tuple(rows)
        self.records.reload()

    def show_sample(self, sample: Sample | None) -> None:
        """Mark the claims of a group, and those of it that are to be opened."""
        self.sample = sample
        self.records.refresh()
        self.sample_shown.emit()

    def go_to(self, claim_id: int) -> None:
        """Bring a claim into view, now or when the rows are there."""
        self._wanted = claim_id
        if self.records.is_settled:
            self._choose_again()

    def step(self, by: int) -> None:
        """Go to the next claim, or the one before."""
        place = self.currentIndex().row() + by
        if 0 <= place < len(self._given):
            self.select_place(place)

    def _choose_again(self) -> None:
        wanted, self._wanted = self._wanted, None
        for place, row in enumerate(self._given):
            if row.id == wanted:
                self.select_place(place)
                return
        if self._given and not self.currentIndex().isValid():
            self.select_place(0)

    def _serve(self, _sort: Sort, offset: int, limit: int, arrived: Arrived[ReviewRow]) -> None:
        arrived(Window(self._given[offset : offset + limit], len(self._given), offset))

    def _columns(self) -> tuple[Column[ReviewRow], ...]:
        return (
            Column(tr("Enterprise"), lambda row: row.enterprise, width=130, grows=True),
            Column(tr("Claim"), lambda row: row.number, width=104, yields=3),
            Column(
                tr("People"),
                lambda row: number_text(row.heads),
                numeric=True,
                width=50,
                yields=2,
            ),
            Column(tr("Kind"), lambda row: label(row.kind), width=90, yields=4),
            Column(tr("To see"), self._said, tone=self._tone, width=84),
        )

    def _said(self, row: ReviewRow) -> str:
        sample = self.sample
        if sample is not None and row.id in sample.drawn:
            return tr("Opened") if row.id in sample.opened else tr("Drawn")
        if sample is not None and row.id in sample.group:
            return tr("In the group")
        return _cleanness_words(row.cleanness) or (tr("Again") if row.again else tr("Clean"))

    def _tone(self, row: ReviewRow) -> Tone:
        sample = self.sample
        if sample is not None and row.id in sample.drawn:
            return Tone.GOOD if row.id in sample.opened else Tone.ACCENT
        if sample is not None and row.id in sample.group:
            return Tone.NEUTRAL
        if row.cleanness.clean:
            return Tone.NEUTRAL if row.again else Tone.GOOD
        return Tone.WARN


def _cleanness_words(cleanness: Cleanness) -> str:
    """Return what keeps a claim out of a group, in the room of a chip; empty for nothing."""
    why, words = cleanness.why, ""
    if why is NotClean.OPEN_SIGNAL:
        words = tr("{n} open", n=number_text(cleanness.open_signals))
    elif why is NotClean.LACKS_PAPERS:
        words = tr("{n} missing", n=number_text(cleanness.lacking_papers))
    elif why is NotClean.CONDITION_NOT_MET:
        words = tr("Not met {n}", n=number_text(cleanness.failed_conditions))
    elif why is NotClean.AWAITS_LEVEL:
        words = tr("Higher level")
    return words
