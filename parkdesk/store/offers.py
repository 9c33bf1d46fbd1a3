"""Entries of the service catalogue as their rules see them."""

from __future__ import annotations

from parkdesk.domain.offers import Offer, OfferUnit
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.store.tables.platforms import PlatformOfferRecord


def offer_of(record: PlatformOfferRecord) -> Offer:
    """Return an entry of the catalogue."""
    return Offer(
        Platform(record.platform),
        ServiceKind(record.kind),
        record.name,
        OfferUnit(record.unit),
        record.price_cents,
        record.valid_from,
        record.valid_until,
    )
