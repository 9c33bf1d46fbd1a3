"""What people do about findings (合规发现): look, give to somebody, answer, waive, take back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.errors import InvalidInput, WrongState
from parkdesk.domain.findings import (
    NO_WAIVER,
    FindingAct,
    FindingAnswer,
    FindingState,
    Looked,
    waiver_problems,
    words_problem,
)
from parkdesk.domain.identity import Permission
from parkdesk.store.finding_choices import answering_accounts
from parkdesk.store.findings import look_at_part
from parkdesk.store.findings_touched import LOOKED_AT
from parkdesk.store.tables.findings import (
    FindingRecord,
    FindingStepRecord,
    FindingWaiverRecord,
)
from parkdesk.store.tables.identity import AccountRecord
from parkdesk.store.tables.papers import PaperRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, command_in_parts

FOLLOWED = LOOKED_AT | {"compliance_parameter", "paper_slot", "programme"}
"""The tables that findings follow from: what is saved in one of them may change what is found."""


@dataclass(frozen=True, slots=True)
class AnswerFinding:
    """What somebody says to a finding, and the paper that it rests on."""

    answer: FindingAnswer | None
    words: str
    paper_id: int | None = None


@command_in_parts(Permission.COMPLIANCE_EDIT)
def refresh_findings(work: Work) -> Looked:
    """Bring the next findings to what the registers say now: only what changed is looked at.

    What one enterprise's look writes belongs to one part. Asked again it goes on where it was,
    on whatever desk.
    """
    return look_at_part(work)


@command(Permission.COMPLIANCE_EDIT)
def assign_findings(work: Work, versions: Mapping[int, int], owner_id: int | None) -> int:
    """Give findings (id → version) to somebody who may answer them; None takes them back.

    Returns how many changed hands; those that have ended stay as they are.
    """
    name = "" if owner_id is None else _owner_name(work, owner_id)
    changed = 0
    for finding in _chosen(work, versions):
        if finding.state != FindingState.ENDED.value and finding.owner_id != owner_id:
            finding.owner_id, finding.owner_name = owner_id, name
            _note(work, finding, FindingAct.ASSIGNED, name)
            changed += 1
    return changed


@command(Permission.COMPLIANCE_EDIT)
def answer_findings(work: Work, versions: Mapping[int, int], form: AnswerFinding) -> int:
    """Store one answer on findings (id → version) that have not ended; return how many.

    A newer answer takes the place of the older one, which stays among the steps.
    """
    problems = {}
    if form.answer is None:
        problems["answer"] = "required"
    problem = words_problem(form.words)
    if problem:
        problems["words"] = problem
    if form.answer is None or problems:
        raise InvalidInput(problems)
    for finding in _chosen(work, versions):
        _require_standing(finding, "answer_findings")
        _require_own_paper(work, finding, form.paper_id)
        finding.state = FindingState.ANSWERED.value
        finding.answer, finding.words = form.answer.value, form.words.strip()
        finding.answered_on, finding.answered_by = work.today, work.actor.name
        finding.paper_id = form.paper_id
        _note(work, finding, FindingAct.ANSWERED, form.words)
    return len(versions)


@command(Permission.COMPLIANCE_EDIT)
def reopen_findings(work: Work, versions: Mapping[int, int], reason: str) -> int:
    """Take answers back, with the reason; what was said stays among the steps."""
    _require_words("reason", reason)
    for finding in _chosen(work, versions):
        if finding.state != FindingState.ANSWERED.value:
            raise WrongState(action="reopen_findings", state=finding.state)
        finding.state = FindingState.OPEN.value
        finding.answer = finding.words = finding.answered_by = ""
        finding.answered_on = finding.paper_id = None
        _note(work, finding, FindingAct.REOPENED, reason)
    return len(versions)


@command(Permission.COMPLIANCE_EDIT)
def move_due_day(work: Work, versions: Mapping[int, int], due_on: dt.date | None) -> int:
    """Set another day until which findings are to be answered; it is today or later."""
    if due_on is None or due_on < work.today:
        raise InvalidInput({"due_on": "required" if due_on is None else "in-the-past"})
    for finding in _chosen(work, versions):
        _require_standing(finding, "move_due_day")
        finding.due_on, finding.due_set = due_on, True
        _note(work, finding, FindingAct.DUE_MOVED, "", due_on)
    return len(versions)


@command(Permission.COMPLIANCE_DECIDE)
def waive_findings(
    work: Work, versions: Mapping[int, int], until_on: dt.date | None, reason: str
) -> int:
    """Let findings stand to a day, for a reason, by the person who decides it."""
    problems = waiver_problems(until_on, reason, work.today)
    if until_on is None or problems:
        raise InvalidInput(problems)
    for finding in _chosen(work, versions):
        _require_standing(finding, "waive_findings")
        work.add(
            FindingWaiverRecord(
                finding_id=finding.id,
                from_on=work.today,
                until_on=until_on,
                reason=reason.strip(),
                given_at=work.now,
                given_by_id=work.actor.id,
                given_by_name=work.actor.name,
            )
        )
        finding.waived_until = until_on
        _note(work, finding, FindingAct.WAIVED, reason, until_on)
    return len(versions)


@command(Permission.COMPLIANCE_DECIDE)
def revoke_waivers(work: Work, versions: Mapping[int, int], reason: str) -> int:
    """End the waivers of findings today, with the reason; what was said stays."""
    _require_words("reason", reason)
    table = FindingWaiverRecord
    for finding in _chosen(work, versions):
        if finding.waived_until < work.today:
            raise WrongState(action="revoke_waivers", state=finding.state)
        for waiver in work.session.scalars(
            select(table).where(
                table.finding_id == finding.id,
                table.until_on >= work.today,
                table.revoked_on.is_(None),
            )
        ):
            waiver.revoked_on = work.today
            waiver.revoked_by_name = work.actor.name
            waiver.revoked_reason = reason.strip()
        finding.waived_until = NO_WAIVER
        _note(work, finding, FindingAct.REVOKED, reason)
    return len(versions)


def _chosen(work: Work, versions: Mapping[int, int]) -> list[FindingRecord]:
    """Return findings as the person saw them; one that was saved since refuses all."""
    return [work.get(FindingRecord, id_, version=version) for id_, version in versions.items()]


def _note(
    work: Work,
    finding: FindingRecord,
    act: FindingAct,
    words: str,
    day: dt.date | None = None,
) -> None:
    work.session.add(
        FindingStepRecord(
            finding_id=finding.id,
            at=work.now,
            actor_name=work.actor.name,
            act=act.value,
            words=words.strip(),
            day=day,
        )
    )


def _require_standing(finding: FindingRecord, action: str) -> None:
    if finding.state == FindingState.ENDED.value:
        raise WrongState(action=action, state=finding.state)


def _require_words(name: str, words: str) -> None:
    problem = words_problem(words)
    if problem:
        raise InvalidInput({name: problem})


def _require_own_paper(work: Work, finding: FindingRecord, paper_id: int | None) -> None:
    """Refuse the paper of another enterprise: evidence is the enterprise's own."""
    if paper_id is None:
        return
    paper = work.get(PaperRecord, paper_id)
    if paper.enterprise_id != finding.enterprise_id:
        raise InvalidInput({"paper_id": "paper-of-another"})


def _owner_name(work: Work, owner_id: int) -> str:
    row = work.session.execute(answering_accounts().where(AccountRecord.id == owner_id)).first()
    if row is None:
        raise InvalidInput({"owner_id": "finding-owner-may-not-answer"})
    return str(row.name)
