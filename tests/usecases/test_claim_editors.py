"""Whoever had a hand in a roster does not pass its reviews, administrators included."""

from dataclasses import replace

import pytest

from parkdesk.domain.claims import ClaimAction, ClaimState
from parkdesk.domain.errors import Refused
from parkdesk.domain.identity import Role
from parkdesk.usecases.claim_lists import claim_detail
from parkdesk.usecases.claim_returns import return_claim
from parkdesk.usecases.rosters import import_roster, save_roster
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import CAP, person


def change(desk, claim, *rows, use_case=save_roster):
    with desk.work(read_only=False) as work:
        saved = use_case(work, claim.id, claim.version, rows)
    return replace(claim, version=saved.version)


def detail(desk, claim):
    with desk.work(read_only=True) as work:
        return claim_detail(work, claim.id)


@pytest.mark.parametrize("use_case", [save_roster, import_roster])
def test_an_administrator_does_not_review_rows_that_they_added(act_as, use_case):
    administrator, clerk = act_as(Role.ADMINISTRATOR), act_as(Role.CLERK)
    claim = story.add_claim(clerk, [person(1)])
    claim = change(administrator, claim, person(1), person(2), use_case=use_case)
    claim = story.submit(clerk, claim)
    with pytest.raises(Refused) as refusal:
        story.precheck(administrator, claim, 2 * CAP)
    assert refusal.value.code == "claim-same-person"
    assert refusal.value.params["step"] is ClaimState.DRAFT
    claim = story.precheck(act_as(Role.REVIEWER), claim, 2 * CAP)
    with pytest.raises(Refused):
        story.approve(administrator, claim, 2 * CAP)
    seen = detail(administrator, claim)
    assert seen.withheld == {ClaimAction.APPROVE: ClaimState.DRAFT}
    assert [step.action for step in seen.steps] == [ClaimAction.SUBMIT, ClaimAction.PRECHECK]
    manager = act_as(Role.MANAGER)
    assert not detail(manager, claim).withheld
    assert story.approve(manager, claim, 2 * CAP).state is ClaimState.PAYABLE


def test_an_editor_stays_bound_when_the_claim_comes_back(act_as):
    administrator, clerk = act_as(Role.ADMINISTRATOR), act_as(Role.CLERK)
    claim = change(administrator, story.add_claim(clerk, [person(1)]), person(2))
    claim = story.submit(clerk, claim)
    with act_as(Role.REVIEWER).work(read_only=False) as work:
        claim = return_claim(work, claim.id, claim.version, "请补充合同")
    claim = story.submit(clerk, change(clerk, claim, person(2), person(3)))
    with pytest.raises(Refused):
        story.precheck(administrator, claim, 2 * CAP)


def test_saving_what_is_there_already_binds_nobody(act_as):
    administrator, clerk = act_as(Role.ADMINISTRATOR), act_as(Role.CLERK)
    claim = change(administrator, story.add_claim(clerk, [person(1)]), person(1))
    claim = story.submit(clerk, claim)
    assert story.precheck(administrator, claim, CAP).state is ClaimState.PRECHECKED
