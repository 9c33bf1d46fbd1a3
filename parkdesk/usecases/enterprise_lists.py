"""Reading the registry of enterprises: the list, its key figures, the rows of an export."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from sqlalchemy import ColumnElement, and_, func, or_, select

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprises import CertificateState, EnterpriseStatus, Reach, SaveEnterprise
from parkdesk.domain.identifiers import bare
from parkdesk.domain.identity import Permission
from parkdesk.domain.masking import mask_account, mask_phone
from parkdesk.domain.paging import Sort, Window
from parkdesk.store.enterprise_as_at import (
    facts_on,
    form_on,
    headcount_at,
    status_at,
)
from parkdesk.store.enterprise_rows import EnterpriseRow, NamedCertificate, form_of, rows_of
from parkdesk.store.enterprise_services import offers_service
from parkdesk.store.enterprise_sets import in_status, known_by, with_certificates
from parkdesk.store.list_ids import IdQuery, ListIds
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.services_as_at import line_at, market_at
from parkdesk.store.stops import is_stopped
from parkdesk.store.tables.enterprise_facts import EnterpriseIdentifierRecord
from parkdesk.store.tables.enterprises import EnterpriseNameRecord, EnterpriseRecord
from parkdesk.store.title_rows import holds_title
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

__all__ = [
    "SORTS",
    "EnterpriseCounts",
    "EnterpriseFilter",
    "EnterpriseRow",
    "NamedCertificate",
    "enterprise_counts",
    "enterprise_place",
    "export_enterprises",
    "list_enterprises",
]

SORTS: SortKeys = {
    "name": EnterpriseRecord.sort_key,
    "code": EnterpriseRecord.code,
    "status": EnterpriseRecord.status,
    "service_line": EnterpriseRecord.service_line,
    "entered_on": EnterpriseRecord.entered_on,
    "headcount": EnterpriseRecord.headcount,
}
"""What the registry can be ordered by."""
_ABROAD = (Reach.OFFSHORE.value, Reach.BOTH.value)
_OFFSHORE = EnterpriseRecord.market.in_(_ABROAD)
_UNRECORDED = EnterpriseRecord.market == ""
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class EnterpriseFilter:
    """Which enterprises to list; what is left out does not narrow."""

    text: str = ""
    """Part of a name, present or former, its pinyin, its initials, or any of its numbers."""
    status: EnterpriseStatus | None = None
    service_line: ServiceLine | None = None
    certificates: CertificateState | None = None
    reach: Reach | None = None
    """Offshore and onshore each hold those that do both."""
    on: dt.date | None = None
    """The day as at which to read; None is today. The order of names has no days."""
    title: str | None = None
    """The code of a kind of title that is held."""
    stopped: bool = False
    """Only those for which something is stopped (暂停办理)."""
    service_code: str | None = None
    """A code of the list of services: what is offered on the day, as the main service or not."""


@dataclass(frozen=True, slots=True)
class EnterpriseCounts:
    """The registry's key figures."""

    resident: int
    offshore: int
    """Of the residents: those whose recorded market is offshore, or both. No contract is asked."""
    unrecorded: int
    """Of the residents: those of whom no market is recorded."""
    all: int


@query(Permission.ENTERPRISE_READ)
def list_enterprises(
    work: Work, criteria: EnterpriseFilter, sort: Sort, offset: int, limit: int
) -> Window[EnterpriseRow]:
    """Return the enterprises in view of the registry, as they stand today or stood on a day."""
    return fetch_window(
        work.session,
        EnterpriseRecord.id,
        _where(criteria, work.today),
        _sorts(criteria.on),
        sort,
        offset,
        limit,
        lambda ids: rows_of(work.session, ids, work.today, criteria.on),
        _among(criteria, work.today),
    )


@query(Permission.ENTERPRISE_READ)
def enterprise_counts(work: Work, on: dt.date | None = None) -> EnterpriseCounts:
    """Return how many enterprises are in the park, and what market is recorded of these.

    As at a past day status and market are that day's.
    """
    if on is not None:
        return _counts_on(work, on)
    resident = EnterpriseRecord.status == EnterpriseStatus.RESIDENT.value
    everything = func.count()
    figures = work.session.execute(
        select(
            everything.filter(resident),
            everything.filter(resident, _OFFSHORE),
            everything.filter(resident, _UNRECORDED),
            everything,
        ).select_from(EnterpriseRecord)
    ).one()
    return EnterpriseCounts(*figures)


def _counts_on(work: Work, on: dt.date) -> EnterpriseCounts:
    """Count by the ids that the list keeps anyhow."""
    ids = ListIds.of(work.session)
    resident = in_status(EnterpriseStatus.RESIDENT, on)
    market = market_at(on)
    asked = (market.in_(_ABROAD), market == "")
    markets = (select(EnterpriseRecord.id).where(one) for one in asked)
    offshore, unrecorded = (len(ids.fitting(resident, one)) for one in markets)
    everything = len(ids.fitting(known_by(on)))
    return EnterpriseCounts(len(ids.fitting(resident)), offshore, unrecorded, everything)


@query(Permission.ENTERPRISE_READ)
def enterprise_place(
    work: Work, criteria: EnterpriseFilter, sort: Sort, enterprise_id: int
) -> int | None:
    """Return the row at which a list shows an enterprise, from 0; None if the filter hides it."""
    record = work.get(EnterpriseRecord, enterprise_id)
    conditions = _conditions(criteria, work.today)
    column = _sorts(criteria.on)[sort.column]
    value = work.session.scalar(select(column).where(EnterpriseRecord.id == record.id))
    shown = select(EnterpriseRecord.id).where(*conditions, EnterpriseRecord.id == enterprise_id)
    if work.session.scalar(shown) is None:
        return None
    if sort.descending:
        before = or_(column > value, and_(column == value, EnterpriseRecord.id > enterprise_id))
    else:
        before = or_(column < value, and_(column == value, EnterpriseRecord.id < enterprise_id))
    count = select(func.count()).select_from(EnterpriseRecord).where(*conditions, before)
    return work.session.scalar(count)


@query(Permission.ENTERPRISE_READ)
def export_enterprises(
    work: Work, criteria: EnterpriseFilter, sort: Sort
) -> tuple[SaveEnterprise, ...]:
    """Return every row of the list, as the columns of the import have them.

    Numbers of persons and accounts are masked already: an export leaves the house.
    """
    column = _sorts(criteria.on)[sort.column]
    order = (
        (column.desc(), EnterpriseRecord.id.desc())
        if sort.descending
        else (column, EnterpriseRecord.id)
    )
    query_ = select(EnterpriseRecord.id).where(*_conditions(criteria, work.today))
    ids = work.session.scalars(query_.order_by(*order)).all()
    found: list[SaveEnterprise] = []
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        records = {
            one.id: one
            for one in work.session.scalars(
                select(EnterpriseRecord).where(EnterpriseRecord.id.in_(chunk))
            )
        }
        forms = {id_: form_of(record) for id_, record in records.items()}
        if criteria.on is not None:
            known = facts_on(work.session, chunk, criteria.on)
            forms = {id_: form_on(form, known[id_]) for id_, form in forms.items()}
        found.extend(_masked(forms[id_]) for id_ in chunk)
        work.session.expunge_all()
        work.progress.step(len(found), len(ids))
    return tuple(found)


def _masked(form: SaveEnterprise) -> SaveEnterprise:
    return replace(
        form,
        contact_phone=mask_phone(form.contact_phone) if form.contact_phone else None,
        bank_account=mask_account(form.bank_account) if form.bank_account else None,
    )


def _sorts(on: dt.date | None) -> SortKeys:
    """Return what the list can be ordered by on a day; a past one is worked out row by row."""
    if on is None:
        return SORTS
    # Worked-out columns order as columns do; only the list's own type asks for the latter.
    past = {
        "status": status_at(on),
        "headcount": headcount_at(on),
        "service_line": line_at(on),
    }
    return cast("SortKeys", {**SORTS, **past})


def _conditions(criteria: EnterpriseFilter, today: dt.date) -> list[ColumnElement[bool]]:
    """Return everything a filter asks, as conditions on an enterprise."""
    among = (EnterpriseRecord.id.in_(one) for one in _among(criteria, today))
    return [*_where(criteria, today), *among]


def _among(criteria: EnterpriseFilter, today: dt.date) -> list[IdQuery]:
    """Return what a filter asks of other tables: the enterprises that may be in the list."""
    found: list[IdQuery] = []
    if criteria.on is not None:
        found.append(known_by(criteria.on))
        if criteria.status is not None:
            found.append(in_status(criteria.status, criteria.on))
    if criteria.certificates is not None:
        found.append(with_certificates(criteria.certificates, criteria.on or today))
    return found


def _where(criteria: EnterpriseFilter, today: dt.date) -> list[ColumnElement[bool]]:
    """Return what a filter asks of the enterprise itself, and what few enterprises answer to."""
    found: list[ColumnElement[bool]] = []
    if criteria.text.strip():
        found.append(_contains(criteria.text))
    if criteria.status is not None and criteria.on is None:
        found.append(EnterpriseRecord.status == criteria.status.value)
    on = criteria.on
    if criteria.service_line is not None:
        line = EnterpriseRecord.service_line if on is None else line_at(on)
        found.append(line == criteria.service_line.value)
    if criteria.reach is not None:
        wanted = {criteria.reach.value, Reach.BOTH.value}
        market = EnterpriseRecord.market if on is None else market_at(on)
        found.append(market.in_(sorted(wanted)))
    return [*found, *_also(criteria, criteria.on or today)]


def _also(criteria: EnterpriseFilter, day: dt.date) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions on what stands beside the record: titles, stops, services."""
    if criteria.title is not None:
        yield holds_title(criteria.title, day)
    if criteria.stopped:
        yield is_stopped(day)
    if criteria.service_code is not None:
        yield offers_service(criteria.service_code, day)


def _contains(text: str) -> ColumnElement[bool]:
    words = unicodedata.normalize("NFKC", text).strip()
    names = EnterpriseNameRecord
    former = select(names.enterprise_id).where(names.name.contains(words, autoescape=True))
    if not words.isascii():
        return or_(
            EnterpriseRecord.name.contains(words, autoescape=True), EnterpriseRecord.id.in_(former)
        )
    letters = "".join(words.casefold().split())
    number = bare(words)
    other = select(EnterpriseIdentifierRecord.enterprise_id).where(
        EnterpriseIdentifierRecord.code.contains(number, autoescape=True)
    )
    return or_(
        EnterpriseRecord.initials.contains(letters, autoescape=True),
        EnterpriseRecord.pinyin.contains(letters, autoescape=True),
        EnterpriseRecord.code.contains(number, autoescape=True),
        EnterpriseRecord.org_code.contains(number, autoescape=True),
        EnterpriseRecord.registration_no.contains(number, autoescape=True),
        EnterpriseRecord.id.in_(other),
        EnterpriseRecord.id.in_(former),
    )
