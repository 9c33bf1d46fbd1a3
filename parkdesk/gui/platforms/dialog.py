"""The form that corrects a service in the log."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.platforms import BEST_SATISFACTION, platform_of
from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.platforms.hours_field import HoursField
from parkdesk.gui.platforms.service_field import Done, ServiceField
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import tr
from parkdesk.usecases.offers import OfferChoice, offers_to_log
from parkdesk.usecases.platforms import SaveService, ServiceRow, edit_service


class ServiceDialog(FormDialog):
    """Corrects a service; new ones are typed in the line over the list."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, today: dt.date, edits: ServiceRow
    ) -> None:
        super().__init__(runner, parent, tr("Edit service"))
        self._edits = edits
        self.day = self.date("served_on", tr("Date"), today=today, required=True)
        self.enterprise = self.add(
            EnterpriseField(runner, "enterprise_id", tr("Enterprise served"), required=True)
        )
        self.service = self.add(ServiceField("kind", tr("Service")))
        self.hours = self.add(HoursField("hours_tenths", tr("Hours")))
        self.number("people", tr("People who took part"))
        self.money("fee_cents", tr("Fee paid"), hint=tr("Empty or 0: free of charge."))
        self.choice(
            "satisfaction",
            tr("Satisfaction"),
            [(one, str(one)) for one in range(BEST_SATISFACTION, 0, -1)],
            typed=False,
            empty=tr("not asked"),
        )
        self.multiline("note", tr("Remarks"), lines=2)
        self._take_over(edits)
        self.day.editor.textChanged.connect(lambda _text: self._follow_day())
        self._follow_day()
        self.set_untouched()
        # An entry of the catalogue has no name here until the catalogue is read.
        self.service.set_enabled(False)
        runner.run(self, offers_to_log).done(self._take_offers)

    def _take_over(self, edits: ServiceRow) -> None:
        self.enterprise.set_enterprise(edits.enterprise_id, edits.enterprise)
        self.hours.set_tenths(edits.hours_tenths)
        for name in ("served_on", "people", "fee_cents", "satisfaction", "note"):
            self.fields[name].set_value(getattr(edits, name))

    def _take_offers(self, offers: tuple[OfferChoice, ...]) -> None:
        self.service.keep(self._edits.offer_id)
        self.service.take(offers)
        self.service.set_value(Done(self._edits.kind, self._edits.offer_id))
        self.service.set_enabled(True)
        self.set_untouched()

    def _follow_day(self) -> None:
        if not self.day.check():
            self.service.narrow(self.day.value())

    def form(self) -> SaveService:
        """Return what is typed."""
        values = self.values()
        done = values["kind"]
        values["kind"], values["offer_id"] = done.kind, done.offer_id
        values["platform"] = platform_of(done.kind)
        values["hours_tenths"] = self.hours.tenths()
        for name in ("people", "fee_cents"):
            values[name] = values[name] or 0
        return SaveService(**values)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Correct the service."""
        edits = self._edits
        return self.runner.run(self, edit_service, edits.id, edits.version, self.form(), confirmed)
