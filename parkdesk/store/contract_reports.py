"""What the state system was sent of a contract, what it would be sent now, and which it is."""

from __future__ import annotations

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


def sent_now(session: Session, record: ContractRecord) -> SentContract:
    """Return a contract as it would be sent now."""
    code = record.service_code_id and session.get(ServiceCodeRecord, record.service_code_id)
    executions = session.scalars(
        select(ContractExecutionRecord)
        .filter_by(contract_id=record.id)
        .order_by(ContractExecutionRecord.id)
    )
    changes = session.scalars(
        select(ContractChangeRecord)
        .filter_by(contract_id=record.id)
        .order_by(ContractChangeRecord.id)
    )
    return SentContract(
        number=record.number,
        subject=record.subject,
        client=record.client,
        country_code=record.country_code,
        final_customer=record.final_customer,
        market=Market(record.market),
        service_line=ServiceLine(record.service_line),
        service_code=code.code if code else "",
        layer=Layer(record.layer) if record.layer else None,
        currency=record.currency,
        signed_minor=record.amount_minor,
        agreed_minor=agreed(record),
        signed_on=record.signed_on,
        starts_on=record.starts_on,
        ends_on=record.ends_on,
        note=record.note,
        executions=tuple(
            SentExecution(one.id, one.executed_on, one.amount_minor, one.receipt_no, one.note)
            for one in executions
        ),
        changes=tuple(
            SentChange(
                one.id,
                one.changed_on,
                one.amount_minor_before,
                one.amount_minor_after,
                one.reason,
            )
            for one in changes
        ),
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
