"""What people type, read as they mean it."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from parkdesk.gui.choice_field import ChoiceField, Matches
from parkdesk.gui.date_field import DateField, parse_day
from parkdesk.gui.field_form import FieldPanel
from parkdesk.gui.fields import BadText, TextField
from parkdesk.gui.number_fields import MoneyField, NumberField

BASE = dt.date(2026, 5, 11)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-12", dt.date(2026, 10, 12)),
        ("20261012", dt.date(2026, 10, 12)),
        ("2026/1/2", dt.date(2026, 1, 2)),
        ("2026年10月12日", dt.date(2026, 10, 12)),
        ("２０２６-１０-１２", dt.date(2026, 10, 12)),
        ("1012", dt.date(2026, 10, 12)),
        ("10-12", dt.date(2026, 10, 12)),
        ("3.8", dt.date(2026, 3, 8)),
        ("+1y", dt.date(2027, 5, 10)),
        ("+2年", dt.date(2028, 5, 10)),
        ("+6m", dt.date(2026, 11, 10)),
        ("+10d", dt.date(2026, 5, 21)),
    ],
)
def test_a_day_is_read_as_people_type_it(text, day):
    assert parse_day(text, BASE) == day


@pytest.mark.parametrize("text", ["2026-02-30", "1332", "soon", "20261", "+999y9", "0000-01-01"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(BadText):
        parse_day(text, BASE)


def test_a_short_day_is_written_out_when_the_field_is_left(qtbot):
    field = DateField("on", "Day", today=dt.date(2026, 10, 12))
    qtbot.addWidget(field.box)
    field.box.show()
    field.editor.setFocus()
    qtbot.keyClicks(field.editor, "0315")
    field.editor.editingFinished.emit()
    assert field.editor.text() == "2026-03-15"
    qtbot.keyClick(field.editor, Qt.Key.Key_Up)
    assert field.value() == dt.date(2026, 3, 16)
    qtbot.keyClicks(field.editor, "t")
    assert field.value() == dt.date(2026, 10, 12)


def test_a_wrong_day_says_so_under_the_field_and_typing_takes_it_away(qtbot):
    field = DateField("on", "Day", today=BASE)
    qtbot.addWidget(field.box)
    field.editor.setText("soon")
    field.editor.editingFinished.emit()
    assert "date" in field.problem
    qtbot.keyClicks(field.editor, "x")
    assert not field.problem


@pytest.mark.parametrize(("text", "cents"), [("4500", 450_000), ("1,234.5", 123_450), ("", None)])
def test_an_amount_is_whole_cents(qtbot, text, cents):
    field = MoneyField("m", "Amount")
    qtbot.addWidget(field.box)
    field.editor.setText(text)
    assert field.value() == cents


def test_more_decimals_than_the_currency_has_are_refused(qtbot):
    field = MoneyField("m", "Amount", currency="JPY")
    qtbot.addWidget(field.box)
    field.editor.setText("10.5")
    assert field.check() == "field-amount"


def test_a_number_takes_full_width_digits(qtbot):
    field = NumberField("n", "People")
    qtbot.addWidget(field.box)
    field.editor.setText("１，２３４")
    assert field.value() == 1_234
    field.editor.setText("12a")
    assert field.check() == "field-number"


def test_a_required_text_asks_for_itself(qtbot):
    field = TextField("name", "Name", required=True)
    qtbot.addWidget(field.box)
    assert field.check() == "required"
    field.set_value("  华夏 ")
    assert field.value() == "华夏"


CITIES = ["苏州", "无锡", "南京", "南通", "大连", "成都", "西安", "济南", "武汉"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("苏", ["苏州"]), ("sz", ["苏州"]), ("nan", ["南京", "南通"]), ("cd", ["成都"]), ("zz", [])],
)
def test_a_choice_is_found_by_characters_pinyin_and_initials(typed, found):
    assert Matches(CITIES).of(typed) == found


def test_a_choice_typed_by_initials_is_taken(qtbot):
    field = ChoiceField("city", "City", list(enumerate(CITIES)))
    qtbot.addWidget(field.box)
    field.editor.setEditText("dl")
    assert field.value() == 4
    field.editor.setEditText("nan")
    assert field.check() == "field-choice"


def test_a_required_short_choice_starts_on_nothing(qtbot):
    field = ChoiceField("kind", "Kind", [(1, "ITO"), (2, "BPO")], required=True)
    qtbot.addWidget(field.box)
    assert field.check() == "required"
    field.set_value(2)
    assert field.value() == 2


@pytest.fixture
def panel(qtbot):
    """A typed choice, a short choice and a text, in view and in front."""
    made = FieldPanel()
    made.choice("city", "City", list(enumerate(CITIES)))
    made.choice("kind", "Kind", [(1, "ITO"), (2, "BPO")])
    made.text("note", "Note")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.fields["city"].editor.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return made


def dropped(qtbot):
    """Wait for the list that drops down."""
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    return QApplication.activePopupWidget()


@pytest.mark.qt_log_ignore("does not support")  # Offscreen, a pop-up cannot grab the keyboard.
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_the_key_that_takes_an_entry_goes_on_to_the_next_field(panel, qtbot, key):
    city = panel.fields["city"]
    qtbot.keyClicks(city.editor.lineEdit(), "nan")
    qtbot.keyClick(dropped(qtbot), key)
    assert city.value() == CITIES.index("南京")
    assert QApplication.activePopupWidget() is None
    assert panel.focusWidget() is panel.fields["kind"].editor


@pytest.mark.qt_log_ignore("does not support")  # Offscreen, a pop-up cannot grab the keyboard.
def test_the_arrows_choose_what_enter_takes(panel, qtbot):
    city = panel.fields["city"]
    qtbot.keyClicks(city.editor.lineEdit(), "nan")
    popup = dropped(qtbot)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    assert city.editor.currentText() == "nan"
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert city.value() == CITIES.index("南通")


@pytest.mark.qt_log_ignore("does not support")  # Offscreen, a pop-up cannot grab the keyboard.
def test_typing_after_a_pick_by_mouse_replaces_it(panel, qtbot):
    city = panel.fields["city"]
    line = city.editor.lineEdit()
    qtbot.keyClicks(line, "dl")
    popup = dropped(qtbot)
    middle = popup.visualRect(popup.currentIndex()).center()
    qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert line.text() == "大连"
    qtbot.keyClicks(line, "w")
    assert line.text() == "w"


def test_an_entry_typed_in_full_stands_first():
    assert Matches(["CMMI-SVC", "CMMI", "CMM"]).of("cmmi")[0] == "CMMI"


@pytest.mark.qt_log_ignore("does not support")  # Offscreen, a pop-up cannot grab the keyboard.
def test_enter_in_a_short_list_that_dropped_down_goes_on(panel, qtbot):
    kind = panel.fields["kind"]
    kind.editor.setFocus()
    kind.editor.showPopup()
    view = kind.editor.view()
    view.setCurrentIndex(view.model().index(2, 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert kind.value() == 2
    assert panel.focusWidget() is panel.fields["note"].editor
