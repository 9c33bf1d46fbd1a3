"""What the state system was sent of a contract, what it would be sent now, and which it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.canonical import decode
from parkdesk.domain.contract_reports import (
    SentChange,
    SentContract,
    SentExecution,
    differences,
)
from parkdesk.domain.contracts import Market, ReportState, ServiceLine
from parkdesk.domain.service_codes import Layer
from parkdesk.store.contract_standing import agreed
from parkdesk.store.tables.contracts import (
    ContractChangeRecord,
    ContractExecutionRecord,
    ContractRecord,
    ContractReportRecord,
)
from parkdesk.store.tables.service_codes import ServiceCodeRecord

_CHUNK = 500


def sent_now(session: Session, record: ContractRecord) -> SentContract:
    """Return a contract as it would be sent now."""
    return sent_many(session, [record])[record.id]


def sent_many(session: Session, records: Sequence[ContractRecord]) -> dict[int, SentContract]:
    """Return contracts as they would be sent now, by id: a few questions for a whole list."""
    found: dict[int, SentContract] = {}
    for start in range(0, len(records), _CHUNK):
        chunk = records[start : start + _CHUNK]
        ids = [one.id for one in chunk]
        executions, changes = _executions(session, ids), _changes(session, ids)
        codes = _codes(session, {one.service_code_id for one in chunk})
        found |= {
            one.id: _sent(one, codes, tuple(executions[one.id]), tuple(changes[one.id]))
            for one in chunk
        }
    return found


def _codes(session: Session, ids: set[int | None]) -> dict[int | None, str]:
    table = ServiceCodeRecord
    wanted = [id_ for id_ in ids if id_ is not None]
    found = session.execute(select(table.id, table.code).where(table.id.in_(wanted)))
    return {None: ""} | {id_: code for id_, code in found}  # noqa: C416


def _executions(session: Session, ids: Sequence[int]) -> dict[int, list[SentExecution]]:
    table = ContractExecutionRecord
    found: dict[int, list[SentExecution]] = defaultdict(list)
    for row in session.execute(
        select(
            table.contract_id,
            table.id,
            table.executed_on,
            table.amount_minor,
            table.receipt_no,
            table.note,
        )
        .where(table.contract_id.in_(ids))
        .order_by(table.id)
    ):
        one = SentExecution(row.id, row.executed_on, row.amount_minor, row.receipt_no, row.note)
        found[row.contract_id].append(one)
    return found


def _changes(session: Session, ids: Sequence[int]) -> dict[int, list[SentChange]]:
    table = ContractChangeRecord
    found: dict[int, list[SentChange]] = defaultdict(list)
    for row in session.execute(
        select(
            table.contract_id,
            table.id,
            table.changed_on,
            table.amount_minor_before,
            table.amount_minor_after,
            table.reason,
        )
        .where(table.contract_id.in_(ids))
        .order_by(table.id)
    ):
        before, after = row.amount_minor_before, row.amount_minor_after
        one = SentChange(row.id, row.changed_on, before, after, row.reason)
        found[row.contract_id].append(one)
    return found


def _sent(
    record: ContractRecord,
    codes: Mapping[int | None, str],
    executions: tuple[SentExecution, ...],
    changes: tuple[SentChange, ...],
) -> SentContract:
    return SentContract(
        number=record.number,
        subject=record.subject,
        client=record.client,
        country_code=record.country_code,
        final_customer=record.final_customer,
        market=Market(record.market),
        service_line=ServiceLine(record.service_line),
        service_code=codes[record.service_code_id],
        layer=Layer(record.layer) if record.layer else None,
        currency=record.currency,
        signed_minor=record.amount_minor,
        agreed_minor=agreed(record),
        signed_on=record.signed_on,
        starts_on=record.starts_on,
        ends_on=record.ends_on,
        note=record.note,
        executions=executions,
        changes=changes,
    )


def last_report(session: Session, contract_id: int) -> ContractReportRecord | None:
    """Return the last reporting that nobody took back."""
    return session.scalar(
        select(ContractReportRecord)
        .filter_by(contract_id=contract_id, withdrawn_on=None)
        .order_by(ContractReportRecord.id.desc())
        .limit(1)
    )


def sent_by(report: ContractReportRecord) -> SentContract:
    """Return what a reporting sent."""
    return decode(SentContract, report.content.encode())


def renew_report_state(session: Session, record: ContractRecord) -> None:
    """Bring a contract's state of reporting to what is stored now; called after every write."""
    session.flush()  # what was sent is compared with what is stored
    report = last_report(session, record.id)
    state = ReportState.UNREPORTED
    if report is not None:
        moved = differences(sent_by(report), sent_now(session, record))
        state = ReportState.DIFFERS if moved else ReportState.REPORTED
    reported_on = report.reported_on if report is not None else None
    if (record.report_state, record.reported_on) != (state.value, reported_on):
        record.report_state, record.reported_on = state.value, reported_on
