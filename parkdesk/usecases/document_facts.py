"""Gathering what a registered document tells: of an enterprise, a programme, a list, a notice."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable

from sqlalchemy import func, select

from parkdesk.domain.calendar import add_months
from parkdesk.domain.claims import ClaimKind, ClaimState
from parkdesk.domain.credit import CreditSheet
from parkdesk.domain.document_facts import (
    AccountClaim,
    EnterprisePack,
    ExpiryLine,
    ExpiryList,
    NoticeList,
    PackFinding,
    ProgrammeAccount,
    StateSums,
)
from parkdesk.domain.enterprise_print import GrantLine
from parkdesk.domain.errors import InvalidInput, NotFound
from parkdesk.domain.findings_print import PrintedFinding
from parkdesk.domain.identity import Permission
from parkdesk.domain.issued_documents import (
    READS,
    DocumentKind,
    DocumentMatter,
    DocumentRequest,
    check_months,
)
from parkdesk.domain.paging import WHOLE_LIST, Sort
from parkdesk.domain.programmes import Mark
from parkdesk.domain.summary_findings import FindingRule, kept_facts
from parkdesk.store.level_budgets import level_budgets
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.notices import NoticeRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.certification_funding import enterprise_funding
from parkdesk.usecases.certification_lists import CertificationFilter, list_certifications
from parkdesk.usecases.core import query
from parkdesk.usecases.credit_sheets import credit_sheet
from parkdesk.usecases.enterprise_holdings import (
    certificates_held,
    contract_years,
    contracts_taken,
)
from parkdesk.usecases.enterprise_overview import enterprise_facts_on, enterprise_year_figures
from parkdesk.usecases.enterprise_returns import returns_handed_in
from parkdesk.usecases.enterprise_subsidies import claims_made, subsidy_lines
from parkdesk.usecases.finding_prints import findings_sheet
from parkdesk.usecases.payment_prints import notice_paper

Facts = EnterprisePack | ProgrammeAccount | ExpiryList | NoticeList | CreditSheet
_SURE = frozenset({Mark.DOCUMENT, Mark.REPORT})


@query(Permission.PARK_READ)
def gather(work: Work, asked: DocumentRequest) -> tuple[DocumentMatter, Facts]:
    """Return what a document is of and what it tells now."""
    work.actor.require(READS[asked.kind])
    return _GATHER[asked.kind](work, asked)


def _day(work: Work, asked: DocumentRequest) -> dt.date:
    day = asked.day or work.today
    if day > work.today:
        raise InvalidInput({"day": "day-in-future"}, day=day)
    return day


def _enterprise(work: Work, asked: DocumentRequest) -> tuple[DocumentMatter, Facts]:
    day = _day(work, asked)
    on = day if day < work.today else None
    id_, record = asked.record_id, work.get(EnterpriseRecord, asked.record_id)
    may = work.actor.may
    claims, contracts = may(Permission.CLAIM_READ), may(Permission.CONTRACT_READ)
    held = may(Permission.CERTIFICATION_READ)
    pack = EnterprisePack(
        facts=enterprise_facts_on.function(work, id_, on),
        figures=enterprise_year_figures.function(work, id_, on),
        certificates=certificates_held.function(work, id_, on) if held else None,
        grants=_grants(work, id_, on) if held else None,
        subsidies=subsidy_lines.function(work, id_, on) if claims else None,
        claims=claims_made.function(work, id_, on) if claims else None,
        years=contract_years.function(work, id_, on) if contracts else None,
        contracts=contracts_taken.function(work, id_, on) if contracts else None,
        returns=(
            returns_handed_in.function(work, id_, on)
            if may(Permission.STATISTICS_READ)
            else None
        ),
        findings=(
            _findings(work, id_) if on is None and may(Permission.COMPLIANCE_READ) else None
        ),
    )  # fmt: skip
    name = pack.facts.form.name
    matter = DocumentMatter(
        DocumentKind.ENTERPRISE, record.code, name, pack.facts.form.name_en, day
    )
    return matter, pack


def _grants(work: Work, enterprise_id: int, on: dt.date | None) -> tuple[GrantLine, ...]:
    return tuple(
        GrantLine(
            one.granted_on,
            f"{one.type_code} {one.number}".strip(),
            one.event_type,
            one.year,
            one.document_number,
            one.amount_cents,
        )
        for one in enterprise_funding.function(work, enterprise_id, on).grants
    )


def _findings(work: Work, enterprise_id: int) -> tuple[PackFinding, ...]:
    return tuple(map(_finding, findings_sheet.function(work, enterprise_id).rows))


def _finding(one: PrintedFinding) -> PackFinding:
    rule = one.rule
    return PackFinding(
        FindingRule(
            rule.code,
            rule.level,
            rule.sentence_zh,
            rule.sentence_en,
            rule.source_zh,
            rule.source,
            rule.mark in _SURE,
            0,
        ),
        kept_facts(dict(one.facts)),
        one.standing,
        one.since_on,
        one.due_on,
        one.owner,
    )


def _programme(work: Work, asked: DocumentRequest) -> tuple[DocumentMatter, Facts]:
    record = work.get(ProgrammeRecord, asked.record_id)
    rules = programme_of(record.content)
    found = work.session.execute(
        select(ClaimRecord, EnterpriseRecord.name)
        .join(EnterpriseRecord, EnterpriseRecord.id == ClaimRecord.enterprise_id)
        .where(ClaimRecord.programme_id == record.id)
        .order_by(ClaimRecord.number)
    )
    claims = tuple(_claim(claim, name) for claim, name in found)
    account = ProgrammeAccount(
        record.content,
        rules.version,
        _states(claims),
        level_budgets(work.session, record),
        claims,
    )
    matter = DocumentMatter(
        DocumentKind.PROGRAMME,
        f"{rules.code}@{rules.version}",
        record.title,
        rules.title_en,
        work.today,
    )
    return matter, account


def _claim(claim: ClaimRecord, enterprise: str) -> AccountClaim:
    return AccountClaim(
        claim.number,
        enterprise,
        ClaimKind(claim.track),
        ClaimState(claim.state),
        claim.heads,
        claim.asked_cents,
        claim.requested_cents,
        claim.approved_cents,
        claim.paid_cents,
        claim.recovered_cents,
    )


def _states(claims: Iterable[AccountClaim]) -> tuple[StateSums, ...]:
    """Return the claims by state, in the order of the workflow."""
    by_state: dict[ClaimState, list[AccountClaim]] = defaultdict(list)
    for one in claims:
        by_state[one.state].append(one)
    return tuple(
        StateSums(
            state,
            len(rows),
            sum(one.heads for one in rows),
            sum(one.asked_cents for one in rows),
            sum(one.requested_cents for one in rows),
            sum(one.approved_cents or 0 for one in rows),
            sum(one.paid_cents or 0 for one in rows),
            sum(one.recovered_cents or 0 for one in rows),
        )
        for state in ClaimState
        if (rows := by_state[state])
    )


def _expiries(work: Work, asked: DocumentRequest) -> tuple[DocumentMatter, Facts]:
    day = _day(work, asked)
    check_months(asked.months)
    until = add_months(day, asked.months)
    on = day if day < work.today else None
    held = CertificationFilter(in_force=True, on=on)
    count = list_certifications.function(work, held, Sort("expires_on"), 0, 0).total
    soon = CertificationFilter(expiring_within_days=(until - day).days, on=on)
    rows = list_certifications.function(work, soon, Sort("expires_on"), 0, WHOLE_LIST).rows
    lines = tuple(
        ExpiryLine(
            one.enterprise,
            one.type_code,
            one.type_zh,
            one.type_en,
            one.level,
            one.model,
            one.number,
            one.issuer,
            one.expires_on,
        )
        for one in rows
        if one.expires_on is not None
    )
    matter = DocumentMatter(DocumentKind.EXPIRIES, str(asked.months), "", "", day)
    return matter, ExpiryList(day, until, asked.months, count, lines)


def _notice(work: Work, asked: DocumentRequest) -> tuple[DocumentMatter, Facts]:
    paper = notice_paper.function(work, asked.record_id)
    head = paper.head
    matter = DocumentMatter(
        DocumentKind.NOTICE, head.number, head.programme, head.programme_en, paper.published_on
    )
    return matter, NoticeList(
        head.number,
        head.programme,
        head.programme_en,
        head.document,
        paper.published_on,
        paper.last_on,
        paper.working_days,
        paper.calendar_known,
        paper.place,
        paper.claims,
        paper.amount_cents,
        paper.lines,
    )


def _credit(work: Work, asked: DocumentRequest) -> tuple[DocumentMatter, Facts]:
    day = _day(work, asked)
    record = work.get(EnterpriseRecord, asked.record_id)
    sheet = credit_sheet.function(work, record.id, day if day < work.today else None)
    form = enterprise_facts_on.function(work, record.id, day if day < work.today else None).form
    return DocumentMatter(DocumentKind.CREDIT, record.code, form.name, form.name_en, day), sheet


_GATHER: dict[DocumentKind, Callable[[Work, DocumentRequest], tuple[DocumentMatter, Facts]]] = {
    DocumentKind.ENTERPRISE: _enterprise,
    DocumentKind.PROGRAMME: _programme,
    DocumentKind.EXPIRIES: _expiries,
    DocumentKind.NOTICE: _notice,
    DocumentKind.CREDIT: _credit,
}


@query(Permission.CLAIM_READ)
def programme_by_code(work: Work, code: str) -> int:
    """Return the id of the newest edition of the programme with this code, or with `code@edition`.

    NotFound where there is none.
    """
    named, _, version = code.strip().partition("@")
    found = work.session.scalars(
        select(ProgrammeRecord)
        .where(func.lower(ProgrammeRecord.code) == named.lower())
        .order_by(ProgrammeRecord.edition.desc(), ProgrammeRecord.id.desc())
    ).all()
    for one in found:
        if not version or str(programme_of(one.content).version) == version:
            return one.id
    raise NotFound(table=ProgrammeRecord.__tablename__, number=code.strip())


@query(Permission.CLAIM_READ)
def notice_by_number(work: Work, number: str) -> int:
    """Return the id of the notice with this number; NotFound where there is none."""
    found = work.session.scalar(
        select(NoticeRecord.id).where(NoticeRecord.number == number.strip().upper())
    )
    if found is None:
        raise NotFound(table=NoticeRecord.__tablename__, number=number.strip())
    return found
