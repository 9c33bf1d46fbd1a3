"""The page of months and years, through a real runner and database."""

import datetime as dt

import openpyxl
import pytest
from PySide6.QtCore import Qt

from parkdesk.domain.imports import Change
from parkdesk.domain.periods import Month, PeriodKind, Year
from parkdesk.domain.statistics import FillState, Return
from parkdesk.gui.exporting import export_to
from parkdesk.gui.figures.rows_dialog import RowsDialog
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.statistics.asked_dialog import AskedDialog
from parkdesk.gui.statistics.definitions import DefinitionsDialog
from parkdesk.gui.statistics.dialog import ReturnDialog
from parkdesk.gui.statistics.overdue_dialog import OverdueDialog
from parkdesk.gui.statistics.take_back_dialog import TakeBackDialog
from parkdesk.usecases.asked_returns import SaveAsked, periods_asked, save_asked
from parkdesk.usecases.figure_rows import FigurePart
from parkdesk.usecases.period_returns import period_detail
from parkdesk.usecases.returns import SaveReturn, save_return
from tests.pages import dialog_of, opened, settle
from tests.registers import enterprise

SEPTEMBER = Month(2026, 9)
LONG = 20_000


@pytest.fixture
def ids(desk):
    with desk.work(read_only=False) as work:
        first = enterprise(work, name="太湖软件外包有限公司", sort_key="a")
        second = enterprise(work, name="凌云信息有限公司", sort_key="b")
        forms = (
            SaveAsked(PeriodKind.MONTH, 0, "2026-07"),
            SaveAsked(PeriodKind.YEAR, 0, "2025"),
        )
        save_asked(work, forms)
        return {"first": first, "second": second}


@pytest.fixture
def page(qtbot, ids, runner):
    found = opened(qtbot, runner, "returns")
    qtbot.waitUntil(lambda: found.form is not None, timeout=LONG)
    settle(qtbot, found)
    return found


def return_of(desk, id_, period=SEPTEMBER):
    with desk.work(read_only=True) as work:
        return period_detail(work, id_, period).row


def enter(dialog, *people):
    names = ("headcount", "graduates", "new_hires", "new_graduates")
    for name, value in zip(names, people, strict=True):
        dialog.fields[name].set_value(value)


def test_the_last_month_that_is_over_comes_first(page):
    assert page.period == SEPTEMBER
    assert page.cards["returns"].figure.text() == "0 / 2"
    assert page.table.records.total == 2
    assert "PD-YB-1" in page.about.text()


def test_a_return_that_nobody_owed_is_counted_beside_those_asked_for(qtbot, page, desk):
    with desk.work(read_only=False) as work:
        later = enterprise(work, name="后来有限公司", sort_key="c", entered_on=dt.date(2026, 10, 8))
        given = SaveReturn(Return(100, 90, 10, 9))
        save_return(work, later, SEPTEMBER, None, given, frozenset({"return-outside-residence"}))
    page.refresh()
    card = page.cards["returns"]
    qtbot.waitUntil(lambda: "1 more, not required" in card.note.text(), timeout=LONG)
    assert card.figure.text() == "0 / 2"


def test_another_period_brings_its_own_returns(qtbot, page, desk, ids):
    with desk.work(read_only=False) as work:
        save_return(work, ids["first"], Year(2025), None, SaveReturn(Return(100, 90, 10, 9)))
    page.show_period(Year(2025))
    qtbot.waitUntil(lambda: page.cards["headcount"].figure.text() == "100", timeout=LONG)
    settle(qtbot, page)
    assert page.table.records.row(0).fill is FillState.SUBMITTED
    assert "PD-NB-1" in page.about.text()


@pytest.mark.parametrize(("name", "total"), [("headcount", 140), ("new_hires", 12)])
def test_a_figure_opens_its_returns_and_f1_says_what_it_means(qtbot, page, desk, ids, name, total):
    with desk.work(read_only=False) as work:
        save_return(work, ids["first"], SEPTEMBER, None, SaveReturn(Return(100, 90, 10, 9)))
        save_return(work, ids["second"], SEPTEMBER, None, SaveReturn(Return(40, 30, 2, 1)))
        draft = SaveReturn(Return(7, 7, 7, 7), submit=False)
        save_return(work, ids["first"], SEPTEMBER.previous(), None, draft)
    page.refresh()
    card = page.cards[name]
    qtbot.waitUntil(lambda: card.figure.text() == str(total), timeout=LONG)
    qtbot.keyClick(card, Qt.Key.Key_Return)
    rows = dialog_of(qtbot, page, RowsDialog)
    qtbot.waitUntil(lambda: rows.total == total, timeout=LONG)
    assert rows.table.records.row(0).number == str(SEPTEMBER)
    rows.show_part(FigurePart.PREVIOUS)
    qtbot.waitUntil(lambda: rows.total == 0, timeout=LONG)
    rows.accept()
    qtbot.keyClick(card, Qt.Key.Key_F1)
    dialog = dialog_of(qtbot, page, DefinitionsDialog)
    assert dialog.found[dialog.list.currentRow()].code == name.replace("_", "-")
    dialog.reject()


def test_a_return_is_entered_one_after_the_other(qtbot, page, desk, ids):
    page.acts.enter.trigger()
    dialog = dialog_of(qtbot, page, ReturnDialog)
    assert not dialog.amounts.isVisible()
    enter(dialog, 100, 90, 10, 9)
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.enterprise.text() == "凌云信息有限公司", timeout=LONG)
    enter(dialog, 50, 40, 5, 4)
    dialog.submit_and_close()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG)
    settle(qtbot, page)
    assert return_of(desk, ids["first"]).fill is FillState.SUBMITTED
    qtbot.waitUntil(lambda: page.cards["headcount"].figure.text() == "150", timeout=LONG)


def test_a_return_that_was_handed_in_is_taken_back_with_a_reason(qtbot, page, desk, ids):
    with desk.work(read_only=False) as work:
        save_return(work, ids["first"], SEPTEMBER, None, SaveReturn(Return(100, 90, 10, 9)))
    page.refresh()
    qtbot.waitUntil(page.acts.delete.isEnabled, timeout=LONG)
    page.acts.delete.trigger()
    dialog = dialog_of(qtbot, page, TakeBackDialog)
    dialog.reason.set_value("报错企业")
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG)
    settle(qtbot, page)
    assert return_of(desk, ids["first"]).entered is None
    assert page.panel.corrections.records.row(0).reason == "报错企业"


def test_a_draft_is_deleted_with_a_word(qtbot, page, desk, ids):
    with desk.work(read_only=False) as work:
        form = SaveReturn(Return(100, 90, 10, 9), submit=False)
        save_return(work, ids["first"], SEPTEMBER, None, form)
    page.refresh()
    qtbot.waitUntil(page.acts.delete.isEnabled, timeout=LONG)
    page.acts.delete.trigger()
    page.banner._buttons[0].click()
    settle(qtbot, page)
    assert return_of(desk, ids["first"]).entered is None


def test_what_is_asked_for_is_set_and_a_wrong_month_told_at_its_field(qtbot, page, desk):
    page.open_asked()
    dialog = dialog_of(qtbot, page, AskedDialog)
    dialog.fields["month_first"].set_value("2026-13")
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.fields["month_first"].problem), timeout=LONG)
    dialog.fields["month_first"].set_value("2026-08")
    dialog.fields["year_asked"].set_value(False)
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG)
    qtbot.waitUntil(lambda: page.chosen.count() == 3, timeout=LONG)
    with desk.work(read_only=True) as work:
        assert periods_asked(work) == ("2026-10", "2026-09", "2026-08")
    assert page.period == SEPTEMBER


def test_whom_to_call_about_the_month(qtbot, page):
    page.calling.trigger()
    dialog = dialog_of(qtbot, page, OverdueDialog)
    qtbot.waitUntil(lambda: page.runner.is_idle, timeout=LONG)
    assert dialog.export_spec().args == (SEPTEMBER,)


def test_forms_go_out_and_come_back(qtbot, page, desk, ids, tmp_path):
    path = tmp_path / "forms.xlsx"
    export_to(page, page.acts.form_spec(of_one=False), path)
    qtbot.waitUntil(lambda: page.runner.is_idle and path.exists(), timeout=LONG)
    book = openpyxl.load_workbook(path)
    headings = [cell.value for cell in book.active[1]]
    assert headings[2] == "Month"
    first = headings.index("People employed") + 1
    for row in (2, 3):
        for place, people in enumerate((100, 90, 10, 9)):
            book.active.cell(row, first + place).value = people
    book.save(path)
    page.acts.import_list.trigger()
    dialog = dialog_of(qtbot, page, ImportDialog)
    dialog.read_file(path)
    qtbot.waitUntil(lambda: dialog.preview is not None, timeout=LONG)
    assert dialog.preview.count(Change.NEW) == 2
    assert dialog.preview.problems == ()
    with qtbot.waitSignal(dialog.imported, timeout=LONG):
        dialog.apply()
    settle(qtbot, page)
    assert return_of(desk, ids["second"]).fill is FillState.SUBMITTED
    dialog.close()


def test_without_months_the_page_says_how_to_ask(qtbot, desk, runner):
    with desk.work(read_only=False) as work:
        enterprise(work)
    page = opened(qtbot, runner, "returns")
    assert page.period is None
    assert not page.acts.enter.isEnabled()
    assert not page.calling.isEnabled()
    assert page.asking.isEnabled()
