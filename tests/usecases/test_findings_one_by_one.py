"""One finding for each contract and each paper; those of several at once give their place over."""

import datetime as dt

import pytest
from sqlalchemy import delete, select

from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.domain.findings import FindingAnswer, FindingState, QuarterMark
from parkdesk.domain.paging import Sort
from parkdesk.i18n.findings import ending_text, found_text
from parkdesk.store.signals import facts_text
from parkdesk.store.tables.findings import FindingRecord, FindingRunRecord
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.finding_lists import FindingFilter, finding_detail, list_findings
from parkdesk.usecases.findings import (
    AnswerFinding,
    answer_findings,
    refresh_findings,
    waive_findings,
)
from tests import registers
from tests.usecases.test_findings import TODAY, add_enterprise, ask, at, do

SIGNED = dt.date(2026, 3, 2)
DUE = TODAY + dt.timedelta(days=40)
UNREPORTED, PAPER = RuleCode.CONTRACT_UNREPORTED, RuleCode.PAPER_MISSING


def of_rule(desk, rule):
    found = ask(desk, list_findings, FindingFilter(rule=rule), Sort("found"), 0, 500)
    return {row.subject: row for row in found.rows}


@pytest.fixture
def owner(desk):
    return add_enterprise(desk, entered_on=dt.date(2020, 5, 1))


@pytest.fixture
def contracts(desk, owner):
    """Two contracts that nobody reported."""
    return [_contract(desk, owner, SIGNED) for _ in range(2)]


def _contract(desk, owner, signed_on):
    form = registers.contract(owner, signed_on=signed_on)
    return do(desk, register_contract, form)


def test_each_contract_has_a_finding_of_its_own(desk, contracts):
    do(desk, refresh_findings)
    rows = of_rule(desk, UNREPORTED)
    assert rows.keys() == {str(one) for one in contracts}
    assert {(row.page, row.record_id) for row in rows.values()} == {
        ("contracts", one) for one in contracts
    }
    first = rows[str(contracts[0])]
    assert str(first.facts["contract"]) in found_text(UNREPORTED, first.facts)
    said = AnswerFinding(FindingAnswer.UNDER_WAY, "正在补报")
    do(desk, answer_findings, {first.id: first.version}, said)
    after = of_rule(desk, UNREPORTED)
    assert after[str(contracts[0])].answer is FindingAnswer.UNDER_WAY
    assert after[str(contracts[1])].answer is None


def test_each_paper_has_a_finding_of_its_own(desk, owner):
    do(desk, refresh_findings)
    rows = of_rule(desk, PAPER)
    assert len(rows) > 1
    assert len({found_text(PAPER, row.facts) for row in rows.values()}) == len(rows)


@pytest.fixture
def gathered(desk, owner, contracts):
    """What a program before wrote: one finding of both contracts, given to somebody and waived."""
    facts = {"count": 2, "oldest_on": SIGNED}
    with desk.work(read_only=False) as work:
        id_ = work.add(
            FindingRecord(
                rule_code=UNREPORTED.value,
                enterprise_id=owner,
                enterprise_sort_key="a",
                subject="all",
                page="contracts",
                record_id=contracts[0],
                facts=facts_text(facts),
                rank=1,
                since_on=SIGNED,
                found_on=dt.date(2026, 5, 4),
                due_on=DUE,
                due_set=True,
                state=FindingState.OPEN.value,
                owner_id=2,
                owner_name="李芳",
                waived_until=dt.date(1, 1, 1),
                ended_key=dt.date(9999, 12, 31),
                standing_for=owner,
            )
        ).id
    do(desk, waive_findings, {id_: 1}, TODAY + dt.timedelta(days=20), "系统维护")
    with desk.work(read_only=False) as work:
        work.session.connection().execute(delete(FindingRunRecord))
    return id_


def test_the_one_of_both_ends_as_replaced_and_hands_its_owner_day_and_leave_on(
    desk, contracts, gathered
):
    do(desk, refresh_findings)
    rows = of_rule(desk, UNREPORTED)
    old = rows.pop("all")
    assert (old.id, old.ended_on, old.ending.code) == (gathered, TODAY, "found-one-by-one")
    assert ending_text(old.ending)
    assert "2" in found_text(UNREPORTED, old.facts)
    assert rows.keys() == {str(one) for one in contracts}
    for row in rows.values():
        assert (row.owner, row.due_on, row.came_back) == ("李芳", DUE, True)
        assert row.waived_until == TODAY + dt.timedelta(days=20)
        assert [step.words for step in ask(desk, finding_detail, row.id).steps] == ["李芳"]
        assert QuarterMark.REPEATED in dict(ask(desk, finding_detail, row.id).quarters).values()
    with desk.work(read_only=True) as work:
        follows = work.session.scalars(
            select(FindingRecord.follows_id).where(FindingRecord.follows_id.is_not(None))
        ).all()
    assert follows == [gathered, gathered]


def test_a_contract_found_later_has_a_day_of_its_own(desk, owner, gathered):
    do(desk, refresh_findings)
    later = at(desk, TODAY + dt.timedelta(days=3))
    third = _contract(later, owner, dt.date(2026, 8, 3))
    do(later, refresh_findings)
    row = of_rule(later, UNREPORTED)[str(third)]
    assert (row.owner, row.came_back, row.waived_until) == ("", False, None)
    assert row.due_on == TODAY + dt.timedelta(days=3 + 30)
