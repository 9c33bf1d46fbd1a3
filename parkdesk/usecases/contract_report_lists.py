"""Reporting several contracts in one go (批量上报): each is kept as a single reporting keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parkdesk.domain.canonical import digest, encode
from parkdesk.domain.contracts import ContractState, ReportState
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.identity import Permission
from parkdesk.store.contract_reports import sent_many
from parkdesk.store.tables.contracts import ContractRecord, ContractReportRecord
from parkdesk.store.work import Work
from parkdesk.usecases.contract_reports import LONGEST_NAME, RecordReport
from parkdesk.usecases.core import command

_EVERY = 50


@dataclass(frozen=True, slots=True)
class ReportedMany:
    """What a reporting of several contracts did."""

    reported: int
    passed_over: tuple[str, ...]
    """The numbers of drafts, and of contracts that were reported as they stand."""


@command(Permission.CONTRACT_EDIT)
def report_contracts(work: Work, versions: Mapping[int, int], form: RecordReport) -> ReportedMany:
    """Record that these contracts (id → version) were reported as they stand; all, or nothing.

    What was sent of each is the same canonical JSON as a single reporting keeps. A draft and what
    was reported as it stands are passed over and named. A cancel in between records nothing.
    """
    problems = _problems(work, form)
    if problems:
        raise InvalidInput(problems)
    records = [work.get(ContractRecord, id_, version=version) for id_, version in versions.items()]
    wanted = [one for one in records if _may_be_reported(one)]
    early = next((one for one in wanted if _is_before(form, one)), None)
    if early is not None:
        raise InvalidInput({"reported_on": "report-before-one"}, number=early.number)
    sent = sent_many(work.session, wanted)
    for done, record in enumerate(wanted, 1):
        _report(work, record, encode(sent[record.id]), form)
        if done % _EVERY == 0 or done == len(wanted):
            work.progress.step(done, len(wanted))
    passed_over = versions.keys() - sent.keys()
    return ReportedMany(len(wanted), tuple(one.number for one in records if one.id in passed_over))


def _may_be_reported(record: ContractRecord) -> bool:
    unmoved = record.report_state == ReportState.REPORTED
    return record.state != ContractState.DRAFT and not unmoved


def _is_before(form: RecordReport, record: ContractRecord) -> bool:
    assert form.reported_on is not None  # looked at before
    return form.reported_on < (record.reported_on or record.signed_on)


def _problems(work: Work, form: RecordReport) -> dict[str, str]:
    problems: dict[str, str] = {}
    if form.reported_on is None:
        problems["reported_on"] = "required"
    elif form.reported_on > work.today:
        problems["reported_on"] = "in-the-future"
    if len(form.reported_by) > LONGEST_NAME:
        problems["reported_by"] = "too-long"
    return problems


def _report(work: Work, record: ContractRecord, content: bytes, form: RecordReport) -> None:
    assert form.reported_on is not None  # looked at before
    work.add(
        ContractReportRecord(
            contract_id=record.id,
            reported_on=form.reported_on,
            reported_by=form.reported_by.strip() or work.actor.name,
            recorded_at=work.now,
            content=content.decode(),
            sha256=digest(content),
        )
    )
    # What was sent is what is stored: nothing can differ yet.
    record.report_state, record.reported_on = ReportState.REPORTED.value, form.reported_on
