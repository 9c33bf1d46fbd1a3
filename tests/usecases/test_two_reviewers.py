"""Two people decide the same claim at the same moment: one wins, the other sees what happened."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from parkdesk.domain.claim_lines import Stage
from parkdesk.domain.claims import ClaimAction, ClaimState
from parkdesk.domain.errors import StaleClaim, StaleRecord, UserError
from parkdesk.domain.identity import Role
from parkdesk.i18n import message, speaking
from parkdesk.store.tables.claims import ClaimRecord, ClaimStepRecord
from parkdesk.store.tables.payments import PaymentBatchRecord
from parkdesk.usecases.claim_lists import claim_detail
from parkdesk.usecases.claim_returns import return_claim
from parkdesk.usecases.claims import approve_claim, precheck_claim, reject_claim
from parkdesk.usecases.identity import SaveAccount, create_account
from parkdesk.usecases.payments import MakeBatch, make_batch
from parkdesk.usecases.trail import check_trail
from tests.parks import NOW, PASSWORD
from tests.usecases import claim_stories as story
from tests.usecases import journey_stories as journey
from tests.usecases import payment_stories as pay
from tests.usecases.claim_stories import CAP, person


@pytest.fixture
def reviewers(act_as):
    """Two people who may pre-check, decide and return, at desks of their own."""
    for login, name in (("first", "赵一"), ("second", "钱二")):
        with act_as(Role.ADMINISTRATOR).work(read_only=False) as work:
            create_account(work, SaveAccount(login, name, Role.ADMINISTRATOR.value, PASSWORD))
    return act_as("first"), act_as("second")


@pytest.fixture
def submitted(act_as):
    """A claim of one person that was handed in."""
    clerk = act_as(Role.CLERK)
    return story.submit(clerk, story.add_claim(clerk, [person(1)]))


def at_once(desks, steps):
    """Let everybody read first and then take their step together; return what came of each.

    Both have the claim in hand as it was, whosever transaction comes first.
    """
    together = threading.Barrier(len(steps), timeout=30)

    def take(desk, step):
        together.wait()
        try:
            with desk.work(read_only=False) as work:
                return step(work)
        except UserError as error:
            return error

    with ThreadPoolExecutor(len(steps)) as pool:
        futures = [pool.submit(take, *one) for one in zip(desks, steps, strict=True)]
        return [one.result(60) for one in futures]


def split(outcomes):
    """Return who won and why the other was refused."""
    (won,) = [place for place, one in enumerate(outcomes) if not isinstance(one, Exception)]
    (lost,) = [one for one in outcomes if isinstance(one, Exception)]
    return won, lost


def prechecked(claim, cents):
    reason = "核减部分" if cents < CAP else ""
    return lambda work: precheck_claim(work, claim.id, claim.version, cents, reason)


def returned(claim):
    return lambda work: return_claim(work, claim.id, claim.version, "请补正后再报")


@pytest.mark.parametrize("_again", range(5))
def test_of_two_prechecks_one_stands_whole(act_as, reviewers, submitted, _again):
    steps = [prechecked(submitted, CAP), prechecked(submitted, CAP - 100)]
    won, lost = split(at_once(reviewers, steps))
    amounts = journey.amounts(act_as(Role.AUDITOR), submitted.id)
    assert amounts[Stage.RECOMMENDED] == (CAP, CAP - 100)[won]
    assert isinstance(lost, StaleClaim)
    name = reviewers[won].actor.name
    assert lost.params["person"] == name
    assert (lost.params["action"], lost.params["at"]) == (ClaimAction.PRECHECK, NOW)
    with speaking("zh_CN"):
        assert name in message(lost)
        assert "预审" in message(lost)
        assert "2026-10-12 18:00" in message(lost)
    with act_as(Role.AUDITOR).work(read_only=True) as work:
        steps = claim_detail(work, submitted.id).steps
        assert [step.action for step in steps] == [ClaimAction.SUBMIT, ClaimAction.PRECHECK]
        assert check_trail(work).broken_at is None


@pytest.mark.parametrize("_again", range(5))
def test_a_return_and_a_precheck_leave_one_state(act_as, reviewers, submitted, _again):
    won, lost = split(at_once(reviewers, [returned(submitted), prechecked(submitted, CAP)]))
    with act_as(Role.AUDITOR).work(read_only=True) as work:
        record = work.get(ClaimRecord, submitted.id)
    states = (ClaimState.RETURNED, ClaimState.PRECHECKED)
    assert record.state == states[won].value
    assert record.recommended_cents == (None, CAP)[won]
    actions = (ClaimAction.RETURN, ClaimAction.PRECHECK)
    assert (lost.params["action"], lost.params["person"]) == (
        actions[won],
        reviewers[won].actor.name,
    )
    journey.amounts(act_as(Role.AUDITOR), submitted.id)


def test_an_approval_and_a_refusal_leave_one_decision(act_as, reviewers, submitted):
    claim = story.precheck(act_as(Role.REVIEWER), submitted, CAP)
    steps = [
        lambda work: approve_claim(work, claim.id, claim.version, CAP),
        lambda work: reject_claim(work, claim.id, claim.version, "不在支持范围内"),
    ]
    won, lost = split(at_once(reviewers, steps))
    with act_as(Role.AUDITOR).work(read_only=True) as work:
        record = work.get(ClaimRecord, claim.id)
        decided = select(func.count(ClaimStepRecord.id)).where(
            ClaimStepRecord.action.in_(["approve", "reject"])
        )
        assert work.session.scalar(decided) == 1
    assert record.decided_by_id == reviewers[won].actor.id
    assert (record.state, record.approved_cents) == (
        (ClaimState.PAYABLE.value, CAP),
        (ClaimState.REJECTED.value, None),
    )[won]
    assert isinstance(lost, StaleRecord)


def test_a_claim_goes_into_one_batch(act_as):
    claim = pay.approved_claim(act_as)
    makers = pay.cashiers(act_as)
    form = MakeBatch(story.programme_id(makers[0]), (claim.id,))
    _won, lost = split(at_once(makers, [lambda work: make_batch(work, form)] * 2))
    assert lost.code == "batch-nothing-to-pay"
    with makers[0].work(read_only=True) as work:
        (batch,) = work.session.scalars(select(PaymentBatchRecord)).all()
    assert batch.total_cents == 2 * CAP
