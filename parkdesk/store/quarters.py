"""The sums of a quarter, in a handful of set-based statements that run alike on both backends."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, case, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from parkdesk.domain.calendar import DateRange, Quarter
from parkdesk.domain.contracts import COUNTED, Market, ServiceLine
from parkdesk.domain.enterprises import EnterpriseStatus
from parkdesk.domain.errors import NotFound
from parkdesk.domain.periods import Period, PeriodKind
from parkdesk.domain.programmes import Mark
from parkdesk.domain.statistics import (
    PEOPLE,
    Amount,
    DueRule,
    FillState,
    InBoth,
    ReturnState,
    Totals,
)
from parkdesk.store.conversion import NOT_CONVERTED
from parkdesk.store.executed import executed_by, waiting_by
from parkdesk.store.park_sums import period_sums
from parkdesk.store.period_returns import ReturnTable, table_of
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord, ReportingDayRecord

_COUNTED = sorted(COUNTED)
_BY_ENTERPRISE = (ContractRecord.enterprise_id, ContractRecord.market, ContractRecord.service_line)


def country_amounts(
    session: Session, quarter: Quarter, on: dt.date | None = None
) -> dict[str, tuple[Amount, ...]]:
    """Return a quarter's amounts by market and service line, for each country of a client.

    As at a day: up to that day.
    """
    grouped: dict[str, list[Amount]] = defaultdict(list)
    found = period_sums(session, DateRange(*_days(quarter, on)))
    for one in sorted(found, key=lambda one: (one.country, one.market, one.line)):
        grouped[one.country].append(
            Amount(one.market, one.line, one.contracts, one.signed, one.executed, one.waiting)
        )
    return {country: tuple(amounts) for country, amounts in grouped.items()}


def people_of(
    session: Session,
    quarter: Period,
    enterprise_ids: Sequence[int] | None = None,
    on: dt.date | None = None,
) -> Totals:
    """Return the people of a period's submitted returns; of these enterprises, or of all.

    As at a day: of those handed in by then.
    """
    record = table_of(quarter)
    sums = [func.coalesce(func.sum(getattr(record, name)), 0) for name in PEOPLE]
    where: list[ColumnElement[bool]] = _submitted(record, quarter, on)
    if enterprise_ids is not None:
        where.append(record.enterprise_id.in_(enterprise_ids))
    counted = session.execute(select(func.count(), *sums).where(*where)).one()
    return Totals(
        returns=counted[0],
        **{name: int(value) for name, value in zip(PEOPLE, counted[1:], strict=True)},
    )


def people_in_both(
    session: Session, quarter: Period, base: Period, on: dt.date | None = None
) -> InBoth:
    """Return the people of the enterprises that handed in both periods."""
    now, then = aliased(table_of(quarter)), aliased(table_of(base))
    sums = [
        func.coalesce(func.sum(getattr(record, name)), 0)
        for record in (now, then)
        for name in PEOPLE
    ]
    found = session.execute(
        select(func.count(), *sums)
        .select_from(now)
        .join(then, then.enterprise_id == now.enterprise_id)
        .where(*_submitted(now, quarter, on), *_submitted(then, base, on))
    ).one()
    half = len(PEOPLE)
    both, values = int(found[0]), [int(value) for value in found[1:]]
    record = table_of(base)
    filed = session.scalar(select(func.count()).where(*_submitted(record, base, on)))
    return InBoth(
        Totals(returns=both, **dict(zip(PEOPLE, values[:half], strict=True))),
        Totals(returns=both, **dict(zip(PEOPLE, values[half:], strict=True))),
        filed or 0,
    )


def totals_of(amounts: Iterable[Amount], people: Totals | None = None) -> Totals:
    """Return the sums of amounts and people."""
    sums: dict[str, int] = defaultdict(int)
    for one in amounts:
        sums["contracts"] += one.contracts
        sums["signed_usd_cents"] += one.signed_usd_cents
        sums["executed_usd_cents"] += one.executed_usd_cents
        sums[f"{one.line.value.lower()}_usd_cents"] += one.executed_usd_cents
        sums["unconverted"] += one.unconverted
        if one.market is Market.OFFSHORE:
            sums["signed_offshore_usd_cents"] += one.signed_usd_cents
            sums["executed_offshore_usd_cents"] += one.executed_usd_cents
    found = Totals(**sums)
    return found if people is None else found + people


def expected_in(quarter: Period, on: dt.date | None = None) -> ColumnElement[bool]:
    """Return the SQL of "owes a return": in the park on the period's last day.

    As at a day: so far as was known by then; of a quarter that had not begun nobody owes one.
    """
    left = EnterpriseRecord.left_on
    stays = or_(left.is_(None), left >= quarter.last)
    if on is not None:
        if on < quarter.first:
            return false()
        stays = or_(stays, left > on)
    return (
        (EnterpriseRecord.entered_on <= quarter.last)
        & (EnterpriseRecord.status != EnterpriseStatus.APPLIED)
        & stays
    )


def concerned_in(quarter: Quarter, on: dt.date | None = None) -> ColumnElement[bool]:
    """Return the SQL of "has something in the quarter": a return owed or there, or an amount."""
    if on is not None and on < quarter.first:
        return false()
    first, last = _days(quarter, on)
    returned = select(QuarterReturnRecord.enterprise_id).where(
        QuarterReturnRecord.quarter == str(quarter),
        *([_received(QuarterReturnRecord, on)] if on else []),
    )
    signed = select(ContractRecord.enterprise_id).where(
        ContractRecord.counted_on.between(first, last), ContractRecord.state.in_(_COUNTED)
    )
    executed = (
        select(ContractRecord.enterprise_id)
        .join(ContractExecutionRecord, ContractExecutionRecord.contract_id == ContractRecord.id)
        .where(
            ContractExecutionRecord.counted_on.between(first, last),
            ContractRecord.state.in_(_COUNTED),
        )
    )
    return or_(
        expected_in(quarter, on),
        EnterpriseRecord.id.in_(returned),
        EnterpriseRecord.id.in_(signed),
        EnterpriseRecord.id.in_(executed),
    )


def fill_is(
    fill: FillState, quarter: Period, *, late: bool, on: dt.date | None = None
) -> ColumnElement[bool]:
    """Return the SQL of `fill_state(…) is fill`: the same rule; `late` is past the due day.

    As at a day: of the returns handed in by then. A draft has no day.
    """
    id_ = EnterpriseRecord.id
    submitted = id_.in_(_returned(quarter, ReturnState.SUBMITTED, on))
    draft = id_.in_(_returned(quarter, ReturnState.DRAFT))
    owed = not_filed_in(quarter, on)
    conditions: dict[FillState, ColumnElement[bool]] = {
        FillState.SUBMITTED: submitted,
        FillState.DRAFT: (owed & draft) if not late else false(),
        FillState.MISSING: (owed & ~draft) if not late else false(),
        FillState.OVERDUE: owed if late else false(),
        FillState.NOT_EXPECTED: ~submitted & ~owed,
    }
    return conditions[fill]


def not_filed_in(quarter: Period, on: dt.date | None = None) -> ColumnElement[bool]:
    """Return the SQL of "owes a return and has not handed it in": missing, draft or overdue."""
    submitted = EnterpriseRecord.id.in_(_returned(quarter, ReturnState.SUBMITTED, on))
    return expected_in(quarter, on) & ~submitted


def due_rule(session: Session, kind: PeriodKind = PeriodKind.QUARTER) -> DueRule:
    """Return when the returns of a kind of period are due."""
    record = session.scalar(select(ReportingDayRecord).filter_by(code=kind.value))
    if record is None:
        raise NotFound(table="reporting_day")
    return DueRule(
        record.code, record.month_offset, record.due_day, record.source, Mark(record.certainty)
    )


def enterprise_amounts(
    session: Session, quarter: Quarter, ids: Sequence[int] | None, on: dt.date | None = None
) -> Mapping[int, Totals]:
    """Return signed and executed sums up to a day where one is given; of enterprises, or of all."""
    found: dict[int, list[Amount]] = defaultdict(list)
    for key, market, line, contracts, cents, waiting in session.execute(_signed(quarter, ids, on)):
        found[key].append(
            Amount(Market(market), ServiceLine(line), contracts, int(cents), 0, int(waiting))
        )
    for key, market, line, cents in session.execute(
        executed_by(_BY_ENTERPRISE, *_days(quarter, on), enterprises=ids)
    ):
        found[key].append(Amount(Market(market), ServiceLine(line), 0, 0, int(cents)))
    days = ContractExecutionRecord.counted_on.between(*_days(quarter, on))
    for key, market, line, waiting in session.execute(
        waiting_by(_BY_ENTERPRISE, days, *_only(ids))
    ):
        found[key].append(Amount(Market(market), ServiceLine(line), 0, 0, 0, int(waiting)))
    return {id_: totals_of(amounts) for id_, amounts in found.items()}


def _days(quarter: Quarter, on: dt.date | None) -> tuple[dt.date, dt.date]:
    """Return the first and last day of a quarter that count as at a day."""
    return quarter.first, quarter.last if on is None else min(quarter.last, on)


def _received(record: ReturnTable, on: dt.date) -> ColumnElement[bool]:
    """Return the SQL of "was here by the day"; a draft has no day."""
    return or_(record.received_on.is_(None), record.received_on <= on)


def _returned(quarter: Period, state: ReturnState, on: dt.date | None = None) -> Select[int]:
    record = table_of(quarter)
    return select(record.enterprise_id).where(
        record.period == str(quarter),
        record.state == state,
        *([_received(record, on)] if on else []),
    )


def _submitted(
    record: ReturnTable, quarter: Period, on: dt.date | None = None
) -> list[ColumnElement[bool]]:
    return [
        record.period == str(quarter),
        record.state == ReturnState.SUBMITTED,
        *([_received(record, on)] if on else []),
    ]


def _waiting(rate: InstrumentedAttribute[str]) -> ColumnElement[int]:
    return func.sum(case((rate == NOT_CONVERTED, 1), else_=0))


def _signed(
    quarter: Quarter, ids: Sequence[int] | None, on: dt.date | None
) -> Select[*tuple[Any, ...]]:
    record = ContractRecord
    return (
        select(
            *_BY_ENTERPRISE,
            func.count(),
            func.sum(record.amount_usd_cents),
            _waiting(record.usd_rate),
        )
        .where(
            record.counted_on.between(*_days(quarter, on)),
            record.state.in_(_COUNTED),
            *_only(ids),
        )
        .group_by(*_BY_ENTERPRISE)
    )


def _only(ids: Sequence[int] | None) -> list[ColumnElement[bool]]:
    return [] if ids is None else [ContractRecord.enterprise_id.in_(ids)]
