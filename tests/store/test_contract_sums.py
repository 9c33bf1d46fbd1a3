"""The law of contract sums: whatever they are grouped by, they add up to the park's."""

import datetime as dt
from collections import defaultdict

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from parkdesk.domain.calendar import DateRange, Quarter
from parkdesk.domain.contracts import COUNTED, ContractState, ServiceLine, market_of
from parkdesk.domain.park_figures import ParkFigureKey, spec_of
from parkdesk.domain.statistics import Totals
from parkdesk.store.figure_rows import Chosen, values_by
from parkdesk.store.park_sums import day_sums, enterprise_sums
from parkdesk.store.quarters import country_amounts, enterprise_amounts, totals_of
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.service_codes import ServiceCodeRecord
from tests.registers import enterprise

D = dt.date
QUARTERS = (Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3))
DAYS = st.dates(D(2026, 1, 1), D(2026, 9, 30))
LATER = st.integers(0, 120)
_OWNERS = 4

EXECUTIONS = st.lists(st.tuples(DAYS, LATER, st.integers(1, 10**9), st.booleans()), max_size=3)
CONTRACTS = st.lists(
    st.fixed_dictionaries(
        {
            "owner": st.integers(0, _OWNERS - 1),
            "country": st.sampled_from(("CN", "HK", "MO", "TW", "US", "JP")),
            "line": st.sampled_from(list(ServiceLine)),
            "code": st.integers(-1, 3),
            "state": st.sampled_from(list(ContractState)),
            "signed_on": DAYS,
            "later": LATER,
            "cents": st.integers(1, 10**12),
            "converted": st.booleans(),
            "executions": EXECUTIONS,
        }
    ),
    max_size=12,
)


def write(work, contracts, owners, codes):
    """Write contracts as an import would have left them, some of them counted later."""
    for number, one in enumerate(contracts):
        code = None if one["code"] < 0 else codes[one["code"]]
        record = ContractRecord(
            number=f"L-{number}",
            enterprise_id=owners[one["owner"]],
            enterprise_sort_key="",
            client="Acme",
            country_code=one["country"],
            market=market_of(one["country"]),
            service_line=one["line"],
            service_code_id=code,
            currency="USD",
            amount_minor=one["cents"],
            amount_usd_cents=one["cents"] if one["converted"] else 0,
            usd_rate="1" if one["converted"] else "",
            signed_on=one["signed_on"],
            counted_on=one["signed_on"] + dt.timedelta(days=one["later"]),
            state=one["state"],
        )
        work.add(record)
        for day, later, cents, converted in one["executions"]:
            work.session.add(
                ContractExecutionRecord(
                    contract_id=record.id,
                    executed_on=day,
                    counted_on=day + dt.timedelta(days=later),
                    amount_minor=cents,
                    amount_usd_cents=cents if converted else 0,
                    usd_rate="1" if converted else "",
                )
            )
    work.session.flush()


def by_hand(contracts, days):
    """The sums as somebody with the list of contracts would make them, cents by cents."""
    signed = executed = offshore = number = waiting = 0
    for one in contracts:
        if one["state"] not in COUNTED:
            continue
        if one["signed_on"] + dt.timedelta(days=one["later"]) in days:
            number += 1
            signed += one["cents"] if one["converted"] else 0
            waiting += not one["converted"]
        for day, later, cents, converted in one["executions"]:
            if day + dt.timedelta(days=later) in days:
                executed += cents if converted else 0
                offshore += cents if converted and one["country"] != "CN" else 0
                waiting += not converted
    return number, signed, executed, offshore, waiting


def as_sums(totals):
    return (
        totals.contracts,
        totals.signed_usd_cents,
        totals.executed_usd_cents,
        totals.executed_offshore_usd_cents,
        totals.unconverted,
    )


def by_country(session, quarter):
    """The totals of a quarter, put together from those of each country."""
    found = country_amounts(session, quarter)
    return totals_of(one for amounts in found.values() for one in amounts)


def taken_apart(session, quarter, column):
    """Contracts, signed and executed of a quarter, put together from the parts by a column."""
    return tuple(
        sum(
            value
            for _key, value in values_by(
                session, Chosen(spec_of(key), quarter.days, (quarter,)), column
            )
        )
        for key in (ParkFigureKey.CONTRACTS, ParkFigureKey.SIGNED, ParkFigureKey.EXECUTED)
    )


def by_month(session, quarter):
    """Contracts, signed and executed of each month of a quarter."""
    found = defaultdict(lambda: [0, 0, 0])
    for one in day_sums(session, quarter.days):
        if one.day in quarter.days:
            month = found[one.day.month]
            for place, value in enumerate((one.contracts, one.signed, one.executed)):
                month[place] += value
    return list(found.values())


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(contracts=CONTRACTS)
def test_by_enterprise_code_market_line_and_month_they_add_up_to_the_parks(work, contracts):
    point = work.session.begin_nested()
    owners = [enterprise(work) for _ in range(_OWNERS)]
    codes = work.session.scalars(select(ServiceCodeRecord.id).limit(4)).all()
    write(work, contracts, owners, codes)
    for quarter in QUARTERS:
        expected = by_hand(contracts, quarter.days)
        by_enterprise = enterprise_amounts(work.session, quarter, None).values()
        assert as_sums(sum(by_enterprise, Totals())) == expected
        assert as_sums(by_country(work.session, quarter)) == expected
        for column in (
            ContractRecord.enterprise_id,
            ContractRecord.service_code_id,
            ContractRecord.country_code,
            ContractRecord.market,
            ContractRecord.service_line,
            ContractRecord.state,
        ):
            assert taken_apart(work.session, quarter, column) == expected[:3], column.key
        months = by_month(work.session, quarter)
        assert tuple(sum(one[place] for one in months) for place in range(3)) == expected[:3]
        owned = enterprise_sums(work.session, quarter.days).values()
        assert (
            sum(one.contracts for one in owned),
            sum(one.signed for one in owned),
            sum(one.executed for one in owned),
            sum(one.executed_offshore for one in owned),
        ) == expected[:4]
    point.rollback()
    work.session.expire_all()


def test_the_months_of_a_year_are_its_quarters(work):
    owner = enterprise(work)
    contracts = [
        {
            "owner": 0,
            "country": "HK",
            "line": ServiceLine.ITO,
            "code": -1,
            "state": ContractState.REGISTERED,
            "signed_on": D(2026, month, 28),
            "later": 0,
            "cents": 10**month,
            "converted": True,
            "executions": [],
        }
        for month in range(1, 10)
    ]
    write(work, contracts, [owner], ())
    year = DateRange(D(2026, 1, 1), D(2026, 12, 31))
    days = sum(one.signed for one in day_sums(work.session, year))
    quarters = sum(by_country(work.session, one).signed_usd_cents for one in QUARTERS)
    assert days == quarters == sum(10**month for month in range(1, 10))
