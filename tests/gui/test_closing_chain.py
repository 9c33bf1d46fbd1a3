"""The closing chain's list of rows: saved from its window, those of an import one by one."""

import datetime as dt
from decimal import Decimal

import openpyxl
import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.gui.exporting import export_to
from parkdesk.gui.summaries.chain_dialog import ChainDialog
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.execution_imports import import_executions
from tests.pages import opened, settle
from tests.registers import contract, enterprise
from tests.usecases.closing_stories import close, open_again
from tests.usecases.test_execution_imports import executed
from tests.usecases.test_register_imports import sheet

D = dt.date
Q3 = Quarter(2026, 3)


@pytest.fixture
def page(qtbot, runner, desk, act_as):
    """A page over a quarter that was closed, opened, and had a list of executions since."""
    with desk.work(read_only=False) as work:
        register_contract(work, contract(enterprise(work), number="HT-1"))
    with desk.work(read_only=False) as work:
        close(work, Q3)
    open_again(act_as, Q3)
    listed = sheet(
        executed(number="HT-1", executed_on=D(2026, 9, 3), receipt_no="L-1", amount=Decimal(10)),
        executed(number="HT-1", executed_on=D(2026, 9, 4), receipt_no="L-2", amount=Decimal(20)),
    )
    with desk.work(read_only=False) as work:
        import_executions(work, listed, frozenset({"import-has-doubts"}), "Came late")
    return opened(qtbot, runner, "statistics")


def test_every_row_of_an_import_is_in_the_list(qtbot, page, tmp_path):
    dialog = ChainDialog(page, Q3)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.file() is not None, timeout=20_000)
    path = tmp_path / "rows.xlsx"
    export_to(page, dialog.export_spec(), path)
    qtbot.waitUntil(path.exists, timeout=20_000)
    settle(qtbot, page)
    head, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    assert head[2:5] == ("Contract", "Record", "What changed")
    assert [(row[0], row[2], row[3], row[7]) for row in rows] == [
        ("Not closed yet", "HT-1", "Execution", "Came late")
    ] * 2
    assert "L-1" in rows[0][4]
    assert "L-2" in rows[1][4]
    dialog.reject()
