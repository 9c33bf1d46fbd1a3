"""Items of a claim: what no rule could judge is refused, what is missing is not."""

import pytest

from parkdesk.domain.claim_conditions import VIOLATIONS, Condition, check_condition
from parkdesk.domain.claim_items import LONGEST_TEXT, ClaimItem, check_item
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.programme_figures import ClaimKind, ItemKind
from tests.domain.packs import TODAY

PLATFORM = ClaimKind.PLATFORM


@pytest.mark.parametrize(
    ("item", "problems"),
    [
        pytest.param(ClaimItem(), {"kind": "required"}, id="no kind"),
        pytest.param(
            ClaimItem(ItemKind.CERTIFICATE), {"kind": "item-of-other-claim"}, id="another claim's"
        ),
        pytest.param(
            ClaimItem(ItemKind.BUILDING, cost_cents=-1, asked_cents=-1),
            {"cost_cents": "negative-amount", "asked_cents": "negative-amount"},
            id="money below nothing",
        ),
        pytest.param(
            ClaimItem(ItemKind.BUILDING, title="字" * (LONGEST_TEXT + 1)),
            {"title": "too-long"},
            id="a title that is no title",
        ),
    ],
)
def test_an_item_that_no_rule_could_judge_is_refused(item, problems):
    with pytest.raises(InvalidInput) as refused:
        check_item(PLATFORM, item)
    assert refused.value.problems == problems


def test_an_item_may_be_unfinished():
    assert check_item(PLATFORM, ClaimItem(ItemKind.RUNNING, cost_cents=0)) is None
    assert check_item(PLATFORM, ClaimItem(ItemKind.BUILDING, title="字" * LONGEST_TEXT)) is None


@pytest.mark.parametrize(
    ("one", "problems"),
    [
        (Condition("other", met=True), {"other": "condition-not-asked"}),
        (Condition(VIOLATIONS, met=False), {"found_on": "required"}),
        (
            Condition(VIOLATIONS, met=False, found_on=TODAY.replace(year=2099)),
            {"found_on": "found-in-future"},
        ),
    ],
)
def test_an_answer_that_says_nothing_is_refused(one, problems):
    with pytest.raises(InvalidInput) as refused:
        check_condition(one, (VIOLATIONS,), TODAY)
    assert refused.value.problems == problems


def test_an_answer_with_its_day_is_taken():
    assert (
        check_condition(Condition(VIOLATIONS, met=False, found_on=TODAY), [VIOLATIONS], TODAY)
        is None
    )
