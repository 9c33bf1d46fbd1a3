"""Shares: one rounding, and never a reading that contradicts a verdict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.shares import above, below, permille, used_permille

PARTS = st.integers(0, 10**12)
WHOLES = st.integers(1, 10**12)
LIMITS = st.integers(1, 1000)


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [
        pytest.param(0, 0, 0, id="nothing of nothing"),
        pytest.param(5, 0, 0, id="something of nothing"),
        pytest.param(1, 3, 333, id="down"),
        pytest.param(2, 3, 667, id="up"),
        pytest.param(1433, 2000, 717, id="a half goes up: 71.65 %"),
        pytest.param(-1433, 2000, -717, id="a loss is rounded as a gain"),
        pytest.param(1433, -2000, -717, id="of a negative whole"),
        pytest.param(3, 2, 1500, id="more than the whole"),
    ],
)
def test_a_share_is_rounded_half_up(part, whole, found):
    assert permille(part, whole) == found


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [
        pytest.param(6_996, 10_000, 699, id="69.96 % has not reached 70 %"),
        pytest.param(6_994, 10_000, 699, id="69.94 %"),
        pytest.param(7_000, 10_000, 700, id="70 % has"),
        pytest.param(7_004, 10_000, 700, id="70.04 % has"),
        pytest.param(7_006, 10_000, 701, id="70.06 %"),
    ],
)
def test_a_share_that_falls_short_never_reads_as_the_limit(part, whole, found):
    assert permille(part, whole, reaching=700) == found


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [
        pytest.param(5_000, 10_000, 500, id="a half is not more than a half"),
        pytest.param(5_004, 10_000, 501, id="50.04 % is"),
        pytest.param(4_996, 10_000, 499, id="49.96 % has not even reached it"),
    ],
)
def test_a_share_that_is_more_than_the_limit_never_reads_as_the_limit(part, whole, found):
    assert permille(part, whole, reaching=500, passing=500) == found


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [(9_999, 10_000, 999), (10_000, 10_000, 1000), (10_001, 10_000, 1001), (0, 10_000, 0)],
)
def test_a_contract_reads_as_wholly_executed_only_when_it_is(part, whole, found):
    assert used_permille(part, whole) == found


@given(PARTS, WHOLES)
def test_a_share_is_never_off_by_more_than_half_a_permille(part, whole):
    assert abs(permille(part, whole) * whole - 1000 * part) * 2 <= whole


@given(PARTS, WHOLES, LIMITS)
def test_what_is_read_agrees_with_the_verdict(part, whole, limit):
    read = permille(part, whole, reaching=limit, passing=limit)
    assert (read < limit) == below(part, whole, limit)
    assert (read > limit) == above(part, whole, limit)
    assert abs(read * whole - 1000 * part) <= whole
