"""Requests to the public platforms: their steps, their days, what does not hold of them."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.contracts import Residence
from parkdesk.domain.errors import InvalidInput, WrongState
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.domain.requests import (
    OPEN_STATES,
    Asked,
    RequestAction,
    RequestState,
    StepDays,
    after,
    check_refusal,
    check_request,
    is_overdue,
)

D = dt.date
TODAY = D(2026, 10, 12)
ASKED = Asked(
    Platform.TECHNOLOGY,
    ServiceKind.TEST_ENVIRONMENT,
    "借用测试环境三天",
    D(2026, 10, 9),
    D(2026, 10, 30),
)
ALWAYS = Residence(None, None)

LEGAL = {
    ("received", "accept"): "accepted",
    ("accepted", "begin"): "underway",
    ("underway", "complete"): "done",
    ("received", "refuse"): "refused",
    ("accepted", "refuse"): "refused",
    ("underway", "refuse"): "refused",
}


@pytest.mark.parametrize("state", RequestState)
@pytest.mark.parametrize("action", RequestAction)
def test_only_these_steps_are_gone(state, action):
    wanted = LEGAL.get((state.value, action.value))
    if wanted is None:
        with pytest.raises(WrongState):
            after(state, action)
    else:
        assert after(state, action).value == wanted


@given(st.lists(st.sampled_from(RequestAction), max_size=12))
def test_a_request_never_leaves_its_end(actions):
    state = RequestState.RECEIVED
    for action in actions:
        try:
            state = after(state, action)
        except WrongState:
            continue
        assert state is not RequestState.RECEIVED
    ended = state not in OPEN_STATES
    assert ended is not any((state, action) in _steps() for action in RequestAction)


def _steps():
    return {(RequestState(state), RequestAction(action)) for state, action in LEGAL}


DAYS = st.integers(0, 40).map(lambda days: D(2026, 9, 1) + dt.timedelta(days=days))


@given(st.tuples(DAYS, DAYS, DAYS).map(sorted), DAYS, st.booleans())
def test_the_state_on_a_day_is_that_of_the_last_step_until_then(days, day, refused):
    accepted, begun, closed = days
    last = RequestState.REFUSED if refused else RequestState.DONE
    state = StepDays(last, accepted, begun, closed).state_on(day)
    passed = sum(one <= day for one in days)
    order = [RequestState.RECEIVED, RequestState.ACCEPTED, RequestState.UNDERWAY, last]
    assert state is order[passed]


@pytest.mark.parametrize(
    ("state", "day", "late"),
    [
        (RequestState.RECEIVED, D(2026, 10, 30), False),
        (RequestState.RECEIVED, D(2026, 10, 31), True),
        (RequestState.UNDERWAY, D(2026, 10, 31), True),
        (RequestState.DONE, D(2026, 10, 31), False),
        (RequestState.REFUSED, D(2026, 10, 31), False),
    ],
)
def test_what_is_open_after_its_day_is_overdue(state, day, late):
    assert is_overdue(state, ASKED.due_on, day) is late


@pytest.mark.parametrize(
    ("differences", "residence", "problems"),
    [
        ({}, ALWAYS, {}),
        ({"kind": ServiceKind.COURSE}, ALWAYS, {"kind": "kind-not-of-platform"}),
        ({"subject": " "}, ALWAYS, {"subject": "required"}),
        ({"subject": "长" * 201}, ALWAYS, {"subject": "request-subject-too-long"}),
        ({"received_on": D(2026, 10, 13)}, ALWAYS, {"received_on": "in-the-future"}),
        ({"due_on": D(2026, 10, 8)}, ALWAYS, {"due_on": "due-before-received"}),
        ({"due_on": D(2027, 10, 30)}, ALWAYS, {"due_on": "due-too-late"}),
        ({}, Residence(None, D(2026, 10, 8)), {"enterprise_id": "served-after-leaving"}),
        ({}, Residence(None, D(2026, 10, 9)), {}),
    ],
)
def test_a_request_that_does_not_hold_is_refused_at_its_field(differences, residence, problems):
    assert check_request(replace(ASKED, **differences), residence, TODAY) == problems


@pytest.mark.parametrize("reason", ["", "  不行 ", "无"])
def test_a_refusal_says_why(reason):
    with pytest.raises(InvalidInput):
        check_refusal(reason)


def test_a_reason_is_enough():
    assert check_refusal("超出平台服务范围") is None
