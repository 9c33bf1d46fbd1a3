"""Claims to look at: the register, one claim in full, and what waits for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, func, or_, select

from parkdesk.domain import claims
from parkdesk.domain.calendar import end_of_day
from parkdesk.domain.claim_papers import PaperLine
from parkdesk.domain.claims import GRANTED, PAID_OUT, ClaimAction, ClaimKind, ClaimState
from parkdesk.domain.errors import NotFound
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.programme_figures import Level, Track
from parkdesk.domain.programmes import Budget, Programme
from parkdesk.domain.stops import Stop
from parkdesk.domain.trainees import ServiceLine
from parkdesk.store.budgets import budget_of
from parkdesk.store.claim_hands import EDITED, handled_by
from parkdesk.store.claim_papers import papers_of
from parkdesk.store.claim_steps import in_batch, levels_left
from parkdesk.store.claimant_findings import condition_changes
from parkdesk.store.claims_as_at import ClaimOn, claim_state_at, claims_on, made_by
from parkdesk.store.lists import fetch_window
from parkdesk.store.rosters import programme_of
from parkdesk.store.stops import stops_holding
from parkdesk.store.tables.claim_returns import TwoPersonExemptionRecord
from parkdesk.store.tables.claims import ClaimRecord, ClaimStepRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What the register shows; None and empty mean all."""

    text: str = ""
    state: ClaimState | None = None
    kind: ClaimKind | None = None
    programme_id: int | None = None
    enterprise_id: int | None = None
    on: dt.date | None = None
    """The day at whose end to read; None is today. Heads and the computed amount have no days."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One line of the register."""

    id: int
    version: int
    number: str
    enterprise_id: int
    enterprise: str
    programme_id: int
    year: int
    kind: ClaimKind
    state: ClaimState
    heads: int
    """Rows of the roster, or items."""
    eligible_heads: int
    requested_cents: int
    recommended_cents: int | None
    approved_cents: int | None
    paid_cents: int | None
    created_at: dt.datetime
    submitted_at: dt.datetime | None
    paid_on: dt.date | None
    answer: str
    asked_cents: int = 0
    recovered_cents: int | None = None
    reviewer_id: int | None = None
    archive_number: str = ""

    @property
    def track(self) -> Track | None:
        """The track of its roster; None where it has items."""
        return self.kind.track


@dataclass(frozen=True, slots=True)
class ClaimStep:
    """One step of a claim, as it is told."""

    at: dt.datetime
    actor: str
    action: ClaimAction
    state: ClaimState
    amount_cents: int | None
    reason: str
    level: Level | None = None
    document: str = ""
    exemption: str = ""
    """文号 of the exception to the rule of two persons that the step needed."""


@dataclass(frozen=True, slots=True)
class ClaimDetail:
    """A claim in full, but for its roster."""

    row: ClaimRow
    programme: Programme
    budget: Budget
    papers: tuple[PaperLine, ...]
    """The checklist, the missing papers first."""
    steps: tuple[ClaimStep, ...]
    actions: tuple[ClaimAction, ...]
    """What the workflow allows next and the person's role grants."""
    withheld: Mapping[ClaimAction, ClaimState]
    """Those of them that this person may not take, by what they did to the claim themselves."""
    stops: tuple[Stop, ...]
    """Stops of the enterprise that hold today, whatever they forbid."""
    service_line: ServiceLine | None
    """The enterprise's own: what most of its people do."""
    levels_left: tuple[Level, ...] = ()
    """The higher levels that have still to review, in their order."""
    claimant_changed: bool = False
    """It could be paid, but conditions of the applicant have come to fail since the approval."""
    barred_by_batch: frozenset[ClaimAction] = frozenset()
    """The actions that its payment batch forbids: it is neither sent back nor paid beside it."""

    @property
    def lacking(self) -> tuple[PaperLine, ...]:
        """The papers that have to come and have not."""
        return tuple(line for line in self.papers if line.lacking)


SORTS = {
    "created": ClaimRecord.created_at,
    "number": ClaimRecord.number,
    "state": ClaimRecord.state,
    "enterprise": ClaimRecord.enterprise_sort_key,
    "requested": ClaimRecord.requested_cents,
}
"""What the register can be ordered by; each is NOT NULL and indexed with the id."""


@query(Permission.CLAIM_READ)
def list_claims(
    work: Work, criteria: ClaimFilter, sort: Sort, offset: int, limit: int
) -> Window[ClaimRow]:
    """Return the claims in view of the register."""
    return fetch_window(
        work.session,
        ClaimRecord.id,
        _where(criteria),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work, ids, criteria.on),
    )


@query(Permission.CLAIM_READ)
def claim_counts(work: Work, on: dt.date | None = None) -> dict[str, int]:
    """Return how many claims are in each state, or were at the end of a day."""
    counted = select(ClaimRecord.state, func.count()).group_by(ClaimRecord.state)
    if on is not None:
        then = claim_state_at(on).label("state_then")
        counted = select(then, func.count()).where(made_by(on)).group_by(then)
    found: dict[str, int] = {}
    for state, count in work.session.execute(counted):
        found[state] = count  # noqa: PERF403 - typed rows unpack only in a loop
    return {state.value: found.get(state.value, 0) for state in ClaimState}


@query(Permission.CLAIM_READ)
def count_waiting_claims(work: Work) -> int:
    """Return how many claims wait for something that this person may do, drafts apart."""
    states = [
        state.value
        for state in ClaimState
        if state is not ClaimState.DRAFT
        and any(
            work.actor.may(claims.NEEDS[action])
            for action in claims.actions_from(state)
            if action in claims.WAITED_FOR
        )
    ]
    counted = select(func.count()).select_from(ClaimRecord).where(ClaimRecord.state.in_(states))
    return work.session.scalar(counted) or 0


@query(Permission.CLAIM_READ)
def claim_detail(work: Work, claim_id: int, on: dt.date | None = None) -> ClaimDetail:
    """Return one claim with its rules, its budget and its history.

    As at a day: what had been decided by its end. What may be done next is today's.
    """
    record = work.get(ClaimRecord, claim_id)
    programme = work.get(ProgrammeRecord, record.programme_id)
    state = ClaimState(record.state)
    rules = programme_of(programme.content)
    left = levels_left(work.session, record) if state in claims.WAITING else ()
    offered = claims.offered(state, notice=bool(rules.noticed_for), levels_left=bool(left))
    actions = tuple(action for action in offered if work.actor.may(claims.NEEDS[action]))
    handled = handled_by(work.session, record)
    own = {action: claims.own_step(action, work.actor.id, handled) for action in actions}
    return ClaimDetail(
        row=_rows(work, [claim_id], on)[claim_id],
        programme=rules,
        budget=budget_of(work.session, programme),
        papers=papers_of(work.session, record),
        steps=_steps(work, claim_id, on),
        actions=actions,
        withheld={action: step for action, step in own.items() if step is not None},
        stops=stops_holding(work.session, [record.enterprise_id], work.today).get(
            record.enterprise_id, ()
        ),
        service_line=_service_line(work, record.enterprise_id),
        levels_left=left,
        claimant_changed=ClaimAction.PAY in actions and bool(condition_changes(work, record)),
        barred_by_batch=_barred_by_batch(work, record, actions),
    )


def _barred_by_batch(
    work: Work, claim: ClaimRecord, actions: Sequence[ClaimAction]
) -> frozenset[ClaimAction]:
    state = ClaimState(claim.state)
    barred = frozenset(action for action in actions if claims.leaves_batch(state, action))
    return barred if barred and in_batch(work.session, claim.id) else frozenset()


@query(Permission.CLAIM_READ)
def find_claim(work: Work, number: str) -> ClaimRow:
    """Return the claim with this number (PX-2026-0001)."""
    id_ = work.session.scalar(
        select(ClaimRecord.id).where(ClaimRecord.number == number.strip().upper())
    )
    if id_ is None:
        raise NotFound(table=ClaimRecord.__tablename__, number=number)
    return _rows(work, [id_])[id_]


def _rows(work: Work, ids: Sequence[int], on: dt.date | None = None) -> dict[int, ClaimRow]:
    query_ = (
        select(ClaimRecord, EnterpriseRecord.name, ProgrammeRecord.year)
        .join(EnterpriseRecord, EnterpriseRecord.id == ClaimRecord.enterprise_id)
        .join(ProgrammeRecord, ProgrammeRecord.id == ClaimRecord.programme_id)
        .where(ClaimRecord.id.in_(ids))
    )
    rows = {
        claim.id: _row(claim, enterprise, year)
        for claim, enterprise, year in work.session.execute(query_)
    }
    if on is None:
        return rows
    then = claims_on(work.session, ids, on)
    return {id_: _row_on(row, then[id_], on) for id_, row in rows.items()}


def _row_on(row: ClaimRow, then: ClaimOn, on: dt.date) -> ClaimRow:
    """Return a row with what had been decided by the day, as it was decided then."""
    paid = then.state in GRANTED and row.paid_on is not None and row.paid_on <= on
    state = ClaimState.PAID if paid and then.state not in PAID_OUT else then.state
    return replace(
        row,
        state=state,
        submitted_at=then.submitted_at,
        recommended_cents=then.amounts.get(ClaimAction.PRECHECK),
        approved_cents=then.amounts.get(ClaimAction.APPROVE),
        paid_cents=row.paid_cents if paid else None,
        paid_on=row.paid_on if paid else None,
        recovered_cents=row.recovered_cents if paid else None,
        archive_number=row.archive_number if state is ClaimState.ARCHIVED else "",
        answer=row.answer if state is row.state else "",
    )


def _service_line(work: Work, enterprise_id: int) -> ServiceLine | None:
    text = work.get(EnterpriseRecord, enterprise_id).service_line.lower()
    return ServiceLine(text) if text in set(ServiceLine) else None


def _row(claim: ClaimRecord, enterprise: str, year: int) -> ClaimRow:
    return ClaimRow(
        id=claim.id,
        version=claim.version,
        number=claim.number,
        enterprise_id=claim.enterprise_id,
        enterprise=enterprise,
        programme_id=claim.programme_id,
        year=year,
        kind=ClaimKind(claim.track),
        state=ClaimState(claim.state),
        heads=claim.heads,
        eligible_heads=claim.eligible_heads,
        requested_cents=claim.requested_cents,
        recommended_cents=claim.recommended_cents,
        approved_cents=claim.approved_cents,
        paid_cents=claim.paid_cents,
        created_at=claim.created_at,
        submitted_at=claim.submitted_at,
        paid_on=claim.paid_on,
        answer=claim.answer,
        asked_cents=claim.asked_cents,
        recovered_cents=claim.recovered_cents,
        reviewer_id=claim.reviewer_id,
        archive_number=claim.archive_number,
    )


def _steps(work: Work, claim_id: int, on: dt.date | None) -> tuple[ClaimStep, ...]:
    made = TwoPersonExemptionRecord
    exemptions: dict[int, str] = dict(
        work.session.execute(
            select(made.id, made.document_number)
            .join(ClaimStepRecord, ClaimStepRecord.exemption_id == made.id)
            .where(ClaimStepRecord.claim_id == claim_id)
        ).all()
    )
    found = work.session.scalars(
        select(ClaimStepRecord)
        # Whose hand was in the roster is told by the trail: the course is that of the workflow.
        .where(
            ClaimStepRecord.claim_id == claim_id,
            ClaimStepRecord.action != EDITED,
            *([ClaimStepRecord.at < end_of_day(on)] if on else []),
        )
        .order_by(ClaimStepRecord.id)
    )
    return tuple(
        ClaimStep(
            step.at,
            step.actor_name,
            ClaimAction(step.action),
            ClaimState(step.state),
            step.amount_cents,
            step.reason,
            Level(step.level) if step.level else None,
            step.document_number,
            exemptions.get(step.exemption_id or 0, ""),
        )
        for step in found
    )


def _where(criteria: ClaimFilter) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if criteria.on is not None:
        where.append(made_by(criteria.on))
    if criteria.state is not None:
        state = ClaimRecord.state if criteria.on is None else claim_state_at(criteria.on)
        where.append(state == criteria.state.value)
    if criteria.kind is not None:
        where.append(ClaimRecord.track == criteria.kind.value)
    if criteria.programme_id is not None:
        where.append(ClaimRecord.programme_id == criteria.programme_id)
    if criteria.enterprise_id is not None:
        where.append(ClaimRecord.enterprise_id == criteria.enterprise_id)
    text = criteria.text.strip()
    if text:
        named = select(EnterpriseRecord.id).where(
            or_(
                EnterpriseRecord.name.contains(text, autoescape=True),
                EnterpriseRecord.initials.startswith(text.lower(), autoescape=True),
            )
        )
        where.append(
            or_(
                ClaimRecord.number.contains(text.upper(), autoescape=True),
                ClaimRecord.enterprise_id.in_(named),
            )
        )
    return where
