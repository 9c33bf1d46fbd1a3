"""The subsidies of one enterprise (补贴台账): its claims and its account of all years, by a day.

What a claim was worth on a day is told by its steps: each keeps the state it led to and the amount
that was decided in it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from parkdesk.domain.calendar import CHINA
from parkdesk.domain.certification_funding import FundingCounter
from parkdesk.domain.claims import GRANTED, PAID_OUT, ClaimAction, ClaimKind, ClaimState
from parkdesk.domain.enterprise_sheets import Cap, ClaimLine, SubsidyLine
from parkdesk.domain.identity import Permission
from parkdesk.domain.programmes import Programme, Track
from parkdesk.store.budgets import budget_of
from parkdesk.store.claim_hands import EDITED
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.claims import ClaimRecord, ClaimStepRecord
from parkdesk.store.tables.clawbacks import ClawbackReceiptRecord, ClawbackRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.certification_funding import enterprise_funding
from parkdesk.usecases.core import query


@query(Permission.CLAIM_READ)
def claims_made(work: Work, enterprise_id: int, on: dt.date | None = None) -> tuple[ClaimLine, ...]:
    """Return every claim begun by the day, the newest first, as it stood on the day."""
    return tuple(line for _claim, line in _claims(work, enterprise_id, on or work.today))


@query(Permission.CLAIM_READ)
def subsidy_lines(
    work: Work, enterprise_id: int, on: dt.date | None = None
) -> tuple[SubsidyLine, ...]:
    """Return a line for each programme that was asked or has granted by the day, newest first.

    No programme of the packs names a sum that one enterprise may get: it stays unknown here. What
    limits is the sum for a person, the number of funded certificates where a programme names it,
    and the park's budget.
    """
    found: dict[int, list[ClaimLine]] = defaultdict(list)
    for claim, line in _claims(work, enterprise_id, on or work.today):
        if line.state is not ClaimState.DRAFT:
            found[claim.programme_id].append(line)
    granted = _granted(work, enterprise_id, on)
    came_back = _came_back(work, enterprise_id, on or work.today)
    paid_out = {id_ for id_, counter in granted.items() if counter.items}
    records = work.session.scalars(
        select(ProgrammeRecord)
        .where(ProgrammeRecord.id.in_(sorted({*found, *paid_out})))
        .order_by(ProgrammeRecord.year.desc(), ProgrammeRecord.code, ProgrammeRecord.edition)
    )
    return tuple(
        replace(
            _account_line(work, record, found[record.id], granted.get(record.id)),
            returned_cents=came_back.get(record.id, 0),
        )
        for record in records
    )


def _came_back(work: Work, enterprise_id: int, day: dt.date) -> dict[int, int]:
    """Return what was received of clawbacks by the day, by the programme of their claims."""
    receipt, clawback = ClawbackReceiptRecord, ClawbackRecord
    found = work.session.execute(
        select(ClaimRecord.programme_id, func.sum(receipt.amount_cents))
        .join(clawback, clawback.id == receipt.clawback_id)
        .join(ClaimRecord, ClaimRecord.id == clawback.claim_id)
        .where(clawback.enterprise_id == enterprise_id, receipt.received_on <= day)
        .group_by(ClaimRecord.programme_id)
    )
    return {programme: int(cents) for programme, cents in found}


def _granted(work: Work, enterprise_id: int, on: dt.date | None) -> dict[int, FundingCounter]:
    """Return what programmes grant for certificates and have left, where this may be read."""
    if not work.actor.may(Permission.CERTIFICATION_READ):
        return {}
    view = enterprise_funding.function(work, enterprise_id, on)
    return {one.programme_id: one.counter for one in view.counters}


def _account_line(
    work: Work,
    record: ProgrammeRecord,
    claims: Sequence[ClaimLine],
    granted: FundingCounter | None,
) -> SubsidyLine:
    rules = programme_of(record.content)
    return SubsidyLine(
        programme_id=record.id,
        year=record.year,
        programme_zh=record.title,
        programme_en=rules.title_en,
        document_number=record.document_number,
        claims=len(claims),
        heads=sum(one.heads for one in claims),
        requested_cents=sum(one.requested_cents or 0 for one in claims),
        approved_cents=sum(one.approved_cents or 0 for one in claims),
        paid_cents=sum(one.paid_cents or 0 for one in claims),
        caps=_caps(rules, {one.kind.track for one in claims}),
        fund_left_cents=budget_of(work.session, record).left_cents,
        granted_items=granted.items if granted is not None else 0,
        granted_cents=granted.amount_cents if granted is not None else 0,
        items_left=granted.items_left if granted is not None else None,
        items_confirmed=_is_confirmed(granted),
    )


def _is_confirmed(granted: FundingCounter | None) -> bool:
    limit = granted.support.items_a_year if granted is not None and granted.support else None
    return limit is None or limit.confirmed


def _caps(rules: Programme, tracks: set[Track | None]) -> tuple[Cap, ...]:
    return tuple(
        Cap(track, figure.value, figure.confirmed)
        for track, figure in rules.cap_cents.items()
        if track in tracks
    )


def _claims(
    work: Work, enterprise_id: int, day: dt.date
) -> Iterator[tuple[ClaimRecord, ClaimLine]]:
    after = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), CHINA)
    steps: dict[int, list[ClaimStepRecord]] = defaultdict(list)
    for step in work.session.scalars(
        select(ClaimStepRecord)
        .join(ClaimRecord, ClaimRecord.id == ClaimStepRecord.claim_id)
        .where(ClaimRecord.enterprise_id == enterprise_id, ClaimStepRecord.action != EDITED)
        .order_by(ClaimStepRecord.id)
    ):
        steps[step.claim_id].append(step)
    for claim, programme in work.session.execute(
        select(ClaimRecord, ProgrammeRecord)
        .join(ProgrammeRecord, ProgrammeRecord.id == ClaimRecord.programme_id)
        .where(ClaimRecord.enterprise_id == enterprise_id, ClaimRecord.created_at < after)
        .order_by(ClaimRecord.id.desc())
    ):
        yield claim, _line(claim, programme, _stood(steps[claim.id], claim, after))


_AMOUNTS = {
    ClaimAction.SUBMIT: "requested_cents",
    ClaimAction.RESUBMIT: "requested_cents",
    ClaimAction.PRECHECK: "recommended_cents",
    ClaimAction.APPROVE: "approved_cents",
    ClaimAction.PAY: "paid_cents",
}


@dataclass(slots=True)
class _Stood:
    """How a claim stood on a day."""

    state: ClaimState = ClaimState.DRAFT
    requested_cents: int | None = None
    recommended_cents: int | None = None
    approved_cents: int | None = None
    paid_cents: int | None = None


def _stood(steps: Sequence[ClaimStepRecord], claim: ClaimRecord, after: dt.datetime) -> _Stood:
    """Replay the steps that were taken before an instant."""
    stood = _Stood()
    if not steps and claim.state != ClaimState.DRAFT:
        # Brought in as it stood, without its course: no earlier day can be told.
        return _Stood(
            ClaimState(claim.state),
            claim.requested_cents,
            claim.recommended_cents,
            claim.approved_cents,
            claim.paid_cents,
        )
    for step in steps:
        if not _taken(step, claim, stood, after):
            continue
        stood.state = ClaimState(step.state)
        action = ClaimAction(step.action)
        if action is ClaimAction.RETURN:
            stood.recommended_cents = None
        elif action in _AMOUNTS:
            setattr(stood, _AMOUNTS[action], step.amount_cents)
        if step.recommended_cents is not None:
            stood.recommended_cents = step.recommended_cents
    return stood


def _taken(step: ClaimStepRecord, claim: ClaimRecord, stood: _Stood, after: dt.datetime) -> bool:
    if step.action != ClaimAction.PAY:
        return step.at < after
    # Money has left on the day of payment, whenever somebody wrote it down.
    paid_on = claim.paid_on
    return (
        stood.state in GRANTED - PAID_OUT
        and paid_on is not None
        and dt.datetime.combine(paid_on, dt.time(), CHINA) < after
    )


def _line(claim: ClaimRecord, programme: ProgrammeRecord, stood: _Stood) -> ClaimLine:
    return ClaimLine(
        id=claim.id,
        number=claim.number,
        year=programme.year,
        programme_zh=programme.title,
        programme_en=programme_of(programme.content).title_en,
        kind=ClaimKind(claim.track),
        state=stood.state,
        heads=claim.heads,
        requested_cents=stood.requested_cents,
        recommended_cents=stood.recommended_cents,
        approved_cents=stood.approved_cents,
        paid_cents=stood.paid_cents,
        paid_on=claim.paid_on if stood.paid_cents is not None else None,
    )
