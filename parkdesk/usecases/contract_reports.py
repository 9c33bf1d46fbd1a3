"""Reporting contracts (上报): recorded with day and person, taken back, compared with now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.canonical import digest, encode
from parkdesk.domain.contract_reports import ReportDifference, differences
from parkdesk.domain.contracts import ContractState, ReportState
from parkdesk.domain.errors import InvalidInput, Refused, WrongState
from parkdesk.domain.identity import Permission
from parkdesk.store.contract_reports import (
    last_report,
    renew_report_state,
    sent_by,
    sent_now,
)
from parkdesk.store.tables.contracts import ContractRecord, ContractReportRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

LONGEST_NAME = 100
"""Of whoever reported."""


@dataclass(frozen=True, slots=True)
class RecordReport:
    """A reporting as typed; without a name it was the person at this desk."""

    reported_on: dt.date | None
    reported_by: str = ""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One reporting of a contract."""

    id: int
    version: int
    reported_on: dt.date
    reported_by: str
    recorded_at: dt.datetime
    sha256: str
    withdrawn_on: dt.date | None
    withdrawal_reason: str


@dataclass(frozen=True, slots=True)
class ReportStanding:
    """The reportings of a contract, the newest first, and what differs from the last one."""

    state: ReportState
    currency: str
    reports: tuple[ReportRow, ...]
    differences: tuple[ReportDifference, ...]


@command(Permission.CONTRACT_EDIT)
def report_contract(work: Work, contract_id: int, version: int, form: RecordReport) -> None:
    """Record that a contract was reported as it stands; from then on it moves by changes only.

    A contract that was changed or executed since is reported again.
    """
    record = work.get(ContractRecord, contract_id, version=version)
    if record.state == ContractState.DRAFT:
        raise WrongState(state=ContractState.DRAFT, action="report")
    problems = _problems(work, record, form)
    if problems:
        raise InvalidInput(problems)
    if record.report_state == ReportState.REPORTED:
        raise Refused("reported-as-it-stands", number=record.number, day=record.reported_on)
    assert form.reported_on is not None
    content = encode(sent_now(work.session, record))
    work.add(
        ContractReportRecord(
            contract_id=contract_id,
            reported_on=form.reported_on,
            reported_by=form.reported_by.strip() or work.actor.name,
            recorded_at=work.now,
            content=content.decode(),
            sha256=digest(content),
        )
    )
    renew_report_state(work.session, record)


@command(Permission.CONTRACT_EDIT)
def withdraw_report(work: Work, contract_id: int, version: int, reason: str) -> None:
    """Take back the last reporting: it was recorded by mistake, or the office sent it back."""
    record = work.get(ContractRecord, contract_id, version=version)
    report = last_report(work.session, contract_id)
    if report is None:
        raise Refused("never-reported", number=record.number)
    if not reason.strip():
        raise InvalidInput({"reason": "required"})
    work.reason = reason.strip()
    report.withdrawn_on, report.withdrawn_by = work.today, work.actor.name
    report.withdrawal_reason = reason.strip()
    renew_report_state(work.session, record)


@query(Permission.CONTRACT_READ)
def report_standing(work: Work, contract_id: int) -> ReportStanding:
    """Return when a contract was reported, and what differs from what was sent last."""
    record = work.get(ContractRecord, contract_id)
    reports = work.session.scalars(
        select(ContractReportRecord)
        .filter_by(contract_id=contract_id)
        .order_by(ContractReportRecord.id.desc())
    ).all()
    last = next((one for one in reports if one.withdrawn_on is None), None)
    moved = differences(sent_by(last), sent_now(work.session, record)) if last else ()
    return ReportStanding(
        ReportState(record.report_state), record.currency, tuple(map(_row, reports)), moved
    )


def _problems(work: Work, record: ContractRecord, form: RecordReport) -> dict[str, str]:
    problems: dict[str, str] = {}
    if form.reported_on is None:
        problems["reported_on"] = "required"
    elif form.reported_on > work.today:
        problems["reported_on"] = "in-the-future"
    elif form.reported_on < (record.reported_on or record.signed_on):
        problems["reported_on"] = "report-before-signature"
    if len(form.reported_by) > LONGEST_NAME:
        problems["reported_by"] = "too-long"
    return problems


def _row(record: ContractReportRecord) -> ReportRow:
    return ReportRow(
        record.id,
        record.version,
        record.reported_on,
        record.reported_by,
        record.recorded_at,
        record.sha256,
        record.withdrawn_on,
        record.withdrawal_reason,
    )
