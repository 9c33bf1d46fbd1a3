"""What screens and prints call the lists of returns, by their period."""

from __future__ import annotations

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.periods import Period
from parkdesk.i18n import period_text, quarter_text, tr


def overdue_title(period: Period) -> str:
    """Return the title of the list of whom to call about a period's returns (催报清单)."""
    if isinstance(period, Quarter):
        return tr("Returns of {quarter} to call about", quarter=quarter_text(period))
    return tr("Returns of {period} to call about", period=period_text(period))
