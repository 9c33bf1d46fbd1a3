"""Shares of the levels: the parts always foot."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.level_shares import split
from parkdesk.domain.programme_figures import Level

CENTRAL, PROVINCE, CITY, DISTRICT, PARK = Level


@pytest.mark.parametrize(
    ("amount", "shares", "parts"),
    [
        (450_000, {CENTRAL: 500, CITY: 500}, {CENTRAL: 225_000, CITY: 225_000}),
        (101, {CENTRAL: 500, CITY: 500}, {CENTRAL: 51, CITY: 50}),
        (101, {CITY: 500, CENTRAL: 500}, {CENTRAL: 51, CITY: 50}),
        (100, {CENTRAL: 333, CITY: 333, PARK: 334}, {CENTRAL: 33, CITY: 33, PARK: 34}),
        (1, {CENTRAL: 400, PARK: 600}, {CENTRAL: 0, PARK: 1}),
        (0, {CENTRAL: 1000}, {CENTRAL: 0}),
        (7, {CENTRAL: 1000, PARK: 0}, {CENTRAL: 7, PARK: 0}),
    ],
)
def test_the_largest_remainder_gets_the_fen_that_is_left(amount, shares, parts):
    assert split(amount, shares) == parts


@st.composite
def whole(draw):
    levels = draw(st.lists(st.sampled_from(Level), min_size=1, unique=True))
    cuts = sorted(draw(st.integers(0, 1000)) for _ in levels[1:])
    bounds = [0, *cuts, 1000]
    parts = [upper - lower for lower, upper in pairwise(bounds)]
    return dict(zip(levels, parts, strict=True))


@given(st.integers(0, 10**13), whole())
def test_the_parts_foot_and_none_is_a_fen_off_its_share(amount, shares):
    parts = split(amount, shares)
    assert sum(parts.values()) == amount
    assert all(abs(parts[one] * 1000 - amount * shares[one]) < 1000 for one in shares)
