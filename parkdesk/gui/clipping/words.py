"""Words of labels, buttons, fields and tabs that are wider than their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QToolButton,
    QWidget,
)

SLACK = 1
"""Pixels by which measures may differ without anything being cut."""
_ICON_GAP = 4
_CONTENTS: dict[type[QAbstractButton], QStyle.SubElement] = {
    QPushButton: QStyle.SubElement.SE_PushButtonContents,
    QCheckBox: QStyle.SubElement.SE_CheckBoxContents,
    QRadioButton: QStyle.SubElement.SE_RadioButtonContents,
}
_UNBROKEN = re.compile(r"(?:[!-,.-~\u00c0-\u024f]|-(?![A-Za-z]))+-?")
"""What a line is never broken in: it may be between Chinese characters, and after a hyphen that
letters follow."""
_FIELD_MARGIN = 2
"""What a line edit leaves free at each side of its text."""


def cut_words(widget: QWidget) -> Iterator[str]:
    """Yield the words of this widget that do not fit; a widget that paints says so itself."""
    says = getattr(widget, "cut_words", None)
    if says is not None:
        yield from says()
    elif isinstance(widget, QLabel):
        yield from _of_label(widget)
    elif isinstance(widget, QAbstractButton):
        yield from _of_button(widget)
    elif isinstance(widget, QComboBox):
        yield from _of_combo(widget)
    elif isinstance(widget, QLineEdit):
        yield from _of_field(widget)
    elif isinstance(widget, QTabBar):
        yield from _of_tabs(widget)
    elif isinstance(widget, QGroupBox) and widget.minimumSizeHint().width() > widget.width():
        yield widget.title()


def advance(metrics: QFontMetrics, text: str) -> int:
    """Return how wide a text of one or more lines is, its mnemonics aside."""
    plain = text.replace("&&", "\0").replace("&", "").replace("\0", "&")
    return max((metrics.horizontalAdvance(line) for line in plain.splitlines()), default=0)


def _of_label(label: QLabel) -> Iterator[str]:
    text = label.text()
    if not text:
        return
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        unbroken = [*_UNBROKEN.findall(text), ""]
        widest = max(advance(label.fontMetrics(), word) for word in unbroken)
        too_wide = "<" not in text and widest > label.contentsRect().width() + SLACK
        if too_wide or needed > label.height() + SLACK:
            yield text
        return
    hint = label.sizeHint()
    if hint.width() > label.width() + SLACK or hint.height() > label.height() + SLACK:
        yield text


def _of_button(button: QAbstractButton) -> Iterator[str]:
    text = button.text()
    if not text or isinstance(button.parentWidget(), QTabBar):
        return
    needed = advance(button.fontMetrics(), text)
    if not button.icon().isNull():
        needed += button.iconSize().width() + _ICON_GAP
    if needed > _room_of(button) + SLACK:
        yield text


def _room_of(button: QAbstractButton) -> int:
    if isinstance(button, QPushButton | QCheckBox | QRadioButton):
        element = _CONTENTS[next(kind for kind in _CONTENTS if isinstance(button, kind))]
        return button.style().subElementRect(element, _option(button), button).width()
    if isinstance(button, QToolButton):
        # Its hint is what it needs and no more.
        return button.width() - button.sizeHint().width() + _needed_by(button)
    return button.contentsRect().width()


def _needed_by(button: QToolButton) -> int:
    icon = 0 if button.icon().isNull() else button.iconSize().width() + _ICON_GAP
    return advance(button.fontMetrics(), button.text()) + icon


def _option(button: QPushButton | QCheckBox | QRadioButton) -> QStyleOptionButton:
    option = QStyleOptionButton()
    button.initStyleOption(option)
    return option


def _of_combo(box: QComboBox) -> Iterator[str]:
    if box.isEditable():
        return  # Its line edit is walked over as a field.
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box)
    text = box.currentText() or box.placeholderText()
    if advance(box.fontMetrics(), text) > room.width() + SLACK:
        yield text


def _of_field(field: QLineEdit) -> Iterator[str]:
    text = field.displayText() or field.placeholderText()
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    inner = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    buttons = [one for one in field.findChildren(QToolButton) if one.isVisible()]
    margins = field.textMargins()
    room = inner.width() - margins.left() - margins.right() - 2 * _FIELD_MARGIN
    room -= sum(one.width() for one in buttons)
    if field.fontMetrics().horizontalAdvance(text) > room + SLACK:
        yield text


def _of_tabs(bar: QTabBar) -> Iterator[str]:
    for place in range(bar.count()):
        if not bar.isTabVisible(place):
            continue
        rect = bar.tabRect(place)
        words = advance(bar.fontMetrics(), bar.tabText(place))
        if rect.right() > bar.width() + SLACK or words > rect.width() + SLACK:
            yield bar.tabText(place)
