"""The rules run again before money is given: what has changed stops that row alone."""

import datetime as dt

import pytest

from parkdesk.domain.claim_lines import Stage
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.eligibility import Verdict
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.identity import Role
from parkdesk.store.tables.claims import ClaimPersonRecord
from parkdesk.usecases.claim_decisions import decision_basis
from parkdesk.usecases.claim_payments import pay_claim
from parkdesk.usecases.claim_returns import changed_verdicts
from parkdesk.usecases.claims import approve_claim, precheck_claim
from tests.usecases import claim_stories as story
from tests.usecases import journey_stories as journey
from tests.usecases.claim_stories import CAP, person
from tests.usecases.test_subsidy_journeys import do


@pytest.fixture
def prechecked(act_as):
    """A claim of three good people that waits for its approval."""
    clerk = act_as(Role.CLERK)
    claim = story.submit(clerk, story.add_claim(clerk, [person(n) for n in (1, 2, 3)]))
    return do(act_as(Role.REVIEWER), precheck_claim, claim, 3 * CAP)


def shorten(desk, claim, place):
    """End a person's contract too early, past the claim desk: as a correction of facts would."""
    row = journey.rows_of(desk, claim.id)[place - 1]
    with desk.work(read_only=False) as work:
        work.get(ClaimPersonRecord, row).contract_last_on = dt.date(2026, 8, 31)
    return row


def changes(desk, claim):
    with desk.work(read_only=True) as work:
        return changed_verdicts(work, claim.id)


def test_nothing_has_changed_where_nothing_did(act_as, prechecked):
    assert changes(act_as(Role.MANAGER), prechecked) == ()


def test_an_approval_stops_that_person_alone_and_shows_the_difference(act_as, prechecked):
    manager = act_as(Role.MANAGER)
    row = shorten(act_as(Role.ADMINISTRATOR), prechecked, 2)
    (change,) = changes(manager, prechecked)
    assert (change.row, change.position, change.name) == (row, 2, "学员2")
    assert (change.before, change.now) == (Verdict.PASS, Verdict.FAIL)
    assert change.findings_before == ()
    assert [line.code for line in change.lines_now] == ["contract-too-short"]
    assert (change.before_cents, change.now_cents) == (CAP, 0)
    with pytest.raises(InvalidInput) as refusal:
        do(manager, approve_claim, prechecked, 3 * CAP)
    assert refusal.value.problems == {"approved": "rules-now-give-less"}
    assert refusal.value.params["limit_cents"] == 2 * CAP
    do(manager, approve_claim, prechecked, 2 * CAP, "一人合同不足一年")
    assert journey.amounts(manager, prechecked.id)[Stage.APPROVED] == 2 * CAP
    lines = journey.lines_of(manager, prechecked.id)
    assert [line.approved_cents for line in lines] == [CAP, 0, CAP]
    assert [line.approved_reason for line in lines] == ["", "verdict-changed", ""]


def test_a_payment_stops_that_person_alone(act_as, prechecked):
    manager, payer = act_as(Role.MANAGER), act_as(Role.ADMINISTRATOR)
    claim = do(manager, approve_claim, prechecked, 3 * CAP)
    shorten(act_as(Role.CLERK), claim, 3)
    with pytest.raises(InvalidInput) as refusal:
        do(payer, pay_claim, claim, dt.date(2026, 10, 12), 3 * CAP)
    assert refusal.value.problems == {"paid": "paid-differs"}
    claim = do(payer, pay_claim, claim, dt.date(2026, 10, 12), 2 * CAP)
    assert claim.state is ClaimState.PAID
    assert journey.amounts(payer, claim.id)[Stage.PAID] == 2 * CAP
    lines = journey.lines_of(payer, claim.id)
    assert [line.paid_cents for line in lines] == [CAP, CAP, 0]
    assert lines[2].paid_reason == "verdict-changed"


def test_a_verdict_that_became_better_raises_nothing(act_as):
    clerk, manager = act_as(Role.CLERK), act_as(Role.MANAGER)
    rows = [person(1), person(2, contract_last=dt.date(2026, 8, 31))]
    claim = story.submit(clerk, story.add_claim(clerk, rows))
    claim = do(act_as(Role.REVIEWER), precheck_claim, claim, CAP)
    row = journey.rows_of(clerk, claim.id)[1]
    with act_as(Role.ADMINISTRATOR).work(read_only=False) as work:
        work.get(ClaimPersonRecord, row).contract_last_on = dt.date(2029, 5, 10)
    (change,) = changes(manager, claim)
    assert (change.before, change.now, change.now_cents) == (Verdict.FAIL, Verdict.PASS, 0)
    assert not change.stops
    do(manager, approve_claim, claim, CAP)
    assert journey.amounts(manager, claim.id)[Stage.APPROVED] == CAP


def test_a_decision_starts_from_rows_verdicts_and_reasons(act_as, prechecked):
    with act_as(Role.MANAGER).work(read_only=True) as work:
        basis = decision_basis(work, prechecked.id)
    assert [line.recommended_cents for line in basis.lines] == [CAP] * 3
    assert basis.totals.payable == 3
    assert {"lower-of", "verdict-changed", "paper-missing"} <= {one.code for one in basis.reasons}
