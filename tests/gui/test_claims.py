"""The claim desk with a real runner and database: typing, pasting, saving, deciding."""

import csv
import datetime as dt
import io

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from parkdesk.domain.claims import ClaimAction, ClaimState
from parkdesk.domain.identity import Role
from parkdesk.domain.trainee_columns import ENTERPRISE_FIELDS as FIELDS
from parkdesk.domain.trainees import RosterField
from parkdesk.gui.claims.amount_dialog import AmountDialog
from parkdesk.gui.claims.dialogs import NewClaimDialog
from parkdesk.gui.claims.papers_dialog import PapersDialog, Said
from parkdesk.gui.claims.return_dialog import ReturnDialog
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Runner
from parkdesk.gui.workspace import Workspace
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.usecases.claim_lists import claim_detail
from parkdesk.usecases.programmes import open_programmes
from parkdesk.usecases.rosters import load_roster, save_roster
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import CAP, person

F = RosterField


def column(cell):
    return FIELDS.index(cell) + 1


@pytest.fixture
def open_claim(workspace, qtbot, still):
    """Open a claim's desk in the window and wait until its roster is there."""

    def go(claim):
        page = workspace.open_page("claims")
        desk = page.open_claim(claim.id)
        qtbot.waitUntil(lambda: desk.sheet is not None)
        still()
        return desk

    return go


@pytest.fixture
def draft(desk, open_claim):
    """The desk of a draft with two people in order and one who is not."""
    rows = [person(1), person(2, contract_last=dt.date(2027, 3, 10)), person(3)]
    return open_claim(story.add_claim(desk, rows))


def stored(desk, claim_desk):
    with desk.work(read_only=True) as work:
        return load_roster(work, claim_desk.detail.row.id).rows


def dialog_of(kind):
    return next(
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, kind) and widget.isVisible()
    )


def type_text(qtbot, grid, text, key=Qt.Key.Key_Return):
    """Type into the current cell as a person does, and leave it."""
    qtbot.keyClick(grid, text[0])
    editor = grid.findChild(QLineEdit, "grid-editor")
    for character in text[1:]:
        qtbot.keyClick(editor, character)
    qtbot.keyClick(editor, key)


def test_the_grid_shows_numbers_masked_and_verdicts_by_sign(draft):
    model = draft.grid.records
    shown = model.index(0, column(F.ID_NUMBER)).data()
    assert shown == f"3201**********{person(1).id_number[-4:]}"
    assert [model.index(row, 0).data() for row in range(3)] == ["✓", "✕", "✓"]
    assert model.rowCount() == 4
    assert "fewer than 12" in model.tip(1, column(F.CONTRACT_LAST))
    assert draft.figures.requested.figure.text() == "¥ 9,000.00"
    assert draft.figures.requested.note.text() == "the sum of the payable rows"


def test_the_panel_explains_the_current_row(draft):
    draft.grid.go_to_problem(1)
    assert draft.grid.place == 1
    assert draft.grid.currentIndex().column() == column(F.CONTRACT_LAST)
    assert "Not payable" in draft.explanation.title.text()
    summary = draft.explanation.basis.text.text()
    assert "With a contract to 2027-05-10 or later, 4,500.00 yuan can be paid." in summary
    assert "to be confirmed" in summary


def test_typing_moves_on_is_judged_and_saved_by_itself(draft, desk, qtbot, still):
    draft.grid.go(1, F.CONTRACT_LAST)
    type_text(qtbot, draft.grid, "+1y")
    assert draft.sheet.rows[1].contract_last == dt.date(2027, 5, 10)
    assert draft.grid.currentIndex().column() == column(F.CONTRACT_LAST) + 1
    assert draft.sheet.totals.payable == 3
    assert not draft.drafts.is_settled
    qtbot.waitUntil(lambda: draft.drafts.is_settled, timeout=4000)
    still()
    assert stored(desk, draft)[1].contract_last == dt.date(2027, 5, 10)


def test_a_new_row_is_typed_behind_the_last(draft, qtbot):
    draft.grid.go(3, F.NAME)
    type_text(qtbot, draft.grid, "Wang", Qt.Key.Key_Tab)
    assert draft.sheet.rows[3].name == "Wang"
    assert draft.grid.records.rowCount() == 5
    assert draft.grid.currentIndex().column() == column(F.ID_NUMBER)


def test_what_cannot_be_read_stays_as_it_was_typed(draft, qtbot):
    draft.grid.go(0, F.HIRED_ON)
    type_text(qtbot, draft.grid, "2026-13-01")
    index = draft.grid.records.index(0, column(F.HIRED_ON))
    assert index.data() == "2026-13-01"
    assert draft.sheet.verdicts[0].problems[0].code == "cell-not-readable"


def test_undo_takes_back_by_words(draft, qtbot):
    said = []
    draft.grid.said.connect(said.append)
    draft.grid.go(0, F.NAME)
    type_text(qtbot, draft.grid, "Li")
    draft.actions_.editing[0].trigger()
    assert draft.sheet.rows[0].name == person(1).name
    assert said == ["Taken back: Full name of row 1"]
    draft.grid.undo()
    assert said[-1] == "Nothing to take back"


HEADED = (
    "序号\t姓名\t身份证号码\t学历\t毕业时间\t录用日期\t劳动合同起\t劳动合同止\t业务类型\t照片\n"
    "1\t王小明\t11010519491231002X\t本科\t2025/6/30\t2026-05-11\t2026-05-11\t+2y\tITO\t\n"
    '2\t"李\n蕾"\t3.20106E+17\t大专\t2025年6月\t5月11日\t2026.5.11\t2029-05-10\tBPO\t\n\n'
)


def test_a_table_from_excel_finds_its_columns_by_heading(draft):
    QGuiApplication.clipboard().setText(HEADED)
    draft.grid.go(3, F.NAME)
    draft.grid.paste()
    rows = draft.sheet.rows[3:]
    assert [row.name for row in rows] == ["王小明", "李 蕾"]
    assert rows[0].contract_last == dt.date(2028, 5, 10)
    assert rows[1].graduated_on == dt.date(2025, 6, 30)
    assert rows[1].hired_on == dt.date(2026, 5, 11)
    codes = [line.code for line in draft.sheet.verdicts[4].problems]
    assert "id-excel-damaged" in codes
    assert "序号" in draft.banner.text.text(), "it stays until it is read"
    draft.grid.undo()
    assert len(draft.sheet.rows) == 3


def test_a_table_without_headings_goes_where_the_cursor_is(draft):
    QGuiApplication.clipboard().setText("清华大学\t2024-06-30\n北京大学\t2023-06-30")
    draft.grid.go(0, F.SCHOOL)
    draft.grid.paste()
    assert [row.school for row in draft.sheet.rows] == ["清华大学", "北京大学", "江南大学"]
    assert draft.sheet.rows[1].graduated_on == dt.date(2023, 6, 30)


def test_copying_takes_the_numbers_masked(draft):
    draft.grid.go(0, F.ID_NUMBER)
    draft.grid.copy()
    assert QGuiApplication.clipboard().text() == f"3201**********{person(1).id_number[-4:]}"


def test_fill_down_value_above_and_clearing(draft):
    grid = draft.grid
    grid.go(1, F.COURSE)
    draft.sheet.set_cell(0, F.COURSE, "测试工程师", "x")
    grid.take_above()
    assert draft.sheet.rows[1].course == "测试工程师"
    grid.go(2, F.COURSE)
    grid.fill_down()
    assert draft.sheet.rows[2].course == "测试工程师"
    grid.go(2, F.COURSE)
    grid.clear_cells()
    assert draft.sheet.rows[2].course == ""
    grid.put_day(dt.date(2026, 10, 12))
    assert draft.sheet.rows[2].course == "2026-10-12"


def test_the_same_person_twice_is_seen_while_typing(draft, qtbot):
    draft.grid.go(2, F.ID_NUMBER)
    type_text(qtbot, draft.grid, person(1).id_number)
    assert draft.grid.records.index(2, 0).data() == "2×"
    draft.grid.remove_rows()
    assert all(line.code != "repeat-in-roster" for v in draft.sheet.verdicts for line in v.problems)


def test_enter_belongs_to_the_input_method_while_it_composes(draft, qtbot):
    draft.grid.go(3, F.NAME)
    qtbot.keyClick(draft.grid, "w")
    editor = draft.grid.findChild(QLineEdit, "grid-editor")
    editor.window().activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    QApplication.sendEvent(editor, QInputMethodEvent("wang", []))
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert draft.grid.currentIndex().column() == column(F.NAME)
    assert editor.isVisible()
    committed = QInputMethodEvent("", [])
    committed.setCommitString("王")
    QApplication.sendEvent(editor, committed)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert draft.sheet.rows[3].name.endswith("王")


def test_opening_an_editor_on_a_number_leaves_a_trace(draft, desk, qtbot, still):
    draft.grid.go(0, F.ID_NUMBER)
    qtbot.keyClick(draft.grid, Qt.Key.Key_F2)
    editor = draft.grid.findChild(QLineEdit, "grid-editor")
    assert editor.text() == person(1).id_number
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    still()
    with desk.work(read_only=True) as work:
        looks = work.session.query(TrailRecord).filter_by(action="reveal_identity").count()
    assert looks == 1
    assert draft.drafts.is_settled


def test_a_look_in_the_middle_of_typing_leaves_its_trace_too(draft, desk, qtbot, still):
    draft.grid.go(1, F.SCHOOL)
    type_text(qtbot, draft.grid, "x")
    assert not draft.drafts.is_settled
    draft.grid.go(0, F.ID_NUMBER)
    qtbot.keyClick(draft.grid, Qt.Key.Key_F2)
    still()
    with desk.work(read_only=True) as work:
        looks = work.session.query(TrailRecord).filter_by(action="reveal_identity").count()
    assert looks == 1


def test_revealing_shows_the_number_and_the_next_row_hides_it(draft, still):
    draft.grid.go(0, F.NAME)
    draft.actions_.reveal.trigger()
    still()
    assert person(1).id_number in draft.explanation.number.text()
    draft.grid.go(1, F.NAME)
    assert draft.explanation.number.text() == ""


def test_somebody_elses_save_is_not_overwritten(draft, desk, qtbot, still):
    with desk.work(read_only=False) as work:
        claim = draft.detail.row
        save_roster(work, claim.id, claim.version, (person(9),))
    draft.grid.go(0, F.NAME)
    type_text(qtbot, draft.grid, "Li")
    draft.drafts.save()
    still()
    assert draft.banner.isVisible()
    assert draft.sheet.rows[0].name == "Li"
    draft._keep_mine()
    still()
    assert stored(desk, draft)[0].name == "Li"


def test_showing_theirs_loads_their_rows(draft, desk, qtbot, still):
    with desk.work(read_only=False) as work:
        claim = draft.detail.row
        save_roster(work, claim.id, claim.version, (person(9),))
    draft.grid.go(0, F.NAME)
    type_text(qtbot, draft.grid, "Li")
    draft.drafts.save()
    still()
    draft._take_theirs()
    still()
    assert [row.name for row in draft.sheet.rows] == ["学员9"]


def test_submitting_saves_first_and_shows_the_sums(draft, desk, qtbot, still):
    draft.grid.go(1, F.CONTRACT_LAST)
    type_text(qtbot, draft.grid, "+1y")
    draft.step(ClaimAction.SUBMIT)
    still()
    dialog_of(FormDialog).submit()
    still()
    with desk.work(read_only=True) as work:
        row = claim_detail(work, draft.detail.row.id).row
    assert row.state is ClaimState.SUBMITTED
    assert row.requested_cents == 3 * CAP
    assert draft.masked
    assert not draft.grid.records.editable
    assert not draft.actions_.steps[ClaimAction.SUBMIT].isVisible()
    assert draft.actions_.steps[ClaimAction.PRECHECK].isVisible()


def test_a_reviewer_passes_on_and_returns_with_reasons(act_as, qtbot):
    clerk = act_as(Role.CLERK)
    rows = [person(1), person(2, degree=None)]
    claim = story.submit(clerk, story.add_claim(clerk, rows))
    runner = Runner(act_as(Role.REVIEWER))
    window = Workspace(runner)
    qtbot.addWidget(window)
    window.show()
    desk = window.open_page("claims").open_claim(claim.id)
    qtbot.waitUntil(lambda: desk.sheet is not None and runner.is_idle)
    assert not desk.actions_.import_list.isVisible()
    desk.step(ClaimAction.RETURN)
    qtbot.waitUntil(lambda: runner.is_idle)
    dialog = dialog_of(ReturnDialog)
    assert "Row 2, 学员2: Degree: missing" in dialog.reason.value()
    dialog.reject()
    desk.step(ClaimAction.PRECHECK)
    qtbot.waitUntil(lambda: runner.is_idle)
    amount = dialog_of(AmountDialog)
    amount.amount.set_value(CAP - 1)
    amount.submit()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert amount.isVisible(), "a cut without a reason is not accepted"
    amount.reason.set_value("按实际成本核减")
    amount.submit()
    qtbot.waitUntil(lambda: runner.is_idle and desk.detail is not None)
    assert desk.detail.row.state is ClaimState.PRECHECKED
    assert desk.detail.row.recommended_cents == CAP - 1
    runner.close()


def test_papers_are_ticked(draft, desk, still):
    draft.open_papers()
    still()
    dialog = dialog_of(PapersDialog)
    dialog.fields["id-copy"].set_value(Said.COME)
    dialog.submit()
    still()
    with desk.work(read_only=True) as work:
        papers = claim_detail(work, draft.detail.row.id).papers
    assert [one.material.code for one in papers if one.state.handed_in] == ["id-copy"]
    draft.grid.go(0, F.NAME)
    draft.grid.put_day(dt.date(2026, 1, 1))
    draft.drafts.save()
    still()
    assert draft.drafts.is_settled


def test_a_file_is_read_behind_the_rows(draft, tmp_path, still):
    path = tmp_path / "roster.csv"
    table = list(csv.reader(io.StringIO(HEADED), delimiter="\t"))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(row for row in table if row)
    draft.files.read_file(path, 2026)
    still()
    assert [row.name for row in draft.sheet.rows[3:]] == ["王小明", "李 蕾"]
    draft.files.write_template(tmp_path / "template.xlsx")
    draft.files.write_rows(tmp_path / "out.csv", list(draft.sheet.rows))
    still()
    assert person(1).id_number not in (tmp_path / "out.csv").read_text("utf-8-sig")
    assert (tmp_path / "template.xlsx").stat().st_size > 0


def test_a_new_claim_begins_from_the_register(workspace, desk, still, qtbot):
    enterprise = story.add_enterprise(desk)
    page = workspace.open_page("claims")
    still()
    with desk.work(read_only=True) as work:
        programmes = open_programmes(work)
    dialog = page.register.ask_new(programmes)
    assert isinstance(dialog, NewClaimDialog)
    dialog.enterprise.set_enterprise(enterprise, "太湖")
    dialog.submit()
    qtbot.waitUntil(lambda: page.desk is not None and page.desk.sheet is not None)
    still()
    assert page.desk.detail.row.number == "PX-2026-0001"
    page.desk.leave()
    still()
    assert page.register.table.records.total == 1


def test_leaving_the_page_saves_what_was_typed(draft, desk, workspace, qtbot, still):
    draft.grid.go(0, F.NAME)
    type_text(qtbot, draft.grid, "Li")
    workspace.open_page("home")
    still()
    assert stored(desk, draft)[0].name == "Li"


def test_checking_all_looks_everybody_up_and_goes_to_the_first_problem(draft, desk, still):
    other = story.add_claim(desk, [person(3)], enterprise=draft.detail.row.enterprise_id)
    story.submit(desk, other)
    draft.grid.go(2, F.NAME)
    draft.check_all()
    still()
    assert draft.grid.place == 1
    assert draft.grid.records.index(2, 0).data() == "2×"


def test_a_person_who_is_typed_in_is_looked_up(draft, desk, qtbot, still):
    other = story.add_claim(desk, [person(7)], enterprise=draft.detail.row.enterprise_id)
    story.submit(desk, other)
    draft.grid.go(0, F.ID_NUMBER)
    type_text(qtbot, draft.grid, person(7).id_number)
    qtbot.waitUntil(lambda: draft.grid.records.index(0, 0).data() == "2×")
    still()
    assert other.number in draft.explanation.said()
