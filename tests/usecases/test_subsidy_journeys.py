"""Each kind of claim from its programme to the archive; every amount foots at every stage."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.claim_amounts import Cut
from parkdesk.domain.claim_lines import Stage
from parkdesk.domain.claim_returns import Change, Mark, MarkSubject
from parkdesk.domain.claims import ClaimAction, ClaimKind, ClaimState
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused
from parkdesk.domain.identity import Role
from parkdesk.domain.programme_figures import Level
from parkdesk.store.claims_as_at import sums_then
from parkdesk.usecases.claim_lists import claim_detail
from parkdesk.usecases.claim_papers import claim_papers, save_materials, see_originals
from parkdesk.usecases.claim_payments import pay_claim
from parkdesk.usecases.claim_returns import (
    answer_so_far,
    changes_since_return,
    claim_returns_made,
    open_returned_claim,
    return_claim,
)
from parkdesk.usecases.claim_stages import archive_claim, record_review, release_claim
from parkdesk.usecases.claimants import Condition
from parkdesk.usecases.claims import (
    approve_claim,
    precheck_claim,
    reject_claim,
    submit_claim,
    withdraw_claim,
)
from parkdesk.usecases.condition_answers import answer_conditions
from parkdesk.usecases.enterprise_subsidies import claims_made
from parkdesk.usecases.reviews import draw_sample, review_queue
from tests.usecases import claim_stories as story
from tests.usecases import journey_stories as journey

WORDS = "请按标记补正后再报。"
SUBJECT = {True: MarkSubject.PERSON, False: MarkSubject.ITEM}


@pytest.fixture(params=ClaimKind, ids=[kind.value for kind in ClaimKind])
def kind(request):
    """Each kind of claim."""
    return request.param


@pytest.fixture
def owner(act_as):
    """An enterprise of the register."""
    return story.add_enterprise(act_as(Role.CLERK))


@pytest.fixture
def submitted(act_as, kind, owner):
    """A claim of each kind with three good rows, handed in."""
    content = journey.good_content(act_as, kind, owner)
    clerk = act_as(Role.CLERK)
    claim = journey.begin(clerk, kind, content, enterprise=owner)
    return story.submit(clerk, claim)


def in_queue(desk):
    """The only claim of a person's review queue."""
    with desk.work(read_only=True) as work:
        (row,) = review_queue(work)
    return row


def do(desk, use_case, claim, *args, **named):
    """Take a step with a claim as it stands now."""
    claim = journey.current(desk, claim.id)
    with desk.work(read_only=False) as work:
        return use_case(work, claim.id, claim.version, *args, **named)


def detail(desk, claim):
    with desk.work(read_only=True) as work:
        return claim_detail(work, claim.id)


def mark(kind, row, reason="paper-differs"):
    return Mark(SUBJECT[kind.track is not None], reason, row=row)


def changed_row(kind, row):
    """Return a row with something put right in it."""
    return replace(row, note="已补正")


def returned_and_answered(act_as, kind, claim):
    """Return a claim with one row and one paper marked, then answer just that."""
    clerk, reviewer = act_as(Role.CLERK), act_as(Role.REVIEWER)
    rows = journey.rows_of(clerk, claim.id)
    paper = detail(clerk, claim).papers[0].material.code
    marks = [mark(kind, rows[1]), Mark(MarkSubject.PAPER, "paper-missing", paper=paper)]
    do(reviewer, return_claim, claim, WORDS, marks)
    journey.amounts(clerk, claim.id)
    first, second, third = journey.content_of(clerk, kind, claim.id)
    wrong = [changed_row(kind, first), second, third]
    with pytest.raises(Refused, match="row-not-marked"):
        journey.save_content(clerk, kind, journey.current(clerk, claim.id), wrong)
    with pytest.raises(Refused, match="returned-rows-stay"):
        journey.save_content(clerk, kind, journey.current(clerk, claim.id), [first, second])
    mended = [first, changed_row(kind, second), third]
    journey.save_content(clerk, kind, journey.current(clerk, claim.id), mended)
    do(clerk, save_materials, claim, (paper,))
    with clerk.work(read_only=True) as work:
        answer = answer_so_far(work, claim.id)
    assert answer.straight_back
    assert [(one.change, one.row, one.paper) for one in answer.changed] == [
        (Change.CHANGED, rows[1], ""),
        (Change.ADDED, 0, paper),
    ]
    return do(clerk, submit_claim, claim, story.ALL), answer.changed


def test_an_answer_goes_to_the_same_reviewer_who_sees_the_differences(act_as, kind, submitted):
    reviewer = act_as(Role.REVIEWER)
    claim, changed = returned_and_answered(act_as, kind, submitted)
    assert claim.state is ClaimState.SUBMITTED
    assert detail(reviewer, claim).row.reviewer_id == reviewer.actor.id
    with reviewer.work(read_only=True) as work:
        assert changes_since_return(work, claim.id) == changed
        (made,) = claim_returns_made(work, claim.id)
    assert made.straight_back
    assert [one.position for one in made.marks] == [2, 0]
    found_out = [Condition("violations", met=True)]
    claim = do(reviewer, answer_conditions, claim, found_out, "查询国家企业信用信息公示系统")
    with reviewer.work(read_only=True) as work:
        assert changes_since_return(work, claim.id) == changed, "the reviewer's own is no change"


def test_from_programme_to_archive_with_return_and_cuts(act_as, kind, submitted):
    clerk, reviewer = act_as(Role.CLERK), act_as(Role.REVIEWER)
    manager, payer = act_as(Role.MANAGER), act_as(Role.ADMINISTRATOR)
    found = journey.amounts(clerk, submitted.id)
    assert found[Stage.ASKED] >= found[Stage.COMPUTED] > 0
    claim, _changed = returned_and_answered(act_as, kind, submitted)
    journey.amounts(clerk, claim.id)

    # A row is cut by its reason, then the whole by the lower-of principle.
    line = journey.lines_of(clerk, claim.id)[0]
    left = found[Stage.COMPUTED] - line.requested_cents + 10_001
    cut = Cut(line.id, 10_001, "cost-not-eligible")
    do(reviewer, precheck_claim, claim, left, "首项核减", [cut])
    assert journey.amounts(clerk, claim.id)[Stage.RECOMMENDED] == left
    claim = do(manager, approve_claim, claim, left - 7, "就低原则", (), "lower-of")
    assert claim.state is ClaimState.PAYABLE
    assert journey.amounts(clerk, claim.id)[Stage.APPROVED] == left - 7

    # Nobody who had it in hand pays it.
    with pytest.raises(Refused, match="claim-same-person"):
        do(manager, pay_claim, claim, dt.date(2026, 10, 12), left - 7)
    claim = do(payer, pay_claim, claim, dt.date(2026, 10, 12), left - 7)
    assert claim.state is ClaimState.PAID
    assert journey.amounts(clerk, claim.id)[Stage.PAID] == left - 7
    with pytest.raises(InvalidInput):
        do(clerk, archive_claim, claim, " ")
    claim = do(clerk, archive_claim, claim, "2026-BT-0001")
    assert claim.state is ClaimState.ARCHIVED
    assert detail(clerk, claim).row.archive_number == "2026-BT-0001"
    journey.amounts(clerk, claim.id)


def test_an_answer_to_the_approver_goes_straight_back_to_the_approver(act_as, kind, submitted):
    clerk, reviewer, manager = act_as(Role.CLERK), act_as(Role.REVIEWER), act_as(Role.MANAGER)
    claim = submitted
    rows = journey.rows_of(clerk, claim.id)
    whole = journey.amounts(clerk, claim.id)[Stage.COMPUTED]
    do(reviewer, precheck_claim, claim, whole - 500, "核减五元", (), "lower-of")
    kept = journey.amounts(clerk, claim.id)[Stage.RECOMMENDED]
    do(manager, return_claim, claim, WORDS, [mark(kind, rows[2])])
    assert journey.amounts(clerk, claim.id)[Stage.RECOMMENDED] is None
    content = list(journey.content_of(clerk, kind, claim.id))
    content[2] = changed_row(kind, content[2])
    journey.save_content(clerk, kind, journey.current(clerk, claim.id), content)
    claim = do(clerk, submit_claim, claim, story.ALL)
    assert claim.state is ClaimState.PRECHECKED
    found = detail(manager, claim)
    assert found.steps[-1].action is ClaimAction.RESUBMIT
    assert found.row.reviewer_id == manager.actor.id
    # What the pre-check cut stays cut, on the marked row too: nobody pre-checks it again.
    recommended = journey.amounts(clerk, claim.id)[Stage.RECOMMENDED]
    assert recommended == kept < whole
    # As at today it reads as it does now: in the register, in the account, in the budget.
    with manager.work(read_only=True) as work:
        assert claim_detail(work, claim.id, work.today).row.recommended_cents == kept
        (line,) = claims_made(work, found.row.enterprise_id, work.today)
        then = sums_then(work.session, work.today)[found.row.programme_id]
    assert (line.recommended_cents, then.pending_cents) == (kept, kept)
    claim = do(manager, approve_claim, claim, recommended)
    assert claim.state is ClaimState.PAYABLE


def test_a_claim_that_was_opened_whole_is_reviewed_from_the_start(act_as, kind, submitted):
    clerk, reviewer, manager = act_as(Role.CLERK), act_as(Role.REVIEWER), act_as(Role.MANAGER)
    claim = submitted
    rows = journey.rows_of(clerk, claim.id)
    do(reviewer, precheck_claim, claim, journey.amounts(clerk, claim.id)[Stage.COMPUTED])
    do(manager, return_claim, claim, WORDS, [mark(kind, rows[2])])
    content = journey.content_of(clerk, kind, claim.id)
    claim = do(clerk, open_returned_claim, claim)
    with pytest.raises(Refused, match="claim-open-already"):
        do(clerk, open_returned_claim, claim)
    journey.save_content(clerk, kind, journey.current(clerk, claim.id), content[1:])
    journey.amounts(clerk, claim.id)
    claim = do(clerk, submit_claim, claim, story.ALL)
    assert claim.state is ClaimState.SUBMITTED
    assert detail(manager, claim).row.reviewer_id is None
    assert journey.amounts(clerk, claim.id)[Stage.RECOMMENDED] is None
    assert len(journey.rows_of(clerk, claim.id)) == 2


def test_without_marks_everything_is_open_and_reviewed_anew(act_as, kind, submitted):
    clerk, reviewer = act_as(Role.CLERK), act_as(Role.REVIEWER)
    do(reviewer, return_claim, submitted, WORDS)
    content = journey.content_of(clerk, kind, submitted.id)
    journey.save_content(clerk, kind, journey.current(clerk, submitted.id), content[1:])
    claim = do(clerk, submit_claim, submitted, story.ALL)
    assert detail(clerk, claim).row.reviewer_id is None


@pytest.mark.parametrize(
    ("made", "code"),
    [
        pytest.param(Mark(MarkSubject.PERSON, "id-wrong", row=99999), "mark-of-unknown-row"),
        pytest.param(Mark(MarkSubject.PAPER, "paper-missing", paper="?"), "mark-of-unknown-paper"),
        pytest.param(Mark(MarkSubject.CLAIM, ""), "mark-reason-missing"),
    ],
)
def test_marks_of_nothing_are_refused(act_as, submitted, made, code):
    with pytest.raises(InvalidInput) as refusal:
        do(act_as(Role.REVIEWER), return_claim, submitted, WORDS, [made])
    assert refusal.value.problems == {"marks": code}


def test_higher_levels_review_in_their_order_and_only_lower(act_as, kind, owner):
    journey.with_rules(
        act_as(Role.ADMINISTRATOR),
        "\n[review_levels]\nvalue = ['district', 'city']\nmark = 'C'\n",
    )
    clerk, reviewer, manager = act_as(Role.CLERK), act_as(Role.REVIEWER), act_as(Role.MANAGER)
    content = journey.good_content(act_as, kind, owner)
    claim = story.submit(clerk, journey.begin(clerk, kind, content, enterprise=owner))
    whole = journey.amounts(clerk, claim.id)[Stage.COMPUTED]
    do(reviewer, precheck_claim, claim, whole)
    with pytest.raises(Refused, match="levels-have-to-review"):
        do(manager, approve_claim, claim, whole)
    assert ClaimAction.APPROVE not in detail(manager, claim).actions
    assert detail(reviewer, claim).levels_left == (Level.DISTRICT, Level.CITY)
    row = in_queue(manager)
    assert row.cleanness.awaits_level
    assert not row.cleanness.clean
    with manager.work(read_only=False) as work, pytest.raises(Refused, match="group-not-clean"):
        draw_sample(work, {row.id: row.version})
    with pytest.raises(InvalidInput) as refusal:
        do(reviewer, record_review, claim, Level.CITY, whole, "商务〔2026〕1号")
    assert refusal.value.problems == {"level": "level-not-next"}
    do(reviewer, record_review, claim, Level.DISTRICT, whole - 100, "区商务〔2026〕1号")
    with pytest.raises(InvalidInput):
        do(reviewer, record_review, claim, Level.CITY, whole - 99, "市商务〔2026〕1号")
    do(reviewer, record_review, claim, Level.CITY, whole - 200, "市商务〔2026〕1号")
    row = in_queue(manager)
    assert not row.cleanness.awaits_level
    with pytest.raises(InvalidInput) as refusal:
        do(manager, approve_claim, claim, whole - 199, "上级核减")
    assert refusal.value.problems == {"approved": "above-level"}
    do(manager, approve_claim, claim, whole - 200, "上级核减")
    assert journey.amounts(clerk, claim.id)[Stage.APPROVED] == whole - 200
    told = [(step.level, step.document) for step in detail(clerk, claim).steps if step.level]
    assert told == [
        (Level.DISTRICT, "区商务〔2026〕1号"),
        (Level.CITY, "市商务〔2026〕1号"),
    ]


def test_findings_of_levels_do_not_outlive_a_return(act_as, kind, owner):
    journey.with_rules(
        act_as(Role.ADMINISTRATOR), "\n[review_levels]\nvalue = ['district']\nmark = 'C'\n"
    )
    clerk, reviewer, manager = act_as(Role.CLERK), act_as(Role.REVIEWER), act_as(Role.MANAGER)
    content = journey.good_content(act_as, kind, owner)
    claim = story.submit(clerk, journey.begin(clerk, kind, content, enterprise=owner))
    whole = journey.amounts(clerk, claim.id)[Stage.COMPUTED]
    do(reviewer, precheck_claim, claim, whole)
    do(reviewer, record_review, claim, Level.DISTRICT, whole, "区商务〔2026〕1号")
    do(manager, return_claim, claim, WORDS)
    do(clerk, submit_claim, claim, story.ALL)
    do(reviewer, precheck_claim, claim, whole)
    assert detail(manager, claim).levels_left == (Level.DISTRICT,)


def test_nobody_approves_more_than_their_role_may(act_as, kind, owner):
    journey.with_rules(
        act_as(Role.ADMINISTRATOR),
        "\n[approval_limits]\nmanager = { value = 1000, mark = 'C' }\n",
    )
    clerk, reviewer, manager = act_as(Role.CLERK), act_as(Role.REVIEWER), act_as(Role.MANAGER)
    content = journey.good_content(act_as, kind, owner)
    claim = story.submit(clerk, journey.begin(clerk, kind, content, enterprise=owner))
    whole = journey.amounts(clerk, claim.id)[Stage.COMPUTED]
    do(reviewer, precheck_claim, claim, whole)
    with pytest.raises(InvalidInput) as refusal:
        do(manager, approve_claim, claim, whole)
    assert refusal.value.problems == {"approved": "above-own-limit"}
    assert do(act_as(Role.ADMINISTRATOR), approve_claim, claim, whole)


def test_a_claim_is_withdrawn_until_it_is_decided(act_as, kind, submitted):
    clerk, reviewer = act_as(Role.CLERK), act_as(Role.REVIEWER)
    do(reviewer, precheck_claim, submitted, journey.amounts(clerk, submitted.id)[Stage.COMPUTED])
    claim = do(clerk, withdraw_claim, submitted, "企业来函撤回")
    assert claim.state is ClaimState.WITHDRAWN
    assert journey.amounts(clerk, claim.id)[Stage.RECOMMENDED] is None
    assert detail(clerk, claim).actions == ()
    # Its persons and items are free again.
    again = journey.begin(
        clerk,
        kind,
        journey.content_of(act_as(Role.CLERK), kind, claim.id)
        if not kind.track
        else [
            story.person(
                number,
                **({"assessment": journey.assessment()} if kind is ClaimKind.INSTITUTION else {}),
            )
            for number in (1, 2, 3)
        ],
        enterprise=detail(clerk, claim).row.enterprise_id,
    )
    assert story.submit(clerk, again).state is ClaimState.SUBMITTED


def test_a_refused_claim_has_no_decided_amount(act_as, kind, submitted):
    clerk, reviewer, manager = act_as(Role.CLERK), act_as(Role.REVIEWER), act_as(Role.MANAGER)
    do(reviewer, precheck_claim, submitted, journey.amounts(clerk, submitted.id)[Stage.COMPUTED])
    do(manager, reject_claim, submitted, "不符合基本条件")
    found = journey.amounts(clerk, submitted.id)
    assert (found[Stage.RECOMMENDED], found[Stage.APPROVED]) == (None, None)


def test_what_is_published_is_not_released_by_hand(act_as, kind, owner):
    journey.with_rules(act_as(Role.ADMINISTRATOR), "\n[notice_days]\nvalue = 5\nmark = 'C'\n")
    clerk, reviewer, manager = act_as(Role.CLERK), act_as(Role.REVIEWER), act_as(Role.MANAGER)
    content = journey.good_content(act_as, kind, owner)
    claim = story.submit(clerk, journey.begin(clerk, kind, content, enterprise=owner))
    whole = journey.amounts(clerk, claim.id)[Stage.COMPUTED]
    do(reviewer, precheck_claim, claim, whole)
    claim = do(manager, approve_claim, claim, whole)
    assert claim.state is ClaimState.APPROVED
    assert ClaimAction.PUBLISH in detail(manager, claim).actions
    with pytest.raises(Refused, match="claim-needs-notice"):
        do(manager, release_claim, claim)


def test_originals_are_seen_of_papers_that_came(act_as, kind, owner):
    clerk, reviewer = act_as(Role.CLERK), act_as(Role.REVIEWER)
    content = journey.good_content(act_as, kind, owner)
    claim = journey.begin(clerk, kind, content, enterprise=owner)
    papers = [line.material.code for line in detail(clerk, claim).papers]
    do(clerk, save_materials, claim, (papers[0],))
    with pytest.raises(NeedsConfirmation, match="claim-lacks-materials"):
        do(clerk, submit_claim, claim)
    claim = do(clerk, submit_claim, claim, story.ALL)
    with pytest.raises(InvalidInput):
        do(reviewer, see_originals, claim, frozenset({papers[1]}))
    do(reviewer, see_originals, claim, frozenset({papers[0]}))
    with reviewer.work(read_only=True) as work:
        found = claim_papers(work, claim.id)
    assert [line.material.code for line in found if line.state.original_seen] == [papers[0]]
    assert found[0].lacking


def test_a_finding_of_a_level_has_a_document(act_as, kind, owner):
    journey.with_rules(
        act_as(Role.ADMINISTRATOR), "\n[review_levels]\nvalue = ['district']\nmark = 'C'\n"
    )
    clerk, reviewer = act_as(Role.CLERK), act_as(Role.REVIEWER)
    content = journey.good_content(act_as, kind, owner)
    claim = story.submit(clerk, journey.begin(clerk, kind, content, enterprise=owner))
    whole = journey.amounts(clerk, claim.id)[Stage.COMPUTED]
    do(reviewer, precheck_claim, claim, whole)
    with pytest.raises(InvalidInput) as refusal:
        do(reviewer, record_review, claim, Level.DISTRICT, whole, " ")
    assert refusal.value.problems == {"document": "required"}
    assert detail(reviewer, claim).levels_left == (Level.DISTRICT,)


def test_originals_are_seen_while_a_claim_is_under_review_alone(act_as, kind, submitted):
    reviewer = act_as(Role.REVIEWER)
    do(reviewer, return_claim, submitted, WORDS)
    with pytest.raises(Refused, match="claim-not-under-review"):
        do(reviewer, see_originals, submitted, frozenset())
