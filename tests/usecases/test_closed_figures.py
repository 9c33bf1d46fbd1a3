"""A closed quarter's figures stand; what came since is named beside them."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.canonical import digest, encode
from parkdesk.domain.periods import Month, PeriodKind, Year
from parkdesk.domain.statistics import Return
from parkdesk.store.period_returns import stored_return
from parkdesk.store.tables.summaries import SnapshotRecord
from parkdesk.usecases.asked_returns import SaveAsked, save_asked
from parkdesk.usecases.closed_figures import closed_figures
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.returns import SaveReturn, delete_return, save_return
from parkdesk.usecases.summaries import list_snapshots, snapshot
from tests.registers import contract, enterprise
from tests.usecases.closing_stories import close, open_again

Q3 = Quarter(2026, 3)
LATE = frozenset({"return-of-closed-quarter"})


@pytest.fixture
def owners(desk):
    """Two enterprises, one of them with a return and a contract, and the quarter closed."""
    with desk.work(read_only=False) as work:
        save_asked(
            work, (SaveAsked(PeriodKind.MONTH, 0, "2026-07"), SaveAsked(PeriodKind.YEAR, 0, "2025"))
        )
        first = enterprise(work, name="太湖软件外包有限公司")
        second = enterprise(work, name="凌云信息有限公司")
        register_contract(work, contract(first))
        save_return(work, first, Q3, None, SaveReturn(Return(100, 90, 10, 9)))
    with desk.work(read_only=False) as work:
        close(work, Q3)
    return first, second


def read(desk):
    with desk.work(read_only=True) as work:
        return closed_figures(work, Q3)


def told(desk):
    return {one.name: (one.closed, one.now) for one in read(desk).figures}


def test_what_nothing_came_to_is_as_it_was_closed(desk, owners):
    found = read(desk)
    assert not found.differs
    assert (found.edition, found.late, found.contracts.lines) == (1, (), ())
    assert told(desk) == {
        "signed_usd_cents": (10_000_000, 10_000_000),
        "executed_usd_cents": (0, 0),
        "executed_offshore_usd_cents": (0, 0),
        "headcount": (100, 100),
    }


def test_a_late_return_is_named_and_moves_no_closed_figure(desk, owners):
    first, second = owners
    with desk.work(read_only=False) as work:
        save_return(work, second, Q3, None, SaveReturn(Return(40, 30, 4, 3), note="补报"), LATE)
        save_return(work, first, Q3, 1, SaveReturn(Return(110, 90, 10, 9), reason="漏报分公司"))
    found = read(desk)
    assert found.differs
    assert told(desk)["headcount"] == (100, 150)
    differences = [
        (one.after.headcount or 0) - (one.before.headcount if one.before else 0)
        for one in found.late
    ]
    assert [one.enterprise for one in found.late] == ["凌云信息有限公司", "太湖软件外包有限公司"]
    # The rows that are listed are the whole difference.
    assert sum(differences) == 50


def test_all_execution_is_kept_onshore_with_offshore(act_as, desk, owners):
    first, _second = owners
    open_again(act_as, Q3)
    with desk.work(read_only=False) as work:
        home = contract(
            first, number="HT-2", country_code="CN", currency="USD", amount_minor=700_000
        )
        deal = register_contract(work, home)
        record_execution(work, deal, SaveExecution(dt.date(2026, 9, 1), 40_000))
    with desk.work(read_only=False) as work:
        close(work, Q3, None, "补登在岸合同")
    assert told(desk)["executed_usd_cents"] == (40_000, 40_000)
    assert told(desk)["executed_offshore_usd_cents"] == (0, 0)


def test_an_edition_of_before_says_that_it_keeps_no_sum_of_all_execution(desk, owners):
    with desk.work(read_only=False) as work:
        record = work.session.scalars(select(SnapshotRecord)).one()
        older = replace(snapshot(work, record.id), totals=None)
        record.content = encode(older).decode()
        record.sha256 = digest(encode(older))
    assert told(desk) == {
        "signed_usd_cents": (10_000_000, 10_000_000),
        "executed_usd_cents": (None, 0),
        "executed_offshore_usd_cents": (0, 0),
        "headcount": (100, 100),
    }
    assert not read(desk).differs


def test_an_open_quarter_has_no_closed_figures(act_as, desk, owners):
    open_again(act_as, Q3)
    assert read(desk) is None
    with desk.work(read_only=True) as work:
        assert closed_figures(work, Quarter(2026, 2)) is None


PERIODS = [Q3, Month(2026, 7), Month(2026, 9), Year(2025)]
COUNTS = st.integers(0, 900)


def edit(work, owner, period, people, *, take_back):
    """Enter, correct or take back a return of any kind of period, as a clerk might."""
    record = stored_return(work.session, owner, period)
    if record is not None and take_back:
        delete_return(work, owner, period, record.version, "撤回")
        return
    entered = Return(people, min(people, 5), people, min(people, 5))
    form = SaveReturn(entered, note="已核对", reason="更正")
    save_return(work, owner, period, record.version if record else None, form, LATE)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.integers(0, 1), st.sampled_from(PERIODS), COUNTS, st.booleans()), max_size=5
    )
)
def test_no_return_of_any_period_moves_what_was_closed(desk, owners, edits):
    with desk.work(read_only=True) as work:
        (row,) = list_snapshots(work, Q3)
        before = snapshot(work, row.id)
        closed = {one.name: one.closed for one in closed_figures(work, Q3).figures}
    for place, period, people, take_back in edits:
        with desk.work(read_only=False) as work:
            edit(work, owners[place], period, people, take_back=take_back)
    with desk.work(read_only=True) as work:
        assert snapshot(work, row.id) == before
        assert {one.name: one.closed for one in closed_figures(work, Q3).figures} == closed


def test_months_and_years_are_in_no_quarters_figures(desk, owners):
    with desk.work(read_only=False) as work:
        for period in PERIODS[1:]:
            edit(work, owners[0], period, 700, take_back=False)
    assert not read(desk).differs
