"""Findings of the demonstration park: what was attested, looked for, answered and waived."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import select

from parkdesk.demo import people
from parkdesk.demo.size import TODAY
from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.domain.findings import FindingAnswer
from parkdesk.domain.paging import Sort
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.usecases.attestations import (
    RecordAttestation,
    enterprise_attestations,
    record_attestation,
)
from parkdesk.usecases.finding_lists import FindingFilter, finding_owners, list_findings
from parkdesk.usecases.findings import (
    AnswerFinding,
    answer_findings,
    assign_findings,
    refresh_findings,
    waive_findings,
)

if TYPE_CHECKING:
    from parkdesk.demo.journeys import Team
    from parkdesk.desk import Desk
    from parkdesk.usecases.finding_lists import FindingRow

_SIGNED = dt.date(2026, 3, 20)
_LOOKED = dt.date(2026, 9, 21)
_ANSWERED = dt.date(2026, 9, 28)
_WAIVED_TO = dt.date(2026, 12, 31)
_EVERY = 5
"""One in so many has not attested."""
_SIGNERS = ("王建国", "陈丽华", "刘志强", "赵敏")


def begin_watching(team: Team) -> None:
    """Attest in March, and look at the registers for the first time in September."""
    _attest(team)
    with team.at(people.CLERK, _LOOKED).work(read_only=False) as work:
        refresh_findings(work)


def tend_findings(team: Team) -> None:
    """Give findings away, answer and waive some; then look at what has come since."""
    clerk, manager = team.at(people.CLERK, _ANSWERED), team.at(people.MANAGER, _ANSWERED)
    _give_away(team.at(people.REVIEWER, _ANSWERED))
    _answer(clerk, RuleCode.CERTIFICATE_EXPIRED, FindingAnswer.UNDER_WAY, "复评已排期，十一月进场")
    _answer(clerk, RuleCode.RETURN_MISSING, FindingAnswer.EXPLAINED, "统计员离职，已补派专人填报")
    _answer(clerk, RuleCode.OFFSHORE_70, FindingAnswer.EXPLAINED, "以在岸业务为主，不申报该档资金")
    _waive(manager, RuleCode.PAPER_MISSING, "章程修订中，工商变更后补交")
    with team.at(people.CLERK, TODAY).work(read_only=False) as work:
        refresh_findings(work)


def _attest(team: Team) -> None:
    """Let four in five sign this year's measures in March."""
    with team.at(people.CLERK, _SIGNED).work(read_only=False) as work:
        ids = work.session.scalars(
            select(EnterpriseRecord.id)
            .where(EnterpriseRecord.entered_on <= _SIGNED)
            .order_by(EnterpriseRecord.id)
        ).all()
        for place, id_ in enumerate(ids):
            if place % _EVERY == _EVERY - 1:
                continue
            measures = enterprise_attestations(work, id_).measures
            codes = tuple(one.code for one in measures)
            signer = _SIGNERS[place % len(_SIGNERS)]
            form = RecordAttestation(_SIGNED.year, codes, _SIGNED, signer)
            record_attestation(work, id_, form)


def _first(desk: Desk, rule: RuleCode, most: int) -> tuple[FindingRow, ...]:
    with desk.work(read_only=True) as work:
        return list_findings(work, FindingFilter(rule=rule), Sort("enterprise"), 0, most).rows


def _give_away(desk: Desk) -> None:
    """Let two people look after what is serious."""
    for place, rule in enumerate((RuleCode.RETURN_MISSING, RuleCode.CERTIFICATE_EXPIRED)):
        rows = _first(desk, rule, 20)
        with desk.work(read_only=False) as work:
            owners = finding_owners(work)
            owner = owners[(place + 1) % len(owners)][0]
            assign_findings(work, {row.id: row.version for row in rows}, owner)


def _answer(desk: Desk, rule: RuleCode, answer: FindingAnswer, words: str) -> None:
    rows = _first(desk, rule, 2)
    with desk.work(read_only=False) as work:
        answer_findings(work, {row.id: row.version for row in rows}, AnswerFinding(answer, words))


def _waive(desk: Desk, rule: RuleCode, reason: str) -> None:
    rows = _first(desk, rule, 3)
    with desk.work(read_only=False) as work:
        waive_findings(work, {row.id: row.version for row in rows}, _WAIVED_TO, reason)
