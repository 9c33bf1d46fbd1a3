"""The fee that the catalogue's price comes to, proposed until a person types another one."""

from __future__ import annotations

from PySide6.QtCore import QObject

from parkdesk.domain.offers import usual_fee
from parkdesk.gui.number_fields import MoneyField, NumberField
from parkdesk.gui.platforms.hours_field import HoursField
from parkdesk.gui.platforms.service_field import ServiceField


class FeeProposal(QObject):
    """Follows service, hours and people of a form, and writes the fee that they come to."""

    def __init__(
        self, service: ServiceField, hours: HoursField, people: NumberField, fee: MoneyField
    ) -> None:
        super().__init__(fee)
        self._service, self._hours, self._people, self._fee = service, hours, people, fee
        self._typed = False
        fee.changed.connect(self._keep_typed)
        for field in (service, hours, people):
            field.changed.connect(self.propose)

    def start_again(self) -> None:
        """Propose again: the line that a fee was typed for is saved."""
        self._typed = False

    def propose(self) -> None:
        """Write what the price comes to; nothing where the form leaves it open."""
        if self._typed or self._hours.check() or self._people.check():
            return
        offer = self._service.offer()
        people = self._people.value() or 0
        fee = usual_fee(offer, self._hours.tenths(), people) if offer is not None else None
        self._fee.set_value(fee)

    def _keep_typed(self) -> None:
        self._typed = not self._fee.is_empty
