"""The form that corrects a service in the log."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.platforms.service_field import Done
from parkdesk.gui.platforms.service_form import ServiceForm
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import tr
from parkdesk.usecases.offers import OfferChoice, offers_to_log
from parkdesk.usecases.platforms import ServiceRow, edit_service


class ServiceDialog(ServiceForm):
    """Corrects a service; new ones are typed in the line over the list."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, today: dt.date, edits: ServiceRow
    ) -> None:
        super().__init__(runner, parent, tr("Edit service"))
        self._edits = edits
        self.enterprise = EnterpriseField(
            runner, "enterprise_id", tr("Enterprise served"), required=True
        )
        self.add_service(today, self.enterprise)
        self.enterprise.set_enterprise(edits.enterprise_id, edits.enterprise)
        self.hours.set_tenths(edits.hours_tenths)
        for name in ("served_on", "people", "fee_cents", "satisfaction", "note"):
            self.fields[name].set_value(getattr(edits, name))
        self.follow_day()
        self.set_untouched()
        # An entry of the catalogue has no name here until the catalogue is read.
        self.service.set_enabled(False)
        runner.run(self, offers_to_log).done(self._take_offers)

    def _take_offers(self, offers: tuple[OfferChoice, ...]) -> None:
        was_dirty = self.is_dirty
        self.service.keep(self._edits.offer_id)
        self.service.take(offers)
        self.service.set_value(Done(self._edits.kind, self._edits.offer_id))
        self.service.set_enabled(True)
        if not was_dirty:
            self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Correct the service."""
        edits = self._edits
        form = self.service_typed(self.enterprise.value())
        return self.runner.run(self, edit_service, edits.id, edits.version, form, confirmed)
