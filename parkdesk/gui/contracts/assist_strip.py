"""The assist strip (辅助填报条): a narrow window over all others, to fill the state system's forms.

Each press of a key puts the next field on the clipboard, in the order of the screens there, and
ticks it. What the strip put on the clipboard leaves it when the strip is closed.
"""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from parkdesk.domain.assist import AssistStep, next_open
from parkdesk.domain.contracts import Market, ReportState, ServiceLine
from parkdesk.domain.money import plain_amount
from parkdesk.domain.service_codes import Layer
from parkdesk.gui.actions import button
from parkdesk.gui.clipping import may_cut
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import date_text, language, speaking, tr
from parkdesk.i18n import label as word
from parkdesk.usecases.contract_assist import AssistSheet

_WIDE, _HIGH = 330, 560
_NEXT = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F8})


class AssistStrip(QDialog):
    """Steps through the fields of one contract; stays over the browser, and never blocks it."""

    def __init__(self, parent: QWidget, sheet: AssistSheet) -> None:
        super().__init__(parent, Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint)
        self.setModal(False)
        self.setWindowTitle(tr("Assist strip"))
        self._sheet = sheet
        self._put = ""
        self.place: int | None = None
        self.head = label(sheet.number, "title", wrap=True)
        self.client = label(sheet.client, "muted", wrap=True)
        self.progress = label("", "count")
        self.field = label("", "muted", wrap=True)
        self.value = label("", "subtitle", wrap=True, selectable=True)
        self.told = label("", "muted", wrap=True)
        self.list = QListWidget()
        self.list.setObjectName("AssistSteps")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        may_cut(self.list, "A long value is shown whole over the list once it is its turn.")
        self._fill()
        self.list.itemClicked.connect(lambda item: self.put(self.list.row(item)))
        self.next_button = button(f"{tr('Next field')}  F8", self.go_on, role="primary")
        self.back_button = button(tr("Previous field"), self.go_back)
        for one in (self.next_button, self.back_button):
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self._show_place()

    @property
    def ticked(self) -> list[bool]:
        """Which steps are done."""
        boxes = [self.list.item(place) for place in range(self.list.count())]
        return [one.checkState() is Qt.CheckState.Checked for one in boxes]

    def go_on(self) -> None:
        """Put the next field that is not ticked on the clipboard; at the end, say so."""
        found = next_open(self.ticked, -1 if self.place is None else self.place)
        if found is None:
            self.field.setText(tr("Every field is ticked. Record the reporting with Ctrl+Enter."))
            self.value.setText("")
            self.told.setText("")
        else:
            self.put(found)

    def go_back(self) -> None:
        """Put the field before on the clipboard again."""
        if self.place:
            self.put(self.place - 1)

    def put(self, place: int) -> None:
        """Put one field on the clipboard, and tick it."""
        self.place = place
        self._put = clip_text(self._sheet, self._sheet.steps[place])
        QGuiApplication.clipboard().setText(self._put)
        self.list.item(place).setCheckState(Qt.CheckState.Checked)
        self._show_place()

    def _fill(self) -> None:
        for step in self._sheet.steps:
            named = _screen_text(step)
            text = tr("{name}: {text}", name=_name_text(step), text=clip_text(self._sheet, step))
            item = QListWidgetItem(text)
            item.setToolTip(f"{named}\n{text}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if step.done else Qt.CheckState.Unchecked)
            self.list.addItem(item)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE * 2)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next_button, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 4, SPACE * 4, SPACE * 4, SPACE * 4)
        box.setSpacing(SPACE * 2)
        for one in (self.head, self.client, self.progress, self.field, self.value, self.told):
            box.addWidget(one)
        box.addWidget(self.list, 1)
        box.addLayout(foot)
        self.resize(_WIDE, _HIGH)

    def _show_place(self) -> None:
        done = self.ticked
        self.progress.setText(tr("{done} of {total} fields", done=sum(done), total=len(done)))
        if self.place is None:
            self.field.setText(_opening_text(self._sheet))
            return
        step = self._sheet.steps[self.place]
        self.list.setCurrentRow(self.place)
        self.field.setText(f"{_screen_text(step)} · {_name_text(step)}")
        text = clip_text(self._sheet, step)
        self.value.setText(text or tr("(empty)"))
        self.told.setText(_told_text(self._sheet, step))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _NEXT:
            self.go_on()
        elif event.key() == Qt.Key.Key_Backspace:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._clear()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        self._clear()
        super().done(result)

    def _clear(self) -> None:
        """Take back what lies on the clipboard, if it is still ours."""
        clipboard = QGuiApplication.clipboard()
        if self._put and clipboard.text() == self._put:
            clipboard.clear()
        self._put = ""


def clip_text(sheet: AssistSheet, step: AssistStep) -> str:
    """Return a step's value as it is typed there: in Chinese, amounts as plain digits."""
    return _value_text(sheet, step.field.field, step.value)


def _value_text(sheet: AssistSheet, field: str, value: object) -> str:
    if field == "country":
        return sheet.country_zh
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return date_text(value)
    if isinstance(value, int):
        return plain_amount(value, sheet.currency)
    if isinstance(value, Market | ServiceLine | Layer):
        with speaking("zh_CN"):
            return word(value)
    return str(value)


def _name_text(step: AssistStep) -> str:
    chinese = language() == "zh_CN"
    return step.field.name_zh if chinese else step.field.name_en


def _screen_text(step: AssistStep) -> str:
    chinese = language() == "zh_CN"
    screen = step.field.screen_zh if chinese else step.field.screen_en
    return f"{screen} {date_text(step.day)}" if step.day is not None else screen


def _opening_text(sheet: AssistSheet) -> str:
    if sheet.report_state is ReportState.DIFFERS:
        return tr("Reported before: only what differs from it is left.")
    if sheet.report_state is ReportState.REPORTED:
        return tr("Reported as it stands: nothing is left.")
    return tr("Press F8, Enter or Space for the first field, then paste it there.")


def _told_text(sheet: AssistSheet, step: AssistStep) -> str:
    told = []
    if step.sent is not None:
        sent = _value_text(sheet, step.field.field, step.sent)
        told.append(tr("Sent before: {value}", value=sent))
    if not step.field.certainty.confirmed:
        told.append(tr("The order of the screen is to be confirmed."))
    return "\n".join(told)
