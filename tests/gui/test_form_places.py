"""Where the focus goes in a form, what is in view of it, and how high a form is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from parkdesk.gui.forms import HIGHEST, FormDialog

SENTENCE = "A sentence that is long enough to be broken into two lines in a form of this width. "


@pytest.fixture
def form(runner, qtbot):
    window = QWidget()
    window.resize(1280, 720)
    qtbot.addWidget(window)

    def show(fields, *, intro="", hint=""):
        made = FormDialog(runner, window, "Sample", intro=intro)
        for number in range(fields):
            made.text(f"field{number}", f"Field {number}", hint=hint)
        made.open()
        qtbot.waitExposed(made)
        return made

    return show


def area(form):
    return next(iter(form.findChildren(QScrollArea)))


def test_tab_goes_from_field_to_field_and_to_the_buttons(form, qtbot):
    shown = form(2)
    met = []
    for _press in range(4):
        met.append(shown.focusWidget())
        qtbot.keyClick(shown.focusWidget(), Qt.Key.Key_Tab)
    first, second = (field.editor for field in shown.fields.values())
    assert met[:2] == [first, second]
    assert set(met[2:]) == {shown.save_button, shown.cancel_button}


def test_a_form_without_fields_can_be_read_by_keys(form, qtbot):
    shown = form(0, intro=SENTENCE * 60)
    bar = area(shown).verticalScrollBar()
    assert bar.maximum() > bar.pageStep() > 0
    assert shown.focusWidget() is shown.save_button
    for key, place in (
        (Qt.Key.Key_PageDown, bar.pageStep()),
        (Qt.Key.Key_End, bar.maximum()),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Down, bar.singleStep()),
    ):
        qtbot.keyClick(shown.focusWidget(), key)
        assert bar.value() == place
    assert shown.focusWidget() is shown.save_button


def test_what_is_grave_is_answered_no_by_enter_alone(form, qtbot, monkeypatch):
    monkeypatch.setattr(FormDialog, "grave", True)
    shown = form(0)
    assert shown.focusWidget() is shown.cancel_button
    qtbot.keyClick(shown.focusWidget(), Qt.Key.Key_Return)
    assert not shown.isVisible()


def test_the_key_that_opened_a_form_and_is_held_down_does_not_answer_it(form, monkeypatch):
    asked = []
    monkeypatch.setattr(FormDialog, "submit", asked.append)
    shown = form(0)

    def press(*, held):
        QApplication.sendEvent(
            shown,
            QKeyEvent(
                QKeyEvent.Type.KeyPress,
                Qt.Key.Key_Return,
                Qt.KeyboardModifier.NoModifier,
                "\r",
                held,
            ),
        )

    press(held=True)
    assert asked == []
    shown.save_button.clicked.disconnect()
    shown.save_button.clicked.connect(lambda: asked.append(shown))
    press(held=False)
    assert asked == [shown]


def test_where_saving_is_withheld_the_way_back_has_the_focus(form):
    shown = form(0)
    shown.withhold("Nothing is ticked.")
    shown.focus_first()
    assert shown.focusWidget() is shown.cancel_button
    assert shown.save_button.toolTip() == "Nothing is ticked."
    shown.withhold("")
    assert shown.save_button.isEnabled()


def test_enter_brings_the_next_field_into_view(form, qtbot):
    shown = form(40)
    editors = [field.editor for field in shown.fields.values()]
    for editor in editors[:-1]:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    last = editors[-1]
    assert shown.focusWidget() is last
    assert not last.visibleRegion().isEmpty()


@pytest.mark.parametrize(("intro", "hint"), [("", ""), (SENTENCE * 2, ""), (SENTENCE, SENTENCE)])
def test_a_form_is_as_high_as_what_it_holds(form, intro, hint):
    shown = form(4, intro=intro, hint=hint)
    assert shown.height() < HIGHEST
    assert area(shown).verticalScrollBar().maximum() == 0
    last = list(shown.fields.values())[-1].box
    below = shown.save_button.mapTo(shown, shown.save_button.rect().topLeft()).y()
    assert below - last.mapTo(shown, last.rect().bottomLeft()).y() < 40


@pytest.mark.parametrize("fields", [2, 40])
def test_a_form_opens_over_its_window_and_on_the_screen(runner, qtbot, fields):
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(40, 60, 700, 500)
    made = FormDialog(runner, window, "Sample")
    for number in range(fields):
        made.text(f"field{number}", f"Field {number}")
    made.open()
    room = made.screen().availableGeometry()
    assert room.contains(made.geometry())
    assert made.testAttribute(Qt.WidgetAttribute.WA_Moved)
    if fields == 2:
        assert (made.geometry().center() - window.geometry().center()).manhattanLength() <= 40


def test_a_form_opens_where_its_first_field_to_change_is(runner, qtbot):
    form = FormDialog(runner, None, "Form")
    qtbot.addWidget(form)
    for place in range(40):
        form.text(f"field{place}", f"Field {place}").editor.setEnabled(place == 39)
    form.open()
    last = form.fields["field39"].editor
    qtbot.waitUntil(lambda: form.focusWidget() is last)
    assert not last.visibleRegion().isEmpty()
