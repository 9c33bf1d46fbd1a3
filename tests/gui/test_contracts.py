"""The register of contracts, through a real runner and database."""

import datetime as dt

import openpyxl
import pytest
from PySide6.QtCore import Qt

from parkdesk.domain.contracts import ContractState, ServiceLine
from parkdesk.gui.actions import ActionButton
from parkdesk.gui.command_box.entries import found_entries
from parkdesk.gui.contracts.change_dialog import ChangeDialog, EndDialog
from parkdesk.gui.contracts.delete_dialog import DeletedContractsDialog, DeleteDialog
from parkdesk.gui.contracts.dialog import ContractDialog
from parkdesk.gui.contracts.execution_dialog import DeleteExecutionDialog, ExecutionDialog
from parkdesk.gui.contracts.rates_dialog import RatesDialog
from parkdesk.gui.exporting import export_to
from parkdesk.i18n import set_language
from parkdesk.usecases.contract_deletions import delete_contract
from parkdesk.usecases.contract_details import contract_detail
from parkdesk.usecases.contract_lists import ContractCounts
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.rates import list_rates
from tests.gui.keys import Person
from tests.pages import dialog_of, opened, settle
from tests.registers import contract, enterprise

D = dt.date


@pytest.fixture
def ids(desk):
    with desk.work(read_only=False) as work:
        owner = enterprise(work, name="太湖软件外包有限公司", initials="thrj", pinyin="taihu")
        return {
            "owner": owner,
            "dollars": register_contract(work, contract(owner, signed_on=D(2026, 7, 6))),
            "yen": register_contract(
                work,
                contract(owner, currency="JPY", amount_minor=5_000_000, signed_on=D(2026, 3, 2)),
                frozenset({"no-rate-yet"}),
            ),
        }


@pytest.fixture
def page(qtbot, ids, runner):
    return opened(qtbot, runner, "contracts")


def detail_of(desk, id_):
    with desk.work(read_only=True) as work:
        return contract_detail(work, id_)


def detail_text(page, id_):
    """The number of a contract as the list has it."""
    records = page.table.records
    rows = (records.row(place) for place in range(records.total))
    return next(row.number for row in rows if row.id == id_)


@pytest.mark.qt_log_ignore("does not support")  # Offscreen, a pop-up cannot grab the keyboard.
def test_the_service_line_is_the_enterprises_unless_another_is_chosen(qtbot, page, desk):
    with desk.work(read_only=False) as work:
        enterprise(work, name="甲乙流程有限公司", initials="jylc", service_line="BPO")
        enterprise(work, name="丙丁知识有限公司", initials="bdzs", service_line="KPO")
    page.new.trigger()
    dialog = dialog_of(qtbot, page, ContractDialog)

    def choose(initials):
        field = dialog.enterprise
        field.focus()
        field.editor.clear()
        qtbot.keyClicks(field.editor, initials)
        qtbot.waitUntil(field._popup.isVisible)
        qtbot.keyClick(field._popup, Qt.Key.Key_Return)

    line = dialog.fields["service_line"]
    choose("jylc")
    assert line.value() is ServiceLine.BPO
    choose("bdzs")
    assert line.value() is ServiceLine.KPO
    line.set_value(ServiceLine.ITO)
    choose("jylc")
    assert line.value() is ServiceLine.ITO


def test_keys_stand_on_the_buttons_where_there_is_room(page, qtbot):
    def keyed():
        texts = [one.text() for one in page.panel.findChildren(ActionButton)][-4:-1]
        return [one.endswith(("Ctrl+E", "F2", "Shift+F2")) for one in texts]

    page.splitter.setSizes([1100, 100])
    qtbot.waitUntil(lambda: not any(keyed()))
    page.splitter.setSizes([600, 600])
    qtbot.waitUntil(lambda: all(keyed()))


def test_a_contract_is_registered_and_shown(qtbot, page, ids):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, ContractDialog)
    dialog.enterprise.set_enterprise(ids["owner"], "太湖软件外包有限公司")
    dialog.fields["number"].set_value("JB-9")
    dialog.fields["client"].set_value("Harbour Ltd.")
    dialog.country.set_value("HK")
    dialog.fields["service_line"].set_value(dialog.fields["service_line"]._values[0])
    dialog.amount.set_value(1_234_500)
    dialog.signed_on.set_value(D(2026, 9, 1))
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)
    assert page.table.records.total == 3
    assert page.panel.title.text() == "JB-9"


def test_an_execution_is_recorded_and_one_above_the_amount_is_asked(qtbot, page, desk, ids):
    page.execute.trigger()
    dialog = dialog_of(qtbot, page, ExecutionDialog)
    dialog.fill({"amount_minor": 10_000_001, "executed_on": D(2026, 8, 20)})
    dialog.submit()
    qtbot.waitUntil(dialog.banner.isVisible)
    assert detail_of(desk, ids["dollars"]).executions == ()
    dialog.banner._buttons[0].click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)
    assert detail_of(desk, ids["dollars"]).row.executed_minor == 10_000_001
    assert page.panel.executions.records.total == 1


def test_the_number_of_a_receipt_stands_whole_in_a_narrow_panel(qtbot, page):
    number = "SK20260729000029759065"
    page.execute.trigger()
    dialog = dialog_of(qtbot, page, ExecutionDialog)
    dialog.fill({"amount_minor": 1_000, "executed_on": D(2026, 8, 20), "receipt_no": number})
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)
    table = page.panel.executions
    page.panel.tabs.setCurrentIndex(1)
    place = [one.title for one in table.records.columns].index("Receipt")
    assert table.records.index(0, place).data() == number
    assert table.columnWidth(place) > table.fontMetrics().horizontalAdvance(number)


def test_an_execution_is_corrected_and_deleted(qtbot, page, desk, ids):
    page.execute.trigger()
    dialog = dialog_of(qtbot, page, ExecutionDialog)
    dialog.fill({"amount_minor": 100, "executed_on": D(2026, 8, 20)})
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)
    page.panel.tabs.setCurrentIndex(1)
    page.panel.executions.select_place(0)
    qtbot.waitUntil(page.correct.isEnabled)
    page.correct.trigger()
    again = next(one for one in page.findChildren(ExecutionDialog) if one.isVisible())
    assert again.fields["amount_minor"].value() == 100
    again.fields["amount_minor"].set_value(200)
    again.submit()
    qtbot.waitUntil(lambda: bool(again.fields["reason"].problem))
    again.fields["reason"].set_value("Typed wrong")
    again.submit()
    qtbot.waitUntil(lambda: not again.isVisible())
    settle(qtbot, page)
    assert detail_of(desk, ids["dollars"]).row.executed_minor == 200
    page.panel.executions.select_place(0)
    qtbot.waitUntil(page.remove.isEnabled)
    page.remove.trigger()
    removing = dialog_of(qtbot, page, DeleteExecutionDialog)
    removing.fill({"reason": "Typed twice"})
    removing.submit()
    qtbot.waitUntil(lambda: not removing.isVisible())
    settle(qtbot, page)
    assert detail_of(desk, ids["dollars"]).executions == ()


def test_a_change_keeps_the_signed_amount(qtbot, page, desk, ids):
    page.change.trigger()
    dialog = dialog_of(qtbot, page, ChangeDialog)
    dialog.amount.set_value(12_000_000)
    dialog.fields["reason"].set_value("更多工作量")
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)
    detail = detail_of(desk, ids["dollars"])
    assert (detail.signed_minor, detail.row.amount_minor) == (10_000_000, 12_000_000)
    assert page.panel.changes.records.total == 1


def test_a_contract_is_closed_and_opened_again(qtbot, page, desk, ids):
    page.end.trigger()
    dialog = dialog_of(qtbot, page, EndDialog)
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)
    assert detail_of(desk, ids["dollars"]).row.state is ContractState.FINISHED
    assert not page.execute.isEnabled()
    page.end.trigger()
    settle(qtbot, page)
    assert detail_of(desk, ids["dollars"]).row.state is ContractState.REGISTERED


def test_a_missing_rate_is_named_and_entering_it_converts(qtbot, page, desk, ids):
    page.rates.trigger()
    dialog = dialog_of(qtbot, page, RatesDialog)
    settle(qtbot, page)
    assert "JPY 2026-03" in dialog.waiting.text.text()
    assert dialog.currency.value() == "JPY"
    assert dialog.month.value() == D(2026, 3, 1)
    dialog.rate.set_value("0.0067")
    dialog.fields["source"].set_value("国家外汇管理局")
    dialog.submit()
    settle(qtbot, page)
    assert "JPY 2026-03 is saved, 1 amount converted." in dialog.told.text.text()
    assert dialog.waiting.isHidden()
    assert detail_of(desk, ids["yen"]).row.amount_usd_cents == 3_350_000


def test_rates_of_several_months_are_typed_one_after_the_other(qtbot, page, desk):
    page.rates.trigger()
    dialog = dialog_of(qtbot, page, RatesDialog)
    settle(qtbot, page)
    person = Person(qtbot)
    person.type("0.0067")
    person.press("Return")
    person.type("SAFE")
    person.press("Ctrl+Return")
    for rate in ("0.0068", "0.0069"):
        settle(qtbot, page)
        assert dialog.isVisible()
        assert dialog.rate.editor.hasFocus()
        person.type(rate)
        person.press("Ctrl+Return")
    settle(qtbot, page)
    with desk.work(read_only=True) as work:
        entered = [(one.currency, one.month, one.usd, one.source) for one in list_rates(work)]
    assert entered == [
        ("JPY", D(2026, 5, 1), "0.0069", "SAFE"),
        ("JPY", D(2026, 4, 1), "0.0068", "SAFE"),
        ("JPY", D(2026, 3, 1), "0.0067", "SAFE"),
    ]
    assert dialog.month.value() == D(2026, 6, 1)
    person.press("Escape")
    assert not dialog.isVisible()


def test_the_month_after_this_one_is_not_proposed(qtbot, page):
    page.rates.trigger()
    dialog = dialog_of(qtbot, page, RatesDialog)
    settle(qtbot, page)
    dialog.fill({"currency": "EUR", "month": D(2026, 10, 12), "usd": "1.08", "source": "SAFE"})
    dialog._missing = ()
    dialog.submit()
    settle(qtbot, page)
    assert dialog.month.value() == D(2026, 10, 1)


def test_the_rates_have_a_key_and_are_found_from_every_page(qtbot, page):
    workspace = page.shell
    assert page.rates.shortcut().toString() == "Ctrl+Shift+H"
    set_language("zh_CN")
    workspace.open_page("home")
    for typed in ("汇率", "折算", "huilv"):
        entry = found_entries(workspace, typed)[0]
        assert entry.text == "汇率"
    entry.act()
    assert workspace.page is page
    assert dialog_of(qtbot, page, RatesDialog).isVisible()


def test_deleting_asks_for_a_reason_and_is_undone(qtbot, page, ids):
    person = Person(qtbot)
    page.delete.trigger()
    dialog = dialog_of(qtbot, page, DeleteDialog)
    person.type("Entered twice")
    person.press("Ctrl+Return")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)
    assert page.table.records.total == 1
    qtbot.waitUntil(page.banner.isVisible, timeout=20_000)
    page.banner._buttons[0].click()
    settle(qtbot, page)
    assert page.table.records.total == 2
    assert page.panel.title.text() == detail_text(page, ids["dollars"])


def test_a_deleted_contract_is_brought_back_from_the_list(qtbot, page, desk, ids):
    with desk.work(read_only=False) as work:
        delete_contract(work, ids["yen"], 1, "Entered twice")
    page.acts.deleted.trigger()
    dialog = next(one for one in page.findChildren(DeletedContractsDialog) if one.isVisible())
    qtbot.waitUntil(lambda: dialog.table.records.total == 1, timeout=20_000)
    dialog.table.select_place(0)
    qtbot.waitUntil(dialog.restore_button.isEnabled)
    Person(qtbot).press("Return")
    settle(qtbot, page)
    assert detail_of(desk, ids["yen"]).row.version == 1


def test_the_period_of_a_figure_narrows_the_list(qtbot, page, ids):
    page.show_period("signed")
    settle(qtbot, page)
    assert [page.table.records.row(0).id, page.table.records.total] == [ids["dollars"], 1]
    page.show_period("to-do")
    settle(qtbot, page)
    assert page.table.records.row(0).id == ids["yen"]


def test_the_list_is_saved_and_can_be_read_again(qtbot, page, tmp_path):
    path = tmp_path / "contracts.xlsx"
    export_to(page, page.export_spec(), path)
    qtbot.waitUntil(path.exists)
    settle(qtbot, page)
    assert openpyxl.load_workbook(path).active.max_row == 3
    dialog = page.open_import()
    dialog.read_file(path)
    qtbot.waitUntil(lambda: dialog.preview is not None)
    assert not dialog.preview.problems


def test_one_contract_is_counted_in_the_singular(page):
    page._show_counts(ContractCounts(contracts=1, offshore=1, to_do=0))
    assert page.count.text() == "1 contract · 1 offshore · 0 to complete"
    page._show_counts(ContractCounts(contracts=2, offshore=1, to_do=0))
    assert page.count.text().startswith("2 contracts")
