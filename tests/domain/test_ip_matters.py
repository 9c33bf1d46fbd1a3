"""Filings and disputes: their steps, their days, what does not hold of them."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.contracts import Residence
from parkdesk.domain.errors import WrongState
from parkdesk.domain.ip_matters import (
    OPEN_STATES,
    IpAction,
    IpKind,
    IpState,
    MatterDays,
    SaveMatter,
    after,
    check_ended,
    check_filed,
    check_matter,
    endings,
    is_past_due,
)

D = dt.date
TODAY = D(2026, 10, 12)
FILING = SaveMatter(1, IpKind.INVENTION, "一种票据影像去重方法", D(2026, 9, 1))
DISPUTE = replace(FILING, kind=IpKind.DISPUTE, title="成果归属", other_side="境外发包商一家")
ALWAYS = Residence(None, None)

OF_FILINGS = {
    ("open", "file"): "filed",
    ("open", "withdraw"): "withdrawn",
    ("filed", "grant"): "granted",
    ("filed", "refuse"): "refused",
    ("filed", "withdraw"): "withdrawn",
}
OF_DISPUTES = {
    ("open", "settle"): "settled",
    ("open", "decide"): "decided",
    ("open", "withdraw"): "withdrawn",
}


@pytest.mark.parametrize("kind", IpKind)
@pytest.mark.parametrize("state", IpState)
@pytest.mark.parametrize("action", IpAction)
def test_only_these_steps_are_gone(kind, state, action):
    legal = OF_DISPUTES if kind is IpKind.DISPUTE else OF_FILINGS
    wanted = legal.get((state.value, action.value))
    if wanted is None:
        with pytest.raises(WrongState):
            after(kind, state, action)
    else:
        assert after(kind, state, action).value == wanted


@pytest.mark.parametrize(
    ("kind", "state", "ways"),
    [
        (IpKind.DESIGN, IpState.OPEN, "withdraw"),
        (IpKind.DESIGN, IpState.FILED, "grant refuse withdraw"),
        (IpKind.DESIGN, IpState.GRANTED, ""),
        (IpKind.DISPUTE, IpState.OPEN, "settle decide withdraw"),
        (IpKind.DISPUTE, IpState.SETTLED, ""),
    ],
)
def test_what_can_come_of_it_is_offered(kind, state, ways):
    assert [one.value for one in endings(kind, state)] == ways.split()


DAYS = st.integers(0, 40).map(lambda days: D(2026, 9, 1) + dt.timedelta(days=days))


@given(st.tuples(DAYS, DAYS).map(sorted), DAYS, st.booleans())
def test_the_state_on_a_day_is_that_of_the_last_step_until_then(days, day, filed):
    filed_on, closed_on = days
    known = MatterDays(IpState.WITHDRAWN, filed_on if filed else None, closed_on)
    if day >= closed_on:
        wanted = IpState.WITHDRAWN
    else:
        wanted = IpState.FILED if filed and day >= filed_on else IpState.OPEN
    assert known.state_on(day) is wanted


@pytest.mark.parametrize("state", IpState)
def test_only_what_is_open_can_be_past_due(state):
    assert is_past_due(state, D(2026, 10, 11), TODAY) is (state in OPEN_STATES)
    assert not is_past_due(state, TODAY, TODAY)
    assert not is_past_due(state, None, TODAY)


@pytest.mark.parametrize(
    ("form", "residence", "problems"),
    [
        (FILING, ALWAYS, {}),
        (DISPUTE, ALWAYS, {}),
        (replace(FILING, due_on=D(2026, 9, 1)), ALWAYS, {}),
        (replace(FILING, kind=None), ALWAYS, {"kind": "required"}),
        (replace(FILING, opened_on=None), ALWAYS, {"opened_on": "required"}),
        (replace(FILING, title=" "), ALWAYS, {"title": "required"}),
        (replace(FILING, title="长" * 201), ALWAYS, {"title": "ip-words-too-long"}),
        (
            replace(FILING, other_side="某公司"),
            ALWAYS,
            {"other_side": "ip-filing-has-no-other-side"},
        ),
        (replace(DISPUTE, other_side=" "), ALWAYS, {"other_side": "required"}),
        (replace(DISPUTE, other_side="长" * 201), ALWAYS, {"other_side": "ip-words-too-long"}),
        (replace(FILING, opened_on=D(2026, 10, 13)), ALWAYS, {"opened_on": "in-the-future"}),
        (replace(FILING, due_on=D(2026, 8, 31)), ALWAYS, {"due_on": "ip-due-before-begun"}),
        (FILING, Residence(None, D(2026, 8, 31)), {"enterprise_id": "served-after-leaving"}),
        (FILING, Residence(None, D(2026, 9, 1)), {}),
    ],
)
def test_what_does_not_hold_is_named(form, residence, problems):
    assert check_matter(form, residence, TODAY) == problems


@pytest.mark.parametrize(
    ("day", "number", "problems"),
    [
        (D(2026, 9, 1), "202610000001.X", {}),
        (TODAY, "1" * 60, {}),
        (None, "1", {"filed_on": "required"}),
        (D(2026, 10, 13), "1", {"filed_on": "in-the-future"}),
        (D(2026, 8, 31), "1", {"filed_on": "ip-step-before-last"}),
        (TODAY, " ", {"application_number": "required"}),
        (TODAY, "1" * 61, {"application_number": "ip-number-too-long"}),
    ],
)
def test_what_the_office_took_in_has_its_day_and_number(day, number, problems):
    assert check_filed(day, number, D(2026, 9, 1), TODAY) == problems


@pytest.mark.parametrize(
    ("action", "day", "number", "words", "problems"),
    [
        (IpAction.GRANT, TODAY, "软著登字第1号", "", {}),
        (IpAction.GRANT, TODAY, " ", "", {"certificate_number": "required"}),
        (IpAction.GRANT, TODAY, "1" * 61, "", {"certificate_number": "ip-number-too-long"}),
        (IpAction.REFUSE, TODAY, "", "已有同样结构", {}),
        (IpAction.SETTLE, TODAY, "", "和解了", {"outcome": "ip-needs-outcome"}),
        (IpAction.DECIDE, TODAY, "1", "长" * 201, {"outcome": "ip-words-too-long"}),
        (IpAction.WITHDRAW, D(2026, 8, 31), "", "不再申请", {"closed_on": "ip-step-before-last"}),
        (IpAction.WITHDRAW, None, "", "不再申请", {"closed_on": "required"}),
    ],
)
def test_an_end_says_what_came_of_it(action, day, number, words, problems):
    assert check_ended(action, day, number, words, D(2026, 9, 1), TODAY) == problems
