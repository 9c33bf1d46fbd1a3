"""Surveillance audits: which day due stands how, and what a form of one must hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.surveillance import (
    SaveSurveillance,
    SurveillanceOutcome,
    SurveillanceState,
    Visit,
    course,
    surveillance_problems,
)

D = dt.date
ISSUED = D(2023, 5, 10)
DUE = (D(2024, 5, 10), D(2025, 5, 10))
TODAY = D(2025, 9, 1)
PASSED, MISSED = SurveillanceOutcome.PASSED, SurveillanceOutcome.MISSED


def states(visits=(), passed_on=None, day=TODAY):
    return [one.state.value for one in course(DUE, visits, passed_on, day)]


@pytest.mark.parametrize(
    ("visits", "passed_on", "day", "expected"),
    [
        pytest.param((), None, D(2024, 5, 10), ["to-come", "to-come"], id="the day due is in time"),
        pytest.param((), None, D(2024, 5, 11), ["unknown", "to-come"], id="past due is a question"),
        pytest.param(
            (Visit(DUE[0], PASSED, D(2024, 5, 2)),),
            None,
            TODAY,
            ["passed", "unknown"],
            id="each audit is its own",
        ),
        pytest.param(
            (Visit(DUE[0], MISSED),), None, TODAY, ["missed", "unknown"], id="missed is a fact"
        ),
        pytest.param(
            (Visit(DUE[0], MISSED), Visit(DUE[0], PASSED, D(2024, 8, 1))),
            None,
            TODAY,
            ["passed", "unknown"],
            id="made up for later",
        ),
        pytest.param(
            (), D(2025, 5, 1), TODAY, ["passed", "passed"], id="a later one passed implies these"
        ),
        pytest.param((), D(2024, 4, 20), TODAY, ["passed", "unknown"], id="nearest to the first"),
    ],
)
def test_how_each_day_due_stands(visits, passed_on, day, expected):
    assert states(visits, passed_on, day) == expected


def test_the_day_of_an_audit_is_told_where_it_is_known():
    steps = course(DUE, (), D(2025, 5, 1), TODAY)
    assert [one.done_on for one in steps] == [None, D(2025, 5, 1)]


@given(
    passed=st.none() | st.dates(D(2023, 5, 10), D(2026, 5, 10)),
    day=st.dates(D(2023, 5, 10), D(2026, 5, 10)),
)
def test_nothing_is_ever_concluded_to_be_missed(passed, day):
    assert all(one.state is not SurveillanceState.MISSED for one in course(DUE, (), passed, day))


FORM = SaveSurveillance(1, 1, DUE[0], PASSED, D(2024, 5, 2))


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"due_on": None}, {"due_on": "required"}),
        ({"due_on": D(2024, 5, 9)}, {"due_on": "no-such-surveillance"}),
        ({"outcome": None}, {"outcome": "required"}),
        ({"done_on": None}, {"done_on": "required"}),
        ({"done_on": D(2025, 9, 2)}, {"done_on": "in-the-future"}),
        ({"done_on": D(2023, 5, 9)}, {"done_on": "before-issue"}),
        ({"done_on": D(2025, 5, 2)}, {"done_on": "nearer-to-another-surveillance"}),
        ({"outcome": MISSED, "done_on": None}, {}),
        ({"outcome": MISSED, "suspended_on": D(2024, 7, 1)}, {}),
        ({"outcome": MISSED, "suspended_on": D(2025, 9, 2)}, {"suspended_on": "in-the-future"}),
        ({"outcome": MISSED, "suspended_on": D(2023, 5, 9)}, {"suspended_on": "before-issue"}),
    ],
)
def test_a_form_of_an_audit(differences, problems):
    assert surveillance_problems(replace(FORM, **differences), DUE, ISSUED, TODAY) == problems


def test_what_is_still_to_come_cannot_have_been_missed():
    form = replace(FORM, outcome=MISSED, due_on=DUE[1])
    assert surveillance_problems(form, DUE, ISSUED, D(2025, 5, 9)) == {"due_on": "in-the-future"}
