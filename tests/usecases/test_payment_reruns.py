"""The rules run again at approval and payment: claimants, ceilings, and what was held meanwhile."""

import datetime as dt

import pytest
from sqlalchemy import select

from parkdesk.domain.claims import ClaimAction, ClaimState
from parkdesk.domain.eligibility_rules import Rule, Verdict
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused
from parkdesk.domain.identity import Role
from parkdesk.domain.programme_figures import Figure, Mark
from parkdesk.domain.programme_parts import ClaimantBranch, HeadCeiling
from parkdesk.domain.stops import SaveStop, StopEffect
from parkdesk.gui.claims.words import withheld_words
from parkdesk.i18n import message
from parkdesk.store.tables.claim_returns import ClaimantFindingRecord
from parkdesk.store.tables.claims import ClaimPersonRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord
from parkdesk.usecases.claim_lists import claim_detail
from parkdesk.usecases.claim_payments import pay_claim
from parkdesk.usecases.claims import approve_claim
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.payable_lists import payable_claims
from parkdesk.usecases.payment_endings import claims_to_finish, finish_claim
from parkdesk.usecases.payment_lists import batch_detail
from parkdesk.usecases.payment_sheets import keep_bank_sheet
from parkdesk.usecases.payments import cancel_batch, follow_up_batch
from parkdesk.usecases.stops import set_stop
from tests.registers import contract
from tests.usecases import claim_stories as story
from tests.usecases import payment_stories as pay
from tests.usecases.claim_stories import CAP
from tests.usecases.payment_stories import SHARES, TODAY

OTHER = {"name": "无锡蠡湖数据有限公司", "code": "91320213MA1TESTX02"}
HOLDS = {"batch-holds-claims", "batch-holds-persons"}


@pytest.fixture
def cashiers(act_as):
    return pay.cashiers(act_as)


@pytest.fixture
def admin(act_as):
    return act_as(Role.ADMINISTRATOR)


def detail(desk, batch):
    with desk.work(read_only=True) as work:
        return batch_detail(work, batch.id)


def enterprise_of(desk, claim):
    return pay.claim_record(desk, claim).enterprise_id


def test_an_approval_keeps_what_the_conditions_were_found_to_be(act_as, admin):
    claim = pay.approved_claim(act_as)
    with admin.work(read_only=True) as work:
        kept = work.session.scalars(
            select(ClaimantFindingRecord).where(ClaimantFindingRecord.claim_id == claim.id)
        ).one()
    assert kept.failing == 0
    assert "standing-unknown" in kept.lines


def test_a_failing_condition_asks_for_a_reason_and_is_kept_with_the_approval(act_as, admin):
    clerk = act_as(Role.CLERK)
    enterprise = story.add_enterprise(clerk)
    pay.give_account(admin, enterprise)
    pay.end_enterprise(admin, enterprise)
    draft = story.add_claim(clerk, [story.person(1)], enterprise=enterprise)
    claim = story.submit(clerk, draft, story.ALL | {"claim-claimant-fails"})
    claim = story.precheck(act_as(Role.REVIEWER), claim, CAP)
    with pytest.raises(InvalidInput) as asked, act_as(Role.MANAGER).work(read_only=False) as work:
        approve_claim(work, claim.id, claim.version, CAP)
    assert asked.value.problems == {"reason": "reason-missing"}
    claim = story.approve(act_as(Role.MANAGER), claim, CAP, reason="注销前已完成培训，经办公会同意")
    with admin.work(read_only=True) as work:
        kept = work.session.scalars(select(ClaimantFindingRecord)).one()
    assert kept.failing == 2
    # What was decided on with a reason stops nothing later.
    maker, _payer = pay.cashiers(act_as)
    assert pay.make(maker, claim).total_cents == CAP


def test_a_condition_that_came_to_fail_holds_that_claim_alone(act_as, admin, cashiers):
    maker, payer = cashiers
    gone, stays = pay.approved_claim(act_as), pay.approved_claim(act_as, (3, 4), **OTHER)
    pay.end_enterprise(admin, enterprise_of(admin, gone))
    with pytest.raises(NeedsConfirmation) as asked:
        pay.make(maker, gone, stays)
    assert asked.value.code == "batch-holds-claims"
    assert asked.value.params == {"claims": (gone.number,), "amount_cents": 2 * CAP}
    batch = pay.make(maker, gone, stays, confirmed=HOLDS)
    assert batch.total_cents == 2 * CAP
    (hold,) = detail(maker, batch).holds
    assert (hold.claim, hold.position, hold.amount_cents) == (gone.number, None, 2 * CAP)
    found = [(one.before.verdict, one.now.code) for one in hold.conditions]
    assert found == [(Verdict.WARN, "standing-not-met")] * 2
    pay.answer(payer, pay.sent(payer, batch))
    assert pay.claim_record(maker, stays).state == "paid"
    assert pay.claim_record(maker, gone).state == "payable"
    pay.end_enterprise(admin, enterprise_of(admin, gone), "resident")
    assert pay.make(maker, gone).total_cents == 2 * CAP


def test_nothing_is_paid_where_every_claimant_fails(act_as, admin, cashiers):
    maker, payer = cashiers
    claim = pay.approved_claim(act_as)
    with payer.work(read_only=True) as work:
        assert ClaimAction.PAY not in withheld_words(claim_detail(work, claim.id))
    pay.end_enterprise(admin, enterprise_of(admin, claim))
    with pytest.raises(Refused, match="batch-claimants-fail"):
        pay.make(maker, claim)
    with maker.work(read_only=True) as work:
        (row,) = payable_claims(work, story.programme_id(maker)).rows
    assert [one.now.rule for one in row.conditions] == [Rule.STANDING, Rule.STANDING]
    with payer.work(read_only=True) as work:
        changed = claim_detail(work, claim.id)
    assert changed.claimant_changed
    assert withheld_words(changed)[ClaimAction.PAY] == message(Refused("claim-claimant-changed"))
    refused = pytest.raises(Refused, match="claim-claimant-changed")
    with refused, payer.work(read_only=False) as work:
        pay_claim(work, claim.id, claim.version, TODAY, 2 * CAP)


def test_a_condition_that_fails_after_the_making_takes_that_claim_out(act_as, admin, cashiers):
    maker, payer = cashiers
    gone, stays = pay.approved_claim(act_as), pay.approved_claim(act_as, (3,), **OTHER)
    batch = pay.make(maker, gone, stays)
    pay.end_enterprise(admin, enterprise_of(admin, gone))
    with pytest.raises(NeedsConfirmation) as asked:
        pay.approve(payer, batch)
    assert asked.value.code == "batch-changed-since"
    assert asked.value.params["left_cents"] == CAP
    with pytest.raises(InvalidInput):
        pay.approve(payer, batch, "9000", confirmed={"batch-changed-since"})
    approved = pay.approve(payer, batch, "4500", confirmed={"batch-changed-since"})
    assert approved.total_cents == CAP
    assert [line[2] for line in pay.lines(payer, batch)] == ["cancelled", "pending"]
    (hold,) = detail(payer, batch).holds
    assert (hold.claim, hold.at_approval, hold.amount_cents) == (gone.number, True, 2 * CAP)
    with payer.work(read_only=False) as work:
        sent = keep_bank_sheet(
            work, batch.id, approved.version, "general-csv", "送银行拨付", "ab" * 32
        )
    settled = pay.answer(payer, sent)
    assert settled.state == "settled"
    assert pay.batch_foots(payer, batch)
    assert pay.foots(payer, stays)


def test_persons_that_change_after_the_making_take_their_claim_alone_out(act_as, admin, cashiers):
    maker, payer = cashiers
    changed, stays = pay.approved_claim(act_as), pay.approved_claim(act_as, (3,), **OTHER)
    batch = pay.make(maker, changed, stays)
    pay.shorten_contract(admin, changed, 0)
    with pytest.raises(NeedsConfirmation, match="batch-changed-since"):
        pay.approve(payer, batch)
    pay.approve(payer, batch, "4500", confirmed={"batch-changed-since"})
    assert {one.position for one in detail(payer, batch).holds} == {None, 1}
    # The other person of the claim is paid by the next batch.
    again = pay.make(maker, changed, confirmed=HOLDS)
    assert again.total_cents == CAP


def test_a_bar_entered_later_that_held_at_the_submission_is_found(act_as, admin, cashiers):
    maker, _payer = cashiers
    claim = pay.approved_claim(act_as)
    enterprise = enterprise_of(admin, claim)
    with admin.work(read_only=False) as work:
        form = SaveStop(
            "商服[2026]18号", "骗取补贴", frozenset({StopEffect.SUBMISSION}), dt.date(2026, 10, 1)
        )
        set_stop(work, enterprise, form)
    with pytest.raises(Refused, match="batch-claimants-fail"):
        pay.make(maker, claim)


def test_turnover_that_shrank_since_the_approval_is_told_with_both_figures(act_as, admin, cashiers):
    maker, _payer = cashiers
    with_threshold(admin, 50_000_00)
    clerk = act_as(Role.CLERK)
    enterprise = story.add_enterprise(clerk)
    pay.give_account(admin, enterprise)
    first = turnover(admin, enterprise, 60_000_00)
    claim = story.submit(clerk, story.add_claim(clerk, [story.person(1)], enterprise=enterprise))
    claim = story.precheck(act_as(Role.REVIEWER), claim, CAP)
    claim = story.approve(act_as(Role.MANAGER), claim, CAP)
    other = pay.approved_claim(act_as, (3,), account="320200009999999999", **OTHER)
    turnover(admin, enterprise_of(admin, other), 1)
    lose_turnover(admin, first, 40_000_00)
    with maker.work(read_only=True) as work:
        rows = payable_claims(work, story.programme_id(maker)).rows
    told = {row.claim_id: row.conditions for row in rows}
    (change,) = told[claim.id]
    assert change.before.code == "threshold-met"
    assert change.before.facts["turnover_usd_cents"] == 60_000_00
    assert (change.now.code, change.now.facts["turnover_usd_cents"]) == (
        "threshold-turnover-missed",
        40_000_00,
    )


def with_threshold(desk, cents):
    branch = ClaimantBranch(Figure(cents, Mark.UNVERIFIED), None)
    pay.change_rules(desk, branches=(branch,), graduate_permille=None, standing=())


def turnover(desk, enterprise, cents):
    """Enter a contract that was carried out to this amount in the year before; return it."""
    sure = frozenset(
        {"outside-execution-window", "executed-above-amount", "quarter-is-frozen", "rate-missing"}
    )
    with desk.work(read_only=False) as work:
        id_ = register_contract(
            work,
            contract(enterprise, amount_minor=10**8, signed_on=dt.date(2025, 3, 3)),
            sure,
        )
        record_execution(work, id_, SaveExecution(dt.date(2025, 6, 1), cents, "SH"), sure)
    return id_


def lose_turnover(desk, contract_id, cents):
    """Correct what was carried out of a contract."""
    with desk.work(read_only=False) as work:
        row = work.session.scalars(
            select(ContractExecutionRecord).where(
                ContractExecutionRecord.contract_id == contract_id
            )
        ).one()
        row.amount_usd_cents = cents


def with_ceiling(desk, heads):
    ceiling = Figure(HeadCeiling(0, None, heads), Mark.UNVERIFIED)
    pay.change_rules(
        desk, head_ceilings=(ceiling,), branches=(), graduate_permille=None, standing=()
    )


def claim_under_ceiling(act_as, admin, heads, people=(1, 2, 3)):
    """A claim that waits for its approval under a ceiling."""
    clerk = act_as(Role.CLERK)
    enterprise = story.add_enterprise(clerk)
    pay.give_account(admin, enterprise)
    turnover(admin, enterprise, 100_00)
    with_ceiling(admin, heads)
    rows = [story.person(number) for number in people]
    draft = story.add_claim(clerk, rows, enterprise=enterprise)
    claim = story.submit(clerk, draft, story.ALL | {"claim-claimant-fails"})
    return story.precheck(act_as(Role.REVIEWER), claim, CAP * len(rows)), enterprise


def test_an_approval_stops_the_persons_above_the_ceiling_and_nobody_else(act_as, admin):
    claim, _enterprise = claim_under_ceiling(act_as, admin, 2)
    why = "超过人数上限的一人不予核定"
    with pytest.raises(InvalidInput) as refused:
        story.approve(act_as(Role.MANAGER), claim, 3 * CAP, reason=why)
    assert refused.value.problems == {"approved": "rules-now-give-less"}
    claim = story.approve(act_as(Role.MANAGER), claim, 2 * CAP, reason=why)
    with admin.work(read_only=True) as work:
        rows = work.session.scalars(
            select(ClaimPersonRecord)
            .where(ClaimPersonRecord.claim_id == claim.id)
            .order_by(ClaimPersonRecord.position)
        ).all()
        assert [row.approved_cents for row in rows] == [CAP, CAP, 0]
        assert rows[2].approved_reason == "verdict-changed"
    maker, _payer = pay.cashiers(act_as)
    assert pay.make(maker, claim).total_cents == 2 * CAP


def test_a_ceiling_that_fell_since_stops_the_last_of_the_order_at_payment(act_as, admin, cashiers):
    maker, payer = cashiers
    claim, enterprise = claim_under_ceiling(act_as, admin, 5)
    first = story.approve(act_as(Role.MANAGER), claim, 3 * CAP)
    clerk = act_as(Role.CLERK)
    rows = [story.person(4), story.person(5)]
    claim = story.submit(clerk, story.add_claim(clerk, rows, enterprise=enterprise))
    claim = story.precheck(act_as(Role.REVIEWER), claim, 2 * CAP)
    second = story.approve(act_as(Role.MANAGER), claim, 2 * CAP)
    with_ceiling(admin, 4)
    batch = pay.make(maker, first, second, confirmed={"batch-holds-persons"})
    assert batch.total_cents == 4 * CAP
    (hold,) = detail(maker, batch).holds
    assert (hold.claim, hold.position, hold.amount_cents) == (second.number, 2, CAP)
    assert [(one.rule, one.before, one.now) for one in hold.changes] == [
        (Rule.HEADS, None, Verdict.FAIL)
    ]
    # Whoever has been paid keeps the place: those who wait come after, however early approved.
    with maker.work(read_only=False) as work:
        cancel_batch(work, batch.id, batch.version, "先拨付第二笔")
    batch = pay.make(maker, second, confirmed={"batch-holds-persons"})
    assert batch.total_cents == CAP
    pay.answer(payer, pay.sent(payer, batch))
    batch = pay.make(maker, first, confirmed={"batch-holds-persons"})
    assert batch.total_cents == 3 * CAP


def test_a_claim_whose_rest_is_refused_ends_with_what_was_paid(act_as, admin, cashiers):
    maker, payer = cashiers
    pay.with_rules(admin, SHARES)
    claim = pay.approved_claim(act_as, (1, 2))
    batch = pay.sent(payer, pay.make(maker, claim))
    pay.answer(payer, batch, province="户名不符", city="户名不符")
    assert pay.claim_record(maker, claim).state == "payable"
    version = pay.claim_record(maker, claim).version
    refused = pytest.raises(Refused, match="claim-not-to-finish")
    with refused, maker.work(read_only=False) as work:
        finish_claim(work, claim.id, version, "其余款项不再拨付")
    pay.shorten_contract(admin, claim, 0, 1)
    with pytest.raises(Refused, match="follow-up-changed"), maker.work(read_only=False) as work:
        follow_up_batch(work, batch.id)
    with pytest.raises(Refused, match="batch-nothing-to-pay"):
        pay.make(maker, claim, confirmed=HOLDS)
    with maker.work(read_only=True) as work:
        (row,) = claims_to_finish(work)
    assert (row.number, row.paid_cents, row.lapsing_cents) == (claim.number, CAP, CAP)
    with pytest.raises(InvalidInput), maker.work(read_only=False) as work:
        finish_claim(work, row.claim_id, row.version, " ")
    refused = pytest.raises(Refused, match="claim-same-person")
    with refused, act_as(Role.MANAGER).work(read_only=False) as work:
        finish_claim(work, row.claim_id, row.version, "其余款项不再拨付")
    with maker.work(read_only=False) as work:
        done = finish_claim(work, row.claim_id, row.version, "其余款项不再拨付")
    assert done.state is ClaimState.PAID
    record = pay.claim_record(maker, claim)
    assert (record.approved_cents, record.paid_cents) == (2 * CAP, CAP)
    assert pay.foots(maker, claim)
    with maker.work(read_only=True) as work:
        assert claims_to_finish(work) == ()


def test_levels_share_the_approved_sum_over_all_batches(act_as, admin, cashiers):
    """450 of three unequal levels, in three batches, one of which fails on the way."""
    maker, payer = cashiers
    odd = "\n[shares]\nvalue = { central = 333, province = 333, city = 334 }\nmark = 'C'\n"
    pay.with_rules(admin, odd)
    pay.lower_limit(admin, CAP - 1)
    claim = pay.approved_claim_of(act_as, (1, 2, 3), 3 * (CAP - 1))
    whole = pay.make(maker, claim)
    wanted = {line[1]: line[3] for line in pay.lines(maker, whole)}
    with maker.work(read_only=False) as work:
        cancel_batch(work, whole.id, whole.version, "分级拨付")
    for level in ("city", "central"):
        batch = pay.make(maker, claim, levels=frozenset({level}))
        pay.answer(payer, pay.sent(payer, batch))
    batch = pay.sent(payer, pay.make(maker, claim))
    pay.answer(payer, batch, province="户名不符")
    with maker.work(read_only=False) as work:
        batch = follow_up_batch(work, batch.id, frozenset({"batch-same-account"}))
    pay.answer(payer, pay.sent(payer, batch))
    assert pay.paid_by_level(maker, claim) == wanted
    assert pay.claim_record(maker, claim).paid_cents == 3 * (CAP - 1)
    assert pay.foots(maker, claim)


def test_who_is_held_between_two_batches_gets_no_more_and_every_sum_foots(act_as, admin, cashiers):
    maker, payer = cashiers
    pay.with_rules(admin, SHARES)
    claim = pay.approved_claim(act_as, (1, 2, 3))
    batch = pay.make(maker, claim, levels=frozenset({"central"}))
    pay.answer(payer, pay.sent(payer, batch))
    pay.shorten_contract(admin, claim, 1)
    batch = pay.make(maker, claim, confirmed=HOLDS)
    # The person had half from the centre, and has no more: the two others are paid in full.
    assert batch.total_cents == CAP
    pay.answer(payer, pay.sent(payer, batch))
    record = pay.claim_record(maker, claim)
    assert (record.state, record.paid_cents) == ("paid", 2 * CAP + CAP // 2)
    assert pay.foots(maker, claim)


def test_who_was_held_by_a_paid_batch_is_given_no_more_by_later_levels(act_as, admin, cashiers):
    maker, payer = cashiers
    pay.with_rules(admin, SHARES)
    claim = pay.approved_claim(act_as, (1, 2, 3))
    pay.shorten_contract(admin, claim, 1)
    batch = pay.make(maker, claim, levels=frozenset({"central"}), confirmed=HOLDS)
    pay.answer(payer, pay.sent(payer, batch))
    pay.lengthen_contract(admin, claim, 1)
    batch = pay.make(maker, claim, confirmed=HOLDS)
    assert batch.total_cents == CAP
    pay.answer(payer, pay.sent(payer, batch))
    assert pay.claim_record(maker, claim).paid_cents == 2 * CAP
    assert pay.paid_by_level(maker, claim) == {
        "central": CAP,
        "province": CAP // 2,
        "city": CAP // 2,
    }
    assert pay.foots(maker, claim)
