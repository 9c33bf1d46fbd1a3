"""Where an answer to a return goes: scans and answers about the applicant are changes as well."""

import json

import pytest

from parkdesk.domain.claim_returns import Change, Mark, MarkSubject
from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.identity import Role
from parkdesk.domain.papers import Owner, OwnerKind
from parkdesk.store.tables.claim_returns import ClaimReturnRecord
from parkdesk.store.tables.papers import PaperRecord
from parkdesk.usecases.claim_returns import (
    answer_so_far,
    claim_returns_made,
    return_claim,
    told_changes,
)
from parkdesk.usecases.claimants import Condition, claimant_check, save_conditions
from parkdesk.usecases.claims import submit_claim
from parkdesk.usecases.papers import NewPaper, add_papers, remove_paper
from tests.papers import paper_file, pdf
from tests.usecases import claim_stories as story
from tests.usecases import journey_stories as journey
from tests.usecases.claim_stories import person
from tests.usecases.test_subsidy_journeys import changed_row, do

WORDS = "请按标记补正后再报。"


@pytest.fixture
def clerk(act_as):
    return act_as(Role.CLERK)


@pytest.fixture
def claim(act_as, clerk):
    """A claim of two people, handed in with what is known of the applicant and a scan of each."""
    key = story.add_claim(clerk, (person(1), person(2)))
    key = answer(clerk, key, met=True)
    for row in journey.rows_of(clerk, key.id):
        attach(clerk, Owner(OwnerKind.CLAIM_PERSON, row), "diploma", f"证书{row}")
    return story.submit(clerk, key)


def answer(desk, claim, *, met):
    """Say of the first condition of the applicant whether it is met."""
    with desk.work(read_only=True) as work:
        code = claimant_check(work, claim.id).conditions[0].code
    return do(desk, save_conditions, claim, [Condition(code, met)])


def attach(desk, owner, slot, text):
    """Attach a scan; return its number."""
    with desk.work(read_only=False) as work:
        return add_papers(work, (NewPaper(owner, slot, paper_file(pdf(text=text))),))[0]


def take_out(desk, paper):
    with desk.work(read_only=False) as work:
        remove_paper(work, paper, work.get(PaperRecord, paper).version, "扫错了")


def returned(act_as, claim, *marks):
    do(act_as(Role.REVIEWER), return_claim, claim, WORDS, marks)


def so_far(desk, claim):
    with desk.work(read_only=True) as work:
        return answer_so_far(work, claim.id)


def on_second(desk, claim):
    row = journey.rows_of(desk, claim.id)[1]
    return Mark(MarkSubject.PERSON, "paper-differs", row=row)


def test_another_answer_about_the_applicant_lets_the_review_begin_anew(act_as, clerk, claim):
    returned(act_as, claim, on_second(clerk, claim))
    assert so_far(clerk, claim).straight_back
    answer(clerk, claim, met=False)
    found = so_far(clerk, claim)
    assert [(one.change, one.marked, bool(one.condition)) for one in found.changed] == [
        (Change.CHANGED, False, True)
    ]
    assert not found.straight_back
    # Put back as it was, nothing has changed.
    answer(clerk, claim, met=True)
    assert so_far(clerk, claim).straight_back


def test_a_scan_of_the_marked_row_is_what_was_asked_for(act_as, clerk, claim):
    mark = on_second(clerk, claim)
    returned(act_as, claim, mark)
    attach(clerk, Owner(OwnerKind.CLAIM_PERSON, mark.row), "social-insurance", "社保")
    found = so_far(clerk, claim)
    assert [(one.change, one.marked, one.row, one.scans) for one in found.changed] == [
        (Change.CHANGED, True, mark.row, True)
    ]
    assert found.straight_back
    do(clerk, submit_claim, claim, story.ALL)
    with clerk.work(read_only=True) as work:
        assert claim_returns_made(work, claim.id)[0].straight_back


@pytest.mark.parametrize("where", ["another row", "the claim", "taken out"])
def test_a_scan_that_was_not_asked_for_lets_the_review_begin_anew(act_as, clerk, claim, where):
    own = attach(clerk, Owner(OwnerKind.CLAIM, claim.id), "funding-report", "报告")
    returned(act_as, claim, on_second(clerk, claim))
    first = journey.rows_of(clerk, claim.id)[0]
    if where == "another row":
        attach(clerk, Owner(OwnerKind.CLAIM_PERSON, first), "social-insurance", "社保")
    elif where == "the claim":
        attach(clerk, Owner(OwnerKind.CLAIM, claim.id), "training-plan", "计划")
    else:
        take_out(clerk, own)
    assert not so_far(clerk, claim).straight_back
    do(clerk, submit_claim, claim, story.ALL)
    with clerk.work(read_only=True) as work:
        assert not claim_returns_made(work, claim.id)[0].straight_back


def test_a_scan_of_the_claim_answers_a_marked_paper(act_as, clerk, claim):
    returned(act_as, claim, Mark(MarkSubject.PAPER, "paper-missing", paper="application-forms"))
    attach(clerk, Owner(OwnerKind.CLAIM, claim.id), "application-form", "申请表")
    assert so_far(clerk, claim).straight_back


def test_what_proves_a_certificate_proves_every_item_of_it(act_as, clerk):
    owner = story.add_enterprise(clerk)
    admin = act_as(Role.ADMINISTRATOR)
    shared, other = (journey.add_certificate(admin, owner, f"C-{at}") for at in (1, 2))
    items = [journey.fee(shared, 1), journey.fee(shared, 2), journey.fee(other, 3)]
    claim = story.submit(
        clerk, journey.begin(clerk, ClaimKind.CERTIFICATION, items, enterprise=owner)
    )
    row = journey.rows_of(clerk, claim.id)[1]
    returned(act_as, claim, Mark(MarkSubject.ITEM, "paper-differs", row=row))
    attach(clerk, Owner(OwnerKind.CERTIFICATION, shared), "certification-invoice", "发票")
    assert so_far(clerk, claim).straight_back
    attach(clerk, Owner(OwnerKind.CERTIFICATION, other), "certification-invoice", "另一张")
    assert not so_far(clerk, claim).straight_back


def test_a_return_kept_before_scans_were_looked_at_is_answered_as_it_was(act_as, clerk, claim):
    mark = on_second(clerk, claim)
    returned(act_as, claim, mark)
    with act_as(Role.ADMINISTRATOR).work(read_only=False) as work:
        record = work.session.query(ClaimReturnRecord).one()
        kept = json.loads(record.fingerprint)
        del kept["conditions"], kept["scans"]
        record.fingerprint = json.dumps(kept)
    first, second = journey.content_of(clerk, ClaimKind.ENTERPRISE, claim.id)
    mended = [first, changed_row(ClaimKind.ENTERPRISE, second)]
    journey.save_content(clerk, ClaimKind.ENTERPRISE, journey.current(clerk, claim.id), mended)
    attach(clerk, Owner(OwnerKind.CLAIM, claim.id), "training-plan", "计划")
    assert [one.row for one in so_far(clerk, claim).changed] == [mark.row]


def test_a_claim_that_waits_for_no_answer_has_none(act_as, clerk, claim):
    assert so_far(clerk, claim) is None
    assert told(clerk, claim) == []
    returned(act_as, claim, on_second(clerk, claim))
    assert so_far(clerk, claim).changed == ()
    do(clerk, submit_claim, claim, story.ALL)
    assert so_far(clerk, claim) is None


def told(desk, claim):
    """What a second look is shown: the change, its place and name."""
    with desk.work(read_only=True) as work:
        return [
            (one.difference.change, one.position, one.name) for one in told_changes(work, claim.id)
        ]


def test_changes_are_told_with_the_place_and_name_of_their_rows(act_as, clerk, claim):
    returned(act_as, claim)
    first, second = journey.content_of(clerk, ClaimKind.ENTERPRISE, claim.id)
    mended = [first, changed_row(ClaimKind.ENTERPRISE, second)]
    journey.save_content(clerk, ClaimKind.ENTERPRISE, journey.current(clerk, claim.id), mended)
    # It is not handed in yet: what stands now is compared.
    assert told(clerk, claim) == [(Change.CHANGED, 2, "学员2")]
    claim = journey.current(clerk, claim.id)
    journey.save_content(clerk, ClaimKind.ENTERPRISE, claim, [first])
    # What is no longer there has no place; its scan went to the claim.
    gone = told(clerk, claim)
    assert gone[0] == (Change.REMOVED, 0, "")
    assert {(place, name) for _change, place, name in gone} == {(0, "")}
