"""Months, quarters and years: one spelling each, and how they fit into each other."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.periods import (
    Month,
    PeriodKind,
    Year,
    kind_of,
    parse_period,
    parts_of,
    period_of,
    whole_of,
)

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))
PERIODS = st.builds(period_of, st.sampled_from(PeriodKind), DAYS)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026-07", Month(2026, 7)),
        (" 2026年7月 ", Month(2026, 7)),
        ("2026/12", Month(2026, 12)),
        ("2026.1", Month(2026, 1)),
        ("2026Q3", Quarter(2026, 3)),
        ("2026年第3季度", Quarter(2026, 3)),
        ("2026", Year(2026)),
        ("2026年度", Year(2026)),
    ],
)
def test_a_period_is_read(text, period):
    assert parse_period(text) == period


@pytest.mark.parametrize("text", ["", "2026-13", "2026-00", "07-2026", "26", "2026Q5", "2026-7-1"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(InvalidInput) as refused:
        parse_period(text)
    assert refused.value.problems == {"period": "not-a-period"}


@given(PERIODS)
def test_a_period_has_one_spelling(period):
    assert parse_period(str(period)) == period
    assert kind_of(parse_period(str(period))) is kind_of(period)


@given(st.sampled_from(PeriodKind), DAYS)
def test_every_day_lies_in_its_period_and_in_no_neighbour(kind, day):
    period = period_of(kind, day)
    assert day in period.days
    assert period.previous().last + dt.timedelta(days=1) == period.first
    assert day not in period.previous().days


@given(PERIODS)
def test_a_year_before_is_a_year_before(period):
    before = period.year_before()
    assert (before.first.year, before.first.month) == (period.first.year - 1, period.first.month)
    assert kind_of(before) is kind_of(period)


@given(PERIODS)
def test_the_parts_of_a_period_make_it_up(period):
    parts = parts_of(period)
    if not parts:
        assert kind_of(period) is PeriodKind.MONTH
        return
    assert parts[0].first == period.first
    assert parts[-1].last == period.last
    assert all(one.previous() == other for other, one in pairwise(parts))
    assert {whole_of(one) for one in parts} == {period}


def test_a_year_is_part_of_nothing():
    assert whole_of(Year(2026)) is None
    assert whole_of(Month(2026, 7)) == Quarter(2026, 3)
