"""Batches to look at: found by words, state and quarter, and counted for who may approve them."""

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused, WrongState
from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort
from parkdesk.domain.payments import Answer, BatchState
from parkdesk.usecases.payable_lists import payable_claims, programmes_to_pay
from parkdesk.usecases.payment_endings import claims_to_finish, finish_claim
from parkdesk.usecases.payment_lists import (
    BatchFilter,
    batch_detail,
    count_batches_to_approve,
    list_batches,
)
from parkdesk.usecases.payment_sheets import keep_bank_sheet, open_bank_sheet, record_bank_answer
from parkdesk.usecases.payments import cancel_batch, follow_up_batch
from tests.usecases import claim_stories as story
from tests.usecases import payment_stories as pay
from tests.usecases.claim_stories import CAP
from tests.usecases.payment_stories import SHARES, TODAY

OTHER = {"name": "无锡蠡湖数据有限公司", "code": "91320213MA1TESTX02"}
REASON = "送银行拨付"


@pytest.fixture
def cashiers(act_as):
    return pay.cashiers(act_as)


def found(desk, **criteria):
    with desk.work(read_only=True) as work:
        rows = list_batches(work, BatchFilter(**criteria), Sort("made"), 0, 10).rows
    return [row.number for row in rows]


def waiting(desk):
    with desk.work(read_only=True) as work:
        return count_batches_to_approve(work)


def test_a_batch_waits_for_who_may_approve_and_did_not_make_it(act_as, cashiers):
    maker, payer = cashiers
    batch = pay.make(maker, pay.approved_claim(act_as))
    assert [waiting(desk) for desk in (maker, payer, act_as(Role.CLERK))] == [0, 1, 0]
    pay.approve(payer, batch)
    assert waiting(payer) == 0


def test_batches_are_found_by_words_state_and_what_is_unsettled(act_as, cashiers):
    maker, payer = cashiers
    first = pay.approved_claim(act_as)
    second = pay.approved_claim(act_as, (3, 4), **OTHER)
    settled = pay.answer(payer, pay.sent(payer, pay.make(maker, first)))
    made = pay.make(maker, second)
    assert found(payer, text="太湖") == found(payer, text=first.number) == [settled.number]
    assert found(payer, text=" 蠡湖 ") == found(payer, text=made.number) == [made.number]
    assert found(payer, text="%") == []
    assert found(payer, state=BatchState.SETTLED) == [settled.number]
    assert found(payer, unsettled=True) == [made.number]
    # Both were made on 12 October: the closing of the third quarter asks about neither.
    assert found(payer, unsettled_for=Quarter(2026, 3)) == []
    assert found(payer, unsettled_for=Quarter(2026, 4)) == [made.number]
    with payer.work(read_only=True) as work:
        rows = list_batches(work, BatchFilter(), Sort("made"), 0, 10).rows
    assert {row.number: row.pending_cents for row in rows} == {
        settled.number: 0,
        made.number: 2 * CAP,
    }


def test_programmes_are_offered_while_claims_of_them_wait(act_as, cashiers):
    maker, payer = cashiers
    claim = pay.approved_claim(act_as)
    with maker.work(read_only=True) as work:
        (offered,) = programmes_to_pay(work)
    assert (offered.id, offered.claims) == (story.programme_id(maker), 1)
    pay.answer(payer, pay.sent(payer, pay.make(maker, claim)))
    with maker.work(read_only=True) as work:
        assert programmes_to_pay(work) == ()


def test_a_claim_that_is_wholly_in_a_batch_is_not_offered_again(act_as, cashiers):
    maker, _payer = cashiers
    claim = pay.approved_claim(act_as)
    programme = story.programme_id(maker)
    with maker.work(read_only=True) as work:
        (row,) = payable_claims(work, programme).rows
    assert (row.number, dict(row.levels)) == (claim.number, {"": 2 * CAP})
    pay.make(maker, claim)
    with maker.work(read_only=True) as work:
        assert payable_claims(work, programme).rows == ()


def test_what_a_batch_is_cancelled_or_written_for_is_said(act_as, cashiers):
    maker, payer = cashiers
    batch = pay.make(maker, pay.approved_claim(act_as))
    with pytest.raises(InvalidInput) as refused, maker.work(read_only=False) as work:
        cancel_batch(work, batch.id, batch.version, " 。 ")
    assert refused.value.problems == {"reason": "reason-missing"}
    assert pay.batch_record(maker, batch).state == "made"
    batch = pay.approve(payer, batch)
    with pytest.raises(InvalidInput) as refused, payer.work(read_only=False) as work:
        keep_bank_sheet(work, batch.id, batch.version, "general-csv", " ", "ab" * 32)
    assert refused.value.problems == {"reason": "reason-missing"}
    with payer.work(read_only=True) as work:
        assert batch_detail(work, batch.id).sheets == ()
    assert pay.batch_record(maker, batch).state == "approved"


def test_a_claim_that_is_under_way_or_may_still_be_paid_is_not_ended(act_as, cashiers):
    maker, payer = cashiers
    pay.with_rules(act_as(Role.ADMINISTRATOR), SHARES)
    claim = pay.approved_claim(act_as)

    def end():
        version = pay.claim_record(maker, claim).version
        with maker.work(read_only=False) as work:
            finish_claim(work, claim.id, version, "其余款项不再拨付")

    def unfinished():
        with maker.work(read_only=True) as work:
            return claims_to_finish(work)

    first = pay.answer(payer, pay.sent(payer, pay.make(maker, claim)), city="户名不符")
    assert first.state is BatchState.SETTLED
    # What failed may be paid again, and then is.
    assert unfinished() == ()
    with pytest.raises(Refused, match="claim-not-to-finish"):
        end()
    with maker.work(read_only=False) as work:
        follow_up_batch(work, first.id, frozenset({"batch-same-account"}))
    assert unfinished() == ()
    with pytest.raises(Refused, match="claim-not-to-finish"):
        end()
    assert pay.claim_record(maker, claim).state == "payable"


def test_of_what_failed_a_claim_that_now_fails_is_left_out_once_confirmed(act_as, cashiers):
    maker, payer = cashiers
    gone, stays = pay.approved_claim(act_as), pay.approved_claim(act_as, (3,), **OTHER)
    batch = pay.sent(payer, pay.make(maker, gone, stays))
    batch = pay.answer(payer, batch, **{"": "户名不符"})
    assert pay.batch_record(maker, batch).failed_cents == 3 * CAP
    pay.end_enterprise(act_as(Role.ADMINISTRATOR), pay.claim_record(maker, gone).enterprise_id)
    same = {"batch-same-account"}
    with pytest.raises(NeedsConfirmation) as asked, maker.work(read_only=False) as work:
        follow_up_batch(work, batch.id, frozenset(same))
    assert asked.value.code == "follow-up-leaves-out"
    assert asked.value.params == {"claims": (gone.number,)}
    with maker.work(read_only=False) as work:
        again = follow_up_batch(work, batch.id, frozenset(same | {"follow-up-leaves-out"}))
    assert again.total_cents == CAP
    with maker.work(read_only=True) as work:
        shown = batch_detail(work, again.id)
    assert [line.claim for line in shown.lines] == [stays.number]
    (hold,) = shown.holds
    assert (hold.claim, hold.position, hold.amount_cents) == (gone.number, None, 2 * CAP)


def test_an_account_in_another_name_is_asked_about(act_as, cashiers):
    maker, _payer = cashiers
    claim = pay.approved_claim(act_as)
    enterprise = pay.claim_record(maker, claim).enterprise_id
    holder = "无锡代收代付有限公司"
    pay.give_account(act_as(Role.ADMINISTRATOR), enterprise, holder=holder)
    with pytest.raises(NeedsConfirmation) as asked:
        pay.make(maker, claim, confirmed={"batch-account-changed"})
    assert asked.value.code == "batch-holders-differ"
    assert asked.value.params["enterprises"] == ("无锡太湖软件外包有限公司",)
    both = {"batch-account-changed", "batch-holders-differ"}
    batch = pay.make(maker, claim, confirmed=both)
    with maker.work(read_only=True) as work:
        (line,) = batch_detail(work, batch.id).lines
    assert (line.holder, line.amount_cents) == (holder, 2 * CAP)


def test_a_batch_that_the_bank_has_answered_is_not_sent_again(act_as, cashiers):
    maker, payer = cashiers
    batch = pay.answer(payer, pay.sent(payer, pay.make(maker, pay.approved_claim(act_as))))
    with pytest.raises(WrongState), payer.work(read_only=False) as work:
        open_bank_sheet(work, batch.id, batch.version, "general-csv", REASON)
    assert pay.batch_record(maker, batch).state == "settled"


def test_a_bank_that_answers_line_by_line_pays_each_claim_when_its_own_is_paid(act_as, cashiers):
    maker, payer = cashiers
    claims = [pay.approved_claim(act_as), pay.approved_claim(act_as, (3,), **OTHER)]
    batch = pay.sent(payer, pay.make(maker, *claims))
    states = []
    for reference, *_rest in pay.lines(maker, batch):
        with payer.work(read_only=False) as work:
            given = Answer(reference, True, paid_on=TODAY)
            batch = record_bank_answer(work, batch.id, batch.version, given).batch
        states.append([pay.claim_record(maker, claim).state for claim in claims])
    assert states == [["paid", "payable"], ["paid", "paid"]]
    assert batch.state is BatchState.SETTLED
    assert pay.batch_foots(maker, batch)
    assert all(pay.foots(maker, claim) for claim in claims)
