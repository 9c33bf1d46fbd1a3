"""The forms of events: an event, who takes part, the lines of the log, a contract."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.brand_events import (
    LONGEST_TITLE,
    LONGEST_VENUE,
    EventBrand,
    EventKind,
    SaveEvent,
    SaveParticipant,
)
from parkdesk.domain.contracts import Country
from parkdesk.domain.platform_money import LONGEST_NUMBER
from parkdesk.domain.platforms import Platform
from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.marketplace.opportunity_dialogs import contract_text
from parkdesk.gui.platforms.hours_field import HoursField
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.i18n import label, language, money_text, tr
from parkdesk.usecases.brand_event_lists import EventRow, Participant
from parkdesk.usecases.brand_events import (
    add_event,
    add_participant,
    edit_event,
    edit_participant,
    log_event,
    name_event_contract,
)
from parkdesk.usecases.event_costs import EventCosts, enter_event_costs
from parkdesk.usecases.opportunity_lists import ContractToName
from parkdesk.usecases.platform_funds import GrantRow

_WORDS = 200


class EventDialog(FormDialog):
    """Enters an event; with `edits` it changes that one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        countries: Sequence[Country],
        today: dt.date,
        edits: EventRow | None = None,
    ) -> None:
        title = tr("Edit event") if edits else tr("New event")
        super().__init__(runner, parent, title, width=600)
        self._edits = edits
        self._declare_what(countries)
        self._declare_days(today)
        if edits is None:
            self.fill({"kind": EventKind.EXHIBITION, "brand": EventBrand.PARK})
        else:
            self.fill({one.name: getattr(edits.form, one.name) for one in fields(SaveEvent)})
        self.set_untouched()

    def _declare_what(self, countries: Sequence[Country]) -> None:
        chinese = language() == "zh_CN"
        self.text("title", tr("Name of the event"), required=True, longest=LONGEST_TITLE)
        self.choice("kind", tr("Sort of event"), [(one, label(one)) for one in EventKind],
                    required=True)  # fmt: skip
        self.choice("brand", tr("Brand"), [(one, label(one)) for one in EventBrand],
                    required=True)  # fmt: skip
        self.text("organiser", tr("Organiser"), longest=_WORDS)
        self.text("venue", tr("Place"), required=True, longest=LONGEST_VENUE)
        self.choice(
            "country_code",
            tr("Country or region"),
            [(one.code, one.name_zh if chinese else one.name_en) for one in countries],
        )

    def _declare_days(self, today: dt.date) -> None:
        first = self.date("first_on", tr("Event begins"), today=today, required=True)
        self.date(
            "until_on",
            tr("Event ends"),
            today=today,
            base=lambda: None if first.check() else first.value(),
            hint=tr("Empty: it lasts one day."),
        )
        self.money("own_cents", tr("Own money"), currency="CNY")
        self.money("grant_cents", tr("Money of a grant"), currency="CNY")
        self.multiline("note", tr("Remarks"), lines=2)

    def form(self) -> SaveEvent:
        """Return what is typed."""
        values = self.values()
        values["country_code"] = values["country_code"] or ""
        for name in ("own_cents", "grant_cents"):
            values[name] = values[name] or 0
        return SaveEvent(**values)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enter or change."""
        del confirmed
        if self._edits is None:
            return self.runner.run(self, add_event, self.form())
        edits = self._edits
        return self.runner.run(self, edit_event, edits.id, edits.version, self.form())


class ParticipantDialog(FormDialog):
    """Enters an enterprise that takes part; with `edits` it notes what that one found."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        row: EventRow,
        edits: Participant | None = None,
    ) -> None:
        title = tr("What it found") if edits else tr("Takes part")
        super().__init__(runner, parent, title, intro=row.form.title)
        self._row, self._edits = row, edits
        if edits is None:
            self.add(EnterpriseField(runner, "enterprise_id", tr("Enterprise"), required=True))
        self.number("people", tr("People sent"))
        self.number("leads", tr("Leads"), hint=tr("Clients that showed interest."))
        self.multiline("interest", tr("Who showed interest"), lines=3)
        if edits is not None:
            self.fill({"people": edits.people, "leads": edits.leads, "interest": edits.interest})
        self.set_untouched()

    def form(self) -> SaveParticipant:
        """Return what is typed."""
        values = self.values()
        return SaveParticipant(
            values.get("enterprise_id") if self._edits is None else self._edits.enterprise_id,
            values["people"],
            values["leads"] or 0,
            values["interest"],
        )

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enter, or note."""
        del confirmed
        if self._edits is None:
            row = self._row
            return self.runner.run(self, add_participant, row.id, row.version, self.form())
        edits = self._edits
        return self.runner.run(self, edit_participant, edits.id, edits.version, self.form())


class LogDialog(FormDialog):
    """Makes a line of the service log for each participant that has none."""

    def __init__(self, runner: Runner, parent: QWidget | None, row: EventRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("Lines of the log"),
            save_text=tr("Make the lines"),
            intro=tr("The same hours for each enterprise that has no line yet."),
        )
        self._row = row
        self.hours = self.add(HoursField("hours_tenths", tr("Hours")))
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Make the lines."""
        row, hours = self._row, self.hours.tenths()
        return self.runner.run(self, log_event, row.id, row.version, hours, confirmed)


class EventCostsDialog(FormDialog):
    """Enters what an event cost in the platforms' money."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        row: EventRow,
        grants: Sequence[GrantRow],
        today: dt.date,
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Cost of {number}", number=row.number),
            save_text=tr("Enter the cost"),
            intro=tr(
                "{own} of the park's own and {grant} of a grant, as running cost of the brand"
                " platform.",
                own=money_text(row.form.own_cents or 0),
                grant=money_text(row.form.grant_cents or 0),
            ),
        )
        self._row = row
        self.date("bought_on", tr("Bought on"), today=today, required=True).set_value(
            min(row.until_on, today)
        )
        if row.form.grant_cents:
            offered = [
                (one.id, f"{one.grant.number} {one.grant.title}")
                for one in grants
                if one.grant.platform is Platform.BRAND
            ]
            self.choice("funding", tr("Source of money"), offered, required=True)
            if not offered:
                words = tr("No grant of the brand platform is entered yet: enter it first.")
                self.wide(Callout(words, Tone.WARN))
                self.withhold(words)
        self.text("invoice_number", tr("Invoice number"), longest=LONGEST_NUMBER)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enter it."""
        del confirmed
        return self.runner.run(self, enter_event_costs, self._row.id, EventCosts(**self.values()))


class ContractOfEventDialog(FormDialog):
    """Names a registered contract that came of an event."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        row: EventRow,
        contracts: Sequence[ContractToName],
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Contract of {number}", number=row.number),
            save_text=tr("This contract came of it"),
            intro=row.form.title,
            width=600,
        )
        self._row = row
        self.choice(
            "contract_id",
            tr("Contract"),
            [(one.id, contract_text(one)) for one in contracts],
            required=True,
            hint=tr("Contracts of those who took part, signed since it began."),
        )
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Tie the contract to the event."""
        del confirmed
        row, contract = self._row, self.fields["contract_id"].value()
        return self.runner.run(self, name_event_contract, row.id, row.version, contract)
