"""The roster of a claim: read with its reasoning, saved as typed, brought in from a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from parkdesk.domain import id_number
from parkdesk.domain.claims import ClaimKind, ClaimState
from parkdesk.domain.eligibility import (
    OtherClaim,
    RosterTotals,
    RowVerdict,
    totals,
)
from parkdesk.domain.employers import Employer
from parkdesk.domain.errors import NotFound, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.masking import mask_id_number
from parkdesk.domain.programmes import Programme, Track
from parkdesk.domain.trainees import RosterField, Trainee
from parkdesk.store import claim_lines, claim_returns, person_papers, rosters
from parkdesk.store.claim_hands import remember_editor
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

MOST_TYPED = 10_000
"""Rows of a roster that is edited in the grid; a longer one is what its file says."""
MOST_ROWS = 100_000
"""Rows that one claim may have; a longer list is split by the enterprise."""
_Stored = Sequence[tuple[int, Trainee]]


@dataclass(frozen=True, slots=True)
class Roster:
    """A claim's people with the reasoning for each.

    Identity numbers are whole for somebody who may edit them here, else masked (`masked`).
    A roster of more than `MOST_TYPED` rows is masked as well: where `by_file`, it is changed by
    importing its file again.
    `others` are the claims that hold the same people, by number, for judging again after an edit.
    `known_people` are those of other claims, of all years: among them there was no duplicate.
    """

    claim_id: int
    version: int
    rows: tuple[Trainee, ...]
    verdicts: tuple[RowVerdict, ...]
    others: dict[str, tuple[OtherClaim, ...]]
    known_people: int
    masked: bool
    totals: RosterTotals
    to_look_at: tuple[int, ...]
    """The places, from 0, of rows with something to look at; blank rows have nothing."""
    by_file: bool = False
    ids: tuple[int, ...] = ()
    """The rows by their number, for marks and cuts."""
    open_ids: frozenset[int] | None = None
    """Those that may be changed in a returned claim; None where all may, and rows come and go."""
    employers: tuple[Employer, ...] = ()
    """The register's enterprises by their names, where the roster says who hired somebody."""


@dataclass(frozen=True, slots=True)
class RosterSaved:
    """A roster after it was saved: how many rows were written, and the claim's new version."""

    version: int
    changed: int
    totals: RosterTotals


@dataclass(frozen=True, slots=True)
class RosterCheck:
    """What a roster would be worth; nothing has been written."""

    programme: Programme
    verdicts: tuple[RowVerdict, ...]
    totals: RosterTotals


@query(Permission.CLAIM_READ)
def load_roster(work: Work, claim_id: int) -> Roster:
    """Return the roster with every row's reasoning as the rules give it today."""
    claim = work.get(ClaimRecord, claim_id)
    if ClaimKind(claim.track).track is None:
        raise Refused("claim-without-roster")
    ids, rows = rosters.ids_and_rows(work.session, claim_id)
    judged = rosters.judge_people(work, claim, rows, rosters.hashes_of(work, rows))
    others = judged.others
    may_edit = ClaimState(claim.state).editable and work.actor.may(Permission.CLAIM_EDIT)
    is_long = len(rows) > MOST_TYPED
    masked = is_long or not may_edit
    filled = [place for place, row in enumerate(rows) if not row.blank]
    if masked:
        # One after the other, so that there are never two of each.
        for place, row in enumerate(rows):
            rows[place] = _masked(row)
        others = {}
    people = rosters.people_elsewhere(work.session, claim_id)
    return Roster(
        claim_id,
        claim.version,
        tuple(rows),
        judged.verdicts,
        others,
        people,
        masked,
        totals(judged.verdicts[place] for place in filled),
        _with_problems(judged.verdicts, filled),
        may_edit and is_long,
        tuple(ids),
        claim_returns.open_rows(work.session, claim),
        judged.employers,
    )


@query(Permission.CLAIM_EDIT)
def find_other_claims(
    work: Work, claim_id: int, numbers: tuple[str, ...]
) -> dict[str, tuple[OtherClaim, ...]]:
    """Return, for each of the numbers, the other claims of the same track that hold the person."""
    claim = work.get(ClaimRecord, claim_id)
    hashes = rosters.number_hashes(work, numbers)
    found = rosters.others_for(work, claim_id, claim.track, hashes)
    return {number: found.get(number, ()) for number in numbers}


@command(Permission.CLAIM_EDIT)
def save_roster(work: Work, claim_id: int, version: int, rows: tuple[Trainee, ...]) -> RosterSaved:
    """Make the stored roster what the grid shows. Errors in it are no obstacle: it is a draft.

    Only rows that differ are written; whoever changes one may not review the claim.
    Blank rows at the end are not kept.
    """
    claim = _editable(work, claim_id, version)
    there = rosters.roster_rows(work.session, claim_id)
    return _save(work, claim, there, rows, limit=MOST_TYPED)


@command(Permission.CLAIM_EDIT)
def replace_roster(
    work: Work, claim_id: int, version: int, rows: tuple[Trainee, ...]
) -> RosterSaved:
    """Make the stored roster what a file holds: the way of one that is too long for the grid."""
    claim = _editable(work, claim_id, version)
    there = rosters.roster_rows(work.session, claim_id)
    return _save(work, claim, there, rows, limit=MOST_ROWS)


@command(Permission.CLAIM_EDIT)
def import_roster(
    work: Work, claim_id: int, version: int, rows: tuple[Trainee, ...]
) -> RosterSaved:
    """Add rows behind those that a draft has; people who are there already are not added twice."""
    claim = _editable(work, claim_id, version)
    there = rosters.roster_rows(work.session, claim_id)
    numbers = {row.id_number for _id, row in there if id_number.holds(row.id_number)}
    kept = (row for _id, row in there)
    added = (row for row in rows if row.id_number not in numbers)
    return _save(work, claim, there, (*kept, *added), limit=MOST_ROWS)


@query(Permission.CLAIM_READ)
def check_roster(
    work: Work, programme_id: int, track: Track, rows: tuple[Trainee, ...]
) -> RosterCheck:
    """Judge rows that belong to no claim yet: what an import would bring."""
    programme = rosters.programme_of(work.get(ProgrammeRecord, programme_id).content)
    hashes = rosters.hashes_of(work, rows)
    found = rosters.judge_listed(work, 0, programme, track, rows, hashes, work.today)
    return RosterCheck(programme, found.verdicts, totals(found.verdicts))


@command(Permission.IDENTITY_REVEAL)
def reveal_identity(work: Work, claim_id: int, position: int) -> str:
    """Return one person's whole number; the trail keeps who looked at which row."""
    row = work.session.scalar(
        select(ClaimPersonRecord).where(
            ClaimPersonRecord.claim_id == claim_id, ClaimPersonRecord.position == position
        )
    )
    if row is None:
        raise NotFound(table=ClaimPersonRecord.__tablename__, id=position)
    work.note(ClaimPersonRecord.__tablename__, row.id, {"id_number": "revealed"})
    return row.id_number or ""


def _with_problems(verdicts: Sequence[RowVerdict], places: Iterable[int]) -> tuple[int, ...]:
    # Rows that are alike share their reasoning: it is asked once.
    known = {id(verdict): bool(verdict.problems) for verdict in verdicts}
    return tuple(place for place in places if known[id(verdicts[place])])


def _masked(row: Trainee) -> Trainee:
    """Return a row without its identity number, nor what was typed for one and not understood."""
    number = RosterField.ID_NUMBER.value
    unread = {name: "" if name == number else typed for name, typed in row.unread.items()}
    return replace(row, id_number=mask_id_number(row.id_number), unread=unread)


def _without_blank_tail(rows: tuple[Trainee, ...]) -> tuple[Trainee, ...]:
    end = len(rows)
    while end and rows[end - 1].blank:
        end -= 1
    return rows[:end]


def _editable(work: Work, claim_id: int, version: int) -> ClaimRecord:
    """Return a claim whose roster may be changed."""
    claim = work.get(ClaimRecord, claim_id, version=version)
    if not ClaimState(claim.state).editable:
        raise Refused("claim-not-editable", state=ClaimState(claim.state))
    if ClaimKind(claim.track).track is None:
        raise Refused("claim-without-roster")
    return claim


def _save(
    work: Work, claim: ClaimRecord, there: _Stored, rows: tuple[Trainee, ...], *, limit: int
) -> RosterSaved:
    rows = _without_blank_tail(rows)
    if len(rows) > limit:
        code = "roster-too-long" if limit == MOST_ROWS else "roster-too-long-to-type"
        raise Refused(code, limit=limit, rows=len(rows))
    hashes = rosters.hashes_of(work, rows)
    changed = _write(work, claim, there, rows, hashes)
    sums = totals(rosters.judge_people(work, claim, rows, hashes).verdicts)
    claim.heads = sums.heads
    claim.eligible_heads = sums.payable
    claim.requested_cents = sums.amount_cents
    if changed:
        claim_lines.foot_asked(work.session, claim)
        # The roster belongs to the claim: whoever has read an older one must not save over it.
        flag_modified(claim, "heads")
        remember_editor(work, claim)
    work.session.flush()  # the caller wants the new version
    return RosterSaved(claim.version, changed, sums)


def _write(
    work: Work,
    claim: ClaimRecord,
    there: _Stored,
    rows: Sequence[Trainee],
    hashes: Mapping[str, bytes],
) -> int:
    """Write what differs, position by position; return how many rows did."""
    updated = [
        {"id": id_} | rosters.row_values(work, new)
        for (id_, old), new in zip(there, rows, strict=False)
        if old != new
    ]
    added = rows[len(there) :]
    claim_returns.refuse_unmarked(
        work.session,
        claim,
        [row["id"] for row in updated],
        moved=len(there) != len(rows),
    )
    stay = not updated and len(there) <= len(rows)
    moved = {} if stay else person_papers.part_from_rows(work, claim.id, there, rows)
    gone = 0
    if len(there) > len(rows):
        gone = work.delete_many(ClaimPersonRecord, rosters.behind(claim.id, len(rows)))
    work.update_many(ClaimPersonRecord, updated)
    if added:
        rosters.add_rows(work, claim.id, len(there) + 1, added, hashes)
    person_papers.lay_at_rows(work, claim.id, moved)
    return len(updated) + len(added) + gone
