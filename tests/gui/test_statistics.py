"""The quarter's page, through a real runner and database."""

import datetime as dt
from io import BytesIO

import openpyxl
import pytest
from pypdf import PdfReader

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.imports import Change
from parkdesk.domain.indicators import IndicatorCode
from parkdesk.domain.statistics import PEOPLE, FillState, Growth, GrowthMark, Return
from parkdesk.gui.exporting import export_to
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.statistics.definitions import DefinitionsDialog
from parkdesk.gui.statistics.dialog import ReturnDialog
from parkdesk.gui.statistics.overdue_dialog import OverdueDialog
from parkdesk.gui.statistics.take_back_dialog import TakeBackDialog
from parkdesk.gui.statistics.words import growth_text
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.returns import SaveReturn, save_return
from parkdesk.usecases.statistics import quarter_row
from parkdesk.usecases.trail import TrailFilter, list_trail
from tests.gui.keys import Person
from tests.pages import dialog_of, opened, settle
from tests.registers import contract, enterprise

Q3 = Quarter(2026, 3)


@pytest.fixture
def ids(desk):
    with desk.work(read_only=False) as work:
        first = enterprise(work, name="太湖软件外包有限公司", sort_key="a", initials="thrj")
        second = enterprise(work, name="凌云信息有限公司", sort_key="b", initials="lyxx")
        register_contract(work, contract(first))
        return {"first": first, "second": second}


@pytest.fixture
def page(qtbot, ids, runner):
    return opened(qtbot, runner, "statistics")


def pdf_text(content):
    return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def row_of(desk, id_):
    with desk.work(read_only=True) as work:
        return quarter_row(work, id_, Q3)


def test_the_figures_stand_over_the_enterprises(page):
    assert page.cards.cards["signed_usd_cents"].figure.text() == "100,000"
    assert page.cards.cards["returns"].figure.text() == "0 / 2"
    assert page.table.records.total == 2


def test_a_return_is_entered_and_counts(qtbot, page, desk, ids):
    page.enter.trigger()
    dialog = dialog_of(qtbot, page, ReturnDialog)
    dialog.fill({"headcount": 100, "graduates": 90, "new_hires": 10, "new_graduates": 9})
    dialog.submit_and_close()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)
    assert row_of(desk, ids["first"]).fill is FillState.SUBMITTED
    assert page.cards.cards["headcount"].figure.text() == "100"
    page.delete.trigger()
    taking = dialog_of(qtbot, page, TakeBackDialog)
    taking.submit()
    assert taking.reason.problem
    taking.reason.set_value("报错企业")
    taking.submit()
    qtbot.waitUntil(lambda: not taking.isVisible(), timeout=20_000)
    settle(qtbot, page)
    assert row_of(desk, ids["first"]).entered is None
    assert page.panel.corrections.records.total == 1


def test_a_draft_is_deleted_with_a_word(qtbot, page, desk, ids):
    with desk.work(read_only=False) as work:
        form = SaveReturn(Return(100, 90, 10, 9), submit=False)
        save_return(work, ids["first"], Q3, None, form)
    page.refresh()
    settle(qtbot, page)
    page.delete.trigger()
    page.banner._buttons[0].click()
    settle(qtbot, page)
    assert row_of(desk, ids["first"]).entered is None


def test_a_return_that_was_handed_in_is_corrected_with_a_reason(qtbot, page, desk, ids):
    with desk.work(read_only=False) as work:
        save_return(work, ids["first"], Q3, None, SaveReturn(Return(100, 90, 10, 9)))
    page.refresh()
    settle(qtbot, page)
    page.enter.trigger()
    dialog = dialog_of(qtbot, page, ReturnDialog)
    assert dialog.reason.box.isVisible()
    dialog.fields["headcount"].set_value(110)
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.reason.problem), timeout=20_000)
    dialog.reason.set_value("漏报分公司")
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    settle(qtbot, page)
    assert row_of(desk, ids["first"]).entered.headcount == 110
    told = page.panel.corrections.records.row(0)
    assert (told.before.headcount, told.after.headcount, told.reason) == (100, 110, "漏报分公司")


def test_a_first_return_asks_for_no_reason(qtbot, page):
    page.enter.trigger()
    dialog = dialog_of(qtbot, page, ReturnDialog)
    assert not dialog.reason.box.isVisible()
    dialog.reject()


@pytest.mark.parametrize(
    ("name", "words"),
    [("executed_usd_cents", "Executed amount"), ("headcount", "People employed")],
)
def test_f1_on_a_figure_says_what_it_means(qtbot, page, name, words):
    card = page.cards.cards[name]
    card.setFocus()
    qtbot.waitUntil(card.hasFocus)
    Person(qtbot).press("F1")
    dialog = dialog_of(qtbot, page, DefinitionsDialog)
    assert dialog.name.text() == words
    assert dialog.list.count() == len(IndicatorCode)
    dialog.reject()


def test_f1_in_a_field_of_the_form_says_what_it_means(qtbot, page):
    page.enter.trigger()
    form = dialog_of(qtbot, page, ReturnDialog)
    form.fields["new_hires"].focus()
    Person(qtbot).press("F1")
    dialog = dialog_of(qtbot, form, DefinitionsDialog)
    assert dialog.name.text() == "New people"
    dialog.reject()
    form.reject()


def test_f1_in_the_list_means_the_column(qtbot, page):
    columns = [one.key or one.sort for one in page.table.layout_of_columns.of_list()]
    place = page.table.model().index(0, columns.index("quarter_growth"))
    page.table.setCurrentIndex(place)
    page.table.setFocus()
    qtbot.waitUntil(page.table.hasFocus)
    Person(qtbot).press("F1")
    dialog = dialog_of(qtbot, page, DefinitionsDialog)
    assert dialog.name.text() == "Quarter on quarter"
    dialog.reject()


def test_whom_to_call_is_printed_and_exported(qtbot, page, desk, tmp_path):
    with desk.work(read_only=False) as work:
        enterprise(
            work, name="乙方有限公司", sort_key="c", contact_name="李芳",
            contact_mobile="13812345678",
        )  # fmt: skip
    page.calling.trigger()
    dialog = dialog_of(qtbot, page, OverdueDialog)
    qtbot.waitUntil(lambda: dialog.file() is not None, timeout=20_000)
    assert "138****5678" in pdf_text(dialog.file().content)
    dialog.whole.setChecked(True)
    qtbot.waitUntil(
        lambda: dialog.file() is not None and "13812345678" in pdf_text(dialog.file().content),
        timeout=20_000,
    )
    path = tmp_path / "calls.xlsx"
    export_to(page, dialog.export_spec(), path)
    qtbot.waitUntil(path.exists, timeout=20_000)
    settle(qtbot, page)
    sheet = openpyxl.load_workbook(path).active
    assert [sheet.cell(4, column).value for column in (1, 3, 5)] == [
        "乙方有限公司", "李芳", "13812345678",
    ]  # fmt: skip
    with desk.work(read_only=True) as work:
        looks = list_trail(work, TrailFilter()).rows
    assert "overdue_phone_list" in {one.action for one in looks}
    dialog.reject()


def test_a_wrong_return_shows_its_problem_at_the_field(qtbot, page, desk, ids):
    page.enter.trigger()
    dialog = dialog_of(qtbot, page, ReturnDialog)
    dialog.fill({"headcount": 10, "graduates": 11, "new_hires": 0, "new_graduates": 0})
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.fields["graduates"].problem))
    assert row_of(desk, ids["first"]).entered is None


def test_another_quarter_brings_its_own_figures(qtbot, page):
    page.shell.quarter_picker.pick(Quarter(2026, 2))
    settle(qtbot, page)
    assert page.cards.cards["signed_usd_cents"].figure.text() == "0"
    assert page.table.records.row(0).fill is FillState.OVERDUE


def test_a_figure_opens_its_rows(qtbot, page):
    page.cards.cards["signed_usd_cents"]._opened()
    contracts = page.shell.page
    settle(qtbot, contracts)
    assert contracts.table.records.total == 1
    assert contracts.criteria().signed_in == Q3.days


def test_the_fill_state_narrows_the_list(qtbot, page):
    page.fill.set_value(FillState.SUBMITTED)
    settle(qtbot, page)
    assert page.table.records.total == 0


def test_the_quarter_is_saved_as_a_workbook(qtbot, page, tmp_path):
    path = tmp_path / "quarter.xlsx"
    export_to(page, page.export_spec(), path)
    qtbot.waitUntil(path.exists)
    settle(qtbot, page)
    sheet = openpyxl.load_workbook(path).active
    assert sheet.max_row == 3
    headings = [cell.value for cell in sheet[1]]
    assert headings[:3] == ["Enterprise name", "Unified social credit code", "Quarter"]
    assert sheet.cell(2, headings.index("Signed, US$") + 1).value == 100_000


def test_an_exported_quarter_is_filled_in_and_read_back(qtbot, page, desk, ids, tmp_path):
    path = tmp_path / "quarter.xlsx"
    export_to(page, page.export_spec(), path)
    qtbot.waitUntil(path.exists)
    settle(qtbot, page)
    book = openpyxl.load_workbook(path)
    headings = [cell.value for cell in book.active[1]]
    first = headings.index("People employed") + 1
    for place, people in enumerate((100, 90, 10, 9)):
        book.active.cell(2, first + place).value = people
    book.save(path)
    page.import_list.trigger()
    dialog = dialog_of(qtbot, page, ImportDialog)
    dialog.read_file(path)
    qtbot.waitUntil(lambda: dialog.preview is not None)
    assert (dialog.preview.count(Change.NEW), dialog.preview.count(Change.SAME)) == (1, 1)
    assert dialog.preview.problems == ()
    with qtbot.waitSignal(dialog.imported):
        dialog.apply()
    settle(qtbot, page)
    assert row_of(desk, ids["first"]).entered == Return(100, 90, 10, 9)
    assert row_of(desk, ids["second"]).entered is None
    assert page.cards.cards["returns"].figure.text() == "1 / 2"
    dialog.close()


@pytest.mark.parametrize("mark", [GrowthMark.BASE_ZERO, GrowthMark.MISSING, GrowthMark.REDEFINED])
def test_three_marks_are_three_words(mark):
    words = {growth_text(Growth(one)) for one in GrowthMark if one is not GrowthMark.VALUE}
    assert growth_text(Growth(mark)) in words
    assert len(words) == 3


def enter(dialog, **people):
    for name, value in people.items():
        dialog.fields[name].set_value(value)
    dialog.submit()


def test_saving_goes_on_to_the_next_enterprise_without_a_return(qtbot, page, desk, ids):
    with desk.work(read_only=False) as work:
        third = enterprise(work, name="中关信息有限公司", sort_key="c", headcount=40, graduates=30)
        save_return(work, ids["second"], Q3.previous(), None, SaveReturn(Return(50, 45, 1, 1)))
    page.refresh()
    settle(qtbot, page)
    page.enter.trigger()
    dialog = dialog_of(qtbot, page, ReturnDialog)
    assert dialog.enterprise.text() == "太湖软件外包有限公司"
    assert dialog.fields["headcount"].value() is None
    assert dialog.save_button.text() == "Save and next"
    assert "Ctrl+Enter: Save and next" in dialog.foot_note.text()
    assert "Ctrl+Shift+Enter" in dialog.close_button.toolTip()
    enter(dialog, headcount=100, graduates=90, new_hires=10, new_graduates=9)
    qtbot.waitUntil(lambda: dialog.enterprise.text() == "凌云信息有限公司")
    # What the quarter before says is the default; what came in the quarter is not guessed.
    assert [dialog.fields[name].value() for name in PEOPLE] == [50, 45, None, None]
    assert dialog.isVisible()
    assert not dialog.is_dirty
    enter(dialog, new_hires=0, new_graduates=0)
    qtbot.waitUntil(lambda: dialog.enterprise.text() == "中关信息有限公司")
    assert [dialog.fields[name].value() for name in PEOPLE] == [40, 30, None, None]
    # It is the last one: the button says so, and the form closes.
    assert not dialog.close_button.isVisible()
    enter(dialog, new_hires=1, new_graduates=1)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)
    assert row_of(desk, ids["first"]).entered == Return(100, 90, 10, 9)
    assert row_of(desk, ids["second"]).entered == Return(50, 45, 0, 0)
    assert row_of(desk, third).entered == Return(40, 30, 1, 1)


def test_one_return_alone_can_be_saved(qtbot, page, desk, ids):
    page.enter.trigger()
    dialog = dialog_of(qtbot, page, ReturnDialog)
    dialog.fill({"headcount": 100, "graduates": 90, "new_hires": 10, "new_graduates": 9})
    dialog.close_button.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)
    assert row_of(desk, ids["first"]).fill is FillState.SUBMITTED
    assert row_of(desk, ids["second"]).entered is None


def test_a_question_is_asked_before_going_on_and_asked_anew_for_the_next(qtbot, page, desk, ids):
    page.enter.trigger()
    dialog = dialog_of(qtbot, page, ReturnDialog)
    for name in ("太湖软件外包有限公司", "凌云信息有限公司"):
        assert dialog.enterprise.text() == name
        enter(dialog, headcount=1, graduates=1, new_hires=10, new_graduates=9)
        qtbot.waitUntil(dialog.banner.isVisible)
        dialog.banner._buttons[0].click()
        qtbot.waitUntil(
            lambda name=name: not dialog.isVisible() or dialog.enterprise.text() != name
        )
    settle(qtbot, page)
    assert row_of(desk, ids["second"]).entered == Return(1, 1, 10, 9)


def test_a_quarter_that_had_not_begun_on_the_day_says_so(qtbot, page):
    page.shell.read_as_at(dt.date(2026, 6, 30))
    settle(qtbot, page)
    assert page.table.records.total == 0
    assert {card.figure.text() for card in page.cards.cards.values()} == {"—"}
    assert "had not begun" in page._empty_words[1]
    page.shell.read_as_at(None)
    settle(qtbot, page)
    assert page.table.records.total > 0
    assert "had not begun" not in page._empty_words[1]


def test_a_form_is_handed_out_filled_in_and_read_back(qtbot, page, desk, ids, tmp_path):
    path = tmp_path / "form.xlsx"
    export_to(page, page.form_spec(page.table.records.row(0)), path)
    qtbot.waitUntil(path.exists, timeout=20_000)
    settle(qtbot, page)
    book = openpyxl.load_workbook(path)
    assert book.active.max_row == 2
    headings = [cell.value for cell in book.active[1]]
    form = book.active.cell(2, headings.index("Form") + 1)
    assert form.value.startswith("PD-JB-1 2026Q3 91")
    for place, people in enumerate((100, 90, 10, 9), headings.index("People employed") + 1):
        book.active.cell(2, place).value = people
    form.value = form.value.replace("PD-JB-1", "PD-JB-7")
    book.save(path)
    page.import_list.trigger()
    dialog = dialog_of(qtbot, page, ImportDialog)
    dialog.read_file(path)
    qtbot.waitUntil(lambda: dialog.preview is not None, timeout=20_000)
    assert [one.code for one in dialog.preview.problems] == ["form-of-another-version"]
    dialog.close()
