"""Payment batches: two persons, nothing twice, held persons, banks' answers, failures again."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from parkdesk.domain.claims import ClaimState
from parkdesk.domain.errors import (
    InvalidInput,
    NeedsConfirmation,
    NotPermitted,
    Refused,
    StaleRecord,
    UserError,
    WrongState,
)
from parkdesk.domain.identity import Role
from parkdesk.domain.payments import Answer, BatchState, Obstacle
from parkdesk.store.level_budgets import level_budgets
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.tables.payments import PaymentLineRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.usecases.budgets import SaveLevelBudget, set_level_budget
from parkdesk.usecases.claim_payments import pay_claim
from parkdesk.usecases.claim_returns import return_claim
from parkdesk.usecases.payment_lists import batch_detail
from parkdesk.usecases.payment_sheets import (
    bank_sheets,
    keep_bank_sheet,
    match_bank_answers,
    open_bank_sheet,
    record_bank_answer,
    record_bank_answers,
)
from parkdesk.usecases.payments import (
    MakeBatch,
    cancel_batch,
    follow_up_batch,
    make_batch,
)
from parkdesk.usecases.programmes import programme_detail
from tests.usecases import claim_stories as story
from tests.usecases import payment_stories as pay
from tests.usecases.claim_stories import CAP
from tests.usecases.payment_stories import ACCOUNT, SHARES, TODAY


@pytest.fixture
def cashiers(act_as):
    return pay.cashiers(act_as)


def sent(maker, payer, batch):
    """Approve a batch and write its sheet; return it as it stands."""
    batch = pay.approve(payer, batch)
    with payer.work(read_only=False) as work:
        found = open_bank_sheet(work, batch.id, batch.version, "general-csv", "送银行拨付")
    with payer.work(read_only=False) as work:
        return keep_bank_sheet(
            work, batch.id, batch.version, "general-csv", "送银行拨付", "ab" * 32
        ), found


def answers(desk, batch, *given):
    with desk.work(read_only=False) as work:
        return record_bank_answers(work, batch.id, batch.version, tuple(given))


def paid(reference, cents=2 * CAP):
    return Answer(reference, True, cents, paid_on=TODAY, bank_reference="Z001")


def failed(reference, cents=2 * CAP):
    return Answer(reference, False, cents, failure="户名不符")


def test_a_claim_is_paid_by_two_persons_and_every_sum_foots(act_as, cashiers):
    maker, payer = cashiers
    claim = pay.approved_claim(act_as)
    assert claim.state is ClaimState.PAYABLE
    batch = pay.make(maker, claim)
    assert (batch.state, batch.total_cents) == (BatchState.MADE, 2 * CAP)
    batch, _sheet = sent(maker, payer, batch)
    ((reference, level, _state, cents),) = pay.lines(maker, batch)
    assert (reference, level, cents) == ("BF-2026-0001-001", "", 2 * CAP)
    result = answers(payer, batch, paid(reference))
    assert (result.paid, result.failed, result.left_out) == (1, 0, 0)
    assert result.batch.state is BatchState.SETTLED
    record = pay.claim_record(maker, claim)
    assert (record.state, record.paid_cents, record.paid_on) == ("paid", 2 * CAP, TODAY)
    assert pay.row_sums(maker, claim) == (2 * CAP, 2 * CAP, 0)


def test_levels_share_the_money_and_the_claim_waits_for_all_of_them(act_as, cashiers):
    maker, payer = cashiers
    pay.with_rules(act_as(Role.ADMINISTRATOR), SHARES)
    claim = pay.approved_claim(act_as, (1, 2, 3))
    first = pay.make(maker, claim, levels=frozenset({"central"}))
    assert first.total_cents == 3 * CAP // 2
    first, _sheet = sent(maker, payer, first)
    assert answers(payer, first, paid("BF-2026-0001-001", 3 * CAP // 2)).paid == 1
    assert pay.claim_record(maker, claim).state == "payable"
    rest = pay.make(maker, claim)
    assert [line[1] for line in pay.lines(maker, rest)] == ["province", "city"]
    rest, _sheet = sent(maker, payer, rest)
    references = [(line[0], line[3]) for line in pay.lines(maker, rest)]
    answers(payer, rest, *(paid(reference, cents) for reference, cents in references))
    assert pay.claim_record(maker, claim).paid_cents == 3 * CAP
    assert pay.foots(maker, claim)


def test_nothing_is_paid_twice(act_as, cashiers):
    maker, payer = cashiers
    claim = pay.approved_claim(act_as)
    batch = pay.make(maker, claim)
    with pytest.raises(Refused) as refused:
        pay.make(maker, claim)
    assert refused.value.code == "batch-nothing-to-pay"
    pay.approve(payer, batch)
    with pytest.raises(Refused):
        pay.make(payer, claim)


def test_the_database_itself_refuses_a_second_line(act_as, cashiers):
    maker, _payer = cashiers
    batch = pay.make(maker, pay.approved_claim(act_as))

    def copy():
        with maker.work(read_only=False) as work:
            line = work.session.scalar(
                select(PaymentLineRecord).where(PaymentLineRecord.batch_id == batch.id)
            )
            skipped = {"id", "position", "reference"}
            values = {
                column.name: getattr(line, column.name)
                for column in PaymentLineRecord.__table__.columns
                if column.name not in skipped
            }
            work.add(PaymentLineRecord(position=2, reference="BF-2026-0001-002", **values))

    with pytest.raises(UserError):
        copy()


def test_whoever_had_a_claim_in_hand_neither_makes_nor_approves_its_batch(act_as, cashiers):
    maker, _payer = cashiers
    claim = pay.approved_claim(act_as)
    with pytest.raises(Refused) as refused:
        pay.make(act_as(Role.MANAGER), claim)
    assert refused.value.code == "claim-same-person"
    batch = pay.make(maker, claim)
    with pytest.raises(Refused):
        pay.approve(act_as(Role.MANAGER), batch)
    with pytest.raises(Refused) as own:
        pay.approve(maker, batch)
    assert own.value.code == "batch-same-person"


def test_a_batch_says_beforehand_who_may_not_approve_it(act_as, cashiers):
    maker, payer = cashiers
    batch = pay.make(maker, pay.approved_claim(act_as))

    def withheld(desk):
        with desk.work(read_only=True) as work:
            refused = batch_detail(work, batch.id).withheld
        return refused and refused.code

    assert withheld(maker) == "batch-same-person"
    assert withheld(act_as(Role.MANAGER)) == "claim-same-person"
    assert withheld(payer) is None
    pay.approve(payer, batch)
    assert withheld(maker) is None


@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.AUDITOR])
def test_only_who_may_pay_makes_batches(act_as, role):
    claim = pay.approved_claim(act_as)
    with pytest.raises(NotPermitted):
        pay.make(act_as(role), claim)


def test_the_digits_of_the_total_are_typed(act_as, cashiers):
    maker, payer = cashiers
    batch = pay.make(maker, pay.approved_claim(act_as))
    with pytest.raises(InvalidInput) as refused:
        pay.approve(payer, batch, "0000")
    assert refused.value.problems == {"digits": "digits-differ"}
    assert pay.approve(payer, batch, "9000").state is BatchState.APPROVED


def test_two_who_approve_at_once_one_wins(act_as, cashiers):
    maker, payer = cashiers
    batch = pay.make(maker, pay.approved_claim(act_as))
    pay.approve(payer, batch)
    with pytest.raises(StaleRecord):
        pay.approve(act_as(Role.ADMINISTRATOR), batch)


def test_a_person_whose_verdict_changed_is_held_and_nobody_else(act_as, cashiers):
    maker, payer = cashiers
    claim = pay.approved_claim(act_as, (1, 2, 3))
    _shorten_contract(act_as, claim, 1)
    with pytest.raises(NeedsConfirmation) as asked:
        pay.make(maker, claim)
    assert asked.value.code == "batch-holds-persons"
    assert asked.value.params == {"persons": 1, "amount_cents": CAP}
    batch = pay.make(maker, claim, confirmed={"batch-holds-persons"})
    assert batch.total_cents == 2 * CAP
    batch, _sheet = sent(maker, payer, batch)
    answers(payer, batch, paid("BF-2026-0001-001"))
    record = pay.claim_record(maker, claim)
    assert (record.approved_cents, record.paid_cents) == (3 * CAP, 2 * CAP)
    assert pay.row_sums(maker, claim) == (3 * CAP, 2 * CAP, 0)
    second = pay.row_ids(maker, claim)[1]
    with maker.work(read_only=True) as work:
        row = work.get(ClaimPersonRecord, second)
    assert (row.paid_cents, row.paid_reason) == (0, "verdict-changed")
    # What was held back is free again, for every list that tells of the money.
    with maker.work(read_only=True) as work:
        now = programme_detail(work, record.programme_id).budget
        then = programme_detail(work, record.programme_id, work.today).budget
        (level,) = level_budgets(work.session, work.get(ProgrammeRecord, record.programme_id))
    assert now.committed_cents == then.committed_cents == level.paid_cents == 2 * CAP
    assert (now.pending_cents, level.unpaid_cents) == (0, 0)


def test_a_verdict_that_changes_after_the_making_stops_the_approval(act_as, cashiers):
    maker, payer = cashiers
    claim = pay.approved_claim(act_as)
    batch = pay.make(maker, claim)
    _shorten_contract(act_as, claim, 0)
    with pytest.raises(Refused) as refused:
        pay.approve(payer, batch)
    assert refused.value.code == "batch-nothing-left"


def _shorten_contract(act_as, claim, place):
    desk = act_as(Role.ADMINISTRATOR)
    row_id = pay.row_ids(desk, claim)[place]
    with desk.work(read_only=False) as work:
        row = work.get(ClaimPersonRecord, row_id)
        row.contract_last_on = dt.date(2026, 8, 31)


def test_an_account_that_changed_since_the_approval_is_asked_about(act_as, cashiers):
    maker, _payer = cashiers
    claim = pay.approved_claim(act_as)
    enterprise = pay.claim_record(maker, claim).enterprise_id
    # The tests' clock stands still: the approval was a day before the account changed.
    with act_as(Role.ADMINISTRATOR).work(read_only=False) as work:
        record = work.get(ClaimRecord, claim.id)
        record.decided_at = record.decided_at - dt.timedelta(days=1)
    pay.give_account(act_as(Role.ADMINISTRATOR), enterprise, "6222020000001111")
    with pytest.raises(NeedsConfirmation) as asked:
        pay.make(maker, claim)
    assert asked.value.code == "batch-accounts-changed"
    pay.make(maker, claim, confirmed={"batch-accounts-changed"})


def test_an_account_that_changes_after_the_making_is_asked_about(act_as, cashiers):
    maker, payer = cashiers
    claim = pay.approved_claim(act_as)
    batch = pay.make(maker, claim)
    enterprise = pay.claim_record(maker, claim).enterprise_id
    pay.give_account(act_as(Role.ADMINISTRATOR), enterprise, "6222020000001111")
    with pytest.raises(NeedsConfirmation):
        pay.approve(payer, batch)
    approved = pay.approve(payer, batch, confirmed={"batch-accounts-changed"})
    with payer.work(read_only=False) as work:
        found = open_bank_sheet(work, approved.id, approved.version, "general-xlsx", "送银行拨付")
    assert [line.account for line in found.lines] == [ACCOUNT]


def test_without_an_account_nobody_is_paid(act_as, cashiers):
    maker, _payer = cashiers
    claim = pay.approved_claim(act_as, account="")
    with pytest.raises(Refused) as refused:
        pay.make(maker, claim)
    assert refused.value.params["obstacle"] is Obstacle.NO_ACCOUNT


def test_a_batch_needs_claims_of_its_programme(act_as, cashiers):
    maker, _payer = cashiers
    with pytest.raises(InvalidInput), maker.work(read_only=False) as work:
        make_batch(work, MakeBatch(None, ()))
    programme = story.programme_id(maker)
    with pytest.raises(Refused), maker.work(read_only=False) as work:
        make_batch(work, MakeBatch(programme, (4711,)))
    claim = pay.approved_claim(act_as)
    other = story.programme_id(maker, "central-training-2015")
    with pytest.raises(Refused) as refused, maker.work(read_only=False) as work:
        make_batch(work, MakeBatch(other, (claim.id,)))
    assert refused.value.code == "batch-other-programme"


def test_a_batch_cannot_pass_what_a_level_allotted(act_as, cashiers):
    maker, _payer = cashiers
    pay.with_rules(act_as(Role.ADMINISTRATOR), SHARES)
    claim = pay.approved_claim(act_as)
    programme = story.programme_id(maker)
    with act_as(Role.ADMINISTRATOR).work(read_only=False) as work:
        set_level_budget(work, SaveLevelBudget(programme, "city", CAP // 2 - 1), 0)
    with pytest.raises(Refused) as refused:
        pay.make(maker, claim)
    assert refused.value.code == "batch-above-budget"
    assert refused.value.params["level"] == "city"
    assert pay.make(maker, claim, levels=frozenset({"central"})).total_cents == CAP


def test_a_payment_outside_a_batch_above_an_allotment_is_asked_about(act_as, cashiers):
    """The money has left already: it is recorded once somebody has said so."""
    _maker, payer = cashiers
    pay.with_rules(act_as(Role.ADMINISTRATOR), SHARES)
    claim = pay.approved_claim(act_as)
    with act_as(Role.ADMINISTRATOR).work(read_only=False) as work:
        form = SaveLevelBudget(story.programme_id(payer), "city", CAP // 2 - 1)
        set_level_budget(work, form, 0)
    with pytest.raises(NeedsConfirmation) as asked, payer.work(read_only=False) as work:
        pay_claim(work, claim.id, claim.version, TODAY, 2 * CAP)
    assert asked.value.code == "payment-above-budget"
    assert asked.value.params == {
        "level": "city",
        "asked_cents": CAP // 2,
        "room_cents": CAP // 2 - 1,
    }
    with payer.work(read_only=False) as work:
        said = frozenset({"payment-above-budget"})
        paid = pay_claim(work, claim.id, claim.version, TODAY, 2 * CAP, said)
    assert paid.state is ClaimState.PAID


def test_a_payment_outside_a_batch_above_the_whole_budget_is_asked_about(act_as, cashiers):
    _maker, payer = cashiers
    claim = pay.approved_claim(act_as)
    with act_as(Role.ADMINISTRATOR).work(read_only=False) as work:
        work.get(ProgrammeRecord, story.programme_id(payer)).budget_cents = CAP - 1
    with pytest.raises(NeedsConfirmation) as asked, payer.work(read_only=False) as work:
        pay_claim(work, claim.id, claim.version, TODAY, 2 * CAP)
    assert asked.value.code == "payment-above-whole-budget"
    assert asked.value.params["room_cents"] == CAP - 1


def test_an_allotment_that_was_lowered_stops_the_approval(act_as, cashiers):
    maker, payer = cashiers
    admin = act_as(Role.ADMINISTRATOR)
    pay.with_rules(admin, SHARES)
    batch = pay.make(maker, pay.approved_claim(act_as, (1,)))
    form = SaveLevelBudget(story.programme_id(admin), "city", CAP // 4 - 1)
    with admin.work(read_only=False) as work:
        set_level_budget(work, form, 0)
    with pytest.raises(Refused, match="batch-budget-lowered"):
        pay.approve(payer, batch)
    with admin.work(read_only=False) as work:
        set_level_budget(work, replace(form, allocated_cents=CAP // 4), 1)
    assert pay.approve(payer, batch).state is BatchState.APPROVED


def test_a_claim_in_a_batch_is_not_sent_back(act_as, cashiers):
    maker, _payer = cashiers
    claim = pay.approved_claim(act_as)
    batch = pay.make(maker, claim)
    record = pay.claim_record(maker, claim)
    with pytest.raises(Refused) as refused, act_as(Role.REVIEWER).work(read_only=False) as work:
        return_claim(work, claim.id, record.version, "账户资料需要补正")
    assert refused.value.code == "claim-in-batch"
    with maker.work(read_only=False) as work:
        cancelled = cancel_batch(work, batch.id, batch.version, "金额需要重新核对")
    assert cancelled.state is BatchState.CANCELLED
    assert pay.make(maker, claim).number == "BF-2026-0002"


def test_what_went_to_the_bank_is_not_cancelled(act_as, cashiers):
    maker, payer = cashiers
    batch, _sheet = sent(maker, payer, pay.make(maker, pay.approved_claim(act_as)))
    with pytest.raises(WrongState), maker.work(read_only=False) as work:
        cancel_batch(work, batch.id, batch.version, "金额需要重新核对")


def test_the_bank_sheet_holds_whole_numbers_asks_why_and_stands_in_the_trail(act_as, cashiers):
    maker, payer = cashiers
    batch = pay.make(maker, pay.approved_claim(act_as))
    with pytest.raises(WrongState), payer.work(read_only=False) as work:
        open_bank_sheet(work, batch.id, batch.version, "general-csv", "送银行拨付")
    batch = pay.approve(payer, batch)
    with pytest.raises(InvalidInput), payer.work(read_only=False) as work:
        open_bank_sheet(work, batch.id, batch.version, "general-csv", " ")
    with payer.work(read_only=False) as work:
        found = open_bank_sheet(work, batch.id, batch.version, "general-csv", "送银行拨付")
    assert [(line.account, line.holder) for line in found.lines] == [
        (ACCOUNT, "无锡太湖软件外包有限公司")
    ]
    with payer.work(read_only=True) as work:
        entries = work.session.scalars(
            select(TrailRecord).where(TrailRecord.action == "open_bank_sheet")
        ).all()
        assert [entry.reason for entry in entries] == ["送银行拨付"]
        whole = work.session.scalars(select(TrailRecord)).all()
        assert not any(ACCOUNT in str(entry.change) for entry in whole)


def test_templates_are_there_and_say_that_no_banks_own_was_read(desk):
    with desk.work(read_only=True) as work:
        found = bank_sheets(work)
    assert {one.code for one in found} == {"general-xlsx", "general-csv"}
    assert not any(one.mark.confirmed for one in found)


def test_answers_that_do_not_fit_are_left_out_and_counted(act_as, cashiers):
    maker, payer = cashiers
    claims = [
        pay.approved_claim(act_as, (1, 2)),
        pay.approved_claim(act_as, (3, 4), name="无锡蠡湖数据有限公司", code="91320213MA1TESTX02"),
    ]
    batch, _sheet = sent(maker, payer, pay.make(maker, *claims))
    given = (
        paid("BF-2026-0001-001"),
        paid("BF-2026-0001-002", CAP),
        paid("BF-2026-0009-001"),
    )
    with payer.work(read_only=True) as work:
        found = match_bank_answers(work, batch.id, given)
    assert [one.problem for one in found] == ["", "answer-other-amount", "answer-unknown-line"]
    result = answers(payer, batch, *given)
    assert (result.paid, result.failed, result.left_out) == (1, 0, 2)
    assert result.batch.state is BatchState.SENT
    record = pay.batch_record(maker, batch)
    assert (record.total_cents, record.paid_cents, record.failed_cents) == (4 * CAP, 2 * CAP, 0)


def test_failures_alone_are_paid_again_and_both_batches_foot(act_as, cashiers):
    maker, payer = cashiers
    claims = [
        pay.approved_claim(act_as, (1, 2)),
        pay.approved_claim(act_as, (3, 4), name="无锡蠡湖数据有限公司", code="91320213MA1TESTX02"),
    ]
    batch, _sheet = sent(maker, payer, pay.make(maker, *claims))
    result = answers(payer, batch, paid("BF-2026-0001-001"), failed("BF-2026-0001-002"))
    assert result.batch.state is BatchState.SETTLED
    with pytest.raises(NeedsConfirmation) as asked, maker.work(read_only=False) as work:
        follow_up_batch(work, batch.id)
    assert asked.value.code == "batch-same-account"
    enterprise = pay.claim_record(maker, claims[1]).enterprise_id
    pay.give_account(act_as(Role.ADMINISTRATOR), enterprise, "6222020000001111")
    with maker.work(read_only=False) as work:
        again = follow_up_batch(work, batch.id)
    assert again.total_cents == 2 * CAP
    with pytest.raises(Refused), maker.work(read_only=False) as work:
        follow_up_batch(work, batch.id)
    again, found = sent(maker, payer, again)
    assert [line.account for line in found.lines] == ["6222020000001111"]
    answers(payer, again, paid("BF-2026-0002-001", again.total_cents))
    first, second = pay.batch_record(maker, batch), pay.batch_record(maker, again)
    assert second.follows_id == first.id
    assert first.paid_cents + first.failed_cents == first.total_cents
    assert first.paid_cents + second.paid_cents == 4 * CAP
    for claim in claims:
        assert pay.claim_record(maker, claim).state == "paid"
        assert pay.foots(maker, claim)


def test_what_failed_is_paid_again_where_somebody_is_given_less(act_as, cashiers):
    maker, payer = cashiers
    claim = pay.approved_claim(act_as, (1, 2))
    pay.lower_limit(act_as(Role.ADMINISTRATOR), CAP - 100)
    batch = pay.make(maker, claim, confirmed={"batch-holds-persons"})
    assert batch.total_cents == 2 * CAP - 200
    batch, _sheet = sent(maker, payer, batch)
    answers(payer, batch, failed("BF-2026-0001-001", batch.total_cents))
    with maker.work(read_only=False) as work:
        again = follow_up_batch(work, batch.id, frozenset({"batch-same-account"}))
    again, _sheet = sent(maker, payer, again)
    answers(payer, again, paid("BF-2026-0002-001", again.total_cents))
    record = pay.claim_record(maker, claim)
    assert (record.state, record.paid_cents) == ("paid", 2 * CAP - 200)
    assert pay.foots(maker, claim)


def test_a_line_read_off_a_statement_is_recorded_by_hand(act_as, cashiers):
    maker, payer = cashiers
    batch, _sheet = sent(maker, payer, pay.make(maker, pay.approved_claim(act_as)))
    with pytest.raises(InvalidInput) as refused, payer.work(read_only=False) as work:
        record_bank_answer(work, batch.id, batch.version, Answer("BF-2026-0001-001", True))
    assert refused.value.problems == {"paid_on": "answer-day-missing"}
    with payer.work(read_only=False) as work:
        answer = Answer("BF-2026-0001-001", True, paid_on=TODAY)
        assert record_bank_answer(work, batch.id, batch.version, answer).paid == 1
