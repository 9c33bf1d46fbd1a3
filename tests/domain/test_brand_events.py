"""Events: where one stands on a day, and what a form may not say."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.brand_events import (
    EventBrand,
    EventKind,
    EventState,
    SaveEvent,
    SaveParticipant,
    check_cancel,
    check_event,
    check_hours,
    check_participant,
    state_on,
)
from parkdesk.domain.errors import InvalidInput

D = dt.date
FIRST, LAST = D(2026, 5, 14), D(2026, 5, 17)
FORM = SaveEvent("软件交易会", EventKind.EXHIBITION, EventBrand.PARK, "大连", FIRST, LAST)
DAYS = st.dates(D(2020, 1, 1), D(2030, 1, 1))


@pytest.mark.parametrize(
    ("day", "cancelled_on", "state"),
    [
        (D(2026, 5, 13), None, EventState.PLANNED),
        (FIRST, None, EventState.UNDER_WAY),
        (LAST, None, EventState.UNDER_WAY),
        (D(2026, 5, 18), None, EventState.HELD),
        (D(2026, 5, 18), D(2026, 5, 1), EventState.CANCELLED),
    ],
)
def test_where_an_event_stands_follows_from_its_days(day, cancelled_on, state):
    assert state_on(day, FIRST, LAST, cancelled_on) is state


@given(DAYS, DAYS, DAYS)
def test_an_event_never_goes_back(first, last, day):
    first, last = min(first, last), max(first, last)
    order = [EventState.PLANNED, EventState.UNDER_WAY, EventState.HELD]
    today, tomorrow = (state_on(one, first, last, None) for one in (day, day + dt.timedelta(1)))
    assert order.index(today) <= order.index(tomorrow)


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"title": " "}, {"title": "required"}),
        ({"venue": ""}, {"venue": "required"}),
        ({"kind": None}, {"kind": "required"}),
        ({"brand": None}, {"brand": "required"}),
        ({"title": "会" * 201}, {"title": "event-words-too-long"}),
        ({"venue": "连" * 101}, {"venue": "event-words-too-long"}),
        ({"country_code": "CN"}, {}),
        ({"country_code": "XX"}, {"country_code": "unknown"}),
        ({"own_cents": -1}, {"own_cents": "negative-amount"}),
        ({"grant_cents": 10**16}, {"grant_cents": "number-too-large"}),
        ({"first_on": None}, {"first_on": "required"}),
        ({"until_on": None}, {}),
        ({"until_on": D(2026, 5, 13)}, {"until_on": "end-before-start"}),
        ({"until_on": D(2027, 5, 14)}, {}),
        ({"until_on": D(2027, 5, 15)}, {"until_on": "event-too-long"}),
    ],
)
def test_what_a_form_may_not_say(differences, problems):
    assert check_event(replace(FORM, **differences), {"CN"}) == problems


@pytest.mark.parametrize(
    ("form", "today", "problems"),
    [
        (SaveParticipant(1), FIRST, {}),
        (SaveParticipant(1, 2, 3), FIRST, {}),
        (SaveParticipant(None), FIRST, {"enterprise_id": "required"}),
        (SaveParticipant(1, 0), FIRST, {"people": "limit-not-positive"}),
        (SaveParticipant(1, 10**9), FIRST, {"people": "number-too-large"}),
        (SaveParticipant(1, 1, -1), FIRST, {"leads": "negative-number"}),
        (SaveParticipant(1, 1, 10**9), FIRST, {"leads": "number-too-large"}),
        (SaveParticipant(1, 1, 1), D(2026, 5, 13), {"leads": "leads-before-event"}),
    ],
)
def test_what_is_said_of_a_participant(form, today, problems):
    assert check_participant(form, FIRST, today) == problems


@pytest.mark.parametrize(
    ("tenths", "code"),
    [
        (0, "required"),
        (-5, "negative-number"),
        (80, ""),
        (4 * 240, ""),
        (4 * 240 + 1, "hours-beyond-event"),
    ],
)
def test_hours_fit_into_the_days(tenths, code):
    assert check_hours(tenths, FIRST, LAST) == ({"hours_tenths": code} if code else {})


def test_calling_off_says_why():
    check_cancel("与展会撞期")
    with pytest.raises(InvalidInput):
        check_cancel("  ")
