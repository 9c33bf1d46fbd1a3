"""Clawbacks on the screen: opened by person, received, planned anew, taken back, withdrawn."""

import pytest

from parkdesk.domain.clawbacks import ClawbackReason, ClawbackState
from parkdesk.gui.clawbacks.dialogs import (
    CorrectReceiptDialog,
    OpenClawbackDialog,
    ReceiptDialog,
    ReplanDialog,
    WithdrawClawbackDialog,
)
from parkdesk.usecases.claim_payments import pay_claim
from tests.pages import dialog_of, opened, settle
from tests.usecases import payment_stories as pay
from tests.usecases.claim_stories import CAP
from tests.usecases.payment_stories import TODAY


@pytest.fixture
def page(qtbot, act_as, runner):
    pay.cashiers(act_as)
    claim = pay.approved_claim(act_as, (1, 2, 3))
    with act_as(pay.PAYER).work(read_only=False) as work:
        pay_claim(work, claim.id, claim.version, TODAY, 3 * CAP)
    return opened(qtbot, runner, "clawbacks")


def gone(qtbot, page, dialog):
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)


def ask_back(qtbot, page, rows=1):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, OpenClawbackDialog)
    qtbot.waitUntil(lambda: dialog.claim.editor.count() > 0)
    qtbot.waitUntil(lambda: dialog.rows.editor.count() == 3)
    room = [one.row_id for one in dialog._rows]
    dialog.rows.set_value(tuple(room[:rows]))
    assert dialog.rows.value() == tuple(room[:rows])
    dialog.fields["reason_code"].set_value(ClawbackReason.LEFT_EARLY)
    dialog.fields["reason"].set_value("2026年8月已离职")
    dialog.submit()
    gone(qtbot, page, dialog)


def receive(qtbot, page, cents):
    page.receive.trigger()
    dialog = dialog_of(qtbot, page, ReceiptDialog)
    dialog.fields["amount_cents"].set_value(cents)
    dialog.fields["bank_reference"].set_value("YH001")
    dialog.submit()
    gone(qtbot, page, dialog)


def test_money_is_asked_back_and_comes(qtbot, page):
    ask_back(qtbot, page, 2)
    row = page.table.records.row(0)
    assert (row.amount_cents, row.state) == (2 * CAP, ClawbackState.OPEN)
    receive(qtbot, page, CAP)
    assert page.table.records.row(0).received_cents == CAP
    receive(qtbot, page, CAP)
    assert page.table.records.row(0).state is ClawbackState.SETTLED
    assert not page.receive.isEnabled()


def test_a_plan_is_made_anew_and_a_receipt_taken_back(qtbot, page):
    ask_back(qtbot, page)
    page.replan.trigger()
    dialog = dialog_of(qtbot, page, ReplanDialog)
    dialog.fields["instalments"].set_value(3)
    dialog.submit()
    gone(qtbot, page, dialog)
    assert page.plan.records.total == 3
    receive(qtbot, page, 100)
    assert not page.withdraw.isEnabled()
    page.receipts.select_place(0)
    qtbot.waitUntil(page.correct.isEnabled)
    page.correct.trigger()
    dialog = dialog_of(qtbot, page, CorrectReceiptDialog)
    dialog.fields["note"].set_value("录入错误")
    dialog.submit()
    gone(qtbot, page, dialog)
    assert page.table.records.row(0).received_cents == 0


def test_one_is_withdrawn(qtbot, page):
    ask_back(qtbot, page)
    page.withdraw.trigger()
    dialog = dialog_of(qtbot, page, WithdrawClawbackDialog)
    dialog.fields["reason"].set_value("复议后撤销决定")
    dialog.submit()
    gone(qtbot, page, dialog)
    assert page.table.records.row(0).state is ClawbackState.WITHDRAWN
