"""Payment batches on the screen: made, approved by digits, sent, answered, paid again, printed."""

import csv

import pytest
from PySide6.QtWidgets import QFileDialog

from parkdesk.domain.identity import Role
from parkdesk.domain.payments import BatchState
from parkdesk.excel.bank_sheets import read_bank_answer
from parkdesk.gui.payments.answers_dialog import AnswersDialog
from parkdesk.gui.payments.dialogs import (
    AnswerDialog,
    ApproveBatchDialog,
    BankSheetDialog,
    CancelBatchDialog,
)
from parkdesk.gui.payments.files import write_sheet
from parkdesk.gui.payments.make_dialog import MakeBatchDialog
from parkdesk.gui.runner import Runner
from parkdesk.usecases.payment_sheets import bank_sheets, open_bank_sheet
from parkdesk.usecases.payments import approve_batch
from tests.pages import dialog_of, opened, settle
from tests.usecases import payment_stories as pay
from tests.usecases.claim_stories import CAP


@pytest.fixture
def cashiers(act_as):
    return pay.cashiers(act_as)


@pytest.fixture
def claim(act_as, cashiers):
    return pay.approved_claim(act_as)


@pytest.fixture
def page(qtbot, claim, runner):
    return opened(qtbot, runner, "payments")


@pytest.fixture
def made(cashiers, claim):
    return pay.make(cashiers[0], claim)


def gone(qtbot, page, dialog):
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)


def state_of(page):
    return page.table.records.row(0).state


def sent(qtbot, page, desk, made, folder):
    """Approve the batch in view and write its sheet; return the file."""
    page.approve.trigger()
    dialog = dialog_of(qtbot, page, ApproveBatchDialog)
    dialog.digits.set_value("9000")
    dialog.submit()
    gone(qtbot, page, dialog)
    with desk.work(read_only=False) as work:
        found = open_bank_sheet(
            work, page.detail.row.id, page.detail.row.version, "general-csv", "送银行拨付"
        )
    path = folder / "BF.csv"
    write_sheet(page, found, path)
    qtbot.waitUntil(lambda: state_of(page) is BatchState.SENT)
    settle(qtbot, page)
    return path


def answered(path, rows):
    """A bank's answer beside the sheet: reference and state, then what else it says."""
    answer = path.with_name("answer.csv")
    with answer.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["业务参考号", "金额", "处理状态", "处理日期", "失败原因"])
        writer.writerows(rows)
    return answer


def test_a_batch_is_made_of_what_waits(qtbot, page):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, MakeBatchDialog)
    qtbot.waitUntil(lambda: len(dialog.claims.value()) == 1)
    assert "9,000.00" in dialog.sums.text()
    dialog.submit()
    gone(qtbot, page, dialog)
    assert page.table.records.row(0).total_cents == 2 * CAP
    assert "BF-2026-0001" in page.panel.title.text()


def test_of_a_claim_that_is_held_no_batch_is_made(qtbot, act_as, desk, claim, runner):
    pay.end_enterprise(desk, pay.claim_record(desk, claim).enterprise_id)
    page = opened(qtbot, runner, "payments")
    page.new.trigger()
    dialog = dialog_of(qtbot, page, MakeBatchDialog)
    qtbot.waitUntil(lambda: not dialog.save_button.isEnabled())
    assert dialog.claims.value() == ()
    assert "no batch to make" in dialog.save_button.toolTip()
    assert "no batch to make" in dialog.sums.text()
    dialog.submit()
    assert dialog.isVisible()
    # It may be ticked all the same, with others that are paid: the batch then says why not it.
    pay.approved_claim(act_as, (3,), name="无锡蠡湖数据有限公司", code="91320213MA1TESTX02")
    dialog._load()
    qtbot.waitUntil(dialog.save_button.isEnabled)
    assert len(dialog.claims.value()) == 1


def test_who_made_it_is_told_that_somebody_else_approves(qtbot, page):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, MakeBatchDialog)
    qtbot.waitUntil(lambda: len(dialog.claims.value()) == 1)
    dialog.submit()
    gone(qtbot, page, dialog)
    assert not page.approve.isEnabled()
    assert "made a batch" in page.approve.toolTip()
    assert "made a batch" in page.notes.text.text()


def test_who_may_approve_is_not_kept_from_it(qtbot, made, runner):
    page = opened(qtbot, runner, "payments")
    assert page.approve.isEnabled()
    assert "made a batch" not in page.approve.toolTip()


def test_the_digits_are_asked_for(qtbot, claim, made, runner):
    page = opened(qtbot, runner, "payments")
    page.approve.trigger()
    dialog = dialog_of(qtbot, page, ApproveBatchDialog)
    dialog.digits.set_value("0000")
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.digits.problem))
    dialog.digits.set_value("9000")
    dialog.submit()
    gone(qtbot, page, dialog)
    assert state_of(page) is BatchState.APPROVED
    assert page.sheet.isEnabled()
    assert not page.approve.isEnabled()


def test_the_sheet_is_asked_for_with_a_reason_and_a_place(qtbot, made, runner, desk):
    page = opened(qtbot, runner, "payments")
    with desk.work(read_only=False) as work:
        approve_batch(work, made.id, made.version, "9000")
    settle(qtbot, page)
    page.refresh()
    settle(qtbot, page)
    page.sheet.trigger()
    dialog = dialog_of(qtbot, page, BankSheetDialog)
    qtbot.waitUntil(lambda: dialog.template.value() is not None)
    assert "To be confirmed" in dialog.template._hint.text()
    dialog.submit()
    asked = dialog_of(qtbot, page, QFileDialog)
    assert asked.defaultSuffix() in {"xlsx", "csv"}
    asked.reject()


def test_the_bank_s_answer_is_shown_before_it_is_recorded(qtbot, made, runner, desk, tmp_path):
    page = opened(qtbot, runner, "payments")
    path = sent(qtbot, page, desk, made, tmp_path)
    answer = answered(
        path,
        [
            ["BF-2026-0001-001", "9000.00", "成功", "2026-10-12", ""],
            ["BF-2026-0009-001", "9000.00", "成功", "2026-10-12", ""],
        ],
    )
    page.answers.trigger()
    dialog = dialog_of(qtbot, page, AnswersDialog)
    qtbot.waitUntil(lambda: dialog.template.value() is not None)
    assert not dialog.save_button.isEnabled()
    dialog.template.set_value("general-csv")
    dialog.read(answer)
    qtbot.waitUntil(dialog.save_button.isEnabled)
    assert "1 left out" in dialog.said.text()
    dialog.submit()
    gone(qtbot, page, dialog)
    assert state_of(page) is BatchState.SETTLED


def test_a_failure_is_recorded_by_hand_and_paid_again(qtbot, made, runner, desk, tmp_path):
    page = opened(qtbot, runner, "payments")
    sent(qtbot, page, desk, made, tmp_path)
    page.panel.tabs.setCurrentIndex(1)
    page.lines.select_place(0)
    qtbot.waitUntil(page.answer.isEnabled)
    page.answer.trigger()
    dialog = dialog_of(qtbot, page, AnswerDialog)
    dialog.outcome.set_value("failed")
    dialog.failure.set_value("户名不符")
    dialog.submit()
    gone(qtbot, page, dialog)
    assert state_of(page) is BatchState.SETTLED
    assert page.follow.isEnabled()
    page.follow.trigger()
    qtbot.waitUntil(page.banner.isVisible)
    page.banner._buttons[0].click()
    qtbot.waitUntil(lambda: page.table.records.total == 2)
    settle(qtbot, page)
    assert page.table.records.row(0).follows == "BF-2026-0001"


def test_a_batch_is_cancelled_and_printed(qtbot, made, runner, tmp_path):
    page = opened(qtbot, runner, "payments")
    page.print.trigger()
    asked = dialog_of(qtbot, page, QFileDialog)
    path = tmp_path / "BF.pdf"
    asked.fileSelected.emit(str(path))
    qtbot.waitUntil(path.exists)
    asked.reject()
    settle(qtbot, page)
    assert path.read_bytes().startswith(b"%PDF")
    page.cancel.trigger()
    dialog = dialog_of(qtbot, page, CancelBatchDialog)
    dialog.fields["reason"].set_value("金额需要重新核对")
    dialog.submit()
    gone(qtbot, page, dialog)
    assert state_of(page) is BatchState.CANCELLED


def test_who_may_not_pay_only_looks(qtbot, made, act_as):
    runner = Runner(act_as(Role.AUDITOR))
    page = opened(qtbot, runner, "payments")
    assert not page.new.isVisible()
    assert not page.approve.isEnabled()
    assert page.table.records.total == 1
    qtbot.waitUntil(lambda: runner.is_idle)
    runner.close()


def test_the_written_sheet_is_read_again_as_its_own_answer(qtbot, made, runner, desk, tmp_path):
    page = opened(qtbot, runner, "payments")
    path = sent(qtbot, page, desk, made, tmp_path)
    with desk.work(read_only=True) as work:
        (sheet,) = [one for one in bank_sheets(work) if one.code == "general-csv"]
    text = path.read_text("gb18030")
    path.write_text(text.replace("用途", "处理状态").replace("PX-2026-0001", "成功"), "gb18030")
    (found,) = read_bank_answer(path, sheet)
    assert (found.reference, found.amount_cents) == ("BF-2026-0001-001", 2 * CAP)
    assert found.account_tail == pay.ACCOUNT[-4:]
