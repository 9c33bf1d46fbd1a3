"""Titles and memberships: what they are on a day, and what is wrong with a form."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.titles import (
    AllianceRole,
    MembershipState,
    SaveMembership,
    SaveTitle,
    SaveTitleKind,
    TitleState,
    check_kind,
    check_membership,
    check_title,
    check_withdrawal,
    membership_state,
    title_state,
    valid_until,
)

D = dt.date
TODAY = D(2026, 10, 12)
GRANTED, LAST = D(2023, 11, 1), D(2026, 10, 31)
DAYS = st.dates(D(2000, 1, 1), D(2040, 12, 31))


@pytest.mark.parametrize(
    ("until", "withdrawn", "day", "state"),
    [
        (LAST, None, D(2023, 10, 31), TitleState.COMING),
        (LAST, None, GRANTED, TitleState.HELD),
        (LAST, None, LAST, TitleState.HELD),
        (LAST, None, D(2026, 11, 1), TitleState.EXPIRED),
        (None, None, D(2040, 1, 1), TitleState.HELD),
        (LAST, D(2025, 3, 1), D(2025, 2, 28), TitleState.HELD),
        (LAST, D(2025, 3, 1), D(2025, 3, 1), TitleState.WITHDRAWN),
        (LAST, D(2025, 3, 1), D(2030, 1, 1), TitleState.WITHDRAWN),
    ],
)
def test_a_title_on_a_day(until, withdrawn, day, state):
    assert title_state(GRANTED, until, withdrawn, day) is state


@given(DAYS, st.none() | DAYS, st.none() | DAYS, DAYS)
def test_a_title_that_is_held_was_granted_and_has_not_ended(granted, until, withdrawn, day):
    held = title_state(granted, until, withdrawn, day) is TitleState.HELD
    inside = granted <= day and (until is None or day <= until)
    assert held == (inside and not (withdrawn is not None and withdrawn <= day))


@pytest.mark.parametrize(
    ("until", "day", "state"),
    [
        (None, D(2023, 10, 31), MembershipState.COMING),
        (None, TODAY, MembershipState.MEMBER),
        (TODAY, TODAY, MembershipState.MEMBER),
        (D(2026, 10, 11), TODAY, MembershipState.ENDED),
    ],
)
def test_a_membership_on_a_day(until, day, state):
    assert membership_state(GRANTED, until, day) is state


@pytest.mark.parametrize(
    ("months", "last"), [(None, None), (36, D(2026, 10, 31)), (12, D(2024, 10, 31))]
)
def test_a_period_counts_its_first_day(months, last):
    assert valid_until(GRANTED, months) == last


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"granted_on": None}, {"granted_on": "required"}),
        ({"kind_code": ""}, {"kind_code": "required"}),
        ({"enterprise_id": None}, {"enterprise_id": "required"}),
        ({"granted_on": D(2026, 10, 13)}, {"granted_on": "day-in-future"}),
        ({"valid_until": D(2023, 10, 31)}, {"valid_until": "title-ends-first"}),
        ({"number": "文" * 121}, {"number": "too-long"}),
    ],
)
def test_what_is_wrong_with_a_title(differences, problems):
    facts = {"enterprise_id": 1, "kind_code": "model", "granted_on": GRANTED}
    assert check_title(SaveTitle(**(facts | differences)), TODAY) == problems


@pytest.mark.parametrize(
    ("day", "why", "problems"),
    [
        (D(2025, 1, 1), "苏商服[2025]1号", {}),
        (None, "苏商服[2025]1号", {"withdrawn_on": "required"}),
        (D(2023, 10, 31), "x", {"withdrawn_on": "withdrawn-before-granted"}),
        (D(2026, 10, 13), "x", {"withdrawn_on": "day-in-future"}),
        (D(2025, 1, 1), " ", {"withdrawal": "required"}),
    ],
)
def test_what_is_wrong_with_a_withdrawal(day, why, problems):
    assert check_withdrawal(GRANTED, day, why, TODAY) == problems


@pytest.mark.parametrize(
    ("form", "problems"),
    [
        (SaveTitleKind("园区之星"), {}),
        (SaveTitleKind(" "), {"name_zh": "required"}),
        (SaveTitleKind("星" * 121), {"name_zh": "too-long"}),
        (SaveTitleKind("园区之星", valid_months=0), {"valid_months": "months-needed"}),
    ],
)
def test_what_is_wrong_with_a_kind(form, problems):
    assert check_kind(form) == problems


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"alliance": " "}, {"alliance": "required"}),
        ({"role": None}, {"role": "required"}),
        ({"since_on": None}, {"since_on": "required"}),
        ({"since_on": D(2027, 1, 1)}, {"since_on": "day-in-future"}),
        ({"until_on": D(2020, 1, 1)}, {"until_on": "membership-ends-first"}),
        ({"alliance": "盟" * 121}, {"alliance": "too-long"}),
    ],
)
def test_what_is_wrong_with_a_membership(differences, problems):
    facts = {
        "enterprise_id": 1,
        "alliance": "服务外包联盟",
        "role": AllianceRole.MEMBER,
        "since_on": D(2021, 1, 1),
    }
    assert check_membership(SaveMembership(**(facts | differences)), TODAY) == problems
