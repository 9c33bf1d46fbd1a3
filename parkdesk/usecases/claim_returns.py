"""Returned claims (退回补正): what is to be put right, what came back, and what has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain import claims
from parkdesk.domain.claim_lines import VerdictChange
from parkdesk.domain.claim_returns import (
    Difference,
    Mark,
    check_marks,
    differences,
    goes_straight_back,
)
from parkdesk.domain.claims import ClaimAction, ClaimKind, ClaimState
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.store import claim_judging, claim_returns, claim_standing, claim_steps
from parkdesk.store.claim_lines import amount_lines
from parkdesk.store.claim_records import editable, key_of, rules_of, take_back_decisions
from parkdesk.store.tables.claim_returns import ClaimReturnMarkRecord, ClaimReturnRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.work import Work
from parkdesk.usecases.claims import ClaimKey
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class ReturnedMark:
    """A mark as it is read: on whom or what, why, and where in the list it stood then."""

    mark: Mark
    position: int
    name: str


@dataclass(frozen=True, slots=True)
class ClaimReturn:
    """One return of a claim, the answered ones too."""

    id: int
    at: dt.datetime
    actor: str
    from_state: ClaimState
    words: str
    marks: tuple[ReturnedMark, ...]
    opened_whole: bool
    answered_at: dt.datetime | None
    straight_back: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A returned claim as it stands now, against how it was returned.

    `open_rows` are those that may be changed, None where everything is open.
    """

    changed: tuple[Difference, ...]
    open_rows: frozenset[int] | None
    straight_back: bool


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A change since a return, with the place and name of its row now; 0 where it is gone."""

    difference: Difference
    position: int
    name: str


@command(Permission.CLAIM_APPROVE)
def return_claim(
    work: Work,
    claim_id: int,
    version: int,
    reason: str,
    marks: Sequence[Mark] = (),
    answer_by: dt.date | None = None,
) -> ClaimKey:
    """Send a claim back for correction (退回补正) with what is to be put right.

    Only what is marked is open then; without marks everything is. What was recommended and
    approved is taken back: the steps keep it. `answer_by` stands on the correction notice.
    """
    claim = work.get(ClaimRecord, claim_id, version=version)
    state = claim_steps.state_after(work, claim, ClaimAction.RETURN)
    words = claims.check_reason(reason)
    lines = {line.id: line for line in amount_lines(work.session, claim)}
    asked = rules_of(work, claim).materials_for(ClaimKind(claim.track))
    check_marks(marks, lines, [paper.code for paper in asked])
    if answer_by is not None and answer_by < work.today:
        raise InvalidInput({"answer_by": "answer-by-past"})
    returned = claim_returns.keep_return(work, claim, marks, words, lines)
    returned.answer_by_on = answer_by
    take_back_decisions(work, claim)
    claim.decided_at = claim.decided_by_id = None
    claim.answer = words
    claim_steps.take_step(work, claim, ClaimAction.RETURN, state, reason=words)
    return key_of(claim)


@command(Permission.CLAIM_EDIT)
def open_returned_claim(work: Work, claim_id: int, version: int) -> ClaimKey:
    """Open what was not marked in a returned claim too: it is reviewed from the start then."""
    claim = editable(work, claim_id, version)
    if not claim_returns.open_whole(work, claim.id):
        raise Refused("claim-open-already")
    return key_of(claim)


@query(Permission.CLAIM_READ)
def claim_returns_made(work: Work, claim_id: int) -> tuple[ClaimReturn, ...]:
    """Return every return of a claim with its marks, the newest first."""
    record = ClaimReturnRecord
    returns = work.session.scalars(
        select(record).where(record.claim_id == claim_id).order_by(record.id.desc())
    ).all()
    mark = ClaimReturnMarkRecord
    marks: dict[int, list[ReturnedMark]] = {one.id: [] for one in returns}
    for one in work.session.scalars(
        select(mark).where(mark.return_id.in_(list(marks))).order_by(mark.id)
    ):
        read = ReturnedMark(claim_returns.mark_of(one), one.position or 0, one.name)
        marks[one.return_id].append(read)
    return tuple(
        ClaimReturn(
            one.id,
            one.at,
            one.actor_name,
            ClaimState(one.from_state),
            one.words,
            tuple(marks[one.id]),
            one.opened_whole,
            one.answered_at,
            one.straight_back,
        )
        for one in returns
    )


@query(Permission.CLAIM_READ)
def answer_so_far(work: Work, claim_id: int) -> Answer | None:
    """Return what has changed in a returned claim; None where no return waits for an answer."""
    claim = work.get(ClaimRecord, claim_id)
    asked = claim_returns.open_return(work.session, claim_id)
    if asked is None or claim.state != ClaimState.RETURNED.value:
        return None
    changed = differences(asked.returned, claim_standing.standing(work, claim))
    return Answer(changed, asked.returned.open_rows, goes_straight_back(asked.returned, changed))


@query(Permission.CLAIM_READ)
def changes_since_return(work: Work, claim_id: int) -> tuple[Difference, ...]:
    """Return what was changed for the newest return: a second look shows nothing else.

    Once the claim was handed in again it is what the claimant changed until then, whatever the
    reviewers put down since: an original that was seen, an answer about a condition.
    """
    claim = work.get(ClaimRecord, claim_id)
    answered = claim_returns.answered_changes(work.session, claim_id)
    if answered is not None:
        return answered
    returned = claim_returns.newest_return(work.session, claim_id)
    if returned is None:
        return ()
    return differences(returned, claim_standing.standing(work, claim))


@query(Permission.CLAIM_READ)
def told_changes(work: Work, claim_id: int) -> tuple[ToldChange, ...]:
    """Return what was changed for the newest return, with names: what a second look is shown."""
    claim = work.get(ClaimRecord, claim_id)
    names = {line.id: line for line in amount_lines(work.session, claim)}
    told = []
    for one in changes_since_return.function(work, claim_id):
        line = names.get(one.row)
        told.append(ToldChange(one, line.position if line else 0, line.name if line else ""))
    return tuple(told)


@query(Permission.CLAIM_READ)
def changed_verdicts(work: Work, claim_id: int) -> tuple[VerdictChange, ...]:
    """Return the rows that the rules judge otherwise now than when the claim was handed in."""
    claim = work.get(ClaimRecord, claim_id)
    return claim_judging.verdict_changes(work, claim)
