"""Typing at the claim desk: where the cursor stays, what a new row starts with, what is kept."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from parkdesk.domain.eligibility import Judge
from parkdesk.domain.programmes import Track
from parkdesk.domain.trainee_columns import ENTERPRISE_FIELDS as FIELDS
from parkdesk.domain.trainees import BLANK, RosterField, ServiceLine
from parkdesk.gui.claims.grid import RosterGrid
from parkdesk.gui.claims.model import RosterModel
from parkdesk.gui.claims.sheet import RosterSheet
from tests.gui.test_roster_model import TEMPLATE, parse_programme, tomllib
from tests.usecases.claim_stories import person

F = RosterField


def column(cell):
    return FIELDS.index(cell) + 1


@pytest.fixture
def grid(qtbot):
    """A grid with three people of an enterprise that does BPO."""
    programme = parse_programme(tomllib.loads(TEMPLATE.read_text("utf-8")))
    judge = Judge(programme, Track.ENTERPRISE, dt.date(2026, 10, 12))
    sheet = RosterSheet(judge, 2026, ServiceLine.BPO)
    rows = [person(1), person(2), person(3)]
    sheet.load(rows, judge.judge_roster(rows), {})
    model = RosterModel(sheet)
    model.editable = True
    model.may_reveal = True
    made = RosterGrid(model)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    return made


def at(grid):
    return grid.currentIndex().row(), grid.currentIndex().column()


def on_grid(table, rect):
    """How high a cell stands on the screen."""
    return table.viewport().mapToGlobal(rect.topLeft()).y()


def paste(grid, text):
    QGuiApplication.clipboard().setText(text)
    grid.paste()


def test_undoing_a_paste_stays_in_the_cell_so_the_next_paste_goes_there_again(grid):
    grid.go(3, F.SCHOOL)
    paste(grid, "清华大学\n北京大学")
    assert at(grid) == (3, column(F.SCHOOL))
    grid.undo()
    assert at(grid) == (3, column(F.SCHOOL))
    paste(grid, "清华大学")
    assert grid.records.sheet.rows[3].school == "清华大学"
    assert [row.id_number for row in grid.records.sheet.rows[:3]] == [
        person(number).id_number for number in (1, 2, 3)
    ]


def test_a_paste_says_which_columns_it_left_out(grid):
    told = []
    grid.left_out.connect(told.append)
    grid.go(3, F.NAME)
    paste(grid, "姓名\t性别\t身份证号码\t专业\t手机\n王小明\t男\t1\t软件\t13900000000")
    assert "性别、专业、手机" in told[-1]
    grid.go(3, F.NOTE)
    paste(grid, "备注\t多出的")
    assert "多出的" in told[-1]
    told.clear()
    paste(grid, "备注")
    assert told == []


def test_a_row_begun_by_hand_has_the_work_of_its_enterprise(grid):
    sheet = grid.records.sheet
    assert sheet.set_cell(3, F.NAME, "王小明", "x")
    assert sheet.rows[3].service_line is ServiceLine.BPO
    sheet.set_cell(3, F.SERVICE_LINE, "KPO", "x")
    sheet.set_cell(3, F.SCHOOL, "江南大学", "x")
    assert sheet.rows[3].service_line is ServiceLine.KPO


def test_a_row_whose_only_cell_is_emptied_is_blank_again(grid):
    sheet = grid.records.sheet
    sheet.set_cell(3, F.NAME, "王小明", "x")
    sheet.set_cell(3, F.NAME, "", "x")
    assert sheet.rows[3] == BLANK
    sheet.set_cell(3, F.NAME, "王小明", "x")
    grid.go(3, F.NAME)
    grid.clear_cells()
    assert sheet.rows[3] == BLANK


def test_people_who_are_there_or_pasted_are_given_no_work(grid):
    sheet = grid.records.sheet
    sheet.change([0], "x", lambda row: replace(row, service_line=None))
    sheet.set_cell(0, F.SCHOOL, "北京大学", "x")
    assert sheet.rows[0].service_line is None
    grid.go(3, F.NAME)
    paste(grid, "王小明")
    assert sheet.rows[3].service_line is None


def test_what_stands_in_an_open_editor_is_told_and_taken_back_with_esc(grid, qtbot):
    told = []
    grid.typing.connect(lambda rows: told.append(rows[0].name))
    grid.go(0, F.NAME)
    qtbot.keyClick(grid, "l")
    editor = grid.findChild(QLineEdit, "grid-editor")
    qtbot.keyClick(editor, "i")
    assert told == ["l", "li"]
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert told[-1] == person(1).name
    assert grid.records.sheet.rows[0].name == person(1).name


def test_sign_and_name_stay_in_view_when_the_roster_is_scrolled_sideways(grid, qtbot):
    assert not grid.frozen.isVisible()
    grid.go(1, F.NOTE)
    assert grid.frozen.isVisible()
    name = grid.records.index(1, column(F.NAME))
    shown = grid.frozen.visualRect(name)
    assert grid.frozen.viewport().rect().contains(shown)
    assert on_grid(grid.frozen, shown) == on_grid(grid, grid.visualRect(grid.currentIndex()))
    assert grid.frozen.width() < grid.viewport().width() // 2


def test_no_cell_that_is_gone_to_lies_under_the_kept_columns(grid):
    grid.go(1, F.NOTE)
    for cell in reversed(FIELDS):
        grid.go(1, cell)
        left = grid.visualRect(grid.currentIndex()).left()
        if cell is not F.NAME:
            assert left >= grid.frozen.kept_width or not grid.frozen.isVisible()
    assert not grid.frozen.isVisible(), "the name is typed in the real cell"


def test_a_click_on_a_kept_name_goes_to_the_real_cell(grid, qtbot):
    grid.go(0, F.NOTE)
    name = grid.records.index(2, column(F.NAME))
    where = grid.frozen.visualRect(name).center()
    qtbot.mouseClick(grid.frozen.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert at(grid) == (2, column(F.NAME))
    assert not grid.frozen.isVisible()


def test_the_kept_columns_follow_up_and_down(grid, qtbot):
    sheet = grid.records.sheet
    sheet.insert(3, [person(number) for number in range(4, 60)], "x")
    grid.records.reset_rows()
    grid.go(0, F.NOTE)
    grid.go(50, F.NOTE)
    name = grid.records.index(50, column(F.NAME))
    shown = on_grid(grid.frozen, grid.frozen.visualRect(name))
    assert shown == on_grid(grid, grid.visualRect(grid.currentIndex()))
    grid.resize(500, 200)
    assert grid.frozen.height() <= grid.height()


def test_the_row_at_work_stays_in_view_when_the_grid_gets_lower(grid, qtbot):
    sheet = grid.records.sheet
    sheet.insert(3, [person(number) for number in range(4, 60)], "x")
    grid.records.reset_rows()
    grid.go(50, F.NAME)
    grid.resize(700, 200)
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()))
