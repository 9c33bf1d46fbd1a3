"""How filings and disputes are put into words."""

from __future__ import annotations

import datetime as dt

from parkdesk.domain.ip_matters import IpState
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, tr
from parkdesk.usecases.ip_matter_lists import MatterRow

_TONES = {
    IpState.OPEN: Tone.ACCENT,
    IpState.FILED: Tone.ACCENT,
    IpState.GRANTED: Tone.GOOD,
    IpState.REFUSED: Tone.WARN,
    IpState.SETTLED: Tone.GOOD,
    IpState.DECIDED: Tone.NEUTRAL,
    IpState.WITHDRAWN: Tone.NEUTRAL,
}


def state_text(row: MatterRow) -> str:
    """Return where a matter is, and whether the day of its next step is over."""
    state = label(row.state)
    return tr("{state}, past due", state=state) if row.past_due else state


def state_tone(row: MatterRow) -> Tone:
    """Return the tone of that."""
    return Tone.BAD if row.past_due else _TONES[row.state]


def facts_of(row: MatterRow) -> list[tuple[str, str]]:
    """Return a matter as pairs for the panel; what has not come yet is left out."""
    facts = [
        (tr("What it is about"), row.title),
        (tr("Kind"), label(row.kind)),
        (tr("Other side"), row.other_side),
        (tr("Taken on"), date_text(row.opened_on)),
        (tr("Next step by"), _day(row.due_on)),
        (tr("Taken in on"), _day(row.filed_on)),
        (tr("Application number"), row.application_number),
        (tr("Ended on"), _day(row.closed_on)),
        (certificate_title(row), row.certificate_number),
        (tr("Outcome"), row.outcome),
        (tr("Remarks"), row.note),
    ]
    return [(name, text) for name, text in facts if text]


def certificate_title(row: MatterRow) -> str:
    """Return what the number of its end is called."""
    return tr("Number of the case") if row.kind.is_dispute else tr("Number of the certificate")


def _day(day: dt.date | None) -> str:
    return "" if day is None else date_text(day)
