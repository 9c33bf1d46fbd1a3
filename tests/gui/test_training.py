"""Classes, institutions and a class brought into a claim, through a real runner and database."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from parkdesk.domain.class_members import Assessed
from parkdesk.domain.trainees import Assessment
from parkdesk.domain.training import ClassState, InstitutionCondition
from parkdesk.gui.claims.classes import BringClassDialog
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.marketplace.opportunity_dialogs import ReasonDialog
from parkdesk.gui.training.dialogs import (
    ClassDialog,
    MemberDialog,
    PlacementDialog,
    ResultDialog,
    ResultsDialog,
)
from parkdesk.gui.training.importing import member_import
from parkdesk.gui.training.institution_dialogs import (
    CourseDialog,
    InstitutionDialog,
    YearDialog,
)
from parkdesk.usecases.class_members import assess_members, place_member
from parkdesk.usecases.import_headings import own_headings
from parkdesk.usecases.training_classes import delete_class
from tests.pages import dialog_of, opened, settle
from tests.registers import enterprise
from tests.usecases import claim_stories
from tests.usecases import training_stories as story

D = dt.date
SCHOOL = "云湖职业培训学校"


@pytest.fixture
def school(desk):
    with desk.work(read_only=False) as work:
        return enterprise(work, name=SCHOOL)


@pytest.fixture
def held(desk, school):
    """A class that ended and the two people in it, by their ids."""
    with desk.work(read_only=False) as work:
        course = story.course(work, story.institution(work, school))
        class_id = story.class_of(work, course)
        return class_id, story.members(work, class_id, 2)


@pytest.fixture
def page(qtbot, held, runner):
    page = opened(qtbot, runner, "training-classes")
    page.panel.tabs.setCurrentIndex(1)
    page.members.table.select_place(0)
    return page


def accepted(qtbot, page, dialog):
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    settle(qtbot, page)


def until(qtbot, holds):
    qtbot.waitUntil(holds, timeout=20_000)


def test_a_class_is_planned_enrolled_and_called_off(qtbot, page):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, ClassDialog)
    dialog.fields["course_id"].set_value(page._row.form.course_id)
    dialog.fields["first_on"].set_value(D(2026, 11, 2))
    dialog.fields["last_on"].editor.setText("+30d")
    dialog.fields["capacity"].set_value(1)
    accepted(qtbot, page, dialog)
    until(qtbot, lambda: page._row is not None and page._row.state is ClassState.PLANNED)
    assert (page._row.form.last_on, page._row.number) == (D(2026, 12, 2), "BC-2026-0002")
    assert not page.assess.isEnabled()
    page.enrol.trigger()
    dialog = dialog_of(qtbot, page, MemberDialog)
    dialog.fields["name"].set_value("学员9")
    dialog.fields["id_number"].set_value("320106199805110090")
    dialog.submit()
    until(qtbot, lambda: bool(dialog.fields["id_number"].problem))
    dialog.fields["id_number"].set_value(story.person(9).id_number)
    accepted(qtbot, page, dialog)
    until(qtbot, lambda: page._row.enrolled == 1)
    assert not page.enrol.isEnabled()
    assert not page.delete.isEnabled()
    page.call_off.trigger()
    dialog = dialog_of(qtbot, page, ReasonDialog)
    dialog.fields["reason"].set_value("报名人数不足")
    accepted(qtbot, page, dialog)
    until(qtbot, lambda: page._row.state is ClassState.CANCELLED)
    page.resume.trigger()
    until(qtbot, lambda: page._row.state is ClassState.PLANNED)


def test_a_list_of_people_is_imported_into_the_class_in_view(qtbot, page, desk, tmp_path):
    path = tmp_path / "学员.csv"
    number = story.person(3).id_number
    path.write_text(f"姓名,身份证号\n学员3,{number}\n", "utf-8")
    page.import_list.trigger()
    dialog = dialog_of(qtbot, page, ImportDialog)
    dialog.read_file(path)
    until(qtbot, lambda: dialog.preview is not None)
    with qtbot.waitSignal(dialog.imported, timeout=20_000) as told:
        dialog.apply()
    assert told.args[0].new == 1
    dialog.reject()
    until(qtbot, lambda: page._row.enrolled == 3)
    with desk.work(read_only=True) as work:
        assert not own_headings(work, member_import(page._row).key)


def test_results_of_all_are_noted_and_one_is_corrected(qtbot, page):
    page.assess.trigger()
    dialog = dialog_of(qtbot, page, ResultsDialog)
    assert dialog.present.tenths() == story.HOURS
    accepted(qtbot, page, dialog)
    until(qtbot, lambda: page._row.passed == 2)
    assert not page.assess.isEnabled()
    page.members.table.select_place(1)
    page.result.trigger()
    dialog = dialog_of(qtbot, page, ResultDialog)
    dialog.present.set_tenths(story.HOURS + 10)
    dialog.submit()
    until(qtbot, lambda: bool(dialog.present.problem))
    dialog.present.set_tenths(600)
    dialog.fields["assessment"].set_value(Assessment.FAILED)
    dialog.score.set_tenths(415)
    accepted(qtbot, page, dialog)
    until(qtbot, lambda: page._row.passed == 1)
    assert page._row.members[1].member.assessed == Assessed(600, Assessment.FAILED, 415)


def test_who_hired_somebody_is_noted_and_taken_back(qtbot, page, school):
    page.place.trigger()
    dialog = dialog_of(qtbot, page, PlacementDialog)
    dialog.enterprise.set_enterprise(school, SCHOOL)
    dialog.fields["hired_on"].set_value(D(2026, 8, 3))
    dialog.fields["contract_first"].set_value(D(2026, 8, 3))
    dialog.fields["contract_last"].editor.setText("+2y")
    accepted(qtbot, page, dialog)
    until(qtbot, lambda: page._row.placed == 1)
    placed = page._row.members[0].member.placement
    assert (placed.employer, placed.contract_last) == (SCHOOL, D(2028, 8, 2))
    assert not page.remove.isEnabled()
    page.members.table.select_place(0)
    page.unplace.trigger()
    until(qtbot, lambda: page._row.placed == 0)


def test_who_left_frees_the_seat_and_comes_back(qtbot, page):
    page.drop.trigger()
    dialog = dialog_of(qtbot, page, ReasonDialog)
    dialog.fields["reason"].set_value("到外地就业")
    accepted(qtbot, page, dialog)
    until(qtbot, lambda: page._row.enrolled == 1)
    page.members.table.select_place(0)
    assert not page.place.isEnabled()
    page.again.trigger()
    until(qtbot, lambda: page._row.enrolled == 2)
    page.members.table.select_place(1)
    page.correct.trigger()
    dialog = dialog_of(qtbot, page, MemberDialog)
    assert dialog.fields["id_number"].value() == ""
    dialog.fields["name"].set_value("学员甲")
    dialog.fields["id_number"].set_value(story.person(2).id_number)
    accepted(qtbot, page, dialog)
    until(qtbot, lambda: page._row.members[1].member.person.name == "学员甲")
    page.members.table.select_place(1)
    page.remove.trigger()
    until(qtbot, lambda: len(page._row.members) == 1)


def test_a_number_is_shown_whole_for_half_a_minute(qtbot, page):
    def number():
        row = page.members.table.records.row(0)
        return row.member.person.id_number if row is not None else ""

    until(qtbot, lambda: "****" in number())
    page.members.table.select_place(0)
    page.look.trigger()
    until(qtbot, lambda: number() == story.person(1).id_number)
    assert page._hiding.isActive()
    page._hiding.timeout.emit()
    until(qtbot, lambda: "****" in number())


def test_an_institution_has_its_plan_review_and_courses(qtbot, runner, school):
    page = opened(qtbot, runner, "training-institutions")
    page.new.trigger()
    dialog = dialog_of(qtbot, page, InstitutionDialog)
    dialog.enterprise.set_enterprise(school, SCHOOL)
    dialog.fields["conditions"].set_value(frozenset(InstitutionCondition))
    dialog.submit()
    until(qtbot, lambda: bool(dialog.fields["licence_number"].problem))
    dialog.fields["licence_number"].set_value("民办许可1号")
    accepted(qtbot, page, dialog)
    until(qtbot, lambda: page._row is not None)
    page.add_year.trigger()
    dialog = dialog_of(qtbot, page, YearDialog)
    dialog.fields["year"].set_value(2026)
    assert dialog.fields["year"].editor.text() == "2026"
    dialog.fields["plan_on"].set_value(D(2025, 12, 18))
    accepted(qtbot, page, dialog)
    until(qtbot, lambda: len(page._row.years) == 1)
    page.panel.tabs.setCurrentIndex(2)
    page.years.table.select_place(0)
    page.edit_year.trigger()
    dialog = dialog_of(qtbot, page, YearDialog)
    dialog.fields["reviewed_on"].set_value(D(2026, 9, 30))
    dialog.fields["passed"].set_value(value=False)
    dialog.submit()
    until(qtbot, lambda: bool(dialog.fields["outcome"].problem))
    dialog.fields["outcome"].set_value("台账缺少考勤表")
    accepted(qtbot, page, dialog)
    until(qtbot, lambda: page._row.years[0].form.passed is False)
    page.add_course.trigger()
    dialog = dialog_of(qtbot, page, CourseDialog)
    dialog.fields["title"].set_value("对日软件开发")
    dialog.hours.set_tenths(1_600)
    accepted(qtbot, page, dialog)
    until(qtbot, lambda: page._row.courses == 1)
    assert not page.delete.isEnabled()
    page.panel.tabs.setCurrentIndex(1)
    page.courses.table.select_place(0)
    page.retire.trigger()
    until(qtbot, lambda: page._row.offered[0].retired_on == D(2026, 10, 12))
    page.courses.table.select_place(0)
    page.offer.trigger()
    until(qtbot, lambda: page._row.offered[0].retired_on is None)
    page.courses.table.select_place(0)
    page.drop.trigger()
    until(qtbot, lambda: page._row.offered == ())


def test_an_institution_entered_by_mistake_is_deleted(qtbot, runner, desk, school):
    with desk.work(read_only=False) as work:
        story.institution(work, school)
    page = opened(qtbot, runner, "training-institutions")
    until(qtbot, page.delete.isEnabled)
    page.delete.trigger()
    page.banner._buttons[0].click()
    until(qtbot, lambda: page.table.records.total == 0)


def test_a_class_that_is_gone_meanwhile_leaves_the_panel_empty(qtbot, runner, desk, school):
    with desk.work(read_only=False) as work:
        class_id = story.class_of(work, story.course(work, story.institution(work, school)))
    page = opened(qtbot, runner, "training-classes")
    until(qtbot, lambda: page._row is not None)
    with desk.work(read_only=False) as work:
        delete_class(work, class_id, 1)
    page.refresh()
    until(qtbot, lambda: page._row is None)
    assert not page.edit.isEnabled()


@pytest.fixture
def claim_desk(workspace, qtbot, still, desk, held):
    """The desk of a claim of the enterprise that hired the first of the class; one row typed."""
    firm = claim_stories.add_enterprise(desk)
    with desk.work(read_only=False) as work:
        class_id, (first, _second) = held
        assess_members(work, class_id, {first: (1, Assessed(story.HOURS, Assessment.PASSED, 900))})
    with desk.work(read_only=False) as work:
        place_member(work, first, 2, story.placed(firm))
    claim = claim_stories.add_claim(desk, [claim_stories.person(5)], enterprise=firm)
    page = workspace.open_page("claims")
    opened_desk = page.open_claim(claim.id)
    qtbot.waitUntil(lambda: opened_desk.sheet is not None)
    still()
    return opened_desk


def test_a_class_is_brought_into_a_claim_behind_what_was_typed(qtbot, workspace, claim_desk, still):
    grid = claim_desk.grid
    grid.go(0)
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    claim_desk.actions_.bring_class.trigger()
    dialog = dialog_of(qtbot, claim_desk, BringClassDialog)
    dialog.submit()
    until(qtbot, lambda: not dialog.isVisible())
    still()
    until(qtbot, lambda: len(claim_desk.sheet.rows) >= 2)
    assert claim_desk.sheet.rows[1].name == "学员1"
    claim_desk.actions_.bring_class.trigger()
    dialog = dialog_of(qtbot, claim_desk, BringClassDialog)
    dialog.submit()
    until(qtbot, lambda: "already" in workspace.status.notice.text())


def test_a_claim_without_such_people_says_what_to_do(qtbot, workspace, desk, still, held):
    claim = claim_stories.add_claim(desk, [claim_stories.person(5)])
    opened_desk = workspace.open_page("claims").open_claim(claim.id)
    until(qtbot, lambda: opened_desk.sheet is not None)
    still()
    opened_desk.actions_.bring_class.trigger()
    until(qtbot, lambda: "note their results" in opened_desk.banner.text.text())
