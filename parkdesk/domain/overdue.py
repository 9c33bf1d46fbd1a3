"""Returns that were not handed in, and whom to call about them (催报)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from parkdesk.domain.statistics import FillState


@dataclass(frozen=True, slots=True)
class OverdueReturn:
    """An enterprise that owes a return and has not handed it in; `id` is the enterprise's."""

    id: int
    enterprise: str
    code: str
    contact: str
    phone: str
    mobile: str
    fill: FillState
    due_on: dt.date
    days_late: int
    """0 before the due day has passed."""
