"""What was done to contracts between two editions of a quarter stands in its chain."""

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import ChainStep
from parkdesk.reports.closing_chain import render_closing_chain
from parkdesk.store import trail
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.usecases.closing_chains import chain_rows, closing_chain
from parkdesk.usecases.contract_executions import (
    SaveExecution,
    delete_execution,
    edit_execution,
    record_execution,
)
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.execution_imports import import_executions
from parkdesk.usecases.summaries import snapshot
from tests.registers import contract, enterprise
from tests.usecases.closing_stories import close, open_again
from tests.usecases.test_execution_imports import executed
from tests.usecases.test_register_imports import sheet

D = dt.date
Q3 = Quarter(2026, 3)


@pytest.fixture
def closed(desk):
    """A closed quarter with a contract and two executions, and a contract of the one before."""
    with desk.work(read_only=False) as work:
        owner = enterprise(work, name="太湖软件外包有限公司")
        deal = register_contract(work, contract(owner, number="HT-1"))
        record_execution(work, deal, SaveExecution(D(2026, 8, 20), 2_500_000, "SH-1"))
        record_execution(work, deal, SaveExecution(D(2026, 9, 1), 100_000, "SH-2"))
        earlier = contract(owner, number="HT-2", signed_on=D(2026, 5, 4))
        register_contract(work, earlier)
    with desk.work(read_only=False) as work:
        return close(work, Q3)


def executions(work):
    found = work.session.scalars(
        select(ContractExecutionRecord).order_by(ContractExecutionRecord.id)
    )
    return list(found)


def correct(desk):
    with desk.work(read_only=False) as work:
        first, second = executions(work)
        form = SaveExecution(D(2026, 8, 20), 2_600_000, "SH-1", reason="银行回单金额")
        edit_execution(work, first.id, first.version, form)
    with desk.work(read_only=False) as work:
        delete_execution(work, second.id, second.version, "重复登记")
        other = work.session.scalars(select(ContractRecord).filter_by(number="HT-2")).one()
        record_execution(work, other.id, SaveExecution(D(2026, 10, 8), 900_000, "SH-9"))


def chain(desk):
    with desk.work(read_only=True) as work:
        return closing_chain(work, Q3)


def told(link):
    return [
        (line.table, line.record, {one.field: (one.old, one.new) for one in line.changes})
        for line in link.contracts.lines
    ]


def test_the_next_edition_names_what_moved_in_its_quarter_alone(act_as, desk, closed):
    open_again(act_as, Q3)
    correct(desk)
    so_far = next(one for one in chain(desk).links if one.step is ChainStep.AGREED)
    assert len(so_far.contracts.lines) == 2
    with desk.work(read_only=False) as work:
        close(work, Q3, None, "更正执行额")
    links = chain(desk).links
    assert all(not one.contracts.lines for one in links[:-1])
    edited, deleted = told(links[-1])
    assert edited[:2] == ("contract_execution", "HT-1")
    assert edited[2]["amount_minor"] == ("2500000", "2600000")
    assert deleted[:2] == ("contract_execution", "HT-1")
    assert deleted[2]["amount_minor"] == ("100000", "")
    line = links[-1].contracts.lines[0]
    assert (line.actor, line.currency) == ("王敏", "USD")
    assert [one.reason for one in links[-1].contracts.lines] == ["银行回单金额", "重复登记"]


def test_the_first_edition_follows_nothing(desk, closed):
    (first,) = chain(desk).links
    assert (first.contracts.lines, first.contracts.bulk) == ((), ())


def test_what_was_corrected_moves_no_edition_before(act_as, desk, closed):
    with desk.work(read_only=True) as work:
        before = snapshot(work, closed.id)
    open_again(act_as, Q3)
    correct(desk)
    with desk.work(read_only=True) as work:
        assert snapshot(work, closed.id) == before


def test_the_print_says_field_old_new_who_and_when(act_as, desk, closed):
    open_again(act_as, Q3)
    correct(desk)
    with desk.work(read_only=False) as work:
        close(work, Q3, None, "更正执行额")
    out = BytesIO()
    assert render_closing_chain(chain(desk), out, "en") == ()
    text = "".join(page.extract_text() for page in PdfReader(out).pages)
    for words in ("Contracts corrected since the edition before", "HT-1", "25,000.00", "26,000.00"):
        assert words in text
    assert "9,000.00" not in text


def add_list(desk, reason=""):
    """Bring executions of HT-1 in by a list: two of the quarter, one of the next."""
    listed = sheet(
        executed(number="HT-1", executed_on=D(2026, 9, 3), receipt_no="L-1", amount=Decimal(10)),
        executed(number="HT-1", executed_on=D(2026, 9, 4), receipt_no="L-2", amount=Decimal(20)),
        executed(number="HT-1", executed_on=D(2026, 10, 8), receipt_no="L-3", amount=Decimal(30)),
    )
    with desk.work(read_only=False) as work:
        import_executions(work, listed, frozenset({"import-has-doubts"}), reason)


def of_list(link):
    """What the chain tells of the list: receipt and amount as entered, why."""
    (bulk,) = link.contracts.bulk
    return [
        (fields["receipt_no"][1], fields["amount_minor"][1], line.reason)
        for line in link.contracts.lines
        if line.id == bulk.entry
        for fields in [{one.field: (one.old, one.new) for one in line.changes}]
    ]


def test_each_row_of_a_list_that_the_quarter_counts_is_told(act_as, desk, closed):
    open_again(act_as, Q3)
    add_list(desk, "补登")
    with desk.work(read_only=False) as work:
        close(work, Q3, None, "补登执行")
    link = chain(desk).links[-1]
    (bulk,) = link.contracts.bulk
    assert (bulk.rows, bulk.listed, bulk.reason) == (3, 2, "补登")
    assert of_list(link) == [("L-1", "1000", "补登"), ("L-2", "2000", "补登")]


def test_a_row_of_a_list_is_told_as_it_was_entered_whatever_came_after(act_as, desk, closed):
    open_again(act_as, Q3)
    add_list(desk)
    with desk.work(read_only=False) as work:
        first, second = (one for one in executions(work) if one.receipt_no in {"L-1", "L-2"})
        form = SaveExecution(D(2026, 9, 3), 5_000, "L-1", reason="更正")
        edit_execution(work, first.id, first.version, form)
    with desk.work(read_only=False) as work:
        delete_execution(work, second.id, second.version, "重复")
    with desk.work(read_only=False) as work:
        close(work, Q3, None, "补登执行")
    link = chain(desk).links[-1]
    assert of_list(link) == [("L-1", "1000", ""), ("L-2", "2000", "")]
    # The correction and the deletion are lines of their own, after those of the list.
    assert [one.action for one in link.contracts.lines[2:]] == [
        "edit_execution",
        "delete_execution",
    ]


def test_an_entry_of_before_that_names_no_rows_is_told_as_a_count(
    act_as, desk, closed, monkeypatch
):
    open_again(act_as, Q3)
    with monkeypatch.context() as older:
        older.setattr(trail, "row_ranges", lambda _ids: "")
        add_list(desk)
    so_far = next(one for one in chain(desk).links if one.step is ChainStep.AGREED)
    (bulk,) = so_far.contracts.bulk
    assert (bulk.rows, bulk.listed, so_far.contracts.lines) == (3, None, ())


def test_the_list_of_the_chain_has_every_row(act_as, desk, closed):
    open_again(act_as, Q3)
    correct(desk)
    add_list(desk)
    with desk.work(read_only=True) as work:
        assert [one.edition for one in chain_rows(work, Q3)] == [0, 0, 0, 0]
    with desk.work(read_only=False) as work:
        close(work, Q3, None, "补登执行")
    with desk.work(read_only=True) as work:
        rows = chain_rows(work, Q3)
    assert [(one.edition, one.table, one.contract) for one in rows] == [
        (2, "contract_execution", "HT-1")
    ] * 4


@pytest.mark.parametrize(
    ("ids", "text"),
    [([], ""), ([7], "7"), ([3, 1, 2], "1-3"), ([1, 2, 5, 8, 9], "1-2,5,8-9")],
)
def test_numbers_of_rows_are_read_back(ids, text):
    assert trail.row_ranges(ids) == text
    read = [one for first, last in trail.read_ranges(text) for one in range(first, last + 1)]
    assert read == sorted(ids)
