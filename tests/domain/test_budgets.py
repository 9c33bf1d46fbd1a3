"""Budgets by level: what is left, what would be left, and what a batch may take."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.budgets import (
    LevelBudget,
    require_covered,
    require_still_covered,
    shortage,
    split_levels,
    what_if,
)
from parkdesk.domain.errors import Refused
from parkdesk.domain.programme_figures import Level

CENTRAL = LevelBudget(
    "central",
    1_000_000,
    paid_cents=300_000,
    unpaid_cents=200_000,
    under_way_cents=50_000,
    pending_cents=400_000,
)
CITY = LevelBudget("city", None, paid_cents=10)


def test_what_is_left():
    assert CENTRAL.left_cents == 500_000
    assert CENTRAL.left_if_approved_cents == 100_000
    assert (CITY.left_cents, CITY.left_if_approved_cents) == (None, None)


def test_what_would_be_left():
    central, city = what_if([CENTRAL, CITY], {"central": 400_000, "city": 5})
    assert (central.left_cents, central.pending_cents) == (100_000, 0)
    assert (city.left_cents, city.unpaid_cents) == (None, 5)


@pytest.mark.parametrize(
    ("wanted", "room"),
    [
        ({"central": 650_000}, None),
        ({"central": 650_001}, 650_000),
        ({"city": 10**9}, None),
        ({"": 10**9}, None),
        ({}, None),
    ],
)
def test_a_batch_within_what_was_allotted(wanted, room):
    if room is None:
        require_covered([CENTRAL, CITY], wanted)
        return
    with pytest.raises(Refused) as refused:
        require_covered([CENTRAL, CITY], wanted)
    assert refused.value.code == "batch-above-budget"
    assert refused.value.params["room_cents"] == room


WHOLE = LevelBudget("", 1_000, paid_cents=300)


def test_a_programme_without_levels_has_one_allotment():
    require_covered([WHOLE], {"": 700})
    with pytest.raises(Refused) as refused:
        require_covered([WHOLE], {"": 701})
    assert refused.value.code == "batch-above-whole-budget"
    assert refused.value.params == {"asked_cents": 701, "room_cents": 700}


@pytest.mark.parametrize(
    ("budget", "levels", "code"),
    [
        (CENTRAL, {"central"}, None),
        (replace(CENTRAL, allocated_cents=350_000), {"central"}, None),
        (replace(CENTRAL, allocated_cents=349_999), {"central"}, "batch-budget-lowered"),
        (replace(CENTRAL, allocated_cents=349_999), {"city"}, None),
        (CITY, {"city"}, None),
        (replace(WHOLE, allocated_cents=299), {""}, "batch-whole-budget-lowered"),
    ],
)
def test_a_batch_is_refused_where_its_allotment_was_lowered_since(budget, levels, code):
    if code is None:
        assert require_still_covered([budget], levels) is None
        return
    with pytest.raises(Refused) as refused:
        require_still_covered([budget], levels)
    assert (refused.value.code, refused.value.params["lacking_cents"]) == (code, 1)


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(["", "central"]))
def test_what_lacks_is_never_more_than_was_asked(asked, allotted, level):
    budget = LevelBudget(level, allotted, paid_cents=1_000, under_way_cents=500)
    found = shortage([budget], {level: asked})
    room = max(allotted - 1_500, 0)
    if asked and asked > allotted - 1_500:
        assert found is not None
        assert (found.level, found.asked_cents, found.room_cents) == (level, asked, room)
    else:
        assert found is None


@given(st.integers(0, 10**9), st.integers(0, 1000))
def test_levels_foot(amount, central):
    parts = split_levels(amount, {Level.CENTRAL: central, Level.PARK: 1000 - central})
    assert sum(parts.values()) == amount
    assert split_levels(amount, {}) == {"": amount}
