"""What a quarter's summary lists, in set-based statements: contracts, certificates, claims.

Each function is one or two statements whatever the number of rows; none is called per enterprise.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from parkdesk.domain.calendar import CHINA, Quarter
from parkdesk.domain.certifications import CertificationStatus, status_on
from parkdesk.domain.claims import GRANTED, ClaimState
from parkdesk.domain.contracts import COUNTED, Market, ServiceLine
from parkdesk.domain.eligibility_rules import Rule as EligibilityRule
from parkdesk.domain.eligibility_rules import Verdict
from parkdesk.domain.shares import used_permille
from parkdesk.domain.summaries import (
    EXPIRY_HORIZON,
    CertificateLine,
    ContractLine,
    Name,
    ProgrammeLine,
    Rejection,
    Source,
    SourceMarket,
)
from parkdesk.store.quarters import country_amounts
from parkdesk.store.rosters import programme_of
from parkdesk.store.standing import in_force, standings
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.tables.contracts import (
    ContractExecutionRecord,
    ContractRecord,
    CountryRecord,
)
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.programmes import ProgrammeRecord

DECIDED = tuple(sorted(GRANTED | {ClaimState.REJECTED}))
_REFUSED = (Verdict.FAIL.value, Verdict.DUPLICATE.value)
_COUNTED = sorted(COUNTED)
_ENDED = (CertificationStatus.EXPIRED, CertificationStatus.WITHDRAWN)


def instants(quarter: Quarter) -> tuple[dt.datetime, dt.datetime]:
    """Return the first instant of a quarter in China, and the first after it."""
    first = dt.datetime.combine(quarter.first, dt.time(), CHINA)
    after = dt.datetime.combine(quarter.last + dt.timedelta(days=1), dt.time(), CHINA)
    return first, after


def source_markets(session: Session, quarter: Quarter) -> tuple[SourceMarket, ...]:
    """Return the countries of the quarter's offshore execution, the largest first."""
    names = _countries(session)
    found = []
    for code, amounts in country_amounts(session, quarter).items():
        cents = sum(one.executed_usd_cents for one in amounts if one.market is Market.OFFSHORE)
        if cents:
            found.append(SourceMarket(code, names.get(code, Name(code, code)), cents))
    return tuple(sorted(found, key=lambda market: (-market.usd_cents, market.country)))


def contract_lines(session: Session, quarter: Quarter) -> tuple[ContractLine, ...]:
    """Return the contracts signed in the quarter or executed in it, in the order of signing."""
    names = _countries(session)
    execution = ContractExecutionRecord
    in_quarter = execution.counted_on.between(quarter.first, quarter.last)
    concerned = or_(
        ContractRecord.counted_on.between(quarter.first, quarter.last),
        ContractRecord.id.in_(select(execution.contract_id).where(in_quarter)),
    )
    where = (ContractRecord.state.in_(_COUNTED), concerned)
    sums = (
        select(
            execution.contract_id,
            func.sum(execution.amount_usd_cents).filter(in_quarter).label("now"),
            func.sum(execution.amount_usd_cents).label("to_date"),
        )
        .join(ContractRecord, ContractRecord.id == execution.contract_id)
        .where(*where, execution.counted_on <= quarter.last)
        .group_by(execution.contract_id)
        .subquery()
    )
    record = ContractRecord
    rows = session.execute(
        select(
            record.number,
            EnterpriseRecord.name,
            record.client,
            record.country_code,
            record.service_line,
            record.market,
            record.signed_on,
            record.amount_usd_cents,
            sums.c.now,
            sums.c.to_date,
        )
        .join(EnterpriseRecord, EnterpriseRecord.id == ContractRecord.enterprise_id)
        .outerjoin(sums, sums.c.contract_id == ContractRecord.id)
        .where(*where)
        .order_by(ContractRecord.signed_on, ContractRecord.id)
    )
    return tuple(
        ContractLine(
            number=number,
            enterprise=enterprise,
            client=client,
            country=names.get(country, Name(country, country)),
            service_line=ServiceLine(line),
            offshore=market == Market.OFFSHORE,
            signed_on=signed_on,
            signed_usd_cents=signed,
            executed_usd_cents=int(now or 0),
            executed_to_date_usd_cents=int(to_date or 0),
        )
        for (
            number,
            enterprise,
            client,
            country,
            line,
            market,
            signed_on,
            signed,
            now,
            to_date,
        ) in rows
    )


def certificate_lines(session: Session, day: dt.date) -> tuple[CertificateLine, ...]:
    """Return the certificates that matter on `day`, in the enterprises' dictionary order.

    Those in force and those suspended, and those that ended within the last 180 days without
    having been followed.
    """
    follower = aliased(CertificationRecord)
    record = CertificationRecord
    rows = session.execute(
        select(
            record,
            EnterpriseRecord.name,
            EnterpriseRecord.short_name,
            select(follower.id).where(follower.renews_id == record.id).exists().label("renewal"),
        )
        .join(EnterpriseRecord, EnterpriseRecord.id == record.enterprise_id)
        .where(
            record.issued_on <= day,
            record.expires_key >= day - EXPIRY_HORIZON,
            or_(record.superseded_on.is_(None), record.superseded_on > day),
            _here(day),
        )
        .order_by(EnterpriseRecord.sort_key, record.type_code, record.issued_on, record.id)
    )
    found = rows.all()
    held = standings(session, [row[0] for row in found])
    lines = []
    for one, name, short_name, renewal in found:
        status = status_on(held[one.id], day)
        if status is None or (status in _ENDED and renewal):
            continue
        lines.append(
            CertificateLine(
                name, short_name or name, kind_name(one.type_code), one.level, one.number,
                one.issued_on, one.expires_on, status, bool(renewal),
            )
        )  # fmt: skip
    return tuple(lines)


def kind_name(code: str) -> str:
    """Return a certificate's code as people write it: ISO 27001 for ISO27001."""
    return f"ISO {code.removeprefix('ISO')}" if code.startswith("ISO") else code


def count_cmmi(session: Session, day: dt.date, level: int) -> int:
    """Return how many enterprises here hold CMMI of at least `level` in force on `day`."""
    record = CertificationRecord
    counted = (
        select(func.count(record.enterprise_id.distinct()))
        .join(EnterpriseRecord, EnterpriseRecord.id == record.enterprise_id)
        .where(record.type_code == "CMMI", record.level >= level, in_force(day), _here(day))
    )
    return session.scalar(counted) or 0


def count_expiring(session: Session, day: dt.date) -> int:
    """Return how many certificates in force on `day` run out within 180 days after it."""
    record = CertificationRecord
    counted = (
        select(func.count())
        .select_from(record)
        .join(EnterpriseRecord, EnterpriseRecord.id == record.enterprise_id)
        .where(
            in_force(day),
            record.expires_key.between(day, day + EXPIRY_HORIZON),
            _here(day),
        )
    )
    return session.scalar(counted) or 0


def _here(day: dt.date) -> ColumnElement[bool]:
    """Return the SQL of "its enterprise had not left the park on `day`"."""
    return or_(EnterpriseRecord.left_on.is_(None), EnterpriseRecord.left_on >= day)


def best_certificates(lines: Sequence[CertificateLine]) -> dict[str, str]:
    """Return each enterprise's highest certificate in force: CMMI by level, then any other."""
    best: dict[str, tuple[int, int, str]] = {}
    for line in lines:
        if line.status in {CertificationStatus.VALID, CertificationStatus.EXPIRING}:
            rank = (int(line.kind == "CMMI"), line.level or 0, line.title)
            best[line.enterprise] = max(rank, best.get(line.enterprise, rank))
    return {enterprise: title for enterprise, (_cmmi, _level, title) in best.items()}


def programme_lines(session: Session, quarter: Quarter) -> tuple[ProgrammeLine, ...]:
    """Return the claims decided in the quarter by programme, with why people were refused."""
    claims = _decided(session, quarter)
    rejections = _rejections(session, quarter)
    programmes = {
        record.id: record
        for record in session.scalars(
            select(ProgrammeRecord).where(ProgrammeRecord.id.in_(sorted(claims)))
        )
    }
    lines = []
    for id_, found in sorted(claims.items(), key=lambda item: programmes[item[0]].code):
        record = programmes[id_]
        programme = programme_of(record.content)
        reasons = rejections.get(id_, {})
        lines.append(
            ProgrammeLine(
                name=record.title,
                document_number=record.document_number,
                confirmed=not programme.unconfirmed() and not programme.template,
                claims=len(found),
                persons=sum(one.heads for one in found),
                persons_approved=sum(map(_persons_in_full, found)),
                requested_cents=sum(one.requested_cents for one in found),
                approved_cents=sum(one.approved_cents or 0 for one in found),
                paid_cents=sum(_paid_by(one, quarter.last) for one in found),
                clawed_back_cents=0,
                rejections=tuple(
                    Rejection(rule, reasons[rule]) for rule in EligibilityRule if rule in reasons
                ),
                name_en=programme.title_en,
            )
        )
    return tuple(lines)


def approved_cents(session: Session, quarter: Quarter) -> int | None:
    """Return what was approved in a quarter; None where no claim was decided in it."""
    first, after = instants(quarter)
    count, total = session.execute(
        select(func.count(), func.coalesce(func.sum(ClaimRecord.approved_cents), 0)).where(
            ClaimRecord.decided_at >= first,
            ClaimRecord.decided_at < after,
            ClaimRecord.state.in_(DECIDED),
        )
    ).one()
    return int(total or 0) if count else None


def budget_permille(session: Session, quarter: Quarter) -> int | None:
    """Return how much of the year's budgets was approved by the end of a quarter.

    None where no budget has been set.
    """
    _first, after = instants(quarter)
    year = [
        (record.id, record.budget_cents)
        for record in session.scalars(
            select(ProgrammeRecord).where(
                ProgrammeRecord.year == quarter.year, ProgrammeRecord.budget_cents.is_not(None)
            )
        )
    ]
    budget = sum(cents or 0 for _id, cents in year)
    if not budget:
        return None
    used = session.scalar(
        select(func.coalesce(func.sum(ClaimRecord.approved_cents), 0)).where(
            ClaimRecord.programme_id.in_([id_ for id_, _cents in year]),
            ClaimRecord.state.in_(sorted(GRANTED)),
            ClaimRecord.decided_at < after,
        )
    )
    return used_permille(int(used or 0), budget)


def sources(session: Session, quarter: Quarter) -> tuple[Source, ...]:
    """Return the documents of the programmes under which the quarter's claims were made."""
    first, after = instants(quarter)
    used = select(ClaimRecord.programme_id).where(
        ClaimRecord.submitted_at < after,
        or_(ClaimRecord.decided_at.is_(None), ClaimRecord.decided_at >= first),
    )
    records = session.scalars(
        select(ProgrammeRecord)
        .where(ProgrammeRecord.id.in_(used))
        .order_by(ProgrammeRecord.year, ProgrammeRecord.code, ProgrammeRecord.edition)
    )
    found = []
    for record in records:
        programme = programme_of(record.content)
        confirmed = not programme.template and not programme.unconfirmed()
        title_en = programme.title_en
        found.append(Source(record.document_number, record.title, confirmed, title_en))
    return tuple(found)


def first_refusal(trace: str) -> EligibilityRule | None:
    """Return the first condition that a roster row's stored reasoning found not to be met."""
    for rule, verdict, _code in json.loads(trace or "[]"):
        if verdict in _REFUSED:
            return EligibilityRule(rule)
    return None


def _countries(session: Session) -> dict[str, Name]:
    return {
        record.code: Name(record.name_zh, record.name_en)
        for record in session.scalars(select(CountryRecord))
    }


def _decided(session: Session, quarter: Quarter) -> dict[int, list[ClaimRecord]]:
    first, after = instants(quarter)
    found: dict[int, list[ClaimRecord]] = defaultdict(list)
    for record in session.scalars(
        select(ClaimRecord).where(
            ClaimRecord.decided_at >= first,
            ClaimRecord.decided_at < after,
            ClaimRecord.state.in_(DECIDED),
        )
    ):
        found[record.programme_id].append(record)
    return found


def _persons_in_full(claim: ClaimRecord) -> int:
    """Return the persons of a claim approved in full; a cut amount is not divided among persons."""
    in_full = claim.approved_cents and claim.approved_cents == claim.requested_cents
    return claim.eligible_heads if in_full else 0


def _paid_by(claim: ClaimRecord, day: dt.date) -> int:
    """Return what was paid of a claim by a day: a later payment moves no earlier quarter."""
    paid = claim.paid_on is not None and claim.paid_on <= day
    return claim.paid_cents or 0 if paid else 0


def _rejections(session: Session, quarter: Quarter) -> dict[int, dict[EligibilityRule, int]]:
    first, after = instants(quarter)
    counted: dict[int, dict[EligibilityRule, int]] = defaultdict(lambda: defaultdict(int))
    rows = session.execute(
        select(ClaimRecord.programme_id, ClaimPersonRecord.trace)
        .join(ClaimPersonRecord, ClaimPersonRecord.claim_id == ClaimRecord.id)
        .where(
            ClaimRecord.decided_at >= first,
            ClaimRecord.decided_at < after,
            ClaimRecord.state.in_(DECIDED),
            ClaimPersonRecord.verdict.in_(_REFUSED),
        )
    )
    for programme_id, trace in rows:
        rule = first_refusal(trace)
        if rule is not None:
            counted[programme_id][rule] += 1
    return counted
