"""Public notices: published with masked numbers, objected to, cleared or taken back."""

import datetime as dt

import pytest

from parkdesk.domain.claim_lines import Stage
from parkdesk.domain.claims import ClaimKind, ClaimState
from parkdesk.domain.errors import InvalidInput, NotPermitted, Refused, UserError, WrongState
from parkdesk.domain.identity import Role
from parkdesk.domain.notices import NoticeState, PublishNotice, RecordObjection
from parkdesk.domain.paging import Sort
from parkdesk.domain.programme_figures import Figure, Mark
from parkdesk.usecases.claim_returns import return_claim
from parkdesk.usecases.notice_lists import (
    NoticeFilter,
    count_notices_over,
    list_notices,
    notice_detail,
    programmes_to_publish,
    publishable_claims,
)
from parkdesk.usecases.notices import (
    close_notice,
    decide_objection,
    publish_notice,
    record_objection,
    withdraw_notice,
)
from parkdesk.usecases.payment_prints import notice_paper
from tests.usecases import claim_stories as story
from tests.usecases import journey_stories as journey
from tests.usecases import payment_stories as pay
from tests.usecases.claim_stories import CAP
from tests.usecases.payment_stories import NOTICE

# Published on the Monday before the holiday: the fifth working day is 10 October, a Saturday
# that is worked, and the tests' today is the Monday after.
PUBLISHED = dt.date(2026, 9, 28)
LAST = dt.date(2026, 10, 10)


@pytest.fixture
def reviewer(act_as):
    return act_as(Role.REVIEWER)


def approved(act_as, *people, **where):
    pay.with_rules(act_as(Role.ADMINISTRATOR), NOTICE) if not where else None
    claim = pay.approved_claim(act_as, people or (1, 2), **where)
    assert claim.state is ClaimState.APPROVED
    return pay.decided(act_as(Role.ADMINISTRATOR), claim, PUBLISHED)


def publish(desk, *claims, published_on=PUBLISHED, days=5, place="园区门户网站"):
    programme = story.programme_id(desk)
    form = PublishNotice(programme, tuple(one.id for one in claims), published_on, days, place)
    with desk.work(read_only=False) as work:
        return publish_notice(work, form)


def close(desk, notice):
    with desk.work(read_only=False) as work:
        return close_notice(work, notice.id, notice.version, "公示期内无异议")


def object_to(desk, notice, claim=None, day=LAST):
    form = RecordObjection(claim.id if claim else None, day, "张某 13800000000", "有人员已离职")
    with desk.work(read_only=False) as work:
        return record_objection(work, notice.id, form)


def detail(desk, notice):
    with desk.work(read_only=True) as work:
        return notice_detail(work, notice.id)


def decide(desk, notice, *, upheld):
    (objection,) = detail(desk, notice).objections
    with desk.work(read_only=False) as work:
        decide_objection(
            work, objection.id, objection.version, upheld=upheld, finding="经核实与申报一致"
        )


def test_working_days_are_counted_over_the_holiday_and_the_claim_is_then_payable(act_as, reviewer):
    claim = approved(act_as)
    with reviewer.work(read_only=True) as work:
        (choice,) = programmes_to_publish(work)
        found = publishable_claims(work, choice.id)
    assert (found.working_days, found.confirmed) == (5, False)
    assert [one.amount_cents for one in found.claims] == [2 * CAP]
    notice = publish(reviewer, claim)
    assert notice.number == "GS-2026-0001"
    shown = detail(reviewer, notice)
    assert (shown.row.last_on, shown.row.calendar_known, shown.days_gone) == (LAST, True, 5)
    assert pay.claim_record(reviewer, claim).state == "noticed"
    with reviewer.work(read_only=True) as work:
        assert count_notices_over(work) == 1
    assert close(reviewer, notice).state is NoticeState.CLOSED
    assert pay.claim_record(reviewer, claim).state == "payable"
    assert [one.state.value for one in detail(reviewer, notice).claims] == ["cleared"]
    with reviewer.work(read_only=True) as work:
        assert count_notices_over(work) == 0


def test_a_notice_that_runs_is_not_closed(act_as, reviewer):
    notice = publish(reviewer, approved(act_as), published_on=dt.date(2026, 10, 12))
    assert detail(reviewer, notice).row.last_on == dt.date(2026, 10, 19)
    with pytest.raises(Refused) as refused:
        close(reviewer, notice)
    assert refused.value.code == "notice-still-runs"


def test_over_a_year_that_is_not_known_it_says_so(act_as, reviewer):
    notice = publish(reviewer, approved(act_as), published_on=dt.date(2026, 10, 12), days=60)
    assert not detail(reviewer, notice).row.calendar_known


def test_fewer_days_than_the_programme_asks_are_refused(act_as, reviewer):
    claim = approved(act_as)
    with pytest.raises(InvalidInput) as refused:
        publish(reviewer, claim, days=4)
    assert refused.value.problems == {"working_days": "too-few-days"}


def test_nothing_is_published_before_it_was_approved(act_as, reviewer):
    # Else a notice would be over before it began, and the claim payable at once.
    claim = pay.decided(reviewer, approved(act_as), dt.date(2026, 9, 29))
    with pytest.raises(InvalidInput) as told:
        publish(reviewer, claim)
    assert told.value.problems == {"published_on": "published-before-approval"}
    assert publish(reviewer, claim, published_on=dt.date(2026, 9, 29)).state is NoticeState.OPEN


def test_an_open_objection_stops_the_clearing_and_a_dismissed_one_does_not(act_as, reviewer):
    claim = approved(act_as)
    notice = publish(reviewer, claim)
    object_to(reviewer, notice, claim)
    with pytest.raises(Refused) as refused:
        close(reviewer, notice)
    assert refused.value.code == "objections-open"
    decide(reviewer, notice, upheld=False)
    close(reviewer, notice)
    assert pay.claim_record(reviewer, claim).state == "payable"


def test_an_upheld_objection_keeps_its_claim_and_clears_the_others(act_as, reviewer):
    first = approved(act_as)
    second = approved(act_as, 3, 4, name="无锡蠡湖数据有限公司", code="91320213MA1TESTX02")
    notice = publish(reviewer, first, second)
    object_to(reviewer, notice, first)
    decide(reviewer, notice, upheld=True)
    close(reviewer, notice)
    record = pay.claim_record(reviewer, first)
    assert record.state == "noticed"
    assert pay.claim_record(reviewer, second).state == "payable"
    with reviewer.work(read_only=False) as work:
        return_claim(work, first.id, record.version, "公示异议成立，请核实人员")
    assert pay.claim_record(reviewer, first).state == "returned"


def test_an_upheld_objection_to_the_whole_leaves_only_the_withdrawal(act_as, reviewer):
    claim = approved(act_as)
    notice = publish(reviewer, claim)
    object_to(reviewer, notice)
    decide(reviewer, notice, upheld=True)
    with pytest.raises(Refused) as refused:
        close(reviewer, notice)
    assert refused.value.code == "notice-to-be-withdrawn"
    with reviewer.work(read_only=False) as work:
        withdrawn = withdraw_notice(work, notice.id, notice.version, "名单有误，重新公示")
    assert withdrawn.state is NoticeState.WITHDRAWN
    assert pay.claim_record(reviewer, claim).state == "approved"
    assert publish(reviewer, claim).number == "GS-2026-0002"
    with pytest.raises(WrongState), reviewer.work(read_only=False) as work:
        close_notice(work, withdrawn.id, withdrawn.version)


def test_a_claim_stands_in_one_open_notice(act_as, reviewer):
    claim = approved(act_as)
    publish(reviewer, claim)
    with pytest.raises(UserError):
        publish(reviewer, claim)


def test_a_returned_claim_leaves_its_notice(act_as, reviewer):
    claim = approved(act_as)
    notice = publish(reviewer, claim)
    record = pay.claim_record(reviewer, claim)
    with reviewer.work(read_only=False) as work:
        return_claim(work, claim.id, record.version, "公示材料需要补正")
    assert [one.state.value for one in detail(reviewer, notice).claims] == ["dropped"]
    close(reviewer, notice)
    assert pay.claim_record(reviewer, claim).state == "returned"


@pytest.mark.parametrize(
    ("change", "code"),
    [({"claim": 4711}, "notice-claim-gone"), ({"programme": 1}, "notice-other-programme")],
)
def test_claims_are_those_of_the_programme(act_as, reviewer, change, code):
    claim = approved(act_as)
    programme = story.programme_id(reviewer)
    other = story.programme_id(reviewer, "central-training-2015")
    form = PublishNotice(
        other if "programme" in change else programme,
        (change.get("claim", claim.id),),
        PUBLISHED,
        5,
        "网站",
    )
    with pytest.raises(Refused) as refused, reviewer.work(read_only=False) as work:
        publish_notice(work, form)
    assert refused.value.code == code


def test_an_objection_belongs_to_a_claim_of_the_open_notice(act_as, reviewer):
    first = approved(act_as)
    second = approved(act_as, 3, 4, name="无锡蠡湖数据有限公司", code="91320213MA1TESTX02")
    notice = publish(reviewer, first)
    with pytest.raises(Refused):
        object_to(reviewer, notice, second)
    close(reviewer, notice)
    with pytest.raises(Refused) as refused:
        object_to(reviewer, notice, first)
    assert refused.value.code == "notice-is-over"


def test_an_objection_is_decided_once(act_as, reviewer):
    claim = approved(act_as)
    notice = publish(reviewer, claim)
    object_to(reviewer, notice, claim)
    (objection,) = detail(reviewer, notice).objections
    decide(reviewer, notice, upheld=False)
    with pytest.raises(UserError), reviewer.work(read_only=False) as work:
        decide_objection(work, objection.id, 2, upheld=True, finding="经核实与申报不一致")


def test_who_objects_is_shown_to_those_who_decide(act_as, reviewer):
    claim = approved(act_as)
    notice = publish(reviewer, claim)
    object_to(reviewer, notice, claim)
    assert detail(reviewer, notice).objections[0].objector == "张某 13800000000"
    assert detail(act_as(Role.CLERK), notice).objections[0].objector == ""


def test_the_public_reads_names_sums_and_masked_numbers(act_as, reviewer):
    notice = publish(reviewer, approved(act_as))
    with reviewer.work(read_only=False) as work:
        found = notice_paper(work, notice.id)
    assert [one.amount_cents for one in found.lines] == [CAP, CAP]
    assert all(one.id_number.count("*") == 10 for one in found.lines)
    assert sum(one.amount_cents for one in found.lines) == found.amount_cents


def test_the_list_is_narrowed_by_state_and_words(act_as, reviewer):
    claim = approved(act_as)
    publish(reviewer, claim)

    def numbers(**criteria):
        with reviewer.work(read_only=True) as work:
            window = list_notices(work, NoticeFilter(**criteria), Sort("created"), 0, 10)
        return [row.number for row in window.rows]

    assert numbers() == numbers(text=claim.number) == numbers(text="太湖") == ["GS-2026-0001"]
    assert numbers(state=NoticeState.CLOSED) == numbers(text="别处") == []


def test_a_clerk_does_not_publish(act_as, reviewer):
    claim = approved(act_as)
    with pytest.raises(NotPermitted):
        publish(act_as(Role.CLERK), claim)


def test_a_notice_of_items_publishes_no_number_of_a_person(act_as, reviewer):
    admin = act_as(Role.ADMINISTRATOR)
    pay.change_rules(admin, notice_days=Figure(5, Mark.UNVERIFIED))
    items = [journey.cost(1), journey.cost(2)]
    claim = story.submit(
        act_as(Role.CLERK), journey.begin(act_as(Role.CLERK), ClaimKind.PLATFORM, items)
    )
    cents = journey.amounts(reviewer, claim.id)[Stage.COMPUTED]
    claim = story.approve(act_as(Role.MANAGER), story.precheck(reviewer, claim, cents), cents)
    claim = pay.decided(admin, claim, PUBLISHED)
    form = PublishNotice(story.programme_id(reviewer), (claim.id,), PUBLISHED, 5, "园区门户网站")
    with reviewer.work(read_only=False) as work:
        notice = publish_notice(work, form)
    with reviewer.work(read_only=True) as work:
        paper = notice_paper(work, notice.id)
    assert len(paper.lines) == 2
    assert {line.id_number for line in paper.lines} == {""}
    assert sum(line.amount_cents for line in paper.lines) == paper.amount_cents == cents
