"""Bars of certificates for the timeline; what is due on each day of a year, findings too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from sqlalchemy import ColumnElement, Date, func, literal, select

from parkdesk.domain.calendar import add_years
from parkdesk.domain.certifications import (
    NEVER,
    CertificationType,
    Surveillance,
    status_on,
    surveillance_due,
)
from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.domain.enterprises import LEFT
from parkdesk.domain.errors import Refused
from parkdesk.domain.findings import FindingFact
from parkdesk.domain.gantt import Bar, BarRow, Check, TimelineSheet
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.reminders import KEPT_DAYS, ReminderKind
from parkdesk.domain.year_calendar import YearCounts, YearSheet
from parkdesk.domain.year_calendar import year_counts as counted
from parkdesk.store.certification_as_at import next_audits_on
from parkdesk.store.enterprise_as_at import names_then, status_at
from parkdesk.store.finding_dues import findings_by_day, findings_of_day, waiting_findings
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.reminder_rows import enterprise_matches
from parkdesk.store.standing import standings
from parkdesk.store.tables.certifications import CertificationRecord, CertificationTypeRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.identity import ParkRecord
from parkdesk.store.work import Work
from parkdesk.usecases.certification_rules import certification_rules
from parkdesk.usecases.core import query

SORTS: SortKeys = {
    "enterprise": CertificationRecord.enterprise_sort_key,
    "expires_on": CertificationRecord.expires_key,
}
"""What the timeline can be ordered by."""
MOST_PRINTED = 2_000
"""Bars on paper: some sixty sheets; more nobody reads."""
_never = literal(NEVER, Date())
_LONGEST_YEARS = 10
"""Certificates issued longer ago have no yearly check left."""


@dataclass(frozen=True, slots=True)
class BarFilter:
    """Which certificates to draw; what is left out does not narrow."""

    text: str = ""
    """Part of the enterprise's name, its pinyin initials or code."""
    type_code: str = ""
    enterprise_id: int | None = None
    current: bool = False
    """Only those that nobody renewed or withdrew, not over for a year, of enterprises here."""
    on: dt.date | None = None
    """The day as at which to read; None is today. What was issued later is left out, and what
    became of a certificate later is not told."""


@dataclass(frozen=True, slots=True)
class DueOn:
    """Something that is due on a day; `id` is the certificate's, or the finding's.

    What a finding has no place for is empty.
    """

    id: int
    kind: ReminderKind
    due_on: dt.date
    enterprise_id: int
    enterprise: str
    type_code: str = ""
    type_zh: str = ""
    type_en: str = ""
    level: int | None = None
    model: str = ""
    number: str = ""
    rule: RuleCode | None = None
    """Of a finding: the rule that it rests on, and what its sentence names."""
    facts: Mapping[str, FindingFact] = field(default_factory=dict)


@query(Permission.CERTIFICATION_READ)
def list_bars(
    work: Work, criteria: BarFilter, sort: Sort, offset: int, limit: int
) -> Window[BarRow]:
    """Return the certificates of the timeline, those of one enterprise side by side."""
    kinds = {kind.code: kind for kind in certification_rules(work).types}
    return fetch_window(
        work.session,
        CertificationRecord.id,
        _where(criteria, work.today),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work, ids, kinds, criteria.on),
    )


@query(Permission.CERTIFICATION_READ)
def bars_to_print(work: Work, criteria: BarFilter, sort: Sort) -> TimelineSheet:
    """Return every certificate of the timeline with its park; refused where nobody reads so many.

    Raises `too-many-to-print`.
    """
    window = list_bars(work, criteria, sort, 0, MOST_PRINTED)
    if window.total > MOST_PRINTED:
        raise Refused("too-many-to-print", count=window.total, most=MOST_PRINTED)
    return TimelineSheet(*_park_names(work), work.now, window.rows, criteria.on)


@query(Permission.CERTIFICATION_READ)
def year_to_print(work: Work, year: int, criteria: BarFilter) -> YearSheet:
    """Return a year with its park."""
    counts = year_counts(work, year, criteria)
    return YearSheet(*_park_names(work), work.now, counts, criteria.on)


def _park_names(work: Work) -> tuple[str, str]:
    """Return the park's Chinese and English name."""
    park = work.get(ParkRecord, 1)
    return park.name, park.name_en


@query(Permission.CERTIFICATION_READ)
def year_counts(work: Work, year: int, criteria: BarFilter) -> YearCounts:
    """Return what is due on each day of a year: last days, yearly checks not done, findings.

    As at a past day findings are left out: when they were to be answered then is not kept.
    """
    days = _year(year)
    due = chain(_tally(work, days, criteria), _findings_by_day(work, days, criteria))
    return counted(year, due)


@query(Permission.CERTIFICATION_READ)
def due_on_day(work: Work, day: dt.date, criteria: BarFilter) -> tuple[DueOn, ...]:
    """Return what is due on a day, by enterprise; findings follow the certificates."""
    table, kind = CertificationRecord, CertificationTypeRecord
    found = set(_named(work, day, criteria))
    rows = work.session.execute(
        select(table, EnterpriseRecord.name, kind.name_zh, kind.name_en)
        .join(EnterpriseRecord, EnterpriseRecord.id == table.enterprise_id)
        .join(kind, kind.code == table.type_code)
        .where(table.id.in_({id_ for _what, id_ in found}))
        .order_by(table.enterprise_sort_key, table.id)
    ).all()
    present = {record.enterprise_id: name for record, name, _zh, _en in rows}
    names = names_then(work.session, present, criteria.on)
    certificates = tuple(
        DueOn(
            record.id,
            what,
            day,
            record.enterprise_id,
            names[record.enterprise_id],
            record.type_code,
            zh,
            en,
            record.level,
            record.model,
            record.number,
        )
        for record, _name, zh, en in rows
        for what in ReminderKind
        if (what, record.id) in found
    )
    return certificates + tuple(_findings_on(work, day, criteria))


def _findings_by_day(
    work: Work, days: tuple[dt.date, dt.date], criteria: BarFilter
) -> Iterator[tuple[ReminderKind, dt.date, int]]:
    where = _of_findings(work, days, criteria)
    if where is not None:
        for due, count in findings_by_day(work.session, where).items():
            yield ReminderKind.FINDING, due, count


def _findings_on(work: Work, day: dt.date, criteria: BarFilter) -> Iterator[DueOn]:
    where = _of_findings(work, (day, day), criteria)
    if where is None:
        return
    for id_, enterprise_id, name, rule, facts in findings_of_day(work.session, where):
        yield DueOn(id_, ReminderKind.FINDING, day, enterprise_id, name, rule=rule, facts=facts)


def _of_findings(
    work: Work, days: tuple[dt.date, dt.date], criteria: BarFilter
) -> list[ColumnElement[bool]] | None:
    """Return which findings are meant; None: none, for who may not read them among others."""
    narrowed = bool(criteria.type_code) or criteria.on is not None
    if narrowed or not work.actor.may(Permission.COMPLIANCE_READ):
        return None
    return waiting_findings(work.today, *days, criteria.text, criteria.enterprise_id)


def _year(year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _tally(
    work: Work, days: tuple[dt.date, dt.date], criteria: BarFilter
) -> Iterator[tuple[ReminderKind, dt.date, int]]:
    """Yield what is due between two days, and how many of it."""
    table, (first, last) = CertificationRecord, days
    where = _where(criteria, work.today)
    ending = work.session.execute(
        select(table.expires_key, func.count())
        .where(table.expires_key.between(first, last), *where)
        .group_by(table.expires_key)
    )
    for due, count in ending:
        yield ReminderKind.EXPIRY, due, count
    if criteria.on is not None:
        for due, _id in _audits_on(work, (first, last), where, criteria.on):
            yield ReminderKind.SURVEILLANCE, due, 1
        return
    kinds = _checked_kinds(work)
    # Grouped by the days that the checks follow from: thousands, where certificates are many more.
    grouped = (table.type_code, table.issued_on, table.expires_on, table.surveillance_key)
    checked = work.session.execute(
        select(*grouped, func.count())
        .where(
            table.type_code.in_(kinds),
            table.issued_on.between(_years_before(first), last),
            table.expires_key >= first,
            table.surveillance_key < NEVER,
            *where,
        )
        .group_by(*grouped)
    )
    for code, issued, expires, following, count in checked:
        for due in surveillance_due(kinds[code], issued, expires):
            if first <= due <= last and due >= following:
                yield ReminderKind.SURVEILLANCE, due, count


def _audits_on(
    work: Work,
    days: tuple[dt.date, dt.date],
    where: Sequence[ColumnElement[bool]],
    on: dt.date,
) -> Iterator[tuple[dt.date, int]]:
    """Yield the yearly checks between two days that were still to come as at `on`, with their ids.

    They are worked out for each certificate: what was answered by a past day no column keeps.
    """
    table, kinds, (first, last) = CertificationRecord, _checked_kinds(work), days
    rows = work.session.execute(
        select(
            table.id, table.type_code, table.issued_on, table.expires_on, table.last_surveillance_on
        ).where(
            table.type_code.in_(kinds),
            table.issued_on.between(_years_before(first), last),
            table.expires_key >= first,
            *where,
        )
    ).all()
    following = next_audits_on(work.session, rows, kinds, on)
    for row in rows:
        for due in surveillance_due(kinds[row.type_code], row.issued_on, row.expires_on):
            if first <= due <= last and due >= following[row.id]:
                yield due, row.id


def _named(work: Work, day: dt.date, criteria: BarFilter) -> Iterator[tuple[ReminderKind, int]]:
    """Yield what is due on a day with the id of its certificate."""
    table, where = CertificationRecord, _where(criteria, work.today)
    for id_ in work.session.scalars(select(table.id).where(table.expires_key == day, *where)):
        yield ReminderKind.EXPIRY, id_
    if criteria.on is not None:
        for _due, id_ in _audits_on(work, (day, day), where, criteria.on):
            yield ReminderKind.SURVEILLANCE, id_
        return
    kinds = _checked_kinds(work)
    checked = work.session.execute(
        select(table.id, table.type_code, table.issued_on, table.expires_on).where(
            table.type_code.in_(kinds),
            table.issued_on.in_(_issued_for(day)),
            table.surveillance_key <= day,
            *where,
        )
    )
    for id_, code, issued, expires in checked:
        if day in surveillance_due(kinds[code], issued, expires):
            yield ReminderKind.SURVEILLANCE, id_


def _checked_kinds(work: Work) -> dict[str, CertificationType]:
    return {
        kind.code: kind
        for kind in certification_rules(work).types
        if kind.surveillance is not Surveillance.NONE
    }


def _issued_for(day: dt.date) -> set[dt.date]:
    """Return the days of issue whose yearly checks may be due on a day, 29 February among them."""
    years = range(1, _LONGEST_YEARS + 1)
    days = {add_years(day, -years_ago) for years_ago in years}
    return days | {one + dt.timedelta(days=1) for one in days}


def _years_before(day: dt.date) -> dt.date:
    return day.replace(year=day.year - _LONGEST_YEARS, day=1)


def _where(criteria: BarFilter, today: dt.date) -> list[ColumnElement[bool]]:
    table, day = CertificationRecord, criteria.on or today
    where: list[ColumnElement[bool]] = []
    if criteria.on is not None:
        where.append(table.issued_on <= day)
    if criteria.text.strip():
        where.append(enterprise_matches(criteria.text.strip()))
    if criteria.type_code:
        where.append(table.type_code == criteria.type_code)
    if criteria.enterprise_id is not None:
        where.append(table.enterprise_id == criteria.enterprise_id)
    if criteria.current:
        status = EnterpriseRecord.status if criteria.on is None else status_at(day)
        gone = select(EnterpriseRecord.id).where(status.in_([one.value for one in LEFT]))
        where += [
            table.expires_key >= day - dt.timedelta(days=KEPT_DAYS),
            func.coalesce(table.withdrawn_on, _never) > day,
            func.coalesce(table.superseded_on, _never) > day,
            table.enterprise_id.not_in(gone),
        ]
    return where


def _rows(
    work: Work, ids: Sequence[int], kinds: dict[str, CertificationType], on: dt.date | None
) -> dict[int, BarRow]:
    table, day = CertificationRecord, on or work.today
    found = work.session.execute(
        select(table, EnterpriseRecord.name)
        .join(EnterpriseRecord, EnterpriseRecord.id == table.enterprise_id)
        .where(table.id.in_(ids))
    ).all()
    records = [record for record, _name in found]
    standing = standings(work.session, records)
    names = names_then(work.session, {one.enterprise_id: name for one, name in found}, on)
    following = {one.id: one.surveillance_key for one in records}
    if on is not None:
        following = next_audits_on(work.session, records, kinds, on)
    return {
        record.id: BarRow(
            record.id,
            record.enterprise_id,
            names[record.enterprise_id],
            record.type_code,
            kinds[record.type_code].name_zh,
            kinds[record.type_code].name_en,
            record.level,
            record.model,
            record.number,
            Bar(
                record.issued_on,
                record.expires_on,
                None if record.remind_key == NEVER else record.remind_key,
                status_on(standing[record.id], day),
                _checks(record, kinds[record.type_code], following[record.id]),
            ),
        )
        for record in records
    }


def _checks(
    record: CertificationRecord, kind: CertificationType, following: dt.date
) -> tuple[Check, ...]:
    days = surveillance_due(kind, record.issued_on, record.expires_on)
    return tuple(Check(due, done=due < following) for due in days)
