"""Duplicates: told while an enterprise is typed, merged field by field, undone."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from parkdesk.domain.enterprises import SaveEnterprise
from parkdesk.domain.likeness import Why
from parkdesk.gui.duplicates.merge_dialog import MergeDialog
from parkdesk.gui.enterprises.dialog import EnterpriseDialog
from parkdesk.gui.workspace import Workspace
from parkdesk.usecases.enterprise_details import enterprise_form
from parkdesk.usecases.enterprises import create_enterprise
from tests.pages import dialog_of

TODAY = dt.date(2026, 10, 12)
NAME = "云湖青禾信息技术有限公司"
CODE = "91330100799655058B"


@pytest.fixture
def two(desk):
    """One firm registered twice."""
    with desk.work(read_only=False) as work:
        entered = dt.date(2024, 3, 1)
        first = create_enterprise(work, SaveEnterprise(NAME, CODE, entered))
        second = create_enterprise(
            work,
            SaveEnterprise(
                "云湖青禾信息技术股份有限公司",
                "330100000012345",
                entered,
                legal_representative="周建国",
            ),
            frozenset({"older-identifier"}),
        )
    return first, second


@pytest.fixture
def page(qtbot, runner, two):
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    workspace.show()
    page = workspace.open_page("duplicates")
    qtbot.waitUntil(lambda: page.pairs.records.total == 1 and runner.is_idle)
    page.workspace = workspace
    return page


def test_the_form_tells_who_is_there_already_while_the_name_is_typed(qtbot, runner, two):
    dialog = EnterpriseDialog(runner, None, TODAY)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.name.set_value("云湖清河信息技术有限公司")
    qtbot.keyClick(dialog.name.editor, Qt.Key.Key_Space)  # as an input method's last key
    qtbot.waitUntil(lambda: bool(dialog.resemblance.found))
    assert dialog.resemblance.isVisible()
    assert dialog.resemblance.found[0].why is Why.SAME_SOUND
    wanted = []
    dialog.other_wanted.connect(wanted.append)
    dialog.resemblance.wanted.emit(two[0])
    assert dialog.isVisible(), "what was typed is not thrown away unasked"
    dialog.banner.focus_first()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    assert wanted == [two[0]]
    assert not dialog.isVisible()


def test_the_form_of_an_enterprise_says_nothing_about_itself(qtbot, runner, desk, two):
    with desk.work(read_only=True) as work:
        version, form = enterprise_form(work, two[0])
    dialog = EnterpriseDialog(runner, None, TODAY, edits=(two[0], version, form))
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.code.changed.emit()
    qtbot.waitUntil(lambda: bool(dialog.resemblance.found))
    assert {one.id for one in dialog.resemblance.found} == {two[1]}


def test_a_pair_is_merged_by_the_keyboard_and_undone(qtbot, runner, page, two):
    page.pairs.select_place(0)
    qtbot.keyClick(page.pairs, Qt.Key.Key_Return)
    dialog = dialog_of(qtbot, page, MergeDialog)
    qtbot.waitUntil(lambda: dialog.preview is not None and runner.is_idle)
    assert dialog.preview.kept_id == two[0]
    assert dialog.choices.taken() == {"legal_representative"}
    qtbot.keyClick(dialog.choices, Qt.Key.Key_Down)
    row = dialog.choices.currentRow()
    qtbot.keyClick(dialog.choices, Qt.Key.Key_Right)
    assert dialog.preview.fields[row].field in dialog.choices.taken()
    qtbot.keyClick(dialog.choices, Qt.Key.Key_Left)
    assert dialog.choices.taken() == {"legal_representative"}
    dialog.fields["reason"].set_value("两次登记")
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible() and runner.is_idle)
    qtbot.waitUntil(lambda: page.pairs.records.total == 0 and page.merges.records.total == 1)
    page.tabs.setCurrentIndex(1)
    page.merges.select_place(0)
    qtbot.waitUntil(page.undo.isEnabled)
    page.undo.trigger()
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.pairs.records.total == 1)


def test_the_other_one_can_be_kept_instead(qtbot, runner, page, two):
    page.pairs.select_place(0)
    page.merge.trigger()
    dialog = dialog_of(qtbot, page, MergeDialog)
    qtbot.waitUntil(lambda: dialog.preview is not None)
    dialog.swap.click()
    qtbot.waitUntil(lambda: dialog.preview.kept_id == two[1])
    assert "股份" in dialog.kept.text()


def test_a_merge_without_a_reason_stays_open_with_what_was_chosen(qtbot, runner, page):
    page.pairs.select_place(0)
    page.merge.trigger()
    dialog = dialog_of(qtbot, page, MergeDialog)
    qtbot.waitUntil(lambda: dialog.preview is not None and dialog.save_button.isEnabled())
    dialog.submit()
    assert dialog.isVisible()
    assert dialog.fields["reason"].problem


def test_a_pair_that_is_two_leaves_the_list(qtbot, page):
    page.pairs.select_place(0)
    qtbot.waitUntil(page.two.isEnabled)
    page.two.trigger()
    qtbot.waitUntil(lambda: page.pairs.records.total == 0)
