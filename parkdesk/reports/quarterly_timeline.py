"""When certificates run out, as a line a certificate: page 1 and the section draw the same."""

from __future__ import annotations

from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.charts import Timeline, TimelineMark, Tone
from parkdesk.domain.summaries import (
    EXPIRY_HORIZON,
    EXPIRY_SOON,
    CertificateLine,
    QuarterlySummary,
)
from parkdesk.i18n import tr


def expiry_timeline(summary: QuarterlySummary, lines: tuple[CertificateLine, ...]) -> Timeline:
    """Return the line of each certificate, from the month of the cut-off to 180 days after it."""
    today = day_in_china(summary.cut_off)
    first = today.replace(day=1)
    marks = tuple(
        TimelineMark(line.short_name, line.title, line.expires_on, _tone(line, summary))
        for line in lines
        if line.expires_on is not None
    )
    return Timeline(tr("Certificates expiring"), first, today + EXPIRY_HORIZON, marks)


def _tone(line: CertificateLine, summary: QuarterlySummary) -> Tone:
    if line.renewal:
        return Tone.GOOD
    left = (line.expires_on or day_in_china(summary.cut_off)) - day_in_china(summary.cut_off)
    return Tone.BAD if left < EXPIRY_SOON / 2 else Tone.WARN
