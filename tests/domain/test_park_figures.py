"""Figures of the park: like for like, and sums that add up whatever the rows."""

import datetime as dt
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.calendar import DateRange, Quarter
from parkdesk.domain.contracts import Market, ServiceLine
from parkdesk.domain.park_figures import (
    SPECS,
    Beside,
    DaySum,
    FigureSource,
    ParkFigure,
    ParkFigureKey,
    amount_of,
    part_until,
    periods_of,
    same_part,
    spec_of,
)
from parkdesk.domain.statistics import GrowthMark

D = dt.date
Q = Quarter
QUARTERS = st.builds(Quarter, st.integers(2007, 2040), st.integers(1, 4))


@pytest.mark.parametrize(
    ("quarter", "on", "now", "previous", "year_before"),
    [
        pytest.param(
            Q(2026, 3),
            None,
            (D(2026, 7, 1), D(2026, 9, 30)),
            (D(2026, 4, 1), D(2026, 6, 30)),
            (D(2025, 7, 1), D(2025, 9, 30)),
            id="a whole quarter",
        ),
        pytest.param(
            Q(2026, 3),
            D(2026, 10, 12),
            (D(2026, 7, 1), D(2026, 9, 30)),
            (D(2026, 4, 1), D(2026, 6, 30)),
            (D(2025, 7, 1), D(2025, 9, 30)),
            id="long over",
        ),
        pytest.param(
            Q(2026, 4),
            D(2026, 11, 22),
            (D(2026, 10, 1), D(2026, 11, 22)),
            (D(2026, 7, 1), D(2026, 8, 22)),
            (D(2025, 10, 1), D(2025, 11, 22)),
            id="in its second month",
        ),
        pytest.param(
            Q(2026, 2),
            D(2026, 5, 31),
            (D(2026, 4, 1), D(2026, 5, 31)),
            (D(2026, 1, 1), D(2026, 2, 28)),
            (D(2025, 4, 1), D(2025, 5, 31)),
            id="month's end with month's end",
        ),
        pytest.param(
            Q(2028, 1),
            D(2028, 2, 28),
            (D(2028, 1, 1), D(2028, 2, 28)),
            (D(2027, 10, 1), D(2027, 11, 28)),
            (D(2027, 1, 1), D(2027, 2, 28)),
            id="a day before the end of a leap February",
        ),
        pytest.param(
            Q(2026, 4),
            D(2026, 11, 30),
            (D(2026, 10, 1), D(2026, 11, 30)),
            (D(2026, 7, 1), D(2026, 8, 31)),
            (D(2025, 10, 1), D(2025, 11, 30)),
            id="30 days with 31",
        ),
        pytest.param(
            Q(2026, 4),
            D(2026, 9, 1),
            (D(2026, 10, 1), D(2026, 9, 30)),
            (D(2026, 7, 1), D(2026, 6, 30)),
            (D(2025, 10, 1), D(2025, 9, 30)),
            id="not begun: no day at all",
        ),
    ],
)
def test_a_quarter_is_compared_with_the_same_part(quarter, on, now, previous, year_before):
    found = periods_of(quarter, on)
    assert (found.now.first, found.now.last) == now
    assert (found.previous.first, found.previous.last) == previous
    assert (found.year_before.first, found.year_before.last) == year_before
    assert found.partial is (found.now != quarter.days)


@given(QUARTERS, st.integers(0, 120))
def test_a_part_has_as_many_months_and_never_leaves_its_quarter(quarter, after):
    part = part_until(quarter, quarter.first + dt.timedelta(days=after))
    for base in (quarter.previous(), quarter.year_before()):
        like = same_part(part, quarter, base)
        assert like.first == base.first
        assert base.first <= like.last <= base.last
        assert like.last.month - base.first.month == part.last.month - quarter.first.month
        assert abs((like.last - like.first).days - (part.last - part.first).days) <= 3


@given(QUARTERS, st.integers(0, 91))
def test_the_same_part_of_the_same_quarter_is_itself(quarter, after):
    part = part_until(quarter, quarter.first + dt.timedelta(days=after))
    assert same_part(part, quarter, quarter) == part


@given(QUARTERS, st.integers(0, 91))
def test_the_year_so_far_goes_with_the_same_part_of_the_year_before(quarter, after):
    found = periods_of(quarter, quarter.first + dt.timedelta(days=after))
    assert found.year.first == D(quarter.year, 1, 1)
    assert found.year_earlier.first == D(quarter.year - 1, 1, 1)
    assert found.year.last == found.now.last
    assert found.year_earlier.last == found.year_before.last


def test_a_quarter_that_has_not_begun_has_a_year_up_to_the_day():
    found = periods_of(Q(2026, 3), D(2026, 5, 4))
    assert found.year == DateRange(D(2026, 1, 1), D(2026, 5, 4))
    assert found.year_earlier == DateRange(D(2025, 1, 1), D(2025, 5, 4))
    nothing = periods_of(Q(2027, 1), D(2026, 5, 4)).year
    assert nothing.last < nothing.first


# Sums

SUMS = st.builds(
    DaySum,
    st.dates(D(2026, 1, 1), D(2026, 12, 31)),
    st.sampled_from(list(Market)),
    st.sampled_from(list(ServiceLine)),
    st.sampled_from(["US", "JP", "HK", "CN"]),
    st.integers(0, 9),
    st.integers(-(10**13), 10**13),
    st.integers(-(10**13), 10**13),
    st.integers(0, 3),
)
YEAR = DateRange(D(2026, 1, 1), D(2026, 12, 31))


@given(st.lists(SUMS, max_size=30))
def test_figures_by_market_line_country_and_month_add_up_to_the_parks(days):
    for name in ("contracts", "signed", "executed"):
        spec = spec_of(ParkFigureKey(name))
        whole = amount_of(spec, days, YEAR)
        assert whole == sum(getattr(one, name) for one in days)
        for by in (
            lambda one: one.market,
            lambda one: one.line,
            lambda one: one.country,
            lambda one: one.day.month,
        ):
            keys = {by(one) for one in days}
            parts = [[one for one in days if by(one) == key] for key in keys]
            assert sum(amount_of(spec, part, YEAR) for part in parts) == whole


@given(st.lists(SUMS, max_size=30))
def test_offshore_and_onshore_and_the_three_lines_are_the_whole(days):
    for name in ("signed", "executed"):
        whole = amount_of(spec_of(ParkFigureKey(name)), days, YEAR)
        markets = (ParkFigureKey(f"{name}-{one}") for one in Market)
        lines = (ParkFigureKey(f"{name}-{one.lower()}") for one in ServiceLine)
        for keys in (markets, lines):
            assert sum(amount_of(spec_of(key), days, YEAR) for key in keys) == whole


@given(st.lists(SUMS, max_size=30))
def test_four_quarters_are_the_year(days):
    spec = spec_of(ParkFigureKey.EXECUTED)
    quarters = [Quarter(2026, number).days for number in range(1, 5)]
    parts = sum(amount_of(spec, days, quarter) for quarter in quarters)
    assert parts == amount_of(spec, days, YEAR)


def test_every_figure_stands_once_in_the_order_of_its_keys():
    assert [one.key for one in SPECS] == list(ParkFigureKey)
    assert set(Counter(one.source for one in SPECS)) == set(FigureSource)


@pytest.mark.parametrize(
    ("beside", "mark", "percent"),
    [
        (Beside(118, 100), GrowthMark.VALUE, "18.00"),
        (Beside(118, 100, like=110), GrowthMark.VALUE, "10.00"),
        (Beside(118, 0), GrowthMark.BASE_ZERO, None),
        (Beside(118, None), GrowthMark.MISSING, None),
        (Beside(None, 100), GrowthMark.MISSING, None),
        (Beside(118, 100, redefined=True), GrowthMark.REDEFINED, None),
    ],
)
def test_three_marks_say_why_there_is_no_rate(beside, mark, percent):
    assert beside.growth.mark is mark
    assert beside.growth.percent == (None if percent is None else Decimal(percent))


@pytest.mark.parametrize("key", ParkFigureKey)
def test_a_figure_is_what_its_quarter_says(key):
    figure = ParkFigure(key, Beside(118, 100), Beside(118, 90))
    assert figure.value == 118
    assert figure.spec is spec_of(key)
    assert figure.spec.key is key
