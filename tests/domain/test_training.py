"""Institutions, courses and classes: what does not hold of them, and where a class is on a day."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.contracts import Residence
from parkdesk.domain.training import (
    ClassState,
    InstitutionCondition,
    SaveClass,
    SaveCourse,
    SaveInstitution,
    SaveYear,
    check_class,
    check_course,
    check_institution,
    check_year,
    plan_due,
    review_due,
    state_on,
)

D = dt.date
TODAY = D(2026, 10, 12)
ALWAYS = Residence(None, None)
INSTITUTION = SaveInstitution(1, "民办许可1号", "市人社局", None, D(2026, 3, 2))
YEAR = SaveYear(2026, D(2025, 12, 18), 300, 60_000_000, "对日软件")
COURSE = SaveCourse(1, "对日软件开发", 1_600)
CLASS = SaveClass(1, D(2026, 6, 1), D(2026, 7, 31), 30)
DAYS = st.integers(0, 60).map(lambda days: D(2026, 6, 1) + dt.timedelta(days=days))


@given(st.tuples(DAYS, DAYS).map(sorted), DAYS, st.none() | DAYS)
def test_a_class_is_planned_going_on_ended_or_called_off(days, day, cancelled):
    first, last = days
    found = state_on(day, first, last, cancelled)
    if cancelled is not None and cancelled <= day:
        assert found is ClassState.CANCELLED
    elif day < first:
        assert found is ClassState.PLANNED
    else:
        assert found is (ClassState.UNDER_WAY if day <= last else ClassState.ENDED)


def test_plans_and_reviews_are_due_on_the_days_of_guangzhou():
    assert plan_due(2027) == D(2026, 12, 20)
    assert review_due(2026) == D(2027, 3, 30)


@pytest.mark.parametrize(
    ("form", "residence", "problems"),
    [
        (INSTITUTION, ALWAYS, {}),
        (
            replace(
                INSTITUTION,
                licence_number=" ",
                conditions=frozenset({InstitutionCondition.LICENCE}),
            ),
            ALWAYS,
            {"licence_number": "training-licence-without-number"},
        ),
        (
            replace(INSTITUTION, licence_authority="长" * 201),
            ALWAYS,
            {"licence_authority": "training-words-too-long"},
        ),
        (replace(INSTITUTION, recognised_on=D(2026, 10, 13)), ALWAYS,
         {"recognised_on": "in-the-future"}),
        (INSTITUTION, Residence(None, D(2026, 3, 1)), {"enterprise_id": "served-after-leaving"}),
        (INSTITUTION, Residence(None, D(2026, 3, 2)), {}),
    ],
)  # fmt: skip
def test_what_does_not_hold_of_an_institution(form, residence, problems):
    assert check_institution(form, residence, TODAY) == problems


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({}, {}),
        ({"year": 1999}, {"year": "training-year-out-of-range"}),
        ({"year": 2027, "plan_on": TODAY}, {}),
        ({"year": 2028}, {"year": "training-year-out-of-range"}),
        ({"people": -1}, {"people": "negative-number"}),
        ({"budget_cents": 10**18}, {"budget_cents": "number-too-large"}),
        ({"plan_on": D(2026, 10, 13)}, {"plan_on": "in-the-future"}),
        ({"reviewed_on": TODAY}, {"passed": "required"}),
        ({"passed": True}, {"reviewed_on": "required"}),
        ({"reviewed_on": D(2026, 10, 13), "passed": True}, {"reviewed_on": "in-the-future"}),
        ({"reviewed_on": D(2025, 12, 31), "passed": True},
         {"reviewed_on": "training-review-before-year"}),
        ({"reviewed_on": TODAY, "passed": False}, {"outcome": "training-needs-outcome"}),
        ({"reviewed_on": TODAY, "passed": False, "outcome": "教材不全，限期补"}, {}),
    ],
)  # fmt: skip
def test_what_does_not_hold_of_a_year(changes, problems):
    assert check_year(replace(YEAR, **changes), TODAY) == problems


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({}, {}),
        ({"institution_id": None}, {"institution_id": "required"}),
        ({"title": ""}, {"title": "required"}),
        ({"title": "长" * 101}, {"title": "training-words-too-long"}),
        ({"hours_tenths": 0}, {"hours_tenths": "required"}),
        ({"hours_tenths": -5}, {"hours_tenths": "negative-number"}),
        ({"hours_tenths": 20_001}, {"hours_tenths": "number-too-large"}),
    ],
)
def test_what_does_not_hold_of_a_course(changes, problems):
    assert check_course(replace(COURSE, **changes)) == problems


@pytest.mark.parametrize(
    ("changes", "enrolled", "problems"),
    [
        ({}, 30, {}),
        ({}, 31, {"capacity": "class-capacity-below-enrolled"}),
        ({"capacity": 0}, 0, {"capacity": "limit-not-positive"}),
        ({"capacity": 10**7}, 0, {"capacity": "number-too-large"}),
        ({"capacity": None}, 0, {"capacity": "required"}),
        ({"course_id": None, "first_on": None}, 0,
         {"course_id": "required", "first_on": "required"}),
        ({"last_on": D(2026, 5, 31)}, 0, {"last_on": "end-before-start"}),
        ({"last_on": D(2027, 6, 2)}, 0, {"last_on": "class-too-long"}),
    ],
)  # fmt: skip
def test_what_does_not_hold_of_a_class(changes, enrolled, problems):
    assert check_class(replace(CLASS, **changes), enrolled) == problems
