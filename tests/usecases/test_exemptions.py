"""Exceptions to the rule of two persons: confirmed by another, named on the step, ended."""

import datetime as dt

import pytest

from parkdesk.domain.errors import InvalidInput, NotPermitted, Refused
from parkdesk.domain.identity import Role
from parkdesk.usecases.claim_lists import claim_detail
from parkdesk.usecases.exemptions import (
    SaveExemption,
    confirm_exemption,
    end_exemption,
    list_exemptions,
    make_exemption,
)
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import CAP, person

D = dt.date


def form(desk, **cells):
    given = {
        "account_id": desk.actor.id,
        "first_on": D(2026, 10, 1),
        "last_on": D(2026, 12, 31),
        "document_number": "园办〔2026〕3号",
        "reason": "园区办仅两人，无法三人分岗",
    }
    return SaveExemption(**given | cells)


def make(desk, given):
    with desk.work(read_only=False) as work:
        return make_exemption(work, given)


def row(desk):
    with desk.work(read_only=True) as work:
        return list_exemptions(work)[0]


def confirm(desk):
    one = row(desk)
    with desk.work(read_only=False) as work:
        confirm_exemption(work, one.id, one.version)


@pytest.fixture
def submitted(act_as):
    """A claim that the administrator made, typed and handed in."""
    desk = act_as(Role.ADMINISTRATOR)
    return story.submit(desk, story.add_claim(desk, [person(1)]))


def test_it_holds_once_another_has_confirmed_it_and_stands_on_the_step(act_as, submitted):
    desk = act_as(Role.ADMINISTRATOR)
    make(desk, form(desk))
    with pytest.raises(Refused, match="claim-same-person"):
        story.precheck(desk, submitted, CAP)
    with pytest.raises(Refused, match="exemption-same-person"):
        confirm(desk)
    confirm(act_as(Role.MANAGER))
    claim = story.precheck(desk, submitted, CAP)
    with desk.work(read_only=True) as work:
        steps = claim_detail(work, claim.id).steps
    assert [step.exemption for step in steps] == ["", "园办〔2026〕3号"]
    assert row(desk).used == 1
    assert row(desk).confirmed_by == "陈志远"


def test_whoever_needs_none_is_not_named_with_one(act_as, submitted):
    desk = act_as(Role.ADMINISTRATOR)
    reviewer = act_as(Role.REVIEWER)
    make(desk, form(reviewer))
    confirm(act_as(Role.MANAGER))
    claim = story.precheck(reviewer, submitted, CAP)
    with desk.work(read_only=True) as work:
        assert claim_detail(work, claim.id).steps[-1].exemption == ""


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param({"last_on": D(2026, 10, 11)}, id="over"),
        pytest.param({"first_on": D(2026, 10, 13)}, id="not yet"),
    ],
)
def test_it_holds_on_its_days_alone(act_as, submitted, cells):
    desk = act_as(Role.ADMINISTRATOR)
    make(desk, form(desk, **cells))
    confirm(act_as(Role.MANAGER))
    with pytest.raises(Refused, match="claim-same-person"):
        story.precheck(desk, submitted, CAP)


def test_an_ended_one_holds_no_longer(act_as, submitted):
    desk = act_as(Role.ADMINISTRATOR)
    make(desk, form(desk))
    confirm(act_as(Role.MANAGER))
    one = row(desk)
    with desk.work(read_only=False) as work:
        end_exemption(work, one.id, one.version)
    assert not row(desk).holds(D(2026, 10, 12))
    with pytest.raises(Refused, match="exemption-settled"), desk.work(read_only=False) as work:
        end_exemption(work, one.id, row(desk).version)
    with pytest.raises(Refused, match="claim-same-person"):
        story.precheck(desk, submitted, CAP)
    with pytest.raises(Refused, match="exemption-settled"):
        confirm(act_as(Role.MANAGER))


@pytest.mark.parametrize(
    ("cells", "problems"),
    [
        pytest.param({"account_id": None}, {"account_id": "required"}, id="for nobody"),
        pytest.param({"document_number": ""}, {"document_number": "required"}, id="no document"),
        pytest.param({"last_on": D(2026, 9, 1)}, {"last_on": "last-before-first"}, id="backwards"),
        pytest.param({"last_on": D(2027, 12, 1)}, {"last_on": "exemption-too-long"}, id="long"),
        pytest.param({"reason": "略"}, {"reason": "reason-missing"}, id="no reason"),
    ],
)
def test_what_says_nothing_is_refused(act_as, cells, problems):
    desk = act_as(Role.ADMINISTRATOR)
    with pytest.raises(InvalidInput) as refusal:
        make(desk, form(desk, **cells))
    assert refusal.value.problems == problems


def test_only_an_administrator_makes_one(act_as):
    desk = act_as(Role.MANAGER)
    with pytest.raises(NotPermitted):
        make(desk, form(desk))


def test_even_so_nobody_pays_what_they_approved(act_as, submitted):
    desk = act_as(Role.ADMINISTRATOR)
    make(desk, form(desk))
    confirm(act_as(Role.MANAGER))
    claim = story.precheck(desk, submitted, CAP)
    claim = story.approve(desk, claim, CAP)
    with pytest.raises(Refused, match="claim-same-person"):
        story.pay(desk, claim, CAP)
