"""Words of the marketplace that list, panel and banners share."""

from __future__ import annotations

from collections.abc import Sequence

from parkdesk.i18n import date_text, language, tr, trn
from parkdesk.usecases.clients import ClientRow

_NAMED = 5


def country_text(row: ClientRow) -> str:
    """Return the client's country or region as the statistics show it."""
    return row.country_zh if language() == "zh_CN" else row.country_en


def verified_text(row: ClientRow) -> str:
    """Return the day on which somebody last made sure, or that nobody has."""
    day = row.form.verified_on
    return tr("never") if day is None else date_text(day)


def unpublished_text(names: Sequence[str]) -> str:
    """Return which clients a published list leaves out, the first few by name."""
    named = tr(", ").join(names[:_NAMED])
    rest = len(names) - _NAMED
    if rest > 0:
        return trn(
            "No consent to be published: {names} and {n} more. They stay out of the list.",
            "No consent to be published: {names} and {n} more. They stay out of the list.",
            rest,
            names=named,
        )
    return tr("No consent to be published: {names}. They stay out of the list.", names=named)
