"""Transfers that came back, templates of bank sheets, and claims that end, on the screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from parkdesk.domain.bank_sheets import SheetField
from parkdesk.domain.identity import Role
from parkdesk.domain.payment_returns import ReturnState
from parkdesk.domain.payments import LineState
from parkdesk.gui.clawbacks.bars_dialog import BarPersonDialog, BarsDialog, LiftBarDialog
from parkdesk.gui.payments.finish_dialog import FinishClaimDialog
from parkdesk.gui.payments.returns_dialogs import DecideReturnDialog, ReturnDialog
from parkdesk.gui.payments.sheet_form import PreviewDialog, SheetForm
from parkdesk.gui.payments.sheets_dialog import BankSheetsDialog
from parkdesk.gui.runner import Runner
from parkdesk.usecases.bank_sheets import list_bank_sheets
from parkdesk.usecases.person_bars import list_person_bars
from tests.pages import dialog_of, opened, settle
from tests.usecases import claim_stories as story
from tests.usecases import payment_stories as pay
from tests.usecases.claim_stories import CAP


@pytest.fixture
def cashiers(act_as):
    return pay.cashiers(act_as)


@pytest.fixture
def settled(act_as, cashiers):
    """A claim that was paid by one batch."""
    maker, payer = cashiers
    claim = pay.approved_claim(act_as)
    pay.answer(payer, pay.sent(payer, pay.make(maker, claim)))
    return claim


@pytest.fixture
def second(qapp, cashiers):
    """A runner at the second cashier's desk."""
    runner = Runner(cashiers[1])
    yield runner
    runner.close()


def gone(qtbot, page, dialog):
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)


def first_line(page):
    page.panel.tabs.setCurrentIndex(1)
    page.lines.select_place(0)
    return page.lines.current()


def test_a_return_is_entered_by_one_and_confirmed_by_another(qtbot, settled, runner, second):
    page = opened(qtbot, runner, "payments")
    assert first_line(page).state is LineState.PAID
    page.returned.trigger()
    dialog = dialog_of(qtbot, page, ReturnDialog)
    dialog.submit()
    assert dialog.isVisible()  # the bank's reason is missing
    dialog.fields["reason"].set_value("收款账户已销户")
    dialog.submit()
    gone(qtbot, page, dialog)
    line = first_line(page)
    assert (line.state, line.returned.state) == (LineState.PAID, ReturnState.ENTERED)
    assert "Shift+F2" in page.notes.text.text()
    other = opened(qtbot, second, "payments")
    first_line(other)
    other.returned.trigger()
    decide = dialog_of(qtbot, other, DecideReturnDialog)
    decide.submit()
    gone(qtbot, other, decide)
    line = first_line(other)
    assert (line.state, line.returned.state) == (LineState.FAILED, ReturnState.CONFIRMED)
    assert other.follow.isEnabled()


def test_a_claim_whose_rest_is_held_is_offered_to_be_ended(qtbot, act_as, cashiers, second):
    maker, payer = cashiers
    admin = act_as(Role.ADMINISTRATOR)
    pay.with_rules(admin, pay.SHARES)
    claim = pay.approved_claim(act_as)
    batch = pay.sent(payer, pay.make(maker, claim))
    pay.answer(payer, batch, province="户名不符", city="户名不符")
    pay.shorten_contract(admin, claim, 0, 1)
    page = opened(qtbot, second, "payments")
    qtbot.waitUntil(page.banner.isVisible)
    page.banner.findChildren(QPushButton)[0].click()
    dialog = dialog_of(qtbot, page, FinishClaimDialog)
    assert "4,500.00" in dialog.said.text()
    dialog.why.set_value("其余款项不再拨付")
    dialog.submit()
    gone(qtbot, page, dialog)
    assert pay.claim_record(payer, claim).paid_cents == CAP


def test_who_is_held_is_said_in_full(qtbot, act_as, cashiers, second):
    maker, _payer = cashiers
    gone_one = pay.approved_claim(act_as)
    stays = pay.approved_claim(act_as, (3,), name="无锡蠡湖数据有限公司", code="91320213MA1TESTX02")
    admin = act_as(Role.ADMINISTRATOR)
    pay.end_enterprise(admin, pay.claim_record(admin, gone_one).enterprise_id)
    pay.make(maker, gone_one, stays, confirmed={"batch-holds-claims"})
    page = opened(qtbot, second, "payments")
    page.panel.tabs.setCurrentIndex(2)
    page.holds.select_place(0)
    settle(qtbot, page)
    assert page.holds.current().position is None
    assert page.hold_said.text()


def test_a_template_is_made_from_the_programs_previewed_and_changed(qtbot, settled, runner, desk):
    page = opened(qtbot, runner, "payments")
    page.templates.trigger()
    shown = dialog_of(qtbot, page, BankSheetsDialog)
    qtbot.waitUntil(lambda: shown.table.records.rowCount() == 2)
    shown.table.select_place(0)
    assert not shown.edit.isEnabled()
    shown.new.trigger()
    form = dialog_of(qtbot, shown, SheetForm)
    names = (form.fields["name"].value(), form.fields["name_en"].value())
    assert names[0].endswith("（本单位）"), "a Chinese name keeps to its language"
    assert names[1].endswith("(own)")
    table = form.columns.editor
    assert table.item(0, 0).data(Qt.ItemDataRole.UserRole) == SheetField.REFERENCE
    table.setCurrentCell(0, 0)
    form.columns.move_row(1)
    table.item(0, 1).setText("收款账号（本行）")
    form.preview()
    preview = dialog_of(qtbot, form, PreviewDialog)
    assert preview.table.records.columnCount() == 7
    assert pay.ACCOUNT not in str(preview.table.records.row(0))
    preview.accept()
    form.submit()
    gone(qtbot, page, form)
    qtbot.waitUntil(lambda: shown.table.records.rowCount() == 3)
    with desk.work(read_only=True) as work:
        own = list_bank_sheets(work)[0]
    assert [one.heading for one in own.sheet.columns][:2] == ["收款账号（本行）", "业务参考号"]
    shown.table.select_place(0)
    assert shown.edit.isEnabled()
    shown.edit.trigger()
    again = next(one for one in shown.findChildren(SheetForm) if one.isVisible())
    again.columns.set_value(())
    again.submit()
    qtbot.waitUntil(lambda: bool(again.columns.problem))
    assert again.isVisible()


def test_a_person_is_barred_and_the_bar_lifted_by_somebody_else(
    qtbot, settled, runner, second, desk
):
    page = opened(qtbot, runner, "clawbacks")
    page.bars.trigger()
    shown = dialog_of(qtbot, page, BarsDialog)
    qtbot.waitUntil(lambda: bool(shown.said.text()))
    shown.new.trigger()
    form = dialog_of(qtbot, shown, BarPersonDialog)
    values = {
        "id_number": story.person(1).id_number,
        "document_number": "商服[2026]18号",
        "reason": "提供虚假学历证书",
        "until_on": pay.TODAY.replace(year=2028),
    }
    for name, value in values.items():
        form.fields[name].set_value(value)
    form.submit()
    gone(qtbot, page, form)
    qtbot.waitUntil(lambda: shown.table.records.rowCount() == 1)
    assert story.person(1).id_number not in str(shown.table.records.row(0))
    other = opened(qtbot, second, "clawbacks")
    other.bars.trigger()
    theirs = dialog_of(qtbot, other, BarsDialog)
    qtbot.waitUntil(lambda: theirs.table.records.rowCount() == 1)
    theirs.table.select_place(0)
    theirs.lift.trigger()
    lifting = dialog_of(qtbot, theirs, LiftBarDialog)
    lifting.fields["reason"].set_value("复议后撤销")
    lifting.submit()
    gone(qtbot, other, lifting)
    with desk.work(read_only=True) as work:
        (bar,) = list_person_bars(work)
    assert bar.lifting == "复议后撤销"
