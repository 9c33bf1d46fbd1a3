"""Reading the window as at a day: the choice, the bar, the pages that follow."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.certifications import EventType
from parkdesk.domain.enterprise_facts import FormerNameFact, PeopleFact
from parkdesk.domain.paging import Sort, Window
from parkdesk.gui.as_at import AsAtDialog
from parkdesk.gui.workspace import Workspace
from parkdesk.usecases.certification_funding import (
    SaveFunding,
    certification_funding,
    record_funding,
)
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.enterprise_facts import add_fact
from parkdesk.usecases.enterprise_lists import EnterpriseFilter, list_enterprises
from parkdesk.usecases.enterprises import create_enterprise
from tests.pages import settle
from tests.registers import iso
from tests.usecases.test_enterprises import FORM

QUARTER_END = dt.date(2026, 9, 30)
OLD_NAME = "苏州旧云信息技术有限公司"


@pytest.fixture
def workspace(qtbot, runner, desk):
    with desk.work(read_only=False) as work:
        id_ = create_enterprise(work, FORM)
        add_fact(work, id_, PeopleFact(dt.date(2026, 6, 30), 20))
        add_fact(work, id_, FormerNameFact(dt.date(2026, 10, 1), OLD_NAME))
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    workspace.show()
    qtbot.waitUntil(lambda: runner.is_idle)
    return workspace


def entries(workspace):
    menu = workspace.as_at.menu()
    menu.aboutToShow.emit()
    return menu.actions()


def test_today_is_read_until_somebody_chooses_a_day(workspace):
    workspace.open_page("enterprises")
    assert workspace.on is None
    assert workspace.as_at_bar.isHidden()
    assert [one.isChecked() for one in entries(workspace)] == [True, False, False]


def test_the_list_and_the_detail_follow_the_quarters_end(qtbot, workspace):
    page = workspace.open_page("enterprises")
    settle(qtbot, page)
    entries(workspace)[1].trigger()
    settle(qtbot, page)
    assert workspace.on == QUARTER_END
    assert workspace.as_at_bar.isVisible()
    assert "2026-09-30" in workspace.as_at_bar.day.text()
    assert workspace.as_at_bar.text.text() == page.as_at_note
    row = page.table.records.row(0)
    assert (row.name, row.headcount) == (OLD_NAME, 20)
    assert page.panel.title.text() == OLD_NAME
    assert not page.status_change.isEnabled()
    workspace.as_at_bar.back.click()
    settle(qtbot, page)
    assert workspace.on is None
    assert workspace.as_at_bar.isHidden()
    assert page.table.records.row(0).name == FORM.name
    assert page.status_change.isEnabled()


def test_the_quarters_end_moves_with_the_quarter_in_view(workspace):
    workspace.open_page("enterprises")
    entries(workspace)[1].trigger()
    workspace.quarter_picker.pick(Quarter(2026, 2))
    assert workspace.on == dt.date(2026, 6, 30)
    # The quarter that is not over has no end to read as at.
    workspace.quarter_picker.pick(Quarter(2026, 4))
    assert workspace.on is None
    assert not entries(workspace)[1].isEnabled()


def test_the_quarter_is_grey_on_a_page_of_another_day_and_says_why(workspace):
    workspace.open_page("enterprises")
    assert workspace.quarter_picker.isEnabled()
    workspace.read_as_at(dt.date(2025, 12, 31))
    assert not workspace.quarter_picker.isEnabled()
    assert "2025-12-31" in workspace.quarter_picker.toolTip()
    before = workspace.quarter
    workspace._step_period(-1)
    assert workspace.quarter == before
    # Contracts are told of their quarter, too: there it counts.
    workspace.open_page("contracts")
    assert workspace.quarter_picker.isEnabled()
    workspace.open_page("enterprises")
    workspace.read_as_at(None)
    assert workspace.quarter_picker.isEnabled()


def test_a_chosen_day_stays_when_the_quarter_changes(workspace):
    workspace.read_as_at(dt.date(2026, 7, 7))
    workspace.quarter_picker.pick(Quarter(2026, 2))
    assert workspace.on == dt.date(2026, 7, 7)


def test_today_and_later_days_are_today(workspace):
    for day in (workspace.today, workspace.today + dt.timedelta(days=1)):
        workspace.read_as_at(day)
        assert workspace.on is None


def test_any_day_is_typed(qtbot, workspace):
    page = workspace.open_page("enterprises")
    entries(workspace)[2].trigger()
    dialog = workspace.findChild(AsAtDialog)
    dialog.day.set_value(workspace.today + dt.timedelta(days=1))
    dialog.submit()
    assert dialog.day.problem
    dialog.day.editor.setText("0707")
    dialog.submit()
    settle(qtbot, page)
    assert workspace.on == dt.date(2026, 7, 7)
    assert page.table.records.row(0).headcount == 20


def test_a_page_that_knows_no_days_says_so(workspace):
    workspace.read_as_at(QUARTER_END)
    page = workspace.open_page("home")
    assert page.as_at_note == ""
    assert workspace.as_at_bar.isVisible()
    assert workspace.as_at_bar.text.text()


FOLLOWING = (
    "enterprises",
    "certifications",
    "contracts",
    "claims",
    "platforms",
    "statistics",
    "programmes",
    "chain",
    "titles",
    "reminders",
)


@pytest.mark.parametrize("key", FOLLOWING)
def test_every_register_says_what_a_day_means_on_it(qtbot, workspace, key):
    page = workspace.open_page(key)
    assert page.as_at_note
    workspace.read_as_at(QUARTER_END)
    qtbot.waitUntil(lambda: workspace.runner.is_idle)
    assert workspace.as_at_bar.text.text() == page.as_at_note


def test_a_page_that_was_hidden_follows_when_it_is_shown(qtbot, workspace):
    page = workspace.open_page("enterprises")
    settle(qtbot, page)
    workspace.open_page("platforms")
    workspace.read_as_at(QUARTER_END)
    workspace.open_page("enterprises")
    settle(qtbot, page)
    assert page.table.records.row(0).name == OLD_NAME


def test_nothing_of_another_day_stands_under_the_days_bar(qtbot, workspace):
    """At once, before any answer: what was on the screen is not what was so on the day."""
    page = workspace.open_page("enterprises")
    settle(qtbot, page)
    assert (page.table.records.row(0).headcount, page.panel.title.text()) == (35, FORM.name)
    assert page.count.text()
    workspace.read_as_at(QUARTER_END)
    assert workspace.as_at_bar.isVisible()
    assert list(page.table.records.loaded_rows(0, 9)) == []
    assert page.detail is None
    assert not page.panel.title.isVisible()
    assert page.count.text() == ""
    settle(qtbot, page)
    assert (page.table.records.row(0).headcount, page.panel.title.text()) == (20, OLD_NAME)
    # Neither does a page that is out of view keep it for the moment in which it is shown again.
    workspace.open_page("home")
    workspace.read_as_at(None)
    assert list(page.table.records.loaded_rows(0, 9)) == []


def test_an_answer_of_the_day_before_is_dropped(qtbot, workspace):
    """Readers answer in no order: the count of today must not come over that of the day."""
    page = workspace.open_page("enterprises")
    settle(qtbot, page)
    shown = []
    late = page.of_day(shown.append)
    workspace.read_as_at(QUARTER_END)
    late("today's")
    page.of_day(shown.append)("the day's")
    assert shown == ["the day's"]


def test_a_list_drops_the_rows_that_were_asked_for_today(qtbot, workspace):
    page = workspace.open_page("enterprises")
    settle(qtbot, page)
    records = page.table.records
    todays = tuple(records.loaded_rows(0, 9))
    load, held = records._load, []
    records._load = lambda _sort, _offset, _limit, arrived: held.append(arrived)
    records.refresh()
    qtbot.waitUntil(lambda: bool(held))
    records._load = load
    workspace.read_as_at(QUARTER_END)
    held[0](Window(todays, len(todays), 0))
    assert list(records.loaded_rows(0, 9)) == []
    settle(qtbot, page)
    assert [row.headcount for row in records.loaded_rows(0, 9)] == [20]


def test_the_enterprises_page_covers_a_tab_until_its_answer_is_in(qtbot, workspace):
    page = workspace.open_page("enterprises")
    settle(qtbot, page)
    page.open_sheet(page.detail.row.id)
    sheet = workspace.page
    qtbot.waitUntil(lambda: workspace.runner.is_idle)
    tabs = sheet.tabs
    assert tabs._cover.isHidden()
    workspace.read_as_at(QUARTER_END)
    assert tabs._cover.isVisible()
    assert tabs._cover.parentWidget() is tabs.currentWidget()
    qtbot.waitUntil(lambda: workspace.runner.is_idle)
    assert tabs._cover.isHidden()
    pairs = sheet.tabs_made["overview"]._facts.form
    assert (pairs.name, pairs.headcount) == (OLD_NAME, 20)


def test_an_enterprise_that_was_not_known_on_the_day_is_not_shown_with_todays_status(
    qtbot, workspace
):
    page = workspace.open_page("enterprises")
    settle(qtbot, page)
    assert page.detail is not None
    workspace.read_as_at(FORM.entered_on - dt.timedelta(days=1))
    settle(qtbot, page)
    assert page.table.records.total == 0
    assert page.detail is None
    assert not page.panel.title.isVisible()


def test_the_chains_year_follows_a_day_before_it(qtbot, workspace):
    page = workspace.open_page("chain")
    qtbot.waitUntil(lambda: workspace.runner.is_idle)
    page.filters.year.set_value(2026)
    workspace.read_as_at(dt.date(2025, 6, 30))
    qtbot.waitUntil(lambda: workspace.runner.is_idle)
    assert page.filters.year.value() == 2025
    assert "2025-06-30" in page.words()
    assert "2025-06-30" in page.printing._title()


READINGS = {
    "platforms": {"list_services", "platform_totals"},
    "statistics": {"list_quarter", "quarter_figures"},
    "programmes": {"list_programmes"},
    "chain": {"chain_picture", "list_chain_links"},
}


@pytest.mark.parametrize("key", READINGS)
def test_every_reading_of_a_page_is_of_the_day(qtbot, workspace, key):
    page = workspace.open_page(key)
    qtbot.waitUntil(lambda: workspace.runner.is_idle)
    if key == "chain":
        page.tabs.setCurrentWidget(page.entered)
    asked = {}
    run = workspace.runner.run

    def listen(owner, use_case, *args, **kwargs):
        asked[use_case.function.__name__] = any(
            one == QUARTER_END or getattr(one, "on", None) == QUARTER_END for one in args
        )
        return run(owner, use_case, *args, **kwargs)

    workspace.runner.run = listen
    workspace.read_as_at(QUARTER_END)
    qtbot.waitUntil(lambda: asked.keys() >= READINGS[key] and workspace.runner.is_idle)
    assert {name for name in READINGS[key] if not asked[name]} == set()


def test_an_export_says_its_day(qtbot, workspace, tmp_path):
    import openpyxl

    page = workspace.open_page("enterprises")
    workspace.read_as_at(QUARTER_END)
    settle(qtbot, page)
    file = tmp_path / "list.xlsx"
    page.export_to(file)
    qtbot.waitUntil(lambda: file.exists() and workspace.runner.is_idle)
    book = openpyxl.load_workbook(file)
    assert "2026-09-30" in book.sheetnames[0]
    assert OLD_NAME in [cell.value for row in book.worksheets[0] for cell in row]


def test_the_key_opens_the_choice(qtbot, workspace, monkeypatch):
    shown = []
    # A menu on the screen takes keyboard and mouse, which this platform cannot give.
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: shown.append(menu))
    workspace.activateWindow()
    qtbot.waitUntil(workspace.isActiveWindow)
    workspace.open_page("enterprises")
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(QApplication.focusWidget() or workspace, Qt.Key.Key_A, keys)
    qtbot.waitUntil(lambda: bool(shown))
    assert shown[0].activeAction() is shown[0].actions()[0]


GRANT = "拨款一号"


def granted(page):
    """How many lines of the tab of grants name the document of the grant."""
    return sum(GRANT in one.text() for one in page.panel.funding.findChildren(QLabel))


def test_a_certificate_is_called_and_funded_as_at_the_day(qtbot, workspace):
    """The name of the holder is that of the day, and money that came later is not told."""
    desk = workspace.runner.desk
    with desk.work(read_only=False) as work:
        [owner] = list_enterprises(work, EnterpriseFilter(), Sort("name"), 0, 9).rows
        id_ = register_certification(work, iso(owner.id))
        programme = certification_funding(work, id_).counters[0].programme_id
        grant = SaveFunding(id_, programme, EventType.FIRST, 10_000_00, work.today, GRANT)
        sure = frozenset({"items-used-up", "amount-above-cap", "kind-not-named"})
        record_funding(work, grant, sure)
    page = workspace.open_page("certifications")
    settle(qtbot, page)
    qtbot.waitUntil(lambda: granted(page) == 1, timeout=20_000)
    assert page.table.records.row(0).enterprise == FORM.name
    workspace.read_as_at(QUARTER_END)
    settle(qtbot, page)
    qtbot.waitUntil(lambda: granted(page) == 0, timeout=20_000)
    assert page.table.records.row(0).enterprise == OLD_NAME
    assert page.panel.subtitle.text() == OLD_NAME


def test_the_timeline_and_the_year_are_those_of_the_day(qtbot, workspace):
    with workspace.runner.desk.work(read_only=False) as work:
        [owner] = list_enterprises(work, EnterpriseFilter(), Sort("name"), 0, 9).rows
        register_certification(work, iso(owner.id, issued_on=dt.date(2024, 10, 20)))
        later = iso(owner.id, issued_on=dt.date(2026, 10, 5), number="later")
        register_certification(work, later)
    page = workspace.open_page("reminders")
    page.show_section("timeline")
    view, months = page.timeline.view, page.year.months
    qtbot.waitUntil(lambda: view.records.row(1) is not None, timeout=20_000)
    qtbot.waitUntil(lambda: workspace.runner.is_idle, timeout=20_000)
    workspace.read_as_at(QUARTER_END)
    # At once, before any answer, nothing of today stands there.
    assert view.records.row(0) is None
    assert page.timeline.count.text() == ""
    qtbot.waitUntil(lambda: view.records.total == 1, timeout=20_000)
    qtbot.waitUntil(lambda: view.records.row(0) is not None, timeout=20_000)
    assert view.records.row(0).enterprise == OLD_NAME
    assert (view.today, months.today) == (QUARTER_END, QUARTER_END)
    assert workspace.as_at_bar.text.text() == page.as_at_note
    page.show_section("year")
    page.year.show_year(2027)
    qtbot.waitUntil(lambda: months.counts.year == 2027 and months.counts.total, timeout=20_000)
    assert months.counts.total == 1
    workspace.read_as_at(None)
    qtbot.waitUntil(lambda: months.counts.total == 2, timeout=20_000)
    assert (view.today, months.today) == (workspace.today, workspace.today)
