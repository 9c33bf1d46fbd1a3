"""The form of a link that no contract tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.chain import Measure, Place, SaveLink, place_after
from parkdesk.domain.contracts import MAINLAND, Country, ServiceLine
from parkdesk.gui.contracts.dialog import CURRENCIES
from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import label, language, tr
from parkdesk.usecases.chain_links import LinkRow, edit_chain_link, enter_chain_link


class LinkDialog(FormDialog):
    """Enters a link; with `edits` it corrects that one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        countries: Sequence[Country],
        today: dt.date,
        *,
        edits: LinkRow | None = None,
    ) -> None:
        title = tr("Correct link") if edits else tr("New link")
        intro = tr(
            "For work that no contract in the register shows: a subcontract with a firm outside"
            " the park, or work whose contract is not kept here."
        )
        super().__init__(runner, parent, title, width=620, intro=intro)
        self._edits = edits
        self._chinese = language() == "zh_CN"
        self._countries = [
            (one.code, one.name_zh if self._chinese else one.name_en) for one in countries
        ]
        self._declare_giver()
        self._declare_taker()
        self._declare_amount(today)
        self._declare_source()
        if edits is not None:
            self._take_over(edits)
        self._follow()
        self.set_untouched()

    def _declare_giver(self) -> None:
        self.section(tr("Gives the work"))
        self.place = self.choice(
            "giver_place",
            tr("Place in the chain"),
            [(one, label(one)) for one in Place],
            required=True,
            typed=False,
        )
        self.place.set_value(Place.GENERAL_PROVIDER)
        self.place.changed.connect(self._follow)
        self.giver = self._declare_side("giver", required=False)

    def _declare_taker(self) -> None:
        self.section(tr("Takes the work"))
        self.taker = self._declare_side("taker", required=False)

    def _declare_side(self, side: str, *, required: bool) -> EnterpriseField:
        field = EnterpriseField(
            self.runner, f"{side}_id", tr("Enterprise of the park"), required=required
        )
        self.add(field)
        name = self.text(f"{side}_name", tr("Or a name outside the park"))
        country = self.choice(f"{side}_country", tr("Its country or region"), self._countries)
        country.set_value(MAINLAND)

        def follow() -> None:
            # An enterprise of the park has its name and country in the register.
            for other in (name, country):
                other.set_enabled(field.is_empty)

        field.changed.connect(follow)
        return field

    def _declare_amount(self, today: dt.date) -> None:
        self.section(tr("What and how much"))
        self.choice(
            "service_line",
            tr("Service line"),
            [(one, label(one)) for one in ServiceLine],
            required=True,
            typed=False,
        )
        self.measure = self.choice(
            "measure",
            tr("The amount is"),
            [(one, label(one)) for one in Measure],
            required=True,
            typed=False,
        )
        self.measure.set_value(Measure.EXECUTED)
        self.measure.changed.connect(self._follow)
        self.currency = self.choice(
            "currency",
            tr("Currency"),
            [(one, one) for one in CURRENCIES],
            required=True,
            typed=False,
        )
        self.currency.set_value("CNY")
        self.currency.changed.connect(self._follow)
        self.amount = self.money("amount_minor", tr("Amount"), currency="CNY", required=True)
        self.first = self.date("from_on", tr("From"), today=today, required=True)
        self.last = self.date("to_on", tr("To"), today=today, base=self.first.value)

    def _declare_source(self) -> None:
        self.text(
            "source",
            tr("Source"),
            required=True,
            hint=tr(
                "Who or which paper says so: a copy of the subcontract, the enterprise's note."
            ),
        )
        self.multiline("note", tr("Remarks"), lines=2)

    def _take_over(self, edits: LinkRow) -> None:
        self.currency.set_value(edits.currency)
        self.amount.set_currency(edits.currency)
        values: dict[str, Any] = {
            name: getattr(edits, name)
            for name in (
                "giver_place",
                "service_line",
                "measure",
                "amount_minor",
                "from_on",
                "to_on",
                "source",
                "note",
            )
        }
        self.fill(values)
        for side, field in (("giver", self.giver), ("taker", self.taker)):
            party = getattr(edits, side)
            if party.enterprise_id is not None:
                field.set_enterprise(party.enterprise_id, party.name)
            else:
                self.fill({f"{side}_name": party.name, f"{side}_country": party.country})

    def _follow(self) -> None:
        place = self.place.value()
        self.place.set_hint(
            tr("Whoever takes the work is then: {place}.", place=label(place_after(place)))
            if place
            else ""
        )
        self.amount.set_currency(self.currency.value() or "CNY")
        executed = self.measure.value() is Measure.EXECUTED
        self.last.set_hint(
            tr("The period lies within one calendar year.")
            if executed
            else tr("Empty: still open.")
        )

    def form(self) -> SaveLink:
        """Return what is typed; a greyed name says nothing."""
        values = self.values()
        for side in ("giver", "taker"):
            if values[f"{side}_id"] is not None:
                values |= {f"{side}_name": "", f"{side}_country": None}
        return SaveLink(**values)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enter or correct."""
        if self._edits is None:
            return self.runner.run(self, enter_chain_link, self.form(), confirmed)
        row = self._edits
        return self.runner.run(self, edit_chain_link, row.id, row.version, self.form(), confirmed)
