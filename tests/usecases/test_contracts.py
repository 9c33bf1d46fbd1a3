"""Contracts, changes, executions and rates on a real database."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.contracts import ContractState, Market, ServiceLine
from parkdesk.domain.errors import (
    InvalidInput,
    NeedsConfirmation,
    Refused,
    StaleRecord,
    WrongState,
)
from parkdesk.domain.paging import Sort
from parkdesk.store.tables.contracts import (
    ContractExecutionRecord,
    ContractRecord,
    ExecutionWindowRecord,
)
from parkdesk.usecases.contract_changes import ChangeContract, change_contract
from parkdesk.usecases.contract_deletions import delete_contract
from parkdesk.usecases.contract_details import contract_detail
from parkdesk.usecases.contract_executions import (
    SaveExecution,
    delete_execution,
    edit_execution,
    record_execution,
)
from parkdesk.usecases.contract_lists import (
    SORTS,
    ContractFilter,
    contract_counts,
    list_contracts,
    list_countries,
)
from parkdesk.usecases.contracts import (
    edit_contract,
    end_contract,
    register_contract,
    reopen_contract,
)
from parkdesk.usecases.rates import (
    SaveRate,
    delete_rate,
    enter_rate,
    list_rates,
    missing_rates,
)
from tests.registers import contract, enterprise

D = dt.date
EXECUTION = SaveExecution(D(2026, 8, 20), 3_000_000, "SH-1")
NO_RATE = frozenset({"no-rate-yet"})


def listed(work, criteria=None, sort="number", **flags):
    return list_contracts(work, criteria or ContractFilter(), Sort(sort, **flags), 0, 100).rows


def version_of(work, id_):
    work.session.flush()
    return contract_detail(work, id_).row.version


def test_a_registered_contract_is_offshore_by_its_clients_country(work):
    owner = enterprise(work)
    at_home = register_contract(work, contract(owner, country_code="CN"))
    in_hong_kong = register_contract(work, contract(owner, country_code="HK"))
    rows = {row.id: row for row in listed(work)}
    assert rows[at_home].market is Market.ONSHORE
    assert rows[in_hong_kong].market is Market.OFFSHORE
    assert rows[in_hong_kong].country_zh == "中国香港"


def test_the_frequent_source_markets_come_first(work):
    countries = list_countries(work)
    assert [one.code for one in countries[:5]] == ["CN", "HK", "MO", "TW", "US"]
    assert len(countries) == 249


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({"enterprise_id": None}, {"enterprise_id": "required"}),
        ({"enterprise_id": 9_999}, {"enterprise_id": "unknown"}),
        ({"number": ""}, {"number": "required"}),
        ({"client": " "}, {"client": "required"}),
        ({"country_code": "XX"}, {"country_code": "unknown-country"}),
        ({"service_line": None}, {"service_line": "required"}),
        ({"currency": "$"}, {"currency": "unknown-currency"}),
        ({"amount_minor": None}, {"amount_minor": "required"}),
        ({"amount_minor": -5}, {"amount_minor": "negative-amount"}),
        ({"signed_on": None}, {"signed_on": "required"}),
        ({"signed_on": D(2026, 10, 13)}, {"signed_on": "in-the-future"}),
        ({"ends_on": D(2026, 7, 5)}, {"ends_on": "end-before-start"}),
    ],
)
def test_a_wrong_contract_is_refused_at_its_fields(work, differences, problems):
    with pytest.raises(InvalidInput) as refused:
        register_contract(work, replace(contract(enterprise(work)), **differences))
    assert refused.value.problems == problems
    assert listed(work) == ()


def test_a_number_is_given_once(work):
    owner = enterprise(work)
    register_contract(work, contract(owner, number="HT-7"))
    with pytest.raises(InvalidInput) as refused:
        register_contract(work, contract(owner, number="HT-7"))
    assert refused.value.problems == {"number": "number-taken"}


def test_signing_outside_the_park_is_asked(work):
    form = contract(enterprise(work, entered_on=D(2026, 8, 1)))
    with pytest.raises(NeedsConfirmation) as asked:
        register_contract(work, form)
    assert register_contract(work, form, frozenset({asked.value.code}))


def test_executions_are_summed_and_asked_above_the_signed_amount(work):
    id_ = register_contract(work, contract(enterprise(work)))
    record_execution(work, id_, EXECUTION)
    with pytest.raises(NeedsConfirmation) as asked:
        record_execution(work, id_, replace(EXECUTION, amount_minor=7_000_001))
    assert asked.value.code == "executed-above-signed"
    record_execution(work, id_, replace(EXECUTION, amount_minor=7_000_000))
    detail = contract_detail(work, id_)
    assert detail.row.executed_minor == 10_000_000
    assert detail.row.executed_permille == 1_000
    assert len(detail.executions) == 2
    assert detail.window.days.first == D(2026, 1, 1)


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({"executed_on": D(2026, 7, 5)}, {"executed_on": "execution-before-signature"}),
        ({"executed_on": D(2026, 10, 13)}, {"executed_on": "in-the-future"}),
        ({"executed_on": None}, {"executed_on": "required"}),
        ({"amount_minor": None}, {"amount_minor": "required"}),
        ({"amount_minor": 0}, {"amount_minor": "required"}),
        ({"amount_minor": -1}, {"amount_minor": "negative-amount"}),
    ],
)
def test_a_wrong_execution_is_refused_at_its_fields(work, differences, problems):
    id_ = register_contract(work, contract(enterprise(work)))
    with pytest.raises(InvalidInput) as refused:
        record_execution(work, id_, replace(EXECUTION, **differences))
    assert refused.value.problems == problems


def test_a_day_the_state_system_no_longer_takes_is_asked(work):
    id_ = register_contract(work, contract(enterprise(work), signed_on=D(2025, 3, 1)))
    form = replace(EXECUTION, executed_on=D(2025, 12, 31))
    with pytest.raises(NeedsConfirmation) as asked:
        record_execution(work, id_, form)
    assert asked.value.code == "outside-execution-window"
    assert asked.value.params["first"] == D(2026, 1, 1)
    assert record_execution(work, id_, form, frozenset({asked.value.code}))


def test_editing_an_execution_does_not_count_it_twice(work):
    id_ = register_contract(work, contract(enterprise(work)))
    execution = record_execution(work, id_, replace(EXECUTION, amount_minor=9_000_000))
    edit_execution(
        work, execution, 1, replace(EXECUTION, amount_minor=10_000_000, reason="录入有误")
    )
    work.session.flush()
    assert contract_detail(work, id_).row.executed_minor == 10_000_000
    with pytest.raises(StaleRecord):
        edit_execution(work, execution, 1, EXECUTION)
    delete_execution(work, execution, 2, "重复登记")
    assert contract_detail(work, id_).row.executed_minor == 0


@pytest.mark.parametrize(
    "moved", [{"executed_on": D(2026, 8, 21)}, {"amount_minor": 5}, {"receipt_no": "SH-2"}]
)
def test_a_corrected_execution_has_a_reason_in_the_trail(work, moved):
    id_ = register_contract(work, contract(enterprise(work)))
    execution = record_execution(work, id_, replace(EXECUTION, receipt_no="SH-1"))
    wrong = replace(EXECUTION, **{"receipt_no": "SH-1", **moved})
    with pytest.raises(InvalidInput) as refused:
        edit_execution(work, execution, 1, replace(wrong, reason="  "))
    assert refused.value.problems == {"reason": "execution-needs-reason"}
    edit_execution(work, execution, 1, replace(wrong, reason=" 按银行回单更正 "))
    assert work.reason == "按银行回单更正"


def test_a_receipt_that_came_and_remarks_are_no_correction(work):
    id_ = register_contract(work, contract(enterprise(work)))
    execution = record_execution(work, id_, replace(EXECUTION, receipt_no=""))
    edit_execution(work, execution, 1, replace(EXECUTION, receipt_no="SH-1", note="回单已到"))
    assert work.reason == ""


def test_deleting_an_execution_needs_a_reason(work):
    id_ = register_contract(work, contract(enterprise(work)))
    execution = record_execution(work, id_, EXECUTION)
    with pytest.raises(InvalidInput) as refused:
        delete_execution(work, execution, 1, " ")
    assert refused.value.problems == {"reason": "execution-needs-reason"}


def test_a_change_keeps_the_signed_amount(work):
    id_ = register_contract(work, contract(enterprise(work)))
    record_execution(work, id_, EXECUTION)
    change = ChangeContract(D(2026, 9, 1), 12_000_000, D(2027, 12, 31), "更多工作量")
    change_contract(work, id_, version_of(work, id_), change)
    detail = contract_detail(work, id_)
    assert (detail.signed_minor, detail.row.amount_minor) == (10_000_000, 12_000_000)
    assert detail.row.amount_usd_cents == 10_000_000
    assert detail.ends_on == D(2027, 12, 31)
    assert [one.amount_minor_after for one in detail.changes] == [12_000_000]


@pytest.mark.parametrize(
    ("form", "problems"),
    [
        (ChangeContract(D(2026, 9, 1), 2_999_999, None, "why"), {"amount": "below-executed"}),
        (ChangeContract(D(2026, 9, 1), -1, None, "why"), {"amount": "negative-amount"}),
        (
            ChangeContract(None, 1, None, "why"),
            {"amount": "below-executed", "changed_on": "required"},
        ),
        (
            ChangeContract(D(2026, 7, 1), None, None, "why"),
            {"changed_on": "change-before-signature"},
        ),
        (ChangeContract(D(2026, 10, 13), None, None, "why"), {"changed_on": "in-the-future"}),
        (
            ChangeContract(D(2026, 9, 1), None, D(2026, 1, 1), "why"),
            {"ends_on": "end-before-start"},
        ),
        (ChangeContract(D(2026, 9, 1), None, None, " "), {"reason": "required"}),
    ],
)
def test_a_wrong_change_is_refused_at_its_fields(work, form, problems):
    id_ = register_contract(work, contract(enterprise(work)))
    record_execution(work, id_, EXECUTION)
    with pytest.raises(InvalidInput) as refused:
        change_contract(work, id_, version_of(work, id_), form)
    assert refused.value.problems == problems


def test_what_was_reported_moves_by_a_change_only(work):
    owner = enterprise(work)
    form = contract(owner)
    id_ = register_contract(work, form)
    edit_contract(work, id_, 1, replace(form, amount_minor=20_000_000))
    assert contract_detail(work, id_).row.amount_minor == 20_000_000
    record_execution(work, id_, EXECUTION)
    with pytest.raises(InvalidInput) as refused:
        edit_contract(work, id_, version_of(work, id_), replace(form, amount_minor=30_000_000))
    assert refused.value.problems == {"amount_minor": "moves-by-change"}
    named = replace(form, amount_minor=20_000_000, client="Contoso Ltd.")
    edit_contract(work, id_, version_of(work, id_), named)
    assert contract_detail(work, id_).row.client == "Contoso Ltd."


def test_a_contract_with_executions_is_not_deleted(work):
    id_ = register_contract(work, contract(enterprise(work)))
    execution = record_execution(work, id_, EXECUTION)
    with pytest.raises(Refused) as refused:
        delete_contract(work, id_, version_of(work, id_), "Entered by mistake")
    assert refused.value.code == "contract-has-executions"
    delete_execution(work, execution, 1, "重复登记")
    with pytest.raises(InvalidInput) as too_long:
        delete_contract(work, id_, version_of(work, id_), "因" * 4_001)
    assert too_long.value.problems == {"reason": "too-long"}
    delete_contract(work, id_, version_of(work, id_), "Entered by mistake")
    work.session.flush()
    assert listed(work) == ()


def test_a_closed_contract_takes_no_execution_until_it_is_opened_again(work):
    id_ = register_contract(work, contract(enterprise(work)))
    with pytest.raises(InvalidInput):
        end_contract(work, id_, 1, ContractState.TERMINATED, "")
    with pytest.raises(WrongState):
        end_contract(work, id_, 1, ContractState.DRAFT, "")
    end_contract(work, id_, 1, ContractState.FINISHED, "")
    with pytest.raises(WrongState):
        record_execution(work, id_, EXECUTION)
    reopen_contract(work, id_, version_of(work, id_))
    assert record_execution(work, id_, EXECUTION)
    with pytest.raises(WrongState):
        reopen_contract(work, id_, version_of(work, id_))


def test_an_amount_without_a_rate_waits_and_is_converted_when_the_rate_comes(work):
    id_ = register_contract(
        work, contract(enterprise(work), currency="JPY", amount_minor=1_000_000), NO_RATE
    )
    record_execution(work, id_, replace(EXECUTION, amount_minor=500_000), NO_RATE)
    assert contract_detail(work, id_).row.amount_usd_cents is None
    assert [(one.currency, one.month, one.amounts) for one in missing_rates(work)] == [
        ("JPY", D(2026, 7, 1), 1),
        ("JPY", D(2026, 8, 1), 1),
    ]
    assert listed(work, ContractFilter(to_do=True))
    assert enter_rate(work, SaveRate("JPY", D(2026, 7, 15), "0.0067", "国家外汇管理局")) == 1
    assert enter_rate(work, SaveRate("JPY", D(2026, 8, 1), "0.0068", "国家外汇管理局")) == 1
    detail = contract_detail(work, id_)
    assert detail.row.amount_usd_cents == 670_000
    assert detail.executions[0].amount_usd_cents == 340_000
    assert missing_rates(work) == ()
    # A corrected rate is for amounts to come: what was reported does not move.
    assert enter_rate(work, SaveRate("JPY", D(2026, 7, 1), "0.0070", "更正")) == 0
    assert contract_detail(work, id_).row.amount_usd_cents == 670_000
    assert [(one.month, one.usd) for one in list_rates(work)] == [
        (D(2026, 8, 1), "0.0068"),
        (D(2026, 7, 1), "0.0070"),
    ]
    delete_rate(work, list_rates(work)[0].id)
    assert len(list_rates(work)) == 1


@pytest.mark.parametrize(
    ("form", "problems"),
    [
        (SaveRate("USD", D(2026, 7, 1), "1", "x"), {"currency": "unknown-currency"}),
        (SaveRate("JPY", D(2026, 7, 1), "0", "x"), {"usd": "not-a-rate"}),
        (SaveRate("JPY", D(2026, 7, 1), "1e9999999", "x"), {"usd": "not-a-rate"}),
        (SaveRate("JPY", D(2026, 7, 1), "many", ""), {"usd": "not-a-rate", "source": "required"}),
    ],
)
def test_a_wrong_rate_is_refused_at_its_fields(work, form, problems):
    with pytest.raises(InvalidInput) as refused:
        enter_rate(work, form)
    assert refused.value.problems == problems


def usd_of(work, record, id_):
    work.session.flush()
    found = work.session.get(record, id_, populate_existing=True)
    return found.amount_usd_cents, found.usd_rate, found.version


def enter_and_correct(work):
    """A rate at which amounts were converted, and its correction afterwards."""
    yield enter_rate(work, SaveRate("JPY", D(2026, 8, 1), "0.0066", "国家外汇管理局"))
    yield enter_rate(work, SaveRate("JPY", D(2026, 8, 1), "0.0070", "更正"))


def test_an_executions_note_moves_no_reported_amount(work):
    rate = enter_and_correct(work)
    next(rate)
    contract_id = register_contract(work, contract(enterprise(work), currency="JPY"), NO_RATE)
    form = replace(EXECUTION, executed_on=D(2026, 8, 5), amount_minor=1_000_000)
    id_ = record_execution(work, contract_id, form)
    cents, _rate, version = usd_of(work, ContractExecutionRecord, id_)
    assert cents == 6_600_00
    next(rate)
    noted = replace(form, note="更正备注", receipt_no="SH-2", reason="号")
    edit_execution(work, id_, version, noted)
    cents, kept, version = usd_of(work, ContractExecutionRecord, id_)
    assert (cents, kept) == (6_600_00, "0.0066")
    edit_execution(work, id_, version, replace(form, amount_minor=2_000_000, reason="录入有误"))
    assert usd_of(work, ContractExecutionRecord, id_)[:2] == (14_000_00, "0.0070")


def test_a_contracts_note_moves_no_reported_amount(work):
    rate = enter_and_correct(work)
    next(rate)
    day = D(2026, 8, 5)
    form = contract(enterprise(work), currency="JPY", amount_minor=1_000_000, signed_on=day)
    id_ = register_contract(work, form)
    _cents, _rate, version = usd_of(work, ContractRecord, id_)
    next(rate)
    edit_contract(work, id_, version, replace(form, note="更正备注"))
    cents, kept, version = usd_of(work, ContractRecord, id_)
    assert (cents, kept) == (6_600_00, "0.0066")
    edit_contract(work, id_, version, replace(form, signed_on=D(2026, 8, 6)))
    assert usd_of(work, ContractRecord, id_)[:2] == (7_000_00, "0.0070")


def test_an_amount_that_was_not_converted_is_when_it_is_saved_again(work):
    form = contract(enterprise(work), currency="USD", amount_minor=1_000_000)
    id_ = register_contract(work, form)
    record = work.session.get(ContractRecord, id_)
    record.amount_usd_cents, record.usd_rate = 0, ""
    edit_contract(work, id_, version_of(work, id_), replace(form, note="再存"))
    assert usd_of(work, ContractRecord, id_)[:2] == (1_000_000, "1")


def test_filters(work):
    owner, other = enterprise(work, initials="thrj"), enterprise(work)
    first = register_contract(work, contract(owner, country_code="CN", client="长江银行"))
    second = register_contract(
        work, contract(other, service_line=ServiceLine.KPO, signed_on=D(2026, 3, 1))
    )
    record_execution(work, first, replace(EXECUTION, receipt_no=""))
    end_contract(work, second, version_of(work, second), ContractState.FINISHED, "")
    third = Quarter(2026, 3).days
    for criteria, ids in [
        (ContractFilter(text="thrj"), [first]),
        (ContractFilter(text="长江"), [first]),
        (ContractFilter(text="_"), []),
        (ContractFilter(market=Market.OFFSHORE), [second]),
        (ContractFilter(service_line=ServiceLine.KPO), [second]),
        (ContractFilter(state=ContractState.FINISHED), [second]),
        (ContractFilter(enterprise_id=other), [second]),
        (ContractFilter(signed_in=third), [first]),
        (ContractFilter(executed_in=third), [first]),
        (ContractFilter(to_do=True), [first]),
    ]:
        assert [row.id for row in listed(work, criteria)] == ids, criteria
    counts = contract_counts(work)
    assert (counts.contracts, counts.offshore, counts.to_do) == (2, 1, 1)


@pytest.mark.parametrize("key", sorted(SORTS))
def test_every_sort_gives_the_same_rows_both_ways(work, key):
    owners = [enterprise(work) for _ in range(3)]
    for month, owner in enumerate(owners, 1):
        register_contract(work, contract(owner, signed_on=D(2026, month, 1)))
    up = [row.id for row in listed(work, sort=key)]
    assert up == [row.id for row in listed(work, sort=key, descending=True)][::-1]
    assert len(up) == 3


def test_contracts_executed_above_what_was_agreed_are_those_of_the_quarter(work):
    owner = enterprise(work)
    above = register_contract(work, contract(owner, amount_minor=1_000_000))
    within = register_contract(work, contract(owner, amount_minor=3_000_000))
    for id_ in (above, within):
        record_execution(work, id_, EXECUTION, frozenset({"executed-above-signed"}))
    third, second = Quarter(2026, 3), Quarter(2026, 2)
    assert [one.id for one in listed(work, ContractFilter(above_signed_in=third))] == [above]
    assert listed(work, ContractFilter(above_signed_in=second)) == ()


def test_no_window_is_told_where_no_rule_on_executions_is_known(work):
    id_ = register_contract(work, contract(enterprise(work)))
    assert contract_detail(work, id_).window.source
    for rule in work.session.scalars(select(ExecutionWindowRecord)):
        work.session.delete(rule)
    work.session.flush()
    assert contract_detail(work, id_).window is None
