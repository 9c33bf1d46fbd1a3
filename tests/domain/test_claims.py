"""The claim workflow: every button works and nothing else does."""

from __future__ import annotations

import datetime as dt

import pytest

from parkdesk.domain import claims
from parkdesk.domain.claims import ClaimAction, ClaimKind, ClaimState, Exemption, Handled
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
    assert claims.require_another_person(ClaimAction.APPROVE, 9, Handled(1, 7, 2)) is None
    assert claims.require_another_person(ClaimAction.PRECHECK, 9, Handled(7, 2, 7)) is None
    bound = {ClaimAction.APPROVE, ClaimAction.PRECHECK, ClaimAction.REVIEW, ClaimAction.PAY}
    for action in set(ClaimAction) - bound:
        assert claims.require_another_person(action, 7, Handled(7, 7, 7, approved_by=7)) is None


@pytest.mark.parametrize(
    ("handled", "step"),
    [
        pytest.param(Handled(created_by=7), ClaimState.DRAFT, id="whoever made it"),
        pytest.param(Handled(1, 7, 2), ClaimState.SUBMITTED, id="whoever submitted it"),
        pytest.param(Handled(1, 2, 7), ClaimState.PRECHECKED, id="whoever pre-checked it"),
        pytest.param(Handled(approved_by=7), ClaimState.APPROVED, id="whoever approved it"),
        pytest.param(Handled(edited_by=frozenset({7})), ClaimState.DRAFT, id="whoever typed in it"),
    ],
)
def test_nobody_pays_what_was_in_their_own_hand(handled, step):
    with pytest.raises(Refused) as refusal:
        claims.require_another_person(ClaimAction.PAY, 7, handled)
    assert refusal.value.params["step"] == step


@pytest.mark.parametrize(
    ("account", "day", "covered"),
    [
        pytest.param(7, dt.date(2026, 3, 1), True, id="the first day"),
        pytest.param(7, dt.date(2026, 3, 31), True, id="the last day"),
        pytest.param(7, dt.date(2026, 4, 1), False, id="too late"),
        pytest.param(7, dt.date(2026, 2, 28), False, id="too early"),
        pytest.param(8, dt.date(2026, 3, 15), False, id="somebody else"),
    ],
)
def test_an_exemption_covers_one_account_and_its_days(account, day, covered):
    exemption = Exemption(4, 7, dt.date(2026, 3, 1), dt.date(2026, 3, 31), "园办〔2026〕3号")
    assert exemption.covers(account, day) == covered


def test_an_exemption_is_named_only_where_it_was_needed():
    exemption = Exemption(4, 7, dt.date(2026, 3, 1), dt.date(2026, 3, 31), "园办〔2026〕3号")
    approve = ClaimAction.APPROVE
    assert claims.require_another_person(approve, 7, Handled(1, 2, 3), exemption) is None
    assert claims.require_another_person(approve, 7, Handled(7, 2, 3), exemption) == 4
    with pytest.raises(Refused):
        claims.require_another_person(approve, 8, Handled(8, 2, 3), exemption)


def test_states_are_waiting_granted_paid_or_neither():
    assert claims.PAID_OUT < claims.GRANTED
    assert not claims.WAITING & claims.GRANTED
    aside = {ClaimState.DRAFT, ClaimState.RETURNED, ClaimState.REJECTED, ClaimState.WITHDRAWN}
    assert set(ClaimState) - claims.WAITING - claims.GRANTED == aside
    assert {state for state in ClaimState if not state.binding} == aside


def test_a_programme_without_a_notice_has_no_stage_of_it():
    assert set(claims.stages(notice=True)) - set(claims.stages(notice=False)) == {
        ClaimState.NOTICED
    }


@pytest.mark.parametrize(
    ("notice", "left_out"), [(True, ClaimAction.CLEAR), (False, ClaimAction.PUBLISH)]
)
def test_an_approved_claim_is_published_only_where_there_is_a_notice(notice, left_out):
    offered = claims.offered(ClaimState.APPROVED, notice=notice)
    assert left_out not in offered
    assert left_out in claims.actions_from(ClaimState.APPROVED)


@pytest.mark.parametrize(
    ("levels_left", "left_out"), [(True, ClaimAction.APPROVE), (False, ClaimAction.REVIEW)]
)
def test_nothing_is_approved_before_every_level_has_reviewed(levels_left, left_out):
    offered = claims.offered(ClaimState.PRECHECKED, notice=True, levels_left=levels_left)
    assert left_out not in offered
    assert {ClaimAction.APPROVE, ClaimAction.REVIEW} - {left_out} <= set(offered)


def test_a_reason_says_something():
    assert claims.check_reason("  缺社保证明 ") == "缺社保证明"
    with pytest.raises(InvalidInput):
        claims.check_reason(" 缺 ")


def test_claim_numbers():
    assert claims.claim_number(2026, 183) == "PX-2026-0183"
    assert claims.claim_number(2026, 12345) == "PX-2026-12345"
    assert claims.claim_number(2026, 7, ClaimKind.INSTITUTION) == "PX-2026-0007"
    assert claims.claim_number(2026, 7, ClaimKind.CERTIFICATION) == "RZ-2026-0007"
    assert claims.claim_number(2026, 7, ClaimKind.PLATFORM) == "PT-2026-0007"
