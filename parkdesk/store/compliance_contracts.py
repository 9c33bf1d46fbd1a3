"""Contracts of enterprises as the rules of compliance look at them: counted in the database."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.compliance_facts import Executed, Gathered, ParkFacts
from parkdesk.domain.compliance_rules import ParameterName, RuleBook, RuleCode
from parkdesk.domain.contracts import COUNTED, Market, ReportState
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord

_COUNTED = sorted(COUNTED)
_DAY = dt.timedelta(days=1)
_Rows: TypeAlias = Mapping[int, Gathered]
_Counted: TypeAlias = Select[int, int, dt.date | None, int | None, dt.date | None]


def receipts_missing(
    session: Session, ids: Sequence[int], park: ParkFacts, book: RuleBook
) -> _Rows:
    """Return the offshore executions that no bank receipt proves after the time of grace."""
    execution = ContractExecutionRecord
    where = (execution.receipt_no == "", ContractRecord.market == Market.OFFSHORE)
    grace = _grace(book, RuleCode.RECEIPT_MISSING, park.day)
    rows = _due(ids, execution.executed_on, park.day, grace).where(*where)
    joined = rows.join(execution, execution.contract_id == ContractRecord.id)
    return _gathered(session, joined, grace)


def unreported(session: Session, ids: Sequence[int], park: ParkFacts, book: RuleBook) -> _Rows:
    """Return the contracts that were not reported after the time of grace."""
    grace = _grace(book, RuleCode.CONTRACT_UNREPORTED, park.day)
    where = ContractRecord.report_state == ReportState.UNREPORTED
    rows = _due(ids, ContractRecord.signed_on, park.day, grace).where(where)
    return _gathered(session, rows, grace)


def differing(session: Session, ids: Sequence[int]) -> _Rows:
    """Return the contracts that changed since they were reported, by the day of that report."""
    record = ContractRecord
    found = session.execute(
        select(
            record.enterprise_id, func.count(), func.min(record.reported_on), func.min(record.id)
        )
        .where(*_of(ids), record.report_state == ReportState.DIFFERS)
        .group_by(record.enterprise_id)
    )
    return {
        id_: Gathered(count, oldest, contract)
        for id_, count, oldest, contract in found
        if oldest is not None
    }


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
    found = session.execute(
        select(record.enterprise_id, func.count(), func.min(record.signed_on), func.min(record.id))
        .where(record.id.in_(above))
        .group_by(record.enterprise_id)
    )
    return {id_: Gathered(count, first, one) for id_, count, first, one in found}


def closing(session: Session, ids: Sequence[int], park: ParkFacts) -> _Rows:
    """Return the executions that the state system soon takes no more, in contracts not reported."""
    if park.window is None:
        return {}
    record, execution = ContractRecord, ContractExecutionRecord
    days = park.window.next_loss(park.day).days
    found = session.execute(
        select(
            record.enterprise_id,
            func.count(),
            func.min(execution.executed_on),
            func.min(record.id),
        )
        .join(execution, execution.contract_id == record.id)
        .where(
            *_of(ids),
            record.report_state != ReportState.REPORTED,
            execution.executed_on.between(days.first, days.last),
        )
        .group_by(record.enterprise_id)
    )
    return {id_: Gathered(count, first, one) for id_, count, first, one in found}


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


def _due(
    ids: Sequence[int], column: InstrumentedAttribute[dt.date], day: dt.date, grace: dt.timedelta
) -> _Counted:
    """Return the query of what is due, counted, and of the day of the next that is not."""
    record, is_due = ContractRecord, column < day - grace
    return (
        select(
            record.enterprise_id,
            func.sum(case((is_due, 1), else_=0)),
            func.min(case((is_due, column))),
            func.min(case((is_due, record.id))),
            func.min(case((~is_due, column))),
        )
        .where(*_of(ids))
        .group_by(record.enterprise_id)
    )


def _gathered(
    session: Session,
    rows: _Counted,
    grace: dt.timedelta,
) -> _Rows:
    return {
        id_: Gathered(
            int(count), oldest, contract or 0, None if coming is None else coming + grace + _DAY
        )
        for id_, count, oldest, contract, coming in session.execute(rows)
    }
