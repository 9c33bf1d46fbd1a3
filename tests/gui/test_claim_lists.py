"""Lists at the claim desk: headings asked once, the list of problems, choices, undo and redo."""

import csv
import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from parkdesk.domain.trainees import RosterField
from parkdesk.gui.claims.list_headings_dialog import ListHeadingsDialog
from parkdesk.usecases.roster_headings import roster_headings
from tests.pages import shown
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import person

F = RosterField
TABLE = "人员\t证件\t学历\t职级\n王小明\t{number}\t本科\tP5"


@pytest.fixture
def draft(workspace, desk, qtbot, still):
    """The desk of a draft with two people in order and one whose contract is too short."""
    rows = [person(1), person(2, contract_last=dt.date(2027, 3, 10)), person(3)]
    claim = story.add_claim(desk, rows)
    made = workspace.open_page("claims").open_claim(claim.id)
    qtbot.waitUntil(lambda: made.sheet is not None)
    still()
    return made


def asked(qtbot):
    return shown(qtbot, ListHeadingsDialog)


def paste(draft, text):
    QGuiApplication.clipboard().setText(text)
    draft.grid.go(len(draft.sheet.rows), F.NAME)
    draft.grid.paste()


def test_unknown_headings_are_asked_once_and_known_the_next_time(draft, desk, qtbot, still):
    paste(draft, TABLE.format(number=person(5).id_number))
    dialog = asked(qtbot)
    name, number, duty = dialog.choices
    assert number.value() is F.ID_NUMBER, "what stands under it says so"
    assert person(5).id_number not in dialog._unknown[1].sample
    name.set_value(F.ID_NUMBER)
    dialog.submit()
    assert dialog.isVisible(), "no column is filled twice"
    name.set_value(F.NAME)
    duty.set_value(None)
    dialog.submit()
    still()
    assert (draft.sheet.rows[3].name, draft.sheet.rows[3].id_number) == (
        "王小明",
        person(5).id_number,
    )
    with desk.work(read_only=True) as work:
        known = roster_headings(work, draft.detail.row.enterprise_id)
    assert {one.heading: one.field for one in known}["职级"] is None

    paste(draft, TABLE.format(number=person(6).id_number))
    still()
    assert draft.sheet.rows[4].id_number == person(6).id_number
    assert not draft.banner.isVisible(), "what was left out on purpose is not told again"


def test_giving_no_answer_pastes_nothing(draft, qtbot):
    paste(draft, TABLE.format(number=person(5).id_number))
    asked(qtbot).reject()
    assert len(draft.sheet.rows) == 3


def test_a_file_asks_in_the_same_way(draft, qtbot, still, tmp_path):
    path = tmp_path / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = TABLE.format(number=person(5).id_number)
        csv.writer(file).writerows(line.split("\t") for line in table.split("\n"))
    draft.files.read_file(path, 2026)
    dialog = asked(qtbot)
    for choice, field in zip(dialog.choices, (F.NAME, F.ID_NUMBER, F.POST), strict=True):
        choice.set_value(field)
    dialog.submit()
    qtbot.waitUntil(lambda: len(draft.sheet.rows) == 4)
    still()
    assert draft.sheet.rows[3].post == "P5"


def test_the_list_of_problems_goes_to_the_cell(draft, qtbot):
    dialog = draft.list_faults()
    qtbot.waitUntil(lambda: dialog.table.records.total == 1 and dialog.table.current() is not None)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert draft.grid.place == 1
    assert not dialog.isVisible()


def test_a_repeated_person_is_decided_by_a_key(draft, qtbot):
    draft.sheet.insert(3, [person(1)], "x")
    draft.grid.records.reset_rows()
    grid = draft.grid

    def choose(key):
        grid.go(1, F.NAME)
        grid.go_to_problem(1)
        assert (grid.place, grid.currentIndex().column()) == (3, 0)
        qtbot.keyClick(grid, key)

    choose("1")
    assert grid.place == 1
    assert len(draft.sheet.rows) == 4
    choose("2")
    assert (grid.place, grid.currentIndex().column()) == (3, 2)
    choose("4")
    assert grid.place == 0
    choose("3")
    assert len(draft.sheet.rows) == 3


def test_the_other_claim_is_shown(draft, desk, qtbot, still):
    firm = draft.detail.row.enterprise_id
    other = story.add_claim(desk, [person(3)], enterprise=firm)
    story.submit(desk, other)
    draft.check_all()
    still()
    draft.grid.go(1, F.NAME)
    draft.grid.go_to_problem(1)
    assert "2 the number is mistyped" in draft.explanation.choices.text()
    qtbot.keyClick(draft.grid, "4")
    qtbot.waitUntil(lambda: draft.detail is not None and draft.detail.row.id == other.id)
    still()


def test_undo_and_redo_say_what(draft):
    said = []
    draft.grid.said.connect(said.append)
    draft.grid.redo()
    paste(draft, "王小明\n李蕾")
    draft.grid.undo()
    assert len(draft.sheet.rows) == 3
    draft.grid.redo()
    assert [row.name for row in draft.sheet.rows[3:]] == ["王小明", "李蕾"]
    assert said[0] == "Nothing to do again"
    assert said[-2:] == ["Taken back: paste of 2 rows", "Done again: paste of 2 rows"]
    draft.sheet.set_cell(0, F.NOTE, "x", "note")
    draft.grid.redo()
    assert said[-1] == "Nothing to do again"


def test_a_row_typed_behind_another_is_of_its_class(draft):
    sheet = draft.sheet
    sheet.set_cell(2, F.TRAINING_FIRST, "2026-06-01", "x")
    sheet.set_cell(2, F.TRAINING_LAST, "2026-06-30", "x")
    sheet.set_cell(3, F.NAME, "王小明", "x")
    row = sheet.rows[3]
    assert (row.course, row.training_first) == (sheet.rows[2].course, dt.date(2026, 6, 1))
    sheet.set_cell(3, F.NAME, "", "x")
    assert sheet.rows[3].blank, "nobody is left behind an emptied name"


def test_the_number_tells_year_sex_age_and_province(draft):
    draft.grid.go(0, F.NAME)
    assert draft.explanation.person.text() == "male · born in 1998 · aged 28 · Jiangsu"
    draft.grid.go(3, F.NAME)
    assert not draft.explanation.person.isVisible()
