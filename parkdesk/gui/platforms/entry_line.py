"""A line of the service log, typed without the mouse: saved, and the next one is open."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, UserError
from parkdesk.domain.platforms import BEST_SATISFACTION, platform_of
from parkdesk.gui.actions import button
from parkdesk.gui.composition import is_composing
from parkdesk.gui.date_field import DateField
from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.field_form import DeclaresFields, starred
from parkdesk.gui.fields import BadText, Field, TextField
from parkdesk.gui.key_names import sequence
from parkdesk.gui.number_fields import MoneyField, NumberField
from parkdesk.gui.platforms.fee_proposal import FeeProposal
from parkdesk.gui.platforms.hours_field import HoursField
from parkdesk.gui.platforms.service_field import ServiceField
from parkdesk.gui.runner import Runner
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Banner
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import message, tr
from parkdesk.usecases.offers import OfferChoice, offers_to_log
from parkdesk.usecases.platforms import SaveService, record_service

FieldT = TypeVar("FieldT", bound=Field[Any])
_WIDTHS = {
    "served_on": 104,
    "hours_tenths": 58,
    "people": 58,
    "satisfaction": 78,
    "fee_cents": 92,
}
_SHARES = {"enterprise_id": 5, "kind": 4, "note": 3}
"""How the fields with words share what is left."""
_NOTHING_CONFIRMED: frozenset[str] = frozenset()


class ScoreField(TextField):
    """Satisfaction, one digit: with it the field is full, and the form goes on by itself."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title, longest=1)
        self.editor.textEdited.connect(self._full)

    def _full(self, text: str) -> None:
        if text and not self.check():
            self.picked.emit()

    def score(self) -> int | None:
        """Return the answer, None where nobody was asked; raises BadText for another sign."""
        text = self.value()
        if not text:
            return None
        if not text.isdecimal() or not 1 <= int(text) <= BEST_SATISFACTION:
            raise BadText("not-one-to-five")
        return int(text)

    def check(self) -> str:
        """Return the code of what is wrong, or nothing."""
        try:
            self.score()
        except BadText as error:
            return str(error)
        return super().check()


class EntryLine(DeclaresFields, QFrame):
    """The fields of one service side by side; the day stays for the next line.

    Enter goes on, Ctrl+Enter saves from any field, Ctrl+Up and Ctrl+Down move the day.

    Signals:
        saved: the id of the line that was taken.
        closed: Esc was pressed.
    """

    saved = Signal(int)
    closed = Signal()

    def __init__(self, runner: Runner, parent: QWidget, today: dt.date) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.runner = runner
        self._saving = False
        self._confirmed = _NOTHING_CONFIRMED
        self.banner = Banner()
        self.start_fields(self, self.submit)
        self._row = QHBoxLayout()
        self._row.setSpacing(SPACE * 2)
        self._problems = QVBoxLayout()
        self.day = self.add(DateField("served_on", tr("Date"), today=today, required=True))
        self.enterprise = self.add(
            EnterpriseField(runner, "enterprise_id", tr("Enterprise served"), required=True)
        )
        # Beside seven other fields there is no room for the usual, longer words.
        self.enterprise.editor.setPlaceholderText(tr("Name or initials"))
        self.service = self.add(ServiceField("kind", tr("Service")))
        self.hours = self.add(HoursField("hours_tenths", tr("Hours")))
        self.people = self.add(NumberField("people", tr("People")))
        self.score = self.add(ScoreField("satisfaction", tr("Satisfaction")))
        self.note = self.add(TextField("note", tr("Remarks"), longest=500))
        self.fee = self.add(MoneyField("fee_cents", tr("Fee paid")))
        self._build()
        self.day.set_value(today)
        self.day.editor.textChanged.connect(lambda _text: self._follow_day())
        self._proposal = FeeProposal(self.service, self.hours, self.people, self.fee)
        self._follow_day()
        self.hide()

    def add(self, field: FieldT) -> FieldT:
        """Put a field beside the last one, its name over it."""
        words = starred(field.title) if field.required else field.title
        field.name_label = text_label(words, "muted")
        field.name_label.setBuddy(field.editor)
        column = QVBoxLayout()
        column.setSpacing(SPACE // 2)
        column.addWidget(field.name_label)
        column.addWidget(field.box)
        width = _WIDTHS.get(field.name)
        if width is not None:
            field.editor.setFixedWidth(width)
        else:
            field.editor.setMinimumWidth(60)
            field.editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._row.addLayout(column, _SHARES.get(field.name, 0))
        field.tell_in(self._problems)
        self.fields[field.name] = field
        self.enter_moves.watch(field.editor)
        field.picked.connect(lambda: self.enter_moves.leave(field.editor))
        field.changed.connect(self._typed)
        return field

    def begin(self) -> None:
        """Show the line and put the cursor where typing begins: the day is there already."""
        self.runner.run(self, offers_to_log).done(self.take_offers)
        self.show()
        self.enterprise.focus()

    def take_offers(self, offers: tuple[OfferChoice, ...]) -> None:
        """Take the catalogue as it is now."""
        self.service.take(offers)

    def close_line(self) -> None:
        """Put the line away; what was typed stays in it for the next time."""
        if is_composing():
            return
        self.hide()
        self.closed.emit()

    def submit(self) -> None:
        """Save what is typed; it stays until it is taken."""
        if self._saving or is_composing():
            return
        problems = self.found_problems()
        self.show_at_fields(problems, {})
        if problems:
            return
        self._saving = True
        request = self.runner.run(self, record_service, self.form(), self._confirmed)
        request.done(self._taken).refused(self._refused)

    def form(self) -> SaveService:
        """Return what is typed."""
        done = self.service.done()
        assert done is not None
        return SaveService(
            self.enterprise.value(),
            platform_of(done.kind),
            done.kind,
            self.day.value(),
            self.hours.tenths(),
            self.people.value() or 0,
            self.fee.value() or 0,
            self.score.score(),
            self.note.value(),
            done.offer_id,
        )

    def _build(self) -> None:
        self.keys = text_label(
            tr("Enter: next field · Ctrl+Enter: save · Ctrl+Up, Ctrl+Down: another day"), "muted"
        )
        self.save_button = button(tr("Save the line"), self.submit, role="primary")
        self.save_button.setToolTip(
            tr("{action} ({key})", action=self.save_button.text(), key="Ctrl+Enter")
        )
        self.close_button = button(tr("Close"), self.close_line)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE * 2)
        foot.addWidget(self.keys, 1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.save_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE * 3, SPACE * 2, SPACE * 3, SPACE * 2)
        outer.setSpacing(SPACE)
        outer.addLayout(self._row)
        outer.addLayout(self._problems)
        outer.addWidget(self.banner)
        outer.addLayout(foot)
        for keys, slot in (
            ("Ctrl+Return", self.submit),
            ("Ctrl+Enter", self.submit),
            ("Ctrl+Up", lambda: self.day.step(1)),
            ("Ctrl+Down", lambda: self.day.step(-1)),
            ("Esc", self.close_line),
        ):
            key = QShortcut(sequence(keys), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(slot)

    def _follow_day(self) -> None:
        try:
            day = self.day.value()
        except BadText:
            return
        self.service.narrow(day)

    def _typed(self) -> None:
        # What was confirmed was said of other values.
        self._confirmed = _NOTHING_CONFIRMED
        self.banner.dismiss()

    def _taken(self, service_id: int) -> None:
        self._saving = False
        self._confirmed = _NOTHING_CONFIRMED
        self._proposal.start_again()
        self.banner.dismiss()
        self.enterprise.set_value(None)
        for field in (self.enterprise, self.hours, self.score, self.note):
            field.editor.clear()
        self.service.set_value(None)
        self.people.set_value(None)
        self.fee.set_value(None)
        self.saved.emit(service_id)
        if self.isVisible():
            self.enterprise.focus()

    def _refused(self, error: Exception) -> bool:
        self._saving = False
        if isinstance(error, InvalidInput):
            shown = {_AT.get(name, name): code for name, code in error.problems.items()}
            others = self.show_at_fields(shown, error.params)
            if others:
                self.banner.show_text("\n".join(others))
        elif isinstance(error, NeedsConfirmation):
            self._ask(error)
        elif isinstance(error, UserError):
            self.banner.show_text(message(error))
        else:
            return False
        return True

    def _ask(self, error: NeedsConfirmation) -> None:
        def affirmed() -> None:
            self._confirmed |= {error.code}
            self.submit()

        offers = ((tr("Save anyway"), affirmed),)
        self.banner.show_text(message(error), Tone.WARN, offers=offers)


_AT = {"offer_id": "kind", "platform": "kind"}
"""Fields of the use-case that another field of the line stands for."""
