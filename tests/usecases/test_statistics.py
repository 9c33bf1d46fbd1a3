"""The quarter's figures on a real database: they add up, whatever the rows."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.contracts import ContractState, ServiceLine
from parkdesk.domain.errors import (
    InvalidInput,
    NeedsConfirmation,
    NotFound,
    Refused,
    StaleRecord,
)
from parkdesk.domain.paging import Sort
from parkdesk.domain.statistics import FillState, GrowthMark, Return, Totals, growth, sum_totals
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contracts import end_contract, register_contract
from parkdesk.usecases.quarter_lists import QuarterFilter, list_quarter
from parkdesk.usecases.rates import SaveRate, enter_rate
from parkdesk.usecases.return_counts import count_overdue, return_counts
from parkdesk.usecases.returns import SaveReturn, delete_return, save_return
from parkdesk.usecases.statistics import (
    past_quarters,
    quarter_amounts,
    quarter_enterprises,
    quarter_figures,
    quarter_row,
    quarter_series,
)
from tests.registers import contract, enterprise

D = dt.date
Q3 = Quarter(2026, 3)
PEOPLE = Return(100, 90, 10, 9)
NO_RATE = frozenset({"no-rate-yet"})


def some_quarters(work):
    """Four enterprises with contracts in three quarters, markets, lines and currencies."""
    enter_rate(work, SaveRate("JPY", D(2026, 7, 1), "0.0067", "国家外汇管理局"))
    owners = [enterprise(work) for _ in range(4)]
    lines = list(ServiceLine)
    days = (D(2025, 8, 1), D(2026, 5, 4), D(2026, 7, 6), D(2026, 7, 30))
    executed = SaveExecution(D(2026, 8, 1), 1)
    for place, owner in enumerate(owners):
        for number, day in enumerate(days):
            form = contract(
                owner,
                signed_on=day,
                amount_minor=(place + 1) * 1_000_000 + number,
                service_line=lines[(place + number) % 3],
                country_code=("US", "CN", "HK", "JP")[(place + number) % 4],
                currency=("USD", "JPY")[number % 2],
            )
            id_ = register_contract(work, form, NO_RATE)
            record_execution(
                work,
                id_,
                SaveExecution(max(day, executed.executed_on), 250_000 + place, "SH"),
                NO_RATE | {"outside-execution-window"},
            )
        if place < 3:
            save_return(work, owner, Q3, None, SaveReturn(PEOPLE))
    save_return(work, owners[0], Q3.previous(), None, SaveReturn(Return(80, 70, 5, 5)))
    return owners


def test_figures_by_enterprise_country_market_and_line_add_up(work):
    some_quarters(work)
    figures = quarter_figures(work, Q3)
    rows = quarter_enterprises(work, Q3)
    assert sum_totals(rows) == figures.totals
    totals = figures.totals
    assert totals.signed_usd_cents > 0
    assert sum(one.signed_usd_cents for one in figures.amounts) == totals.signed_usd_cents
    assert sum(one.executed_usd_cents for one in figures.amounts) == totals.executed_usd_cents
    assert sum(one.contracts for one in figures.amounts) == totals.contracts == 8
    assert sum(one.signed_usd_cents for one in figures.countries) == totals.signed_usd_cents
    assert sum(one.executed_usd_cents for one in figures.countries) == totals.executed_usd_cents
    lines = (totals.ito_usd_cents, totals.bpo_usd_cents, totals.kpo_usd_cents)
    assert sum(lines) == totals.executed_usd_cents
    assert quarter_amounts(work, Q3) == figures.amounts
    assert [one.country_code for one in figures.countries] != []


def test_amounts_that_wait_for_a_rate_are_counted_and_in_no_sum(work):
    some_quarters(work)
    figures = quarter_figures(work, Q3)
    # Of the executions in yen on 1 August none has a rate; the contracts of July have one.
    assert figures.totals.unconverted == 8
    enter_rate(work, SaveRate("JPY", D(2026, 8, 1), "0.0067", "国家外汇管理局"))
    assert quarter_figures(work, Q3).totals.unconverted == 0


def test_growth_has_a_value_or_its_mark(work):
    some_quarters(work)
    figures = quarter_figures(work, Q3)
    assert figures.compared("signed_usd_cents").quarter_on_quarter.mark is GrowthMark.BASE_ZERO
    assert figures.compared("signed_usd_cents").year_on_year.mark is GrowthMark.VALUE
    people = figures.compared("headcount")
    assert (people.now, people.previous) == (300, 80)
    # One enterprise handed in both quarters: 80, then 100.
    assert people.quarter_on_quarter.percent == Decimal("25.00")
    assert people.year_on_year.mark is GrowthMark.MISSING


def test_an_empty_quarter_has_no_figures_and_no_growth(work):
    figures = quarter_figures(work, Q3)
    assert figures.totals == Totals()
    assert (figures.previous, figures.year_before) == (None, None)
    assert figures.compared("signed_usd_cents").quarter_on_quarter.mark is GrowthMark.MISSING
    assert figures.returns.due_on == D(2026, 10, 15)
    assert not figures.returns.due_is_confirmed


def test_a_draft_contract_counts_nowhere(work):
    id_ = register_contract(work, contract(enterprise(work)))
    assert quarter_figures(work, Q3).totals.contracts == 1
    end_contract(work, id_, 1, ContractState.TERMINATED, "client stopped")
    assert quarter_figures(work, Q3).totals.contracts == 1


def test_expected_and_overdue_returns(work):
    here = enterprise(work)
    enterprise(work, entered_on=D(2026, 10, 1))
    enterprise(work, left_on=D(2026, 9, 29), status="moved-out")
    enterprise(work, status="applied")
    assert quarter_figures(work, Q3).returns.expected == 1
    # On 12 October there is still time; for the quarter before there is none.
    assert quarter_figures(work, Q3).returns.overdue == 0
    assert quarter_figures(work, Q3.previous()).returns.overdue == 2
    assert count_overdue(work) == 0
    assert quarter_row(work, here, Q3).fill is FillState.MISSING
    assert quarter_row(work, here, Q3.previous()).fill is FillState.OVERDUE


def test_what_was_filed_and_what_is_missing_are_what_was_owed(work):
    owners = [enterprise(work) for _ in range(7)]
    gone = enterprise(work, left_on=D(2026, 9, 29), status="moved-out")
    later = enterprise(work, entered_on=D(2026, 10, 1))
    for owner in owners[:5]:
        save_return(work, owner, Q3, None, SaveReturn(PEOPLE))
    save_return(work, owners[5], Q3, None, SaveReturn(PEOPLE, submit=False))
    save_return(work, gone, Q3, None, SaveReturn(PEOPLE))
    asked = frozenset({"return-outside-residence"})
    save_return(work, later, Q3, None, SaveReturn(PEOPLE, submit=False), asked)
    counts = return_counts(work)
    assert (counts.expected, counts.filed, counts.missing, counts.beyond) == (7, 5, 2, 1)
    drafts = list_quarter(work, QuarterFilter(Q3, fill=FillState.DRAFT), Sort("enterprise"), 0, 9)
    assert counts.drafts == drafts.total
    # Not due before the 15th: missing, and yet nobody is late.
    assert (counts.overdue, counts.late) == (0, False)
    assert counts.filed_permille == 714
    assert quarter_figures(work, Q3).returns == counts
    fills = [row.fill for row in quarter_enterprises(work, Q3)]
    waiting = fills.count(FillState.MISSING) + fills.count(FillState.DRAFT)
    assert waiting == counts.missing
    rows = list_quarter(work, QuarterFilter(Q3, not_filed=True), Sort("enterprise"), 0, 9).rows
    assert {row.id for row in rows} == set(owners[5:])


def test_a_share_is_rounded_half_up(work):
    counts = replace(return_counts(work), expected=34, filed=31)
    assert counts.filed_permille == 912
    assert replace(counts, expected=0, filed=0).filed_permille is None


@pytest.mark.parametrize("quarter", [Q3, Q3.previous()])
def test_the_filter_of_every_fill_state_agrees_with_the_rule(work, quarter):
    owners = [enterprise(work) for _ in range(3)]
    later = enterprise(work, entered_on=D(2026, 10, 1))
    save_return(work, owners[0], quarter, None, SaveReturn(PEOPLE))
    save_return(work, owners[1], quarter, None, SaveReturn(PEOPLE, submit=False))
    outside = frozenset({"return-outside-residence"})
    save_return(work, later, quarter, None, SaveReturn(PEOPLE, submit=False), outside)
    every = {row.id: row.fill for row in quarter_enterprises(work, quarter)}
    found = {}
    for fill in FillState:
        window = list_quarter(work, QuarterFilter(quarter, fill=fill), Sort("enterprise"), 0, 50)
        found |= {row.id: fill for row in window.rows}
    assert found == every
    assert every[later] is FillState.NOT_EXPECTED


def test_an_enterprise_that_left_is_listed_while_it_has_an_amount(work):
    gone = enterprise(work, left_on=D(2026, 7, 31), status="moved-out")
    register_contract(work, contract(gone))
    row = quarter_row(work, gone, Q3)
    assert row.fill is FillState.NOT_EXPECTED
    assert [one.id for one in quarter_enterprises(work, Q3)] == [gone]
    with pytest.raises(Refused) as refused:
        save_return(work, gone, Q3.shifted(1), None, SaveReturn(PEOPLE))
    assert refused.value.code == "return-after-leaving"
    assert refused.value.params["left_on"] == D(2026, 7, 31)


def test_a_return_is_entered_corrected_and_deleted(work):
    owner = enterprise(work)
    save_return(work, owner, Q3, None, SaveReturn(PEOPLE, submit=False))
    row = quarter_row(work, owner, Q3)
    assert (row.fill, row.entered, row.totals.headcount) == (FillState.DRAFT, PEOPLE, 0)
    save_return(work, owner, Q3, row.return_version, SaveReturn(PEOPLE))
    work.session.flush()
    row = quarter_row(work, owner, Q3)
    assert (row.fill, row.totals.headcount, row.received_on) == (
        FillState.SUBMITTED,
        100,
        D(2026, 10, 12),
    )
    with pytest.raises(StaleRecord):
        save_return(work, owner, Q3, 1, SaveReturn(PEOPLE))
    delete_return(work, owner, Q3, row.return_version, "报错企业")
    work.session.flush()
    assert quarter_row(work, owner, Q3).entered is None
    with pytest.raises(NotFound):
        delete_return(work, owner, Q3, 1)


def test_a_wrong_return_is_refused_at_its_fields(work):
    owner = enterprise(work)
    with pytest.raises(InvalidInput) as refused:
        save_return(work, owner, Q3, None, SaveReturn(Return(10, 11, 1, 1)))
    assert refused.value.problems == {"graduates": "more-than-headcount"}
    with pytest.raises(InvalidInput) as refused:
        save_return(work, owner, Quarter(2027, 1), None, SaveReturn(PEOPLE))
    assert refused.value.problems == {"quarter": "in-the-future"}


def test_a_jump_is_asked_and_a_word_of_explanation_answers_it(work):
    owner = enterprise(work)
    save_return(work, owner, Q3.previous(), None, SaveReturn(Return(20, 20, 1, 1)))
    with pytest.raises(NeedsConfirmation) as asked:
        save_return(work, owner, Q3, None, SaveReturn(PEOPLE))
    assert asked.value.code == "headcount-jump"
    save_return(work, owner, Q3, None, SaveReturn(PEOPLE, note="并购一个团队"))
    assert quarter_row(work, owner, Q3).note == "并购一个团队"


def test_the_list_comes_in_windows_by_name_and_narrows_by_text(work):
    owners = [enterprise(work, name=f"甲{n}", initials=f"j{n}", sort_key=f"j{n}") for n in range(5)]
    window = list_quarter(work, QuarterFilter(Q3), Sort("enterprise", descending=True), 1, 2)
    assert [row.id for row in window.rows] == [owners[3], owners[2]]
    assert window.total == 5
    found = list_quarter(work, QuarterFilter(text="j4"), Sort("enterprise"), 0, 9)
    assert [row.id for row in found.rows] == [owners[4]]


def test_series_and_past_quarters_are_the_same_figures(work):
    owners = some_quarters(work)
    series = quarter_series(work, Q3, 5)
    assert [str(one.quarter) for one in series] == [
        "2025Q3",
        "2025Q4",
        "2026Q1",
        "2026Q2",
        "2026Q3",
    ]
    assert series[-1].totals == quarter_figures(work, Q3).totals
    past = past_quarters(work, owners[0], Q3, 2)
    assert past[0].totals == quarter_row(work, owners[0], Q3).totals
    assert past[1].totals.headcount == 80


def test_growth_is_held_against_the_quarter_before_and_that_of_a_year_before(work):
    owner = enterprise(work)
    for day, cents in ((D(2025, 8, 1), 40_000), (D(2026, 5, 4), 50_000), (D(2026, 7, 6), 60_000)):
        form = contract(owner, signed_on=day, amount_minor=cents)
        id_ = register_contract(work, form, NO_RATE)
        confirmed = frozenset({"outside-execution-window"})
        record_execution(work, id_, SaveExecution(day, cents // 2), confirmed)
    row = quarter_row(work, owner, Q3)
    assert (row.signed_growth, row.executed_growth) == (growth(60_000, 50_000),) * 2
    assert row.executed_year_growth == growth(60_000, 40_000)
    assert row.executed_year_growth != row.executed_growth
