"""Yearly attestations (年度书面确认): measures of security, and duties for personal data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.compliance_rules import (
    Measure,
    ParameterName,
    RuleCode,
    day_of_year,
    parameter_on,
)
from parkdesk.domain.errors import InvalidInput, WrongState
from parkdesk.domain.findings import words_problem
from parkdesk.domain.identity import Permission
from parkdesk.store.compliance_rules import rule_book
from parkdesk.store.finding_choices import own_papers
from parkdesk.store.tables.compliance_rules import AttestationRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.papers import PaperRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

_FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class AttestationRow:
    """A measure that was attested for a year."""

    id: int
    version: int
    year: int
    measure: Measure
    attested_on: dt.date
    attested_by: str
    paper_id: int | None
    file_name: str
    note: str
    recorded_by: str
    withdrawn_on: dt.date | None
    withdrawn_by: str
    withdrawal_reason: str


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """A paper of the enterprise that an attestation or an answer may rest on."""

    id: int
    file_name: str


@dataclass(frozen=True, slots=True)
class Attestations:
    """What an enterprise attested, and what can be attested."""

    rows: tuple[AttestationRow, ...]
    """The newest year first, in the order of the measures."""
    measures: tuple[Measure, ...]
    papers: tuple[PaperChoice, ...]
    due: tuple[tuple[RuleCode, dt.date], ...]
    """By which day of this year each rule asks."""


@dataclass(frozen=True, slots=True)
class RecordAttestation:
    """What the enterprise signed: one day and person, for several measures of a year."""

    year: int | None
    measures: tuple[str, ...]
    attested_on: dt.date | None
    attested_by: str
    paper_id: int | None = None
    note: str = ""


@query(Permission.ENTERPRISE_READ)
def enterprise_attestations(
    work: Work, enterprise_id: int, on: dt.date | None = None
) -> Attestations:
    """Return what one enterprise attested by a day, and what it can attest."""
    work.get(EnterpriseRecord, enterprise_id)
    book, day = rule_book(work.session), on or work.today
    measures = {one.code: one for one in book.measures}
    order = {code: place for place, code in enumerate(measures)}
    record = AttestationRecord
    found = work.session.execute(
        select(record, PaperRecord.file_name)
        .outerjoin(PaperRecord, PaperRecord.id == record.paper_id)
        .where(record.enterprise_id == enterprise_id, record.attested_on <= day)
        .order_by(record.id)
    )
    rows = [_row(one, name or "", measures[one.measure_code]) for one, name in found]
    rows.sort(key=lambda row: (-row.year, order[row.measure.code]))
    name = ParameterName.DUE_MMDD
    rules = dict.fromkeys(one.rule for one in book.measures)
    due = tuple(
        (rule, day_of_year(parameter_on(book.parameters, rule, name, day).value, day.year))
        for rule in rules
    )
    return Attestations(tuple(rows), book.measures, _choices(work, enterprise_id), due)


@query(Permission.ENTERPRISE_READ)
def evidence_choices(work: Work, enterprise_id: int) -> tuple[PaperChoice, ...]:
    """Return the enterprise's own papers, the newest first, to choose evidence from."""
    return _choices(work, enterprise_id)


@command(Permission.COMPLIANCE_EDIT)
def record_attestation(work: Work, enterprise_id: int, form: RecordAttestation) -> int:
    """Write down what an enterprise attested; return how many measures.

    A measure that is attested for the year already is refused: the one before is taken back first.
    """
    work.get(EnterpriseRecord, enterprise_id)
    problems = _problems(work, enterprise_id, form)
    if form.year is None or form.attested_on is None or problems:
        raise InvalidInput(problems)
    for code in form.measures:
        work.session.add(
            AttestationRecord(
                enterprise_id=enterprise_id,
                year=form.year,
                measure_code=code,
                attested_on=form.attested_on,
                attested_by=form.attested_by.strip(),
                paper_id=form.paper_id,
                note=form.note.strip(),
                recorded_at=work.now,
                recorded_by=work.actor.name,
            )
        )
    return len(form.measures)


@command(Permission.COMPLIANCE_EDIT)
def withdraw_attestation(work: Work, attestation_id: int, version: int, reason: str) -> None:
    """Take back what was recorded by mistake, with the reason."""
    record = work.get(AttestationRecord, attestation_id, version=version)
    if record.withdrawn_on is not None:
        raise WrongState(action="withdraw_attestation", state="withdrawn")
    problem = words_problem(reason)
    if problem:
        raise InvalidInput({"reason": problem})
    record.withdrawn_on = work.today
    record.withdrawn_by = work.actor.name
    record.withdrawal_reason = reason.strip()


def _problems(work: Work, enterprise_id: int, form: RecordAttestation) -> dict[str, str]:
    problems = _day_problems(form, work.today)
    if not form.attested_by.strip():
        problems["attested_by"] = "required"
    measures = _measures_problem(work, enterprise_id, form)
    if measures:
        problems["measures"] = measures
    if form.paper_id is not None:
        paper = work.get(PaperRecord, form.paper_id)
        if paper.enterprise_id != enterprise_id:
            problems["paper_id"] = "paper-of-another"
    return problems


def _day_problems(form: RecordAttestation, today: dt.date) -> dict[str, str]:
    problems = {}
    if form.year is None:
        problems["year"] = "required"
    elif not _FIRST_YEAR <= form.year <= today.year:
        problems["year"] = "attestation-year"
    if form.attested_on is None:
        problems["attested_on"] = "required"
    elif form.attested_on > today:
        problems["attested_on"] = "found-in-future"
    return problems


def _choices(work: Work, enterprise_id: int) -> tuple[PaperChoice, ...]:
    rows = own_papers(work.session, enterprise_id)
    return tuple(PaperChoice(id_, name) for id_, name in rows)


def _measures_problem(work: Work, enterprise_id: int, form: RecordAttestation) -> str:
    known = {one.code for one in rule_book(work.session).measures}
    if not form.measures or not known.issuperset(form.measures):
        return "required"
    record = AttestationRecord
    attested = work.session.scalar(
        select(record.id)
        .where(
            record.enterprise_id == enterprise_id,
            record.year == form.year,
            record.measure_code.in_(form.measures),
            record.withdrawn_on.is_(None),
        )
        .limit(1)
    )
    return "" if attested is None else "attested-already"


def _row(one: AttestationRecord, file_name: str, measure: Measure) -> AttestationRow:
    return AttestationRow(
        one.id,
        one.version,
        one.year,
        measure,
        one.attested_on,
        one.attested_by,
        one.paper_id,
        file_name,
        one.note,
        one.recorded_by,
        one.withdrawn_on,
        one.withdrawn_by,
        one.withdrawal_reason,
    )
