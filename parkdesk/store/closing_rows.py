"""The rows behind the checks before a closing: the check counts them, its link opens them.

Both read the conditions here, so that a list never holds more or fewer rows than its check says.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, func, select

from parkdesk.domain.calendar import Quarter, end_of_day
from parkdesk.domain.contracts import COUNTED
from parkdesk.domain.payments import BatchState
from parkdesk.domain.signals import SignalState
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.payments import PaymentBatchRecord
from parkdesk.store.tables.signals import SignalRecord

_UNPAID = (BatchState.MADE.value, BatchState.APPROVED.value, BatchState.SENT.value)


def above_signed(quarter: Quarter) -> ColumnElement[bool]:
    """Return the SQL of "executed in the quarter, and in all more than was agreed"."""
    record, execution = ContractRecord, ContractExecutionRecord
    moved = select(execution.contract_id).where(
        execution.counted_on.between(quarter.first, quarter.last)
    )
    agreed = func.coalesce(record.changed_amount_minor, record.amount_minor)
    above: Select[int] = (
        select(record.id)
        .join(execution, execution.contract_id == record.id)
        .where(record.state.in_(sorted(COUNTED)), record.id.in_(moved))
        .group_by(record.id, record.changed_amount_minor, record.amount_minor)
        .having(func.sum(execution.amount_minor) > agreed)
    )
    return record.id.in_(above)


def open_signal(quarter: Quarter) -> ColumnElement[bool]:
    """Return the SQL of "open, of a claim that was handed in by the quarter's end"."""
    claims = select(ClaimRecord.id).where(ClaimRecord.submitted_at < end_of_day(quarter.last))
    return and_(SignalRecord.state == SignalState.OPEN.value, SignalRecord.claim_id.in_(claims))


def unsettled_batch(quarter: Quarter) -> ColumnElement[bool]:
    """Return the SQL of "made by the quarter's end, and neither settled nor cancelled"."""
    record = PaymentBatchRecord
    return and_(record.state.in_(_UNPAID), record.made_at < end_of_day(quarter.last))
