"""What the park's own records say of a claimant, and what somebody found out besides."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import case, func, select

from parkdesk.domain.claim_conditions import VIOLATIONS
from parkdesk.domain.claimants import ClaimantFacts, claimant_lines
from parkdesk.domain.claims import GRANTED, WAITING, ClaimKind
from parkdesk.domain.contracts import COUNTED, Market
from parkdesk.domain.eligibility_rules import Fact, Rule, TraceLine, Verdict
from parkdesk.domain.enterprise_status import EnterpriseStatus
from parkdesk.domain.programme_figures import Standing
from parkdesk.domain.programme_pack import Programme
from parkdesk.domain.stops import StopEffect, binding
from parkdesk.store.programme_editions import editions_of
from parkdesk.store.rosters import day_of_bars, programme_of
from parkdesk.store.stops import stops_holding
from parkdesk.store.tables.claim_returns import ClaimConditionRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprise_facts import EnterpriseHeadcountRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work

_COUNTED = sorted(COUNTED)
_BINDING = sorted(WAITING | GRANTED)


def claimant_trace(work: Work, claim: ClaimRecord) -> tuple[TraceLine, ...]:
    """Return the reasoning about a claim's claimant as the records and answers stand."""
    programme = programme_of(work.get(ProgrammeRecord, claim.programme_id).content)
    facts = claimant_facts(work, claim, programme)
    kind = ClaimKind(claim.track)
    heads = _heads(work, claim) if kind is ClaimKind.ENTERPRISE else 0
    lines = claimant_lines(programme, kind, facts, heads, work.today)
    barred = _bar_line(work, claim)
    return lines if barred is None else (barred, *lines)


def claimant_facts(work: Work, claim: ClaimRecord, programme: Programme) -> ClaimantFacts:
    """Return what is known of the claimant; turnover is that of the year before the programme's.

    Without any contract of that year turnover is not known, which is not nothing.
    """
    turnover, offshore = executed_cents(work, claim.enterprise_id, programme.year - 1)
    people = _people(work, claim.enterprise_id)
    answers = {
        row.code: row
        for row in work.session.scalars(
            select(ClaimConditionRecord).where(ClaimConditionRecord.claim_id == claim.id)
        )
    }
    violations = answers.pop(VIOLATIONS, None)
    standing = _known_standing(work, claim.enterprise_id)
    standing |= {Standing(code): row.met for code, row in answers.items()}
    standing |= _ended(work, claim.enterprise_id)
    return ClaimantFacts(
        turnover,
        offshore,
        people.headcount if people else None,
        people.graduates if people else None,
        violations.found_on if violations and not violations.met else None,
        violations is not None,
        standing,
    )


def executed_cents(work: Work, enterprise_id: int, year: int) -> tuple[int | None, int | None]:
    """Return an enterprise's turnover of a year, and its offshore part, in US cents.

    It is the executed amount of its contracts in the register; None where it has none of the year.
    """
    execution, contract = ContractExecutionRecord, ContractRecord
    offshore = case((contract.market == Market.OFFSHORE.value, execution.amount_usd_cents), else_=0)
    count, total, abroad = work.session.execute(
        select(func.count(), func.sum(execution.amount_usd_cents), func.sum(offshore))
        .join(contract, contract.id == execution.contract_id)
        .where(
            contract.enterprise_id == enterprise_id,
            contract.state.in_(_COUNTED),
            execution.executed_on.between(dt.date(year, 1, 1), dt.date(year, 12, 31)),
        )
    ).one()
    # PostgreSQL gives a Decimal for the sum of a BIGINT.
    return (int(total or 0), int(abroad or 0)) if count else (None, None)


def _people(work: Work, enterprise_id: int) -> EnterpriseHeadcountRecord | None:
    record = EnterpriseHeadcountRecord
    return work.session.scalar(
        select(record)
        .where(record.enterprise_id == enterprise_id, record.from_on <= work.today)
        .order_by(record.from_on.desc())
        .limit(1)
    )


def _known_standing(work: Work, enterprise_id: int) -> dict[Standing, bool]:
    """Return what the register itself tells: a branch is no legal person."""
    record = work.get(EnterpriseRecord, enterprise_id)
    if record.head_office_id is not None or record.head_office_name:
        return {Standing.LEGAL_PERSON: False}
    return {}


def _ended(work: Work, enterprise_id: int) -> dict[Standing, bool]:
    """Return what follows from a status that ended the enterprise, whatever was answered before."""
    status = EnterpriseStatus(work.get(EnterpriseRecord, enterprise_id).status)
    if status is EnterpriseStatus.DEREGISTERED:
        return {Standing.LEGAL_PERSON: False, Standing.REGISTERED: False}
    return {Standing.REGISTERED: False} if status is EnterpriseStatus.REVOKED else {}


def _bar_line(work: Work, claim: ClaimRecord) -> TraceLine | None:
    """Judge whether the enterprise was barred from handing the claim in (限制申报).

    As with persons a bar is about new claims: one that begins later leaves the claim as it is, one
    that held on the day of submission and was entered later does not.
    """
    day = day_of_bars(work, claim)
    stops = stops_holding(work.session, [claim.enterprise_id], day).get(claim.enterprise_id, ())
    stop = binding(stops, StopEffect.SUBMISSION, day)
    if stop is None:
        return None
    facts: dict[str, Fact] = {"document": stop.document_number, "first": stop.from_on}
    return TraceLine(Rule.BARRED, Verdict.FAIL, "claimant-barred", facts)


def _heads(work: Work, claim: ClaimRecord) -> int:
    """Return the payable persons of all the claimant's claims of the kind under the programme.

    The claims of its earlier editions count: a corrected edition gives no second ceiling.
    """
    programme = work.get(ProgrammeRecord, claim.programme_id)
    editions = [one.id for one in editions_of(work.session, programme)]
    others = work.session.scalar(
        select(func.coalesce(func.sum(ClaimRecord.eligible_heads), 0)).where(
            ClaimRecord.enterprise_id == claim.enterprise_id,
            ClaimRecord.programme_id.in_({*editions, programme.id}),
            ClaimRecord.track == claim.track,
            ClaimRecord.id != claim.id,
            ClaimRecord.state.in_(_BINDING),
        )
    )
    return int(others or 0) + claim.eligible_heads
