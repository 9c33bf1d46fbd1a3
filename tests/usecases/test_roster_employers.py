"""Who hired an institution's trainees: kept, judged by the register, told in the ledger."""

from dataclasses import asdict, replace

import pytest
from hypothesis import given

from parkdesk.domain.claims import ClaimState
from parkdesk.domain.eligibility import Rule, Verdict
from parkdesk.domain.identity import Role
from parkdesk.domain.programmes import Track
from parkdesk.domain.trainees import Assessment
from parkdesk.store.claim_standing import hashed_cells
from parkdesk.usecases.claim_returns import answer_so_far, return_claim
from parkdesk.usecases.rosters import check_roster, load_roster, save_roster
from parkdesk.usecases.trainees import person_ledger
from tests import registers
from tests.domain.test_eligibility import rows
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import person

HERE, ELSEWHERE = "无锡太湖软件外包有限公司", "北汀云桥软件有限公司"
BEFORE_0007 = {
    *("name", "id_number", "degree", "school", "graduated_on", "hired_on", "contract_first"),
    *("contract_last", "service_line", "post", "course", "training_first", "training_last"),
    *("assessment", "score_tenths", "diploma_number", "requested_cents", "note", "unread"),
}
"""The cells of a row that the hashes of older returns were made of."""


def trainee(number, employer=HERE):
    return person(number, assessment=Assessment.PASSED, employer=employer)


@pytest.fixture
def draft(act_as):
    """An institution's draft: hired in the park, hired elsewhere, and by nobody who is named."""
    people = [trainee(1), trainee(2, ELSEWHERE), trainee(3, "")]
    return story.add_claim(act_as(Role.CLERK), people, track=Track.INSTITUTION)


def roster(desk, claim):
    with desk.work(read_only=True) as work:
        return load_roster(work, claim.id)


def found(verdict):
    return next(line for line in verdict.lines if line.rule is Rule.EMPLOYER)


def test_it_is_kept_and_judged_by_the_register(desk, draft):
    loaded = roster(desk, draft)
    assert [row.employer for row in loaded.rows] == [HERE, ELSEWHERE, ""]
    assert [found(one).verdict for one in loaded.verdicts] == [
        Verdict.PASS,
        Verdict.WARN,
        Verdict.FAIL,
    ]
    assert loaded.totals.amount_cents == 2 * 50_000
    assert [one.name for one in loaded.employers] == [HERE]


def test_an_enterprise_that_is_registered_meanwhile_is_known(desk, draft):
    assert found(roster(desk, draft).verdicts[1]).verdict is Verdict.WARN
    with desk.work(read_only=False) as work:
        registers.enterprise(work, name=ELSEWHERE)
    loaded = roster(desk, draft)
    assert found(loaded.verdicts[1]).verdict is Verdict.PASS
    assert {one.name for one in loaded.employers} == {HERE, ELSEWHERE}


def test_an_enterprises_own_roster_asks_for_none_and_reads_no_register(act_as):
    clerk = act_as(Role.CLERK)
    loaded = roster(clerk, story.add_claim(clerk, [person(1)]))
    assert loaded.employers == ()
    assert Rule.EMPLOYER not in {line.rule for line in loaded.verdicts[0].lines}


def test_what_an_import_would_bring_is_judged_by_it_too(desk, draft):
    programme = story.programme_id(desk)
    with desk.work(read_only=True) as work:
        check = check_roster(work, programme, Track.INSTITUTION, (trainee(5), trainee(6, "")))
    assert (check.totals.payable, check.totals.refused) == (1, 1)


def test_the_ledger_tells_who_hired_a_person(act_as, draft):
    clerk = act_as(Role.CLERK)
    claim = story.submit(clerk, draft)
    assert claim.state is ClaimState.SUBMITTED
    with clerk.work(read_only=True) as work:
        ledger = person_ledger(work, trainee(2).id_number)
    assert [one.employer for one in ledger.claims] == [ELSEWHERE]


def test_a_correction_of_it_is_a_change_of_that_row_alone(act_as, draft):
    clerk, reviewer = act_as(Role.CLERK), act_as(Role.REVIEWER)
    claim = story.submit(clerk, draft)
    with reviewer.work(read_only=False) as work:
        back = return_claim(work, claim.id, claim.version, "请补填录用企业")
    people = [*roster(clerk, draft).rows]
    people[2] = replace(people[2], employer=HERE)
    with clerk.work(read_only=False) as work:
        save_roster(work, draft.id, back.version, tuple(people))
    with clerk.work(read_only=True) as work:
        changed = answer_so_far(work, draft.id).changed
    ids = roster(clerk, draft).ids
    assert [one.row for one in changed] == [ids[2]]


@given(rows)
def test_a_row_without_it_has_the_hash_of_the_releases_before(row):
    older = replace(row, employer="")
    kept = asdict(older)
    del kept["employer"]
    assert set(kept) == BEFORE_0007
    assert hashed_cells(older) == kept
    named = replace(row, employer=HERE)
    assert hashed_cells(named) == asdict(named)
