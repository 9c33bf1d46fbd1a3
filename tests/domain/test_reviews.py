"""Claims reviewed together: which are clean, how many are opened, and who has looked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.errors import Refused
from parkdesk.domain.reviews import Cleanness, NotClean, require_opened, sample_size


@pytest.mark.parametrize(
    ("found", "why"),
    [
        pytest.param(Cleanness(), None, id="nothing against it"),
        pytest.param(Cleanness(open_conditions=2), None, id="unanswered conditions are told"),
        pytest.param(Cleanness(awaits_level=True), NotClean.AWAITS_LEVEL, id="a higher level"),
        pytest.param(
            Cleanness(failed_conditions=1, awaits_level=True),
            NotClean.CONDITION_NOT_MET,
            id="a condition is not met",
        ),
        pytest.param(
            Cleanness(lacking_papers=1, failed_conditions=1), NotClean.LACKS_PAPERS, id="papers"
        ),
        pytest.param(
            Cleanness(1, 1, 1, 0, awaits_level=True), NotClean.OPEN_SIGNAL, id="signals first"
        ),
    ],
)
def test_the_gravest_thing_keeps_a_claim_out(found, why):
    assert found.why is why
    assert found.clean is (why is None)


@given(st.integers(1, 10_000))
def test_one_in_five_is_opened_and_never_none(group):
    size = sample_size(group)
    assert 1 <= size <= group
    assert 5 * (size - 1) < group <= 5 * size


def test_a_group_passes_once_each_drawn_claim_was_opened():
    with pytest.raises(Refused) as refused:
        require_opened(frozenset({1, 2, 3}), frozenset({2, 9}))
    assert (refused.value.code, refused.value.params) == ("sample-not-opened", {"missing": 2})
    require_opened(frozenset({1, 2}), frozenset({1, 2, 9}))
    assert require_opened(frozenset(), frozenset()) is None
