"""The claim workflow: every button works and nothing else does."""

from __future__ import annotations

import pytest

from parkdesk.domain import claims
from parkdesk.domain.claims import Amounts, ClaimAction, ClaimState, Handled
from parkdesk.domain.errors import InvalidInput, Refused, WrongState


@pytest.mark.parametrize("state", ClaimState)
@pytest.mark.parametrize("action", ClaimAction)
def test_every_button_works_and_nothing_else_does(state, action):
    if action in claims.actions_from(state):
        assert claims.advance(state, action) in ClaimState
    else:
        with pytest.raises(WrongState):
            claims.advance(state, action)


def test_every_state_can_be_reached():
    reached = {ClaimState.DRAFT}
    for _round in ClaimState:
        reached |= {
            claims.advance(state, action)
            for state in reached
            for action in claims.actions_from(state)
        }
    assert reached == set(ClaimState)


def test_every_action_asks_for_a_permission():
    assert set(claims.NEEDS) == set(ClaimAction)


@pytest.mark.parametrize("state", ClaimState)
def test_every_state_stands_on_the_line_of_stages(state):
    assert claims.stage_of(state) in claims.STAGES


def test_only_a_draft_or_a_returned_claim_may_be_changed():
    assert [state for state in ClaimState if state.editable] == [
        ClaimState.DRAFT,
        ClaimState.RETURNED,
    ]


@pytest.mark.parametrize(
    ("handled", "step"),
    [
        pytest.param(Handled(created_by=7), ClaimState.DRAFT, id="whoever made it"),
        pytest.param(Handled(1, 7, 2), ClaimState.SUBMITTED, id="whoever submitted it"),
        pytest.param(Handled(1, 2, 7), ClaimState.PRECHECKED, id="whoever pre-checked it"),
    ],
)
def test_nobody_approves_what_was_in_their_own_hand(handled, step):
    with pytest.raises(Refused) as refusal:
        claims.require_another_person(ClaimAction.APPROVE, 7, handled)
    assert refusal.value.params["step"] == step


def test_nobody_pre_checks_what_they_submitted():
    with pytest.raises(Refused) as refusal:
        claims.require_another_person(ClaimAction.PRECHECK, 7, Handled(1, 7))
    assert refusal.value.params["step"] == ClaimState.SUBMITTED


@pytest.mark.parametrize("action", [ClaimAction.PRECHECK, ClaimAction.APPROVE])
def test_nobody_reviews_a_roster_that_they_changed(action):
    with pytest.raises(Refused) as refusal:
        claims.require_another_person(action, 7, Handled(1, 2, 3, frozenset({5, 7})))
    assert refusal.value.params["step"] == ClaimState.DRAFT
    claims.require_another_person(action, 8, Handled(1, 2, 3, frozenset({5, 7})))


def test_another_person_may_approve_and_the_same_may_do_the_rest():
    claims.require_another_person(ClaimAction.APPROVE, 9, Handled(1, 7, 2))
    claims.require_another_person(ClaimAction.PRECHECK, 7, Handled(7, 2, 7))
    for action in set(ClaimAction) - {ClaimAction.APPROVE, ClaimAction.PRECHECK}:
        claims.require_another_person(action, 7, Handled(7, 7, 7))


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        pytest.param(-1, "negative-amount", id="negative"),
        pytest.param(1001, "above-requested", id="above"),
        pytest.param(1000, None, id="all of it"),
        pytest.param(0, None, id="nothing"),
    ],
)
def test_a_recommendation_lies_within_what_was_asked_for(amount, code):
    amounts = Amounts(requested_cents=1000)
    if code is None:
        claims.check_recommended(amounts, amount)
        return
    with pytest.raises(InvalidInput) as refusal:
        claims.check_recommended(amounts, amount)
    assert refusal.value.problems == {"recommended": code}


def test_an_approval_lies_within_the_recommendation():
    amounts = Amounts(1000, 800)
    claims.check_approved(amounts, 800)
    with pytest.raises(InvalidInput) as refusal:
        claims.check_approved(amounts, 801)
    assert refusal.value.problems == {"approved": "above-recommended"}


def test_exactly_the_approved_sum_is_paid():
    amounts = Amounts(1000, 800, 700)
    claims.check_paid(amounts, 700)
    with pytest.raises(InvalidInput):
        claims.check_paid(amounts, 699)


def test_a_reason_says_something():
    assert claims.check_reason("  缺社保证明 ") == "缺社保证明"
    with pytest.raises(InvalidInput):
        claims.check_reason(" 缺 ")


def test_claim_numbers():
    assert claims.claim_number(2026, 183) == "PX-2026-0183"
    assert claims.claim_number(2026, 12345) == "PX-2026-12345"
