"""The words of a timeline's axis, on the page and in print."""

from __future__ import annotations

import datetime as dt

from parkdesk.i18n import language

_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def month_mark(day: dt.date) -> str:
    """Return how a month is marked under its year: 7, or Jul."""
    return str(day.month) if language() == "zh_CN" else _MONTHS[day.month - 1]
