"""Concentration, and standing beside a line: judged from the parts, never from a rounded share."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.concentration import SQUARES, Measure, MeasureKind, concentration
from parkdesk.domain.programme_figures import Mark
from parkdesk.domain.threshold_watch import (
    Side,
    Standings,
    Watched,
    WatchLine,
    WatchMeasure,
    holds_on,
    side_of,
    watched,
)

D = dt.date
LARGEST = [
    Measure(f"cr{n}", MeasureKind.LARGEST, n, "", "", "", "", "", Mark.UNVERIFIED)
    for n in (1, 5, 10)
]
INDEX = Measure("hhi", MeasureKind.SQUARES, 0, "", "", "", "", "", Mark.UNVERIFIED)
MEASURES = [*LARGEST, INDEX]


@pytest.mark.parametrize(
    ("amounts", "values"),
    [
        pytest.param([], [None, None, None, None], id="nothing executed"),
        pytest.param([0, 0], [None, None, None, None], id="only nothings"),
        pytest.param([7], [1000, 1000, 1000, 10_000], id="one alone"),
        pytest.param([50, 30, 20], [500, 1000, 1000, 3_800], id="three"),
        pytest.param([1] * 20, [50, 250, 500, 500], id="twenty alike"),
        pytest.param([1, 2], [667, 1000, 1000, 5_556], id="halves away from zero"),
    ],
)
def test_measures_of_concentration(amounts, values):
    assert [one.value for one in concentration(amounts, MEASURES)] == values


@given(st.lists(st.integers(0, 10**15), max_size=40), st.randoms())
def test_concentration_grows_with_the_number_and_knows_no_order(amounts, random):
    found = concentration(amounts, MEASURES)
    shuffled = list(amounts)
    random.shuffle(shuffled)
    assert concentration(shuffled, MEASURES) == found
    shares = [one.value for one in found[:3]]
    if None not in shares:
        assert shares == sorted(shares)
        assert 0 < found[3].value <= SQUARES
        assert found[3].value * sum(1 for one in amounts if one) >= SQUARES - 100


def line(limit, measure=WatchMeasure.OFFSHORE, near=50, *, over=False, days=None):
    return WatchLine("x", measure, limit, near, "", "", "", "", Mark.DOCUMENT, over, days)


@pytest.mark.parametrize(
    ("the_line", "part", "whole", "found"),
    [
        pytest.param(
            line(500), 4996, 10_000, Watched(Side.BELOW, 499, -1, lacking=8), id="49.96 % is below"
        ),
        pytest.param(line(500), 50, 100, Watched(Side.NEAR, 500, 0), id="at the line"),
        pytest.param(
            line(500, over=True),
            50,
            100,
            Watched(Side.BELOW, 500, 0, lacking=1),
            id="more than a half is asked for",
        ),
        pytest.param(
            line(350), 40, 100, Watched(Side.NEAR, 400, 50, spare=7), id="as near as is looked at"
        ),
        pytest.param(line(350), 60, 100, Watched(Side.ABOVE, 600, 250, spare=38), id="above"),
        pytest.param(line(700), 0, 0, Watched(Side.NO_DATA, None, None), id="no data"),
        pytest.param(
            line(700, WatchMeasure.GRADUATES),
            60,
            100,
            Watched(Side.BELOW, 600, -100, lacking=34),
            id="so many more graduates",
        ),
        pytest.param(
            line(50_000_000, WatchMeasure.TURNOVER, 5_000_000),
            48_000_000,
            0,
            Watched(Side.BELOW, 48_000_000, -2_000_000, lacking=2_000_000),
            id="below a floor",
        ),
        pytest.param(
            line(50_000_000, WatchMeasure.TURNOVER, 5_000_000),
            55_000_000,
            0,
            Watched(Side.NEAR, 55_000_000, 5_000_000, spare=5_000_000),
            id="near a floor",
        ),
        pytest.param(line(1000), 9, 10, Watched(Side.BELOW, 900, -100), id="all of it: no way"),
        pytest.param(line(1000), 10, 10, Watched(Side.NEAR, 1000, 0), id="all of it, and it is"),
    ],
)
def test_where_somebody_stands_beside_a_line(the_line, part, whole, found):
    assert watched(the_line, part, whole) == found


AMOUNTS = st.integers(1, 10**13)


@given(AMOUNTS, AMOUNTS, st.integers(1, 999), st.booleans())
def test_what_is_lacking_is_just_enough(part, rest, limit, over):
    whole, the_line = part + rest, line(limit, near=0, over=over)
    found = watched(the_line, part, whole)
    if found.side is Side.BELOW:
        reached = watched(the_line, part + found.lacking, whole + found.lacking)
        assert reached.side is not Side.BELOW
        if found.lacking > 1:
            less = found.lacking - 1
            assert watched(the_line, part + less, whole + less).side is Side.BELOW
    else:
        kept = watched(the_line, part - found.spare, whole - found.spare)
        assert kept.side is not Side.BELOW
        if part > found.spare and whole > found.spare + 1:
            more = found.spare + 1
            assert watched(the_line, part - more, whole - more).side is Side.BELOW


@given(AMOUNTS, AMOUNTS, st.integers(1, 999), st.booleans())
def test_what_a_share_reads_as_never_contradicts_its_side(part, rest, limit, over):
    found = watched(line(limit, over=over), part, part + rest)
    below = found.value < limit or (over and found.value == limit)
    assert below is (found.side is Side.BELOW)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=30),
    st.integers(1, 40),
    st.integers(0, 5),
    st.booleans(),
    st.sampled_from(WatchMeasure),
)
def test_counted_in_one_go_each_stands_where_it_stands_alone(pairs, limit, near, over, measure):
    # Small numbers, so that many stand exactly on the line.
    scale = 1 if measure is WatchMeasure.TURNOVER else 25
    the_line = line(limit * scale, measure, near * scale, over=over)
    found = Standings(measure, pairs).sides(the_line)
    assert +found == Counter(side_of(the_line, *pair) for pair in pairs)


def test_a_line_has_days_of_its_own_or_the_year_so_far():
    year = DateRange(D(2026, 1, 1), D(2026, 9, 30))
    assert line(500).period(year) == year
    own = line(500, days=DateRange(D(2025, 7, 1), D(2026, 12, 31)))
    assert own.period(year) == DateRange(D(2025, 7, 1), D(2026, 9, 30))


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (None, None, True),
        (D(2026, 9, 30), None, True),
        (D(2026, 10, 1), None, False),
        (None, D(2026, 9, 30), True),
        (None, D(2026, 9, 29), False),
    ],
)
def test_a_line_holds_between_its_days(first, last, holds):
    assert holds_on(first, last, D(2026, 9, 30)) is holds
