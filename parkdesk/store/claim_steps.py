"""A step of a claim: what the table of states, a stop and the rule of two persons say to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain import claims
from parkdesk.domain.claims import ClaimAction, ClaimState, Exemption
from parkdesk.domain.errors import Refused
from parkdesk.domain.notices import ListedState
from parkdesk.domain.payments import LineState
from parkdesk.domain.programme_figures import Level
from parkdesk.store import rosters
from parkdesk.store.claim_hands import handled_by
from parkdesk.store.stops import refuse_if_stopped
from parkdesk.store.tables.claim_returns import TwoPersonExemptionRecord
from parkdesk.store.tables.claims import ClaimRecord, ClaimStepRecord
from parkdesk.store.tables.notices import NoticeClaimRecord
from parkdesk.store.tables.payments import PaymentLineRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work

_CHUNK = 500
_BEGIN = frozenset({ClaimAction.SUBMIT, ClaimAction.RESUBMIT})
_LIVE = [state.value for state in LineState if state.live]


def state_after(
    work: Work, claim: ClaimRecord, action: ClaimAction, day: dt.date | None = None
) -> ClaimState:
    """Return the state that a step leads to; refuse what a stop forbids on its day, or today.

    What is in a payment batch is neither returned, refused nor paid outside of it: the batch is
    cancelled first.
    """
    state = claims.advance(ClaimState(claim.state), action)
    effect = claims.FORBIDDEN_BY.get(action)
    if effect is not None:
        refuse_if_stopped(work, claim.enterprise_id, effect, day or work.today)
    leaves = claims.leaves_batch(ClaimState(claim.state), action)
    if leaves and in_batch(work.session, claim.id):
        raise Refused("claim-in-batch")
    return state


def another_hand(work: Work, claim: ClaimRecord, action: ClaimAction) -> int | None:
    """Refuse a step that this person may not take; return the exemption that it needed."""
    handled = handled_by(work.session, claim)
    exemption = exemption_of(work.session, work.actor.id, work.today)
    return claims.require_another_person(action, work.actor.id, handled, exemption)


def take_step(  # noqa: PLR0913 (what is kept of a step)
    work: Work,
    claim: ClaimRecord,
    action: ClaimAction,
    state: ClaimState,
    *,
    amount_cents: int | None = None,
    recommended_cents: int | None = None,
    reason: str = "",
    level: Level | None = None,
    document: str = "",
    exemption_id: int | None = None,
) -> None:
    """Put a claim into its new state and keep who did what."""
    before, claim.state = claim.state, state.value
    if before == ClaimState.NOTICED.value and state is not ClaimState.NOTICED:
        _leave_notice(work, claim.id, cleared=state is ClaimState.PAYABLE)
    work.reason = work.reason or reason
    work.add(
        ClaimStepRecord(
            claim_id=claim.id,
            at=work.now,
            actor_id=work.actor.id,
            actor_name=work.actor.name,
            action=action.value,
            state=claim.state,
            amount_cents=amount_cents,
            recommended_cents=recommended_cents,
            reason=reason,
            level=level.value if level else "",
            document_number=document,
            exemption_id=exemption_id,
        )
    )


def exemption_of(session: Session, account_id: int, day: dt.date) -> Exemption | None:
    """Return the confirmed exception to the rule of two persons that holds for an account."""
    record = TwoPersonExemptionRecord
    found = session.scalar(
        select(record)
        .where(
            record.account_id == account_id,
            record.first_on <= day,
            record.last_on >= day,
            record.confirmed_at.is_not(None),
            record.ended_at.is_(None),
        )
        .order_by(record.id)
        .limit(1)
    )
    if found is None:
        return None
    return Exemption(
        found.id, found.account_id, found.first_on, found.last_on, found.document_number
    )


def findings_of_levels(session: Session, claim_id: int) -> dict[Level, ClaimStepRecord]:
    """Return what higher levels have found since the claim was last handed in."""
    return _findings_of_many(session, [claim_id])[claim_id]


def _findings_of_many(
    session: Session, claim_ids: Sequence[int]
) -> Mapping[int, dict[Level, ClaimStepRecord]]:
    found: dict[int, dict[Level, ClaimStepRecord]] = {id_: {} for id_ in claim_ids}
    for start in range(0, len(claim_ids), _CHUNK):
        steps = session.scalars(
            select(ClaimStepRecord)
            .where(ClaimStepRecord.claim_id.in_(claim_ids[start : start + _CHUNK]))
            .order_by(ClaimStepRecord.id)
        )
        for step in steps:
            if step.action in _BEGIN:
                found[step.claim_id].clear()
            elif step.action == ClaimAction.REVIEW and step.level:
                found[step.claim_id][Level(step.level)] = step
    return found


def levels_left(session: Session, claim: ClaimRecord) -> tuple[Level, ...]:
    """Return the higher levels that have still to review, in their order."""
    programme = session.get_one(ProgrammeRecord, claim.programme_id)
    asked = rosters.programme_of(programme.content).reviewed_by
    if not asked:
        return ()
    found = findings_of_levels(session, claim.id)
    return tuple(level for level in asked if level not in found)


def awaiting_levels(session: Session, found: Sequence[ClaimRecord]) -> frozenset[int]:
    """Return the claims that are pre-checked and that a higher level has still to review."""
    asked = _levels_asked(session, found)
    ready = [
        claim
        for claim in found
        if claim.state == ClaimState.PRECHECKED.value and asked[claim.programme_id]
    ]
    reviewed = _findings_of_many(session, [claim.id for claim in ready])
    return frozenset(
        claim.id for claim in ready if set(asked[claim.programme_id]) - reviewed[claim.id].keys()
    )


def _levels_asked(
    session: Session, found: Sequence[ClaimRecord]
) -> Mapping[int, tuple[Level, ...]]:
    """Return the higher levels that each programme of these claims asks."""
    record = ProgrammeRecord
    wanted = {claim.programme_id for claim in found}
    rows = session.execute(select(record.id, record.content).where(record.id.in_(wanted)))
    return {id_: rosters.programme_of(content).reviewed_by for id_, content in rows}


def in_batch(session: Session, claim_id: int) -> bool:
    """Whether a batch has paid money of the claim, or is about to."""
    line = PaymentLineRecord
    query = select(line.id).where(line.claim_id == claim_id, line.state.in_(_LIVE)).limit(1)
    return session.scalar(query) is not None


def _leave_notice(work: Work, claim_id: int, *, cleared: bool) -> None:
    """Take a claim off the notice that lists it, so that another one may list it."""
    record = NoticeClaimRecord
    ids = work.session.scalars(
        select(record.id).where(
            record.claim_id == claim_id, record.state == ListedState.LISTED.value
        )
    ).all()
    state = ListedState.CLEARED if cleared else ListedState.DROPPED
    work.update_many(record, [{"id": id_, "state": state.value} for id_ in ids])


def name_exemption(work: Work, claim: ClaimRecord, exemption_id: int | None) -> None:
    """Write on the newest step of a claim which exemption it needed."""
    if exemption_id is None:
        return
    step = work.session.scalars(
        select(ClaimStepRecord)
        .where(ClaimStepRecord.claim_id == claim.id)
        .order_by(ClaimStepRecord.id.desc())
        .limit(1)
    ).one()
    step.exemption_id = exemption_id
