"""The page of one enterprise: opened from everywhere, read as at a day, tab by tab."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from parkdesk.domain.enterprise_history import HistorySubject
from parkdesk.domain.enterprises import EnterpriseStatus
from parkdesk.domain.periods import Month, PeriodKind, Year
from parkdesk.gui.enterprises.dialog import EnterpriseDialog
from parkdesk.gui.enterprises.sheet.page import EnterpriseSheet
from parkdesk.gui.enterprises.sheet.print_dialog import SheetPrintDialog
from parkdesk.gui.enterprises.sheet.tabs import SHEET_TABS
from parkdesk.gui.statistics.period_page import PeriodReturnsPage
from parkdesk.gui.summaries import printing as printing_module
from parkdesk.gui.workspace import Workspace
from parkdesk.usecases.asked_returns import SaveAsked, save_asked
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.enterprise_details import enterprise_form
from parkdesk.usecases.enterprises import (
    change_enterprise_status,
    create_enterprise,
    delete_enterprise,
    edit_enterprise,
)
from tests import registers
from tests.pages import dialog_of
from tests.usecases.test_enterprises import FORM, OTHER, THIRD, certificate, contract


@pytest.fixture
def filled(desk):
    with desk.work(read_only=False) as work:
        for form in (FORM, OTHER, THIRD):
            create_enterprise(work, form)
        certificate(work, 1, "C1", dt.date(2026, 12, 20))
        contract(work, 1)
    return desk


@pytest.fixture
def sheet(filled, workspace, qtbot):
    page = workspace.open_page("enterprise", 1)
    settle(qtbot, page)
    return page


def settle(qtbot, page):
    qtbot.waitUntil(
        lambda: (
            page.runner.is_idle
            and not page._refreshing.isActive()
            and not page.tabs.refreshing.isActive()
            and not page._day_pause.isActive()
        ),
        timeout=10_000,
    )


def test_without_an_enterprise_it_says_how_to_open_one(workspace):
    page = workspace.open_page("enterprise")
    assert page.empty.isVisible()
    assert not page.edit.isEnabled()


def test_the_head_names_the_enterprise_and_the_rail_marks_the_register(sheet, workspace):
    assert sheet.title.text() == FORM.name
    assert FORM.code in sheet.count.text()
    assert workspace.rail.buttons["enterprises"].isChecked()
    assert "enterprise" not in workspace.rail.buttons


def test_enter_in_the_register_opens_it_and_alt_left_goes_back(workspace, filled, qtbot):
    register = workspace.open_page("enterprises")
    qtbot.waitUntil(lambda: register.detail is not None)
    name = register.detail.row.name
    qtbot.keyClick(register.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(workspace.page, EnterpriseSheet))
    settle(qtbot, workspace.page)
    assert workspace.page.title.text() == name
    workspace.activateWindow()
    qtbot.waitUntil(workspace.isActiveWindow)
    workspace.page.focus_first()
    qtbot.keyClick(workspace.page.tabs.tabBar(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: workspace.page is register)


def test_alt_up_and_down_walk_through_the_register(sheet, qtbot):
    # The order of names is THIRD, OTHER, FORM.
    assert sheet.position == (3, 3)
    assert not sheet.after.isEnabled()
    sheet.before.trigger()
    settle(qtbot, sheet)
    assert sheet.title.text() == OTHER.name
    assert sheet.position == (2, 3)
    sheet.after.trigger()
    settle(qtbot, sheet)
    assert sheet.title.text() == FORM.name


def test_the_page_is_read_as_at_a_day(sheet, filled, qtbot):
    with filled.work(read_only=False) as work:
        change_enterprise_status(
            work, 1, 1, EnterpriseStatus.MOVED_OUT, dt.date(2026, 10, 1), "迁往外地"
        )
    sheet.refresh()
    settle(qtbot, sheet)
    assert sheet.detail.status is EnterpriseStatus.MOVED_OUT
    sheet.day.focus()
    qtbot.keyClicks(sheet.day.editor, "0930")
    qtbot.keyClick(sheet.day.editor, Qt.Key.Key_Return)
    settle(qtbot, sheet)
    assert sheet.on == dt.date(2026, 9, 30)
    assert sheet.detail.status is EnterpriseStatus.RESIDENT
    assert all(tab.on == sheet.on for tab in sheet.tabs_made.values())


def test_f2_edits_the_enterprise_of_the_page(sheet, qtbot):
    sheet.edit.trigger()
    dialog = dialog_of(qtbot, sheet, EnterpriseDialog)
    assert dialog.name.value() == FORM.name


def test_an_enterprise_that_is_deleted_leaves_the_page_empty(workspace, filled, qtbot, runner):
    page = workspace.open_page("enterprise", 3)
    settle(qtbot, page)
    runner.run(page, delete_enterprise, 3, 1)
    qtbot.waitUntil(lambda: page.detail is None)
    assert page.empty.isVisible()
    settle(qtbot, page)


@pytest.mark.parametrize("place", range(len(SHEET_TABS)))
def test_each_tab_opens_and_follows_the_day(sheet, qtbot, place, runner):
    faults = []
    runner.failed.connect(faults.append)
    sheet.tabs.setCurrentIndex(place)
    settle(qtbot, sheet)
    tab = sheet.tabs_made[SHEET_TABS[place].key]
    qtbot.waitUntil(tab.isVisible)
    sheet.shell.read_as_at(dt.date(2026, 1, 1))
    settle(qtbot, sheet)
    assert (tab.enterprise_id, tab.on) == (1, dt.date(2026, 1, 1))
    sheet.shell.read_as_at(None)
    settle(qtbot, sheet)
    assert faults == []


@pytest.fixture
def printing(sheet, qtbot):
    """The preview of the page's print, its pages drawn."""
    sheet.printing.trigger()
    dialog = dialog_of(qtbot, sheet, SheetPrintDialog)
    qtbot.waitUntil(lambda: dialog.file() is not None, timeout=20_000)
    qtbot.waitUntil(lambda: dialog.runner.is_idle)
    return dialog


def test_ctrl_p_shows_the_very_file_that_is_saved(printing, qtbot, tmp_path, workspace):
    path = tmp_path / "sheet.pdf"
    printing.save_to(path)
    qtbot.waitUntil(lambda: "sheet.pdf" in workspace.status.notice.text())
    assert path.read_bytes() == printing.file().content
    assert FORM.name in printing.file_name()


def test_the_print_speaks_the_other_language(printing, qtbot):
    before = printing.file().content
    place = printing.viewer.language.findData("zh_CN")
    printing.viewer.language.setCurrentIndex(place)
    qtbot.waitUntil(
        lambda: printing.file() is not None and printing.file().content != before, timeout=20_000
    )
    qtbot.waitUntil(lambda: printing.runner.is_idle)


def test_without_a_printer_it_offers_the_file(printing, monkeypatch):
    monkeypatch.setattr(printing_module, "has_printer", lambda: False)
    printing.print()
    assert printing.banner.isVisible()
    assert "Save as PDF" in printing.banner._buttons[0].text()


def test_a_hit_of_the_box_opens_the_page(workspace, filled, qtbot):
    workspace.box.begin()
    qtbot.keyClicks(workspace.box, "lyxx")
    qtbot.waitUntil(lambda: FORM.name in workspace.box.found_texts())
    qtbot.keyClick(workspace.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(workspace.page, EnterpriseSheet))
    settle(qtbot, workspace.page)
    assert workspace.page.enterprise_id == 1


def test_a_month_of_the_returns_opens_the_page_of_its_period(sheet, qtbot, workspace, desk):
    asked = (SaveAsked(PeriodKind.MONTH, 0, "2026-07"), SaveAsked(PeriodKind.YEAR, 0, "2025"))
    with desk.work(read_only=False) as work:
        save_asked(work, asked)
    sheet.show_tab("returns")
    settle(qtbot, sheet)
    tab = sheet.tabs_made["returns"]
    qtbot.waitUntil(lambda: tab.table.records.is_settled and tab.table.records.total == 4)
    periods = [str(tab.table.records.row(place).period) for place in range(4)]
    assert periods == ["2026-09", "2026-08", "2026-07", "2025"]
    tab.table.select_place(1)
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(workspace.page, PeriodReturnsPage))
    page = workspace.page
    qtbot.waitUntil(lambda: page.period == Month(2026, 8), timeout=20_000)
    # Once the page is there another row takes it to its own period.
    page.choose(Year(2025))
    qtbot.waitUntil(lambda: page.period == Year(2025), timeout=20_000)
    qtbot.waitUntil(lambda: page.runner.is_idle, timeout=20_000)


def test_a_line_of_a_tab_opens_its_record(sheet, qtbot, workspace):
    sheet.show_tab("contracts")
    settle(qtbot, sheet)
    tab = sheet.tabs_made["contracts"]
    qtbot.waitUntil(lambda: tab.table.records.is_settled and tab.table.records.total == 1)
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    assert workspace.page is workspace._opened["contracts"]
    qtbot.waitUntil(lambda: sheet.runner.is_idle)


def test_a_commit_elsewhere_comes_into_the_tab_in_view(sheet, filled, qtbot, runner):
    sheet.show_tab("contracts")
    settle(qtbot, sheet)
    tab = sheet.tabs_made["contracts"]
    qtbot.waitUntil(lambda: tab.table.records.total == 1)
    form = registers.contract(1, number="HT-2")
    runner.run(sheet, register_contract, form, frozenset({"signed-outside-residence"}))
    qtbot.waitUntil(lambda: tab.table.records.total == 2)
    place = sheet.tabs.currentIndex()
    assert "Contracts 2" in (sheet.tabs.tabText(place), sheet.tabs.tabBar().tabToolTip(place))
    settle(qtbot, sheet)


_NOT_TOLD_BEFORE = {"findings"} | {spec.key for spec in SHEET_TABS if not spec.counted}
"""Tabs without a count, and findings, which are looked for when they are to be seen."""


@pytest.mark.parametrize("on", [None, dt.date(2025, 12, 31)])
def test_every_tab_says_its_count_before_it_is_opened(full_runner, qtbot, on):
    workspace = Workspace(full_runner)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    workspace.show()
    page = workspace.open_page("enterprise", 1)
    settle(qtbot, page)
    page.shell.read_as_at(on)
    settle(qtbot, page)
    names = page.tabs._strip._names
    told = {
        spec.key: names[place].count
        for place, spec in enumerate(SHEET_TABS)
        if spec.key not in _NOT_TOLD_BEFORE
    }
    assert None not in told.values()
    assert sum(told.values()) > 0
    assert not {"chain", "titles"} & set(told), "lists of several kinds have no one count"
    for place, spec in enumerate(SHEET_TABS):
        page.tabs.setCurrentIndex(place)
        settle(qtbot, page)
        if spec.key in told:
            assert (spec.key, names[place].count) == (spec.key, told[spec.key])
        if spec.key == "contacts":
            tab = page.tabs.made["contacts"]
            lists = (tab.people.table, tab.accounts.table)
            assert told["contacts"] == sum(one.model().rowCount() for one in lists)


def test_the_history_is_filtered_and_told_field_by_field(sheet, filled, qtbot):
    with filled.work(read_only=True) as work:
        version, form = enterprise_form(work, 1)
    with filled.work(read_only=False) as work:
        edit_enterprise(work, 1, version, replace(form, note="重点走访"))
    sheet.show_tab("history")
    settle(qtbot, sheet)
    tab = sheet.tabs_made["history"]
    qtbot.waitUntil(lambda: tab.table.records.is_settled and tab.table.records.total > 0)
    everything = tab.table.records.total
    qtbot.waitUntil(lambda: any("重点走访" in one for one in told(tab)))
    tab.subject.set_value(HistorySubject.CONTRACTS)
    qtbot.waitUntil(lambda: 0 < tab.table.records.total < everything)
    settle(qtbot, sheet)


def told(tab):
    """What the panel beside the history says."""
    return [one.text() for one in tab.facts.findChildren(QLabel)]


def test_what_is_typed_in_a_tab_is_not_lost(sheet, qtbot, monkeypatch):
    tab = sheet.tabs_made["overview"]
    monkeypatch.setattr(tab, "may_leave", lambda: False)
    assert not sheet.may_leave()
    sheet.show_record(2)
    assert sheet.enterprise_id == 1
    assert sheet.banner.isVisible()
    monkeypatch.undo()
    sheet.banner._buttons[0].click()
    settle(qtbot, sheet)
    assert sheet.enterprise_id == 2
