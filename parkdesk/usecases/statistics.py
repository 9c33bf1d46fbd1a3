"""Quarterly statistics (季度统计): the park's figures and each enterprise's; read only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.identity import Permission
from parkdesk.domain.statistics import (
    PEOPLE,
    Amount,
    Compared,
    FillState,
    Growth,
    Return,
    ReturnState,
    Totals,
    compared,
    compared_people,
    fill_state,
    growth,
)
from parkdesk.store.enterprise_as_at import names_then
from parkdesk.store.quarters import (
    concerned_in,
    country_amounts,
    due_rule,
    enterprise_amounts,
    expected_in,
    people_in_both,
    people_of,
    totals_of,
)
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.return_counts import ReturnCounts, return_counts

_CHUNK = 500
_NOTHING = Totals()


@dataclass(frozen=True, slots=True)
class CountryAmounts:
    """What one country or region gave in a quarter, in US cents."""

    country_code: str
    signed_usd_cents: int
    executed_usd_cents: int


@dataclass(frozen=True, slots=True)
class QuarterFigures:
    """The park's figures of a quarter. `previous` and `year_before` are None without any data."""

    quarter: Quarter
    totals: Totals
    previous: Totals | None
    year_before: Totals | None
    amounts: tuple[Amount, ...]
    """By market and service line; adds up to the totals."""
    countries: tuple[CountryAmounts, ...]
    """By the client's country, the most executed first; adds up to the totals."""
    people: tuple[tuple[str, Compared], ...]
    returns: ReturnCounts

    def compared(self, name: str) -> Compared:
        """Return a figure of `Totals` with 环比 and 同比; people like for like."""
        people = dict(self.people)
        if name in people:
            return people[name]
        return compared(name, self.totals, self.previous, self.year_before)


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """One enterprise in a quarter; `id` is the enterprise's."""

    id: int
    enterprise: str
    code: str
    fill: FillState
    entered: Return | None
    """What was entered, also while it is a draft; None when nothing was."""
    return_version: int | None
    received_on: dt.date | None
    note: str
    totals: Totals
    """What counts: amounts from the contracts, people of a submitted return."""
    previous: Totals
    year_before: Totals

    @property
    def signed_growth(self) -> Growth:
        """环比 of the signed amount."""
        return growth(self.totals.signed_usd_cents, self.previous.signed_usd_cents)

    @property
    def executed_growth(self) -> Growth:
        """环比 of the executed amount."""
        return growth(self.totals.executed_usd_cents, self.previous.executed_usd_cents)

    @property
    def executed_year_growth(self) -> Growth:
        """同比 of the executed amount."""
        return growth(self.totals.executed_usd_cents, self.year_before.executed_usd_cents)


@dataclass(frozen=True, slots=True)
class PastQuarter:
    """One quarter of one enterprise."""

    quarter: Quarter
    totals: Totals


@query(Permission.STATISTICS_READ)
def quarter_figures(work: Work, quarter: Quarter, on: dt.date | None = None) -> QuarterFigures:
    """Return the park's figures of a quarter beside the two they are compared with.

    As at a day: what was signed, executed and handed in by then, in all three.
    """
    session = work.session
    previous, year_before = quarter.previous(), quarter.year_before()
    by_country = country_amounts(session, quarter, on)
    amounts = _by_market_and_line(by_country)
    people = people_of(session, quarter, on=on)
    in_both = [people_in_both(session, quarter, base, on) for base in (previous, year_before)]
    return QuarterFigures(
        quarter,
        totals_of(amounts, people),
        _totals_or_none(session, previous, on),
        _totals_or_none(session, year_before, on),
        amounts,
        _countries(by_country),
        tuple((name, compared_people(name, people, in_both[0], in_both[1])) for name in PEOPLE),
        return_counts(work, quarter, on),
    )


@query(Permission.STATISTICS_READ)
def quarter_series(work: Work, last: Quarter, quarters: int) -> tuple[PastQuarter, ...]:
    """Return the park's totals of the `quarters` quarters up to `last`, the oldest first."""
    wanted = [last.shifted(-back) for back in reversed(range(quarters))]
    return tuple(PastQuarter(one, _totals(work.session, one)) for one in wanted)


@query(Permission.STATISTICS_READ)
def quarter_amounts(work: Work, quarter: Quarter) -> tuple[Amount, ...]:
    """Return a quarter's signed and executed amounts by market and service line."""
    return _by_market_and_line(country_amounts(work.session, quarter))


@query(Permission.STATISTICS_READ)
def quarter_enterprises(
    work: Work, quarter: Quarter, on: dt.date | None = None
) -> tuple[QuarterRow, ...]:
    """Return every enterprise of a quarter, in dictionary order; their totals are the park's."""
    ids = work.session.scalars(
        select(EnterpriseRecord.id)
        .where(concerned_in(quarter, on))
        .order_by(EnterpriseRecord.sort_key, EnterpriseRecord.id)
    ).all()
    rows: list[QuarterRow] = []
    # In one pass over the contracts: by some hundred enterprises each would be a pass of its own.
    amounts = _three(work.session, quarter, None, on)
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        found = _rows(work, quarter, chunk, amounts, on)
        rows.extend(found[id_] for id_ in chunk)
        work.progress.step(min(start + _CHUNK, len(ids)), len(ids))
    return tuple(rows)


@query(Permission.STATISTICS_READ)
def quarter_rows(
    work: Work, quarter: Quarter, ids: Sequence[int], on: dt.date | None = None
) -> dict[int, QuarterRow]:
    """Return the quarter of these enterprises, by their numbers."""
    return _rows(work, quarter, ids, _three(work.session, quarter, ids, on), on)


@query(Permission.STATISTICS_READ)
def quarter_row(
    work: Work, enterprise_id: int, quarter: Quarter, on: dt.date | None = None
) -> QuarterRow:
    """Return one enterprise's quarter."""
    work.get(EnterpriseRecord, enterprise_id)
    return quarter_rows(work, quarter, [enterprise_id], on)[enterprise_id]


@query(Permission.STATISTICS_READ)
def past_quarters(
    work: Work, enterprise_id: int, last: Quarter, quarters: int, on: dt.date | None = None
) -> tuple[PastQuarter, ...]:
    """Return one enterprise's totals of the quarters up to `last`, the newest first."""
    past = []
    for back in range(quarters):
        quarter = last.shifted(-back)
        amounts = enterprise_amounts(work.session, quarter, [enterprise_id], on)
        people = people_of(work.session, quarter, [enterprise_id], on)
        past.append(PastQuarter(quarter, amounts.get(enterprise_id, Totals()) + people))
    return tuple(past)


def _by_market_and_line(by_key: dict[str, tuple[Amount, ...]]) -> tuple[Amount, ...]:
    sums: dict[tuple[str, str], Amount] = {}
    for one in (amount for amounts in by_key.values() for amount in amounts):
        had = sums.get((one.market, one.line))
        sums[one.market, one.line] = one if had is None else _added(had, one)
    return tuple(sums[key] for key in sorted(sums))


def _added(one: Amount, other: Amount) -> Amount:
    return Amount(
        one.market,
        one.line,
        one.contracts + other.contracts,
        one.signed_usd_cents + other.signed_usd_cents,
        one.executed_usd_cents + other.executed_usd_cents,
        one.unconverted + other.unconverted,
    )


def _countries(by_country: dict[str, tuple[Amount, ...]]) -> tuple[CountryAmounts, ...]:
    found = [
        CountryAmounts(
            code,
            sum(one.signed_usd_cents for one in amounts),
            sum(one.executed_usd_cents for one in amounts),
        )
        for code, amounts in by_country.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.executed_usd_cents, one.country_code)))


def _totals(session: Session, quarter: Quarter, on: dt.date | None = None) -> Totals:
    amounts = _by_market_and_line(country_amounts(session, quarter, on))
    return totals_of(amounts, people_of(session, quarter, on=on))


def _totals_or_none(session: Session, quarter: Quarter, on: dt.date | None) -> Totals | None:
    totals = _totals(session, quarter, on)
    return None if totals == Totals() else totals


def _three(
    session: Session, quarter: Quarter, ids: Sequence[int] | None, on: dt.date | None
) -> list[Mapping[int, Totals]]:
    """Return the amounts of enterprises in a quarter, the one before and that of a year before."""
    three = (quarter, quarter.previous(), quarter.year_before())
    return [enterprise_amounts(session, one, ids, on) for one in three]


def _rows(
    work: Work,
    quarter: Quarter,
    ids: Sequence[int],
    amounts: Sequence[Mapping[int, Totals]],
    on: dt.date | None = None,
) -> dict[int, QuarterRow]:
    """Return the rows of enterprises, `amounts` as `_three` gives them."""
    session = work.session
    due_on = due_rule(session).due_on(quarter)
    returns = {
        one.enterprise_id: one
        for one in session.scalars(
            select(QuarterReturnRecord).where(
                QuarterReturnRecord.quarter == str(quarter),
                QuarterReturnRecord.enterprise_id.in_(ids),
            )
        )
        if on is None or one.received_on is None or one.received_on <= on
    }
    now, previous, year = amounts
    found = session.execute(
        select(
            EnterpriseRecord.id,
            EnterpriseRecord.name,
            EnterpriseRecord.code,
            expected_in(quarter, on).label("expected"),
        ).where(EnterpriseRecord.id.in_(ids))
    ).all()
    names = names_then(session, {row[0]: row[1] for row in found}, on)
    rows = {}
    for id_, _name, code, expected in found:
        record = returns.get(id_)
        state = ReturnState(record.state) if record else None
        rows[id_] = QuarterRow(
            id_,
            names[id_],
            code,
            fill_state(state, expected=bool(expected), due_on=due_on, today=on or work.today),
            _entered(record),
            record.version if record else None,
            record.received_on if record else None,
            record.note if record else "",
            now.get(id_, _NOTHING) + _people(record) if record else now.get(id_, _NOTHING),
            previous.get(id_, _NOTHING),
            year.get(id_, _NOTHING),
        )
    return rows


def _entered(record: QuarterReturnRecord | None) -> Return | None:
    if record is None:
        return None
    return Return(record.headcount, record.graduates, record.new_hires, record.new_graduates)


def _people(record: QuarterReturnRecord | None) -> Totals:
    if record is None or record.state != ReturnState.SUBMITTED:
        return Totals()
    return Totals(
        headcount=record.headcount,
        graduates=record.graduates,
        new_hires=record.new_hires,
        new_graduates=record.new_graduates,
        returns=1,
    )
