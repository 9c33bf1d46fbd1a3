"""Each kind of claim from its rules to money that came back; every amount foots at every stage.

A return and a cut, an objection, a failed payment and a clawback on one way. The levels share what
is paid, so a sum is split by row and by level, and one level's transfer fails.
"""

import datetime as dt

import pytest

from parkdesk.domain.claim_amounts import Cut
from parkdesk.domain.claim_lines import Stage
from parkdesk.domain.claims import ClaimKind, ClaimState
from parkdesk.domain.clawbacks import ClawbackReason, ClawbackState, OpenClawback, Receipt
from parkdesk.domain.errors import Refused
from parkdesk.domain.identity import Role
from parkdesk.domain.notices import NoticeState, PublishNotice, RecordObjection
from parkdesk.domain.payments import Answer, BatchState
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.usecases.claim_stages import archive_claim
from parkdesk.usecases.claims import approve_claim, precheck_claim
from parkdesk.usecases.clawbacks import open_clawback, receive_clawback
from parkdesk.usecases.notice_lists import notice_detail
from parkdesk.usecases.notices import (
    close_notice,
    decide_objection,
    publish_notice,
    record_objection,
)
from parkdesk.usecases.payment_sheets import keep_bank_sheet, open_bank_sheet, record_bank_answers
from parkdesk.usecases.payments import follow_up_batch
from tests.usecases import claim_stories as story
from tests.usecases import journey_stories as journey
from tests.usecases import payment_stories as pay
from tests.usecases.payment_stories import NOTICE, SHARES, TODAY
from tests.usecases.test_subsidy_journeys import do, returned_and_answered

PUBLISHED, OBJECTED = dt.date(2026, 9, 28), dt.date(2026, 10, 10)


@pytest.fixture(params=ClaimKind, ids=[kind.value for kind in ClaimKind])
def kind(request):
    """Each kind of claim."""
    return request.param


@pytest.fixture
def granted(act_as, kind):
    """A claim of three rows that was returned, answered, cut by row and as a whole, approved."""
    administrator, clerk = act_as(Role.ADMINISTRATOR), act_as(Role.CLERK)
    journey.with_rules(administrator, NOTICE, SHARES)
    owner = story.add_enterprise(clerk)
    pay.give_account(administrator, owner)
    content = journey.good_content(act_as, kind, owner)
    claim = story.submit(clerk, journey.begin(clerk, kind, content, enterprise=owner))
    claim, _changed = returned_and_answered(act_as, kind, claim)
    lines = journey.lines_of(clerk, claim.id)
    whole = sum(line.requested_cents for line in lines)
    cut = Cut(lines[0].id, 12_345, "cost-not-eligible")
    left = whole - lines[0].requested_cents + cut.amount_cents
    do(act_as(Role.REVIEWER), precheck_claim, claim, left, "首行核减", [cut])
    manager = act_as(Role.MANAGER)
    claim = do(manager, approve_claim, claim, left - 11, "就低原则", (), "lower-of")
    assert claim.state is ClaimState.APPROVED
    assert journey.amounts(clerk, claim.id)[Stage.APPROVED] == left - 11
    return claim


def noticed_and_cleared(act_as, claim):
    """Publish a claim; an objection holds it until it is dismissed."""
    reviewer = act_as(Role.REVIEWER)
    pay.decided(reviewer, claim, PUBLISHED)
    with reviewer.work(read_only=False) as work:
        programme = work.get(ClaimRecord, claim.id).programme_id
        form = PublishNotice(programme, (claim.id,), PUBLISHED, 5, "园区门户网站")
        notice = publish_notice(work, form)
    assert journey.current(reviewer, claim.id).state is ClaimState.NOTICED
    with reviewer.work(read_only=False) as work:
        record_objection(
            work, notice.id, RecordObjection(claim.id, OBJECTED, "张某", "称有项目重复申报")
        )
    with pytest.raises(Refused), reviewer.work(read_only=False) as work:
        close_notice(work, notice.id, notice.version, "公示期满")
    journey.amounts(reviewer, claim.id)
    with reviewer.work(read_only=True) as work:
        found = notice_detail(work, notice.id)
    (objection,) = found.objections
    with reviewer.work(read_only=False) as work:
        decide_objection(
            work, objection.id, objection.version, upheld=False, finding="经核实不属重复申报"
        )
    with reviewer.work(read_only=True) as work:
        version = notice_detail(work, notice.id).row.version
    with reviewer.work(read_only=False) as work:
        closed = close_notice(work, notice.id, version, "公示期满，异议不成立")
    assert closed.state is NoticeState.CLOSED
    pay.decided(reviewer, claim, TODAY)
    return journey.current(reviewer, claim.id)


def sent(maker, payer, batch):
    """Approve a batch and write its sheet for the bank."""
    batch = pay.approve(payer, batch)
    with payer.work(read_only=False) as work:
        open_bank_sheet(work, batch.id, batch.version, "general-csv", "送银行拨付")
    with payer.work(read_only=False) as work:
        lines = pay.lines(maker, batch)
        total = sum(line[3] for line in lines)
        return keep_bank_sheet(
            work, batch.id, batch.version, "general-csv", "送银行拨付", len(lines), total, "ab" * 32
        )


def answered(payer, batch, lines, failing=()):
    """Record the bank's answer: all is paid but the levels named."""
    given = tuple(
        Answer(reference, False, cents, failure="账户状态异常")
        if level in failing
        else Answer(reference, True, cents, paid_on=TODAY, bank_reference=f"Z-{reference}")
        for reference, level, _state, cents in lines
    )
    with payer.work(read_only=False) as work:
        return record_bank_answers(work, batch.id, batch.version, given)


def paid_in_two_batches(act_as, claim):
    """Pay a claim of three levels: one level's transfer fails and is paid by a second batch."""
    maker, payer = pay.cashiers(act_as)
    due = journey.amounts(maker, claim.id)[Stage.APPROVED]
    batch = pay.make(maker, claim)
    assert batch.total_cents == due
    lines = pay.lines(maker, batch)
    assert [line[1] for line in lines] == ["central", "province", "city"]
    assert sum(line[3] for line in lines) == due
    result = answered(payer, sent(maker, payer, batch), lines, failing={"city"})
    assert (result.paid, result.failed, result.batch.state) == (2, 1, BatchState.SETTLED)
    assert journey.current(maker, claim.id).state is ClaimState.PAYABLE
    journey.amounts(maker, claim.id)
    with maker.work(read_only=False) as work:
        again = follow_up_batch(work, batch.id, frozenset({"batch-same-account"}))
    again_lines = pay.lines(maker, again)
    assert [line[1] for line in again_lines] == ["city"]
    answered(payer, sent(maker, payer, again), again_lines)
    first, second = pay.batch_record(maker, batch), pay.batch_record(maker, again)
    assert first.paid_cents + first.failed_cents == first.total_cents == due
    assert first.failed_cents == second.total_cents == second.paid_cents
    assert first.paid_cents + second.paid_cents == due
    return payer


def test_from_rules_to_money_that_came_back(act_as, granted):
    clerk = act_as(Role.CLERK)
    claim = noticed_and_cleared(act_as, granted)
    assert claim.state is ClaimState.PAYABLE
    payer = paid_in_two_batches(act_as, claim)
    found = journey.amounts(clerk, claim.id)
    assert found[Stage.PAID] == found[Stage.APPROVED]
    claim = do(clerk, archive_claim, claim, "2026-BT-0007")
    assert claim.state is ClaimState.ARCHIVED

    # Two rows are asked back in part, in two instalments; the file is put together anew after it.
    second, third = journey.lines_of(clerk, claim.id)[1:]
    asked = {second.id: second.paid_cents, third.id: third.paid_cents // 3}
    total = sum(asked.values())
    form = OpenClawback(
        claim.id,
        asked,
        ClawbackReason.LEFT_EARLY,
        "合同未满即离职",
        TODAY,
        TODAY,
        2,
        "商服[2026]18号",
    )
    with payer.work(read_only=False) as work:
        clawback = open_clawback(work, form)
    assert journey.current(clerk, claim.id).state is ClaimState.RECOVERING
    journey.amounts(clerk, claim.id)
    for cents in (total // 2, total - total // 2):
        with payer.work(read_only=False) as work:
            clawback = receive_clawback(
                work, clawback.id, clawback.version, Receipt(TODAY, cents, f"H{cents}")
            )
        journey.amounts(clerk, claim.id)
    assert clawback.state is ClawbackState.SETTLED
    found = journey.amounts(clerk, claim.id)
    assert found[Stage.RECOVERED] == total
    assert journey.current(clerk, claim.id).state is ClaimState.PAID
    claim = do(clerk, archive_claim, claim, "2026-BT-0007")
    assert claim.state is ClaimState.ARCHIVED
