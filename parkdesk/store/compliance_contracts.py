"""Contracts of enterprises as the rules of compliance look at them: counted in the database."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, case, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.compliance_facts import Executed, OfContract, OfContracts, ParkFacts
from parkdesk.domain.compliance_rules import ParameterName, RuleBook, RuleCode
from parkdesk.domain.contracts import COUNTED, Market, ReportState
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord

_COUNTED = sorted(COUNTED)
_DAY = dt.timedelta(days=1)
_Rows: TypeAlias = Mapping[int, OfContracts]
_Found: TypeAlias = Select[int, int, str, dt.date, int]
"""Enterprise, contract, its number, the oldest day, and how many."""


def receipts_missing(
    session: Session, ids: Sequence[int], park: ParkFacts, book: RuleBook
) -> _Rows:
    """Return the contracts with offshore executions that no bank receipt proves after the grace."""
    record, execution = ContractRecord, ContractExecutionRecord
    first = park.day - _grace(book, RuleCode.RECEIPT_MISSING, park.day)
    where = (*_of(ids), execution.receipt_no == "", record.market == Market.OFFSHORE)
    due = _executions().where(*where, execution.executed_on < first)
    coming = (
        select(record.enterprise_id, func.min(execution.executed_on))
        .join(execution, execution.contract_id == record.id)
        .where(*where, execution.executed_on >= first)
        .group_by(record.enterprise_id)
    )
    return _told(session, due, coming, park.day - first)


def unreported(session: Session, ids: Sequence[int], park: ParkFacts, book: RuleBook) -> _Rows:
    """Return the contracts that were not reported after the time of grace."""
    record = ContractRecord
    first = park.day - _grace(book, RuleCode.CONTRACT_UNREPORTED, park.day)
    where = (*_of(ids), record.report_state == ReportState.UNREPORTED)
    due = _contracts(record.signed_on).where(*where, record.signed_on < first)
    coming = (
        select(record.enterprise_id, func.min(record.signed_on))
        .where(*where, record.signed_on >= first)
        .group_by(record.enterprise_id)
    )
    return _told(session, due, coming, park.day - first)


def differing(session: Session, ids: Sequence[int]) -> _Rows:
    """Return the contracts that changed since they were reported, by the day of that report."""
    record = ContractRecord
    where = (record.report_state == ReportState.DIFFERS, record.reported_on.is_not(None))
    return _told(session, _contracts(record.reported_on).where(*_of(ids), *where))


def executed_above(session: Session, ids: Sequence[int]) -> _Rows:
    """Return the contracts of which more was executed than agreed, by the day of signing."""
    record, execution = ContractRecord, ContractExecutionRecord
    agreed = func.coalesce(record.changed_amount_minor, record.amount_minor)
    above = (
        select(record.id)
        .join(execution, execution.contract_id == record.id)
        .where(*_of(ids))
        .group_by(record.id, record.changed_amount_minor, record.amount_minor)
        .having(func.sum(execution.amount_minor) > agreed)
    )
    return _told(session, _contracts(record.signed_on).where(record.id.in_(above)))


def closing(session: Session, ids: Sequence[int], park: ParkFacts) -> _Rows:
    """Return the contracts not reported with executions that the state system soon refuses."""
    if park.window is None:
        return {}
    days = park.window.next_loss(park.day).days
    where = (
        ContractRecord.report_state != ReportState.REPORTED,
        ContractExecutionRecord.executed_on.between(days.first, days.last),
    )
    return _told(session, _executions().where(*_of(ids), *where))


def executed_in(
    session: Session, ids: Sequence[int], periods: Iterable[DateRange]
) -> dict[int, dict[DateRange, Executed]]:
    """Return what each enterprise executed in periods, in US cents."""
    record, execution = ContractRecord, ContractExecutionRecord
    offshore = case((record.market == Market.OFFSHORE, execution.amount_usd_cents), else_=0)
    sums: dict[int, dict[DateRange, Executed]] = defaultdict(dict)
    for days in periods:
        for id_, whole, part in session.execute(
            select(record.enterprise_id, func.sum(execution.amount_usd_cents), func.sum(offshore))
            .join(execution, execution.contract_id == record.id)
            .where(*_of(ids), execution.counted_on.between(days.first, days.last))
            .group_by(record.enterprise_id)
        ):
            sums[id_][days] = Executed(int(whole), int(part))
    return sums


def _of(ids: Sequence[int]) -> tuple[ColumnElement[bool], ...]:
    return ContractRecord.enterprise_id.in_(ids), ContractRecord.state.in_(_COUNTED)


def _grace(book: RuleBook, rule: RuleCode, day: dt.date) -> dt.timedelta:
    return dt.timedelta(days=book.figure(rule, ParameterName.GRACE_DAYS, day))


def _contracts(day: InstrumentedAttribute[Any]) -> _Found:
    record = ContractRecord
    return select(record.enterprise_id, record.id, record.number, day, literal(1)).order_by(
        record.id
    )


def _executions() -> _Found:
    """Return the query of contracts by their executions: how many, and the oldest."""
    record, execution = ContractRecord, ContractExecutionRecord
    return (
        select(
            record.enterprise_id,
            record.id,
            record.number,
            func.min(execution.executed_on),
            func.count(),
        )
        .join(execution, execution.contract_id == record.id)
        .group_by(record.enterprise_id, record.id, record.number)
        .order_by(record.id)
    )


def _told(
    session: Session,
    due: _Found,
    coming: Select[int, dt.date] | None = None,
    grace: dt.timedelta = _DAY,
) -> _Rows:
    """Return the contracts that are due by enterprise, and the day of the next that is not."""
    rows: defaultdict[int, list[OfContract]] = defaultdict(list)
    for owner, id_, number, oldest, count in session.execute(due):
        rows[owner].append(OfContract(id_, number, oldest, count))
    following = {} if coming is None else dict(session.execute(coming).all())
    return {
        owner: OfContracts(
            tuple(rows.get(owner, ())),
            following[owner] + grace + _DAY if owner in following else None,
        )
        for owner in rows.keys() | following.keys()
    }
