"""Headings that the program does not know: told once by the clerk, by keys, known the next time."""

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from parkdesk.domain.import_headings import OwnHeading
from parkdesk.domain.imports import Change
from parkdesk.excel.own_headings import Meaning
from parkdesk.gui.enterprises.importing import enterprise_import
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.imports.headings_dialog import HeadingsDialog
from parkdesk.usecases.import_headings import own_headings
from tests.pages import OPENING_MS

ROW = ("甲公司", "91330100799655058B", "2020-05-11", "张三", 500)


@pytest.fixture
def write(tmp_path):
    """A function that writes a workbook of one row below headings."""

    def written(*headings, row=ROW):
        book = openpyxl.Workbook()
        book.active.append(headings)
        book.active.append(row[: len(headings)])
        path = tmp_path / "名录.xlsx"
        book.save(path)
        return path

    return written


@pytest.fixture
def opened(qtbot, runner):
    """A function that opens the dialog of an import."""

    def made():
        dialog = ImportDialog(runner, None, enterprise_import())
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    yield made
    qtbot.waitUntil(lambda: runner.is_idle, timeout=OPENING_MS)


def asked(qtbot, dialog):
    """Return the question that is open over an import."""

    def found():
        return [one for one in dialog.findChildren(HeadingsDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=OPENING_MS)
    return found()[0]


def shown(qtbot, dialog):
    """Wait for the preview of the file."""
    qtbot.waitUntil(
        lambda: dialog.steps.currentWidget() is dialog.preview_step and dialog.runner.is_idle,
        timeout=OPENING_MS,
    )


def known(runner):
    with runner.desk.work(read_only=True) as work:
        return own_headings(work, "enterprises")


def test_a_list_of_unknown_headings_is_asked_about_at_once(qtbot, opened, runner, write):
    dialog = opened()
    path = write("主体", "信用代码", "入园日期")
    dialog.read_file(path)
    question = asked(qtbot, dialog)
    assert [choice.value() for choice in question.choices] == [None]
    question.choices[0].set_value(Meaning("name"))
    qtbot.keyClick(QApplication.focusWidget() or question, Qt.Key.Key_Return, _ctrl())
    shown(qtbot, dialog)
    assert dialog.preview.count(Change.NEW) == 1
    assert dialog.sheet.rows[0].values["name"] == "甲公司"
    assert known(runner) == (OwnHeading("主体", "name"),)
    again = opened()
    again.read_file(path)
    shown(qtbot, again)
    assert again.preview.count(Change.NEW) == 1


def test_a_heading_that_was_not_read_is_matched_by_its_key(qtbot, opened, runner, write):
    dialog = opened()
    dialog.read_file(write("企业名称", "信用代码", "入园日期", "老板", "注册资本"))
    shown(qtbot, dialog)
    assert dialog.preview.stops == 1  # in which unit the capital is
    assert not dialog.preview_step.match_button.isHidden()
    qtbot.keyClick(dialog, Qt.Key.Key_M, _ctrl())
    question = asked(qtbot, dialog)
    capital, owner = question.choices
    assert (capital.value(), owner.value()) == (None, None)
    capital.set_value(Meaning("registered_capital_cents", "registeredcapital(cny)"))
    owner.set_value(Meaning("legal_representative"))
    question.submit()
    shown(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.preview.stops == 0, timeout=OPENING_MS)
    values = dialog.sheet.rows[0].values
    assert values["legal_representative"] == "张三"
    assert values["registered_capital_cents"] == 50_000
    assert dialog.preview_step.match_button.isHidden()
    # A cell that is typed anew is read in the unit that was told.
    dialog.preview_step.edited.emit(2, "registered_capital_cents", "600")
    qtbot.waitUntil(lambda: dialog.sheet.rows[0].values["registered_capital_cents"] == 60_000)


def test_two_headings_cannot_fill_one_column(qtbot, opened, runner, write):
    dialog = opened()
    dialog.read_file(write("企业名称", "信用代码", "入园日期", "老板", "东家"))
    shown(qtbot, dialog)
    dialog.preview_step.match_button.click()
    question = asked(qtbot, dialog)
    for choice in question.choices:
        choice.set_value(Meaning("legal_representative"))
    question.submit()
    assert set(question.found_problems().values()) == {"heading-chosen-twice"}
    assert known(runner) == ()
    question.choices[1].set_value(None)
    question.submit()
    qtbot.waitUntil(lambda: len(known(runner)) == 2, timeout=OPENING_MS)
    shown(qtbot, dialog)
    # What was left out on purpose can be told after all.
    assert not dialog.preview_step.match_button.isHidden()


def test_what_was_mended_is_given_up_only_by_a_word(qtbot, opened, write):
    dialog = opened()
    dialog.read_file(write("企业名称", "信用代码", "入园日期", "老板"))
    shown(qtbot, dialog)
    dialog.preview_step.edited.emit(2, "name", "乙公司")
    qtbot.waitUntil(lambda: dialog.sheet.rows[0].values["name"] == "乙公司")
    dialog.match_headings()
    assert not dialog.findChildren(HeadingsDialog)
    discard = dialog.banner.findChildren(QPushButton)[-1]
    discard.click()
    assert asked(qtbot, dialog)


def test_a_list_without_headings_is_not_asked_about(qtbot, opened, write):
    dialog = opened()
    dialog.read_file(write("甲公司", "91330100799655058B", "2020-05-11"))
    qtbot.waitUntil(dialog.banner.isVisible, timeout=OPENING_MS)
    assert not dialog.findChildren(HeadingsDialog)


def _ctrl():
    return Qt.KeyboardModifier.ControlModifier
