"""The review queue reads many claims with few statements, and says of each what is said of one."""

import datetime as dt

import pytest
from sqlalchemy import event, select

from parkdesk.domain.identity import Role
from parkdesk.domain.stops import SaveStop, StopEffect
from parkdesk.store.claim_papers import lacking_papers
from parkdesk.store.claimant_facts import claimant_trace, claimant_traces
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.usecases.claimants import Condition, save_conditions
from parkdesk.usecases.reviews import count_reviews, review_queue
from parkdesk.usecases.stops import set_stop
from tests.usecases.claim_stories import ALL, add_claim, add_enterprise, person, submit


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
