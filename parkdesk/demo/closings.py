"""Quarters closed and handed out in their time: one opened again, corrected and closed anew."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import select

from parkdesk.demo import people
from parkdesk.demo.size import QUARTERS
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.statistics import PEOPLE, Return, ReturnState
from parkdesk.domain.summaries import Signatures
from parkdesk.reports.quarterly import render_quarterly, template_of
from parkdesk.store.tables.contracts import ContractExecutionRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.store.work import Work
from parkdesk.usecases.closing_checks import closing_checks
from parkdesk.usecases.contract_executions import SaveExecution, edit_execution
from parkdesk.usecases.reopenings import answer_to_reopening, ask_reopening
from parkdesk.usecases.returns import SaveReturn, save_return
from parkdesk.usecases.summaries import freeze_quarter, issue_quarterly, snapshot

if TYPE_CHECKING:
    from parkdesk.demo.journeys import Team

_AT_CLOSING, _AT_ISSUING = 50, 58
"""Minutes after the office opens."""
_SIGNATURES = Signatures(people.CLERK.name, people.REVIEWER.name, people.MANAGER.name)
_FIRST, _SECOND = QUARTERS[-3], QUARTERS[-2]
_COMMENTS: Mapping[str, str] = {
    "returns-missing": "已逐户电话催报，迟报部分并入下季",
    "signals-open": "疑点已分派，不影响本季数字",
    "batches-unpaid": "银行处理中，回单到后入账",
}
_OTHERWISE = "已与企业核对，情况属实"
_WRONG = "两家子公司的人员重复计算，需更正从业人员"
_LEFT_OUT = 6


def _close(team: Team, day: dt.date, quarter: Quarter, reason: str = "") -> None:
    desk = team.at(people.MANAGER, day, _AT_CLOSING)
    with desk.work(read_only=True) as work:
        asked = [one.code.value for one in closing_checks(work, quarter) if one.asks]
    comments = {code: _COMMENTS.get(code, _OTHERWISE) for code in asked}
    with desk.work(read_only=False) as work:
        edition = freeze_quarter(work, quarter, _SIGNATURES, reason, comments)
    _hand_out(team, day, edition.id)


def _hand_out(team: Team, day: dt.date, edition_id: int) -> None:
    """Draw the pack of a closed quarter and register it: so later editions correct a document."""
    desk = team.at(people.MANAGER, day, _AT_ISSUING)
    with desk.work(read_only=True) as work:
        summary = snapshot(work, edition_id)
    paper = io.BytesIO()
    render_quarterly(summary, paper, "zh_CN")
    with desk.work(read_only=False) as work:
        issue_quarterly(work, edition_id, paper.getvalue(), "zh_CN", template_of(summary))


def _open_again(team: Team, day: dt.date) -> None:
    with team.at(people.CLERK, day).work(read_only=False) as work:
        asked = ask_reopening(work, _FIRST, _WRONG)
    with team.at(people.MANAGER, day, _AT_CLOSING).work(read_only=False) as work:
        answer_to_reopening(work, asked.id, asked.version, agrees=True, words="同意更正")


def _correct(team: Team, day: dt.date) -> None:
    """Take the people counted twice out of the first return."""
    with team.at(people.CLERK, day).work(read_only=False) as work:
        record = _first_return(work)
        was = Return(*(getattr(record, name) for name in PEOPLE))
        left = max(0, (was.headcount or 0) - _LEFT_OUT)
        now = Return(left, min(left, was.graduates or 0), was.new_hires, was.new_graduates)
        form = SaveReturn(now, reason="重复计算的人员已剔除")
        questions = frozenset({"headcount-jump", "new-hires-above-headcount"})
        save_return(work, record.enterprise_id, _FIRST, record.version, form, questions)
        _correct_receipt(work)


def _correct_receipt(work: Work) -> None:
    """Put the receipt number of the quarter's first execution right: the chain names it."""
    record = ContractExecutionRecord
    one = work.session.scalars(
        select(record)
        .where(record.counted_on.between(_FIRST.first, _FIRST.last), record.receipt_no != "")
        .order_by(record.id)
        .limit(1)
    ).one()
    reason = "收汇凭证号录入有误，已按凭证更正"
    form = SaveExecution(one.executed_on, one.amount_minor, f"{one.receipt_no}A", one.note, reason)
    edit_execution(work, one.id, one.version, form, _ASKED_OF_EXECUTIONS)


def _first_return(work: Work) -> QuarterReturnRecord:
    record = QuarterReturnRecord
    return work.session.scalars(
        select(record)
        .where(record.quarter == str(_FIRST), record.state == ReturnState.SUBMITTED)
        .order_by(record.headcount.desc(), record.id)
        .limit(1)
    ).one()


def _close_first(team: Team, day: dt.date) -> None:
    _close(team, day, _FIRST)


def _close_first_anew(team: Team, day: dt.date) -> None:
    _close(team, day, _FIRST, "更正一户企业的从业人员")


def _close_second(team: Team, day: dt.date) -> None:
    _close(team, day, _SECOND)


_ASKED_OF_EXECUTIONS = frozenset(
    {"executed-above-signed", "no-rate-yet", "outside-execution-window"}
)
"""An old execution is corrected: what would be asked of a new one is known."""
MILESTONES: tuple[tuple[dt.date, Callable[[Team, dt.date], None]], ...] = (
    (dt.date(2026, 4, 17), _close_first),
    (dt.date(2026, 5, 11), _open_again),
    (dt.date(2026, 5, 12), _correct),
    (dt.date(2026, 5, 13), _close_first_anew),
    (dt.date(2026, 7, 17), _close_second),
)
"""What was done about closed quarters, in the order of days."""
