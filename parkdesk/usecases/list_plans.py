"""Lists that are imported whole: each row is planned, all faults are told in one pass.

Then everything is written, or nothing. What a row means is told by the plan of its register.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, ClassVar, Generic, TypeVar

from parkdesk.domain.errors import NeedsConfirmation, Refused
from parkdesk.domain.imports import (
    Change,
    Difference,
    Imported,
    Preview,
    Problem,
    RowPreview,
    Sheet,
    SheetRow,
)
from parkdesk.store.base import Record
from parkdesk.store.new_rows import first_since
from parkdesk.store.work import Work

NOTHING_CONFIRMED: frozenset[str] = frozenset()
_EVERY = 500
_PAGE = 500

RecordT = TypeVar("RecordT", bound=Record)
ValueT = TypeVar("ValueT")


@dataclass(slots=True)
class PlannedRow(Generic[RecordT]):
    """What one row comes to; without columns it has problems."""

    row: SheetRow
    number: str
    """What the row is called in the preview."""
    record: RecordT | None = None
    columns: dict[str, Any] | None = None
    differences: tuple[Difference, ...] = ()
    change: Change = Change.NEW


PlannedT = TypeVar("PlannedT", bound=PlannedRow[Any])


class ListPlan(ABC, Generic[PlannedT]):
    """The rows of a list, each with what it would do.

    A plan reads everything stored before `take_all`, in a few questions: a row costs none.
    """

    record: ClassVar[type[Record]]
    """What a new row becomes."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.today = work.today
        self.planned: list[PlannedT] = []
        self.problems: list[Problem] = []
        self._seen: dict[Hashable, int] = {}

    @abstractmethod
    def take(self, row: SheetRow) -> Iterable[Problem]:
        """Plan a row; return what is wrong with it."""

    def take_all(self, sheet: Sheet) -> None:
        """Plan every row; the faults stand in the order of the rows, each at its cell."""
        self.problems = list(sheet.problems)
        unread = {(problem.row, problem.field) for problem in sheet.problems}
        for done, row in enumerate(sheet.rows, 1):
            for problem in self.take(row):
                if (problem.row, problem.field) not in unread:
                    self.problems.append(sheet.located(problem))
            if done % _EVERY == 0:
                self.work.progress.step(done, len(sheet.rows))
        self.problems.sort(key=lambda problem: problem.row)

    def twice(self, key: Hashable, row: int) -> Problem | None:
        """Return the problem of a row whose key an earlier one had."""
        first = self._seen.setdefault(key, row)
        return None if first == row else Problem(row, "number", "twice-in-file", {"row": first})

    @staticmethod
    def pages(values: Iterable[ValueT]) -> Iterator[list[ValueT]]:
        """Yield values some hundred at a time: a database takes no list of all of them."""
        rest = iter(values)
        while page := list(islice(rest, _PAGE)):
            yield page

    def preview(self) -> Preview:
        """Return what a person is shown."""
        rows = tuple(
            RowPreview(one.row.number, one.change, one.number, one.differences)
            for one in self.planned
        )
        return Preview(rows, tuple(self.problems))

    def write(self, confirmed: frozenset[str]) -> Imported:
        """Write new rows by the column and changed ones as they are, or refuse the list."""
        told = Preview((), tuple(self.problems))
        if told.stops:
            raise Refused("import-has-problems", count=told.stops)
        if told.asks and "import-has-doubts" not in confirmed:
            raise NeedsConfirmation("import-has-doubts", count=told.asks)
        new = [
            one.columns
            for one in self.planned
            if one.change is Change.NEW and one.columns is not None
        ]
        before = self.work.last_id(self.record)
        if new:
            columns = {name: [one[name] for one in new] for name in new[0]}
            self.work.insert_columns(self.record, {"version": [1] * len(new), **columns})
        first = first_since(self.work, self.record, before) if new else None
        for one in self.planned:
            if one.change is Change.CHANGED and one.columns is not None:
                _change(one.record, one.columns)
                first = first or (one.record.id if one.record is not None else None)
        counts = [one.change for one in self.planned]
        return Imported(len(new), counts.count(Change.CHANGED), counts.count(Change.SAME), first)


def _change(record: Any, columns: dict[str, Any]) -> None:  # noqa: ANN401 (any record)
    for name, value in columns.items():
        if getattr(record, name) != value:
            setattr(record, name, value)
