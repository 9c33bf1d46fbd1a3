"""Closing, opening again, correcting and closing anew, on a real database."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import ChainStep, CheckCode, ReopeningState
from parkdesk.domain.errors import (
    Duplicate,
    InvalidInput,
    NeedsConfirmation,
    NotPermitted,
    Refused,
    Unavailable,
    WrongState,
)
from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort
from parkdesk.domain.statistics import Return
from parkdesk.domain.summaries import FigureKey
from parkdesk.store.backup import verify_backup
from parkdesk.store.closed_quarters import closed_quarters
from parkdesk.store.tables.closings import ReopeningRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.indicators import IndicatorRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.usecases.closing_chains import closing_chain
from parkdesk.usecases.closing_checks import closing_checks
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.quarter_lists import QuarterFilter, list_quarter
from parkdesk.usecases.reopenings import (
    answer_to_reopening,
    ask_reopening,
    closed_edition,
    count_reopenings_asked,
    current_reopening,
    withdraw_reopening,
)
from parkdesk.usecases.returns import SaveReturn, delete_return, return_corrections, save_return
from parkdesk.usecases.statistics import quarter_row
from parkdesk.usecases.summaries import (
    freeze_quarter,
    issue_quarterly,
    list_snapshots,
    snapshot,
)
from tests.registers import contract, enterprise
from tests.usecases.closing_stories import COMMENT, close, comments_for, open_again

Q2, Q3, Q4 = Quarter(2026, 2), Quarter(2026, 3), Quarter(2026, 4)
PEOPLE = Return(100, 90, 10, 9)


@pytest.fixture
def owner(desk):
    """An enterprise with a return and an executed contract in the quarter, and one with neither."""
    with desk.work(read_only=False) as work:
        first = enterprise(work, name="太湖软件外包有限公司", sort_key="a")
        enterprise(work, name="凌云信息有限公司", sort_key="b")
        deal = register_contract(work, contract(first))
        record_execution(work, deal, SaveExecution(dt.date(2026, 8, 20), 2_500_000, "SH-1"))
        save_return(work, first, Q3, None, SaveReturn(PEOPLE))
    return first


def do(desk, use_case, *args, **named):
    with desk.work(read_only=False) as work:
        return use_case(work, *args, **named)


def read(desk, use_case, *args):
    with desk.work(read_only=True) as work:
        return use_case(work, *args)


def correct(desk, owner, people, reason="漏报分公司", quarter=Q3):
    with desk.work(read_only=False) as work:
        version = quarter_row(work, owner, quarter).return_version
        save_return(work, owner, quarter, version, SaveReturn(people, reason=reason))


def found(desk, quarter=Q3):
    return {one.code: one.count for one in read(desk, closing_checks, quarter) if one.is_open}


# Checks


def test_a_return_that_is_missing_asks_for_a_comment(desk, owner):
    assert found(desk) == {CheckCode.RETURNS_MISSING: 1}
    with pytest.raises(InvalidInput) as refused:
        do(desk, freeze_quarter, Q3)
    assert refused.value.problems == {"returns-missing": "check-needs-comment"}
    row = do(desk, freeze_quarter, Q3, None, "", {"returns-missing": "已电话催报"})
    (check,) = [one for one in read(desk, snapshot, row.id).checks if one.is_open]
    assert (check.comment, check.examples) == ("已电话催报", ("凌云信息有限公司",))


def test_an_amount_without_a_rate_blocks(desk, owner):
    with desk.work(read_only=False) as work:
        yen = contract(owner, currency="JPY", amount_minor=1_000_000)
        register_contract(work, yen, frozenset({"no-rate-yet"}))
    assert found(desk)[CheckCode.UNCONVERTED] == 1
    with pytest.raises(Refused) as refused:
        do(desk, close, Q3)
    assert refused.value.code == "closing-blocked"
    assert refused.value.params["check"] is CheckCode.UNCONVERTED
    assert read(desk, list_snapshots, Q3) == ()


@pytest.mark.parametrize(
    ("before", "now", "checks"),
    [
        (Return(98, 90, 1, 1), PEOPLE, set()),
        (Return(60, 50, 1, 1), PEOPLE, {CheckCode.PEOPLE_ABOVE_HIRES}),
        (Return(10, 9, 1, 1), PEOPLE, {CheckCode.PEOPLE_ABOVE_HIRES, CheckCode.HEADCOUNT_JUMP}),
        (Return(300, 9, 1, 1), PEOPLE, {CheckCode.HEADCOUNT_JUMP}),
        (Return(20, 9, 1, 1), Return(0, 0, 0, 0), {CheckCode.EXECUTED_WITHOUT_PEOPLE}),
    ],
)
def test_forms_are_compared_with_each_other_and_with_the_last_period(
    desk, owner, before, now, checks
):
    with desk.work(read_only=False) as work:
        save_return(work, owner, Q2, None, SaveReturn(before))
    correct(desk, owner, now) if now != PEOPLE else None
    assert set(found(desk)) - {CheckCode.RETURNS_MISSING} == checks
    for code in checks:
        criteria = QuarterFilter(Q3, check=code)
        window = read(desk, list_quarter, criteria, Sort("enterprise"), 0, 9)
        assert [row.id for row in window.rows] == [owner]


def test_a_draft_and_a_contract_above_its_amount_are_found(desk, owner):
    with desk.work(read_only=False) as work:
        second = enterprise(work, name="第三家", sort_key="c")
        save_return(work, second, Q3, None, SaveReturn(PEOPLE, submit=False))
        deal = work.session.scalars(select(ContractRecord.id)).first()
        above = SaveExecution(dt.date(2026, 9, 1), 90_000_000, "SH-2")
        record_execution(work, deal, above, frozenset({"executed-above-signed"}))
    assert found(desk)[CheckCode.RETURNS_DRAFT] == 1
    assert found(desk)[CheckCode.EXECUTED_ABOVE_SIGNED] == 1
    assert found(desk)[CheckCode.EXECUTED_JUMP] == 1


# Closing


def test_a_closing_has_its_definitions_and_a_backup_of_before(desk, owner):
    row = do(desk, close, Q3)
    summary = read(desk, snapshot, row.id)
    meanings = {one.code: one for one in summary.definitions}
    assert not meanings["signed"].confirmed
    assert meanings["headcount"].confirmed
    assert summary.code == row.code
    (link,) = read(desk, closing_chain, Q3).links
    if not desk.location.embedded:
        assert link.backup == ""
        return
    kept = verify_backup(desk.location.folder / "backups" / link.backup)
    assert kept.counts["snapshot"] == 0
    assert kept.counts["quarter_return"] == 1


def test_without_room_for_its_backup_nothing_is_closed(desk, owner):
    if not desk.location.embedded:
        assert read(desk, list_snapshots, Q3) == ()
        return
    Path(desk.location.folder, "backups").write_text("in the way")
    with pytest.raises(Unavailable):
        do(desk, close, Q3)
    assert read(desk, list_snapshots, Q3) == ()


def test_a_closed_quarter_is_not_closed_again_by_one_person(desk, owner):
    do(desk, close, Q3)
    with pytest.raises(Refused) as refused:
        do(desk, close, Q3, None, "更正")
    assert (refused.value.code, refused.value.params["edition"]) == ("quarter-closed", 1)


# Opening again


def test_opening_needs_two_people_and_a_reason(act_as, desk, owner):
    clerk, manager = act_as(Role.CLERK), act_as(Role.MANAGER)
    with pytest.raises(Refused, match="quarter-not-closed"):
        do(clerk, ask_reopening, Q3, "更正")
    do(desk, close, Q3)
    with pytest.raises(InvalidInput):
        do(clerk, ask_reopening, Q3, " ")
    asked = do(manager, ask_reopening, Q3, "更正从业人员")
    assert read(manager, count_reopenings_asked) == 0
    assert read(desk, count_reopenings_asked) == 1
    with pytest.raises(Refused, match="reopening-needs-another"):
        do(manager, answer_to_reopening, asked.id, asked.version, agrees=True)
    with pytest.raises(NotPermitted):
        do(clerk, answer_to_reopening, asked.id, asked.version, agrees=True)
    with pytest.raises(Refused, match="reopening-asked-already"):
        do(clerk, ask_reopening, Q3, "更正")
    assert Q3 in read(desk, lambda work: closed_quarters(work.session).quarters)
    assert read(desk, closed_edition, Q3) == 1
    do(desk, answer_to_reopening, asked.id, asked.version, agrees=True, words="同意")
    assert read(desk, closed_edition, Q3) == 0
    assert read(desk, current_reopening, Q3).state is ReopeningState.AGREED
    assert Q3 not in read(desk, lambda work: closed_quarters(work.session).quarters)
    with pytest.raises(Refused, match="quarter-open-already"):
        do(clerk, ask_reopening, Q3, "更正")


def test_a_request_is_declined_or_taken_back(act_as, desk, owner):
    clerk = act_as(Role.CLERK)
    do(desk, close, Q3)
    asked = do(clerk, ask_reopening, Q3, "更正")
    with pytest.raises(NotPermitted):
        do(desk, withdraw_reopening, asked.id, asked.version)
    do(clerk, withdraw_reopening, asked.id, asked.version)
    again = do(clerk, ask_reopening, Q3, "更正")
    do(desk, answer_to_reopening, again.id, again.version, agrees=False, words="并入下季")
    assert read(desk, current_reopening, Q3) is None
    with pytest.raises(WrongState):
        do(desk, answer_to_reopening, again.id, again.version + 1, agrees=True)
    steps = [one.step for one in read(desk, closing_chain, Q3).links]
    assert sorted(steps) == sorted(
        [
            ChainStep.CLOSED,
            ChainStep.ASKED,
            ChainStep.WITHDRAWN,
            ChainStep.ASKED,
            ChainStep.DECLINED,
        ]
    )


def test_two_desks_do_not_open_one_quarter_twice(act_as, desk, owner):
    do(desk, close, Q3)
    do(act_as(Role.CLERK), ask_reopening, Q3, "更正")
    with pytest.raises(Duplicate), desk.work(read_only=False) as work:
        asked = work.session.scalars(select(ReopeningRecord)).one()
        values = {one.name: getattr(asked, one.name) for one in ReopeningRecord.__table__.columns}
        work.add(ReopeningRecord(**(values | {"id": None, "version": 1})))


def test_closed_opened_corrected_and_closed_again_is_one_chain(act_as, desk, owner):
    first = do(desk, close, Q3)
    open_again(act_as, Q3)
    correct(desk, owner, Return(120, 100, 12, 10), "漏报分公司二十人")
    with pytest.raises(InvalidInput) as refused:
        do(desk, close, Q3)
    assert refused.value.problems == {"reason": "edition-needs-reason"}
    second = do(desk, close, Q3, None, "更正从业人员")
    before, after = read(desk, snapshot, first.id), read(desk, snapshot, second.id)
    assert (before.figure(FigureKey.STAFF).value, after.figure(FigureKey.STAFF).value) == (100, 120)
    assert (after.follows, after.reason) == (first.code, "更正从业人员")
    (told,) = after.corrected
    assert (told.before, told.after) == (PEOPLE, Return(120, 100, 12, 10))
    assert (told.reason, told.by) == ("漏报分公司二十人", "王敏")
    links = read(desk, closing_chain, Q3).links
    assert [(one.step, one.edition) for one in links] == [
        (ChainStep.CLOSED, 1),
        (ChainStep.ASKED, 1),
        (ChainStep.AGREED, 1),
        (ChainStep.CORRECTED, 1),
        (ChainStep.CLOSED, 2),
    ]
    assert [one.by for one in links] == ["王敏", "李芳", "陈志远", "王敏", "王敏"]
    (moved,) = links[-1].moved
    assert (moved.key, moved.before, moved.after) == ("staff", 100, 120)
    assert links[-1].follows == first.code
    assert Q3 in read(desk, lambda work: closed_quarters(work.session).quarters)
    with pytest.raises(Refused, match="quarter-closed"):
        do(desk, close, Q3, None, "再来")


# Returns of a closed quarter


def test_what_comes_late_goes_to_the_next_period(desk, owner):
    row = do(desk, close, Q3)
    with desk.work(read_only=False) as work:
        second = work.session.scalar(select(EnterpriseRecord.id).filter_by(sort_key="b"))
    form = SaveReturn(Return(10, 9, 1, 1))
    with pytest.raises(NeedsConfirmation) as asked:
        do(desk, save_return, second, Q3, None, form)
    assert asked.value.code == "return-of-closed-quarter"
    assert (asked.value.params["edition"], asked.value.params["told_in"]) == (1, Q4)
    do(desk, save_return, second, Q3, None, form, frozenset({"return-of-closed-quarter"}))
    (late,) = read(desk, return_corrections, second, Q3)
    assert (late.before, late.after, late.told_in, late.waits) == (None, form.entered, Q4, True)
    assert read(desk, snapshot, row.id).figure(FigureKey.STAFF).value == 100
    (_closed, link) = read(desk, closing_chain, Q3).links
    assert link.step is ChainStep.LATE


def test_the_next_closing_tells_of_what_came_late(desk, owner):
    do(desk, close, Q2)
    with desk.work(read_only=False) as work:
        late = frozenset({"return-of-closed-quarter"})
        save_return(work, owner, Q2, None, SaveReturn(Return(95, 90, 10, 9)), late)
    row = do(desk, close, Q3)
    (told,) = read(desk, snapshot, row.id).late
    assert (told.quarter, told.told_in, told.enterprise) == (Q2, Q3, "太湖软件外包有限公司")


def test_a_return_that_was_handed_in_is_corrected_with_a_reason(desk, owner):
    with pytest.raises(InvalidInput) as refused:
        correct(desk, owner, Return(110, 90, 10, 9), " ")
    assert refused.value.problems == {"reason": "correction-needs-reason"}
    correct(desk, owner, Return(110, 90, 10, 9))
    correct(desk, owner, Return(111, 90, 10, 9), "再核")
    told = read(desk, return_corrections, owner, Q3)
    assert [(one.before.headcount, one.after.headcount) for one in told] == [(100, 110), (110, 111)]
    assert [(one.edition, one.told_in, one.waits) for one in told] == [(0, Q3, False)] * 2
    row = do(desk, close, Q3)
    assert len(read(desk, snapshot, row.id).corrected) == 2


def test_taking_a_return_back_needs_a_reason_and_stays_known(desk, owner):
    with pytest.raises(InvalidInput):
        do(desk, delete_return, owner, Q3, 1)
    do(desk, delete_return, owner, Q3, 1, "报错季度")
    (told,) = read(desk, return_corrections, owner, Q3)
    assert (told.before, told.after, told.reason) == (PEOPLE, None, "报错季度")
    assert read(desk, quarter_row, owner, Q3).entered is None


def test_only_the_remarks_changed_is_no_correction(desk, owner):
    do(desk, save_return, owner, Q3, 1, SaveReturn(PEOPLE, note="另附说明"))
    assert read(desk, return_corrections, owner, Q3) == ()


def test_who_had_left_has_no_return(desk):
    with desk.work(read_only=False) as work:
        gone = enterprise(work, name="已迁出公司", left_on=dt.date(2026, 6, 30), status="moved-out")
    with pytest.raises(Refused) as refused:
        do(desk, save_return, gone, Q3, None, SaveReturn(PEOPLE))
    assert refused.value.code == "return-after-leaving"
    assert refused.value.params["enterprise"] == "已迁出公司"


# The law of snapshots

EDITS = ("rename", "return", "execution", "contract", "leave", "meaning", "delete")


def edit(connection, what, amount):
    statement = {
        "rename": update(EnterpriseRecord).values(name=f"改名{amount}"),
        "return": update(QuarterReturnRecord).values(headcount=amount),
        "execution": update(ContractExecutionRecord).values(amount_usd_cents=amount),
        "contract": update(ContractRecord).values(amount_usd_cents=amount, service_line="KPO"),
        "leave": update(EnterpriseRecord).values(left_on=dt.date(2026, 6, 30)),
        "meaning": update(IndicatorRecord).values(definition_zh=f"新口径{amount}"),
        "delete": QuarterReturnRecord.__table__.delete(),
    }[what]
    connection.execute(statement)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 10**9)), max_size=6))
def test_a_snapshots_figures_never_change_whatever_is_edited_later(desk, owner, edits):
    editions = read(desk, list_snapshots, Q3)
    row = editions[0] if editions else do(desk, close, Q3)
    before = read(desk, snapshot, row.id)
    assert before.code == row.code
    # Behind the program's back: whatever an edit may be, it is no more than this.
    with desk.engine.begin() as connection:
        for what, amount in edits:
            edit(connection, what, amount)
    assert read(desk, snapshot, row.id) == before
    assert before.figure(FigureKey.STAFF).value == 100
    assert {one.code for one in before.definitions} >= {"signed", "executed", "headcount"}


def test_comments_are_asked_for_what_is_found_alone(desk, owner):
    with desk.work(read_only=True) as work:
        assert comments_for(work, Q3) == {"returns-missing": COMMENT}


def test_the_chain_tells_what_was_asked_and_what_was_handed_out(act_as, desk, owner):
    edition = do(desk, close, Q3)
    paper = do(desk, issue_quarterly, edition.id, b"%PDF of the quarter", "zh_CN", "quarterly-8")
    with act_as(Role.CLERK).work(read_only=False) as work:
        ask_reopening(work, Q3, "更正从业人员")
    links = read(desk, closing_chain, Q3).links
    assert [(one.step, one.edition) for one in links] == [
        (ChainStep.CLOSED, 1),
        (ChainStep.ISSUED, 1),
        (ChainStep.ASKED, 1),
    ]
    assert (links[1].code, links[1].sha256) == (paper.number, paper.sha256)
    assert (links[2].by, links[2].words) == ("李芳", "更正从业人员")


def test_a_request_is_taken_back_once(act_as, desk, owner):
    clerk = act_as(Role.CLERK)
    do(desk, close, Q3)
    asked = do(clerk, ask_reopening, Q3, "更正")
    do(clerk, withdraw_reopening, asked.id, asked.version)
    with pytest.raises(WrongState):
        do(clerk, withdraw_reopening, asked.id, asked.version + 1)
    assert read(desk, count_reopenings_asked) == 0


def test_of_who_had_left_and_still_executes_no_return_is_missing(desk, owner):
    before = found(desk)[CheckCode.RETURNS_MISSING]
    with desk.work(read_only=False) as work:
        left = dt.date(2026, 5, 31)
        gone = enterprise(work, name="已迁出软件有限公司", status="moved-out", left_on=left)
        deal = register_contract(work, contract(gone, signed_on=dt.date(2026, 2, 1)))
        record_execution(work, deal, SaveExecution(dt.date(2026, 8, 20), 2_500_000, "SH-2"))
        assert quarter_row(work, gone, Q3).totals.executed_usd_cents == 2_500_000
    assert found(desk)[CheckCode.RETURNS_MISSING] == before
