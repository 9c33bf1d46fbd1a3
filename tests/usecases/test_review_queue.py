"""The review queue reads many claims with few statements, and says of each what is said of one."""

import datetime as dt

import pytest
from sqlalchemy import event, select

from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.identity import Role
from parkdesk.domain.reviews import LeftOut, NotClean
from parkdesk.domain.stops import SaveStop, StopEffect
from parkdesk.store.claim_papers import lacking_papers
from parkdesk.store.claimant_facts import claimant_trace, claimant_traces
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.usecases.claimants import Condition, save_conditions
from parkdesk.usecases.review_cases import review_case
from parkdesk.usecases.reviews import (
    LONGEST_NOTE,
    add_review_note,
    count_reviews,
    draw_sample,
    open_sampled,
    pass_group,
    review_notes,
    review_queue,
)
from parkdesk.usecases.stops import set_stop
from tests.usecases import journey_stories as journey
from tests.usecases.claim_stories import (
    ALL,
    CAP,
    add_claim,
    add_enterprise,
    person,
    precheck,
    submit,
)
from tests.usecases.payment_stories import shorten_contract
from tests.usecases.test_signals import with_papers


def ask(desk, use_case):
    with desk.work(read_only=True) as work:
        return use_case(work)


@pytest.fixture
def clerk(act_as):
    return act_as(Role.CLERK)


def wait(clerk, first, many):
    """Hand in the claims of some firms, one each."""
    claims = []
    for number in range(first, first + many):
        firm = add_enterprise(clerk, f"无锡第{number}软件有限公司", f"9132021300000{number:05}")
        claims.append(submit(clerk, add_claim(clerk, [person(number + 1)], enterprise=firm)))
    return claims


def statements(desk, use_case):
    """Return how many statements a use-case sends."""
    asked = []

    def count(*_arguments):
        asked.append(1)

    event.listen(desk.engine, "before_cursor_execute", count)
    ask(desk, use_case)
    event.remove(desk.engine, "before_cursor_execute", count)
    return len(asked)


@pytest.mark.parametrize("use_case", [review_queue, count_reviews])
def test_as_many_statements_for_twelve_claims_as_for_two(act_as, clerk, use_case):
    reviewer = act_as(Role.REVIEWER)
    wait(clerk, 0, 2)
    before = statements(reviewer, use_case)
    wait(clerk, 2, 10)
    assert statements(reviewer, use_case) == before


def test_many_claimants_are_judged_as_each_alone(act_as, clerk):
    claims = wait(clerk, 0, 3)
    firm = add_enterprise(clerk, "无锡第九软件有限公司", "91320213000000099")
    draft = add_claim(clerk, [person(60)], enterprise=firm)
    with clerk.work(read_only=False) as work:
        key = save_conditions(work, draft.id, draft.version, [Condition("registered", met=False)])
    submit(clerk, key, ALL | {"claim-claimant-fails"})
    form = SaveStop("云商服[2026]21号", "培训台账核查", frozenset(StopEffect), dt.date(2026, 10, 1))
    with act_as(Role.MANAGER).work(read_only=False) as work:
        set_stop(work, work.get(ClaimRecord, claims[1].id).enterprise_id, form)
    with clerk.work(read_only=True) as work:
        records = work.session.scalars(select(ClaimRecord).order_by(ClaimRecord.id)).all()
        together = claimant_traces(work, records)
        assert together == {one.id: claimant_trace(work, one) for one in records}
        assert len({str(lines) for lines in together.values()}) > 1
        lacking = {one.id: len(lacking_papers(work.session, one)) for one in records}
    queue = ask(act_as(Role.REVIEWER), review_queue)
    assert {row.id: row.cleanness.lacking_papers for row in queue} == lacking


def do(desk, use_case, *args):
    with desk.work(read_only=False) as work:
        return use_case(work, *args)


def clean(clerk, many):
    """Hand in claims that nothing stands against, one a firm."""
    found = []
    for number in range(many):
        firm = add_enterprise(clerk, f"无锡第{number}软件有限公司", f"9132021300000{number:05}")
        claim = add_claim(clerk, [person(number + 11)], enterprise=firm)
        found.append(submit(clerk, with_papers(clerk, claim)))
    return found


def opened(desk, claims):
    """Draw a group's sample and open all of it."""
    sample = do(desk, draw_sample, {claim.id: claim.version for claim in claims})
    for id_ in sample.drawn:
        sample = do(desk, open_sampled, sample.id, sample.version, id_)
    return sample


def test_a_group_of_nothing_is_not_drawn_from(act_as):
    with pytest.raises(InvalidInput) as refused:
        do(act_as(Role.REVIEWER), draw_sample, {})
    assert refused.value.problems == {"claims": "required"}


def test_a_note_of_a_reviewer_has_a_length(act_as, clerk):
    (claim,) = wait(clerk, 0, 1)
    reviewer = act_as(Role.REVIEWER)
    with pytest.raises(InvalidInput) as refused:
        do(reviewer, add_review_note, claim.id, 1, "长" * (LONGEST_NOTE + 1))
    assert refused.value.problems == {"words": "text-too-long"}
    assert refused.value.params == {"limit": LONGEST_NOTE}
    do(reviewer, add_review_note, claim.id, 1, "长" * LONGEST_NOTE)
    with reviewer.work(read_only=True) as work:
        assert [len(note.words) for note in review_notes(work, claim.id)] == [LONGEST_NOTE]


def test_a_claim_against_which_something_came_to_stand_is_left_out_of_its_group(act_as, clerk):
    claims = clean(clerk, 2)
    reviewer = act_as(Role.REVIEWER)
    sample = opened(reviewer, claims)
    form = SaveStop("云商服[2026]21号", "培训台账核查", frozenset(StopEffect), dt.date(2026, 10, 1))
    with act_as(Role.MANAGER).work(read_only=False) as work:
        set_stop(work, work.get(ClaimRecord, claims[0].id).enterprise_id, form)
    outcome = do(reviewer, pass_group, sample.id, sample.version)
    assert outcome.skipped == (LeftOut(claims[0].number, NotClean.CONDITION_NOT_MET),)
    assert outcome.passed == (claims[1].number,)
    with reviewer.work(read_only=True) as work:
        states = [work.get(ClaimRecord, claim.id).state for claim in claims]
    assert states == ["submitted", "prechecked"]


def test_a_case_of_items_has_no_numbers_of_persons(act_as, clerk):
    claim = journey.begin(clerk, ClaimKind.PLATFORM, [journey.cost(1), journey.cost(2)])
    claim = submit(clerk, claim)
    with act_as(Role.REVIEWER).work(read_only=True) as work:
        case = review_case(work, claim.id)
    assert sorted(row.position for row in case.rows) == [1, 2]
    assert {row.masked_number for row in case.rows} == {""}


def test_a_claim_whose_own_step_refuses_is_left_out_with_what_it_said(act_as, clerk):
    claims = [precheck(act_as(Role.REVIEWER), claim, CAP) for claim in clean(clerk, 2)]
    manager = act_as(Role.MANAGER)
    sample = opened(manager, claims)
    shorten_contract(act_as(Role.ADMINISTRATOR), claims[0], 0)
    outcome = do(manager, pass_group, sample.id, sample.version)
    assert outcome.passed == (claims[1].number,)
    (left_out,) = outcome.skipped
    assert (left_out.number, left_out.why) == (claims[0].number, None)
    assert left_out.refusal == "rules-now-give-less"
    with manager.work(read_only=True) as work:
        states = [work.get(ClaimRecord, claim.id).state for claim in claims]
    assert states == ["prechecked", "payable"]
