"""After-payment verification: a draw by a printed seed, results, and what they say."""

import pytest

from parkdesk.domain.errors import InvalidInput, NotPermitted, Refused
from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort
from parkdesk.domain.sampling import draw
from parkdesk.domain.verifications import VerificationState
from parkdesk.usecases.claim_payments import pay_claim
from parkdesk.usecases.verification_lists import (
    VerificationFilter,
    list_verifications,
    programmes_to_verify,
    verification_detail,
)
from parkdesk.usecases.verifications import (
    DrawSample,
    close_verification,
    draw_verification,
    record_sample_check,
)
from tests.usecases import claim_stories as story
from tests.usecases import payment_stories as pay
from tests.usecases.claim_stories import CAP
from tests.usecases.payment_stories import TODAY


@pytest.fixture
def desk(act_as):
    """The reviewer's desk of a park in which ten people were paid for."""
    pay.cashiers(act_as)
    claim = pay.approved_claim(act_as, range(1, 11))
    with act_as(pay.PAYER).work(read_only=False) as work:
        pay_claim(work, claim.id, claim.version, TODAY, 10 * CAP)
    return act_as(Role.REVIEWER)


def sample(desk, size=4, seed="7F3A19C2", reason=""):
    programme = story.programme_id(desk)
    with desk.work(read_only=False) as work:
        return draw_verification(work, DrawSample(programme, size, seed, reason))


def detail(desk, key):
    with desk.work(read_only=True) as work:
        return verification_detail(work, key.id)


def check(desk, row, wrong=0, finding=""):
    with desk.work(read_only=False) as work:
        record_sample_check(work, row.id, row.version, wrong, finding)


def test_the_draw_can_be_repeated_from_the_paper(desk):
    found = detail(desk, sample(desk))
    keys = [f"{found.rows[0].claim}/{place}" for place in range(1, 11)]
    assert tuple(f"{row.claim}/{row.place}" for row in found.rows) == draw("7F3A19C2", keys, 4)
    assert (found.row.population, found.population_cents, found.row.size) == (10, 10 * CAP, 4)
    assert found.whole is None


def test_without_a_seed_one_is_made(desk):
    seeds = {detail(desk, sample(desk, seed="", reason="再抽一次")).seed for _draw in range(2)}
    assert len(seeds) == 2
    assert all(len(seed) == 8 for seed in seeds)


def test_results_say_how_much_of_the_whole_may_be_wrong(desk):
    key = sample(desk)
    rows = detail(desk, key).rows
    with pytest.raises(Refused), desk.work(read_only=False) as work:
        close_verification(work, key.id, key.version)
    check(desk, rows[0], CAP, "电话核实：未参加培训")
    for row in rows[1:]:
        check(desk, row)
    found = detail(desk, key)
    assert (found.row.checked, found.row.wrong) == (4, 1)
    assert found.whole.estimate_cents == 10 * CAP // 4
    assert (found.whole.bounds.least, found.whole.bounds.most) == (1, 7)
    with desk.work(read_only=False) as work:
        close_verification(work, key.id, key.version)
    with pytest.raises(Refused):
        check(desk, detail(desk, key).rows[0], 0)
    with pytest.raises(Refused), desk.work(read_only=False) as work:
        close_verification(work, key.id, key.version + 1)


@pytest.mark.parametrize("size", [None, 0, 501])
def test_a_size_that_cannot_be_is_refused(desk, size):
    with pytest.raises(InvalidInput):
        sample(desk, size)


def test_more_than_there_is_draws_all(desk):
    assert detail(desk, sample(desk, 400)).row.size == 10


def test_a_result_within_what_was_paid(desk):
    row = detail(desk, sample(desk)).rows[0]
    with pytest.raises(InvalidInput):
        check(desk, row, CAP + 1, "多拨")
    with pytest.raises(InvalidInput):
        check(desk, row, CAP)


def test_where_nothing_was_paid_nothing_is_drawn(act_as):
    programme = story.programme_id(act_as(Role.REVIEWER), "central-training-2015")
    with pytest.raises(Refused), act_as(Role.REVIEWER).work(read_only=False) as work:
        draw_verification(work, DrawSample(programme, 4))


def test_lists_and_programmes(desk, act_as):
    key = sample(desk)
    with desk.work(read_only=True) as work:
        window = list_verifications(work, VerificationFilter(), Sort("drawn"), 0, 10)
        assert [row.number for row in window.rows] == [key.number] == ["CC-2026-0001"]
        assert [one.claims for one in programmes_to_verify(work)] == [1]
    with pytest.raises(NotPermitted):
        sample(act_as(Role.CLERK))


def test_drawing_the_same_again_needs_a_reason_and_keeps_the_earlier_seed(desk):
    first = sample(desk)
    programme = story.programme_id(desk)
    with pytest.raises(InvalidInput) as asked, desk.work(read_only=False) as work:
        draw_verification(work, DrawSample(programme, 4, "OTHER"))
    assert asked.value.problems == {"reason": "redraw-needs-reason"}
    assert asked.value.params["sample"] == first.number
    with desk.work(read_only=False) as work:
        again = draw_verification(work, DrawSample(programme, 4, "OTHER", "样本量不足，重新抽取"))
    said = detail(desk, again).redraws
    assert (said.number, said.seed, said.reason) == (
        first.number,
        "7F3A19C2",
        "样本量不足，重新抽取",
    )
    assert detail(desk, first).seed == "7F3A19C2"
    assert detail(desk, first).redraws is None


def test_a_draw_names_its_programme(desk):
    with pytest.raises(InvalidInput) as refused, desk.work(read_only=False) as work:
        draw_verification(work, DrawSample(None, 4))
    assert refused.value.problems == {"programme_id": "required"}
    assert listed(desk, None) == []


def listed(desk, state):
    with desk.work(read_only=True) as work:
        window = list_verifications(work, VerificationFilter(state), Sort("drawn"), 0, 10)
    return [row.id for row in window.rows]


def test_samples_are_listed_by_their_state(desk):
    closed = sample(desk, 1)
    (row,) = detail(desk, closed).rows
    check(desk, row)
    with desk.work(read_only=False) as work:
        close_verification(work, closed.id, closed.version)
    under_way = sample(desk, 4, seed="OTHER", reason="样本量不足，重新抽取")
    assert listed(desk, VerificationState.OPEN) == [under_way.id]
    assert listed(desk, VerificationState.CLOSED) == [closed.id]
    assert set(listed(desk, None)) == {under_way.id, closed.id}
