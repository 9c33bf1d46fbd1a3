"""Journeys through use-cases that bring about every state that a table stores.

Each is a function of `act_as` that stops after every step that leads to another state; whoever
walks it looks into the tables then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

from parkdesk.desk import Desk
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.contracts import ContractState
from parkdesk.domain.findings import FindingAnswer
from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort
from parkdesk.domain.periods import Month
from parkdesk.domain.signals import SignalAnswer
from parkdesk.domain.statistics import Return
from parkdesk.store.tables.bookings import BookingRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.usecases.bookings import (
    book_place,
    cancel_booking,
    edit_booking,
    hold_booking,
    miss_booking,
)
from parkdesk.usecases.certifications import delete_certification, register_certification
from parkdesk.usecases.claim_payments import pay_claim
from parkdesk.usecases.clawbacks import recoverable_rows, withdraw_clawback
from parkdesk.usecases.contract_details import contract_detail
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contract_reports import RecordReport, report_contract
from parkdesk.usecases.contracts import edit_contract, end_contract, register_contract
from parkdesk.usecases.finding_lists import FindingFilter, list_findings
from parkdesk.usecases.findings import AnswerFinding, answer_findings, refresh_findings
from parkdesk.usecases.notices import withdraw_notice
from parkdesk.usecases.payment_returns import (
    confirm_transfer_return,
    dismiss_transfer_return,
)
from parkdesk.usecases.payments import cancel_batch
from parkdesk.usecases.places import add_place
from parkdesk.usecases.programme_drafts import copy_programme, release_programme
from parkdesk.usecases.reopenings import answer_to_reopening, ask_reopening, withdraw_reopening
from parkdesk.usecases.returns import SaveReturn, save_return
from parkdesk.usecases.signals import answer_signal, refresh_signals, signals_of_claim
from parkdesk.usecases.verification_lists import verification_detail
from parkdesk.usecases.verifications import (
    DrawSample,
    close_verification,
    draw_verification,
    record_sample_check,
)
from tests.registers import benchmark, contract, enterprise
from tests.usecases import claim_stories as story
from tests.usecases import payment_stories as pay
from tests.usecases import test_bookings as booked
from tests.usecases import test_clawbacks as clawbacks
from tests.usecases import test_notices as notices
from tests.usecases import test_payment_returns as returned
from tests.usecases.claim_stories import CAP
from tests.usecases.closing_stories import close
from tests.usecases.test_period_returns import ask as ask_for_months

ActAs = Callable[[str], Desk]
TODAY = dt.date(2026, 10, 12)
QUARTER = Quarter(2026, 3)
PEOPLE = Return(100, 90, 10, 9)
OTHER = {"name": "无锡蠡湖数据有限公司", "code": "91320213MA1TESTX28"}


def _do(desk, use_case, *args, **named):
    with desk.work(read_only=False) as work:
        return use_case(work, *args, **named)


def _ask(desk, use_case, *args):
    with desk.work(read_only=True) as work:
        return use_case(work, *args)


def transfers(act_as: ActAs) -> Iterator[None]:
    """A batch is made, approved and cancelled; others fail, are paid, and come back."""
    maker, payer = pay.cashiers(act_as)
    claim = pay.approved_claim(act_as)
    batch = pay.make(maker, claim)
    yield
    batch = pay.approve(payer, batch)
    yield
    _do(maker, cancel_batch, batch.id, batch.version, "金额需要重新核对")
    yield
    batch = pay.sent(payer, pay.make(maker, claim))
    yield
    pay.answer(payer, batch, **{"": "账号错误"})
    yield
    other = pay.approved_claim(act_as, (3, 4), **OTHER)
    batch = pay.answer(payer, pay.sent(payer, pay.make(maker, other)))
    yield
    returned.enter(maker, batch)
    yield
    mistaken = returned.entered(maker)
    _do(payer, dismiss_transfer_return, mistaken.id, mistaken.version, "看错了流水号")
    yield
    returned.enter(maker, batch)
    right = returned.entered(maker)
    _do(payer, confirm_transfer_return, right.id, right.version)
    yield


def publishing(act_as: ActAs) -> Iterator[None]:
    """A notice is objected to in vain and closed; another one is taken back."""
    reviewer = act_as(Role.REVIEWER)
    claim = notices.approved(act_as)
    notice = notices.publish(reviewer, claim)
    notices.object_to(reviewer, notice)
    yield
    notices.decide(reviewer, notice, upheld=False)
    yield
    notices.close(reviewer, replace(notice, version=notices.detail(reviewer, notice).row.version))
    yield
    notice = notices.publish(reviewer, notices.approved(act_as, 3, 4, **OTHER))
    notices.object_to(reviewer, notice)
    notices.decide(reviewer, notice, upheld=True)
    yield
    version = notices.detail(reviewer, notice).row.version
    _do(reviewer, withdraw_notice, notice.id, version, "公示金额有误")
    yield


def sampling(act_as: ActAs) -> Iterator[None]:
    """A sample of paid persons is drawn, looked into, and closed."""
    pay.cashiers(act_as)
    claim = pay.approved_claim(act_as)
    _do(act_as(pay.PAYER), pay_claim, claim.id, claim.version, TODAY, 2 * CAP)
    reviewer = act_as(Role.REVIEWER)
    key = _do(reviewer, draw_verification, DrawSample(story.programme_id(reviewer), 2))
    yield
    for row in _ask(reviewer, verification_detail, key.id).rows:
        _do(reviewer, record_sample_check, row.id, row.version, 0, "")
    _do(reviewer, close_verification, key.id, key.version)
    yield


def asking_back(act_as: ActAs) -> Iterator[None]:
    """Money is asked back in vain; asked back again it comes in two receipts."""
    pay.cashiers(act_as)
    claim = pay.approved_claim(act_as)
    payer = act_as(pay.PAYER)
    _do(payer, pay_claim, claim.id, claim.version, TODAY, 2 * CAP)
    row = _ask(payer, recoverable_rows, claim.id)[0].row_id
    asked = clawbacks.begin(payer, claim, {row: CAP})
    yield
    _do(payer, withdraw_clawback, asked.id, asked.version, "决定已撤销")
    yield
    asked = clawbacks.begin(payer, claim, {row: CAP})
    asked = clawbacks.receive(payer, asked, 1_000)
    yield
    clawbacks.receive(payer, asked, CAP - 1_000, "Z10")
    yield


def contracts(act_as: ActAs) -> Iterator[None]:
    """One contract is drafted, registered, reported, moves on, and ends either way."""
    clerk = act_as(Role.CLERK)
    owner = _do(clerk, enterprise)
    form = contract(owner, draft=True)
    id_ = _do(clerk, register_contract, form)

    def version() -> int:
        return _ask(clerk, contract_detail, id_).row.version

    yield
    _do(clerk, edit_contract, id_, version(), replace(form, draft=False))
    yield
    _do(clerk, report_contract, id_, version(), RecordReport(TODAY))
    yield
    _do(clerk, record_execution, id_, SaveExecution(dt.date(2026, 8, 20), 3_000_000, "SH-1"))
    yield
    _do(clerk, end_contract, id_, version(), ContractState.FINISHED, "")
    yield
    id_ = _do(clerk, register_contract, contract(owner))
    _do(clerk, end_contract, id_, version(), ContractState.TERMINATED, "客户破产")
    yield


def filing(act_as: ActAs) -> Iterator[None]:
    """A quarter's return and a month's are drafted and handed in."""
    clerk = act_as(Role.CLERK)
    owner = _do(clerk, enterprise)
    _do(act_as(Role.ADMINISTRATOR), ask_for_months)
    for period in (QUARTER, Month(2026, 7)):
        _do(clerk, save_return, owner, period, None, SaveReturn(PEOPLE, submit=False))
    yield
    for period in (QUARTER, Month(2026, 7)):
        _do(clerk, save_return, owner, period, 1, SaveReturn(PEOPLE))
    yield


def reopening(act_as: ActAs) -> Iterator[None]:
    """The opening of a closed quarter is withdrawn, declined, agreed to, and ends by an edition."""
    clerk, manager = act_as(Role.CLERK), act_as(Role.MANAGER)
    owner = _do(clerk, enterprise)
    _do(clerk, save_return, owner, QUARTER, None, SaveReturn(PEOPLE))
    _do(manager, close, QUARTER)
    asked = _do(clerk, ask_reopening, QUARTER, "更正从业人员")
    yield
    _do(clerk, withdraw_reopening, asked.id, asked.version)
    yield
    for agrees in (False, True):
        asked = _do(clerk, ask_reopening, QUARTER, "更正从业人员")
        answer = {"agrees": agrees, "words": "已核对"}
        _do(manager, answer_to_reopening, asked.id, asked.version, **answer)
        yield
    _do(manager, close, QUARTER, reason="更正从业人员")
    yield


def findings(act_as: ActAs) -> Iterator[None]:
    """A lapsed certificate is found, answered for, and was a mistake after all."""
    desk = act_as(Role.ADMINISTRATOR)
    owner = _do(desk, enterprise)
    id_ = _do(desk, register_certification, benchmark(owner, issued_on=dt.date(2023, 5, 10)))
    _do(desk, refresh_findings)
    yield
    (row,) = (
        one
        for one in _ask(desk, list_findings, FindingFilter(), Sort("due"), 0, 50).rows
        if one.page == "certifications"
    )
    said = AnswerFinding(FindingAnswer.UNDER_WAY, "复评已排期")
    _do(desk, answer_findings, {row.id: row.version}, said)
    yield
    _do(desk, delete_certification, id_, 1)
    _do(desk, refresh_findings)
    yield


def signals(act_as: ActAs) -> Iterator[None]:
    """A claim for more people than staff is asked about; it is explained, or put right."""
    clerk, reviewer = act_as(Role.CLERK), act_as(Role.REVIEWER)
    firm = story.add_enterprise(clerk)

    def staff(count: int) -> None:
        with clerk.work(read_only=False) as work:
            work.get(EnterpriseRecord, firm).headcount = count

    staff(1)
    rows = [story.person(1), story.person(2, graduated_on=None)]
    claim = story.submit(clerk, story.add_claim(clerk, rows, enterprise=firm))
    yield
    staff(2)
    _do(reviewer, refresh_signals)
    yield
    (left,) = (one for one in _ask(clerk, signals_of_claim, claim.id) if one.state.value == "open")
    _do(reviewer, answer_signal, left.id, left.version, SignalAnswer.EXPLAINED, "已核对原件")
    yield


def programmes(act_as: ActAs) -> Iterator[None]:
    """An edition is drafted by one person and released by another."""
    desk = act_as(Role.ADMINISTRATOR)
    key = _do(desk, copy_programme, story.programme_id(desk), "park-2027", 2027)
    yield
    _do(act_as(Role.MANAGER), release_programme, key.id, key.version, "按通知核对", is_open=True)
    yield


def bookings(act_as: ActAs) -> Iterator[None]:
    """Of four bookings one is used, one in vain, one cancelled; one waits."""
    desk = act_as(Role.CLERK)
    with desk.work(read_only=False) as work:
        firm, place = enterprise(work), add_place(work, booked.PLACE)
    form = replace(booked.FORM, place_id=place, enterprise_id=firm, weeks=4)
    ids = _do(desk, book_place, form)
    yield
    _do(desk, hold_booking, ids[0], 1)
    with desk.work(read_only=False) as work:
        record = work.get(BookingRecord, ids[1])
        form = replace(form, weeks=1, day=work.today, first=30, until=33)
        edit_booking(work, ids[1], record.version, form)
    _do(desk, miss_booking, ids[1], 2)
    _do(desk, cancel_booking, ids[2], 1, "会议改为线上举行")
    yield


STORED: dict[Callable[[ActAs], Iterator[None]], tuple[str, ...]] = {
    transfers: ("payment_batch.state", "payment_line.state", "payment_return.state"),
    asking_back: ("clawback.state",),
    publishing: ("notice.state", "notice_claim.state", "notice_objection.state"),
    sampling: ("verification.state",),
    contracts: ("contract.state", "contract.report_state"),
    filing: ("quarter_return.state", "period_return.state"),
    reopening: ("reopening.state",),
    findings: ("finding.state",),
    signals: ("claim_signal.state",),
    programmes: ("programme.state",),
    bookings: ("booking.state",),
}
"""A journey, and the columns that have held each of their states at its end."""
