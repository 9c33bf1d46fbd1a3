"""Reading one contract: its facts, changes and executions as at a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.contract_changes import MOVABLE, Moved, read_moved
from parkdesk.domain.contracts import Loss
from parkdesk.domain.identity import Permission
from parkdesk.domain.service_codes import Layer
from parkdesk.store.contract_register import ContractRow, register_rows
from parkdesk.store.contracts_as_at import facts_then
from parkdesk.store.conversion import NOT_CONVERTED, execution_window
from parkdesk.store.tables.contracts import (
    ContractChangeRecord,
    ContractExecutionRecord,
    ContractRecord,
)
from parkdesk.store.tables.papers import PaperRecord
from parkdesk.store.tables.service_codes import ServiceCodeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query


@dataclass(frozen=True, slots=True)
class ExecutionRow:
    """One execution (执行) of a contract."""

    id: int
    version: int
    executed_on: dt.date
    currency: str
    amount_minor: int
    amount_usd_cents: int | None
    receipt_no: str
    note: str
    counted_on: dt.date
    """The day that figures count it on: its own, or later where it came late."""
    papers: int = 0
    """Evidence that is there now."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change (变更) of a contract."""

    changed_on: dt.date
    currency: str
    amount_minor_before: int
    amount_minor_after: int
    ends_on_after: dt.date | None
    moved: Moved
    """What else moved, by field: before and after."""
    reason: str
    counted_on: dt.date


@dataclass(frozen=True, slots=True)
class WindowHint:
    """Which execution days the state system takes today; `days_left` of the time of grace."""

    days: DateRange
    days_left: int | None
    source: str
    loss: Loss


@dataclass(frozen=True, slots=True)
class ContractDetail:
    """Everything about one contract."""

    row: ContractRow
    final_customer: str
    subject: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    signed_minor: int
    usd_rate: str
    note: str
    counted_on: dt.date
    service_code_id: int | None
    service_code: str
    """The code and its name; empty: not said."""
    service_code_en: str
    layer: Layer | None
    executions: tuple[ExecutionRow, ...]
    changes: tuple[ChangeRow, ...]
    window: WindowHint | None


@query(Permission.CONTRACT_READ)
def contract_detail(work: Work, contract_id: int, on: dt.date | None = None) -> ContractDetail:
    """Return one contract with its executions and changes by a day, the newest first."""
    record = work.get(ContractRecord, contract_id)
    changes = work.session.scalars(
        select(ContractChangeRecord)
        .filter_by(contract_id=contract_id)
        .where(*([ContractChangeRecord.counted_on <= on] if on else []))
        .order_by(ContractChangeRecord.id.desc())
    )
    facts = _facts_of(work, record, on)
    code = _code_of(work, record)
    return ContractDetail(
        register_rows(work.session, [contract_id], on)[contract_id],
        facts.final_customer,
        facts.subject,
        facts.starts_on,
        facts.ends_on,
        record.amount_minor,
        record.usd_rate,
        record.note,
        record.counted_on,
        record.service_code_id,
        f"{code.code} {code.name}" if code else "",
        f"{code.code} {code.name_en or code.name}" if code else "",
        Layer(record.layer) if record.layer else None,
        _executions(work.session, record, on),
        tuple(_change(one, record.currency) for one in changes),
        _window_hint(work),
    )


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a change may have moved since."""

    client: str
    final_customer: str
    subject: str
    starts_on: dt.date | None
    ends_on: dt.date | None


def _facts_of(work: Work, record: ContractRecord, on: dt.date | None) -> _Facts:
    facts = {name: getattr(record, name) for name in MOVABLE}
    if on is not None:
        facts = facts_then(work.session, {record.id: facts}, on)[record.id]
    return _Facts(**facts)


def _code_of(work: Work, record: ContractRecord) -> ServiceCodeRecord | None:
    if record.service_code_id is None:
        return None
    return work.session.get(ServiceCodeRecord, record.service_code_id)


def _executions(
    session: Session, record: ContractRecord, on: dt.date | None
) -> tuple[ExecutionRow, ...]:
    """Return the executions by a day, the newest first, each with how many papers prove it."""
    table = ContractExecutionRecord
    found = session.scalars(
        select(table)
        .filter_by(contract_id=record.id)
        .where(*([table.executed_on <= on] if on else []))
        .order_by(table.executed_on.desc(), table.id.desc())
    ).all()
    counted = session.execute(
        select(PaperRecord.contract_execution_id, func.count())
        .where(
            PaperRecord.contract_execution_id.in_([one.id for one in found]),
            PaperRecord.removed_at.is_(None),
            PaperRecord.replaced_by_id.is_(None),
        )
        .group_by(PaperRecord.contract_execution_id)
    )
    papers = {id_: int(count) for id_, count in counted}
    return tuple(_execution(one, record.currency, papers.get(one.id, 0)) for one in found)


def _window_hint(work: Work) -> WindowHint | None:
    rule = execution_window(work.session, work.today)
    if rule is None:
        return None
    return WindowHint(
        rule.days(work.today), rule.closes_in(work.today), rule.source, rule.next_loss(work.today)
    )


def _execution(record: ContractExecutionRecord, currency: str, papers: int) -> ExecutionRow:
    return ExecutionRow(
        record.id,
        record.version,
        record.executed_on,
        currency,
        record.amount_minor,
        None if record.usd_rate == NOT_CONVERTED else record.amount_usd_cents,
        record.receipt_no,
        record.note,
        record.counted_on,
        papers,
    )


def _change(record: ContractChangeRecord, currency: str) -> ChangeRow:
    return ChangeRow(
        record.changed_on,
        currency,
        record.amount_minor_before,
        record.amount_minor_after,
        record.ends_on_after,
        read_moved(record.moved),
        record.reason,
        record.counted_on,
    )
