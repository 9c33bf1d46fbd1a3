"""Budgets by level: allotted, paid, on the way, waiting; and what would be left."""

import pytest

from parkdesk.domain.errors import InvalidInput, NotPermitted, StaleRecord
from parkdesk.domain.identity import Role
from parkdesk.usecases.budgets import (
    SaveLevelBudget,
    budget_what_if,
    programme_budgets,
    set_level_budget,
)
from tests.usecases import claim_stories as story
from tests.usecases import payment_stories as pay
from tests.usecases.claim_stories import CAP, person
from tests.usecases.payment_stories import SHARES


def levels(desk):
    programme = story.programme_id(desk)
    with desk.work(read_only=True) as work:
        (found,) = [one for one in programme_budgets(work) if one.programme_id == programme]
    return {row.budget.level: row.budget for row in found.levels}


def allot(desk, level, cents, version=0):
    programme = story.programme_id(desk)
    with desk.work(read_only=False) as work:
        set_level_budget(work, SaveLevelBudget(programme, level, cents, "财企[2026]1号"), version)


def test_money_moves_from_waiting_to_unpaid_to_paid_and_foots_by_level(act_as):
    admin = act_as(Role.ADMINISTRATOR)
    pay.with_rules(admin, SHARES)
    maker, payer = pay.cashiers(act_as)
    allot(admin, "central", 10 * CAP)
    claim = story.submit(act_as(Role.CLERK), story.add_claim(act_as(Role.CLERK), [person(1)]))
    waiting = levels(admin)
    assert {name: one.pending_cents for name, one in waiting.items()} == {
        "central": CAP // 2,
        "province": CAP // 4,
        "city": CAP // 4,
    }
    assert waiting["central"].left_cents == 10 * CAP
    claim = story.precheck(act_as(Role.REVIEWER), claim, CAP)
    claim = story.approve(act_as(Role.MANAGER), claim, CAP)
    approved = levels(admin)["central"]
    assert (approved.unpaid_cents, approved.under_way_cents) == (CAP // 2, 0)
    assert approved.left_cents == 10 * CAP - CAP // 2
    pay.give_account(admin, pay.claim_record(admin, claim).enterprise_id)
    batch = pay.make(maker, claim)
    assert levels(admin)["central"].under_way_cents == CAP // 2
    pay.approve(payer, batch)
    assert sum(one.unpaid_cents for one in levels(admin).values()) == CAP


def test_what_if_everything_that_waits_were_approved(act_as):
    admin = act_as(Role.ADMINISTRATOR)
    pay.with_rules(admin, SHARES)
    allot(admin, "city", CAP)
    story.submit(act_as(Role.CLERK), story.add_claim(act_as(Role.CLERK), [person(1), person(2)]))
    programme = story.programme_id(admin)
    with admin.work(read_only=True) as work:
        found = budget_what_if(work, programme)
        none = budget_what_if(work, programme, ())
    assert (found.claims, found.added_cents) == (1, 2 * CAP)
    (city,) = [one for one in found.then if one.level == "city"]
    assert city.left_cents == CAP - CAP // 2
    assert (none.claims, none.then) == (0, none.now)


def test_without_shares_there_is_one_line_with_the_programmes_own_budget(act_as):
    admin = act_as(Role.ADMINISTRATOR)
    pay.approved_claim(act_as)
    (only,) = levels(admin).values()
    assert (only.level, only.allocated_cents, only.unpaid_cents) == ("", None, 2 * CAP)


@pytest.mark.parametrize(
    ("level", "cents", "field"),
    [
        ("central", None, "allocated_cents"),
        ("central", -1, "allocated_cents"),
        ("moon", 1, "level"),
    ],
)
def test_an_allotment_that_cannot_be_is_refused(desk, level, cents, field):
    with pytest.raises(InvalidInput) as refused:
        allot(desk, level, cents)
    assert field in refused.value.problems


def test_an_allotment_is_changed_by_who_saw_it(act_as):
    admin = act_as(Role.ADMINISTRATOR)
    pay.with_rules(admin, SHARES)
    allot(admin, "central", 100)
    with pytest.raises(StaleRecord):
        allot(admin, "central", 200)
    allot(admin, "central", 200, 1)
    assert levels(admin)["central"].allocated_cents == 200
    with pytest.raises(NotPermitted):
        allot(act_as(Role.CLERK), "central", 300, 2)
