"""Enterprises as rows of a list and as the fields of a form, read from their records."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import Integer, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from parkdesk.domain.certifications import (
    IN_FORCE,
    CertificationFamily,
    CertificationStatus,
    Held,
    Standing,
    highest,
    status_on,
)
from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprise_facts import places_text
from parkdesk.domain.enterprises import CertificateState, EnterpriseStatus, Reach, SaveEnterprise
from parkdesk.store.enterprise_as_at import FactsOn, facts_on, names_then
from parkdesk.store.pinyin import spellings
from parkdesk.store.standing import STANDING, AnyRow, standing_of, suspensions_of_holders
from parkdesk.store.stops import stops_holding
from parkdesk.store.tables.certifications import CertificationRecord, CertificationTypeRecord
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord


@dataclass(frozen=True, slots=True)
class NamedCertificate:
    """A certificate as a list names it, in both languages."""

    id: int
    type_code: str
    type_zh: str
    type_en: str
    level: int | None
    model: str
    expires_on: dt.date | None


@dataclass(frozen=True, slots=True)
class EnterpriseRow:
    """One line of the registry, today or as at a day."""

    id: int
    version: int
    name: str
    code: str
    status: EnterpriseStatus
    service_line: ServiceLine | None
    reach: Reach | None
    contracts: int
    """Contracts in the register."""
    certificate: NamedCertificate | None
    """最高资质: in force, the highest; None where none is in force."""
    certificates: CertificateState
    expires_on: dt.date | None
    """The next expiry of a certificate in force, or the last day of the last one."""
    entered_on: dt.date
    left_on: dt.date | None
    headcount: int | None
    """None: not known on the day in view."""
    building: str
    head_office_id: int | None = None
    """Of a branch: its head office in the register."""
    head_office: str = ""
    """Of a branch: the name of its head office, in the register or outside of it."""
    stopped: bool = False
    """暂停办理: a stop holds, whatever it forbids."""


def form_of(record: EnterpriseRecord) -> SaveEnterprise:
    """Return a record as the form that would save it as it is; its numbers are whole."""
    return SaveEnterprise(
        name=record.name,
        code=record.code,
        entered_on=record.entered_on,
        status=EnterpriseStatus(record.status),
        service_line=ServiceLine(record.service_line) if record.service_line else None,
        reach=Reach(record.market) if record.market else None,
        name_en=record.name_en,
        short_name=record.short_name,
        org_code=record.org_code,
        registration_no=record.registration_no,
        legal_representative=record.legal_representative,
        registered_capital_cents=record.registered_capital_cents,
        founded_on=record.founded_on,
        left_on=record.left_on,
        building=record.building,
        area_sqm=record.area_sqm,
        headcount=record.headcount,
        graduates=record.graduates,
        contact_name=record.contact_name,
        contact_phone=record.contact_phone,
        bank_name=record.bank_name,
        bank_account=record.bank_account,
        note=record.note,
        company_type=record.company_type,
        registered_address=record.registered_address,
        office_address=record.office_address,
        head_office_id=record.head_office_id,
        head_office_name=record.head_office_name,
        head_office_code=record.head_office_code,
    )


def columns_of(form: SaveEnterprise) -> dict[str, object]:
    """Return a checked form as the columns of its record."""
    spelled = spellings(form.name)
    return {
        "name": form.name,
        "code": form.code,
        "entered_on": form.entered_on,
        "status": form.status.value,
        "service_line": form.service_line.value if form.service_line else "",
        "market": form.reach.value if form.reach else "",
        "name_en": form.name_en,
        "short_name": form.short_name,
        "org_code": form.org_code,
        "registration_no": form.registration_no,
        "legal_representative": form.legal_representative,
        "registered_capital_cents": form.registered_capital_cents,
        "founded_on": form.founded_on,
        "left_on": form.left_on,
        "building": form.building,
        "area_sqm": form.area_sqm,
        "headcount": form.headcount or 0,
        "graduates": form.graduates or 0,
        "contact_name": form.contact_name,
        "contact_phone": form.contact_phone or None,
        "bank_name": form.bank_name,
        "bank_account": form.bank_account or None,
        "note": form.note,
        "company_type": form.company_type,
        "registered_address": form.registered_address,
        "office_address": form.office_address,
        "head_office_id": form.head_office_id,
        "head_office_name": form.head_office_name,
        "head_office_code": form.head_office_code,
        "sort_key": spelled.sort_key,
        "pinyin": spelled.pinyin,
        "initials": spelled.initials,
    }


_Head = aliased(EnterpriseRecord)
# A list reads what it shows: a whole record has four times as many columns, some to be decrypted.
_SHOWN = (
    EnterpriseRecord.id,
    EnterpriseRecord.version,
    EnterpriseRecord.name,
    EnterpriseRecord.code,
    EnterpriseRecord.status,
    EnterpriseRecord.service_line,
    EnterpriseRecord.market,
    EnterpriseRecord.entered_on,
    EnterpriseRecord.left_on,
    EnterpriseRecord.headcount,
    EnterpriseRecord.building,
    EnterpriseRecord.head_office_id,
    EnterpriseRecord.head_office_name,
    _Head.name.label("head_office"),
)
_HELD = (
    *STANDING,
    CertificationRecord.enterprise_id,
    CertificationRecord.type_code,
    CertificationRecord.level,
    CertificationRecord.model,
    CertificationTypeRecord.family,
    CertificationTypeRecord.name_zh,
    CertificationTypeRecord.name_en,
)
# Made once: to put these together anew takes longer than the database takes to answer them.
_IDS = bindparam("ids", expanding=True, type_=Integer())
_ROWS = (
    select(*_SHOWN)
    .outerjoin(_Head, _Head.id == EnterpriseRecord.head_office_id)
    .where(EnterpriseRecord.id.in_(_IDS))
)
_CONTRACTS = (
    select(ContractRecord.enterprise_id, func.count())
    .where(ContractRecord.enterprise_id.in_(_IDS))
    .group_by(ContractRecord.enterprise_id)
)
_CERTIFICATES = (
    select(*_HELD)
    .join(CertificationTypeRecord, CertificationTypeRecord.code == CertificationRecord.type_code)
    .where(CertificationRecord.enterprise_id.in_(_IDS))
)


def rows_of(
    session: Session, ids: Sequence[int], today: dt.date, on: dt.date | None = None
) -> dict[int, EnterpriseRow]:
    """Return the list's rows by id, as at `on`: a fixed number of queries, however many rows."""
    day = on or today
    asked = {"ids": list(ids)}
    records = session.execute(_ROWS, asked)
    signed = _CONTRACTS if on is None else _CONTRACTS.where(ContractRecord.signed_on <= on)
    contracts: dict[int, int] = {id_: count for id_, count in session.execute(signed, asked)}  # noqa: C416
    held = _held(session, ids, day)
    stops = stops_holding(session, ids, day)
    rows = {
        record.id: _row(
            record,
            contracts.get(record.id, 0),
            held.get(record.id, []),
            stopped=record.id in stops,
        )
        for record in records
    }
    if on is None:
        return rows
    known = facts_on(session, ids, on)
    heads = {one.head_office_id: one.head_office for one in rows.values() if one.head_office_id}
    called = names_then(session, heads, on)
    return {
        id_: replace(
            _row_on(row, known[id_]),
            head_office=called.get(row.head_office_id or 0, row.head_office),
        )
        for id_, row in rows.items()
    }


def _row_on(row: EnterpriseRow, facts: FactsOn) -> EnterpriseRow:
    line, reach = facts.service or (row.service_line, row.reach)
    return replace(
        row,
        name=facts.name,
        service_line=line,
        reach=reach,
        status=facts.status or row.status,
        left_on=facts.left_on,
        headcount=facts.headcount,
        building=places_text(facts.premises),
    )


class _Holding(NamedTuple):
    """A certificate with what it is worth on the day in view."""

    status: CertificationStatus | None
    expires_on: dt.date | None
    standing: Standing
    row: AnyRow


def _held(session: Session, ids: Sequence[int], day: dt.date) -> dict[int, list[_Holding]]:
    found: dict[int, list[_Holding]] = defaultdict(list)
    suspended = suspensions_of_holders(session, ids)
    for row in session.execute(_CERTIFICATES, {"ids": list(ids)}):
        standing = standing_of(row, suspended.get(row.id, ()))
        holding = _Holding(status_on(standing, day), row.expires_on, standing, row)
        found[row.enterprise_id].append(holding)
    return found


def _best(holdings: list[_Holding]) -> NamedCertificate | None:
    """Return the certificate to name first (最高资质)."""
    in_force = {one.row.id: one for one in holdings if one.status in IN_FORCE}
    top = highest(
        Held(id_, row.type_code, CertificationFamily(row.family), row.level, standing)
        for id_, (_status, _day, standing, row) in in_force.items()
    )
    return None if top is None else _named(in_force[top.id].row)


def _named(row: AnyRow) -> NamedCertificate:
    return NamedCertificate(
        row.id, row.type_code, row.name_zh, row.name_en, row.level, row.model, row.expires_on
    )


def _row(
    record: AnyRow, contracts: int, holdings: list[_Holding], *, stopped: bool
) -> EnterpriseRow:
    state, expires_on = _certificate_state(holdings)
    return EnterpriseRow(
        id=record.id,
        version=record.version,
        name=record.name,
        code=record.code,
        status=EnterpriseStatus(record.status),
        service_line=ServiceLine(record.service_line) if record.service_line else None,
        reach=Reach(record.market) if record.market else None,
        contracts=contracts,
        certificate=_best(holdings),
        certificates=state,
        expires_on=expires_on,
        entered_on=record.entered_on,
        left_on=record.left_on,
        headcount=record.headcount,
        building=record.building,
        head_office_id=record.head_office_id,
        stopped=stopped,
        head_office=record.head_office or record.head_office_name,
    )


def _certificate_state(holdings: list[_Holding]) -> tuple[CertificateState, dt.date | None]:
    statuses = {one.status for one in holdings}
    if CertificationStatus.EXPIRING in statuses:
        ends = _days(holdings, {CertificationStatus.EXPIRING})
        return CertificateState.EXPIRING, min(ends, default=None)
    if statuses & IN_FORCE:
        return CertificateState.VALID, min(_days(holdings, IN_FORCE), default=None)
    if statuses - {None}:
        return CertificateState.EXPIRED, max(_days(holdings, _ENDED), default=None)
    return CertificateState.NONE, None


_ENDED = frozenset(CertificationStatus) - IN_FORCE


def _days(
    holdings: list[_Holding], wanted: Collection[CertificationStatus | None]
) -> Iterator[dt.date]:
    return (
        one.expires_on for one in holdings if one.status in wanted and one.expires_on is not None
    )
