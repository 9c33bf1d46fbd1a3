"""The import dialog, as a clerk uses it: choose, see the problems, mend, apply."""

import threading
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.imports import Change
from parkdesk.gui.enterprises.importing import enterprise_import
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.imports.grid_model import FIXED, Show
from parkdesk.gui.summaries import folders
from parkdesk.usecases.enterprise_lists import enterprise_counts

HEADINGS = ("企业名称", "统一社会信用代码", "入园日期", "从业人数", "电话", "序号")
ROWS = (
    ("甲公司", "91330100799655058B", "2020-05-11", 12, "13800002291", 1),
    ("乙公司", "91440300708461136T", "2021-01-04", 30, "13911112222", 2),
)


@pytest.fixture
def write(tmp_path):
    """A function that writes rows below the headings into a workbook."""

    def written(*rows, sheets=(), headings=HEADINGS):
        book = openpyxl.Workbook()
        book.active.append(headings)
        for row in rows:
            book.active.append(row)
        for name in sheets:
            book.create_sheet(name).append(HEADINGS)
        path = tmp_path / "名录.xlsx"
        book.save(path)
        return path

    return written


@pytest.fixture
def dialog(qtbot, runner):
    made = ImportDialog(runner, None, enterprise_import())
    QAbstractItemModelTester(made.preview_step.model, made)
    qtbot.addWidget(made)
    made.open()
    yield made
    qtbot.waitUntil(lambda: runner.is_idle)


class Drawn(QObject):
    """Counts how often a widget is drawn."""

    def __init__(self, watched):
        super().__init__(watched)
        self.times = 0
        watched.installEventFilter(self)
        watched.update()

    def eventFilter(self, _watched, event):
        self.times += event.type() is QEvent.Type.Paint
        return False


def read(qtbot, dialog, path):
    dialog.read_file(path)
    qtbot.waitUntil(lambda: dialog.steps.currentWidget() is dialog.preview_step)
    qtbot.waitUntil(lambda: dialog.runner.is_idle)


def counts(runner):
    with runner.desk.work(read_only=True) as work:
        return enterprise_counts(work).all


def test_a_good_list_is_imported_and_the_second_time_says_so(qtbot, dialog, runner, write):
    path = write(*ROWS)
    read(qtbot, dialog, path)
    assert dialog.preview.count(Change.NEW) == 2
    assert counts(runner) == 0
    with qtbot.waitSignal(dialog.imported) as told:
        dialog.apply()
    assert told.args[0].new == 2
    assert dialog.steps.currentWidget() is dialog.result_step
    assert counts(runner) == 2
    dialog.back_button.click()
    assert dialog.steps.currentWidget() is dialog.choose_step
    read(qtbot, dialog, path)
    assert not dialog.apply_button.isEnabled()
    assert dialog.reason.text()


def test_problems_are_mended_in_place_and_clear_as_they_are(qtbot, dialog, runner, write):
    read(qtbot, dialog, write(ROWS[0], ("乙公司", 914403007084611361, "2021-13-04", 30, "1", 2)))
    model = dialog.preview_step.model
    assert model.show_only is Show.PROBLEMS
    assert model.rowCount() == 1
    assert not dialog.apply_button.isEnabled()
    first = dialog.preview_step.grid.currentIndex()
    assert (first.column(), model.problems_at(first)[0].code) == (FIXED + 1, "number-damaged")
    assert "B" in dialog.preview_step.explanation.text.text()
    assert model.setData(first, "91440300708461136T")
    qtbot.waitUntil(lambda: dialog.preview.stops == 1)
    dialog.preview_step.grid.go_to_problem(1)
    assert dialog.preview_step.grid.currentIndex().column() == FIXED + 2
    assert model.setData(dialog.preview_step.grid.currentIndex(), "2021年1月4日")
    qtbot.waitUntil(dialog.apply_button.isEnabled)
    assert model.rowCount() == 1  # the mended row stays in view
    with qtbot.waitSignal(dialog.imported):
        dialog.apply()
    assert counts(runner) == 2


def test_a_changed_cell_shows_what_it_was(qtbot, dialog, runner, write):
    read(qtbot, dialog, write(*ROWS))
    with qtbot.waitSignal(dialog.imported):
        dialog.apply()
    changed = (*ROWS[0][:3], 15, "13900009999", 1)
    read(qtbot, dialog, write(changed, ROWS[1]))
    model = dialog.preview_step.model
    model.choose(Show.CHANGES)
    assert model.rowCount() == 1
    dialog.preview_step.grid.setCurrentIndex(model.index(0, FIXED + 3))
    assert "12" in dialog.preview_step.explanation.text.text()
    phone = model.index(0, FIXED + 4)
    assert "138****2291" in model.data(phone, Qt.ItemDataRole.ToolTipRole)
    assert model.data(phone) == "139****9999"


def test_a_bad_file_is_refused_where_one_is_and_another_can_be_chosen(
    qtbot, dialog, tmp_path, write
):
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"no workbook\0")
    dialog.read_file(path)
    qtbot.waitUntil(dialog.banner.isVisible)
    assert "x.xlsx" in dialog.banner.text.text()
    assert dialog.steps.currentWidget() is dialog.choose_step
    read(qtbot, dialog, write(*ROWS))
    assert not dialog.banner.isVisible()


def test_several_fitting_sheets_are_offered(qtbot, dialog, write):
    path = write(*ROWS, sheets=("旧名录",))
    dialog.read_file(path)
    qtbot.waitUntil(dialog.banner.isVisible)
    assert dialog.choose_step._sheets.count() == 2
    dialog.choose_step.sheet_chosen.emit("Sheet")
    qtbot.waitUntil(lambda: dialog.steps.currentWidget() is dialog.preview_step)
    assert len(dialog.sheet.rows) == 2


def test_what_was_mended_is_not_lost_by_esc(qtbot, dialog, write):
    read(qtbot, dialog, write(*ROWS))
    model = dialog.preview_step.model
    model.setData(model.index(0, FIXED), "丙公司")
    qtbot.waitUntil(lambda: dialog.runner.is_idle)
    dialog.reject()
    assert dialog.isVisible()
    assert dialog.banner.isVisible()
    keep, discard = dialog.banner._buttons
    assert dialog.focusWidget() is keep
    keep.click()
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.preview_step.grid
    dialog.reject()
    keep, discard = dialog.banner._buttons
    discard.click()
    assert not dialog.isVisible()


def test_a_rename_is_asked_about(qtbot, dialog, runner, write):
    read(qtbot, dialog, write(*ROWS))
    with qtbot.waitSignal(dialog.imported):
        dialog.apply()
    read(qtbot, dialog, write(("甲新公司", *ROWS[0][1:])))
    assert dialog.preview.asks == 1
    assert dialog.preview_step._shows[Show.PROBLEMS].text() == "Problems: 1 to confirm"
    dialog.apply()
    qtbot.waitUntil(dialog.banner.isVisible)
    with qtbot.waitSignal(dialog.imported):
        dialog.banner._buttons[0].click()


def test_the_tab_and_the_foot_count_what_to_correct_and_what_to_confirm_alike(qtbot, dialog, write):
    read(qtbot, dialog, write(*ROWS))
    with qtbot.waitSignal(dialog.imported):
        dialog.apply()
    read(qtbot, dialog, write(("甲新公司", *ROWS[0][1:]), (*ROWS[1][:2], "昨天", *ROWS[1][3:])))
    assert (dialog.preview.stops, dialog.preview.asks) == (1, 1)
    shown = dialog.preview_step._shows[Show.PROBLEMS].text()
    assert shown == "Problems: 1 to correct, 1 to confirm"
    assert dialog.reason.text().startswith("1 to correct, 1 to confirm; nothing is written")


def test_a_file_is_dropped(qtbot, dialog, write):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write(*ROWS)))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.choose_step.dropEvent(event)
    qtbot.waitUntil(lambda: dialog.steps.currentWidget() is dialog.preview_step)


def test_everything_goes_by_keys(qtbot, dialog, runner, write):
    read(qtbot, dialog, write(ROWS[0], ("乙公司", ROWS[1][1], "2021-13-04", 30, "1", 2)))
    grid = dialog.preview_step.grid
    qtbot.keyClick(grid, Qt.Key.Key_F8)
    assert grid.currentIndex().column() == FIXED + 2
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.viewport().findChild(QLineEdit)
    assert editor.text() == "2021-13-04"
    editor.selectAll()
    qtbot.keyClicks(editor, "2021-01-04")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.apply_button.isEnabled)
    with qtbot.waitSignal(dialog.imported):
        qtbot.keyClick(grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(dialog.close_button, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_the_template_is_saved(qtbot, dialog, tmp_path):
    path = tmp_path / "模板.xlsx"
    dialog.write_template(path)
    qtbot.waitUntil(dialog.banner.isVisible)
    assert len(openpyxl.load_workbook(path).worksheets) == 2
    assert Path(path).name in dialog.banner.text.text()


LINE_HEADINGS = ("企业名称", "统一社会信用代码", "入园日期", "业务类型")


def with_words(*words):
    """Rows of distinct enterprises, each with its word for the kind of outsourcing."""
    return tuple(
        (f"第{number}公司", f"{number:015d}", "2020-05-11", word)
        for number, word in enumerate(words, 1)
    )


def test_a_word_is_explained_once_for_all_its_rows(qtbot, dialog, runner, write):
    words = ["呼叫中心"] * 200 + ["数据处理"] * 99 + ["ITO"]
    read(qtbot, dialog, write(*with_words(*words), headings=LINE_HEADINGS))
    step = dialog.preview_step
    assert dialog.preview.stops == 299
    assert step.words.isVisible()
    assert "200" in step.words._question.text()
    qtbot.keyClick(step.grid, Qt.Key.Key_Return)
    assert dialog.focusWidget() is step.words.answers[0]
    qtbot.keyClick(step.words.answers[0], Qt.Key.Key_Right)
    assert dialog.focusWidget().text() == "BPO"
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.preview.stops == 99)
    # The next word is at hand at once, without a search.
    assert "数据处理" in step.words._question.text()
    assert dialog.focusWidget() is step.grid
    step.words.answers[-1].click()  # leave blank: what is not known stays unknown
    qtbot.waitUntil(dialog.apply_button.isEnabled)
    assert not step.words.isVisible()
    lines = [row.values["service_line"] for row in dialog.sheet.rows]
    assert lines == [ServiceLine.BPO] * 200 + [None] * 99 + [ServiceLine.ITO]
    qtbot.keyClick(step.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.preview.stops == 99)


def test_a_row_is_left_out_shown_and_taken_back(qtbot, dialog, runner, write):
    read(qtbot, dialog, write(ROWS[0], ("乙公司", "?", "2021-13-04", 30, "1", 2)))
    step = dialog.preview_step
    assert not dialog.apply_button.isEnabled()
    qtbot.keyClick(step.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(dialog.apply_button.isEnabled)
    assert "1" in step._shows[Show.LEFT_OUT].text()
    assert step._shows[Show.LEFT_OUT].isVisible()
    row = step.grid.currentIndex()
    assert step.model.is_left_out(row)
    assert step.model.index(row.row(), FIXED + 1).data() == "?"
    assert not step.model.flags(row) & Qt.ItemFlag.ItemIsEditable
    qtbot.keyClick(step.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not dialog.apply_button.isEnabled())
    assert not step.model.is_left_out(row)
    qtbot.keyClick(step.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(dialog.apply_button.isEnabled)
    with qtbot.waitSignal(dialog.imported) as told:
        dialog.apply()
    assert told.args[0].new == 1
    assert counts(runner) == 1


def test_all_rows_left_out_leave_nothing_to_write(qtbot, dialog, write):
    read(qtbot, dialog, write(*ROWS))
    dialog.preview_step.grid.selectAll()
    dialog.preview_step.grid.drop_selected()
    qtbot.waitUntil(lambda: dialog.sheet.rows == () and dialog.runner.is_idle)
    assert not dialog.apply_button.isEnabled()
    assert "未导入" in dialog.reason.text() or "left out" in dialog.reason.text()


@pytest.mark.parametrize("count", [1, 2])
def test_the_button_counts_as_one_speaks(qtbot, dialog, write, count):
    read(qtbot, dialog, write(*ROWS[:count]))
    words = {1: "Import 1 enterprise", 2: "Import 2 enterprises"}
    assert dialog.apply_button.text() == words[count]
    with qtbot.waitSignal(dialog.imported):
        dialog.apply()
    assert dialog.result_step.title.text() == words[count].replace("Import ", "") + " imported"


def test_what_the_file_needs_and_what_happens_next_is_said(qtbot, dialog, write):
    said = [one.text() for one in dialog.choose_step.findChildren(QLabel)]
    assert "Required: Enterprise name" in said
    assert "Required for new rows: Unified social credit code, Day of entry" in said
    assert any(text.startswith("Optional: ") and "Premises" in text for text in said)
    assert [text[0] for text in said if text[1:2] == "."] == ["1", "2", "3"]
    read(qtbot, dialog, write(("甲公司", "", *ROWS[0][2:])))
    assert "not in the register yet" in dialog.preview_step.explanation.text.text()


def test_another_file_begins_at_the_button_that_chooses_it(qtbot, dialog, write):
    read(qtbot, dialog, write(*ROWS))
    dialog.back_button.click()
    assert dialog.focusWidget() is dialog.choose_step.choose_button


def test_number_and_outcome_stay_in_view_when_scrolled(qtbot, dialog, write):
    read(qtbot, dialog, write(ROWS[0], ("乙公司", ROWS[1][1], "", 30, "1", 2)))
    grid, model = dialog.preview_step.grid, dialog.preview_step.model
    assert all(grid.isColumnHidden(column) for column in range(FIXED))
    header = grid.verticalHeader()
    grid.horizontalScrollBar().setValue(grid.horizontalScrollBar().maximum())
    assert header.isVisible()
    assert header.width() == grid.viewport().x() - grid.contentsRect().x()
    assert model.headerData(0, Qt.Orientation.Vertical) == "3 · Fix"


def test_the_outcome_at_the_left_is_drawn_anew_when_a_cell_is_mended(qtbot, dialog, write):
    read(qtbot, dialog, write(ROWS[0], ("乙公司", ROWS[1][1], "2021-13-04", 30, "1", 2)))
    grid, model = dialog.preview_step.grid, dialog.preview_step.model
    drawn = Drawn(grid.verticalHeader().viewport())
    qtbot.waitUntil(lambda: drawn.times > 0)
    before = drawn.times
    assert model.setData(model.index(0, FIXED + 2), "2021-01-04")
    qtbot.waitUntil(dialog.apply_button.isEnabled)
    qtbot.waitUntil(lambda: drawn.times > before)


def test_a_value_is_pasted_into_the_cell_where_one_is(qtbot, dialog, write):
    read(qtbot, dialog, write(ROWS[0], ("乙公司", ROWS[1][1], "2021-13-04", 30, "1", 2)))
    grid = dialog.preview_step.grid
    assert grid.currentIndex().column() == FIXED + 2
    QApplication.clipboard().setText("2021-01-04\t30\r\n")
    qtbot.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.apply_button.isEnabled()  # several cells are not put into one
    QApplication.clipboard().setText("2021-01-04\r\n")
    qtbot.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(dialog.apply_button.isEnabled)


def test_a_list_is_chosen_where_the_last_one_lay(qtbot, dialog, write):
    path = write(*ROWS)
    dialog.choose_file()
    dialog.findChild(QFileDialog).fileSelected.emit(str(path))
    qtbot.waitUntil(lambda: dialog.steps.currentWidget() is dialog.preview_step)
    assert folders.last_folder() == path.parent


def test_a_problem_without_a_cell_is_told_at_the_rows_first(qtbot, dialog, write):
    headings = ("统一社会信用代码", "企业名称", "从业人数")
    read(qtbot, dialog, write((ROWS[0][1], "甲公司", 12), headings=headings))
    step = dialog.preview_step
    assert step.grid.currentIndex().column() == FIXED
    assert [one.field for one in step.model.problems_at(step.grid.currentIndex())] == ["entered_on"]
    said = step.explanation.text.text()
    assert said.startswith("Row 2, no column Day of entry: ")
    assert "not in the register yet" in said


@pytest.fixture
def held(runner):
    """Holds up everything that is to be written until it is set."""
    free = threading.Event()
    runner._writer.submit(free.wait, 20)
    yield free
    free.set()


def test_cancel_while_it_is_written_waits_for_the_truth(qtbot, dialog, runner, write, held):
    read(qtbot, dialog, write(*ROWS))
    dialog.apply()
    assert not dialog.preview_step.isEnabled()
    dialog.close_button.click()
    assert dialog.isVisible()
    held.set()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert counts(runner) == 0
    assert dialog.banner.isVisible()
    assert dialog.preview_step.isEnabled()
    with qtbot.waitSignal(dialog.imported):
        dialog.apply()
    assert counts(runner) == 2


def test_a_comparison_that_comes_late_offers_no_second_writing(qtbot, dialog, runner, write, held):
    read(qtbot, dialog, write(*ROWS))
    model = dialog.preview_step.model
    assert model.setData(model.index(0, FIXED + 3), "13")
    dialog.apply()
    qtbot.waitUntil(lambda: all(one.writes for one in runner._pending))
    assert not dialog.apply_button.isEnabled()
    with qtbot.waitSignal(dialog.imported):
        held.set()


def test_another_file_by_its_key_does_not_take_away_what_was_mended(qtbot, dialog, write):
    read(qtbot, dialog, write(*ROWS))
    model = dialog.preview_step.model
    assert model.setData(model.index(0, FIXED + 3), "13")
    qtbot.waitUntil(lambda: dialog.runner.is_idle)
    dialog.choose_file()
    assert dialog.banner.isVisible()
    assert dialog.steps.currentWidget() is dialog.preview_step
    assert dialog.draft.is_edited
