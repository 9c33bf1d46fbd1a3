"""Half hours, hours of a place, what a booking must say, and the steps there are."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.bookings import (
    DAY_SLOTS,
    STEPS,
    BookingAction,
    BookingState,
    OpenDays,
    Opening,
    PlaceKind,
    SaveBooking,
    SavePlace,
    after,
    check_booking,
    check_cancelling,
    check_place,
    check_presence,
    hours_tenths,
    time_text,
)
from parkdesk.domain.contracts import Residence
from parkdesk.domain.errors import WrongState
from parkdesk.domain.platforms import Platform, ServiceKind

D = dt.date
MONDAY = D(2026, 10, 12)
PLACE = SavePlace(
    "一号培训教室",
    PlaceKind.TRAINING_ROOM,
    Platform.TRAINING,
    ServiceKind.COURSE,
    18,
    36,
    OpenDays.WEEKDAYS,
    D(2026, 1, 1),
)
FORM = SaveBooking(1, 1, MONDAY, 18, 21, "新员工培训", 12)
OPENING = Opening(18, 36, OpenDays.WEEKDAYS, D(2026, 1, 1), D(2026, 12, 31))


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        ({}, {}),
        ({"name": " "}, {"name": "required"}),
        ({"name": "长" * 81}, {"name": "offer-name-too-long"}),
        ({"service_kind": ServiceKind.DISPUTE}, {"service_kind": "kind-not-of-platform"}),
        ({"opens": 36}, {"closes": "booking-ends-before"}),
        ({"closes": 49}, {"closes": "not-a-half-hour"}),
        ({"opens": -1}, {"closes": "not-a-half-hour"}),
        ({"opens": None}, {"opens": "required"}),
        ({"seats": 0}, {"seats": "place-needs-a-seat"}),
        ({"seats": 10**9}, {"seats": "number-too-large"}),
        ({"active_until": D(2025, 12, 31)}, {"active_until": "end-before-start"}),
        ({"active_until": D(2026, 1, 1)}, {}),
    ],
)
def test_a_place_says_what_it_is_and_when_it_is_open(change, problems):
    assert check_place(replace(PLACE, **change)) == problems


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        ({}, {}),
        ({"place_id": None}, {"place_id": "required"}),
        ({"purpose": "  "}, {"purpose": "required"}),
        ({"purpose": "长" * 201}, {"purpose": "request-subject-too-long"}),
        ({"until": 18}, {"until": "booking-ends-before"}),
        ({"until": 49}, {"until": "not-a-half-hour"}),
        ({"persons": -1}, {"persons": "negative-number"}),
        ({"persons": 10**9}, {"persons": "number-too-large"}),
        ({"weeks": 0}, {"weeks": "booking-weeks"}),
        ({"weeks": 54}, {"weeks": "booking-weeks"}),
    ],
)
def test_a_booking_says_who_when_and_what_for(change, problems):
    assert check_booking(replace(FORM, **change)) == problems


@pytest.mark.parametrize(
    ("days", "first", "until", "left_on", "found"),
    [
        ([MONDAY], 18, 36, None, ({}, None)),
        ([MONDAY], 17, 20, None, ({"until": "outside-opening-hours"}, None)),
        ([MONDAY], 18, 37, None, ({"until": "outside-opening-hours"}, None)),
        (
            [MONDAY, D(2026, 10, 17)],
            18,
            20,
            None,
            ({"day": "place-closed-on-day"}, D(2026, 10, 17)),
        ),
        ([D(2025, 12, 31)], 18, 20, None, ({"day": "place-closed-on-day"}, D(2025, 12, 31))),
        ([D(2027, 1, 1)], 18, 20, None, ({"day": "place-closed-on-day"}, D(2027, 1, 1))),
        ([MONDAY], 18, 20, MONDAY, ({}, None)),
        ([MONDAY], 18, 20, D(2026, 10, 11), ({"enterprise_id": "served-after-leaving"}, MONDAY)),
    ],
)
def test_a_booking_lies_within_the_hours_and_the_stay(days, first, until, left_on, found):
    residence = Residence(None, left_on)
    assert check_presence(OPENING, residence, days, first, until) == found


def test_weeks_are_the_same_day_of_the_week():
    days = replace(FORM, weeks=3).days
    assert days == (MONDAY, D(2026, 10, 19), D(2026, 10, 26))
    assert replace(FORM, day=None).days == ()


@pytest.mark.parametrize(
    ("slot", "text"), [(0, "00:00"), (18, "09:00"), (19, "09:30"), (48, "24:00")]
)
def test_a_half_hour_is_written_as_a_time(slot, text):
    assert time_text(slot) == text


def test_a_week_has_five_six_or_seven_open_days():
    sunday = D(2026, 10, 18)
    hours = {one: replace(OPENING, open_days=one).open_slots(MONDAY, sunday) for one in OpenDays}
    assert hours == {OpenDays.WEEKDAYS: 90, OpenDays.SIX_DAYS: 108, OpenDays.EVERY_DAY: 126}


@given(
    st.dates(D(2025, 1, 1), D(2027, 12, 31)),
    st.integers(0, 400),
    st.integers(0, 400),
    st.sampled_from(OpenDays),
)
def test_hours_of_a_period_are_those_of_its_parts(first, length, cut, open_days):
    opening = replace(OPENING, open_days=open_days)
    last = first + dt.timedelta(days=length)
    middle = first + dt.timedelta(days=min(cut, length))
    whole = opening.open_slots(first, last)
    assert whole == opening.open_slots(first, middle) + opening.open_slots(
        middle + dt.timedelta(days=1), last
    )
    assert 0 <= whole <= (length + 1) * 18


@given(st.integers(0, DAY_SLOTS), st.integers(0, DAY_SLOTS))
def test_hours_are_the_half_hours_between(first, until):
    assert hours_tenths(first, until) * 2 == (until - first) * 10


@pytest.mark.parametrize("state", BookingState)
@pytest.mark.parametrize("action", BookingAction)
def test_only_the_steps_that_are_written_lead_on(state, action):
    if (state, action) in STEPS:
        assert after(state, action) is STEPS[state, action]
        assert state is not BookingState.CANCELLED
    else:
        with pytest.raises(WrongState):
            after(state, action)


def test_a_cancellation_says_why():
    assert check_cancelling(" 改 ") == {"reason": "booking-needs-reason"}
    assert check_cancelling("会议改为线上举行") == {}
