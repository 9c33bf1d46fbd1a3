"""Budgets and after-payment checks on the screen."""

import pytest
from PySide6.QtWidgets import QFileDialog

from parkdesk.domain.identity import Role
from parkdesk.domain.verifications import VerificationState
from parkdesk.gui.budgets.page import AllotmentDialog
from parkdesk.gui.verifications.page import CheckDialog, DrawDialog
from parkdesk.gui.workspace import Workspace
from parkdesk.usecases.claim_payments import pay_claim
from tests.pages import dialog_of, opened, settle
from tests.usecases import payment_stories as pay
from tests.usecases.claim_stories import CAP
from tests.usecases.payment_stories import SHARES, TODAY


@pytest.fixture
def budgets(qtbot, act_as, runner):
    pay.with_rules(act_as(Role.ADMINISTRATOR), SHARES)
    pay.approved_claim(act_as)
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    workspace.show()
    page = workspace.open_page("budgets")
    qtbot.waitUntil(lambda: runner.is_idle and page.table.records.total > 0)
    return page


def place_of(page, level):
    return page.table.records.loaded_place(lambda line: line.budget.level == level)


def test_an_allotment_is_entered_and_what_is_left_follows(qtbot, budgets):
    page = budgets
    page.table.select_place(place_of(page, "city"))
    qtbot.waitUntil(page.edit.isEnabled)
    page.edit.trigger()
    dialog = dialog_of(qtbot, page, AllotmentDialog)
    dialog.fields["allocated_cents"].set_value(10 * CAP)
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())

    def left():
        line = page.table.records.row(place_of(page, "city"))
        return line is not None and line.budget.left_cents == 10 * CAP - CAP // 2

    qtbot.waitUntil(left)


def test_what_would_be_left_is_said(qtbot, budgets):
    page = budgets
    page.table.select_place(place_of(page, "city"))
    qtbot.waitUntil(page.what_if.isVisible)
    assert page.what_if.text.text()


def test_a_level_that_is_not_known_has_no_allotment(qtbot, budgets):
    page = budgets
    page.table.select_place(place_of(page, ""))
    qtbot.waitUntil(lambda: not page.edit.isEnabled())


@pytest.fixture
def checks(qtbot, act_as, runner):
    pay.cashiers(act_as)
    claim = pay.approved_claim(act_as, (1, 2, 3))
    with act_as(pay.PAYER).work(read_only=False) as work:
        pay_claim(work, claim.id, claim.version, TODAY, 3 * CAP)
    return opened(qtbot, runner, "verifications")


def test_a_sample_is_drawn_checked_closed_and_printed(qtbot, checks, tmp_path):
    page = checks
    page.new.trigger()
    dialog = dialog_of(qtbot, page, DrawDialog)
    qtbot.waitUntil(lambda: dialog.programme.value() is not None)
    dialog.fields["size"].set_value(1)
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)
    assert not page.close_it.isEnabled()
    page.rows.select_place(0)
    qtbot.waitUntil(page.check.isEnabled)
    page.check.trigger()
    checking = dialog_of(qtbot, page, CheckDialog)
    checking.fields["wrong_cents"].set_value(CAP)
    checking.submit()
    qtbot.waitUntil(lambda: bool(checking.fields["finding"].problem))
    checking.fields["finding"].set_value("未参加培训")
    checking.submit()
    qtbot.waitUntil(lambda: not checking.isVisible())
    settle(qtbot, page)
    assert "1 of 1 checked" in page.whole.text.text()
    page.close_it.trigger()
    qtbot.waitUntil(lambda: page.table.records.row(0).state is VerificationState.CLOSED)
    settle(qtbot, page)
    page.print.trigger()
    asked = dialog_of(qtbot, page, QFileDialog)
    path = tmp_path / "CC.pdf"
    asked.fileSelected.emit(str(path))
    qtbot.waitUntil(path.exists)
    asked.reject()
    assert path.read_bytes().startswith(b"%PDF")
