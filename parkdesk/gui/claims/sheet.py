"""The roster as it is being edited: rows, their reasoning, and what can be taken back.

No Qt: the model shows it, the desk saves it. Every edit is one step of undo with its words; a step
holds the rows as they were, which are shared and immutable, so ten thousand of them cost nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from parkdesk.domain import id_number
from parkdesk.domain.eligibility import (
    Judge,
    OtherClaim,
    RosterTotals,
    RowVerdict,
    Rule,
    TraceLine,
    Verdict,
    repeated_rows,
    totals,
)
from parkdesk.domain.employers import Employer
from parkdesk.domain.person_bars import with_bar
from parkdesk.domain.roster_faults import Fault, roster_faults
from parkdesk.domain.trainee_columns import ENTERPRISE_FIELDS
from parkdesk.domain.trainees import (
    BLANK,
    STICKY_FIELDS,
    RosterField,
    ServiceLine,
    Trainee,
    typed_row,
    with_cell,
)
from parkdesk.i18n.claims import cell_text
from parkdesk.usecases.roster_persons import KnownPersons

MOST_STEPS = 200
Cells = Mapping[RosterField, str]
_UNJUDGED = RowVerdict(Verdict.PASS, 0, ())


@dataclass(slots=True)
class _Step:
    words: str
    rows: list[Trainee]


@dataclass(slots=True)
class RosterSheet:
    """Rows under the hand of a clerk. `year` completes dates typed without one."""

    judge: Judge | None
    """None only before a claim has come, when there is nothing to judge."""
    year: int
    service_line: ServiceLine | None = None
    """The enterprise's own, which a row that is begun by hand starts with."""
    fields: tuple[RosterField, ...] = ENTERPRISE_FIELDS
    """The columns that the roster has."""
    employers: tuple[Employer, ...] = ()
    """The register's enterprises, where the roster says who hired somebody."""
    open_places: frozenset[int] | None = None
    """Rows, from 0, that a return has opened; None where all may be changed, and come and go."""
    rows: list[Trainee] = field(default_factory=list)
    verdicts: list[RowVerdict] = field(default_factory=list)
    others: dict[str, tuple[OtherClaim, ...]] = field(default_factory=dict)
    persons: KnownPersons = field(default_factory=KnownPersons)
    """Who of the roster is one person, and who is barred: as far as was looked up."""
    _repeats: dict[int, int] = field(default_factory=dict)
    _steps: list[_Step] = field(default_factory=list)
    _undone: list[_Step] = field(default_factory=list)

    def load(
        self,
        rows: Sequence[Trainee],
        verdicts: Sequence[RowVerdict],
        others: Mapping[str, tuple[OtherClaim, ...]],
    ) -> None:
        """Show what the database holds; nothing can be taken back behind it."""
        self.rows = list(rows)
        self.verdicts = list(verdicts)
        # Whoever is in the database has been looked up; the answer for most is "nowhere else".
        self.others = {row.id_number: () for row in rows} | dict(others)
        self._repeats = repeated_rows(self.rows)
        self._steps.clear()
        self._undone.clear()

    @property
    def totals(self) -> RosterTotals:
        """The roster in figures, blank rows apart."""
        return totals(
            verdict for row, verdict in zip(self.rows, self.verdicts, strict=True) if not row.blank
        )

    @property
    def undo_words(self) -> str:
        """What the next undo would take back; empty when there is nothing."""
        return self._steps[-1].words if self._steps else ""

    def is_open(self, place: int) -> bool:
        """Whether a row may be changed."""
        return self.open_places is None or place in self.open_places

    def unknown_numbers(self) -> tuple[str, ...]:
        """Return the numbers whose other claims have not been looked up yet."""
        return tuple(number for number in self.numbers() if number not in self.others)

    def numbers(self) -> tuple[str, ...]:
        """Return every identity number of the roster once."""
        return tuple({row.id_number for row in self.rows} - {""})

    def row_at(self, place: int) -> Trainee:
        """Return a row; the blank one behind the last."""
        return self.rows[place] if place < len(self.rows) else BLANK

    def rows_with(self, place: int, cell: RosterField, text: str) -> list[Trainee]:
        """Return the rows as they would be with a cell that is still being typed."""
        row = self._typed(place, cell, text)
        return [*self.rows[:place], row, *self.rows[place + 1 :]]

    def set_cell(self, place: int, cell: RosterField, text: str, words: str) -> bool:
        """Type into one cell; the row after the last one is made when it is typed in."""
        row = self.row_at(place)
        if text == cell_text(row, cell) or not self.is_open(place):
            return False
        if cell is RosterField.ID_NUMBER:
            # The paper has been compared: its last character alone is enough.
            text = id_number.with_last(row.id_number, text)
        changed = self._typed(place, cell, text)
        if changed == row:
            return False
        self._keep(words)
        if place >= len(self.rows):
            self.rows.append(changed)
        else:
            self.rows[place] = changed
        self._judge_again([place])
        return True

    def set_cells(self, start: int, table: Sequence[Cells], words: str) -> int:
        """Type a table from row `start` on, making rows as needed; return how many rows."""
        opened = [at for at in range(len(table)) if self.is_open(start + at)]
        if not opened:
            return 0
        self._keep(words)
        for offset in opened:
            place = start + offset
            row = self._with_cells(self.row_at(place), table[offset])
            if place < len(self.rows):
                self.rows[place] = row
            else:
                self.rows.append(row)
        self._judge_again(range(start, start + len(table)))
        return len(opened)

    def change(self, places: Iterable[int], words: str, edit: Callable[[Trainee], Trainee]) -> None:
        """Put every named row through `edit`, as one step; a row behind the last is made."""
        touched = [place for place in places if self.is_open(place)]
        if not touched:
            return
        self._keep(words)
        for place in touched:
            while place >= len(self.rows):
                self.rows.append(BLANK)
            row = edit(self.rows[place])
            bare = self._is_bare(place, row) and not self.rows[place].blank
            self.rows[place] = BLANK if bare else row
        self._judge_again(touched)

    def insert(self, place: int, rows: Sequence[Trainee], words: str) -> None:
        """Insert rows before `place`; none where only marked rows are open."""
        if self.open_places is not None:
            return
        self._keep(words)
        place = min(place, len(self.rows))
        self.rows[place:place] = rows
        self.verdicts[place:place] = [self._judged(row) for row in rows]
        # The rows behind have moved on, and what is known of their twins with them.
        self._repeats = {
            at + len(rows) if at >= place else at: first for at, first in self._repeats.items()
        }
        self._judge_again(range(place, place + len(rows)))

    def remove(self, places: Iterable[int], words: str) -> int:
        """Take rows out; return how many."""
        gone = {place for place in places if place < len(self.rows)}
        if not gone or self.open_places is not None:
            return 0
        self._keep(words)
        self.rows = [row for place, row in enumerate(self.rows) if place not in gone]
        self.verdicts = [one for place, one in enumerate(self.verdicts) if place not in gone]
        self._repeats = {
            at - sum(place < at for place in gone): first
            for at, first in self._repeats.items()
            if at not in gone
        }
        self._judge_again(())
        return len(gone)

    def undo(self) -> str:
        """Take back the last step and return its words; empty when there was none."""
        return self._swap(self._steps, self._undone)

    def redo(self) -> str:
        """Do again what was taken back last and return its words; empty when there was none."""
        return self._swap(self._undone, self._steps)

    def _swap(self, source: list[_Step], target: list[_Step]) -> str:
        if not source:
            return ""
        step = source.pop()
        before = self.rows
        target.append(_Step(step.words, before))
        self.rows = step.rows
        kept = min(len(before), len(self.rows))
        self.verdicts = self.verdicts[:kept]
        changed = [place for place in range(kept) if before[place] is not self.rows[place]]
        self._judge_again([*changed, *range(kept, len(self.rows))])
        return step.words

    def learn(self, others: Mapping[str, tuple[OtherClaim, ...]]) -> bool:
        """Take in what the look-up found; return whether any row reads otherwise now."""
        changed = {
            number for number, found in others.items() if found != self.others.get(number, ())
        }
        self.others.update(others)
        places = [place for place, row in enumerate(self.rows) if row.id_number in changed]
        self._judge_again(places)
        return bool(places)

    def learn_persons(self, persons: KnownPersons) -> bool:
        """Take in who is one person and who is barred; return whether any row reads otherwise."""
        before, self.persons = self.persons, persons
        if before == persons:
            return False
        told = {*before.same, *persons.same, *before.bars, *persons.bars}
        self._judge_again([at for at, row in enumerate(self.rows) if row.id_number in told])
        return True

    def faults(self) -> tuple[Fault, ...]:
        """Return everything that a person has to look at, by row and column."""
        return roster_faults(self.rows, self.verdicts)

    def repeat_at(self, place: int) -> TraceLine | None:
        """Return what is known of the person elsewhere; None where there is nothing to decide."""
        if not 0 <= place < len(self.verdicts) or self.rows[place].blank:
            return None
        lines = self.verdicts[place].problems
        return next((line for line in lines if line.rule is Rule.REPEAT), None)

    def problem_after(self, place: int, step: int) -> int:
        """Return the nearest row with a problem in direction `step`, going round; -1 for none."""
        count = len(self.rows)
        for distance in range(1, count + 1):
            found = (place + step * distance) % count
            if not self.rows[found].blank and self.verdicts[found].problems:
                return found
        return -1

    def _judged(
        self, row: Trainee, others: Sequence[OtherClaim] = (), same_as_row: int = 0
    ) -> RowVerdict:
        assert self.judge is not None
        verdict = self.judge.judge(row, others, same_as_row)
        return with_bar(verdict, self.persons.bars.get(row.id_number))

    def _with_cells(self, row: Trainee, cells: Cells) -> Trainee:
        if row.blank:
            # A pasted row is made at once, not once for each of its cells.
            return typed_row({cell.value: text for cell, text in cells.items()}, self.year)
        for cell in RosterField:
            if cell in cells:
                row = with_cell(row, cell, cells[cell], self.year)
        return row

    def _typed(self, place: int, cell: RosterField, text: str) -> Trainee:
        """Return a row after typing; one begun by hand says what its neighbours do."""
        row = self.row_at(place)
        if row.blank:
            begun = self._begun(place)
            row = replace(begun, **{cell.value: getattr(BLANK, cell.value)})
        changed = with_cell(row, cell, text, self.year)
        return BLANK if self._is_bare(place, changed, cell) else changed

    def _begun(self, place: int) -> Trainee:
        """Return what a row that is begun by hand starts with: the class of the row above."""
        above = self.row_at(place - 1) if 0 < place <= len(self.rows) else BLANK
        values = {cell.value: getattr(above, cell.value) for cell in STICKY_FIELDS}
        return replace(BLANK, service_line=self.service_line, **values)

    def _is_bare(self, place: int, row: Trainee, typed: RosterField | None = None) -> bool:
        """Whether nothing is left of a row but what it was begun with, the typed cell apart."""
        begun = self._begun(place)
        if typed is None:
            return row == begun
        name = typed.value
        blank = getattr(BLANK, name)
        if getattr(row, name) != blank or row.unread:
            return False
        return replace(row, **{name: blank}) == replace(begun, **{name: blank})

    def _keep(self, words: str) -> None:
        self._steps.append(_Step(words, list(self.rows)))
        del self._steps[:-MOST_STEPS]
        self._undone.clear()

    def _judge_again(self, places: Iterable[int]) -> None:
        """Judge rows anew, and those whose twin has come or gone."""
        repeats = repeated_rows(self.rows, self.persons.same)
        moved = {
            place
            for place in self._repeats.keys() | repeats.keys()
            if self._repeats.get(place) != repeats.get(place)
        }
        self._repeats = repeats
        judged = len(self.verdicts)
        # Rows that are new are judged once, below; until then the place is kept for them.
        self.verdicts.extend([_UNJUDGED] * (len(self.rows) - judged))
        for place in moved | set(places) | set(range(judged, len(self.rows))):
            if place < len(self.rows):
                row = self.rows[place]
                others = self.others.get(row.id_number, ())
                self.verdicts[place] = self._judged(row, others, repeats.get(place, 0))
