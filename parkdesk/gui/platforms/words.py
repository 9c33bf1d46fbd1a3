"""Words of the service log that list, panel and files share."""

from __future__ import annotations

from parkdesk.domain.offers import Offer
from parkdesk.domain.platforms import BEST_SATISFACTION, PlatformTotals
from parkdesk.i18n import date_text, label, money_text, number_text, percent_text, tr
from parkdesk.usecases.platforms import ServiceRow
from parkdesk.usecases.request_lists import RequestLine


def hours_text(tenths: int) -> str:
    """Return 12.5 for 125 tenths of an hour."""
    return f"{tenths // 10:,}.{tenths % 10}"


def fee_text(row: ServiceRow) -> str:
    """Return the fee of a service, or that it was free."""
    return money_text(row.fee_cents) if row.fee_cents else tr("free")


def satisfaction_text(row: ServiceRow) -> str:
    """Return what the enterprise answered, or that nobody asked."""
    return (
        tr("not asked") if row.satisfaction is None else f"{row.satisfaction} / {BEST_SATISFACTION}"
    )


def done_text(row: ServiceRow) -> str:
    """Return what was done: as the catalogue calls it, else by its kind."""
    return row.offer or label(row.kind)


def totals_text(totals: PlatformTotals) -> str:
    """Return what stands under the number of services of a platform."""
    satisfied = totals.satisfied_permille
    return tr(
        "{enterprises} enterprises · {hours} hours\nsatisfied {satisfied}",
        enterprises=number_text(totals.enterprises),
        hours=hours_text(totals.hours_tenths),
        satisfied="—" if satisfied is None else percent_text(satisfied),
    )


def price_text(offer: Offer) -> str:
    """Return the price with what it is for: ¥ 200.00 an hour; or that it is free."""
    if offer.is_free:
        return tr("free")
    return tr("{price} / {unit}", price=money_text(offer.price_cents), unit=label(offer.unit))


def line_text(line: RequestLine) -> str:
    """Return a line of the log in one line: its day, what was done, its hours."""
    return tr(
        "{day} {what}, {hours} hours",
        day=date_text(line.served_on),
        what=line.offer or label(line.kind),
        hours=hours_text(line.hours_tenths),
    )
