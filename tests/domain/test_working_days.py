"""Working days: weeks as the notices move them, and years that nobody knows yet."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.working_days import (
    WorkingCalendar,
    YearNotice,
    deadline,
    moved_days,
    working_days_between,
)

D = dt.date
OCTOBER = WorkingCalendar(
    off=frozenset({D(2026, 10, 1), D(2026, 10, 2), *(D(2026, 10, day) for day in (5, 6, 7))}),
    worked=frozenset({D(2026, 10, 10)}),
    years=frozenset({2026}),
)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (D(2026, 9, 30), True),
        (D(2026, 10, 1), False),
        (D(2026, 10, 3), False),
        (D(2026, 10, 8), True),
        (D(2026, 10, 10), True),
        (D(2026, 10, 11), False),
    ],
)
def test_a_day_of_october(day, works):
    assert OCTOBER.is_working_day(day) is works


@pytest.mark.parametrize(
    ("begun", "days", "last", "known"),
    [
        (D(2026, 9, 30), 1, D(2026, 10, 8), True),
        (D(2026, 9, 30), 3, D(2026, 10, 10), True),
        (D(2026, 10, 12), 5, D(2026, 10, 19), True),
        (D(2026, 10, 9), 1, D(2026, 10, 10), True),
        (D(2026, 12, 30), 5, D(2027, 1, 6), False),
        (D(2030, 3, 1), 5, D(2030, 3, 8), False),
    ],
)
def test_the_day_of_publication_is_not_counted(begun, days, last, known):
    found = deadline(OCTOBER, begun, days)
    assert (found.last, found.known) == (last, known)


def test_a_period_has_a_day_at_least():
    with pytest.raises(InvalidInput):
        deadline(OCTOBER, D(2026, 10, 12), 0)


@given(
    st.dates(D(2026, 1, 1), D(2026, 12, 31)),
    st.integers(1, 60),
    st.sets(st.dates(D(2026, 1, 1), D(2027, 6, 1)), max_size=30),
)
def test_counting_back_gives_the_days_asked_for(begun, days, moved):
    weekdays = frozenset(day for day in moved if day.weekday() < 5)
    calendar = WorkingCalendar(weekdays, frozenset(moved - weekdays), frozenset({2026}))
    last = deadline(calendar, begun, days).last
    assert calendar.is_working_day(last)
    assert working_days_between(calendar, begun, last) == days
    assert working_days_between(calendar, begun, last - dt.timedelta(days=1)) == days - 1


def notice(off, worked="", year=2026):
    return YearNotice(year, "国务院办公厅通知", off, worked)


@pytest.mark.parametrize(
    ("off", "worked", "days"),
    [
        ("1.1-1.3", "1.4", [(1, 1, False), (1, 2, False), (1, 4, True)]),
        ("10月1日至10月2日", "", [(10, 1, False), (10, 2, False)]),
        ("1/1、4/6", "2-14", [(1, 1, False), (2, 14, True), (4, 6, False)]),
    ],
)
def test_a_notice_is_read(off, worked, days):
    found = [(one.day.month, one.day.day, one.works) for one in moved_days(notice(off, worked))]
    assert found == days


@pytest.mark.parametrize(
    ("form", "field", "code"),
    [
        (notice(""), "off", "required"),
        (notice("1.1", year=None), "year", "required"),
        (YearNotice(2026, " ", "1.1"), "document", "required"),
        (notice("13.1"), "off", "not-days"),
        (notice("2.30"), "off", "not-days"),
        (notice("1.5-1.1"), "off", "not-days"),
        (notice("1.1-3.1"), "off", "not-days"),
        (notice("new year"), "off", "not-days"),
        (notice("1.1", "1.5"), "worked", "worked-on-a-weekday"),
        (notice("1.3-1.4", "1.4"), "worked", "day-off-and-worked"),
    ],
)
def test_a_notice_that_cannot_be_is_refused(form, field, code):
    with pytest.raises(InvalidInput) as refused:
        moved_days(form)
    assert refused.value.problems == {field: code}
