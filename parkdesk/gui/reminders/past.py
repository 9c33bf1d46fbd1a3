"""What a day in the past means on the expiry calendar."""

from __future__ import annotations

from parkdesk.i18n import tr


def as_at_note() -> str:
    """Return what the bar of the day says over the calendar and over its pictures."""
    return tr(
        "Timeline and year show the certificates and surveillances of that day; the worklist is"
        " what has to be done today. Findings stand in the year of today alone."
    )
