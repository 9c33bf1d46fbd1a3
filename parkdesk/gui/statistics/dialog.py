"""The form of a return (月报、季报、年报), one enterprise after the other."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from parkdesk.domain.periods import Period, kind_of
from parkdesk.domain.statistics import FillState, Return
from parkdesk.gui.actions import button
from parkdesk.gui.forms import NO_CODES, FormDialog
from parkdesk.gui.key_names import sequence
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.statistics.definitions import DefinesFigures, open_definitions
from parkdesk.gui.statistics.period_words import end_of_period, in_period, return_title
from parkdesk.gui.statistics.words import dollars_text
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import number_text, period_text, tr
from parkdesk.usecases.period_returns import PeriodRow
from parkdesk.usecases.return_entry import KnownPeople, ReturnToEnter, next_return
from parkdesk.usecases.returns import SaveReturn, save_return
from parkdesk.usecases.statistics import QuarterRow

_CLOSING_KEY = "Ctrl+Shift+Return"


class ReturnDialog(FormDialog):
    """Enters or corrects what an enterprise hands in; amounts come from its contracts.

    A new return begins with the people as last known. Saving it goes on to the next enterprise
    without a return; the form stays open for it.
    """

    def __init__(
        self, runner: Runner, parent: QWidget | None, given: ReturnToEnter, period: Period
    ) -> None:
        super().__init__(runner, parent, return_title(period), width=720)
        self._period = period
        self._asked = tuple(one.value for one in given.fields)
        self._goes_on = False
        self.enterprise = label("", "subtitle", wrap=True)
        self.amounts = label("", "count", wrap=True)
        self.wide(self.enterprise)
        self.wide(self.amounts)
        self._declare()
        self.close_button = button(tr("Save and close"), self.submit_and_close)
        self.close_button.setToolTip(
            tr("{action} ({key})", action=tr("Save and close"), key="Ctrl+Shift+Enter")
        )
        self.close_button.setAutoDefault(False)
        self._put_into_foot(self.close_button)
        for key in (_CLOSING_KEY, "Ctrl+Shift+Enter"):
            QShortcut(sequence(key), self).activated.connect(self.submit_and_close)
        self.show_return(given)

    def _declare(self) -> None:
        kind = kind_of(self._period)
        self.section(end_of_period(kind))
        self._declare_people("headcount", tr("People employed"))
        self._declare_people("graduates", tr("Of these, junior college or above"))
        self.section(in_period(kind))
        self._declare_people("new_hires", tr("New people"))
        self._declare_people("new_graduates", tr("Of these, junior college or above"))
        self.multiline(
            "note",
            tr("Remarks"),
            lines=2,
            hint=tr("Explain a figure here that looks unusual."),
        )
        self.submitted = self.check("submit", tr("Handed in; without the tick it stays a draft"))
        self.reason = self.text(
            "reason",
            tr("Why it is corrected"),
            hint=tr(
                "Required when a return already handed in is changed; the earlier figures are kept."
            ),
        )
        self._help = DefinesFigures(self, self._explain)
        for name in self._asked:
            self._help.watch(self.fields[name].editor, partial(str, name))

    def _declare_people(self, name: str, title: str) -> None:
        """Declare a figure where the period's form holds it."""
        if name in self._asked:
            self.number(name, title, unit=tr("persons"), required=True)

    def _put_into_foot(self, made: QPushButton) -> None:
        """Put a button before the one that saves; the foot is the form's last row."""
        outer = self.layout()
        last = outer.itemAt(outer.count() - 1) if outer is not None else None
        foot: object = last.layout() if last is not None else None
        assert isinstance(foot, QHBoxLayout)
        foot.insertWidget(foot.indexOf(self.save_button), made)

    def show_return(self, given: ReturnToEnter) -> None:
        """Begin with an enterprise's return: what was entered, or the people as last known."""
        row = given.row
        self._row = row
        self._has_next = given.more and row.entered is None
        self.enterprise.setText(row.enterprise)
        self.amounts.setText(_amounts_text(row))
        self.amounts.setVisible(bool(self.amounts.text()))
        known = given.known if row.entered is None else None
        entered = row.entered or Return(*((known.headcount, known.graduates) if known else ()))
        first = self.fields[self._asked[0]]
        first.set_hint(_known_text(known))
        self.fill({name: getattr(entered, name) for name in self._asked})
        self.fill({"note": row.note, "submit": row.fill is not FillState.DRAFT, "reason": ""})
        self._ask_why(corrects=row.fill is FillState.SUBMITTED)
        self._name_buttons()

    def _ask_why(self, *, corrects: bool) -> None:
        """Ask for the reason only where a return that was handed in is corrected."""
        self.reason.box.setVisible(corrects)
        self.reason.name_label.setVisible(corrects)

    def _explain(self, name: str) -> None:
        open_definitions(self.runner, self, self._period, name)

    def _name_buttons(self) -> None:
        action = tr("Save and next") if self._has_next else tr("Save")
        self.save_button.setText(action)
        self.save_button.setToolTip(
            tr("Save, then enter the next enterprise that has no return") if self._has_next else ""
        )
        self.close_button.setVisible(self._has_next)
        self.foot_note.setText(self._all_keys())

    # Saving

    def submit(self) -> None:
        """Save, and go on to the next enterprise where there is one."""
        self._goes_on = self._has_next
        super().submit()

    def submit_and_close(self) -> None:
        """Save this one alone."""
        self._goes_on = False
        super().submit()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enter or correct."""
        values = self.values()
        entered = Return(**{name: values[name] for name in self._asked})
        form = SaveReturn(entered, values["submit"], values["note"], values["reason"])
        row = self._row
        return self.runner.run(
            self, save_return, row.id, self._period, row.return_version, form, confirmed
        )

    def _accepted(self, result: object) -> None:
        if not self._goes_on:
            super()._accepted(result)
            return
        self.saved.emit(result)
        self.set_untouched()
        # What is typed before the next enterprise is here would be meant for that one.
        self._area.setEnabled(False)
        request = self.runner.run(self, next_return, self._row.id, self._period)
        request.done(self._go_on).refused(self._cannot_go_on)

    def _go_on(self, given: ReturnToEnter | None) -> None:
        self._area.setEnabled(True)
        self._saving = False
        if given is None:
            self.accept()
            return
        self._confirmed = NO_CODES
        self.save_button.setEnabled(True)
        self.show_problems({})
        self.show_return(given)
        self.fields[self._asked[0]].focus()

    def _cannot_go_on(self, _error: Exception) -> bool:
        # This return is saved; what is wrong is said over the page.
        self._area.setEnabled(True)
        self._saving = False
        self.accept()
        return False


def _amounts_text(row: QuarterRow | PeriodRow) -> str:
    if isinstance(row, PeriodRow):
        return ""
    return tr(
        "From its contracts: signed US$ {signed}, executed US$ {executed}.",
        signed=dollars_text(row.totals.signed_usd_cents),
        executed=dollars_text(row.totals.executed_usd_cents),
    )


def _known_text(known: KnownPeople | None) -> str:
    if known is None or known.headcount is None:
        return ""
    count = number_text(known.headcount)
    if known.period is None:
        return tr("{count} in the register: correct it where it has changed.", count=count)
    return tr(
        "{count} in {quarter}: correct it where it has changed.",
        count=count,
        quarter=period_text(known.period),
    )
