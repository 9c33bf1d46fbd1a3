"""Titles, stops and thresholds on the page of an enterprise, and the register of titles."""

import datetime as dt

import openpyxl
import pytest

from parkdesk.domain.claims import ClaimAction
from parkdesk.domain.stops import SaveStop, StopEffect
from parkdesk.domain.titles import AllianceRole, SaveTitle, TitleState
from parkdesk.gui.enterprises.sheet.atse_section import IncomeDialog
from parkdesk.gui.enterprises.sheet.stop_dialogs import LiftStopDialog, SetStopDialog
from parkdesk.gui.enterprises.sheet.title_dialogs import (
    MembershipDialog,
    TitleDialog,
    WithdrawDialog,
)
from parkdesk.gui.enterprises.sheet.title_kinds import TitleKindsDialog
from parkdesk.gui.exporting import export_to
from parkdesk.gui.runner import Runner
from parkdesk.gui.workspace import Workspace
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.usecases.enterprise_lists import EnterpriseFilter
from parkdesk.usecases.stops import enterprise_stops, set_stop
from parkdesk.usecases.titles import enterprise_titles, grant_title, list_title_kinds
from tests.gui.test_enterprise_sheet import settle
from tests.pages import dialog_of, opened
from tests.pages import settle as settle_list
from tests.registers import enterprise
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import person

D = dt.date
TODAY = D(2026, 10, 12)


@pytest.fixture
def owner(desk):
    with desk.work(read_only=False) as work:
        id_ = enterprise(work, name="太湖软件外包有限公司", initials="thrj")
        grant_title(
            work,
            SaveTitle(id_, "model", D(2024, 1, 10), "苏商服[2024]8号", "省商务厅", D(2026, 12, 31)),
        )
    return id_


@pytest.fixture
def sheet(workspace, owner, qtbot):
    page = workspace.open_page("enterprise", owner)
    page.show_tab("titles")
    settle(qtbot, page)
    return page


@pytest.fixture
def tab(sheet):
    return sheet.tabs_made["titles"]


def accepted(qtbot, page, dialog):
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)


def titles_of(desk, owner):
    with desk.work(read_only=True) as work:
        return enterprise_titles(work, owner)


def test_what_is_held_stands_in_the_tab(sheet, tab):
    row = tab.titles.current()
    assert (row.number, row.state) == ("苏商服[2024]8号", TitleState.HELD)
    assert tab.memberships.none.isVisible()
    # Titles, stops and memberships: a count beside the name would be read as that of them all.
    assert sheet.tabs.tabText(sheet.tabs.currentIndex()) == "Titles"


def test_the_tab_is_read_as_at_a_day(qtbot, sheet, tab, workspace):
    workspace.read_as_at(D(2023, 6, 30))
    settle(qtbot, sheet)
    assert tab.titles.current() is None
    assert tab.atse.year.currentData() == 2022


def test_a_title_is_granted_corrected_and_withdrawn(qtbot, sheet, tab, desk, owner):
    tab.grant.trigger()
    dialog = dialog_of(qtbot, tab, TitleDialog)
    dialog.fill({"kind_code": "atse", "granted_on": D(2025, 12, 1), "number": "锡科[2025]3号"})
    accepted(qtbot, sheet, dialog)
    assert [one.kind_code for one in tab.titles.rows] == ["atse", "model"]
    tab.titles.table.select_place(0)
    tab.edit.trigger()
    dialog = dialog_of(qtbot, tab, TitleDialog)
    assert dialog.fields["number"].value() == "锡科[2025]3号"
    dialog.fields["authority"].set_value("省科技厅")
    accepted(qtbot, sheet, dialog)
    tab.withdraw.trigger()
    dialog = dialog_of(qtbot, tab, WithdrawDialog)
    dialog.fields["withdrawal"].set_value("锡科[2026]1号")
    accepted(qtbot, sheet, dialog)
    row = titles_of(desk, owner).titles[0]
    assert (row.authority, row.withdrawn_on) == ("省科技厅", TODAY)
    assert not tab.withdraw.isEnabled()


def test_the_end_follows_the_kinds_period_until_one_is_typed(qtbot, sheet, tab):
    tab.kinds.trigger()
    kinds = dialog_of(qtbot, tab, TitleKindsDialog)
    qtbot.waitUntil(lambda: len(kinds.list.rows) == 3)
    kinds.fill({"name_zh": "园区之星", "valid_months": 12})
    accepted(qtbot, sheet, kinds)
    tab.grant.trigger()
    dialog = dialog_of(qtbot, tab, TitleDialog)
    dialog.kind.set_value("own-4")
    dialog.granted.set_value(D(2026, 1, 20))
    dialog.granted.changed.emit()
    assert dialog.until.value() == D(2027, 1, 19)


def test_a_kind_is_corrected_and_offered_no_longer(qtbot, sheet, tab, desk):
    tab.kinds.trigger()
    dialog = dialog_of(qtbot, tab, TitleKindsDialog)
    qtbot.waitUntil(lambda: len(dialog.list.rows) == 3)
    assert not dialog.correct.isEnabled()
    dialog.list.table.select_place(1)
    dialog.offer.trigger()
    qtbot.waitUntil(lambda: dialog.list.rows[1].retired_on is not None)
    qtbot.waitUntil(lambda: dialog.offer.text() == "Offer again")
    with desk.work(read_only=True) as work:
        assert len(list_title_kinds(work)) == 2


def test_a_membership_is_entered(qtbot, sheet, tab, desk, owner):
    tab.join.trigger()
    dialog = dialog_of(qtbot, tab, MembershipDialog)
    dialog.fill({"alliance": "太湖联盟", "role": AllianceRole.CHAIR, "since_on": D(2022, 5, 1)})
    accepted(qtbot, sheet, dialog)
    assert titles_of(desk, owner).memberships[0].role is AllianceRole.CHAIR
    tab.leave_out.trigger()
    sheet.banner._buttons[0].click()
    settle(qtbot, sheet)
    assert titles_of(desk, owner).memberships == ()


def test_deleting_a_title_asks_first(qtbot, sheet, tab, desk, owner):
    tab.delete.trigger()
    assert len(titles_of(desk, owner).titles) == 1
    sheet.banner._buttons[0].click()
    settle(qtbot, sheet)
    assert titles_of(desk, owner).titles == ()


# Stops


def test_a_stop_is_set_shown_everywhere_and_lifted(qtbot, sheet, tab, desk, owner, workspace):
    tab.stops.set.trigger()
    dialog = dialog_of(qtbot, tab, SetStopDialog)
    dialog.submit()
    assert "effects" in {one.name for one in dialog.fields.values() if one.problem}
    dialog.fill(
        {
            "document_number": "商服[2026]1号",
            "effects": frozenset({StopEffect.PAYMENT}),
            "reason": "专项审计期间",
        }
    )
    accepted(qtbot, sheet, dialog)
    qtbot.waitUntil(sheet.stop_chip.isVisible)
    assert "商服[2026]1号" in tab.stops.callout.text.text()
    register = workspace.open_page("enterprises")
    settle_list(qtbot, register)
    assert register.table.records.row(0).stopped
    register.standing.set_value("stopped")
    assert register.criteria() == EnterpriseFilter(stopped=True)
    workspace.open_page("enterprise", owner)
    settle(qtbot, sheet)
    tab.stops.lift.trigger()
    dialog = dialog_of(qtbot, tab, LiftStopDialog)
    dialog.fields["lifting"].set_value("审计结束, 未发现问题")
    accepted(qtbot, sheet, dialog)
    assert not tab.stops.callout.isVisible()
    assert not tab.stops.lift.isEnabled()
    with desk.work(read_only=True) as work:
        assert enterprise_stops(work, owner)[0].lifted_on == TODAY


def test_who_may_not_stop_is_offered_no_stop(qtbot, act_as, qapp):
    clerk = act_as("clerk")
    with clerk.work(read_only=False) as work:
        id_ = enterprise(work)
    runner = Runner(clerk)
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.show()
    page = workspace.open_page("enterprise", id_)
    page.show_tab("titles")
    settle(qtbot, page)
    assert not page.tabs_made["titles"].stops.set.isVisible()
    runner.close()


def test_the_titles_filter_of_the_register(qtbot, runner, desk, owner):
    page = opened(qtbot, runner, "enterprises")
    page.standing.set_value("model")
    settle_list(qtbot, page)
    assert [page.table.records.row(0).id, page.table.records.total] == [owner, 1]
    page.standing.set_value("key")
    settle_list(qtbot, page)
    assert page.table.records.total == 0


def test_the_claims_desk_says_what_is_stopped(qtbot, desk, runner):
    claim = story.add_claim(desk, [person(1)])
    form = SaveStop(
        "商服[2026]1号", "专项审计期间", frozenset({StopEffect.SUBMISSION}), D(2026, 10, 1)
    )
    with desk.work(read_only=False) as work:
        set_stop(work, 1, form)
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.show()
    found = workspace.open_page("claims").open_claim(claim.id)
    with qtbot.waitSignal(found.shown):
        pass
    assert found.desk_head.stop_chip.isVisible()
    assert "商服[2026]1号" in found.desk_head.answer.text.text()
    assert not found.actions_.steps[ClaimAction.SUBMIT].isEnabled()


# Thresholds


def test_a_year_is_worked_out_as_soon_as_its_income_is_entered(qtbot, sheet, tab, desk, owner):
    with desk.work(read_only=False) as work:
        work.add(
            QuarterReturnRecord(
                enterprise_id=owner,
                quarter="2025Q4",
                state="submitted",
                headcount=100,
                graduates=40,
                new_hires=0,
            )
        )
    assert "not known" in tab.atse.figures.text()
    tab.atse.income.trigger()
    dialog = dialog_of(qtbot, tab, IncomeDialog)
    dialog.fill({"total_cents": 1_000_000, "ats_cents": 600_000, "offshore_cents": 300_000})
    accepted(qtbot, sheet, dialog)
    columns = tab.atse.list.table.records.columns
    words = [[column.text(line) for column in columns] for line in tab.atse.list.rows]
    assert words[0][1:5] == [
        "Income from advanced technology services",
        "60.0%",
        "at least 50%",
        "Met",
    ]
    assert words[1][4:] == ["Not met", "¥ 500.00 more of the same whole income"]
    assert words[2][5].startswith("10 more people")
    assert words[3][0] == "财税〔2018〕44号, Service trade (to be confirmed)"


def test_another_year_has_other_documents(qtbot, sheet, tab):
    tab.atse.year.setCurrentIndex(tab.atse.year.findData(2010))
    settle(qtbot, sheet)
    assert {line.rule.code for line in tab.atse.list.rows} == {"2009-63", "2010-65"}


# The register of titles


def test_the_register_lists_and_leads_to_the_enterprise(qtbot, runner, owner):
    page = opened(qtbot, runner, "titles")
    assert page.table.records.total == 1
    qtbot.waitUntil(page.open.isEnabled)
    assert page.panel.subtitle.text() == "太湖软件外包有限公司"
    page.kind.set_value("key")
    settle_list(qtbot, page)
    assert page.table.records.total == 0


def test_the_list_is_saved_and_can_be_read_again(qtbot, runner, owner, tmp_path):
    page = opened(qtbot, runner, "titles")
    path = tmp_path / "titles.xlsx"
    export_to(page, page.export_spec(), path)
    qtbot.waitUntil(path.exists)
    settle_list(qtbot, page)
    assert openpyxl.load_workbook(path).active.max_row == 2
    dialog = page.open_import()
    dialog.read_file(path)
    qtbot.waitUntil(lambda: dialog.preview is not None)
    assert not dialog.preview.problems
