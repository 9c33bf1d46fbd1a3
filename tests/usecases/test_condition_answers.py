"""Conditions of a claimant that a reviewer answers: open ones alone, with a reason that is kept."""

import pytest

from parkdesk.domain.eligibility import Rule, Verdict
from parkdesk.domain.errors import InvalidInput, NotPermitted, Refused, StaleRecord
from parkdesk.domain.identity import Role
from parkdesk.usecases.claimants import Condition, claimant_check, save_conditions
from parkdesk.usecases.condition_answers import answer_conditions
from parkdesk.usecases.reviews import review_queue
from parkdesk.usecases.trail import TrailFilter, list_trail
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import CAP, person

LOOKED = "已在信用中国和商务部统一平台查询"


@pytest.fixture
def clerk(act_as):
    return act_as(Role.CLERK)


@pytest.fixture
def reviewer(act_as):
    return act_as(Role.REVIEWER)


@pytest.fixture
def draft(clerk):
    return story.add_claim(clerk, [person(1)])


def check(desk, claim):
    with desk.work(read_only=True) as work:
        return claimant_check(work, claim.id)


def answer(desk, claim, *answers, reason=LOOKED):
    with desk.work(read_only=False) as work:
        return answer_conditions(work, claim.id, claim.version, answers, reason)


def of(desk, claim, code):
    return next(one for one in check(desk, claim).conditions if one.code == code)


def test_an_open_condition_is_answered_with_where_it_was_looked_up(clerk, reviewer, draft):
    claim = story.submit(clerk, draft)
    clean = [line for line in check(reviewer, claim).lines if line.rule is Rule.CLEAN_YEARS]
    assert [line.verdict for line in clean] == [Verdict.WARN]
    key = answer(reviewer, claim, Condition("violations", met=True))
    assert key.version > claim.version
    assert of(reviewer, claim, "violations") == Condition("violations", met=True, note=LOOKED)
    clean = [line for line in check(reviewer, claim).lines if line.rule is Rule.CLEAN_YEARS]
    assert [line.verdict for line in clean] == [Verdict.PASS]
    with reviewer.work(read_only=True) as work:
        entries = list_trail(work, TrailFilter()).rows
    entry = next(one for one in entries if one.action == "answer_conditions")
    assert entry.reason == LOOKED


def test_what_the_clerk_answered_stands(clerk, reviewer, draft):
    with clerk.work(read_only=False) as work:
        said = (Condition("violations", met=True),)
        draft = save_conditions(work, draft.id, draft.version, said)
    claim = story.submit(clerk, draft)
    with pytest.raises(InvalidInput) as refused:
        answer(reviewer, claim, Condition("violations", met=False))
    assert refused.value.problems == {"violations": "condition-answered"}


@pytest.mark.parametrize(
    ("answers", "reason", "problems"),
    [
        ((Condition("violations", met=True),), "  ", {"reason": "reason-missing"}),
        ((), LOOKED, {"answers": "conditions-left-open"}),
        ((Condition("violations"),), LOOKED, {"answers": "conditions-left-open"}),
        ((Condition("no-such", met=True),), LOOKED, {"no-such": "condition-not-asked"}),
        ((Condition("violations", met=False),), LOOKED, {"found_on": "required"}),
    ],
)
def test_an_answer_that_says_nothing_is_refused(clerk, reviewer, draft, answers, reason, problems):
    claim = story.submit(clerk, draft)
    with pytest.raises(InvalidInput) as refused:
        answer(reviewer, claim, *answers, reason=reason)
    assert refused.value.problems == problems
    assert of(reviewer, claim, "violations").met is None


def test_only_a_reviewer_answers_and_only_under_review(clerk, reviewer, draft):
    met = Condition("violations", met=True)
    with pytest.raises(Refused, match="claim-not-under-review"):
        answer(reviewer, draft, met)
    claim = story.submit(clerk, draft)
    with pytest.raises(NotPermitted):
        answer(clerk, claim, met)
    answer(reviewer, claim, met)
    with pytest.raises(StaleRecord):
        answer(reviewer, claim, met)


def test_who_answers_may_still_pass_the_claim(clerk, reviewer, draft):
    claim = story.submit(clerk, draft)
    key = answer(reviewer, claim, Condition("violations", met=True))
    assert story.precheck(reviewer, key, CAP).state == "prechecked"


def test_a_failed_condition_keeps_a_claim_out_of_a_group(clerk, reviewer, draft):
    claim = story.submit(clerk, draft)
    with reviewer.work(read_only=True) as work:
        (row,) = review_queue(work)
    assert row.cleanness.failed_conditions == 0
    assert row.cleanness.open_conditions > 0
    code = next(one.code for one in check(reviewer, claim).conditions if one.code != "violations")
    answer(reviewer, claim, Condition(code, met=False))
    with reviewer.work(read_only=True) as work:
        (row,) = review_queue(work)
    assert row.cleanness.failed_conditions == 1
    assert not row.cleanness.clean
