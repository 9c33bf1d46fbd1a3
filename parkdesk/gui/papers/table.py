"""The list of papers: missing ones first, each with its state."""

from __future__ import annotations

from collections.abc import Sequence

from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.papers import Owner, PaperState
from parkdesk.gui.papers.words import STATE_TONES, row_name
from parkdesk.gui.table_model import Arrived, Column, WindowedModel
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.record_table import RecordTable
from parkdesk.i18n import instant_text, label, tr
from parkdesk.usecases.paper_lists import PaperRow


class PapersTable(RecordTable[PaperRow]):
    """Papers that are in memory already; the one in view stays chosen when they come anew."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("papers")
        self._given: tuple[PaperRow, ...] = ()
        columns: tuple[Column[PaperRow], ...] = (
            Column(tr("Paper"), row_name, width=260, grows=True),
            Column(
                tr("State"),
                _state,
                tone=lambda row: Tone.BAD if _is_twin(row) else _tone(row),
                width=92,
            ),
            Column(
                tr("File"), lambda row: row.file_name, width=170, muted=True, grows=True, yields=1
            ),
            Column(tr("Added"), _added, width=130, muted=True, yields=2),
            Column(tr("By"), lambda row: row.added_by, width=80, muted=True, yields=3),
        )
        self._wanted: PaperRow | None = None
        self._owner: Owner | None = None
        self.set_model(WindowedModel(columns, self._serve, self))
        self.records.settled.connect(self._choose_again)

    def show_rows(self, rows: Sequence[PaperRow]) -> None:
        """Show these papers instead of the present ones."""
        self._wanted = self.current() or self._wanted
        self._given = tuple(rows)
        self.records.reload()

    def _choose_again(self) -> None:
        """Bring the same paper into view, or the one that now is in its slot."""
        wanted, self._wanted = self._wanted, None
        place = self._place(wanted) if wanted is not None else None
        if self._owner is not None:
            of_owner = [at for at, row in enumerate(self._given) if row.owner == self._owner]
            place, self._owner = (of_owner[0] if of_owner else place), None
        if place is not None:
            self.select_place(place)

    def go_to(self, owner: Owner) -> None:
        """Bring the first paper of an owner into view, now or when the rows are there."""
        self._owner = owner
        if self.records.is_settled and any(row.owner == owner for row in self._given):
            self._choose_again()

    def _place(self, wanted: PaperRow) -> int | None:
        for place, row in enumerate(self._given):
            if wanted.id and row.id == wanted.id:
                return place
        for place, row in enumerate(self._given):
            if (row.owner, row.slot.code) == (wanted.owner, wanted.slot.code):
                return place
        return None

    def choose_number(self, paper_id: int) -> None:
        """Bring a paper into view by its number."""
        for place, row in enumerate(self._given):
            if row.id == paper_id:
                self.select_place(place)

    def _serve(self, _sort: Sort, offset: int, limit: int, arrived: Arrived[PaperRow]) -> None:
        arrived(Window(self._given[offset : offset + limit], len(self._given), offset))


def _is_twin(row: PaperRow) -> bool:
    return row.state is PaperState.PRESENT and bool(row.twins)


def _state(row: PaperRow) -> str:
    return tr("Used twice") if _is_twin(row) else label(row.state)


def _tone(row: PaperRow) -> Tone:
    return STATE_TONES[row.state]


def _added(row: PaperRow) -> str:
    return instant_text(row.added_at) if row.added_at is not None else ""
