"""The weekdays, as narrow as a small month needs them."""

from __future__ import annotations

from parkdesk.i18n import N_, tr

_WEEKDAYS = (N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa"), N_("Su"))


def weekday_names() -> tuple[str, ...]:
    """Return the seven names from Monday on."""
    return tuple(tr(name) for name in _WEEKDAYS)
