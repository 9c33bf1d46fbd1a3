"""A row that was refused when its claim was submitted does not bind its person elsewhere."""

from parkdesk.domain.claims import ClaimState
from parkdesk.domain.eligibility import Verdict
from parkdesk.domain.identity import Role
from parkdesk.store.tables.claims import ClaimPersonRecord
from parkdesk.usecases.rosters import load_roster
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import CAP, person


def verdicts(desk, claim):
    with desk.work(read_only=True) as work:
        return [verdict.verdict for verdict in load_roster(work, claim.id).verdicts]


def other_enterprise(desk):
    return story.add_enterprise(desk, "乙公司", "91320213MA1TESTX02")


def test_a_duplicate_elsewhere_takes_nothing_from_the_claim_that_holds_the_person(act_as):
    clerk = act_as(Role.CLERK)
    first = story.submit(clerk, story.add_claim(clerk, [person(1)]))
    first = story.precheck(act_as(Role.REVIEWER), first, CAP)
    second = story.add_claim(clerk, [person(1), person(2)], enterprise=other_enterprise(clerk))
    second = story.submit(clerk, second)
    assert verdicts(clerk, second) == [Verdict.DUPLICATE, Verdict.PASS]
    assert verdicts(clerk, first) == [Verdict.PASS]
    first = story.approve(act_as(Role.MANAGER), first, CAP)
    assert first.state is ClaimState.PAYABLE
    second = story.precheck(act_as(Role.REVIEWER), second, CAP)
    assert story.approve(act_as(Role.MANAGER), second, CAP).state is ClaimState.PAYABLE


def test_who_was_refused_for_a_missing_contract_can_be_claimed_later(act_as):
    clerk = act_as(Role.CLERK)
    enterprise = story.add_enterprise(clerk)
    rows = [person(1, contract_last=None), person(2)]
    story.submit(clerk, story.add_claim(clerk, rows, enterprise=enterprise))
    later = story.add_claim(clerk, [person(1), person(2)], enterprise=enterprise)
    assert verdicts(clerk, later) == [Verdict.PASS, Verdict.DUPLICATE]
    assert story.submit(clerk, later).state is ClaimState.SUBMITTED


def test_a_row_without_a_verdict_binds(act_as):
    clerk = act_as(Role.CLERK)
    enterprise = story.add_enterprise(clerk)
    claim = story.submit(clerk, story.add_claim(clerk, [person(1)], enterprise=enterprise))
    with clerk.work(read_only=False) as work:
        row = work.session.query(ClaimPersonRecord).filter_by(claim_id=claim.id).one()
        row.verdict = ""
    again = story.add_claim(clerk, [person(1)], enterprise=enterprise)
    assert verdicts(clerk, again) == [Verdict.DUPLICATE]
