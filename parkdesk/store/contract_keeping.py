"""What a correction of a contract may not move: reported, executed, or counted and closed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from parkdesk.domain.contracts import ReportState
from parkdesk.store.closed_quarters import ClosedQuarters
from parkdesk.store.contract_standing import closed_over, has_followed
from parkdesk.store.tables.contracts import ContractRecord

FOLLOWED_KEEPS = ("amount_usd_cents", "usd_rate", "state", "counted_on")
"""Columns that a correction leaves alone once something was executed or changed."""

_COUNTING = (
    "amount_minor",
    "currency",
    "signed_on",
    "enterprise_id",
    "country_code",
    "service_line",
    "service_code_id",
)
"""What figures are made of: no closed quarter may lose it."""
_AGREED = ("amount_minor", "currency", "signed_on", "enterprise_id")
"""What moves by a change only, once something followed."""
_OURS = frozenset({"note", "enterprise_sort_key"})
"""What is not sent: it may be corrected after the reporting."""
# Columns that follow from another field: what moved is said at that field.
_TYPED = {
    "market": "country_code",
    "amount_usd_cents": "amount_minor",
    "usd_rate": "currency",
    "counted_on": "signed_on",
}


def kept_fields(
    session: Session, record: ContractRecord, values: Mapping[str, Any], closed: ClosedQuarters
) -> dict[str, str]:
    """Return the fields that these columns would move and may not, each with why."""
    moved = {name for name, value in values.items() if value != getattr(record, name)}
    if record.report_state != ReportState.UNREPORTED:
        return {_TYPED.get(name, name): "reported-moves-by-change" for name in moved - _OURS}
    problems = {}
    if moved.intersection(_COUNTING) and closed_over(session, record, closed) is not None:
        problems = {name: "in-closed-quarter" for name in _COUNTING if name in moved}
    if moved.intersection(_AGREED) and has_followed(session, record.id):
        problems |= {name: "moves-by-change" for name in _AGREED if name in moved}
    return problems
