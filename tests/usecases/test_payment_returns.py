"""Transfers that came back: two persons, every sum foots, and the money is paid again."""

import datetime as dt

import pytest
from sqlalchemy import select

from parkdesk.domain.clawbacks import ClawbackReason, OpenClawback
from parkdesk.domain.errors import InvalidInput, NotPermitted, Refused, StaleRecord
from parkdesk.domain.identity import Role
from parkdesk.domain.payment_returns import ReturnState, TransferReturn
from parkdesk.store.tables.claims import ClaimStepRecord
from parkdesk.store.tables.payments import PaymentLineRecord, PaymentReturnRecord
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.usecases.budgets import programme_budgets
from parkdesk.usecases.claim_stages import archive_claim
from parkdesk.usecases.clawbacks import open_clawback
from parkdesk.usecases.payment_lists import batch_detail
from parkdesk.usecases.payment_returns import (
    confirm_transfer_return,
    dismiss_transfer_return,
    enter_transfer_return,
)
from parkdesk.usecases.payments import follow_up_batch
from tests.usecases import claim_stories as story
from tests.usecases import payment_stories as pay
from tests.usecases.claim_stories import CAP
from tests.usecases.payment_stories import SHARES, TODAY

FORM = TransferReturn(TODAY, "收款账户已销户", "T-77")
SAME = frozenset({"batch-same-account"})


@pytest.fixture
def cashiers(act_as):
    return pay.cashiers(act_as)


@pytest.fixture
def settled(act_as, cashiers):
    """A claim that was paid by one batch, and the batch."""
    maker, payer = cashiers
    claim = pay.approved_claim(act_as)
    return claim, pay.answer(payer, pay.sent(payer, pay.make(maker, claim)))


def line_of(desk, batch, level=""):
    with desk.work(read_only=True) as work:
        return work.session.scalar(
            select(PaymentLineRecord.id).where(
                PaymentLineRecord.batch_id == batch.id, PaymentLineRecord.level == level
            )
        )


def enter(desk, batch, form=FORM, level=""):
    version = pay.batch_record(desk, batch).version
    line = line_of(desk, batch, level)
    with desk.work(read_only=False) as work:
        return enter_transfer_return(work, line, version, form)


def entered(desk):
    """The newest record of a returned transfer."""
    with desk.work(read_only=True) as work:
        query = select(PaymentReturnRecord).order_by(PaymentReturnRecord.id.desc())
        return work.session.scalars(query).first()


def confirm(desk):
    found = entered(desk)
    with desk.work(read_only=False) as work:
        return confirm_transfer_return(work, found.id, found.version)


def test_a_transfer_that_came_back_has_failed_and_is_paid_again(act_as, cashiers, settled):
    maker, payer = cashiers
    claim, batch = settled
    assert pay.claim_record(maker, claim).state == "paid"
    enter(maker, batch)
    # One person says so: nothing has changed yet.
    assert pay.claim_record(maker, claim).paid_cents == 2 * CAP
    confirm(payer)
    record = pay.batch_record(maker, batch)
    assert (record.state, record.paid_cents, record.failed_cents) == ("settled", 0, 2 * CAP)
    assert pay.batch_foots(maker, batch)
    claimed = pay.claim_record(maker, claim)
    assert (claimed.state, claimed.paid_cents, claimed.paid_on) == ("payable", None, None)
    assert pay.row_sums(maker, claim) == (2 * CAP, 0, 0)
    with maker.work(read_only=True) as work:
        (line,) = batch_detail(work, batch.id).lines
        (budget,) = [
            one.budget
            for programme in programme_budgets(work)
            if programme.programme_id == story.programme_id(maker)
            for one in programme.levels
        ]
    assert (line.state, line.failure, line.returned.returned_on) == (
        "failed",
        "收款账户已销户",
        TODAY,
    )
    assert (budget.paid_cents, budget.unpaid_cents) == (0, 2 * CAP)
    enterprise = claimed.enterprise_id
    pay.give_account(act_as(Role.ADMINISTRATOR), enterprise, "6222020000001111")
    with maker.work(read_only=False) as work:
        again = follow_up_batch(work, batch.id)
    pay.answer(payer, pay.sent(payer, again, confirmed={"batch-accounts-changed"}))
    paid = pay.claim_record(maker, claim)
    assert (paid.state, paid.paid_cents) == ("paid", 2 * CAP)
    assert pay.foots(maker, claim)


def test_it_stands_in_the_steps_and_in_the_trail(cashiers, settled):
    maker, payer = cashiers
    claim, batch = settled
    enter(maker, batch)
    confirm(payer)
    with payer.work(read_only=True) as work:
        steps = work.session.scalars(
            select(ClaimStepRecord)
            .where(ClaimStepRecord.claim_id == claim.id)
            .order_by(ClaimStepRecord.id.desc())
        ).all()
        trail = {
            (row.action, row.actor_name)
            for row in work.session.execute(select(TrailRecord.action, TrailRecord.actor_name))
        }
    assert (steps[0].action, steps[0].state, steps[0].amount_cents) == (
        "bounce",
        "payable",
        2 * CAP,
    )
    assert steps[0].reason == "BF-2026-0001-001 2026-10-12 收款账户已销户"
    assert {("enter_transfer_return", "吴会计"), ("confirm_transfer_return", "林主任")} <= trail


def test_whoever_enters_a_return_does_not_confirm_it(act_as, cashiers, settled):
    maker, _payer = cashiers
    _claim, batch = settled
    with pytest.raises(Refused, match="claim-same-person"):
        enter(act_as(Role.MANAGER), batch)
    enter(maker, batch)
    with pytest.raises(Refused, match="return-same-person"):
        confirm(maker)
    with pytest.raises(Refused, match="claim-same-person"):
        confirm(act_as(Role.MANAGER))
    with pytest.raises(NotPermitted):
        confirm(act_as(Role.CLERK))


def test_two_who_decide_at_once_one_wins(act_as, cashiers, settled):
    maker, payer = cashiers
    _claim, batch = settled
    enter(maker, batch)
    found = entered(maker)
    confirm(payer)
    with pytest.raises(StaleRecord), maker.work(read_only=False) as work:
        dismiss_transfer_return(work, found.id, found.version, "登记错误，未退票")
    with pytest.raises(Refused, match="return-decided"), payer.work(read_only=False) as work:
        confirm_transfer_return(work, found.id, found.version + 1)


@pytest.mark.parametrize(
    ("form", "problems"),
    [
        (TransferReturn(None, ""), {"returned_on", "reason"}),
        (TransferReturn(TODAY + dt.timedelta(days=1), "销户"), {"returned_on"}),
        (TransferReturn(TODAY - dt.timedelta(days=1), "销户"), {"returned_on"}),
    ],
)
def test_a_return_says_when_and_why(cashiers, settled, form, problems):
    maker, _payer = cashiers
    _claim, batch = settled
    with pytest.raises(InvalidInput) as refused:
        enter(maker, batch, form)
    assert set(refused.value.problems) == problems


def test_a_return_is_entered_once_and_only_of_what_was_paid(act_as, cashiers, settled):
    maker, payer = cashiers
    _claim, batch = settled
    enter(maker, batch)
    with pytest.raises(Refused, match="return-entered-before"):
        enter(maker, batch)
    confirm(payer)
    with pytest.raises(Refused, match="return-of-unpaid"):
        enter(maker, batch)


def test_a_return_entered_by_mistake_is_dismissed_and_kept(cashiers, settled):
    maker, payer = cashiers
    claim, batch = settled
    enter(maker, batch)
    found = entered(maker)
    with pytest.raises(InvalidInput), payer.work(read_only=False) as work:
        dismiss_transfer_return(work, found.id, found.version, "")
    with payer.work(read_only=False) as work:
        dismiss_transfer_return(work, found.id, found.version, "银行回单系另一笔")
    kept = entered(maker)
    assert (kept.state, kept.ending) == (ReturnState.DISMISSED, "银行回单系另一笔")
    assert pay.claim_record(maker, claim).paid_cents == 2 * CAP
    enter(maker, batch)


def test_an_archived_claim_waits_for_payment_again(act_as, cashiers, settled):
    maker, payer = cashiers
    claim, batch = settled
    version = pay.claim_record(maker, claim).version
    with act_as(Role.CLERK).work(read_only=False) as work:
        archive_claim(work, claim.id, version, "D-2026-001")
    enter(maker, batch)
    confirm(payer)
    record = pay.claim_record(maker, claim)
    assert (record.state, record.archive_number) == ("payable", "D-2026-001")


def test_what_was_asked_back_is_no_return(cashiers, settled):
    maker, payer = cashiers
    claim, batch = settled
    enter(maker, batch)
    form = OpenClawback(
        claim.id,
        {pay.row_ids(maker, claim)[0]: 100},
        ClawbackReason.OVERPAID,
        "多拨一百元",
        TODAY,
        TODAY,
    )
    with payer.work(read_only=False) as work:
        open_clawback(work, form)
    with pytest.raises(Refused, match="return-of-clawed-back"):
        confirm(payer)


def test_three_levels_one_of_which_fails_comes_back_and_is_paid_at_last(act_as, cashiers):
    """Province fails; paid again it comes back; paid a third time: every sum foots each time."""
    maker, payer = cashiers
    admin = act_as(Role.ADMINISTRATOR)
    levels = "\n[review_levels]\nvalue = ['district', 'city']\nmark = 'C'\n"
    pay.with_rules(admin, SHARES, levels)
    claim = pay.reviewed_claim(act_as, (1, 2, 3))
    batch = pay.sent(payer, pay.make(maker, claim))
    batch = pay.answer(payer, batch, province="户名不符")
    assert batch.state == "settled"
    assert pay.paid_by_level(maker, claim) == {"central": 3 * CAP // 2, "city": 3 * CAP // 4}
    assert pay.claim_record(maker, claim).state == "payable"
    assert pay.batch_foots(maker, batch)
    with maker.work(read_only=False) as work:
        second = follow_up_batch(work, batch.id, SAME)
    assert [(line[1], line[3]) for line in pay.lines(maker, second)] == [("province", 3 * CAP // 4)]
    second = pay.answer(payer, pay.sent(payer, second))
    assert pay.claim_record(maker, claim).state == "paid"
    enter(maker, second, level="province")
    confirm(payer)
    assert pay.claim_record(maker, claim).state == "payable"
    assert pay.batch_foots(maker, second)
    assert pay.paid_by_level(maker, claim) == {"central": 3 * CAP // 2, "city": 3 * CAP // 4}
    # The first batch has nothing left to pay again; the second has.
    nothing = pytest.raises(Refused, match="batch-without-failures")
    with nothing, maker.work(read_only=False) as work:
        follow_up_batch(work, batch.id, SAME)
    with maker.work(read_only=False) as work:
        third = follow_up_batch(work, second.id, SAME)
    pay.answer(payer, pay.sent(payer, third))
    record = pay.claim_record(maker, claim)
    assert (record.state, record.paid_cents) == ("paid", 3 * CAP)
    assert pay.foots(maker, claim)
    assert sum(pay.paid_by_level(maker, claim).values()) == 3 * CAP


def test_a_level_that_comes_back_first_is_paid_again_from_its_own_batch(act_as, cashiers):
    """Two failures of one batch, one at once and one later: each is paid again once."""
    maker, payer = cashiers
    pay.with_rules(act_as(Role.ADMINISTRATOR), SHARES)
    claim = pay.approved_claim(act_as, (1,))
    batch = pay.answer(payer, pay.sent(payer, pay.make(maker, claim)), city="户名不符")
    with maker.work(read_only=False) as work:
        second = follow_up_batch(work, batch.id, SAME)
    pay.answer(payer, pay.sent(payer, second))
    assert pay.claim_record(maker, claim).state == "paid"
    enter(maker, batch, level="central")
    confirm(payer)
    with maker.work(read_only=True) as work:
        shown = batch_detail(work, batch.id)
        assert [line.level for line in shown.lines if line.to_follow] == ["central"]
    with maker.work(read_only=False) as work:
        third = follow_up_batch(work, batch.id, SAME)
    assert [line[1] for line in pay.lines(maker, third)] == ["central"]
    pay.answer(payer, pay.sent(payer, third))
    assert pay.claim_record(maker, claim).paid_cents == CAP
    assert pay.foots(maker, claim)


def test_of_a_claim_that_still_waits_one_level_comes_back(act_as, cashiers):
    maker, payer = cashiers
    pay.with_rules(act_as(Role.ADMINISTRATOR), SHARES)
    claim = pay.approved_claim(act_as, (1,))
    batch = pay.answer(payer, pay.sent(payer, pay.make(maker, claim)), city="户名不符")
    assert pay.claim_record(maker, claim).state == "payable"
    enter(maker, batch, level="central")
    confirm(payer)
    record = pay.claim_record(maker, claim)
    assert (record.state, record.paid_cents) == ("payable", None)
    assert pay.paid_by_level(maker, claim) == {"province": CAP // 4}
    assert pay.batch_foots(maker, batch)
    with maker.work(read_only=False) as work:
        again = follow_up_batch(work, batch.id, SAME)
    pay.answer(payer, pay.sent(payer, again))
    assert pay.claim_record(maker, claim).paid_cents == CAP
    assert pay.foots(maker, claim)
