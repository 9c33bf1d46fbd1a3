"""Claims from draft to payment, and what is refused on the way."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.claims import ClaimAction, ClaimKind, ClaimState
from parkdesk.domain.errors import (
    InvalidInput,
    NeedsConfirmation,
    NotFound,
    NotPermitted,
    Refused,
    StaleRecord,
    WrongState,
)
from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort
from parkdesk.domain.programme_writing import programme_text
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.usecases.claim_lists import (
    ClaimFilter,
    claim_counts,
    claim_detail,
    count_waiting_claims,
    find_claim,
    list_claims,
)
from parkdesk.usecases.claim_papers import save_materials
from parkdesk.usecases.claim_returns import return_claim
from parkdesk.usecases.claims import NewClaim, create_claim, reject_claim
from parkdesk.usecases.programmes import programme_detail, set_programme_budget
from parkdesk.usecases.rosters import load_roster
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import CAP, person


def detail(desk, claim):
    with desk.work(read_only=True) as work:
        return claim_detail(work, claim.id)


def test_a_claim_goes_all_the_way(act_as):
    claim = story.paid_claim(act_as, [person(1), person(2)])
    found = detail(act_as(Role.AUDITOR), claim)
    row = found.row
    assert row.state is ClaimState.PAID
    assert (row.heads, row.eligible_heads) == (2, 2)
    assert row.requested_cents == row.recommended_cents == row.approved_cents == 2 * CAP
    assert row.paid_cents == 2 * CAP
    assert row.paid_on == dt.date(2026, 10, 12)
    assert [step.action for step in found.steps] == [
        ClaimAction.SUBMIT,
        ClaimAction.PRECHECK,
        ClaimAction.APPROVE,
        # The programme knows no public notice: what is approved is released at once.
        ClaimAction.CLEAR,
        ClaimAction.PAY,
    ]
    assert [step.actor for step in found.steps] == ["李芳", "周敏", "陈志远", "陈志远", "王敏"]
    assert found.actions == ()


def test_numbers_follow_each_other_within_a_year(desk):
    enterprise = story.add_enterprise(desk)
    first = story.add_claim(desk, enterprise=enterprise)
    second = story.add_claim(desk, enterprise=enterprise)
    old = story.add_claim(
        desk, enterprise=enterprise, programme=story.programme_id(desk, "central-training-2013")
    )
    assert [first.number, second.number, old.number] == [
        "PX-2026-0001",
        "PX-2026-0002",
        "PX-2013-0001",
    ]


@pytest.mark.parametrize(
    ("form", "problems"),
    [
        (NewClaim(None, None), {"enterprise_id": "required", "programme_id": "required"}),
        (NewClaim(1, None), {"programme_id": "required"}),
    ],
)
def test_a_claim_needs_an_enterprise_and_a_programme(work, form, problems):
    with pytest.raises(InvalidInput) as refusal:
        create_claim(work, form)
    assert refusal.value.problems == problems


def test_a_closed_programme_takes_no_claims(desk):
    closed = story.programme_id(desk, "central-training-2009")
    with pytest.raises(InvalidInput) as refusal:
        story.add_claim(desk, programme=closed)
    assert refusal.value.problems == {"programme_id": "programme-closed"}


def test_a_programme_pays_only_for_what_it_supports(desk):
    programme = story.programme_id(desk)
    owner = story.add_enterprise(desk)
    with desk.work(read_only=False) as work:
        record = work.get(ProgrammeRecord, programme)
        record.content = programme_text(replace(programme_of(record.content), platform=None))
    with pytest.raises(InvalidInput) as refusal, desk.work(read_only=False) as work:
        create_claim(work, NewClaim(owner, programme, ClaimKind.PLATFORM))
    assert refusal.value.problems == {"kind": "programme-lacks-kind"}


def test_an_empty_roster_is_not_submitted(desk):
    with pytest.raises(Refused) as refusal:
        story.submit(desk, story.add_claim(desk))
    assert refusal.value.code == "claim-roster-empty"


def test_a_roster_without_a_payable_row_is_not_submitted(desk):
    claim = story.add_claim(desk, [person(1, degree=None)])
    with pytest.raises(Refused) as refusal:
        story.submit(desk, claim)
    assert refusal.value.code == "claim-nothing-payable"


def test_refused_rows_and_missing_papers_are_asked_about(desk):
    claim = story.add_claim(desk, [person(1), person(2, degree=None)])
    for confirmed, code in (
        (frozenset(), "claim-has-refused-rows"),
        (frozenset({"claim-has-refused-rows"}), "claim-lacks-materials"),
    ):
        with pytest.raises(NeedsConfirmation) as question:
            story.submit(desk, claim, confirmed)
        assert question.value.code == code
    story.submit(desk, claim)
    row = detail(desk, claim).row
    assert (row.heads, row.eligible_heads, row.requested_cents) == (2, 1, CAP)


def test_papers_are_ticked_off(desk):
    claim = story.add_claim(desk, [person(1)])
    asked = detail(desk, claim).programme.materials_for(ClaimKind.ENTERPRISE)
    with desk.work(read_only=False) as work:
        claim = save_materials(work, claim.id, claim.version, tuple(one.code for one in asked))
    assert detail(desk, claim).lacking == ()
    assert {line.material.code for line in detail(desk, claim).papers} == {
        one.code for one in asked
    }
    story.submit(desk, claim, frozenset())


def test_what_has_been_submitted_cannot_be_changed(desk):
    claim = story.submit(desk, story.add_claim(desk, [person(1)]))
    with pytest.raises(Refused), desk.work(read_only=False) as work:
        save_materials(work, claim.id, claim.version, ())
    with pytest.raises(Refused):
        story.submit(desk, claim)


@pytest.mark.parametrize("role", [Role.CLERK, Role.AUDITOR])
def test_who_may_not_approve_is_refused(act_as, role):
    claim = story.submit(
        act_as(Role.ADMINISTRATOR), story.add_claim(act_as(Role.CLERK), [person()])
    )
    with pytest.raises(NotPermitted):
        story.approve(act_as(role), claim, 0)


def test_nobody_approves_what_they_submitted_not_even_an_administrator(act_as):
    clerk, administrator = act_as(Role.CLERK), act_as(Role.ADMINISTRATOR)
    claim = story.submit(administrator, story.add_claim(clerk, [person(1)]))
    claim = story.precheck(act_as(Role.REVIEWER), claim, CAP)
    for role, step in ((Role.ADMINISTRATOR, "submitted"), (Role.REVIEWER, "prechecked")):
        with pytest.raises(Refused) as refusal:
            story.approve(act_as(role), claim, CAP)
        assert refusal.value.params["step"] == step
    assert story.approve(act_as(Role.MANAGER), claim, CAP).state is ClaimState.PAYABLE


def test_amounts_only_go_down_and_a_cut_has_a_reason(act_as):
    claim = story.submit(act_as(Role.CLERK), story.add_claim(act_as(Role.CLERK), [person()]))
    reviewer, manager = act_as(Role.REVIEWER), act_as(Role.MANAGER)
    payer = act_as(Role.ADMINISTRATOR)
    with pytest.raises(InvalidInput) as refusal:
        story.precheck(reviewer, claim, CAP + 1)
    assert refusal.value.problems == {"recommended": "above-requested"}
    with pytest.raises(InvalidInput) as refusal:
        story.precheck(reviewer, claim, CAP - 1)
    assert refusal.value.problems == {"reason": "reason-missing"}
    claim = story.precheck(reviewer, claim, CAP - 50_000, "按实际培训成本核减")
    with pytest.raises(InvalidInput) as refusal:
        story.approve(manager, claim, CAP)
    assert refusal.value.problems == {"approved": "above-recommended"}
    with pytest.raises(InvalidInput) as refusal:
        story.approve(manager, claim, 1)
    assert refusal.value.problems == {"reason": "reason-missing"}
    claim = story.approve(manager, claim, 300_000, "就低原则")
    with pytest.raises(InvalidInput) as refusal:
        story.pay(payer, claim, CAP)
    assert refusal.value.problems == {"paid": "paid-differs"}
    with pytest.raises(InvalidInput) as refusal:
        story.pay(payer, claim, 300_000, dt.date(2026, 10, 13))
    assert refusal.value.problems == {"paid_on": "paid-in-future"}
    story.pay(payer, claim, 300_000)
    row = detail(manager, claim).row
    assert (row.requested_cents, row.recommended_cents, row.approved_cents, row.paid_cents) == (
        CAP,
        CAP - 50_000,
        300_000,
        300_000,
    )


def test_the_budget_is_a_wall(act_as):
    administrator = act_as(Role.ADMINISTRATOR)
    programme = story.programme_id(administrator)
    with administrator.work(read_only=False) as work:
        set_programme_budget(work, programme, 1, CAP)
    enterprise = story.add_enterprise(administrator)
    story.paid_claim(act_as, [person(1)], enterprise=enterprise)
    claim = story.submit(
        act_as(Role.CLERK),
        story.add_claim(act_as(Role.CLERK), [person(2)], enterprise=enterprise),
    )
    claim = story.precheck(act_as(Role.REVIEWER), claim, CAP)
    with pytest.raises(InvalidInput) as refusal:
        story.approve(act_as(Role.MANAGER), claim, CAP)
    assert refusal.value.problems == {"approved": "above-budget"}
    with administrator.work(read_only=False) as work:
        budget = programme_detail(work, programme).budget
        assert (budget.total_cents, budget.committed_cents, budget.pending_cents) == (CAP, CAP, CAP)
        assert budget.left_cents == 0
        with pytest.raises(InvalidInput):
            set_programme_budget(work, programme, 2, CAP - 1)


def test_rules_are_run_again_at_the_approval(act_as):
    clerk = act_as(Role.CLERK)
    enterprise = story.add_enterprise(clerk)
    claim = story.submit(clerk, story.add_claim(clerk, [person(1)], enterprise=enterprise))
    claim = story.precheck(act_as(Role.REVIEWER), claim, CAP)
    # Meanwhile the same person was claimed for elsewhere: as if both drafts had been submitted
    # before either knew of the other.
    story.add_claim(clerk, [person(1)], enterprise=enterprise)
    with clerk.work(read_only=False) as work:
        other = work.session.query(ClaimRecord).order_by(ClaimRecord.id.desc()).first()
        other.state = ClaimState.SUBMITTED.value
    with pytest.raises(InvalidInput) as refusal:
        story.approve(act_as(Role.MANAGER), claim, CAP)
    assert refusal.value.problems == {"approved": "rules-now-give-less"}


def test_a_returned_claim_is_corrected_and_comes_back(act_as):
    clerk, reviewer = act_as(Role.CLERK), act_as(Role.REVIEWER)
    claim = story.submit(clerk, story.add_claim(clerk, [person(1)]))
    with reviewer.work(read_only=False) as work:
        claim = return_claim(work, claim.id, claim.version, "缺少社保缴纳证明")
    assert claim.state is ClaimState.RETURNED
    assert detail(clerk, claim).row.answer == "缺少社保缴纳证明"
    claim = story.submit(clerk, claim)
    assert detail(clerk, claim).row.answer == ""
    assert [step.action for step in detail(clerk, claim).steps] == [
        ClaimAction.SUBMIT,
        ClaimAction.RETURN,
        ClaimAction.SUBMIT,
    ]


def test_a_rejected_claim_stays_rejected_and_frees_its_people(act_as):
    clerk, manager = act_as(Role.CLERK), act_as(Role.MANAGER)
    enterprise = story.add_enterprise(clerk)
    claim = story.submit(clerk, story.add_claim(clerk, [person(1)], enterprise=enterprise))
    with manager.work(read_only=False) as work:
        claim = reject_claim(work, claim.id, claim.version, "不在支持范围内")
    assert claim.state is ClaimState.REJECTED
    with pytest.raises(WrongState):
        story.precheck(act_as(Role.REVIEWER), claim, CAP)
    story.submit(clerk, story.add_claim(clerk, [person(1)], enterprise=enterprise))


def test_a_reason_is_needed_to_return_or_reject(act_as):
    claim = story.submit(act_as(Role.CLERK), story.add_claim(act_as(Role.CLERK), [person(1)]))
    for use_case in (return_claim, reject_claim):
        with pytest.raises(InvalidInput), act_as(Role.MANAGER).work(read_only=False) as work:
            use_case(work, claim.id, claim.version, "  ")


def test_an_older_claim_is_not_decided(act_as):
    claim = story.submit(act_as(Role.CLERK), story.add_claim(act_as(Role.CLERK), [person(1)]))
    story.precheck(act_as(Role.REVIEWER), claim, CAP)
    with pytest.raises(StaleRecord):
        story.precheck(act_as(Role.REVIEWER), claim, CAP)


def test_the_register_filters_and_sorts(act_as):
    desk = act_as(Role.CLERK)
    lake = story.add_enterprise(desk)
    hua = story.add_enterprise(desk, "华夏软件有限公司", "91320213MA1TESTX02")
    first = story.submit(desk, story.add_claim(desk, [person(1)], enterprise=lake))
    second = story.add_claim(desk, [person(2), person(3)], enterprise=hua)
    with desk.work(read_only=True) as work:

        def numbers(criteria=None, sort=None):
            listed = list_claims(work, criteria or ClaimFilter(), sort or Sort("created"), 0, 50)
            return [row.number for row in listed.rows]

        assert numbers() == [first.number, second.number]
        assert numbers(sort=Sort("requested", descending=True)) == [second.number, first.number]
        assert numbers(ClaimFilter(state=ClaimState.DRAFT)) == [second.number]
        assert numbers(ClaimFilter(text="华夏")) == [second.number]
        assert numbers(ClaimFilter(text="0001")) == [first.number]
        assert numbers(ClaimFilter(text="%")) == []
        assert numbers(ClaimFilter(enterprise_id=lake)) == [first.number]
        assert numbers(ClaimFilter(kind=ClaimKind.INSTITUTION)) == []
        assert numbers(ClaimFilter(programme_id=story.programme_id(desk))) == numbers()
        assert claim_counts(work)["draft"] == 1
        assert find_claim(work, first.number.lower()).id == first.id
        with pytest.raises(NotFound):
            find_claim(work, "PX-1999-0001")


def test_what_waits_depends_on_the_person(act_as):
    claim = story.submit(act_as(Role.CLERK), story.add_claim(act_as(Role.CLERK), [person(1)]))

    def waiting(role):
        with act_as(role).work(read_only=True) as work:
            return count_waiting_claims(work)

    assert (waiting(Role.CLERK), waiting(Role.REVIEWER), waiting(Role.AUDITOR)) == (0, 1, 0)
    story.precheck(act_as(Role.REVIEWER), claim, CAP)
    assert (waiting(Role.CLERK), waiting(Role.MANAGER)) == (0, 1)


def test_the_trail_tells_the_story_without_a_number(act_as):
    rows = [person(1)]
    claim = story.paid_claim(act_as, rows)
    with act_as(Role.AUDITOR).work(read_only=True) as work:
        roster = load_roster(work, claim.id)
        assert roster.masked
        entries = work.session.query(TrailRecord).all()
    whole = " ".join(str(entry.change) + entry.reason for entry in entries)
    assert rows[0].id_number not in whole
    actions = {entry.action for entry in entries}
    assert {"create_claim", "submit_claim", "approve_claim", "pay_claim"} <= actions


def test_a_draft_of_another_claim_is_only_a_signal(desk):
    enterprise = story.add_enterprise(desk)
    story.add_claim(desk, [person(1)], enterprise=enterprise)
    claim = story.add_claim(desk, [person(1)], enterprise=enterprise)
    story.submit(desk, claim)
    with desk.work(read_only=True) as work:
        verdict = load_roster(work, claim.id).verdicts[0]
    assert verdict.problems[0].code == "repeat-in-draft"
    assert replace(verdict, lines=()).amount_cents == CAP
