"""Reading one enterprise: everything that its panel shows, and the form to edit it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import and_, func, or_, select

from parkdesk.domain.calendar import DateRange, Quarter, add_years
from parkdesk.domain.certifications import CertificationStatus, status_on
from parkdesk.domain.contracts import ContractState, Market
from parkdesk.domain.enterprises import (
    EnterpriseStatus,
    Fact,
    IdentifierKind,
    Notice,
    SaveEnterprise,
    StatusChange,
    identify,
)
from parkdesk.domain.identity import Permission
from parkdesk.domain.masking import mask_account, mask_phone
from parkdesk.domain.paging import Sort
from parkdesk.domain.stops import Stop, StopEffect
from parkdesk.store.enterprise_as_at import facts_on, form_on
from parkdesk.store.enterprise_lines import (
    MadeClaim,
    TakenContract,
    claims_of,
    contracts_of,
)
from parkdesk.store.enterprise_rows import EnterpriseRow, NamedCertificate, form_of, rows_of
from parkdesk.store.standing import standings
from parkdesk.store.stops import stops_holding
from parkdesk.store.subsidy_accounts import accounts_then
from parkdesk.store.tables.certifications import CertificationRecord, CertificationTypeRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprises import (
    EnterpriseNameRecord,
    EnterpriseRecord,
    EnterpriseStatusRecord,
)
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.store.values_then import values_then
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query
from parkdesk.usecases.trail import TrailFilter, TrailRow, list_trail

_MOST = 200
"""Lines of one tab: what is older is in the feature's own list."""


@dataclass(frozen=True, slots=True)
class HeldCertificate:
    """A line of the tab of certificates."""

    certificate: NamedCertificate
    number: str
    issued_on: dt.date
    status: CertificationStatus | None


@dataclass(frozen=True, slots=True)
class HeadOffice:
    """A head office (总公司), or a branch (分公司); `id` is None outside of the register."""

    id: int | None
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class EnterpriseDetail:
    """Everything about one enterprise. `form` has its numbers masked."""

    row: EnterpriseRow
    form: SaveEnterprise
    identifier: IdentifierKind
    former_names: tuple[tuple[str, dt.date], ...]
    """Each with its last day, the newest first."""
    statuses: tuple[StatusChange, ...]
    head_office: HeadOffice | None
    """Of a branch: whose claims are its claims."""
    branches: tuple[HeadOffice, ...]
    """Its own branches in the register."""
    certificates: tuple[HeldCertificate, ...]
    claims: tuple[MadeClaim, ...]
    contracts: tuple[TakenContract, ...]
    history: tuple[TrailRow, ...]
    executed_usd_cents: int
    """本年离岸执行额: executed offshore from 1 January to today."""
    executed_year_before_usd_cents: int
    """The same days of the year before."""
    notices: tuple[Notice, ...]


@query(Permission.ENTERPRISE_READ)
def enterprise_detail(
    work: Work, enterprise_id: int, on: dt.date | None = None
) -> EnterpriseDetail:
    """Return everything that the panel of an enterprise shows, today or as at a day.

    As at a past day what came later is left out: certificates issued, contracts signed, claims
    made and names borne after it; states and amounts are those of the day's end.
    """
    record = work.get(EnterpriseRecord, enterprise_id)
    day = on or work.today
    row = rows_of(work.session, [enterprise_id], work.today, on)[enterprise_id]
    form = form_of(record)
    if on is not None:
        form = form_on(form, facts_on(work.session, [enterprise_id], on)[enterprise_id])
        form = _people_and_account_then(work, form, enterprise_id, on)
    certificates = tuple(_certificates(work, enterprise_id, day))
    this_year = DateRange(dt.date(day.year, 1, 1), day)
    year_before = DateRange(add_years(this_year.first, -1), add_years(this_year.last, -1))
    return EnterpriseDetail(
        row=row,
        form=_masked(form),
        identifier=identify(record.code).kind,
        former_names=tuple(_former_names(work, enterprise_id, day)),
        statuses=tuple(_statuses(work, enterprise_id, day)),
        head_office=_head_office(work, record),
        branches=tuple(_branches(work, enterprise_id)),
        certificates=certificates,
        claims=tuple(claims_of(work, enterprise_id, on)),
        contracts=tuple(contracts_of(work, enterprise_id, on)),
        history=_history(work, enterprise_id, on),
        executed_usd_cents=_executed_offshore(work, enterprise_id, this_year),
        executed_year_before_usd_cents=_executed_offshore(work, enterprise_id, year_before),
        notices=tuple(_notices(work, record, row, certificates, day)),
    )


@query(Permission.ENTERPRISE_READ)
def enterprise_form(work: Work, enterprise_id: int) -> tuple[int, SaveEnterprise]:
    """Return the version and the form to edit; its telephone and account are masked.

    A masked number that comes back unchanged leaves what is stored as it is.
    """
    record = work.get(EnterpriseRecord, enterprise_id)
    return record.version, _masked(form_of(record))


@command(Permission.IDENTITY_REVEAL)
def reveal_enterprise_numbers(work: Work, enterprise_id: int) -> tuple[str, str]:
    """Return the contact's telephone and the bank account in full; the look is in the trail."""
    record = work.get(EnterpriseRecord, enterprise_id)
    work.note(EnterpriseRecord.__tablename__, enterprise_id, {"revealed": "contact, account"})
    return record.contact_phone or "", record.bank_account or ""


def _people_and_account_then(
    work: Work, form: SaveEnterprise, enterprise_id: int, on: dt.date
) -> SaveEnterprise:
    """Return a form with the main contact and the account of a day, so far as they are known."""
    then = values_then(work.session, EnterpriseRecord, [enterprise_id], on)[enterprise_id]
    account = accounts_then(work.session, [enterprise_id], on).get(enterprise_id)
    return replace(
        form,
        contact_name=then.value("contact_name", form.contact_name),
        contact_phone=then.value("contact_phone", form.contact_phone or "") or None,
        bank_name=account.bank_name if account is not None else "",
        bank_account=account.account if account is not None else None,
    )


def _masked(form: SaveEnterprise) -> SaveEnterprise:
    return replace(
        form,
        contact_phone=mask_phone(form.contact_phone) if form.contact_phone else None,
        bank_account=mask_account(form.bank_account) if form.bank_account else None,
    )


def _head_office(work: Work, record: EnterpriseRecord) -> HeadOffice | None:
    if record.head_office_id is not None:
        head = work.get(EnterpriseRecord, record.head_office_id)
        return HeadOffice(head.id, head.name, head.code)
    if record.head_office_name:
        return HeadOffice(None, record.head_office_name, record.head_office_code)
    return None


def _branches(work: Work, enterprise_id: int) -> Iterator[HeadOffice]:
    record = EnterpriseRecord
    # Put in order here: asked for in the order of names, a few branches are looked for by walking
    # the names of the whole register.
    branches = work.session.execute(
        select(record.sort_key, record.id, record.name, record.code).where(
            record.head_office_id == enterprise_id
        )
    )
    for _key, id_, name, code in sorted(branches)[:_MOST]:
        yield HeadOffice(id_, name, code)


def _former_names(work: Work, enterprise_id: int, day: dt.date) -> Iterator[tuple[str, dt.date]]:
    for record in work.session.scalars(
        select(EnterpriseNameRecord)
        .where(
            EnterpriseNameRecord.enterprise_id == enterprise_id,
            EnterpriseNameRecord.until_on < day,
        )
        .order_by(EnterpriseNameRecord.until_on.desc())
    ):
        yield record.name, record.until_on


def _statuses(work: Work, enterprise_id: int, day: dt.date) -> Iterator[StatusChange]:
    for record in work.session.scalars(
        select(EnterpriseStatusRecord)
        .where(
            EnterpriseStatusRecord.enterprise_id == enterprise_id,
            EnterpriseStatusRecord.from_on <= day,
        )
        .order_by(EnterpriseStatusRecord.from_on, EnterpriseStatusRecord.id)
    ):
        yield StatusChange(record.from_on, EnterpriseStatus(record.status))


def _certificates(work: Work, enterprise_id: int, day: dt.date) -> Iterator[HeldCertificate]:
    rows = work.session.execute(
        select(CertificationRecord, CertificationTypeRecord)
        .join(
            CertificationTypeRecord, CertificationTypeRecord.code == CertificationRecord.type_code
        )
        .where(
            CertificationRecord.enterprise_id == enterprise_id,
            *([CertificationRecord.issued_on <= day] if day < work.today else []),
        )
        .order_by(CertificationRecord.expires_key.desc(), CertificationRecord.id.desc())
        .limit(_MOST)
    ).all()
    standing = standings(work.session, [row[0] for row in rows])
    for record, kind in rows:
        named = NamedCertificate(
            record.id,
            record.type_code,
            kind.name_zh,
            kind.name_en,
            record.level,
            record.model,
            record.expires_on,
        )
        status = status_on(standing[record.id], day)
        yield HeldCertificate(named, record.number, record.issued_on, status)


def _history(work: Work, enterprise_id: int, on: dt.date | None) -> tuple[TrailRow, ...]:
    criteria = TrailFilter(table=EnterpriseRecord.__tablename__, row_id=enterprise_id, on=on)
    # Whoever may see the enterprise may see who changed it: no further permission is asked.
    return list_trail.function(work, criteria, Sort("id", descending=True), 0, _MOST).rows


def _executed_offshore(work: Work, enterprise_id: int, days: DateRange) -> int:
    total = work.session.scalar(
        select(func.coalesce(func.sum(ContractExecutionRecord.amount_usd_cents), 0))
        .join(ContractRecord, ContractRecord.id == ContractExecutionRecord.contract_id)
        .where(
            ContractRecord.enterprise_id == enterprise_id,
            ContractRecord.market == Market.OFFSHORE.value,
            ContractRecord.state != ContractState.DRAFT.value,
            ContractExecutionRecord.counted_on.between(days.first, days.last),
        )
    )
    return int(total or 0)


def _notices(
    work: Work,
    record: EnterpriseRecord,
    row: EnterpriseRow,
    certificates: tuple[HeldCertificate, ...],
    today: dt.date,
) -> Iterator[Notice]:
    holding = stops_holding(work.session, [record.id], today).get(record.id, ())
    yield from map(_stopped, holding)
    for held in certificates:
        day = held.certificate.expires_on
        if held.status is CertificationStatus.EXPIRING and day is not None:
            yield Notice("certificate-expiring", _facts(held, days=(day - today).days))
        elif held.status is CertificationStatus.SUSPENDED:
            yield Notice("certificate-suspended", _facts(held), urgent=True)
    if row.status is not EnterpriseStatus.RESIDENT:
        return
    if certificates and not any(
        held.status in {CertificationStatus.EXPIRING, CertificationStatus.VALID}
        for held in certificates
    ):
        yield Notice("certificates-all-expired", urgent=True)
    quarter = Quarter.last_full(today)
    if record.entered_on <= quarter.last and not _has_return(work, record.id, quarter, today):
        yield Notice("return-missing", {"quarter": quarter})
    if identify(record.code).kind is not IdentifierKind.CREDIT_CODE:
        yield Notice("older-identifier")


def _stopped(stop: Stop) -> Notice:
    effects = tuple(one for one in StopEffect if one in stop.effects)
    facts: dict[str, Fact] = {
        "document": stop.document_number,
        "first": stop.from_on,
        "effects": effects,
    }
    if stop.until_on is None:
        return Notice("stop-holds", facts, urgent=True)
    return Notice("stop-holds-until", {**facts, "last": stop.until_on}, urgent=True)


def _facts(held: HeldCertificate, **more: int) -> dict[str, Fact]:
    one = held.certificate
    named = {"type": one.type_code, "type_zh": one.type_zh, "type_en": one.type_en}
    return {**named, "level": one.level, **more}


def _has_return(work: Work, enterprise_id: int, quarter: Quarter, day: dt.date) -> bool:
    found = work.session.scalar(
        select(QuarterReturnRecord.id).where(
            and_(
                QuarterReturnRecord.enterprise_id == enterprise_id,
                QuarterReturnRecord.quarter == str(quarter),
                QuarterReturnRecord.state == "submitted",
                or_(
                    QuarterReturnRecord.received_on.is_(None),
                    QuarterReturnRecord.received_on <= day,
                ),
            )
        )
    )
    return found is not None
