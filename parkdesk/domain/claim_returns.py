"""Returned claims (退回补正): what is marked, what is open then, and where an answer goes.

A mark names a person, an item, a paper or the claim as a whole, with the code of its reason.
Without a mark of a row everything is open, as with one of the whole claim.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from parkdesk.domain.claims import ClaimState
from parkdesk.domain.errors import InvalidInput

KeyT = TypeVar("KeyT", int, str, tuple[int, ...])


class MarkSubject(StrEnum):
    """What a mark is on."""

    PERSON = "person"
    ITEM = "item"
    PAPER = "paper"
    CLAIM = "claim"
    """The claim as a whole: everything is open."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to be put right. `row` is the number of the row or item, 0 for neither."""

    subject: MarkSubject
    reason: str
    row: int = 0
    paper: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claim stands, as far as a change can be seen: hashes by row number and paper code.

    Rows are in their order; the text of a hash says nothing about what it was made of. `scans`
    has the files of whatever they are attached to, by the rows that it stands for: a person's own
    row, the items of a certificate, no row for the claim itself. `conditions` and `scans` are None
    in a return that was kept before they were looked at: no change of theirs can be told then.
    """

    rows: Mapping[int, str] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)
    conditions: Mapping[str, str] | None = None
    scans: Mapping[tuple[int, ...], str] | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """A return that has not been answered: what it marked, and how the claim stood then."""

    id: int
    at: dt.datetime
    actor_id: int
    from_state: ClaimState
    marks: tuple[Mark, ...]
    stood: Standing
    opened_whole: bool = False

    @property
    def open_rows(self) -> frozenset[int] | None:
        """The rows that may be changed; None where all may, and rows may come and go."""
        if self.opened_whole or any(mark.subject is MarkSubject.CLAIM for mark in self.marks):
            return None
        rows = frozenset(mark.row for mark in self.marks if mark.row)
        papers = any(mark.subject is MarkSubject.PAPER for mark in self.marks)
        return rows if rows or papers else None

    @property
    def marked_papers(self) -> frozenset[str]:
        """The papers that are to be put right."""
        return frozenset(mark.paper for mark in self.marks if mark.paper)

    def asks_for_scans(self, rows: Iterable[int]) -> bool:
        """Whether new scans for these rows were asked for; for no row, those of the claim itself.

        A missing paper comes as a scan of the claim, and so does what proves an item.
        """
        marked = {mark.row for mark in self.marks if mark.row}
        if found := set(rows):
            return bool(found & marked)
        asking = {MarkSubject.PAPER, MarkSubject.ITEM}
        return any(mark.subject in asking for mark in self.marks)


class Change(StrEnum):
    """What became of a row, a paper, an answer or scans since the claim was returned."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was; `marked` where that was asked for.

    `condition` is the code of an answer about the claimant. With `scans` it is the files of the
    row that are others, or those of the claim itself where there is no row.
    """

    change: Change
    marked: bool
    row: int = 0
    paper: str = ""
    condition: str = ""
    scans: bool = False


def differences(returned: Returned, now: Standing) -> tuple[Difference, ...]:
    """Return what has changed since the return: rows in their order now, papers, answers, scans."""
    marked_rows = {mark.row for mark in returned.marks if mark.row}
    whole = any(mark.subject is MarkSubject.CLAIM for mark in returned.marks)
    found = [
        Difference(change, whole or row in marked_rows, row=row)
        for row, change in _changed(returned.stood.rows, now.rows)
    ]
    found += [
        Difference(change, whole or paper in returned.marked_papers, paper=paper)
        for paper, change in _changed(returned.stood.papers, now.papers)
    ]
    # No mark asks for another answer about the claimant: only one of the whole claim opens them.
    found += [
        Difference(change, whole, condition=code)
        for code, change in _seen(returned.stood.conditions, now.conditions)
    ]
    found += [
        Difference(
            change, whole or returned.asks_for_scans(rows), row=min(rows, default=0), scans=True
        )
        for rows, change in _seen(returned.stood.scans, now.scans)
    ]
    return tuple(found)


def _seen(
    before: Mapping[KeyT, str] | None, now: Mapping[KeyT, str] | None
) -> list[tuple[KeyT, Change]]:
    return [] if before is None or now is None else _changed(before, now)


def _changed(before: Mapping[KeyT, str], now: Mapping[KeyT, str]) -> list[tuple[KeyT, Change]]:
    found: list[tuple[KeyT, Change]] = [
        (key, Change.CHANGED if key in before else Change.ADDED)
        for key, stands in now.items()
        if before.get(key) != stands
    ]
    found += [(key, Change.REMOVED) for key in before if key not in now]
    return found


def goes_straight_back(returned: Returned, changed: Iterable[Difference]) -> bool:
    """Return whether the answer goes straight to whoever asked: nothing else has changed.

    What comes back from a public notice or later is reviewed anew in any case, and so is a claim
    that was returned as a whole.
    """
    if returned.from_state not in {ClaimState.SUBMITTED, ClaimState.PRECHECKED}:
        return False
    if not returned.marks or any(one.subject is MarkSubject.CLAIM for one in returned.marks):
        return False
    return all(one.marked for one in changed)


def check_marks(marks: Iterable[Mark], rows: Iterable[int], papers: Iterable[str]) -> None:
    """Refuse a mark of what is not there, or without a reason."""
    known_rows, known_papers = set(rows), set(papers)
    for mark in marks:
        if not mark.reason:
            raise InvalidInput({"marks": "mark-reason-missing"})
        on_row = mark.subject in {MarkSubject.PERSON, MarkSubject.ITEM}
        if on_row and mark.row not in known_rows:
            raise InvalidInput({"marks": "mark-of-unknown-row"})
        if mark.subject is MarkSubject.PAPER and mark.paper not in known_papers:
            raise InvalidInput({"marks": "mark-of-unknown-paper"})
