"""What is looked at before a quarter is closed (关账检查), with how much of it was found."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import CheckCode, ClosingCheck
from parkdesk.domain.identity import Permission
from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.domain.summary_laws import broken_laws
from parkdesk.store.closing_rows import above_signed, open_signal, unsettled_batch
from parkdesk.store.closing_rules import check_rules
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.tables.payments import PaymentBatchRecord
from parkdesk.store.tables.signals import SignalRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.quarter_summaries import quarter_summary
from parkdesk.usecases.return_findings import enterprises_found

_NAMED = 5


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
    record = ContractRecord
    return session.scalars(
        select(record.number).where(above_signed(quarter)).order_by(record.number)
    ).all()


def _signals(session: Session, quarter: Quarter) -> Sequence[str]:
    """Return the claims of the open signals: one that has two is named twice."""
    return session.scalars(
        select(ClaimRecord.number)
        .join(SignalRecord, SignalRecord.claim_id == ClaimRecord.id)
        .where(open_signal(quarter))
        .order_by(ClaimRecord.number, SignalRecord.id)
    ).all()


def _unpaid(session: Session, quarter: Quarter) -> Sequence[str]:
    record = PaymentBatchRecord
    return session.scalars(
        select(record.number).where(unsettled_batch(quarter)).order_by(record.number)
    ).all()
