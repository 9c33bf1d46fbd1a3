"""The fields of a service, as the forms that correct one and that finish a request have them."""

from __future__ import annotations

import datetime as dt

from parkdesk.domain.platforms import BEST_SATISFACTION, platform_of
from parkdesk.gui.fields import Field
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.platforms.hours_field import HoursField
from parkdesk.gui.platforms.service_field import ServiceField
from parkdesk.i18n import tr
from parkdesk.usecases.platforms import SaveService


class ServiceForm(FormDialog):
    """A form about one service; `day` and the fields after it are made by `add_service`."""

    def add_service(self, today: dt.date, holder: Field[int | None] | None = None) -> None:
        """Add the fields; `holder` names the enterprise where the form asks for it."""
        self.day = self.date("served_on", tr("Date"), today=today, required=True)
        if holder is not None:
            self.add(holder)
        self.service = self.add(ServiceField("kind", tr("Service")))
        self.hours = self.add(HoursField("hours_tenths", tr("Hours")))
        self.people = self.number("people", tr("People who took part"))
        self.fee = self.money("fee_cents", tr("Fee paid"), hint=tr("Empty or 0: free of charge."))
        self.choice(
            "satisfaction",
            tr("Satisfaction"),
            [(one, str(one)) for one in range(BEST_SATISFACTION, 0, -1)],
            typed=False,
            empty=tr("not asked"),
        )
        self.multiline("note", tr("Remarks"), lines=2)
        self.day.editor.textChanged.connect(lambda _text: self.follow_day())

    def follow_day(self) -> None:
        """Offer what the catalogue holds on the day that is typed."""
        if not self.day.check():
            self.service.narrow(self.day.value())

    def service_typed(self, enterprise_id: int | None) -> SaveService:
        """Return the service as typed."""
        values = self.values()
        done = values["kind"]
        return SaveService(
            enterprise_id,
            platform_of(done.kind),
            done.kind,
            values["served_on"],
            self.hours.tenths(),
            values["people"] or 0,
            values["fee_cents"] or 0,
            values["satisfaction"],
            values["note"],
            done.offer_id,
        )
