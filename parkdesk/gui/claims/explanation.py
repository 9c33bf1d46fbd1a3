"""The panel beside the grid: why the current row can be paid or not, rule by rule."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from parkdesk.domain.eligibility import RowVerdict, Rule, TraceLine, Verdict, deciding_line
from parkdesk.domain.programmes import Programme
from parkdesk.domain.trainees import Trainee
from parkdesk.gui.actions import ActionButton, PageAction
from parkdesk.gui.claims.repeat_choices import choice_words
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.texts import label, set_role
from parkdesk.i18n import label as label_of
from parkdesk.i18n import money_text, number_text, tr
from parkdesk.i18n.claims import line_basis_text, line_text, mark_text, remedy_text
from parkdesk.i18n.persons import person_text

_ROLES = {
    Verdict.PASS: "",
    Verdict.WARN: "warn",
    Verdict.FAIL: "bad",
    Verdict.DUPLICATE: "bad",
}


class ExplanationPanel(QFrame):
    """One row's reasoning: a line a rule, then basis, amount and what would help."""

    def __init__(self, reveal: PageAction | None = None) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setMinimumWidth(250)
        self.title = label("", "subtitle", wrap=True)
        self.person = label("", "muted", wrap=True)
        self.number = label("", "muted", wrap=True, selectable=True)
        self.choices = label("", "", wrap=True)
        self._lines: list[QLabel] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(SPACE * 2)
        self.basis = Callout()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, SPACE, 0)
        column.setSpacing(SPACE * 2)
        column.addWidget(self.basis)
        column.addLayout(self._column)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self.reveal = None if reveal is None else ActionButton(reveal)
        self.hints = label("", "muted", wrap=True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE * 4, SPACE * 3, SPACE * 4, SPACE * 3)
        outer.setSpacing(SPACE * 2)
        outer.addWidget(self.title)
        outer.addWidget(self.person)
        outer.addWidget(self.number)
        outer.addWidget(self.choices)
        # Basis and rules scroll together: each by itself would be cut in a low window.
        outer.addWidget(area, 1)
        if self.reveal is not None:
            outer.addWidget(self.reveal)
        outer.addWidget(self.hints)
        for line in (self.person, self.number, self.choices):
            line.hide()

    def show_blank(self, text: str) -> None:
        """Say what to do where there is no row."""
        self.title.setText(text)
        self.person.hide()
        self.show_choices(wanted=False)
        self._show_lines([])
        self.basis.hide()

    def show_row(
        self,
        place: int,
        row: Trainee,
        verdict: RowVerdict,
        programme: Programme,
        known_people: int,
    ) -> None:
        """Show the reasoning of the person at `place`, from 0."""
        self.show_verdict(place, row.name or "—", verdict, programme, known_people)

    def show_verdict(
        self,
        place: int,
        name: str,
        verdict: RowVerdict,
        programme: Programme,
        known_people: int = 0,
    ) -> None:
        """Show the reasoning of a row, whatever it is about."""
        self.title.setText(
            tr(
                "Row {row} · {name} — {verdict}",
                row=place + 1,
                name=name,
                verdict=label_of(verdict.verdict),
            )
        )
        rules = [line for line in verdict.lines if line.rule is not Rule.AMOUNT]
        # What needs a look stands first: a low window shows three lines.
        rules.sort(key=lambda line: line.verdict is Verdict.PASS)
        self._show_lines(
            [
                (
                    _sentence(line, known_people),
                    _ROLES[line.verdict],
                    tr("Basis: {basis}", basis=line_basis_text(line, programme)),
                )
                for line in rules
            ]
        )
        self.basis.say("\n".join(_summary(verdict, programme)), Tone.NEUTRAL)
        self.basis.show()

    def show_person(self, number: str, today: dt.date) -> None:
        """Show what an identity number says of the person: year of birth, sex, age, province."""
        text = person_text(number, today)
        self.person.setText(text)
        self.person.setVisible(bool(text))

    def show_choices(self, *, wanted: bool) -> None:
        """Show what can be done with a person who is claimed for elsewhere, a key each."""
        self.choices.setText(choice_words() if wanted else "")
        self.choices.setVisible(wanted)
        # A low window has room for one of them: what can be done here goes first.
        self.hints.setVisible(not wanted)

    def said(self) -> str:
        """Return every rule's sentence, one a line."""
        return "\n".join(line.text() for line in self._lines if not line.isHidden())

    def show_hints(self, *, editable: bool) -> None:
        """Name the keys that help most."""
        if editable:
            self.hints.setText(tr("Ctrl+V paste from Excel · F8 next problem · F1 all keys"))
        else:
            self.hints.setText(tr("F8 next problem · F1 all keys"))

    def show_number(self, text: str) -> None:
        """Show the whole identity number under the title; an empty text hides it."""
        self.number.setText(text)
        self.number.setVisible(bool(text))

    def _show_lines(self, lines: list[tuple[str, str, str]]) -> None:
        while len(self._lines) < len(lines):
            made = label("", "", wrap=True, selectable=True)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._lines.append(made)
            self._column.addWidget(made)
        for place, widget in enumerate(self._lines):
            widget.setVisible(place < len(lines))
            if place < len(lines):
                text, role, basis = lines[place]
                widget.setText(text)
                # The box below names the basis of what decides; each line has its own beside it.
                widget.setToolTip(basis)
                if widget.property("role") != role:
                    set_role(widget, role)


def _sentence(line: TraceLine, known_people: int) -> str:
    text = line_text(line)
    if line.code == "repeat-none" and known_people:
        people = number_text(known_people)
        text = tr("No duplicate among the {people} people of all years.", people=people)
    return f"{mark_text(line.verdict)} {text}"


def _summary(verdict: RowVerdict, programme: Programme) -> list[str]:
    """Return basis, amount and remedies: the box under the rules."""
    summary = [tr("Basis: {basis}", basis=line_basis_text(deciding_line(verdict), programme))]
    amount = verdict.lines[-1]
    if amount.code != "amount-withheld":
        summary.append(line_text(amount))
    summary.append(tr("Approvable = {amount}", amount=money_text(verdict.amount_cents)))
    summary += [text for line in verdict.lines if (text := remedy_text(line))]
    return summary
