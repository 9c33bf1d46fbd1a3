"""技术先进型服务企业: the thresholds of each document against one enterprise and year.

Worked out whenever it is asked, from the income of the year, the return of its last quarter and
the certificates in force at its end. Nothing of it is stored.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.atse import (
    Area,
    AtseCheck,
    AtseRule,
    EnterpriseClass,
    Limit,
    SaveIncome,
    YearFigures,
    check_income,
    check_year,
)
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import InvalidInput, StaleRecord
from parkdesk.domain.identity import Permission
from parkdesk.domain.programmes import Mark
from parkdesk.domain.statistics import ReturnState
from parkdesk.store.standing import in_force
from parkdesk.store.tables.atse import AtseRuleRecord, EnterpriseIncomeRecord
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class IncomeRow:
    """An enterprise's income of a year, as it was entered."""

    id: int
    version: int
    form: SaveIncome


@dataclass(frozen=True, slots=True)
class AtseYear:
    """One year of one enterprise: its figures, and what each document makes of them."""

    figures: YearFigures
    income: IncomeRow | None
    checks: tuple[AtseCheck, ...]


@query(Permission.ENTERPRISE_READ)
def atse_check(work: Work, enterprise_id: int, year: int) -> AtseYear:
    """Hold the figures of a year against every document whose thresholds hold in it.

    The people are those of the return of the year's last quarter; in the running year, of the
    newest return that was handed in. Which of several documents applies a person decides.
    """
    work.get(EnterpriseRecord, enterprise_id)
    income = work.session.scalar(
        select(EnterpriseIncomeRecord).where(
            EnterpriseIncomeRecord.enterprise_id == enterprise_id,
            EnterpriseIncomeRecord.year == year,
        )
    )
    staff = _staff(work, enterprise_id, year)
    figures = YearFigures(
        year,
        income.total_cents if income else None,
        income.ats_cents if income else None,
        income.service_trade_cents if income else None,
        income.offshore_cents if income else None,
        staff.headcount if staff else None,
        staff.graduates if staff else None,
        Quarter.parse(staff.quarter) if staff else None,
        _certificates(work, enterprise_id, year),
    )
    return AtseYear(figures, _income_row(income), check_year(_rules(work), figures))


@command(Permission.ENTERPRISE_EDIT)
def save_income(work: Work, enterprise_id: int, version: int | None, form: SaveIncome) -> None:
    """Save a year's income; `version` is that of the figures edited, None where there were none."""
    work.get(EnterpriseRecord, enterprise_id)
    problems = check_income(form, work.today)
    record = work.session.scalar(
        select(EnterpriseIncomeRecord).where(
            EnterpriseIncomeRecord.enterprise_id == enterprise_id,
            EnterpriseIncomeRecord.year == form.year,
        )
    )
    if record is not None and version is None:
        problems.setdefault("year", "income-there-already")
    if problems or form.year is None:
        raise InvalidInput(problems)
    values: dict[str, object] = {
        "total_cents": form.total_cents,
        "ats_cents": form.ats_cents,
        "service_trade_cents": form.service_trade_cents,
        "offshore_cents": form.offshore_cents,
        "paper": form.paper.strip(),
        "note": form.note.strip(),
    }
    if record is None and version is not None:
        raise StaleRecord  # deleted meanwhile
    if record is None:
        work.add(EnterpriseIncomeRecord(enterprise_id=enterprise_id, year=form.year, **values))
        return
    record = work.get(EnterpriseIncomeRecord, record.id, version=version)
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)


@command(Permission.ENTERPRISE_EDIT)
def delete_income(work: Work, income_id: int, version: int) -> None:
    """Delete a year's income that was entered by mistake; the trail keeps it."""
    work.session.delete(work.get(EnterpriseIncomeRecord, income_id, version=version))


def _staff(work: Work, enterprise_id: int, year: int) -> QuarterReturnRecord | None:
    """Return the return that counts the people of a year, None where it was not handed in."""
    last = Quarter(year, 4)
    first = Quarter(year, 1) if work.today <= last.last else last
    return work.session.scalar(
        select(QuarterReturnRecord)
        .where(
            QuarterReturnRecord.enterprise_id == enterprise_id,
            QuarterReturnRecord.state == ReturnState.SUBMITTED.value,
            QuarterReturnRecord.quarter.between(str(first), str(last)),
        )
        .order_by(QuarterReturnRecord.quarter.desc())
        .limit(1)
    )


def _certificates(work: Work, enterprise_id: int, year: int) -> tuple[str, ...]:
    """Return the certificates in force on the year's last day, or today where it is to come."""
    day = min(dt.date(year, 12, 31), work.today)
    records = work.session.scalars(
        select(CertificationRecord)
        .where(CertificationRecord.enterprise_id == enterprise_id, in_force(day))
        .order_by(CertificationRecord.type_code, CertificationRecord.id)
    )
    return tuple(f"{one.type_code} L{one.level}" if one.level else one.type_code for one in records)


def _rules(work: Work) -> tuple[AtseRule, ...]:
    records = work.session.scalars(
        select(AtseRuleRecord).order_by(AtseRuleRecord.valid_from, AtseRuleRecord.id)
    )
    return tuple(_rule(one) for one in records)


def _rule(record: AtseRuleRecord) -> AtseRule:
    return AtseRule(
        record.code,
        record.document_number,
        record.valid_from,
        record.valid_to,
        Mark(record.period_certainty),
        EnterpriseClass(record.enterprise_class),
        Area(record.area),
        Limit(record.income_percent, Mark(record.income_certainty)),
        Limit(record.offshore_percent, Mark(record.offshore_certainty)),
        Limit(record.graduates_percent, Mark(record.graduates_certainty)),
        record.needs_certificate,
        Mark(record.certificate_certainty),
        record.source,
    )


def _income_row(record: EnterpriseIncomeRecord | None) -> IncomeRow | None:
    if record is None:
        return None
    form = SaveIncome(
        record.year,
        record.total_cents,
        record.ats_cents,
        record.service_trade_cents,
        record.offshore_cents,
        record.paper,
        record.note,
    )
    return IncomeRow(record.id, record.version, form)
