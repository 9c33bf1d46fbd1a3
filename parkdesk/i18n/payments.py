"""Words of payments that screen and paper share."""

from __future__ import annotations

from parkdesk.domain.sampling import Extrapolation
from parkdesk.i18n import money_text, number_text, tr


def whole_text(whole: Extrapolation) -> str:
    """Return in words what a finished sample says of the whole it was drawn from."""
    return tr(
        "{wrong} of {size} checked are wrong. Of all {population}, {least} to {most} are wrong"
        " (exact hypergeometric bounds, 95 in 100 sure), most likely {estimate}. Of the money"
        " checked {rate} is wrong; the same part of all that was paid would be {cents}.",
        wrong=number_text(whole.wrong),
        size=number_text(whole.size),
        population=number_text(whole.population),
        least=number_text(whole.bounds.least),
        most=number_text(whole.bounds.most),
        estimate=number_text(whole.bounds.estimate),
        rate=f"{whole.rate_permyriad // 100}.{whole.rate_permyriad % 100:02d}\u00a0%",
        cents=money_text(whole.estimate_cents),
    )
