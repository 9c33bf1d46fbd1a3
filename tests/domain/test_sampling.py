"""Draws that anybody can repeat, and exact bounds for what a sample says."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.sampling import (
    Checked,
    check_result,
    digest,
    draw,
    error_bounds,
    extrapolate,
)

KEYS = [f"PX-2026-{number:04d}/{row}" for number in range(1, 11) for row in range(1, 6)]


def test_the_same_seed_draws_the_same_whatever_the_order():
    assert draw("7F3A", KEYS, 5) == draw("7F3A", list(reversed(KEYS)), 5)
    assert draw("7F3A", KEYS, 5) != draw("7F3B", KEYS, 5)


@given(st.text(max_size=8), st.sets(st.text(min_size=1, max_size=6)), st.integers(0, 30))
def test_a_draw_takes_each_once_and_grows_by_its_end(seed, keys, size):
    drawn = draw(seed, keys, size)
    assert len(drawn) == len(set(drawn)) == min(size, len(keys))
    assert set(drawn) <= keys
    assert draw(seed, keys, size + 1)[: len(drawn)] == drawn


def test_another_population_has_another_digest():
    assert digest(KEYS) == digest(reversed(KEYS))
    assert digest(KEYS) != digest(KEYS[1:])


@pytest.mark.parametrize(
    ("population", "size", "wrong", "bounds"),
    [
        (10, 10, 3, (3, 3, 3)),
        (100, 20, 0, (0, 0, 15)),
        (800, 30, 0, (0, 0, 90)),
        (800, 30, 2, (7, 53, 174)),
        (20, 5, 5, (11, 20, 20)),
    ],
)
def test_bounds_of_known_samples(population, size, wrong, bounds):
    found = error_bounds(population, size, wrong)
    assert (found.least, found.estimate, found.most) == bounds


def _exact(population, size, wrong):
    """The bounds by trying every number: slow, and plainly the definition."""

    def of(bad, found):
        return Fraction(comb(bad, found) * comb(population - bad, size - found))

    ways, tail = comb(population, size), Fraction(25, 1000)
    inside = [
        bad
        for bad in range(wrong, population - size + wrong + 1)
        if sum(of(bad, one) for one in range(wrong + 1)) / ways > tail
        and sum(of(bad, one) for one in range(wrong, min(bad, size) + 1)) / ways > tail
    ]
    return min(inside), max(inside)


@given(st.data())
def test_bounds_are_those_of_the_definition(data):
    population = data.draw(st.integers(1, 40))
    size = data.draw(st.integers(1, population))
    wrong = data.draw(st.integers(0, size))
    found = error_bounds(population, size, wrong)
    assert found.least <= found.estimate <= found.most
    least, most = _exact(population, size, wrong)
    assert (found.least, found.most) == (min(least, found.estimate), max(most, found.estimate))


@pytest.mark.parametrize(("population", "size", "wrong"), [(5, 6, 0), (5, 0, 0), (5, 3, 4)])
def test_what_is_no_sample_is_refused(population, size, wrong):
    with pytest.raises(InvalidInput):
        error_bounds(population, size, wrong)


def test_a_finished_sample_says_what_the_whole_may_be():
    checked = [Checked(450_000, 0)] * 18 + [Checked(450_000, 450_000), Checked(450_000, 90_000)]
    found = extrapolate(812, 365_400_000, checked)
    assert (found.wrong, found.size) == (2, 20)
    assert found.estimate_cents == 365_400_000 * 540_000 // 9_000_000
    assert found.rate_permyriad == 600
    assert found.bounds.least < 81 < found.bounds.most


@pytest.mark.parametrize(
    ("wrong", "finding", "problems"),
    [
        (None, "", {"wrong_cents": "required"}),
        (0, "", {}),
        (450_001, "离职", {"wrong_cents": "above-paid"}),
        (-1, "离职", {"wrong_cents": "above-paid"}),
        (10, " ", {"finding": "required"}),
        (10, "2026-03 已离职", {}),
    ],
)
def test_the_result_of_a_check(wrong, finding, problems):
    assert check_result(450_000, wrong, finding) == problems
