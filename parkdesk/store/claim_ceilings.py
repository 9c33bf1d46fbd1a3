"""The ceiling of heads (人数上限) over the claims of one enterprise: who has which place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select, true

from parkdesk.domain.claims import GRANTED, PAID_OUT, ClaimKind, ClaimState
from parkdesk.domain.eligibility import RowVerdict
from parkdesk.domain.head_ceilings import head_limit, stop_above
from parkdesk.domain.payments import LineState
from parkdesk.store.claimant_facts import executed_cents
from parkdesk.store.programme_editions import editions_of
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.tables.payments import PaymentLineRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work

_GRANTED = sorted(GRANTED)
_PAID_OUT = sorted(PAID_OUT)
_LIVE = sorted(state for state in LineState if state.live)


def under_ceiling(
    work: Work, claim: ClaimRecord, verdicts: Sequence[RowVerdict], given: Sequence[int]
) -> tuple[RowVerdict, ...]:
    """Return the reasoning of a claim's rows, those above the enterprise's ceiling stopped.

    `given` is what the last stage gave each row: who was given nothing takes no place. Before its
    own approval a claim comes after all that are approved.
    """
    if ClaimKind(claim.track) is not ClaimKind.ENTERPRISE:
        return tuple(verdicts)
    programme = work.get(ProgrammeRecord, claim.programme_id)
    rules = programme_of(programme.content)
    if not rules.head_ceilings:
        return tuple(verdicts)
    turnover, _abroad = executed_cents(work, claim.enterprise_id, rules.year - 1)
    limit = head_limit(rules.head_ceilings, turnover)
    if limit is None:
        return tuple(verdicts)
    taken = sum(_places(work, claim, programme).values())
    return stop_above(verdicts, [cents > 0 for cents in given], taken, limit)


def _places(work: Work, claim: ClaimRecord, programme: ProgrammeRecord) -> Mapping[int, int]:
    """Return how many places the claims take that come before this one."""
    person, record = ClaimPersonRecord, ClaimRecord
    editions = {one.id for one in editions_of(work.session, programme)} | {programme.id}
    # Claims of releases before 0003 have no amounts of rows but what was asked.
    given = func.coalesce(person.paid_cents, person.approved_cents, person.requested_cents)
    query = (
        select(record.id, func.count())
        .join(person, person.claim_id == record.id)
        .where(
            record.enterprise_id == claim.enterprise_id,
            record.programme_id.in_(editions),
            record.track == claim.track,
            record.id != claim.id,
            record.state.in_(_GRANTED),
            _comes_before(work, claim),
            given > 0,
        )
        .group_by(record.id)
    )
    return {id_: int(count) for id_, count in work.session.execute(query)}


def _comes_before(work: Work, claim: ClaimRecord) -> ColumnElement[bool]:
    """Return the condition for approved claims whose places come before those of `claim`."""
    record, line = ClaimRecord, PaymentLineRecord
    moving = select(line.claim_id).where(line.state.in_(_LIVE))
    has_moved = or_(record.state.in_(_PAID_OUT), record.id.in_(moving))
    if ClaimState(claim.state) not in GRANTED or claim.decided_at is None:
        return true()
    earlier = or_(
        record.decided_at < claim.decided_at,
        and_(record.decided_at == claim.decided_at, record.id < claim.id),
    )
    own = select(line.id).where(line.claim_id == claim.id, line.state.in_(_LIVE)).limit(1)
    if claim.state in _PAID_OUT or work.session.scalar(own) is not None:
        return and_(has_moved, earlier)
    return or_(has_moved, earlier)
