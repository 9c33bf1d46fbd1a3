"""What a person has to look at in a roster, one entry a fault: by row, by column, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parkdesk.domain.eligibility import RowVerdict, Rule, TraceLine, Verdict
from parkdesk.domain.eligibility_rules import Fact
from parkdesk.domain.trainees import RosterField, Trainee


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the row from 0, the column where one is to blame, and the rule's own line."""

    place: int
    cell: RosterField | None
    line: TraceLine


def roster_faults(rows: Sequence[Trainee], verdicts: Sequence[RowVerdict]) -> tuple[Fault, ...]:
    """Return every fault of a roster in the order of rows and columns; blank rows have none.

    A row's verdict speaks of its unreadable cells in one line; here each of them is a fault.
    """
    found: list[Fault] = []
    for place, (row, verdict) in enumerate(zip(rows, verdicts, strict=True)):
        if verdict.problems and not row.blank:
            found += sorted(_of_row(place, row, verdict), key=_column)
    return tuple(found)


def _of_row(place: int, row: Trainee, verdict: RowVerdict) -> Iterator[Fault]:
    for name in row.unread:
        cell = RosterField(name)
        facts: dict[str, Fact] = {"field": cell, "count": 1}
        line = TraceLine(Rule.CELLS, Verdict.FAIL, "cell-not-readable", facts, None, cell)
        yield Fault(place, cell, line)
    for line in verdict.problems:
        if line.rule is not Rule.CELLS:
            yield Fault(place, line.cell, line)


def _column(fault: Fault) -> int:
    return len(_ORDER) if fault.cell is None else _ORDER[fault.cell]


_ORDER = {cell: place for place, cell in enumerate(RosterField)}
