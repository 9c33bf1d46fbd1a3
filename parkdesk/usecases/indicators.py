"""Indicators (指标) to look at: what each figure means, with its source."""

from __future__ import annotations

import datetime as dt

from parkdesk.domain.identity import Permission
from parkdesk.domain.indicators import Indicator, holding_on
from parkdesk.store.indicator_rows import all_indicators
from parkdesk.store.work import Work
from parkdesk.usecases.core import query


@query(Permission.STATISTICS_READ)
def list_indicators(work: Work, on: dt.date | None = None) -> tuple[Indicator, ...]:
    """Return the meanings that hold on a day, today where none is named, in their order."""
    return holding_on(all_indicators(work.session), on or work.today)
