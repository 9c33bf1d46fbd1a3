"""What the park's own records say of a claimant, and what somebody found out besides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from parkdesk.domain.claim_conditions import VIOLATIONS
from parkdesk.domain.claimants import ClaimantFacts, claimant_lines
from parkdesk.domain.claims import GRANTED, WAITING, ClaimKind
from parkdesk.domain.contracts import COUNTED, Market
from parkdesk.domain.eligibility_rules import Fact, Rule, TraceLine, Verdict
from parkdesk.domain.enterprise_status import EnterpriseStatus
from parkdesk.domain.programme_figures import Standing
from parkdesk.domain.programme_pack import Programme
from parkdesk.domain.stops import Stop, StopEffect, binding
from parkdesk.store.programme_editions import editions_of
from parkdesk.store.rosters import day_of_bars, programme_of
from parkdesk.store.stops import all_stops
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
    return claimant_traces(work, [claim])[claim.id]


def claimant_traces(
    work: Work, claims: Sequence[ClaimRecord]
) -> Mapping[int, tuple[TraceLine, ...]]:
    """Return the reasoning about the claimants of many claims, by claim; a few queries for all."""
    books = _Books(work, claims)
    found: dict[int, tuple[TraceLine, ...]] = {}
    for claim in claims:
        programme = books.programme(claim)
        kind = ClaimKind(claim.track)
        heads = books.heads(claim) if kind is ClaimKind.ENTERPRISE else 0
        lines = claimant_lines(programme, kind, books.facts(claim), heads, work.today)
        barred = _bar_line(work, claim, books.stops.get(claim.enterprise_id, ()))
        found[claim.id] = lines if barred is None else (barred, *lines)
    return found


class _Books:
    """What the records tell of the claimants of some claims, each read once for all of them."""

    def __init__(self, work: Work, claims: Sequence[ClaimRecord]) -> None:
        self._work = work
        session = work.session
        ids = sorted({claim.enterprise_id for claim in claims})
        self._records = {id_: work.get(ProgrammeRecord, id_) for id_ in _programmes(claims)}
        self._editions = {
            id_: {id_, *(one.id for one in editions_of(session, record))}
            for id_, record in self._records.items()
        }
        years = {self.programme(claim).year - 1 for claim in claims}
        self._executed = {year: executed_of(session, ids, year) for year in sorted(years)}
        self._people = _people(session, ids, work.today)
        self._standing = _known_standing(session, ids)
        self._answers = _answers(session, [claim.id for claim in claims])
        self._heads = _heads(session, ids)
        self.stops = all_stops(session, ids)

    def programme(self, claim: ClaimRecord) -> Programme:
        """Return the rules of a claim."""
        return programme_of(self._records[claim.programme_id].content)

    def facts(self, claim: ClaimRecord) -> ClaimantFacts:
        """Return what is known of a claimant; turnover is that of the year before the programme's.

        Without any contract of that year turnover is not known, which is not nothing.
        """
        year = self.programme(claim).year - 1
        turnover, offshore = self._executed[year].get(claim.enterprise_id, (None, None))
        staff, graduates = self._people.get(claim.enterprise_id, (None, None))
        answers = dict(self._answers.get(claim.id, {}))
        violations = answers.pop(VIOLATIONS, None)
        known, ended = self._standing[claim.enterprise_id]
        standing = known | {Standing(code): row.met for code, row in answers.items()} | ended
        return ClaimantFacts(
            turnover,
            offshore,
            staff,
            graduates,
            violations.found_on if violations and not violations.met else None,
            violations is not None,
            standing,
        )

    def heads(self, claim: ClaimRecord) -> int:
        """Return the payable persons of all the claimant's claims of the kind and programme.

        The claims of its earlier editions count: a corrected edition gives no second ceiling.
        """
        editions = self._editions[claim.programme_id]
        others = sum(self._heads.get((claim.enterprise_id, one), 0) for one in editions)
        # The claim itself counts whatever its state.
        own = claim.eligible_heads
        return others if claim.state in _BINDING else others + own


def _programmes(claims: Sequence[ClaimRecord]) -> list[int]:
    return sorted({claim.programme_id for claim in claims})


def executed_cents(work: Work, enterprise_id: int, year: int) -> tuple[int | None, int | None]:
    """Return an enterprise's turnover of a year, and its offshore part, in US cents.

    It is the executed amount of its contracts in the register; None where it has none of the year.
    """
    found = executed_of(work.session, [enterprise_id], year)
    return found.get(enterprise_id, (None, None))


def executed_of(
    session: Session, enterprise_ids: Sequence[int], year: int
) -> dict[int, tuple[int | None, int | None]]:
    """Return the turnover of enterprises in a year; those without any contract are left out."""
    execution, contract = ContractExecutionRecord, ContractRecord
    offshore = case((contract.market == Market.OFFSHORE.value, execution.amount_usd_cents), else_=0)
    query = (
        select(contract.enterprise_id, func.sum(execution.amount_usd_cents), func.sum(offshore))
        .join(contract, contract.id == execution.contract_id)
        .where(
            contract.enterprise_id.in_(enterprise_ids),
            contract.state.in_(_COUNTED),
            execution.executed_on.between(dt.date(year, 1, 1), dt.date(year, 12, 31)),
        )
        .group_by(contract.enterprise_id)
    )
    # PostgreSQL gives a Decimal for the sum of a BIGINT.
    return {
        id_: (int(total or 0), int(abroad or 0)) for id_, total, abroad in session.execute(query)
    }


def _people(
    session: Session, enterprise_ids: Sequence[int], day: dt.date
) -> dict[int, tuple[int | None, int | None]]:
    """Return headcount and graduates as counted last until `day`, by enterprise."""
    record = EnterpriseHeadcountRecord
    query = (
        select(record.enterprise_id, record.headcount, record.graduates)
        .where(record.enterprise_id.in_(enterprise_ids), record.from_on <= day)
        .order_by(record.enterprise_id, record.from_on)
    )
    return {id_: (staff, graduates) for id_, staff, graduates in session.execute(query)}


def _known_standing(
    session: Session, enterprise_ids: Sequence[int]
) -> dict[int, tuple[dict[Standing, bool], dict[Standing, bool]]]:
    """Return what the register itself tells, and what follows from a status that ended it.

    A branch is no legal person, as far as nobody has answered otherwise; the end of an enterprise
    holds whatever was answered before.
    """
    record = EnterpriseRecord
    query = select(record.id, record.head_office_id, record.head_office_name, record.status).where(
        record.id.in_(enterprise_ids)
    )
    found = {}
    for id_, head_office_id, head_office_name, status in session.execute(query):
        branch = head_office_id is not None or bool(head_office_name)
        known = {Standing.LEGAL_PERSON: False} if branch else {}
        found[id_] = (known, dict.fromkeys(_ENDED.get(EnterpriseStatus(status), ()), False))
    return found


_ENDED = {
    EnterpriseStatus.DEREGISTERED: (Standing.LEGAL_PERSON, Standing.REGISTERED),
    EnterpriseStatus.REVOKED: (Standing.REGISTERED,),
}


def _answers(
    session: Session, claim_ids: Sequence[int]
) -> dict[int, dict[str, ClaimConditionRecord]]:
    """Return what somebody found out about the conditions, by claim and code."""
    found: dict[int, dict[str, ClaimConditionRecord]] = {}
    record = ClaimConditionRecord
    for row in session.scalars(select(record).where(record.claim_id.in_(claim_ids))):
        found.setdefault(row.claim_id, {})[row.code] = row
    return found


def _heads(session: Session, enterprise_ids: Sequence[int]) -> dict[tuple[int, int], int]:
    """Return the payable persons of the claims that bind, by enterprise and programme."""
    record = ClaimRecord
    query = (
        select(record.enterprise_id, record.programme_id, func.sum(record.eligible_heads))
        .where(
            record.enterprise_id.in_(enterprise_ids),
            record.track == ClaimKind.ENTERPRISE.value,
            record.state.in_(_BINDING),
        )
        .group_by(record.enterprise_id, record.programme_id)
    )
    return {
        (enterprise, programme): int(heads or 0)
        for enterprise, programme, heads in session.execute(query)
    }


def _bar_line(work: Work, claim: ClaimRecord, stops: Sequence[Stop]) -> TraceLine | None:
    """Judge whether the enterprise was barred from handing the claim in (限制申报).

    Loss of eligibility in later years: 财企[2011]69号 (S7, A).
    As with persons a bar is about new claims: one that begins later leaves the claim as it is, one
    that held on the day of submission and was entered later does not.
    """
    stop = binding(stops, StopEffect.SUBMISSION, day_of_bars(work, claim))
    if stop is None:
        return None
    facts: dict[str, Fact] = {"document": stop.document_number, "first": stop.from_on}
    if stop.until_on is None:
        return TraceLine(Rule.BARRED, Verdict.FAIL, "claimant-barred", facts)
    facts["last"] = stop.until_on
    return TraceLine(Rule.BARRED, Verdict.FAIL, "claimant-barred-until", facts)
