"""Whether the quarter of the top bar counts on the page in view."""

from __future__ import annotations

import datetime as dt

from parkdesk.gui.page import Page
from parkdesk.gui.widgets.quarter_picker import QuarterPicker
from parkdesk.i18n import date_text, tr


def tell_quarter(
    picker: QuarterPicker, page: Page | None, on: dt.date | None, *, moves: bool
) -> None:
    """Grey the quarter of the top bar where the page in view tells of another time, and say so.

    `moves`: the day is the end of the quarter in view, and follows it.
    """
    why_not = ""
    if page is not None and page.has_periods:
        why_not = tr("This page has its own period (Alt+P); the quarter does not count here")
    elif page is not None and page.as_at_note and not (page.reads_quarter or moves or on is None):
        why_not = tr(
            "This page is read as at {day}; the quarter does not count here", day=date_text(on)
        )
    picker.count_here(why_not)
