"""Reporting contracts by keys, the assist strip, evidence and the print, through a real runner."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from parkdesk.domain.contracts import ReportState
from parkdesk.domain.papers import Owner, OwnerKind
from parkdesk.gui.contracts.assist_strip import AssistStrip
from parkdesk.gui.contracts.change_dialog import ChangeDialog
from parkdesk.gui.contracts.dialog import ContractDialog
from parkdesk.gui.contracts.evidence_dialog import EvidenceDialog
from parkdesk.gui.contracts.print_dialog import ContractPrintDialog
from parkdesk.gui.contracts.report_dialog import (
    ReportDialog,
    ReportManyDialog,
    WithdrawReportDialog,
)
from parkdesk.gui.papers.dialogs import FilingDialog
from parkdesk.i18n import set_language
from parkdesk.reports.specimen import Specimen, print_specimen
from parkdesk.usecases.contract_details import contract_detail
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contract_reports import RecordReport, report_contract, report_standing
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.paper_lists import papers_of
from tests.gui.keys import Person
from tests.pages import dialog_of, opened, settle
from tests.registers import contract, enterprise

D = dt.date
LONG = 20_000
# Offscreen no window can be put over the others.
OVER_ALL = pytest.mark.qt_log_ignore("does not support")


@pytest.fixture
def id_(desk):
    with desk.work(read_only=False) as work:
        owner = enterprise(work, name="太湖软件外包有限公司")
        id_ = register_contract(work, contract(owner, number="JB-1", country_code="HK"))
        record_execution(work, id_, SaveExecution(D(2026, 8, 20), 3_000_000, "SH-1"))
    return id_


@pytest.fixture
def page(qtbot, id_, runner):
    page = opened(qtbot, runner, "contracts")
    qtbot.waitUntil(page.acts.report.isEnabled, timeout=LONG)
    return page


def detail_of(desk, id_):
    with desk.work(read_only=True) as work:
        return contract_detail(work, id_)


def report(desk, id_):
    with desk.work(read_only=False) as work:
        version = contract_detail(work, id_).row.version
        report_contract(work, id_, version, RecordReport(D(2026, 9, 1), "李丽"))


def all_chosen(qtbot, page, desk, id_):
    """Choose a list of 139 contracts, of which nobody has scrolled to the last; return that one."""
    with desk.work(read_only=False) as work:
        owner = contract_detail(work, id_).row.enterprise_id
        for number in range(2, 140):
            other = register_contract(work, contract(owner, number=f"JB-{number}"))
    page.refresh()
    settle(qtbot, page)
    page.table.selectAll()
    qtbot.waitUntil(page.acts.report_many.isEnabled, timeout=LONG)
    return other


def test_a_list_that_changed_meanwhile_is_not_reported_by_its_places(qtbot, page, desk, id_):
    all_chosen(qtbot, page, desk, id_)
    assert len(page.table.selected()) < page.table.records.total == 139
    with desk.work(read_only=False) as work:
        owner = contract_detail(work, id_).row.enterprise_id
        register_contract(work, contract(owner, number="JB-999"))
    told = []
    page.shell.notify = told.append
    page.acts.report_many.trigger()
    qtbot.waitUntil(lambda: bool(told), timeout=LONG)
    assert "has changed meanwhile" in told[0]
    assert page.findChild(ReportManyDialog) is None


def test_those_chosen_are_reported_in_one_go(qtbot, page, desk, id_):
    other = all_chosen(qtbot, page, desk, id_)
    page.acts.report_many.trigger()
    dialog = dialog_of(qtbot, page, ReportManyDialog)
    Person(qtbot).press("Ctrl+Return")
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG)
    settle(qtbot, page)
    for one in (id_, other):
        assert detail_of(desk, one).row.report_state is ReportState.REPORTED


def test_a_reporting_is_recorded_with_two_keys(qtbot, page, desk, id_):
    page.acts.report.trigger()
    dialog = dialog_of(qtbot, page, ReportDialog)
    Person(qtbot).press("Ctrl+Return")
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG)
    settle(qtbot, page)
    row = detail_of(desk, id_).row
    assert (row.report_state, row.reported_on) == (ReportState.REPORTED, page.shell.today)
    assert not page.acts.report.isEnabled()
    assert not page.delete.isEnabled()
    qtbot.waitUntil(lambda: page.panel.reports.reports.records.total == 1, timeout=LONG)


def test_a_reported_contract_is_corrected_in_its_remarks_alone(qtbot, page, desk, id_):
    report(desk, id_)
    page.refresh()
    settle(qtbot, page)
    page.edit.trigger()
    dialog = dialog_of(qtbot, page, ContractDialog)
    open_ = [name for name, field in dialog.fields.items() if field.editor.isEnabled()]
    assert open_ == ["note"]
    dialog.close()


def test_a_change_after_the_reporting_is_shown_and_reported_anew(qtbot, page, desk, id_):
    report(desk, id_)
    page.refresh()
    settle(qtbot, page)
    page.change.trigger()
    dialog = dialog_of(qtbot, page, ChangeDialog)
    dialog.fill({"client": "Harbour Ltd.", "reason": "Taken over"})
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG)
    settle(qtbot, page)
    assert detail_of(desk, id_).row.report_state is ReportState.DIFFERS
    shown = page.panel.reports.differences.records
    qtbot.waitUntil(lambda: shown.total == 2, timeout=LONG)
    assert [shown.row(place).field for place in range(2)] == ["client", "amount_minor_after"]
    page.acts.report.trigger()
    again = dialog_of(qtbot, page, ReportDialog)
    assert "Harbour Ltd." in again.told.text.text()
    again.submit()
    qtbot.waitUntil(lambda: not again.isVisible(), timeout=LONG)
    settle(qtbot, page)
    assert detail_of(desk, id_).row.report_state is ReportState.REPORTED


def test_a_reporting_is_taken_back_with_a_reason(qtbot, page, desk, id_):
    report(desk, id_)
    page.refresh()
    settle(qtbot, page)
    page.acts.withdraw.trigger()
    dialog = dialog_of(qtbot, page, WithdrawReportDialog)
    person = Person(qtbot)
    person.type("Sent back")
    person.press("Ctrl+Return")
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG)
    settle(qtbot, page)
    with desk.work(read_only=True) as work:
        assert report_standing(work, id_).state is ReportState.UNREPORTED


def test_the_page_warns_of_executions_that_are_soon_past_reporting(qtbot, page, desk, id_):
    assert page.banner.isHidden()
    with desk.work(read_only=False) as work:
        owner = contract_detail(work, id_).row.enterprise_id
        early = register_contract(work, contract(owner, number="JB-0", signed_on=D(2026, 2, 1)))
        record_execution(work, early, SaveExecution(D(2026, 5, 5), 500, "SH-0"))
    page.refresh()
    qtbot.waitUntil(page.banner.isVisible, timeout=LONG)
    assert "only until 2026-12-31, 80 days from now" in page.banner.text.text()
    page.banner._buttons[0].click()
    settle(qtbot, page)
    assert [page.table.records.row(0).number, page.table.records.total] == ["JB-0", 1]


@pytest.fixture
def strip(qtbot, page):
    page.acts.open_strip()
    qtbot.waitUntil(lambda: page.acts.strip is not None, timeout=LONG)
    strip = page.acts.strip
    yield strip
    if page.acts.strip is strip:
        strip.close()


@OVER_ALL
def test_each_key_puts_the_next_field_on_the_clipboard(qtbot, strip):
    set_language("zh_CN")
    clipboard, put = QGuiApplication.clipboard(), []
    for key in (Qt.Key.Key_F8, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_F8):
        qtbot.keyClick(strip, key)
        put.append(clipboard.text())
    assert put == ["JB-1", "", "Northwind Inc.", "中国香港"]
    assert strip.ticked[:5] == [True, True, True, True, False]
    qtbot.keyClick(strip, Qt.Key.Key_Backspace)
    assert clipboard.text() == "Northwind Inc."


@OVER_ALL
def test_the_strip_ends_and_the_clipboard_is_cleared(qtbot, page, strip):
    clipboard = QGuiApplication.clipboard()
    put = []
    while not all(strip.ticked):
        qtbot.keyClick(strip, Qt.Key.Key_F8)
        put.append(clipboard.text())
    assert {"离岸", "ITO", "100000.00", "2026-07-06", "2026-08-20", "30000.00", "SH-1"} <= set(put)
    qtbot.keyClick(strip, Qt.Key.Key_F8)
    assert "Ctrl+Enter" in strip.field.text()
    strip.close()
    assert clipboard.text() == ""
    qtbot.waitUntil(lambda: page.acts.strip is None, timeout=LONG)


@OVER_ALL
def test_what_somebody_else_copied_stays_on_the_clipboard(qtbot, strip):
    qtbot.keyClick(strip, Qt.Key.Key_F8)
    QGuiApplication.clipboard().setText("Mine")
    strip.close()
    assert QGuiApplication.clipboard().text() == "Mine"


@OVER_ALL
def test_the_strip_is_over_all_windows_and_says_what_is_not_confirmed(qtbot, strip):
    assert strip.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert not strip.isModal()
    qtbot.keyClick(strip, Qt.Key.Key_F8)
    assert "to be confirmed" in strip.told.text()


@OVER_ALL
def test_after_a_reporting_the_strip_has_what_differs(qtbot, page, desk, id_):
    report(desk, id_)
    with desk.work(read_only=False) as work:
        record_execution(work, id_, SaveExecution(D(2026, 9, 20), 500, "SH-2"))
    page.refresh()
    settle(qtbot, page)
    page.acts.open_strip()
    qtbot.waitUntil(lambda: page.acts.strip is not None, timeout=LONG)
    strip: AssistStrip = page.acts.strip
    qtbot.keyClick(strip, Qt.Key.Key_F8)
    assert QGuiApplication.clipboard().text() == "2026-09-20"
    strip.close()


def test_a_receipt_is_filed_at_its_execution(qtbot, page, desk, id_, tmp_path):
    page.panel.tabs.setCurrentIndex(1)
    page.panel.executions.select_place(0)
    qtbot.waitUntil(page.acts.evidence.isEnabled, timeout=LONG)
    page.acts.evidence.trigger()
    dialog = next(one for one in page.findChildren(EvidenceDialog) if one.isVisible())
    path = Path(tmp_path) / "水单 0820.pdf"
    path.write_bytes(print_specimen(Specimen("水单", (("日期", "2026-08-20"),), "虚构")))
    dialog.add_paths([path])
    qtbot.waitUntil(lambda: bool(dialog.findChildren(FilingDialog)), timeout=LONG)
    filing = dialog.findChildren(FilingDialog)[0]
    filing.submit()
    qtbot.waitUntil(lambda: dialog.table.records.total == 1, timeout=LONG)
    execution = detail_of(desk, id_).executions[0]
    with desk.work(read_only=True) as work:
        (paper,) = papers_of(work, Owner(OwnerKind.CONTRACT_EXECUTION, execution.id))
    assert (paper.slot.code, execution.papers) == ("exchange-receipt", 1)
    dialog.close()


def test_the_contract_is_shown_as_it_will_be_printed(qtbot, page):
    page.acts.print.trigger()
    dialog = next(one for one in page.findChildren(ContractPrintDialog) if one.isVisible())
    qtbot.waitUntil(lambda: dialog.found is not None, timeout=LONG)
    assert dialog.file_name() == "JB-1.pdf"
    settle(qtbot, page)
    dialog.close()
