"""Forms keep what was typed, and say problems where they are."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, StaleRecord, Unavailable
from parkdesk.gui.faults import show_failed
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.help import HelpDialog
from parkdesk.gui.number_fields import MoneyField
from parkdesk.i18n import set_language


class Sample(FormDialog):
    """Two fields; `answer` is what the use-case will do."""

    def __init__(self, runner, answer):
        super().__init__(runner, None, "Sample")
        self.name = self.text("name", "Name", required=True)
        self.code = self.text("code", "Code")
        self.answer = answer
        self.asked = []
        self.reloaded = 0

    def save(self, confirmed):
        self.asked.append((self.values(), confirmed))
        return self.runner.call(self, self.answer, confirmed)

    def reload(self):
        self.reloaded += 1


def refuse(error):
    def answer(_confirmed):
        raise error

    return answer


@pytest.fixture
def form(runner, qtbot):
    def show(answer=lambda _confirmed: "kept"):
        made = Sample(runner, answer)
        qtbot.addWidget(made)
        made.open()
        qtbot.waitExposed(made)
        return made

    return show


def offer(form, words):
    return next(one for one in form.banner.findChildren(QPushButton) if one.text() == words)


def test_enter_goes_from_field_to_field_and_ctrl_enter_saves(form, qtbot):
    shown = form()
    qtbot.keyClicks(shown.name.editor, "Huaxia")
    qtbot.keyClick(shown.name.editor, Qt.Key.Key_Return)
    assert shown.focusWidget() is shown.code.editor
    qtbot.keyClick(shown.code.editor, Qt.Key.Key_Return)
    assert shown.focusWidget() is shown.save_button
    with qtbot.waitSignal(shown.saved) as heard:
        qtbot.keyClick(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard.args == ["kept"]
    assert shown.asked[0][0] == {"name": "Huaxia", "code": ""}


def test_an_empty_required_field_is_said_before_anybody_is_asked(form):
    shown = form()
    shown.code.editor.setFocus()
    shown.submit()
    assert shown.name.problem
    assert shown.focusWidget() is shown.name.editor
    assert not shown.asked


def test_a_refused_form_stays_open_with_everything_typed(form, qtbot):
    shown = form(refuse(InvalidInput({"code": "duplicate"})))
    shown.name.set_value("华夏")
    shown.code.set_value("X1")
    shown.submit()
    qtbot.waitUntil(lambda: bool(shown.code.problem))
    assert shown.isVisible()
    assert (shown.name.value(), shown.code.value()) == ("华夏", "X1")
    assert shown.focusWidget() is shown.code.editor


def test_a_problem_without_a_field_stands_over_the_form(form, qtbot):
    shown = form(refuse(InvalidInput({"elsewhere": "duplicate"})))
    shown.name.set_value("华夏")
    shown.submit()
    qtbot.waitUntil(shown.banner.isVisible)


def test_what_needs_confirming_is_asked_and_sent_again_with_its_code(form, qtbot):
    def answer(confirmed):
        if "name-similar" not in confirmed:
            raise NeedsConfirmation("name-similar")
        return "kept"

    shown = form(answer)
    shown.name.set_value("华夏")
    shown.submit()
    qtbot.waitUntil(shown.banner.isVisible)
    with qtbot.waitSignal(shown.saved):
        offer(shown, "Save anyway").click()
    assert shown.asked[1][1] == {"name-similar"}


def test_what_was_confirmed_was_said_of_what_was_typed_then(form, qtbot):
    def answer(confirmed):
        if "name-similar" not in confirmed:
            raise NeedsConfirmation("name-similar")
        raise InvalidInput({"code": "required"})

    shown = form(answer)
    shown.name.set_value("华夏")
    shown.submit()
    qtbot.waitUntil(shown.banner.isVisible)
    offer(shown, "Save anyway").click()
    qtbot.waitUntil(shown.code._problem.isVisible)
    qtbot.keyClicks(shown.name.editor, "X")
    shown.submit()
    qtbot.waitUntil(shown.banner.isVisible)
    assert [confirmed for _values, confirmed in shown.asked] == [set(), {"name-similar"}, set()]


def test_what_is_confirmed_after_a_field_was_emptied_is_checked_again(form, qtbot):
    shown = form(refuse(NeedsConfirmation("name-similar")))
    shown.name.set_value("华夏")
    shown.submit()
    qtbot.waitUntil(shown.banner.isVisible)
    shown.name.set_value("")
    offer(shown, "Save anyway").click()
    assert len(shown.asked) == 1


def test_esc_leaves_no_form_whose_values_are_on_their_way(form, runner, qtbot):
    free = threading.Event()
    shown = form(lambda _confirmed: free.wait(20))
    shown.name.set_value("华夏")
    shown.submit()
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.isVisible()
    with qtbot.waitSignal(shown.saved):
        free.set()
    assert not shown.isVisible()


def test_a_stale_record_offers_to_reload(form, qtbot):
    shown = form(refuse(StaleRecord()))
    shown.name.set_value("华夏")
    shown.submit()
    qtbot.waitUntil(shown.banner.isVisible)
    offer(shown, "Reload").click()
    assert shown.reloaded == 1
    assert shown.isVisible()


def test_what_is_unavailable_can_be_tried_again_from_the_form(form, runner, qtbot):
    runner.failed.connect(show_failed)
    attempts = []

    def answer(_confirmed):
        attempts.append(1)
        if len(attempts) == 1:
            raise Unavailable("disk-full")
        return "kept"

    shown = form(answer)
    shown.name.set_value("华夏")
    shown.submit()
    qtbot.waitUntil(shown.banner.isVisible)
    assert "disk is full" in shown.banner.text.text()
    with qtbot.waitSignal(shown.saved):
        offer(shown, "Try again").click()


def test_escape_asks_only_when_something_was_typed(form, qtbot):
    shown = form()
    qtbot.keyClicks(shown.name.editor, "H")
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.isVisible()
    assert shown.banner.isVisible()
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.isVisible()
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    offer(shown, "Go on filling in").click()
    assert shown.focusWidget() is shown.name.editor
    assert shown.name.value() == "H"
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    offer(shown, "Discard").click()
    assert not shown.isVisible()
    untouched = form()
    qtbot.keyClick(untouched, Qt.Key.Key_Escape)
    assert not untouched.isVisible()


def test_keys_of_an_open_composition_belong_to_the_input_method(form, qtbot):
    shown = form()
    shown.activateWindow()
    shown.name.editor.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is shown.name.editor)
    QApplication.sendEvent(shown.name.editor, QInputMethodEvent("hua", []))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        qtbot.keyClick(shown.name.editor, key)
    assert shown.isVisible()
    assert shown.focusWidget() is shown.name.editor
    shown.submit()
    assert not shown.asked
    done = QInputMethodEvent("", [])
    done.setCommitString("华")
    QApplication.sendEvent(shown.name.editor, done)
    qtbot.keyClick(shown.name.editor, Qt.Key.Key_Return)
    assert shown.focusWidget() is shown.code.editor


def test_the_foot_names_the_button(runner, qtbot):
    made = FormDialog(runner, None, "Sample", save_text="Submit")
    qtbot.addWidget(made)
    assert "Ctrl+Enter: Submit" in made.foot_note.text()


def test_f1_in_a_form_lists_its_keys(form, qtbot):
    shown = form()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    qtbot.keyClick(shown, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: shown.findChild(HelpDialog) is not None)
    shown.findChild(HelpDialog).reject()


def test_a_form_makes_room_for_its_banner(runner, qtbot):
    shown = FormDialog(runner, None, "Sample")
    qtbot.addWidget(shown)
    for number in range(10):
        shown.text(f"field{number}", "Field")
    shown.open()
    qtbot.waitExposed(shown)
    before = shown.height()
    shown.banner.show_text("A sentence that says at length what is the matter. " * 6)
    assert shown.height() >= before + shown.banner.heightForWidth(shown.width() - 48)


def test_a_closed_form_gives_the_focus_back(runner, qtbot):
    below = QWidget()
    box = QVBoxLayout(below)
    first, second = QLineEdit(), QLineEdit()
    box.addWidget(first)
    box.addWidget(second)
    qtbot.addWidget(below)
    below.show()
    second.setFocus()
    made = FormDialog(runner, below, "Sample")
    made.text("name", "Name")
    made.open()
    first.setFocus()
    made.done(QDialog.DialogCode.Rejected)
    assert below.focusWidget() is second


def test_a_mark_stands_beside_the_first_line(form):
    shown = form()
    shown.banner.show_text("Wrong", offers=(("Save", lambda: None),))
    QApplication.processEvents()
    mark, text = shown.banner.mark, shown.banner.text
    assert mark.contentsMargins().top() == text.contentsMargins().top() > 0
    assert text.alignment() & Qt.AlignmentFlag.AlignTop


def test_an_amount_names_the_yuan_in_chinese(qtbot):
    set_language("zh_CN")
    field = MoneyField("m", "金额")
    qtbot.addWidget(field.box)
    assert field._unit.text() == "元"
    field.set_currency("USD")
    assert field._unit.text() == "USD"
