"""Findings of the demonstration park: what was attested, looked for, answered and waived."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import select

from parkdesk.demo import people
from parkdesk.demo.size import TODAY
from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.domain.findings import TO_ANSWER, FindingAnswer
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
_GIVEN = (
    RuleCode.RETURN_MISSING,
    RuleCode.CERTIFICATE_EXPIRED,
    RuleCode.RETURN_LATE,
    RuleCode.CONTRACT_UNREPORTED,
    RuleCode.CONTRACT_DIFFERS,
    RuleCode.SECURITY_UNATTESTED,
    RuleCode.PAPER_MISSING,
)
_ANSWERS = (
    (RuleCode.CERTIFICATE_EXPIRED, 2, FindingAnswer.UNDER_WAY, "复评已排期，十一月进场"),
    (RuleCode.RETURN_MISSING, 2, FindingAnswer.EXPLAINED, "统计员离职，已补派专人填报"),
    (RuleCode.OFFSHORE_70, 14, FindingAnswer.EXPLAINED, "以在岸业务为主，不申报该档资金"),
    (RuleCode.RETURN_LATE, 14, FindingAnswer.EXPLAINED, "已向企业重申报送日期，此后按期报送"),
    (RuleCode.CONTRACT_UNREPORTED, 36, FindingAnswer.UNDER_WAY, "企业正在业务系统补报"),
    (RuleCode.CONTRACT_DIFFERS, 20, FindingAnswer.UNDER_WAY, "变更已通知企业重新上报"),
    (RuleCode.SECURITY_UNATTESTED, 12, FindingAnswer.UNDER_WAY, "确认书已发企业盖章"),
    (RuleCode.PAPER_MISSING, 110, FindingAnswer.UNDER_WAY, "已列清单请企业补交"),
)
"""The first so many of a rule are answered."""
_SIGNERS = ("王建国", "陈丽华", "刘志强", "赵敏")


def begin_watching(team: Team) -> None:
    """Look at the registers in September: before, each closing of a quarter had looked."""
    _look(team.at(people.CLERK, _LOOKED))


def _look(desk: Desk) -> None:
    left = 1
    while left:
        with desk.work(read_only=False) as work:
            left = refresh_findings(work).left


def tend_findings(team: Team) -> None:
    """Give findings away, answer and waive some; then look at what has come since."""
    clerk, manager = team.at(people.CLERK, _ANSWERED), team.at(people.MANAGER, _ANSWERED)
    _give_away(team.at(people.REVIEWER, _ANSWERED))
    for rule, most, answer, words in _ANSWERS:
        _answer(clerk, rule, most, answer, words)
    _waive(manager, RuleCode.PAPER_MISSING, "章程修订中，工商变更后补交")
    _look(team.at(people.CLERK, TODAY))


def attest_measures(team: Team) -> None:
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
    waiting = FindingFilter(rule=rule, standings=TO_ANSWER)
    with desk.work(read_only=True) as work:
        return list_findings(work, waiting, Sort("enterprise"), 0, most).rows


def _give_away(desk: Desk) -> None:
    """Let people look after what is serious and most of the rest; some waits for somebody."""
    for place, rule in enumerate(_GIVEN):
        rows = _first(desk, rule, 40)
        with desk.work(read_only=False) as work:
            owners = finding_owners(work)
            owner = owners[(place + 1) % len(owners)][0]
            assign_findings(work, {row.id: row.version for row in rows}, owner)


def _answer(desk: Desk, rule: RuleCode, most: int, answer: FindingAnswer, words: str) -> None:
    rows = _first(desk, rule, most)
    with desk.work(read_only=False) as work:
        answer_findings(work, {row.id: row.version for row in rows}, AnswerFinding(answer, words))


def _waive(desk: Desk, rule: RuleCode, reason: str) -> None:
    rows = _first(desk, rule, 3)
    with desk.work(read_only=False) as work:
        waive_findings(work, {row.id: row.version for row in rows}, _WAIVED_TO, reason)
