"""Small answers that lists and prints ask of the domain."""

import datetime as dt

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import ChainRow, Restatement
from parkdesk.domain.contracts import ContractState, Market, ServiceLine
from parkdesk.domain.deviations import Rule
from parkdesk.domain.enterprise_history import HistoryLine, HistorySubject
from parkdesk.domain.enterprise_sheets import ContractLine
from parkdesk.domain.merges import UNDO_DAYS, UndoState, undo_state
from parkdesk.domain.programme_figures import Track
from parkdesk.domain.service_codes import Period
from parkdesk.domain.trainee_columns import ENTERPRISE_FIELDS, fields_of
from parkdesk.domain.trainees import RosterField

D = dt.date
AT = dt.datetime(2026, 10, 12, 10, tzinfo=dt.UTC)


def test_a_row_of_the_chain_tells_what_its_entry_tells():
    line = HistoryLine(
        id=71,
        at=AT,
        actor="李芳",
        action="edit_contract",
        reason="录入有误",
        subject=next(iter(HistorySubject)),
        table="contract",
        row_id=3,
        record="HT-7",
        currency="USD",
        changes=(),
    )
    row = ChainRow(2, line)
    told = (row.entry, row.contract, row.table, row.by, row.at, row.reason)
    assert told == (71, "HT-7", "contract", "李芳", AT, "录入有误")


@pytest.mark.parametrize(
    ("told_in", "waits"), [(Quarter(2026, 3), False), (Quarter(2026, 4), True)]
)
def test_a_change_of_a_closed_quarter_waits_for_the_next(told_in, waits):
    change = Restatement("甲公司", Quarter(2026, 3), None, None, "漏报", AT, "李芳", 1, told_in)
    assert change.waits is waits


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_of_old_exceptions_names_its_sentence(rule):
    assert rule.sentence.startswith("deviation-")
    assert rule.sentence == rule.sentence.lower()


def test_only_an_institution_names_who_hired_its_people():
    assert fields_of(Track.INSTITUTION) == tuple(RosterField)
    assert fields_of(Track.ENTERPRISE) == fields_of(None) == ENTERPRISE_FIELDS
    assert set(RosterField) - set(ENTERPRISE_FIELDS) == {RosterField.EMPLOYER}


@pytest.mark.parametrize(
    ("last", "first", "gap"),
    [
        (D(2025, 12, 31), D(2026, 1, 1), False),
        (D(2025, 12, 31), D(2026, 1, 2), True),
        (None, D(2026, 1, 2), False),
        (D(2025, 12, 31), None, False),
    ],
)
def test_days_lie_between_two_periods_or_not(last, first, gap):
    assert Period(None, last).leaves_gap_to(Period(first)) is gap


@pytest.mark.parametrize(
    ("days", "undone", "state"),
    [
        (0, False, UndoState.OPEN),
        (UNDO_DAYS, False, UndoState.OPEN),
        (UNDO_DAYS + 1, False, UndoState.TOO_LATE),
        (UNDO_DAYS + 1, True, UndoState.UNDONE),
        (0, True, UndoState.UNDONE),
    ],
)
def test_a_merge_can_be_undone_once_and_for_so_many_days(days, undone, state):
    today = AT.date() + dt.timedelta(days=days)
    assert undo_state(AT, AT if undone else None, today) is state


@pytest.mark.parametrize(("executed", "permille"), [(0, 0), (999, 999), (1_000, 1_000), (1, 1)])
def test_how_much_of_a_contract_was_executed(executed, permille):
    line = ContractLine(
        1, "HT-1", "Acme", "美国", "United States", Market.OFFSHORE, ServiceLine.ITO, "USD",
        1_000, executed, AT.date(), ContractState.REGISTERED,
    )  # fmt: skip
    assert line.executed_permille == permille
