"""Views of a list: columns, saved views, the bar over a filtered list; through a real park."""

import openpyxl
import pytest
from PySide6.QtCore import Qt

from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort
from parkdesk.domain.platforms import Platform
from parkdesk.domain.views import ShownColumn, ViewDefinition
from parkdesk.gui import remembered
from parkdesk.gui.runner import Runner
from parkdesk.gui.seen_list import export_seen
from parkdesk.gui.workspace import Workspace
from parkdesk.usecases import views as use_cases
from tests.pages import settle

KEY = "platforms"


def _window(qtbot, runner):
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.resize(1440, 900)
    workspace.show()
    return workspace


def _opened(qtbot, runner, key=KEY):
    page = _window(qtbot, runner).open_page(key)
    settle(qtbot, page)
    return page


@pytest.fixture
def page(qtbot, full_runner):
    remembered.stay_apart()
    yield _opened(qtbot, full_runner)
    remembered._apart.clear()


def _shown(page):
    return [one.name for one in page.table.layout_of_columns.of_list()]


def _titles(menu):
    return [action.text() for action in menu.actions() if action.text()]


def _choose(qtbot, page, text):
    """Choose an entry of the view menu by its words."""
    menu = page.views.menu()
    next(one for one in menu.actions() if one.text() == text).trigger()
    settle(qtbot, page)


def _save(qtbot, page, name):
    dialog = page.views.ask_name()
    dialog.name.set_value(name)
    dialog.submit()
    qtbot.waitUntil(lambda: any(one.name == name for one in page.views.views))
    settle(qtbot, page)


def test_a_list_comes_with_the_columns_that_matter(page):
    assert "satisfaction" not in _shown(page)
    assert "enterprise" in _shown(page)


def test_columns_are_chosen_and_moved_by_keys_alone(page, qtbot):
    before = _shown(page)
    page.views.choose_columns.trigger()
    dialog = next(one for one in page.children() if type(one).__name__ == "ColumnsDialog")
    qtbot.waitExposed(dialog)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    dialog._move(1)
    assert dialog.list.currentRow() == 2
    dialog.ok.click()
    wanted = [before[2], before[1], *before[3:]]
    assert _shown(page) == wanted


def test_the_last_column_cannot_be_taken_away(page):
    dialog = page.views.open_columns()
    for place in range(dialog.list.count()):
        dialog.list.item(place).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.ok.isEnabled()
    dialog.reject()


def test_columns_widths_and_order_are_there_the_next_time(page, qtbot, full_runner):
    columns = page.table.layout_of_columns
    columns.choose(["platform", "enterprise", "note"])
    page.table.setColumnWidth(_place(page, "note"), 333)
    again = _opened(qtbot, full_runner)
    assert _shown(again) == ["platform", "enterprise", "note"]
    assert again.table.columnWidth(_place(again, "note")) == 333
    again.table.layout_of_columns.reset()
    assert _shown(_opened(qtbot, full_runner)) != ["platform", "enterprise", "note"]


def _place(page, name):
    return next(at for at, one in enumerate(page.table.records.columns) if one.name == name)


def test_a_right_click_on_the_header_hides_a_column(page, qtbot):
    header = page.table.horizontalHeader()
    at = header.rect().center()
    place = header.logicalIndexAt(at)
    name = page.table.records.columns[place].name
    page.views.header_menu(place).actions()[0].trigger()
    assert name not in _shown(page)


def test_names_are_whole_and_nothing_is_scrolled_to_beside_the_detail(page):
    table = page.table
    assert table.horizontalScrollBar().maximum() == 0
    metrics = table.fontMetrics()
    widest = max(
        metrics.horizontalAdvance(row.enterprise) for row in table.records.loaded_rows(0, 49)
    )
    assert table.columnWidth(_place(page, "enterprise")) >= widest + 16


def test_the_bar_is_there_only_while_something_is_filtered(page, qtbot):
    assert not page.filter_bar.isVisible()
    page.platform.set_value(Platform.TRAINING)
    page.search.set_plain("有限")
    settle(qtbot, page)
    qtbot.waitUntil(lambda: page._whole is not None)
    said = page.filter_bar.said()
    assert page.filter_bar.isVisible()
    assert page.platform.currentText() in said
    assert "有限" in said
    assert f"{page.table.records.total} of {page._whole}" in said
    page.views.show_all.trigger()
    settle(qtbot, page)
    assert not page.filter_bar.isVisible()
    assert page.table.records.total == page._whole


def test_another_order_alone_shows_no_bar(page, qtbot):
    page.table.sort_by(_place(page, "fee"))
    settle(qtbot, page)
    assert not page.filter_bar.isVisible()


def test_a_saved_view_is_there_after_a_restart_and_opens_the_list(page, qtbot, full_desk):
    page.platform.set_value(Platform.TRAINING)
    page.table.sort_by(_place(page, "enterprise"))
    page.table.layout_of_columns.choose(["enterprise", "kind", "served_on"])
    settle(qtbot, page)
    count = page.table.records.total
    _save(qtbot, page, "培训")
    page.views.make_default(page.views.current)
    qtbot.waitUntil(lambda: page.views.default_id is not None)
    page.table.layout_of_columns.reset()
    runner = Runner(full_desk)
    again = _opened(qtbot, runner)
    assert again.views.current.name == "培训"
    assert again.platform.value() is Platform.TRAINING
    assert again.table.records.order == Sort("enterprise")
    assert _shown(again) == ["enterprise", "kind", "served_on"]
    assert again.table.records.total == count
    assert "培训" in again.views.button.text()
    runner.close()


def test_a_list_opened_for_something_else_does_not_open_with_the_view(page, qtbot, full_runner):
    page.platform.set_value(Platform.TRAINING)
    settle(qtbot, page)
    _save(qtbot, page, "培训")
    page.views.make_default(page.views.current)
    qtbot.waitUntil(lambda: page.views.default_id is not None)
    other = _window(qtbot, full_runner).open_page(KEY)
    other.choose(Platform.BRAND)
    settle(qtbot, other)
    assert other.platform.value() is Platform.BRAND
    assert other.views.current is None


def test_a_view_that_was_changed_says_so_and_can_be_saved_or_left(page, qtbot):
    page.platform.set_value(Platform.TRAINING)
    settle(qtbot, page)
    _save(qtbot, page, "培训")
    assert "*" not in page.views.button.text()
    page.search.set_plain("有限")
    settle(qtbot, page)
    assert "*" in page.views.button.text()
    _choose(qtbot, page, "Save changes to “培训”")
    qtbot.waitUntil(lambda: "*" not in page.views.button.text())
    assert page.views.current.definition.filters == {"platform": "training", "search": "有限"}
    _choose(qtbot, page, "Default")
    assert page.views.current is None
    assert not page.is_filtered


def test_a_view_whose_value_is_gone_says_so_and_opens_without_it(page, qtbot, full_desk):
    with full_desk.work(read_only=False) as work:
        gone = {"platform": "blockchain", "search": "有限"}
        use_cases.save_view(work, KEY, "旧的", ViewDefinition(gone, Sort("nothing")))
    page.views._fetch()
    qtbot.waitUntil(lambda: len(page.views.views) == 1)
    _choose(qtbot, page, "旧的")
    assert "blockchain" in page.banner.text.text()
    assert page.platform.value() is None
    assert page.search.words() == "有限"
    assert page.table.records.order == page.table.records.first_order


def test_a_view_is_renamed_shared_and_deleted(page, qtbot):
    _save(qtbot, page, "甲")
    dialog = page.views.ask_other_name()
    dialog.name.set_value("乙")
    dialog.submit()
    qtbot.waitUntil(lambda: page.views.current is not None and page.views.current.name == "乙")
    settle(qtbot, page)
    _choose(qtbot, page, "Share with everybody")
    qtbot.waitUntil(lambda: [one.shared for one in page.views.views] == [True])
    page.views.ask_delete()
    page.banner._buttons[0].click()
    qtbot.waitUntil(lambda: page.views.views == ())
    assert page.views.current is None


def test_a_clerk_may_use_a_shared_view_and_not_change_it(act_as, qtbot, qapp):
    with act_as(Role.MANAGER).work(read_only=False) as work:
        row = use_cases.save_view(work, KEY, "全园", ViewDefinition({"platform": "training"}))
        use_cases.share_view(work, row.id, row.version, shared=True)
    runner = Runner(act_as(Role.CLERK))
    page = _opened(qtbot, runner)
    _choose(qtbot, page, "全园")
    said = _titles(page.views.menu())
    assert "Delete view" not in said
    assert "Share with everybody" not in said
    assert "Open this list so" in said
    runner.close()


def test_a_taken_name_is_said_at_its_field(page, qtbot):
    _save(qtbot, page, "甲")
    dialog = page.views.ask_name()
    dialog.name.set_value("甲")
    dialog.submit()
    qtbot.waitUntil(lambda: page.runner.is_idle)
    assert dialog.isVisible()
    assert "name already" in dialog.name.problem
    dialog.set_untouched()
    dialog.reject()


def test_what_came_with_the_list_comes_back_with_it(qtbot, full_runner):
    remembered.stay_apart()
    page = _opened(qtbot, full_runner, "certifications")
    came = page.status.plain()
    assert came
    page.clear_filters()
    settle(qtbot, page)
    _choose(qtbot, page, "Default")
    assert page.status.plain() == came
    remembered._apart.clear()


def test_a_layout_takes_only_what_it_knows(page):
    columns = page.table.layout_of_columns
    columns.show([ShownColumn("gone", 100), ShownColumn("enterprise", 250)])
    assert _shown(page) == ["enterprise"]
    columns.show([ShownColumn("gone")])
    assert len(_shown(page)) > 1


def test_a_list_is_exported_as_it_is_seen(page, qtbot, tmp_path):
    page.platform.set_value(Platform.TRAINING)
    page.table.layout_of_columns.choose(["enterprise", "served_on", "hours"])
    settle(qtbot, page)
    path = tmp_path / "seen.xlsx"
    export_seen(page, page._load_rows, path)
    qtbot.waitUntil(lambda: page.runner.is_idle and path.exists(), timeout=20_000)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    titles = [one.title for one in page.table.layout_of_columns.in_view()]
    assert [cell.value for cell in sheet[1]] == titles
    assert sheet.max_row == page.table.records.total + 1
    first = page.table.records.row(0)
    assert sheet["A2"].value == first.enterprise
    assert sheet["B2"].value.date() == first.served_on
    assert sheet["C2"].value == first.hours_tenths / 10
