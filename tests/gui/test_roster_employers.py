"""Who hired an institution's trainees at the claim desk: typed with the register's help, pasted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from parkdesk.domain.programmes import Track
from parkdesk.domain.trainee_columns import ENTERPRISE_FIELDS, fields_of
from parkdesk.domain.trainees import Assessment, RosterField
from parkdesk.gui.claims.employer_list import EmployerList
from parkdesk.usecases.rosters import load_roster
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import person

F = RosterField
HERE, BESIDE, ELSEWHERE = "无锡太湖软件外包有限公司", "太湖数据有限公司", "北汀云桥软件有限公司"
BESIDE_CODE = "91320213MA1TESTX09"
NO_POPUP = pytest.mark.qt_log_ignore("does not support")
"""Offscreen, a pop-up cannot grab the keyboard."""


def trainee(number, employer=HERE):
    return person(number, assessment=Assessment.PASSED, employer=employer)


@pytest.fixture
def open_claim(workspace, qtbot, still):
    def go(claim):
        made = workspace.open_page("claims").open_claim(claim.id)
        qtbot.waitUntil(lambda: made.sheet is not None)
        still()
        return made

    return go


@pytest.fixture
def draft(desk, open_claim):
    """An institution's draft with three people, the last hired by nobody who is named."""
    story.add_enterprise(desk, BESIDE, BESIDE_CODE, initials="thsj")
    rows = [trainee(1), trainee(2), trainee(3, "")]
    return open_claim(story.add_claim(desk, rows, track=Track.INSTITUTION))


def at(draft):
    index = draft.grid.currentIndex()
    return index.row(), draft.grid.records.fields[index.column() - 1]


def type_employer(draft, qtbot, place, text):
    """Type into the cell; return its editor and the list under it."""
    draft.grid.go(place, F.EMPLOYER)
    qtbot.keyClick(draft.grid, text[0])
    editor = draft.grid.findChild(QLineEdit, "grid-editor")
    qtbot.keyClicks(editor, text[1:])
    offered = editor.findChild(EmployerList)
    return editor, offered.popup


def shown(popup):
    return [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]


def test_the_column_is_an_institutions_alone(draft, desk, open_claim):
    model = draft.grid.records
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(1, 20)]
    assert "录用企业" in heads or "Hired by" in heads
    assert draft.grid.records.fields == fields_of(Track.INSTITUTION)
    own = open_claim(story.add_claim(desk, [person(9)], enterprise=draft.detail.row.enterprise_id))
    assert own.grid.records.fields == ENTERPRISE_FIELDS
    assert own.grid.records.columnCount() == len(F)
    assert own.grid.columnWidth(own.grid.records.column_of(F.HIRED_ON)) < 100


@NO_POPUP
@pytest.mark.parametrize("typed", ["thsj", "THS", BESIDE_CODE])
def test_initials_or_a_code_and_enter_give_the_registers_name(draft, qtbot, typed):
    _editor, popup = type_employer(draft, qtbot, 2, typed)
    qtbot.waitUntil(popup.isVisible)
    assert shown(popup) == [f"{BESIDE} · {BESIDE_CODE}"]
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert draft.sheet.rows[2].employer == BESIDE
    assert at(draft) == (2, F.HIRED_ON), "Enter goes on, as in every other cell"
    assert not draft.sheet.verdicts[2].problems


@NO_POPUP
def test_the_one_that_is_marked_is_taken(draft, qtbot):
    editor, popup = type_employer(draft, qtbot, 2, "th")
    qtbot.waitUntil(popup.isVisible)
    assert len(shown(popup)) == 2
    wanted = shown(popup).index(f"{BESIDE} · {BESIDE_CODE}")
    popup.setCurrentIndex(popup.model().index(wanted, 0))
    qtbot.keyClick(popup, Qt.Key.Key_Tab)
    assert draft.sheet.rows[2].employer == BESIDE
    assert not editor.isVisible()


def test_a_name_outside_the_park_stays_as_it_is_typed_and_is_looked_at(draft, qtbot):
    editor, popup = type_employer(draft, qtbot, 2, "x")
    editor.setText("")
    editor.textEdited.emit("")
    editor.setText(ELSEWHERE)
    editor.textEdited.emit(ELSEWHERE)
    assert not popup.isVisible()
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert draft.sheet.rows[2].employer == ELSEWHERE
    assert [line.code for line in draft.sheet.verdicts[2].problems] == ["employer-not-in-register"]


@NO_POPUP
def test_esc_closes_the_list_for_a_name_that_only_begins_like_another(draft, qtbot):
    editor, popup = type_employer(draft, qtbot, 2, "thsj")
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert editor.isVisible(), "what was typed is still open"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert draft.sheet.rows[2].employer == "thsj"


def test_a_pasted_list_fills_it_and_is_saved(draft, desk, qtbot, still):
    people = [trainee(5), trainee(6, ELSEWHERE)]
    lines = ["姓名\t身份证号\t签约企业\t考核结果"]
    lines += [f"{one.name}\t{one.id_number}\t{one.employer}\t合格" for one in people]
    QGuiApplication.clipboard().setText("\n".join(lines))
    draft.grid.go(3, F.NAME)
    draft.grid.paste()
    assert [row.employer for row in draft.sheet.rows[3:]] == [HERE, ELSEWHERE]
    draft.drafts.save()
    qtbot.waitUntil(lambda: draft.drafts.is_settled, timeout=20_000)
    still()
    with desk.work(read_only=True) as work:
        kept = load_roster(work, draft.detail.row.id).rows
    assert [row.employer for row in kept] == [HERE, HERE, "", HERE, ELSEWHERE]


def test_ctrl_d_fills_it_down_and_it_can_be_taken_back(draft):
    draft.grid.go(2, F.EMPLOYER)
    draft.grid.fill_down()
    assert draft.sheet.rows[2].employer == HERE
    draft.grid.undo()
    assert draft.sheet.rows[2].employer == ""


def test_f8_walks_to_the_cell_that_is_missing(draft):
    draft.grid.go(0, F.NAME)
    draft.grid.go_to_problem(1)
    assert at(draft) == (2, F.EMPLOYER)
    said = draft.explanation.said()
    assert "录用企业：未填写" in said or "Hired by: missing" in said


def test_an_imported_file_fills_it(draft, qtbot, still, tmp_path):
    one = trainee(7)
    path = tmp_path / "名单.csv"
    text = f"姓名,身份证号,用人单位\n{one.name},{one.id_number},{ELSEWHERE}\n"
    path.write_text(text, encoding="utf-8-sig")
    draft.files.read_file(path, 2026)
    qtbot.waitUntil(lambda: len(draft.sheet.rows) == 4, timeout=20_000)
    still()
    assert draft.sheet.rows[3].employer == ELSEWHERE


def test_an_enterprises_own_list_names_the_column_as_left_out(desk, open_claim, qtbot):
    own = open_claim(story.add_claim(desk, [person(1)]))
    one = person(7)
    QGuiApplication.clipboard().setText(
        f"姓名\t身份证号\t用人单位\n{one.name}\t{one.id_number}\t{HERE}"
    )
    own.grid.go(1, F.NAME)
    with qtbot.waitSignal(own.grid.left_out) as told:
        own.grid.paste()
    assert "用人单位" in told.args[0]
    assert own.sheet.rows[1].employer == ""
