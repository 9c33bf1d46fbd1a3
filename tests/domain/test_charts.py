import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.charts import BarChart, Series, Timeline, apart, axis, chart_number


@pytest.mark.parametrize(
    ("largest", "scale", "ticks"),
    [
        pytest.param(4258, 1, (0, 1200, 2400, 3600, 4800), id="as in the sketch"),
        pytest.param(0, 1, (0, 1, 2, 3, 4), id="nothing at all"),
        pytest.param(3, 1, (0, 1, 2, 3, 4), id="whole steps only"),
        pytest.param(4_258_000_000, 1_000_000, (0, 1_200_000_000, 2_400_000_000, 3_600_000_000,
                                                4_800_000_000), id="in ten thousand dollars"),
    ],
)  # fmt: skip
def test_the_axis_is_round(largest, scale, ticks):
    assert axis(largest, scale=scale) == ticks


@given(st.integers(0, 10**15), st.sampled_from([1, 100, 1_000_000]))
def test_the_axis_reaches_over_the_largest_and_not_far(largest, scale):
    ticks = axis(largest, scale=scale)
    assert ticks[-1] >= largest
    assert all(tick % scale == 0 for tick in ticks)
    if largest > 40 * scale:
        assert ticks[-1] <= largest * 2


def test_numbers_are_rounded_once_and_away_from_zero():
    assert chart_number(4_126_345_000, 1_000_000, 1) == "4,126.3"
    assert chart_number(50, 100, 0) == "1"
    assert chart_number(-50, 100, 0) == "-1"


def test_a_stack_is_as_high_as_its_parts_and_a_group_as_its_tallest():
    series = (Series("a", (1, 2)), Series("b", (3, 1)))
    assert BarChart("", ("x", "y"), series).totals() == (4, 3)
    assert BarChart("", ("x", "y"), series, stacked=False).totals() == (3, 2)


def test_a_timeline_knows_its_months_and_clamps_what_lies_outside():
    line = Timeline("", dt.date(2026, 10, 1), dt.date(2027, 1, 15), ())
    assert [month.month for month in line.months()] == [10, 11, 12, 1]
    assert line.permille(dt.date(2026, 9, 1)) == 0
    assert line.permille(dt.date(2027, 1, 15)) == line.permille(dt.date(2030, 1, 1)) == 1000


@pytest.mark.parametrize(
    ("places", "moved"),
    [
        pytest.param((), (), id="none"),
        pytest.param((40.0,), (40.0,), id="one stays"),
        pytest.param((40.0, 60.0), (40.0, 60.0), id="those with room stay"),
        pytest.param((40.0, 44.0), (37.0, 47.0), id="two give way alike"),
        pytest.param((44.0, 40.0), (47.0, 37.0), id="in their own order"),
        pytest.param((99.0, 100.0), (90.0, 100.0), id="not beyond the end"),
        pytest.param((-5.0, 0.0), (0.0, 10.0), id="not before the beginning"),
    ],
)
def test_labels_that_would_touch_give_way(places, moved):
    assert apart(places, 10, 0, 100) == moved


@given(st.lists(st.integers(-50, 250), max_size=8))
def test_labels_keep_their_order_their_room_and_their_distance(places):
    moved = apart(places, 12, 0, 200)
    assert all(0 <= one <= 200 for one in moved)
    ordered = sorted(moved)
    for one, after in pairwise(ordered):
        assert after - one >= 12 - 1e-9
    for one, at in zip(places, moved, strict=True):
        for other, there in zip(places, moved, strict=True):
            assert not (one < other and at > there)


def test_a_timeline_that_begins_within_a_month_names_the_next_one_first():
    line = Timeline("", dt.date(2026, 10, 2), dt.date(2026, 12, 1), ())
    assert line.months() == (dt.date(2026, 11, 1), dt.date(2026, 12, 1))
