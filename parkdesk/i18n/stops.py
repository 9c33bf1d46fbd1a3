"""A stop in one sentence, for whatever shows it."""

from __future__ import annotations

from parkdesk.domain.stops import Stop, StopEffect
from parkdesk.i18n import date_text, label, tr

__all__ = ["effects_words", "stop_words"]


def stop_words(stop: Stop) -> str:
    """Return what a stop forbids, by which document, from when to when."""
    if stop.until_on is None:
        return tr(
            "Stopped by {document} from {first} until it is lifted: {effects}",
            document=stop.document_number,
            first=date_text(stop.from_on),
            effects=effects_words(stop.effects),
        )
    return tr(
        "Stopped by {document} from {first} to {last}: {effects}",
        document=stop.document_number,
        first=date_text(stop.from_on),
        last=date_text(stop.until_on),
        effects=effects_words(stop.effects),
    )


def effects_words(effects: frozenset[StopEffect] | tuple[StopEffect, ...]) -> str:
    """Return effects in words, in the order in which a claim meets them."""
    return tr(", ").join(label(one) for one in StopEffect if one in effects)
