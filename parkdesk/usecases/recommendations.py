"""Recommending enterprises (推荐) for an opportunity, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused, WrongState
from parkdesk.domain.identity import Permission
from parkdesk.domain.opportunities import (
    OPEN_STATES,
    CandidateState,
    OpportunityState,
    check_close,
    is_past,
)
from parkdesk.store.opportunities import candidates_of, days_of, renew
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.marketplace import OpportunityCandidateRecord, OpportunityRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command

_NONE_CONFIRMED: frozenset[str] = frozenset()
_PAST = "opportunity-past"


@command(Permission.PLATFORM_EDIT)
def recommend(
    work: Work,
    opportunity_id: int,
    version: int,
    enterprise_ids: Sequence[int],
    basis: str = "",
    confirmed: frozenset[str] = _NONE_CONFIRMED,
) -> int:
    """Recommend enterprises for an opportunity; return how many.

    One that dropped out before comes in again. Asks where the last day for offers is past.
    """
    record = work.get(OpportunityRecord, opportunity_id, version=version)
    state = OpportunityState(record.state)
    if state not in OPEN_STATES:
        raise WrongState(state=state, action="recommend")
    chosen = _chosen(work, enterprise_ids)
    if is_past(record.answer_by, work.today) and _PAST not in confirmed:
        raise NeedsConfirmation(_PAST, number=record.number, day=record.answer_by)
    known = {one.enterprise_id: one for one in candidates_of(work.session, record)}
    for enterprise in chosen:
        candidate = known.get(enterprise.id)
        if candidate is None:
            work.session.add(
                OpportunityCandidateRecord(
                    opportunity_id=record.id,
                    enterprise_id=enterprise.id,
                    recommended_on=work.today,
                    recommended_by=work.actor.name,
                    basis=basis.strip(),
                )
            )
        elif candidate.dropped_on is None:
            raise Refused("recommended-already", name=enterprise.name, number=record.number)
        else:
            candidate.dropped_on = candidate.talks_on = None
            candidate.drop_reason = ""
            candidate.basis = basis.strip()
    work.session.flush()
    renew(work.session, record)
    return len(chosen)


@command(Permission.PLATFORM_EDIT)
def begin_talks(work: Work, candidate_id: int, version: int) -> None:
    """Say that client and enterprise have begun to talk (洽谈)."""
    candidate = work.get(OpportunityCandidateRecord, candidate_id, version=version)
    record = _of_open(work, candidate, "talk")
    state = days_of(candidate).state(signed=False)
    if state is not CandidateState.RECOMMENDED:
        raise WrongState(state=state, action="talk")
    candidate.talks_on = work.today
    renew(work.session, record)


@command(Permission.PLATFORM_EDIT)
def drop_candidate(work: Work, candidate_id: int, version: int, reason: str) -> None:
    """Say that an enterprise is out of an opportunity, and why."""
    candidate = work.get(OpportunityCandidateRecord, candidate_id, version=version)
    record = _of_open(work, candidate, "drop")
    if candidate.dropped_on is not None:
        raise WrongState(state=CandidateState.DROPPED, action="drop")
    check_close(reason)
    candidate.dropped_on = work.today
    candidate.drop_reason = reason.strip()
    renew(work.session, record)


def _of_open(work: Work, candidate: OpportunityCandidateRecord, action: str) -> OpportunityRecord:
    record = work.get(OpportunityRecord, candidate.opportunity_id)
    state = OpportunityState(record.state)
    if state not in OPEN_STATES:
        raise WrongState(state=state, action=action)
    return record


def _chosen(work: Work, enterprise_ids: Sequence[int]) -> list[EnterpriseRecord]:
    """Return the enterprises, refused where one is gone or has left the park."""
    table = EnterpriseRecord
    ids = list(dict.fromkeys(enterprise_ids))
    found = list(
        work.session.scalars(select(table).where(table.id.in_(ids)).order_by(table.sort_key))
    )
    if not ids or len(found) < len(ids):
        raise InvalidInput({"enterprise_id": "unknown" if ids else "required"})
    for one in found:
        if one.left_on is not None and one.left_on <= work.today:
            raise Refused("recommended-after-leaving", name=one.name, left_on=one.left_on)
    return found
