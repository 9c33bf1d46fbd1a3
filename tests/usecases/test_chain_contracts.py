"""What was done to contracts between two editions of a quarter stands in its chain."""

import datetime as dt
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import ChainStep
from parkdesk.reports.closing_chain import render_closing_chain
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.usecases.closing_chains import closing_chain
from parkdesk.usecases.contract_executions import (
    SaveExecution,
    delete_execution,
    edit_execution,
    record_execution,
)
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.summaries import snapshot
from tests.registers import contract, enterprise
from tests.usecases.closing_stories import close, open_again

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
