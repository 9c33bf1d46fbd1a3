"""Figures, closed quarters and findings of parks of the later releases, after the upgrade.

Each of these parks has one contract over 100,000 dollars, signed in July 2026 and changed to
120,000 in September, of which 25,000 were executed in August and the rest in October; its third
quarter was frozen twice; a claim was paid, another one returned.
"""

import pytest
from sqlalchemy import func, select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.claims import ClaimKind, ClaimState
from parkdesk.domain.closing import ChainStep
from parkdesk.domain.contracts import ReportState
from parkdesk.domain.findings import FindingStanding
from parkdesk.domain.paging import Sort
from parkdesk.domain.periods import Month
from parkdesk.domain.statistics import FillState, Return
from parkdesk.domain.summaries import FigureKey
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.contract_days import ContractDayRecord, ContractQuarterRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord
from parkdesk.usecases.closing_chains import closing_chain
from parkdesk.usecases.contract_details import contract_detail
from parkdesk.usecases.finding_lists import FindingFilter, list_findings
from parkdesk.usecases.findings import refresh_findings
from parkdesk.usecases.period_returns import period_detail
from parkdesk.usecases.statistics import quarter_figures
from parkdesk.usecases.summaries import list_snapshots, snapshot
from tests.usecases import journey_stories as journey
from tests.usecases import payment_stories as pay
from tests.usecases.claim_stories import CAP

Q3, Q4 = Quarter(2026, 3), Quarter(2026, 4)
SIGNED, EXECUTED = 10_000_000, 2_500_000
LATER = ("0005", "0006", "0007", "0008", "0009")
IN_OCTOBER = {"0004": 1_000_000} | dict.fromkeys(LATER, 1_500_000)
STAFF = {"0004": 128} | dict.fromkeys(LATER, 130)

each = pytest.mark.parametrize("revision", list(IN_OCTOBER))
since_closing = pytest.mark.parametrize("revision", LATER)
since_findings = pytest.mark.parametrize("revision", LATER[1:])


def ask(desk, use_case, *args):
    with desk.work(read_only=True) as work:
        return use_case(work, *args)


@each
def test_a_quarter_says_what_it_said(upgraded_park, revision):
    desk = upgraded_park(revision)
    now, later = (ask(desk, quarter_figures, one).totals for one in (Q3, Q4))
    assert (now.contracts, now.signed_usd_cents, now.executed_usd_cents) == (1, SIGNED, EXECUTED)
    assert (now.headcount, now.returns) == (STAFF[revision], 1)
    assert (later.contracts, later.executed_usd_cents) == (0, IN_OCTOBER[revision])


@each
def test_the_sums_of_days_and_quarters_are_those_of_their_rows(upgraded_park, revision):
    desk = upgraded_park(revision)
    with desk.work(read_only=True) as work:
        executed = work.session.scalar(select(func.sum(ContractExecutionRecord.amount_usd_cents)))
        assert executed == EXECUTED + IN_OCTOBER[revision]
        for record in (ContractDayRecord, ContractQuarterRecord):
            sums = (func.sum(record.signed_usd_cents), func.sum(record.executed_usd_cents))
            assert work.session.execute(select(*sums)).one() == (SIGNED, executed)
        quarters = select(ContractQuarterRecord.first_on, ContractQuarterRecord.executed_usd_cents)
        assert dict(work.session.execute(quarters).all()) == {
            Q3.first: EXECUTED,
            Q4.first: IN_OCTOBER[revision],
        }


@each
def test_both_editions_of_a_closed_quarter_are_as_they_were_frozen(upgraded_park, revision):
    desk = upgraded_park(revision)
    second, first = ask(desk, list_snapshots, Q3)
    assert (first.edition, second.edition) == (1, 2)
    for edition, staff in ((first, 128), (second, STAFF[revision])):
        figures = {one.key: one for one in ask(desk, snapshot, edition.id).figures}
        assert figures[FigureKey.STAFF].value == staff
        assert figures[FigureKey.OFFSHORE_EXECUTED].value == EXECUTED


@since_closing
def test_the_chain_of_a_closed_quarter_tells_who_opened_it(upgraded_park, revision):
    chain = ask(upgraded_park(revision), closing_chain, Q3)
    assert chain.is_closed
    steps = [one.step for one in chain.links if one.step is not ChainStep.CORRECTED]
    assert steps == [ChainStep.CLOSED, ChainStep.ASKED, ChainStep.AGREED, ChainStep.CLOSED]
    corrected = [one.restated for one in chain.links if one.step is ChainStep.CORRECTED]
    assert [(one.before.headcount, one.after.headcount) for one in corrected] == [(128, 130)]


@each
def test_claims_foot_and_an_older_roster_names_no_employer(upgraded_park, revision):
    desk = upgraded_park(revision)
    with desk.work(read_only=True) as work:
        found = dict(work.session.execute(select(ClaimRecord.number, ClaimRecord.state)).all())
    states = (ClaimState.PAID, ClaimState.RETURNED, ClaimState.SUBMITTED, ClaimState.DRAFT)
    assert found == {f"PX-2026-000{number}": one for number, one in enumerate(states, 1)}
    assert pay.row_sums(desk, journey.current(desk, 1)) == (2 * CAP, 2 * CAP, 0)
    assert all(pay.foots(desk, journey.current(desk, number)) for number in (1, 2, 3, 4))
    rows = journey.content_of(desk, ClaimKind.INSTITUTION, 2)
    employer = "云湖青禾信息技术有限公司" if revision in LATER[2:] else ""
    assert [one.employer for one in rows] == [employer, employer]


@each
def test_a_contract_is_as_it_was_reported(upgraded_park, revision):
    row = ask(upgraded_park(revision), contract_detail, 1).row
    expected = ReportState.UNREPORTED if revision == "0004" else ReportState.DIFFERS
    assert row.report_state is expected


@since_findings
def test_findings_keep_what_was_said_and_are_not_found_twice(upgraded_park, revision):
    desk = upgraded_park(revision)

    def listed():
        rows = ask(desk, list_findings, FindingFilter(), Sort("due"), 0, 50).rows
        return [one for one in rows if one.standing is not FindingStanding.ENDED]

    before = listed()
    (answered,) = (one for one in before if one.words)
    waived = next(one for one in before if one.waived_until is not None)
    assert (answered.words, answered.answered_by) == ("已安排", "王敏")
    assert str(waived.waived_until) == "2027-03-31"
    with desk.work(read_only=False) as work:
        refresh_findings(work)
    after = listed()
    assert len({(one.rule, one.subject) for one in after}) == len(after)
    # A finding of a whole folder of papers is followed by one of each paper, which keep its waiver.
    assert answered.id in {one.id for one in after}
    followed = [
        one for one in after if (one.rule, one.waived_until) == (waived.rule, waived.waived_until)
    ]
    assert followed
    assert {one.enterprise for one in followed} == {waived.enterprise}


@since_findings
def test_the_return_of_a_month_is_still_there(upgraded_park, revision):
    row = ask(upgraded_park(revision), period_detail, 1, Month(2026, 7)).row
    assert row.fill is FillState.SUBMITTED
    assert row.entered == Return(126, 104, 4, 4)
