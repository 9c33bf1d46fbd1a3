"""Figures of the park on a real database: they add up, are like for like, and open their rows."""

import datetime as dt
import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parkdesk.domain.calendar import DateRange, Quarter
from parkdesk.domain.contracts import Market, ServiceLine, market_of
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.park_figures import FigureSource, ParkFigureKey, spec_of
from parkdesk.domain.periods import Month, PeriodKind, Year
from parkdesk.domain.published import SeriesKey
from parkdesk.domain.statistics import GrowthMark, Return
from parkdesk.store.park_sums import day_sums, enterprise_sums
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.figures import PublishedFigureRecord
from parkdesk.store.tables.indicators import IndicatorRecord
from parkdesk.store.tables.service_codes import ServiceCodeRecord
from parkdesk.usecases.asked_returns import SaveAsked, save_asked
from parkdesk.usecases.figure_rows import (
    Dimension,
    FigureChoice,
    FigurePart,
    figure_breakdown,
    figure_rows,
)
from parkdesk.usecases.park_figures import (
    park_concentration,
    park_figures,
    park_series,
    park_year,
)
from parkdesk.usecases.published import published_series
from parkdesk.usecases.returns import SaveReturn, save_return
from tests.registers import enterprise

D = dt.date
Q3 = Quarter(2026, 3)
Key = ParkFigureKey
COUNTRIES = ("US", "JP", "HK", "CN")
_numbers = itertools.count(1)


def contract_of(work, owner, day, cents, country="US", line=ServiceLine.ITO, code=None):
    """A contract as it lies in the register; return its id."""
    return work.add(
        ContractRecord(
            number=f"PF-{next(_numbers)}",
            enterprise_id=owner,
            enterprise_sort_key="a",
            client="Northwind Inc.",
            country_code=country,
            market=market_of(country).value,
            service_line=line.value,
            currency="USD",
            amount_minor=cents,
            amount_usd_cents=cents,
            signed_on=day,
            service_code_id=code,
        )
    ).id


def execution_of(work, contract_id, day, cents):
    """An execution of a contract; return its id."""
    return work.add(
        ContractExecutionRecord(
            contract_id=contract_id, executed_on=day, amount_minor=cents, amount_usd_cents=cents
        )
    ).id


def value(figures, key):
    return figures.figure(key).value


PLACES = st.tuples(
    st.integers(0, 2),
    st.integers(0, 91),
    st.integers(1, 10**10),
    st.sampled_from(COUNTRIES),
    st.sampled_from(list(ServiceLine)),
    st.integers(0, 2),
    st.lists(st.tuples(st.integers(0, 91), st.integers(1, 10**9)), max_size=3),
)


def test_figures_by_enterprise_code_market_and_month_add_up_to_the_parks(work):
    """The law, on random rows: by whatever a figure is taken apart, its parts are the figure."""
    owners = [enterprise(work) for _ in range(3)]
    codes = [None, *work.session.query(ServiceCodeRecord.id).order_by("id").limit(2)]
    codes = [code if code is None else code[0] for code in codes]
    years = itertools.count(1900, 2)

    @settings(max_examples=15, deadline=None)
    @given(st.lists(PLACES, max_size=12))
    def adds_up(places):
        # Every example has years of its own, so that none sees the rows of another.
        quarter = Quarter(next(years), 3)
        for owner, after, cents, country, line, code, executions in places:
            day = quarter.first + dt.timedelta(days=after)
            id_ = contract_of(work, owners[owner], day, cents, country, line, codes[code])
            for later, paid in executions:
                execution_of(work, id_, quarter.first + dt.timedelta(days=later), paid)
        figures = park_figures(work, quarter)
        signed = [one for one in places if one[1] <= 91]
        assert value(figures, Key.SIGNED) == sum(one[2] for one in signed)
        assert value(figures, Key.CONTRACTS) == len(signed)
        assert value(figures, Key.EXECUTED) == sum(
            paid for one in places for _later, paid in one[6]
        )
        for key in Key:
            if spec_of(key).source not in {FigureSource.SIGNED, FigureSource.EXECUTED}:
                continue
            for dimension in Dimension:
                lines = figure_breakdown(work, FigureChoice(key, quarter), dimension)
                assert sum(one.value for one in lines) == value(figures, key), (key, dimension)
            rows = figure_rows(work, FigureChoice(key, quarter), 0, 1_000)
            assert rows.total == sum(one.value for one in rows.rows) == value(figures, key)
        offshore = figures.markets
        assert sum(one.executed.now for one in offshore) == value(figures, Key.EXECUTED_OFFSHORE)
        assert sum(one.signed for one in offshore) == value(figures, Key.SIGNED_OFFSHORE)

    adds_up()


def some_years(work):
    """Contracts and executions of two years, enterprises that come and go, some returns."""
    rng = random.Random(7)
    owners = [
        enterprise(work),
        enterprise(work, entered_on=D(2026, 7, 15)),
        enterprise(work, left_on=D(2026, 8, 20), status="moved-out"),
        enterprise(work, left_on=D(2026, 9, 30), status="moved-out"),
        enterprise(work, entered_on=D(2025, 2, 1), left_on=D(2026, 6, 30), status="moved-out"),
    ]
    for number in range(60):
        day = D(2025, 1, 10) + dt.timedelta(days=rng.randrange(620))
        id_ = contract_of(
            work,
            owners[number % 5],
            day,
            rng.randrange(1, 10**8),
            COUNTRIES[number % 4],
            list(ServiceLine)[number % 3],
        )
        for _ in range(number % 4):
            execution_of(
                work, id_, day + dt.timedelta(days=rng.randrange(200)), rng.randrange(10**7)
            )
    people = Return(100, 90, 10, 9)
    for quarter, returned in ((Q3, owners[:2]), (Q3.previous(), owners[:1])):
        for owner in returned:
            save_return(work, owner, quarter, None, SaveReturn(people))
    return owners


@pytest.mark.parametrize("part", list(FigurePart))
@pytest.mark.parametrize("quarter", [Q3, Quarter(2026, 4)], ids=str)
def test_every_figure_opens_its_rows_with_the_same_total(work, quarter, part):
    some_years(work)
    figures = park_figures(work, quarter)
    year = {one.key: one.beside for one in park_year(work, quarter)}
    for key in Key:
        figure = figures.figure(key)
        if figure.spec.stock and part in {FigurePart.YEAR, FigurePart.YEAR_EARLIER}:
            continue
        found = figure_rows(work, FigureChoice(key, quarter, part), 0, 500)
        assert sum(one.value for one in found.rows) == found.total
        assert len(found.rows) == found.count
        shown = {
            FigurePart.QUARTER: lambda one=figure: one.quarter.now,
            FigurePart.PREVIOUS: lambda one=figure: one.quarter.base,
            FigurePart.YEAR_BEFORE: lambda one=figure: one.year.base,
            FigurePart.YEAR: lambda key=key: year[key].now,
            FigurePart.YEAR_EARLIER: lambda key=key: year[key].base,
        }[part]()
        of_both = figure.spec.source is FigureSource.RETURNS and part is not FigurePart.QUARTER
        if shown is not None and not (of_both and part is not FigurePart.YEAR):
            assert found.total == shown, key


def test_rows_come_in_parts_and_in_one_order(work):
    some_years(work)
    choice = FigureChoice(Key.EXECUTED, Q3, FigurePart.YEAR)
    whole = figure_rows(work, choice, 0, 500).rows
    parts = [figure_rows(work, choice, at, 7).rows for at in range(0, len(whole), 7)]
    assert [row for part in parts for row in part] == list(whole)
    assert [row.day for row in whole] == sorted(row.day for row in whole)


def test_rows_of_one_market_are_its_part_of_the_figure(work):
    some_years(work)
    figures = park_figures(work, Q3)
    for market in figures.markets:
        choice = FigureChoice(Key.EXECUTED_OFFSHORE, Q3, country=market.code)
        assert figure_rows(work, choice, 0, 1).total == market.executed.now


@pytest.mark.parametrize(
    ("key", "months"),
    [
        (Key.SIGNED, [("2026-07", 1_500), ("2026-09", 300)]),
        (Key.EXECUTED, [("2026-08", 70), ("2026-09", 30)]),
    ],
)
def test_a_figure_of_one_enterprise_is_told_by_its_own_months(work, key, months):
    mine, other = enterprise(work), enterprise(work)
    first = contract_of(work, mine, D(2026, 7, 1), 1_000)
    contract_of(work, mine, D(2026, 7, 31), 500)
    contract_of(work, mine, D(2026, 9, 30), 300)
    contract_of(work, mine, D(2026, 6, 30), 9_000)
    foreign = contract_of(work, other, D(2026, 8, 1), 7_777)
    for day, cents in ((D(2026, 8, 3), 40), (D(2026, 8, 31), 30), (D(2026, 9, 1), 30)):
        execution_of(work, first, day, cents)
        execution_of(work, foreign, day, 999)
    choice = FigureChoice(key, Q3, on=Q3.last, enterprise_id=mine)
    lines = figure_breakdown(work, choice, Dimension.MONTH)
    assert [(one.key, one.value) for one in lines] == months
    assert sum(one.permille for one in lines) == 1_000
    assert figure_rows(work, choice, 0, 10).total == sum(one.value for one in lines)


def test_only_figures_of_contracts_are_taken_apart(work):
    with pytest.raises(InvalidInput):
        figure_breakdown(work, FigureChoice(Key.HEADCOUNT, Q3), Dimension.MONTH)


def test_the_stock_is_the_stock_before_and_who_came_less_who_left(work):
    some_years(work)
    for quarter in (Quarter(2025, 1), Quarter(2026, 2), Q3):
        figures = park_figures(work, quarter)
        stock = figures.figure(Key.RESIDENTS)
        moved = value(figures, Key.JOINED) - value(figures, Key.LEFT)
        assert stock.quarter.base is not None
        assert stock.value == stock.quarter.base + moved, quarter
    # Who has its last day on the quarter's last day is in its stock, and leaves in the next.
    assert value(park_figures(work, Q3), Key.RESIDENTS) == 3
    assert value(park_figures(work, Q3), Key.LEFT) == 2
    assert value(park_figures(work, Quarter(2026, 4)), Key.LEFT) == 1


def test_a_partial_quarter_is_compared_with_the_same_part(work):
    owner = enterprise(work)
    for day, cents in (
        (D(2026, 10, 5), 100),
        (D(2026, 10, 13), 7_000),
        (D(2026, 7, 12), 50),
        (D(2026, 7, 13), 9_000),
        (D(2025, 10, 12), 80),
        (D(2025, 12, 1), 11_000),
        (D(2025, 5, 1), 20),
    ):
        contract_of(work, owner, day, cents)
    # Today is 12 October 2026: twelve days of each quarter are compared.
    found = park_figures(work, Quarter(2026, 4)).figure(Key.SIGNED)
    assert (found.value, found.quarter.base, found.year.base) == (100, 50, 80)
    assert str(found.quarter.growth.percent) == "100.00"
    assert str(found.year.growth.percent) == "25.00"
    year = {one.key: one.beside for one in park_year(work, Quarter(2026, 4))}[Key.SIGNED]
    assert (year.now, year.base) == (100 + 50 + 9_000, 80 + 20)
    # The same, read on that day of a quarter that has ended since.
    found = park_figures(work, Q3, D(2026, 7, 12)).figure(Key.SIGNED)
    assert (found.value, found.quarter.now) == (50, 50)


def test_base_nothing_missing_and_redefined_are_three_marks(work):
    owner = enterprise(work)
    contract_of(work, owner, D(2026, 2, 1), 500)
    contract_of(work, owner, D(2026, 8, 1), 700)
    signed = park_figures(work, Q3).figure(Key.SIGNED)
    assert signed.quarter.growth.mark is GrowthMark.BASE_ZERO
    assert signed.year.growth.mark is GrowthMark.MISSING
    for record in work.session.query(IndicatorRecord).filter_by(code="signed"):
        record.valid_to = D(2026, 6, 30)
    later = {"code": "signed", "valid_from": D(2026, 7, 1), "valid_to": None}
    old = work.session.query(IndicatorRecord).filter_by(code="signed").one()
    same = {
        column.key: getattr(old, column.key)
        for column in IndicatorRecord.__table__.columns
        if column.key not in {"id", *later}
    }
    work.add(IndicatorRecord(**same, **later))
    signed = park_figures(work, Q3).figure(Key.SIGNED)
    assert signed.quarter.growth.mark is GrowthMark.REDEFINED
    assert signed.year.growth.mark is GrowthMark.MISSING
    assert park_figures(work, Q3).figure(Key.EXECUTED).quarter.growth.mark is GrowthMark.BASE_ZERO


def test_people_are_compared_among_those_who_filed_both(work):
    owners = some_years(work)
    found = park_figures(work, Q3).figure(Key.HEADCOUNT)
    assert (found.value, found.quarter.base, found.quarter.like) == (200, 100, 100)
    assert found.quarter.narrowed
    assert str(found.quarter.growth.percent) == "0.00"
    assert found.year.growth.mark is GrowthMark.MISSING
    assert park_figures(work, Quarter(2026, 4)).figure(Key.HEADCOUNT).value is None
    assert len(owners) == 5


def test_concentration_is_of_the_quarters_execution(work):
    for cents in (500, 300, 200):
        id_ = contract_of(work, enterprise(work), D(2026, 7, 1), 1)
        execution_of(work, id_, D(2026, 8, 1), cents)
    found = {one.measure.code: one.value for one in park_concentration(work, Q3)}
    assert found == {"cr1": 500, "cr5": 1000, "cr10": 1000, "hhi": 3_800}


def test_the_series_ends_with_the_quarter_and_has_no_people_where_nobody_filed(work):
    some_years(work)
    points = park_series(work, Q3, 8)
    assert [str(one.quarter) for one in points][-2:] == ["2026Q2", "2026Q3"]
    figures = park_figures(work, Q3)
    last = points[-1]
    assert last.executed_ito + last.executed_bpo + last.executed_kpo == value(figures, Key.EXECUTED)
    assert last.executed_offshore + last.executed_onshore == value(figures, Key.EXECUTED)
    assert (last.headcount, points[0].headcount) == (200, None)


def test_an_empty_park_has_figures_and_no_growth(work):
    found = park_figures(work, Q3)
    assert {one.value for one in found.figures} == {0, None}
    assert {one.quarter.growth.mark for one in found.figures} == {GrowthMark.MISSING}
    assert found.markets == ()
    assert {one.value for one in park_concentration(work, Q3)} == {None}


def test_published_series_are_there_with_their_source(work):
    series = published_series(work)
    assert [len(one.figures) for one in series] == [15, 6, 8]
    growth = next(
        one for one in series[1].figures if one.figure.code == "national-2010-signed-growth"
    )
    assert (str(growth.figure.printed), str(growth.found)) == ("34.26", "34.26")


# What readers keep in memory


def kept(desk):
    period = DateRange(D(2026, 1, 1), D(2026, 9, 30))
    with desk.work(read_only=True) as work:
        days = frozenset(one for one in day_sums(work.session, period) if any(_sums(one)))
        return days, dict(enterprise_sums(work.session, period))


def fresh(desk):
    """The same, asked by a writer: it keeps nothing."""
    period = DateRange(D(2026, 1, 1), D(2026, 9, 30))
    with desk.work(read_only=False) as work:
        days = frozenset(one for one in day_sums(work.session, period) if any(_sums(one)))
        return days, dict(enterprise_sums(work.session, period))


def _sums(one):
    return (one.contracts, one.signed, one.executed, one.waiting)


def test_what_is_kept_follows_every_change(desk):
    with desk.work(read_only=False) as work:
        some_years(work)
    assert kept(desk) == fresh(desk)
    rng = random.Random(11)
    for _round in range(12):
        with desk.work(read_only=False) as work:
            ids = [id_ for (id_,) in work.session.query(ContractRecord.id).order_by("id")]
            record = work.get(ContractRecord, rng.choice(ids))
            change = rng.randrange(6)
            if change == 0:
                record.amount_usd_cents += 17
            elif change == 1:
                record.counted_on = D(2026, rng.randrange(1, 9), 3)
            elif change == 2:
                record.market, record.country_code = Market.ONSHORE.value, "CN"
            elif change == 3:
                execution_of(work, record.id, D(2026, rng.randrange(1, 9), 5), 1_234)
            elif change == 4:
                record.state = "draft"
            else:
                found = work.session.query(ContractExecutionRecord).first()
                found.counted_on = D(2026, 4, 1)
        assert kept(desk) == fresh(desk), change
    with desk.work(read_only=False) as work:
        for found in work.session.query(ContractExecutionRecord).limit(3):
            work.session.delete(found)
    assert kept(desk) == fresh(desk)
    with desk.work(read_only=False) as work:
        id_ = contract_of(work, enterprise(work), D(2026, 5, 5), 99)
        execution_of(work, id_, D(2026, 6, 6), 88)
    assert kept(desk) == fresh(desk)


def test_returns_and_enterprises_are_followed_too(desk):
    def seen():
        with desk.work(read_only=True) as work:
            figures = park_figures(work, Q3)
            return [value(figures, key) for key in (Key.HEADCOUNT, Key.RESIDENTS, Key.JOINED)]

    with desk.work(read_only=False) as work:
        first, second = enterprise(work), enterprise(work)
        save_return(work, first, Q3, None, SaveReturn(Return(100, 90, 10, 9)))
    assert seen() == [100, 2, 0]
    with desk.work(read_only=False) as work:
        save_return(work, second, Q3, None, SaveReturn(Return(50, 40, 0, 0)))
    assert seen() == [150, 2, 0]
    with desk.work(read_only=False) as work:
        enterprise(work, entered_on=D(2026, 8, 1))
    assert seen() == [150, 3, 1]


def test_a_bulk_write_is_followed_too(desk):
    with desk.work(read_only=False) as work:
        some_years(work)
    before = kept(desk)
    with desk.work(read_only=False) as work:
        id_ = contract_of(work, enterprise(work), D(2026, 5, 5), 99)
        work.insert_many(
            ContractExecutionRecord,
            [
                {
                    "contract_id": id_,
                    "executed_on": D(2026, 6, day),
                    "counted_on": D(2026, 6, day),
                    "amount_minor": day,
                    "amount_usd_cents": day,
                    "usd_rate": "1",
                    "receipt_no": "",
                    "note": "",
                }
                for day in (1, 2, 3)
            ],
        )
    assert kept(desk) != before
    assert kept(desk) == fresh(desk)


def test_people_of_a_month_and_a_year_open_the_returns_of_that_period(work):
    owner, other = enterprise(work, name="甲", sort_key="a"), enterprise(work, name="乙")
    september, year = Month(2026, 9), Year(2025)
    asked = (SaveAsked(PeriodKind.MONTH, 0, "2025-01"), SaveAsked(PeriodKind.YEAR, 0, "2024"))
    save_asked(work, asked)
    save_return(work, owner, september, None, SaveReturn(Return(100, 60, 10, 9)))
    save_return(work, other, september, None, SaveReturn(Return(50, 30, 5, 4)))
    save_return(work, owner, september.previous(), None, SaveReturn(Return(90, 50, 8, 7)))
    save_return(work, owner, Month(2025, 9), None, SaveReturn(Return(80, 40, 7, 6)))
    save_return(work, owner, year, None, SaveReturn(Return(95, 55, 30, 20)))
    for period, part, total in (
        (september, FigurePart.QUARTER, 150),
        (september, FigurePart.PREVIOUS, 90),
        (september, FigurePart.YEAR_BEFORE, 80),
        (september, FigurePart.YEAR, 240),
        (september, FigurePart.YEAR_EARLIER, 80),
        (year, FigurePart.QUARTER, 95),
        (year, FigurePart.YEAR, 95),
        (year, FigurePart.PREVIOUS, 0),
    ):
        found = figure_rows(work, FigureChoice(Key.HEADCOUNT, period, part), 0, 10)
        assert found.total == sum(row.value for row in found.rows) == total, (period, part)


def test_a_series_without_figures_is_not_told(work):
    key = next(iter(SeriesKey))
    work.delete_many(PublishedFigureRecord, PublishedFigureRecord.series == key.value)
    assert [one.key for one in published_series(work)] == list(SeriesKey)[1:]
