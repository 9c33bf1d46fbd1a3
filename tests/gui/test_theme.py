"""The fonts and colours of the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from parkdesk.gui import theme
from parkdesk.gui.check_list import CheckLine, CheckListField


@pytest.mark.parametrize("quotes", ["“”", "‘’"])
def test_quotes_are_as_wide_as_letters_in_english_and_as_characters_in_chinese(
    qapp: QApplication, quotes: str
) -> None:
    del qapp
    english = QFontMetricsF(theme.screen_font("en"))
    chinese = QFontMetricsF(theme.screen_font("zh_CN"))
    assert english.horizontalAdvance(quotes) < theme.TEXT_PX * 1.2
    assert chinese.horizontalAdvance(quotes) > theme.TEXT_PX * 1.9
    assert english.horizontalAdvance("园务通") == chinese.horizontalAdvance("园务通")


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        (QPushButton, ""),
        (QPushButton, "primary"),
        (QPushButton, "link"),
        (QPushButton, "choice"),
        (QPushButton, "flat"),
        (QToolButton, "flat"),
        (QCheckBox, ""),
        (QRadioButton, ""),
    ],
)
def test_the_focus_of_a_button_is_its_border_alone(
    qapp: QApplication, qtbot: QtBot, kind: type[QAbstractButton], role: str
) -> None:
    del qapp
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(200, 120)
    before = QPushButton(window)
    before.setGeometry(0, 0, 50, 18)
    button = kind(window)
    button.setText("x")
    button.setProperty("role", role)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setGeometry(20, 20, 140, 60)
    window.show()
    window.activateWindow()
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    qtbot.waitUntil(button.hasFocus)
    image = button.grab(QRect(4, 4, 132, 52)).toImage()
    row = image.height() // 2 - 7  # above the letter, within the frame that the style would draw
    seen = {image.pixel(x, row) for x in range(24, image.width())}
    assert len(seen) == 1


def _list_of_ticks() -> QWidget:
    field = CheckListField("claims", "Claims")
    field.set_lines([CheckLine(1, "PX-2026-0001")])
    return field.editor


@pytest.mark.parametrize("kind", [QLineEdit, QComboBox, QPlainTextEdit, QSpinBox, _list_of_ticks])
def test_an_empty_field_has_its_edge(
    qapp: QApplication, qtbot: QtBot, kind: Callable[[], QWidget]
) -> None:
    del qapp
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(240, 120)
    first = QPushButton(window)
    first.setGeometry(0, 0, 50, 18)
    field = kind()
    field.setParent(window)
    field.setGeometry(20, 30, 160, 60)
    window.show()
    first.setFocus()
    image = field.grab().toImage()
    middle = image.height() // 2
    edge = theme.tokens().color("edge")
    assert image.pixelColor(0, middle) == edge
    assert image.pixelColor(image.width() - 1, middle) == edge
