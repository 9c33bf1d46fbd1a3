"""Each kind of claim from its programme to the archive, and its money back; every sum foots.

The whole way: a programme is drafted and released by another person; a claim is handed in,
returned for one row, answered, cut, reviewed by the levels, approved, published, objected to,
paid level by level with a transfer that fails, filed away, and one row of it asked back.
"""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.desk import open_desk
from parkdesk.domain.claim_amounts import Cut
from parkdesk.domain.claim_lines import Stage
from parkdesk.domain.claim_returns import Change, Mark, MarkSubject
from parkdesk.domain.claims import ClaimAction, ClaimKind, ClaimState
from parkdesk.domain.clawbacks import ClawbackReason, ClawbackState, OpenClawback, Receipt
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Role
from parkdesk.domain.notices import NoticeState, RecordObjection
from parkdesk.domain.payments import BatchState
from parkdesk.domain.programme_figures import Level
from parkdesk.usecases.budgets import SaveLevelBudget, set_level_budget
from parkdesk.usecases.claim_papers import save_materials, see_originals
from parkdesk.usecases.claim_prints import claim_print, correction_notice
from parkdesk.usecases.claim_returns import answer_so_far, changes_since_return, return_claim
from parkdesk.usecases.claim_stages import archive_claim, record_review
from parkdesk.usecases.claims import (
    NewClaim,
    approve_claim,
    create_claim,
    precheck_claim,
    submit_claim,
)
from parkdesk.usecases.clawback_lists import clawback_detail
from parkdesk.usecases.clawbacks import (
    correct_receipt,
    open_clawback,
    receive_clawback,
    recoverable_rows,
)
from parkdesk.usecases.notices import close_notice, decide_objection, record_objection
from parkdesk.usecases.payments import MakeBatch, follow_up_batch, make_batch
from parkdesk.usecases.programme_drafts import (
    copy_programme,
    programme_draft,
    release_programme,
    save_programme,
)
from parkdesk.usecases.trail import check_trail
from tests.parks import place_of
from tests.scenarios.claim_walk import MAKER, PAYER, RULES, SHARES, Calendar, Walk
from tests.usecases import claim_stories as story
from tests.usecases import journey_stories as journey
from tests.usecases import payment_stories as pay

CLERK, REVIEWER, MANAGER = Role.CLERK, Role.REVIEWER, Role.MANAGER
ALLOTTED = 40_000_000_00


def october(day):
    return dt.date(2026, 10, day)


def november(day):
    return dt.date(2026, 11, day)


@pytest.fixture(params=ClaimKind, ids=[kind.value for kind in ClaimKind])
def kind(request):
    """Each kind of claim."""
    return request.param


@pytest.fixture
def walk(databases, park_template, keys, tmp_path):
    """An office whose calendar is turned by the test."""
    url = databases.copy(park_template)
    calendar = Calendar()
    opened = open_desk(place_of(url), calendar, keys)
    yield Walk(opened, calendar, tmp_path)
    opened.close()
    databases.drop(url)


def test_from_the_programme_to_money_that_came_back(walk, kind):
    programme = released_programme(walk)
    neighbour(walk, kind, programme)
    handed_in(walk, kind, programme)
    returned_and_answered(walk, kind)
    reviewed_and_cut(walk)
    published_and_objected_to(walk)
    paid_level_by_level(walk)
    filed_away(walk, "2026-BT-0007")
    asked_back(walk)
    filed_away(walk, "2026-BT-0007")
    steps = [step.action for step in walk.detail().steps]
    assert steps == [
        ClaimAction.SUBMIT,
        ClaimAction.RETURN,
        ClaimAction.SUBMIT,
        ClaimAction.PRECHECK,
        ClaimAction.REVIEW,
        ClaimAction.REVIEW,
        ClaimAction.APPROVE,
        ClaimAction.PUBLISH,
        ClaimAction.CLEAR,
        ClaimAction.PAY,
        ClaimAction.ARCHIVE,
        ClaimAction.RECOVER,
        ClaimAction.SETTLE,
        ClaimAction.ARCHIVE,
    ]
    printed = walk.see(Role.AUDITOR, claim_print, walk.claim_id).sums
    assert (printed.asked, printed.computed, printed.recommended) == tuple(
        walk.amounts[stage] for stage in (Stage.ASKED, Stage.COMPUTED, Stage.RECOMMENDED)
    )
    assert (printed.approved, printed.paid, printed.recovered) == tuple(
        walk.amounts[stage] for stage in (Stage.APPROVED, Stage.PAID, Stage.RECOVERED)
    )
    assert walk.see(Role.ADMINISTRATOR, check_trail).broken_at is None


def released_programme(walk):
    """Draft this year's programme, release it by another hand, enter what each level allots."""
    template = story.programme_id(walk.seat(CLERK))
    key = walk.do(REVIEWER, copy_programme, template, "park-2026", 2026)
    draft = walk.see(REVIEWER, programme_draft, key.id).programme
    key = walk.do(REVIEWER, save_programme, key.id, key.version, replace(draft, **RULES))
    form = NewClaim(story.add_enterprise(walk.seat(CLERK), "别家", "91320213MA1TESTX09"), key.id)
    with pytest.raises(InvalidInput):
        walk.do(CLERK, create_claim, form)
    released = walk.do(
        MANAGER, release_programme, key.id, key.version, "按通知逐条核对", is_open=True
    )
    for level in SHARES:
        allotment = SaveLevelBudget(released.id, level.value, ALLOTTED, "财企〔2026〕1号")
        walk.do(MANAGER, set_level_budget, allotment, 0)
    return released.id


def begun(walk, kind, programme, name, code, content):
    """Begin a claim with its rows or items for a new enterprise with an account; return its key."""
    owner = story.add_enterprise(walk.seat(CLERK), name, code)
    pay.give_account(walk.seat(Role.ADMINISTRATOR), owner)
    key = walk.do(CLERK, create_claim, NewClaim(owner, programme, kind))
    return journey.save_content(walk.seat(CLERK), kind, key, content(owner))


def neighbour(walk, kind, programme):
    """Another enterprise's claim under the same programme, approved and waiting for its money."""

    def content(owner):
        if kind.track:
            return [story.person(7, **journey.assessed(kind))]
        if kind is ClaimKind.PLATFORM:
            return [journey.cost(7)]
        admin = walk.seat(Role.ADMINISTRATOR)
        return [journey.fee(journey.add_certificate(admin, owner, "C-7"), 7)]

    claim = begun(walk, kind, programme, "无锡邻居软件有限公司", "91320213MA1TESTX02", content)
    walk.begin(claim)
    walk.step(CLERK, submit_claim, story.ALL)
    whole = walk.amounts[Stage.COMPUTED]
    walk.step(REVIEWER, precheck_claim, whole - 1, "核减一分钱", (), "lower-of")
    for level in (Level.DISTRICT, Level.CITY):
        walk.step(REVIEWER, record_review, level, whole - 1, "商务〔2026〕7号")
    assert walk.step(MANAGER, approve_claim, whole - 1).state is ClaimState.APPROVED


def handed_in(walk, kind, programme):
    """Begin the claim with three good rows and hand it in."""
    walk.calendar.turn(october(14))

    def content(owner):
        return journey.good_content(walk.seat, kind, owner)

    name, code = "无锡太湖软件外包有限公司", "91320213MA1TESTX01"
    walk.begin(begun(walk, kind, programme, name, code, content))
    assert walk.amounts[Stage.ASKED] == 0
    assert walk.step(CLERK, submit_claim, story.ALL).state is ClaimState.SUBMITTED
    assert walk.amounts[Stage.ASKED] >= walk.amounts[Stage.COMPUTED] > 0
    assert len(walk.lines()) == 3


def returned_and_answered(walk, kind):
    """Return it for its second row and one paper: nothing else may be touched by the answer."""
    walk.calendar.turn(october(15))
    computed = walk.amounts[Stage.COMPUTED]
    second = walk.lines()[1]
    paper = walk.detail().papers[0].material.code
    marks = (
        walk.mark(kind, second.id, "paper-differs"),
        Mark(MarkSubject.PAPER, "paper-missing", paper=paper),
    )
    key = walk.step(REVIEWER, return_claim, "请按标记补正后再报。", marks, october(30))
    assert key.state is ClaimState.RETURNED
    told = walk.see(CLERK, correction_notice, walk.claim_id)
    assert {one.mark.reason for one in told.marks} == {"paper-differs", "paper-missing"}
    assert not told.whole_open

    walk.calendar.turn(october(19))
    desk = walk.seat(CLERK)
    first, marked, third = journey.content_of(desk, kind, walk.claim_id)
    for refused, code in (
        ([replace(first, note="擅改"), marked, third], "row-not-marked"),
        ([first, marked], "returned-rows-stay"),
    ):
        with pytest.raises(Refused, match=code):
            journey.save_content(desk, kind, walk.claim(), refused)
        walk.foot()
    journey.save_content(desk, kind, walk.claim(), [first, replace(marked, note="已补正"), third])
    walk.step(CLERK, save_materials, (paper,))
    assert walk.see(CLERK, answer_so_far, walk.claim_id).straight_back
    assert walk.step(CLERK, submit_claim, story.ALL).state is ClaimState.SUBMITTED
    assert walk.detail().row.reviewer_id == walk.seat(REVIEWER).actor.id
    changed = walk.see(REVIEWER, changes_since_return, walk.claim_id)
    assert [(one.change, one.row, one.paper) for one in changed] == [
        (Change.CHANGED, second.id, ""),
        (Change.ADDED, 0, paper),
    ]
    assert walk.amounts[Stage.COMPUTED] == computed


def reviewed_and_cut(walk):
    """Cut a row at the pre-check, a little by each level, the whole at the approval."""
    walk.calendar.turn(october(20))
    first, *others = walk.lines()
    paper = walk.detail().papers[-1].material.code
    walk.step(REVIEWER, see_originals, frozenset({paper}))
    cut = Cut(first.id, first.requested_cents // 3 + 1, "cost-not-eligible")
    left = cut.amount_cents + sum(line.requested_cents for line in others)
    walk.step(REVIEWER, precheck_claim, left, "首行核减", (cut,))
    assert walk.lines()[0].recommended_reason == "cost-not-eligible"
    with pytest.raises(Refused, match="levels-have-to-review"):
        walk.step(MANAGER, approve_claim, left)
    for level, cents in ((Level.DISTRICT, left - 3), (Level.CITY, left - 7)):
        walk.step(REVIEWER, record_review, level, cents, f"{level}〔2026〕1号")
    with pytest.raises(InvalidInput):
        walk.step(MANAGER, approve_claim, left - 6, "上级核减")
    walk.calendar.turn(october(21))
    key = walk.step(MANAGER, approve_claim, left - 11, "就低原则", (), "lower-of")
    assert key.state is ClaimState.APPROVED
    assert walk.amounts[Stage.RECOMMENDED] == left
    assert walk.amounts[Stage.APPROVED] == left - 11


def published_and_objected_to(walk):
    """Publish it for five working days; an objection holds it until it is answered."""
    notice = walk.publish(REVIEWER)
    assert walk.claim().state is ClaimState.NOTICED
    assert walk.notice(notice).row.last_on == october(28)
    with pytest.raises(Refused, match="batch-claim-hindered"):
        walk.do(MAKER, make_batch, MakeBatch(walk.record().programme_id, (walk.claim_id,)))
    walk.calendar.turn(october(26))
    said = RecordObjection(walk.claim_id, october(26), "张某", "称有一项重复申报")
    walk.do(REVIEWER, record_objection, notice, said)
    walk.calendar.turn(october(29))
    with pytest.raises(Refused, match="objections-open"):
        walk.do(REVIEWER, close_notice, notice, walk.notice(notice).row.version, "公示期满")
    (objection,) = walk.notice(notice).objections
    answer = {"upheld": False, "finding": "经核对发票与名单，不属重复申报"}
    walk.do(REVIEWER, decide_objection, objection.id, objection.version, **answer)
    version = walk.notice(notice).row.version
    closed = walk.do(REVIEWER, close_notice, notice, version, "公示期满，异议不成立")
    assert closed.state is NoticeState.CLOSED
    assert walk.claim().state is ClaimState.PAYABLE


def paid_level_by_level(walk):
    """A batch and a bank file for each level; the city's transfer fails and is paid again."""
    walk.calendar.turn(november(2))
    due = walk.amounts[Stage.APPROVED]
    sent = {level: walk.pay_level(level) for level in SHARES}
    assert sum(batch.total_cents for batch, _sheet in sent.values()) == due
    walk.calendar.turn(november(3))
    for level in (Level.CENTRAL, Level.PROVINCE):
        assert walk.answer(sent[level]).batch.state is BatchState.SETTLED
        assert walk.claim().state is ClaimState.PAYABLE
    failed = walk.answer(sent[Level.CITY], failure="账户状态异常")
    assert (failed.paid, failed.failed) == (0, 1)
    assert walk.claim().state is ClaimState.PAYABLE
    again = walk.do(MAKER, follow_up_batch, failed.batch.id, frozenset({"batch-same-account"}))
    assert again.total_cents == sent[Level.CITY][0].total_cents
    walk.calendar.turn(november(4))
    assert walk.answer(walk.send(again)).paid == 1
    assert walk.claim().state is ClaimState.PAID
    assert walk.amounts[Stage.PAID] == due
    assert walk.record().paid_on == november(4)


def filed_away(walk, number):
    """File the claim under its number in the archive."""
    assert walk.step(CLERK, archive_claim, number).state is ClaimState.ARCHIVED
    assert walk.record().archive_number == number


def asked_back(walk):
    """Ask the second row's money back in three parts; one receipt is entered wrong first."""
    walk.calendar.turn(november(10))
    second = walk.see(PAYER, recoverable_rows, walk.claim_id)[1]
    form = OpenClawback(
        walk.claim_id,
        {second.row_id: second.room_cents},
        ClawbackReason.LEFT_EARLY,
        "合同未满即离职",
        november(10),
        november(30),
        3,
        "商服〔2026〕18号",
    )
    key = walk.do(PAYER, open_clawback, form)
    assert walk.claim().state is ClaimState.RECOVERING
    plan = [one.amount_cents for one in walk.see(PAYER, clawback_detail, key.id).plan]
    assert (len(plan), sum(plan)) == (3, second.paid_cents)
    walk.calendar.turn(november(20))
    wrong = Receipt(november(20), plan[0] + 1, "H0")
    key = walk.do(PAYER, receive_clawback, key.id, key.version, wrong)
    (receipt,) = walk.see(PAYER, clawback_detail, key.id).receipts
    key = walk.do(MAKER, correct_receipt, key.id, key.version, receipt.id, "金额录错")
    assert walk.amounts[Stage.RECOVERED] == 0
    for number, cents in enumerate(plan, 1):
        assert walk.claim().state is ClaimState.RECOVERING
        receipt = Receipt(november(20), cents, f"H{number}")
        key = walk.do(PAYER, receive_clawback, key.id, key.version, receipt)
        assert walk.amounts[Stage.RECOVERED] == sum(plan[:number])
    assert key.state is ClawbackState.SETTLED
    assert walk.claim().state is ClaimState.PAID
    with pytest.raises(InvalidInput):
        walk.do(PAYER, open_clawback, replace(form, rows={second.row_id: 1}))
