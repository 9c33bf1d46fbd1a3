"""The geometry of the timeline and the year."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.certifications import CertificationStatus
from parkdesk.domain.gantt import Bar, Look, Piece, Span, Zoom, pieces
from parkdesk.domain.reminders import ReminderKind
from parkdesk.domain.year_calendar import weeks_of, year_counts

D = dt.date
TODAY = D(2026, 10, 12)
YEAR = Span.around(TODAY, Zoom.YEAR)


@pytest.mark.parametrize(
    ("zoom", "first", "last"),
    [
        (Zoom.QUARTER, D(2026, 9, 1), D(2027, 1, 31)),
        (Zoom.YEAR, D(2026, 7, 1), D(2027, 10, 31)),
        (Zoom.CYCLE, D(2026, 4, 1), D(2029, 10, 31)),
    ],
)
def test_a_span_holds_whole_months_round_today(zoom, first, last):
    assert Span.around(TODAY, zoom) == Span(first, last)


def test_a_span_moves_by_months():
    assert Span.around(TODAY, Zoom.QUARTER, -3).first_on == D(2026, 6, 1)


days = st.dates(D(2026, 7, 1), D(2027, 10, 31))
widths = st.integers(200, 5_000)


@given(days, days, widths)
def test_places_keep_the_order_of_days(one, other, width):
    first, second = sorted((one, other))
    assert 0 <= YEAR.at(first, width) <= YEAR.at(second, width) < width
    begin, end = YEAR.extent(first, second, width)
    assert 0 <= begin < end <= width


@given(days, st.integers(500, 5_000))
def test_the_day_at_a_place_is_the_day_that_begins_there(day, width):
    assert YEAR.day_at(YEAR.at(day, width), width) in {day, day - dt.timedelta(days=1)}


def test_what_lies_outside_has_no_extent():
    assert YEAR.extent(D(2020, 1, 1), D(2026, 6, 30), 1_000) is None
    assert YEAR.extent(D(2027, 11, 1), D(2028, 1, 1), 1_000) is None
    assert YEAR.extent(D(2020, 1, 1), D(2030, 1, 1), 1_000) == (0, 1_000)


@pytest.mark.parametrize("zoom", Zoom)
@given(width=widths)
def test_ticks_stand_apart(zoom, width):
    span = Span.around(TODAY, zoom)
    places = [span.at(tick.day, width) for tick in span.ticks(width, 40)]
    assert places
    assert all(later - earlier >= 25 for earlier, later in pairwise(places)) or len(places) <= 4


FIRST, LAST, TURN = D(2024, 5, 10), D(2027, 5, 10), D(2026, 11, 11)
END = D(2027, 10, 31)


@pytest.mark.parametrize(
    ("bar", "expected"),
    [
        (
            Bar(FIRST, LAST, TURN, CertificationStatus.VALID),
            (Piece(FIRST, D(2026, 11, 10), Look.HOLDS), Piece(TURN, LAST, Look.REMINDED)),
        ),
        (
            Bar(FIRST, None, None, CertificationStatus.VALID),
            (Piece(FIRST, END, Look.HOLDS),),
        ),
        (
            Bar(FIRST, LAST, D(2024, 1, 1), CertificationStatus.EXPIRING),
            (Piece(FIRST, LAST, Look.REMINDED),),
        ),
        (
            Bar(FIRST, LAST, TURN, CertificationStatus.SUSPENDED),
            (Piece(FIRST, LAST, Look.STOPPED),),
        ),
        (
            Bar(FIRST, D(2026, 10, 1), None, CertificationStatus.EXPIRED),
            (
                Piece(FIRST, D(2026, 10, 1), Look.HOLDS),
                Piece(D(2026, 10, 2), TODAY, Look.LAPSED),
            ),
        ),
    ],
)
def test_a_bar_falls_into_pieces(bar, expected):
    assert pieces(bar, TODAY, END) == expected


@given(st.dates(D(2020, 1, 1), D(2030, 1, 1)), st.integers(1, 2_000), st.integers(1, 400))
def test_pieces_follow_one_another_without_a_gap(first, length, lead):
    last = first + dt.timedelta(days=length)
    bar = Bar(first, last, last - dt.timedelta(days=lead), CertificationStatus.EXPIRED)
    found = pieces(bar, TODAY, END)
    assert found[0].first_on == first
    for earlier, later in pairwise(found):
        assert later.first_on == earlier.last_on + dt.timedelta(days=1)


def test_a_year_counts_by_day_and_kind():
    counts = year_counts(
        2026,
        [
            (ReminderKind.EXPIRY, D(2026, 2, 1), 1),
            (ReminderKind.SURVEILLANCE, D(2026, 2, 1), 1),
            (ReminderKind.EXPIRY, D(2026, 2, 28), 1),
            (ReminderKind.EXPIRY, D(2027, 2, 1), 1),
        ],
    )
    assert (counts.total, counts.on(D(2026, 2, 1)), counts.in_month(2)) == (3, 2, 3)
    assert counts.on(D(2026, 3, 1)) == 0


@given(st.integers(1990, 2100), st.integers(1, 12))
def test_the_weeks_of_a_month_hold_each_of_its_days_once(year, month):
    held = [day for week in weeks_of(year, month) for day in week if day is not None]
    assert held == sorted(set(held))
    assert {(day.year, day.month) for day in held} == {(year, month)}
    assert len(weeks_of(year, month)) <= 6
