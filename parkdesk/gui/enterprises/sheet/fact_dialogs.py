"""The forms of dated facts: one a kind, with where it was read and, for a correction, why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.enterprise_facts import (
    AddressFact,
    AddressKind,
    AnyFact,
    CapitalFact,
    FactKind,
    FormerNameFact,
    NumberFact,
    PeopleFact,
    PremisesFact,
    StatusFact,
)
from parkdesk.domain.enterprise_status import LEFT, EnterpriseStatus
from parkdesk.gui.contracts.dialog import CURRENCIES
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.number_fields import MoneyField
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import label, tr
from parkdesk.usecases.enterprise_facts import FactRow, add_fact, correct_fact, remove_fact


class FactDialog(FormDialog):
    """Adds a fact of one kind to an enterprise, or corrects one with a reason."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        today: dt.date,
        enterprise_id: int,
        kind: FactKind,
        corrects: FactRow | None = None,
    ) -> None:
        named = label(kind)
        title = tr("Correct: {fact}", fact=named) if corrects else tr("Add: {fact}", fact=named)
        super().__init__(runner, parent, title, width=520, intro=_intro(kind))
        self._today = today
        self._enterprise_id = enterprise_id
        self._kind = kind
        self._corrects = corrects
        _DECLARES[kind](self)
        self.reason = self.text("reason", tr("Why it is corrected"), required=True)
        self.reason.set_visible(corrects is not None)
        if corrects is not None:
            fact = corrects.fact
            self.fill({one.name: getattr(fact, one.name) for one in fields(fact)})
        self.set_untouched()

    def fact(self) -> AnyFact:
        """Return what is typed."""
        typed = self.values()
        del typed["reason"]
        if typed.get("currency", "") is None:
            typed["currency"] = ""
        made: AnyFact = _FACTS[self._kind](**typed)
        return made

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Add or correct."""
        if self._corrects is None:
            return self.runner.run(self, add_fact, self._enterprise_id, self.fact(), confirmed)
        row, reason = self._corrects, self.reason.value()
        return self.runner.run(
            self, correct_fact, row.id, row.version, self.fact(), reason, confirmed
        )

    def declare_status(self) -> None:
        """Ask for a status and its day."""
        status = self.choice(
            "status", tr("Status"), [(one, label(one)) for one in EnterpriseStatus], required=True
        )
        day = self.date("from_on", tr("From"), today=self._today, required=True)
        status.changed.connect(
            lambda: day.set_hint(tr("The last day in the park") if status.value() in LEFT else "")
        )
        self._declare_rest()

    def declare_people(self) -> None:
        """Ask for a count of people."""
        self.date("from_on", tr("Counted on"), today=self._today, required=True)
        self.number("headcount", tr("People employed"), required=True)
        self.number("graduates", tr("Junior college or above"), hint=tr("Empty: not known."))
        self._declare_rest()

    def declare_capital(self) -> None:
        """Ask for a registered capital."""
        self.date("from_on", tr("From"), today=self._today, required=True)
        currency = self.choice(
            "currency", tr("Currency"), [(one, one) for one in CURRENCIES], required=True
        )
        amount = self.money("amount_minor", tr("Registered capital"), required=True)
        currency.set_value("CNY")
        currency.changed.connect(lambda: amount.set_currency(currency.value() or "CNY"))
        self._declare_rest()

    def declare_premises(self) -> None:
        """Ask for rooms."""
        self.text("building", tr("Building"))
        self.text("floor", tr("Floor"))
        self.text("room", tr("Room"))
        self.add(AreaField("area_centi_sqm", tr("Area")))
        first = self.date("from_on", tr("Lease from"), today=self._today, required=True)
        self.date(
            "lease_to",
            tr("Lease to"),
            today=self._today,
            base=first.value,
            hint=tr("+3y: three years from the first day."),
        )
        self.date(
            "until_on",
            tr("Given up on"),
            today=self._today,
            hint=tr("Last day in these rooms; empty: still there."),
        )
        self._declare_rest()

    def declare_address(self) -> None:
        """Ask for an address."""
        self.choice("kind", tr("Which"), [(one, label(one)) for one in AddressKind], required=True)
        self.text("address", tr("Address"), longest=300, required=True)
        self.date("from_on", tr("From"), today=self._today, required=True)
        self._declare_rest()

    def declare_former_name(self) -> None:
        """Ask for a former name."""
        self.text("name", tr("Former name"), required=True)
        self.date("until_on", tr("Until"), today=self._today, required=True)
        self.date("from_on", tr("From"), today=self._today, hint=tr("Empty: not known."))
        self._declare_rest()

    def declare_number(self) -> None:
        """Ask for a further number."""
        self.text(
            "code",
            tr("Number"),
            required=True,
            longest=40,
            hint=tr("Organisation code, registration number, or a former credit code"),
        )
        self.date("until_on", tr("In use until"), today=self._today)
        self.text("note", tr("Remarks"))

    def _declare_rest(self) -> None:
        self.text("source", tr("Read from"), hint=tr("Paper, return or web page it was read from."))
        self.text("note", tr("Remarks"))


class RemoveFactDialog(FormDialog):
    """Asks why a fact never was so."""

    def __init__(self, runner: Runner, parent: QWidget | None, row: FactRow, words: str) -> None:
        super().__init__(
            runner,
            parent,
            tr("{fact}: remove", fact=label(row.kind)),
            save_text=tr("Remove"),
            width=480,
            intro=words,
        )
        self._row = row
        self.reason = self.text("reason", tr("Why"), required=True)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Remove it."""
        del confirmed
        row = self._row
        return self.runner.run(
            self, remove_fact, row.kind, row.id, row.version, self.reason.value()
        )


class AreaField(MoneyField):
    """An area in hundredths of a square metre: 128.5 is 12850."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title)
        self._unit.setText("m²")


def _intro(kind: FactKind) -> str:
    if kind is FactKind.STATUS:
        return tr(
            "A status holds from its day until the next one; one that contradicts is refused."
        )
    if kind is FactKind.PREMISES:
        return tr("An enterprise may have several premises at a time.")
    if kind is FactKind.NUMBER:
        return tr("Older numbers find the enterprise in searches and lists.")
    return ""


_DECLARES: Mapping[FactKind, Callable[[FactDialog], None]] = {
    FactKind.STATUS: FactDialog.declare_status,
    FactKind.PEOPLE: FactDialog.declare_people,
    FactKind.CAPITAL: FactDialog.declare_capital,
    FactKind.PREMISES: FactDialog.declare_premises,
    FactKind.ADDRESS: FactDialog.declare_address,
    FactKind.FORMER_NAME: FactDialog.declare_former_name,
    FactKind.NUMBER: FactDialog.declare_number,
}
_FACTS: Mapping[FactKind, type[Any]] = {
    FactKind.STATUS: StatusFact,
    FactKind.PEOPLE: PeopleFact,
    FactKind.CAPITAL: CapitalFact,
    FactKind.PREMISES: PremisesFact,
    FactKind.ADDRESS: AddressFact,
    FactKind.FORMER_NAME: FormerNameFact,
    FactKind.NUMBER: NumberFact,
}
