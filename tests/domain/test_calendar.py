import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.calendar import (
    DateRange,
    Quarter,
    add_months,
    add_years,
    day_in_china,
    months_inclusive,
)
from parkdesk.domain.errors import InvalidInput

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("2026Q3", Quarter(2026, 3)),
        (" 2026-q1 ", Quarter(2026, 1)),
        ("2026年第4季度", Quarter(2026, 4)),
    ],
)
def test_a_quarter_is_read(text, quarter):
    assert Quarter.parse(text) == quarter


@pytest.mark.parametrize("text", ["", "2026", "2026Q5", "Q3 2026", "26Q3", "2026Q33"])
def test_what_is_no_quarter_is_refused(text):
    with pytest.raises(InvalidInput):
        Quarter.parse(text)


def test_a_quarters_days_and_neighbours():
    quarter = Quarter(2026, 1)
    assert quarter.days == DateRange(dt.date(2026, 1, 1), dt.date(2026, 3, 31))
    assert quarter.previous() == Quarter(2025, 4)
    assert quarter.year_before() == Quarter(2025, 1)
    assert str(quarter) == "2026Q1"
    assert dt.date(2026, 3, 31) in quarter.days
    assert dt.date(2026, 4, 1) not in quarter.days


def test_the_last_full_quarter_has_ended():
    assert Quarter.last_full(dt.date(2026, 10, 1)) == Quarter(2026, 3)
    assert Quarter.last_full(dt.date(2026, 9, 30)) == Quarter(2026, 2)


@given(DAYS)
def test_every_day_lies_in_its_quarter(day):
    assert day in Quarter.of(day).days


@given(DAYS, st.integers(-20, 20))
def test_shifting_quarters_there_and_back(day, n):
    quarter = Quarter.of(day)
    assert quarter.shifted(n).shifted(-n) == quarter


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2026-05-11", "2027-03-10", 10),
        ("2026-05-11", "2027-05-10", 12),
        ("2026-05-11", "2027-05-09", 11),
        ("2026-01-01", "2026-12-31", 12),
        ("2024-02-29", "2025-02-26", 11),
        ("2024-02-29", "2025-02-27", 12),
        ("2026-01-31", "2026-02-27", 1),
        ("2026-01-31", "2026-02-26", 0),
    ],
)
def test_months_are_counted_with_both_days(first, last, months):
    counted = months_inclusive(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert counted == months


@given(DAYS, st.integers(1, 120))
def test_a_contract_of_n_months_counts_n(first, months):
    last = add_months(first, months) - dt.timedelta(days=1)
    assert months_inclusive(first, last) == months


def test_a_leap_day_has_its_anniversary_on_the_28th():
    assert add_years(dt.date(2024, 2, 29), 1) == dt.date(2025, 2, 28)


def test_the_civil_day_is_chinas():
    assert day_in_china(dt.datetime(2026, 9, 30, 16, 0, tzinfo=dt.UTC)) == dt.date(2026, 10, 1)
