"""What is looked at before a quarter is closed (关账检查), with how much of it was found."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import Quarter, end_of_day
from parkdesk.domain.closing import CheckCode, ClosingCheck
from parkdesk.domain.contracts import COUNTED
from parkdesk.domain.identity import Permission
from parkdesk.domain.payments import BatchState
from parkdesk.domain.signals import SignalState
from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.domain.summary_laws import broken_laws
from parkdesk.store.closing_rules import check_rules
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.payments import PaymentBatchRecord
from parkdesk.store.tables.signals import SignalRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.quarter_summaries import quarter_summary
from parkdesk.usecases.return_findings import enterprises_found

_NAMED = 5
_UNPAID = (BatchState.MADE.value, BatchState.APPROVED.value, BatchState.SENT.value)


@query(Permission.SUMMARY_READ)
def closing_checks(work: Work, quarter: Quarter) -> tuple[ClosingCheck, ...]:
    """Return every check of a quarter as it is now, in the order of the list."""
    return checks_of_draft(work, quarter, quarter_summary(work, quarter))


@query(Permission.SUMMARY_READ)
def checks_of_draft(
    work: Work, quarter: Quarter, draft: QuarterlySummary
) -> tuple[ClosingCheck, ...]:
    """Return every check of a quarter, whose live draft is known already."""
    session = work.session
    named: dict[CheckCode, Sequence[str]] = {
        code: tuple(names.values()) for code, names in enterprises_found(work, quarter).items()
    }
    named |= {
        CheckCode.FIGURES_DO_NOT_ADD_UP: broken_laws(draft),
        CheckCode.EXECUTED_ABOVE_SIGNED: _above_signed(session, quarter),
        CheckCode.SIGNALS_OPEN: _signals(session, quarter),
        CheckCode.BATCHES_UNPAID: _unpaid(session, quarter),
    }
    found = ((rule, tuple(named.get(rule.code, ()))) for rule in check_rules(session))
    return tuple(
        ClosingCheck(rule.code, rule.severity, len(names), names[:_NAMED]) for rule, names in found
    )


def _above_signed(session: Session, quarter: Quarter) -> Sequence[str]:
    """Return the contracts executed in the quarter of which more was executed than agreed."""
    record, execution = ContractRecord, ContractExecutionRecord
    moved = select(execution.contract_id).where(
        execution.counted_on.between(quarter.first, quarter.last)
    )
    agreed = func.coalesce(record.changed_amount_minor, record.amount_minor)
    return session.scalars(
        select(record.number)
        .join(execution, execution.contract_id == record.id)
        .where(record.state.in_(sorted(COUNTED)), record.id.in_(moved))
        .group_by(record.id, record.number, record.changed_amount_minor, record.amount_minor)
        .having(func.sum(execution.amount_minor) > agreed)
        .order_by(record.number)
    ).all()


def _signals(session: Session, quarter: Quarter) -> Sequence[str]:
    """Return the claims of the open signals, of those handed in by the quarter's end."""
    return session.scalars(
        select(ClaimRecord.number)
        .join(SignalRecord, SignalRecord.claim_id == ClaimRecord.id)
        .where(
            SignalRecord.state == SignalState.OPEN,
            ClaimRecord.submitted_at < end_of_day(quarter.last),
        )
        .order_by(ClaimRecord.number, SignalRecord.id)
    ).all()


def _unpaid(session: Session, quarter: Quarter) -> Sequence[str]:
    """Return the batches made by the quarter's end that are not settled."""
    record = PaymentBatchRecord
    return session.scalars(
        select(record.number)
        .where(record.state.in_(_UNPAID), record.made_at < end_of_day(quarter.last))
        .order_by(record.number)
    ).all()
