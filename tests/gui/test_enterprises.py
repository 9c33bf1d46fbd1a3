"""The registry's page and forms, through a real runner and database."""

import datetime as dt
from dataclasses import replace

import openpyxl
import pytest
from PySide6.QtCore import QObject, Qt, Signal

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.enterprises import LEFT, EnterpriseStatus
from parkdesk.domain.identity import Role
from parkdesk.gui.enterprises.dialog import EnterpriseDialog
from parkdesk.gui.enterprises.page import EnterprisesPage
from parkdesk.gui.enterprises.status_dialog import StatusDialog
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.runner import Runner
from parkdesk.i18n import label
from parkdesk.i18n.enterprises import capital_text
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.usecases.enterprises import (
    change_enterprise_status,
    create_enterprise,
    edit_enterprise,
)
from tests import registers
from tests.usecases.test_enterprises import FORM, OTHER, THIRD, certificate, contract

TODAY = dt.date(2026, 10, 12)


class Shell(QObject):
    """A window's part that a page talks to; keeps what it was told."""

    quarter_changed = Signal(object)
    day_changed = Signal(object)

    def __init__(self, desk):
        super().__init__()
        self.quarter = Quarter(2026, 3)
        self.park = desk.park
        self.today = TODAY
        self.on = None
        self.settings_host = None
        self.opened = []
        self.said = []

    def open_page(self, key, record_id=None):
        self.opened.append((key, record_id))

    def notify(self, text):
        self.said.append(text)


@pytest.fixture
def filled(desk):
    with desk.work(read_only=False) as work:
        for form in (FORM, OTHER, THIRD):
            create_enterprise(work, form)
        certificate(work, 1, "C1", dt.date(2026, 12, 20))
        contract(work, 1)
    return desk


@pytest.fixture
def shell(desk):
    return Shell(desk)


def opened(qtbot, runner, shell):
    page = EnterprisesPage(runner, shell)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    settle(qtbot, page)
    return page


def settle(qtbot, page):
    qtbot.waitUntil(
        lambda: (
            page.table.records.is_settled
            and page.runner.is_idle
            and not page._detail_pause.isActive()
        )
    )


@pytest.fixture
def page(qtbot, filled, runner, shell):
    return opened(qtbot, runner, shell)


def names(page):
    records = page.table.records
    return [records.row(place).name for place in range(records.total)]


def test_the_list_and_its_first_enterprise_are_shown(page):
    assert names(page) == [THIRD.name, OTHER.name, FORM.name]
    assert page.panel.title.text() == THIRD.name
    assert "3" in page.count.text()


def test_an_empty_registry_says_what_to_do_first(qtbot, runner, shell):
    page = opened(qtbot, runner, shell)
    assert page.table.empty.isVisible()
    assert page.detail is None
    assert not page.edit.isEnabled()


@pytest.mark.parametrize(
    ("words", "found"), [("lyxx", [FORM.name]), ("银行", [OTHER.name]), ("zzzz", [])]
)
def test_filtering_as_one_types(qtbot, page, words, found):
    page.search.setText(words)
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert names(page) == found


def test_going_to_a_record_from_elsewhere(qtbot, page, shell):
    page.show_record(1)
    settle(qtbot, page)
    assert page.panel.title.text() == FORM.name
    assert page.table.current().name == FORM.name
    assert len(page.detail.notices) == 2
    page.panel.certificates.findChildren(QObject)
    page._go("certifications", 1)
    assert shell.opened == [("certifications", 1)]


def test_a_new_enterprise_is_entered_and_shown(qtbot, runner, shell):
    page = opened(qtbot, runner, shell)
    page.new.trigger()
    dialog = page.findChild(EnterpriseDialog)
    dialog.name.set_value(FORM.name)
    dialog.code.editor.setText(FORM.code[:-1] + "C")
    dialog.code.changed.emit()
    dialog.entered.set_value(FORM.entered_on)
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.code.problem))
    assert "B" in dialog.code.problem
    assert dialog.name.value() == FORM.name
    dialog.code.set_value(FORM.code)
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    settle(qtbot, page)
    assert page.panel.title.text() == FORM.name
    assert shell.said


def test_editing_keeps_masked_numbers_and_offers_to_reload_a_stale_form(qtbot, page, filled):
    page.show_record(1)
    settle(qtbot, page)
    page.edit.trigger()
    qtbot.waitUntil(lambda: page.findChild(EnterpriseDialog) is not None)
    dialog = page.findChild(EnterpriseDialog)
    assert dialog.phone.value() == "138****2291"
    with filled.work(read_only=False) as work:
        edit_enterprise(work, 1, 1, replace(FORM, note="别人的"))
    dialog.note.set_value("我的")
    dialog.submit()
    qtbot.waitUntil(dialog.banner.isVisible)
    assert dialog.note.value() == "我的"
    dialog.reload()
    qtbot.waitUntil(lambda: dialog.note.value() == "别人的")
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    settle(qtbot, page)
    page.reveal.trigger()
    qtbot.waitUntil(lambda: page.runner.is_idle)
    with filled.work(read_only=True) as work:
        assert work.get(EnterpriseRecord, 1).contact_phone == FORM.contact_phone


def test_the_status_is_changed(qtbot, page):
    page.show_record(2)
    settle(qtbot, page)
    page.status_change.trigger()
    dialog = page.findChild(StatusDialog)
    box = dialog.status.editor
    offered = {box.itemText(place) for place in range(box.count())} - {""}
    assert {label(one) for one in LEFT} == offered & {label(one) for one in EnterpriseStatus}
    dialog.status.set_value(EnterpriseStatus.MOVED_OUT)
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    qtbot.waitUntil(lambda: page.detail and page.detail.row.status is EnterpriseStatus.MOVED_OUT)


def test_of_one_struck_off_no_other_status_is_offered_and_the_button_says_why(qtbot, page, filled):
    with filled.work(read_only=False) as work:
        record = work.get(EnterpriseRecord, 2)
        gone = EnterpriseStatus.DEREGISTERED
        change_enterprise_status(work, 2, record.version, gone, work.today, "注销")
    page.show_record(2)
    settle(qtbot, page)
    qtbot.waitUntil(lambda: page.detail and page.detail.row.status is EnterpriseStatus.DEREGISTERED)
    assert not page.status_change.isEnabled()
    assert label(EnterpriseStatus.DEREGISTERED) in page.status_change.toolTip()
    page.show_record(1)
    settle(qtbot, page)
    assert page.status_change.isEnabled()
    assert label(EnterpriseStatus.DEREGISTERED) not in page.status_change.toolTip()


def test_deleting_asks_first_and_refuses_what_is_in_use(qtbot, page, runner):
    page.show_record(3)
    settle(qtbot, page)
    page.delete.trigger()
    assert page.banner.isVisible()
    page.banner._buttons[0].click()
    qtbot.waitUntil(lambda: page.table.records.total == 2)
    page.show_record(1)
    settle(qtbot, page)
    page.delete.trigger()
    with qtbot.waitSignal(runner.failed) as told:
        page.banner._buttons[0].click()
    assert told.args[0].error.code == "enterprise-in-use"


def test_exporting_the_list_as_seen(qtbot, page, tmp_path, shell):
    page.search.setText("lyxx")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    settle(qtbot, page)
    path = tmp_path / "名录.xlsx"
    page.export_to(path)
    qtbot.waitUntil(lambda: bool(shell.said))
    cells = list(openpyxl.load_workbook(path).active.values)
    assert len(cells) == 2
    assert "138****2291" in cells[1]


def test_importing_from_the_page(qtbot, page, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("企业名称,信用代码,入园日期\n丁公司,91330100799655058B,2024-01-01", "utf-8")
    dialog = page.open_import(path)
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: dialog.steps.currentWidget() is dialog.preview_step)
    dialog.reject()


def test_an_auditor_sees_no_button_that_writes(qtbot, act_as, qapp):
    desk = act_as(Role.AUDITOR)
    runner = Runner(desk)
    page = opened(qtbot, runner, Shell(desk))
    for action in (page.new, page.import_list, page.edit, page.delete, page.status_change):
        assert not action.isVisible()
    runner.close()


def test_after_an_import_one_goes_on_at_the_first_that_came(qtbot, page, tmp_path):
    page.window().activateWindow()
    page.search.setFocus()
    book = openpyxl.Workbook()
    book.active.append(("企业名称", "统一社会信用代码", "入园日期"))
    book.active.append(("甲公司", "000000000000001", "2020-05-11"))
    book.active.append(("乙公司", "000000000000002", "2020-05-11"))
    book.save(tmp_path / "a.xlsx")
    dialog = page.open_import(tmp_path / "a.xlsx")
    qtbot.waitUntil(dialog.apply_button.isEnabled)
    qtbot.waitUntil(lambda: page.runner.is_idle)
    with qtbot.waitSignal(dialog.imported):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.focusWidget() is dialog.close_button
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert not dialog.isVisible()
    settle(qtbot, page)
    qtbot.waitUntil(lambda: page.detail is not None and page.detail.row.name == "甲公司")
    assert page.window().focusWidget() is page.table
    assert page.table.current().name == "甲公司"


def test_the_head_says_what_offshore_counts(qtbot, page):
    assert page.count.text() == (
        "3 in the park · 1 with an offshore market · no market recorded: 2"
    )


def test_a_whole_credit_code_fits_its_column(qtbot, filled, desk, runner, shell):
    with desk.work(read_only=False) as work:
        for code in ("91210211MAQ2JDX9MM", "91440300MAGHQDNRXW"):
            registers.enterprise(work, code=code)
    page = opened(qtbot, runner, shell)
    records = page.table.records
    place = next(at for at, one in enumerate(records.columns) if one.sort == "code")
    # In a narrow window the code yields to the name: the detail has it.
    page.resize(1900, 800)
    qtbot.waitUntil(lambda: page.table.columnWidth(place) > 0)
    metrics = page.table.fontMetrics()
    width = page.table.columnWidth(place) - 16
    for code in (FORM.code, "91210211MAQ2JDX9MM", "91440300MAGHQDNRXW"):
        assert metrics.elidedText(code, Qt.TextElideMode.ElideRight, width) == code


def test_a_capital_is_said_in_full_in_english():
    assert capital_text(50_000_000) == "¥ 500,000.00"
    assert capital_text(None) == ""
