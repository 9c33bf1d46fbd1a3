"""What was done, chosen from the catalogue of a day or, where it has no entry, by its kind."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from parkdesk.domain.offers import Offer
from parkdesk.domain.platforms import KINDS, Platform, ServiceKind
from parkdesk.gui.choice_field import ChoiceField
from parkdesk.i18n import label, tr
from parkdesk.usecases.offers import OfferChoice


@dataclass(frozen=True, slots=True)
class Done:
    """A kind of service; with `offer_id` the catalogue's entry of it."""

    kind: ServiceKind
    offer_id: int | None = None


class ServiceField(ChoiceField):
    """Offers the catalogue's entries that hold on the day, then the bare kinds.

    `platform` narrows both. An entry that a record names already is offered on any day.
    """

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title, [], required=True, typed=True)
        self._offers: tuple[OfferChoice, ...] = ()
        self._day: dt.date | None = None
        self._platform: Platform | None = None
        self._kept: int | None = None

    def take(self, offers: tuple[OfferChoice, ...]) -> None:
        """Take the catalogue."""
        self._offers = offers
        self._offer()

    def narrow(self, day: dt.date | None, platform: Platform | None = None) -> None:
        """Offer what holds on another day or of another platform."""
        if (day, platform) != (self._day, self._platform):
            self._day, self._platform = day, platform
            self._offer()

    def keep(self, offer_id: int | None) -> None:
        """Offer this entry whatever the day is: a record names it."""
        self._kept = offer_id
        self._offer()

    def done(self) -> Done | None:
        """Return what is chosen; None for nothing, raises BadText for an unknown word."""
        found = self.value()
        return found if isinstance(found, Done) else None

    def offer(self) -> Offer | None:
        """Return the entry that is chosen, where one is."""
        done = self.done() if not self.check() else None
        id_ = done.offer_id if done is not None else None
        return next((one.offer for one in self._offers if one.id == id_), None)

    def _offer(self) -> None:
        options: dict[str, Done] = {}
        for one in self._offers:
            offer = one.offer
            fits = self._platform in (None, offer.platform)
            holds = self._day is None or offer.holds_on(self._day) or one.id == self._kept
            if fits and holds:
                options.setdefault(self._named(offer, options), Done(offer.kind, one.id))
        for platform, kinds in KINDS.items():
            if self._platform in (None, platform):
                for kind in kinds:
                    options.setdefault(label(kind), Done(kind))
        self.set_options([(value, text) for text, value in options.items()])

    def _named(self, offer: Offer, taken: dict[str, Done]) -> str:
        if offer.name not in taken:
            return offer.name
        # Two platforms may call a service the same.
        return tr("{name} ({platform})", name=offer.name, platform=label(offer.platform))
