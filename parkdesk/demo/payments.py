"""Notices, a batch with a failure, a clawback and a sample: each by the use-case of the program."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from parkdesk.demo import people
from parkdesk.demo.journeys import Team
from parkdesk.demo.notices import clear_claim, this_years
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.clawbacks import ClawbackReason, OpenClawback, Receipt
from parkdesk.domain.notices import RecordObjection
from parkdesk.domain.payment_returns import TransferReturn
from parkdesk.domain.payments import Answer, BatchKey, last_four
from parkdesk.domain.person_bars import SaveBar
from parkdesk.domain.stops import SaveStop, StopEffect
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord, TraineeRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.notices import NoticeClaimRecord
from parkdesk.store.tables.payments import PaymentBatchRecord, PaymentLineRecord
from parkdesk.store.work import Work
from parkdesk.usecases.budgets import SaveLevelBudget, set_level_budget
from parkdesk.usecases.clawbacks import open_clawback, receive_clawback, recoverable_rows
from parkdesk.usecases.notices import record_objection
from parkdesk.usecases.payment_returns import enter_transfer_return
from parkdesk.usecases.payment_sheets import (
    keep_bank_sheet,
    open_bank_sheet,
    record_bank_answers,
)
from parkdesk.usecases.payments import (
    MakeBatch,
    approve_batch,
    follow_up_batch,
    make_batch,
)
from parkdesk.usecases.person_bars import bar_person
from parkdesk.usecases.stops import set_stop
from parkdesk.usecases.verification_lists import verification_detail
from parkdesk.usecases.verifications import DrawSample, draw_verification, record_sample_check

_ALLOTTED = {"central": 75_000_000, "province": 37_500_000, "city": 37_500_000}
"""They add up to the year's budget, split as the levels share what is paid."""
_SEED, _DRAWN = "20261009", 12
_QUESTIONS = frozenset(
    {
        "batch-holds-persons",
        "batch-holds-claims",
        "batch-accounts-changed",
        "batch-holders-differ",
        "batch-same-account",
    }
)


def pay_and_verify(team: Team) -> None:
    """Tell what became of the claims after their approval; nothing in a park without claims."""
    with team.desk.work(read_only=True) as work:
        noticed = _in_state(work, ClaimState.NOTICED)
        paid = _in_state(work, ClaimState.PAID)
    if len(noticed) < _TOLD or not paid:
        return
    _allot(team)
    for claim_id, day in zip(noticed, (dt.date(2026, 8, 31), dt.date(2026, 9, 18)), strict=False):
        with team.at(people.REVIEWER, day).work(read_only=False) as work:
            clear_claim(work, claim_id)
    _object(team, noticed[-1])
    _stop_submissions(team, noticed[1])
    _pay(team, noticed[0], held=noticed[1])
    _claw_back(team, paid[0])
    _bar(team, paid[0])
    _verify(team)


_TOLD = 3
"""Claims of this year that are approved and not paid when their journeys end."""


def _in_state(work: Work, state: ClaimState) -> list[int]:
    query = (
        select(ClaimRecord.id)
        .where(ClaimRecord.programme_id == this_years(work).id, ClaimRecord.state == state.value)
        .order_by(ClaimRecord.decided_at, ClaimRecord.id)
    )
    return list(work.session.scalars(query))


def _allot(team: Team) -> None:
    with team.at(people.MANAGER, dt.date(2026, 8, 20)).work(read_only=False) as work:
        programme = this_years(work).id
        for level, cents in _ALLOTTED.items():
            set_level_budget(
                work, SaveLevelBudget(programme, level, cents, "云财预〔2026〕31号"), 0
            )


def _object(team: Team, claim_id: int) -> None:
    with team.at(people.REVIEWER, dt.date(2026, 10, 12)).work(read_only=False) as work:
        notice = work.session.scalar(
            select(NoticeClaimRecord.notice_id).where(NoticeClaimRecord.claim_id == claim_id)
        )
        form = RecordObjection(
            claim_id, work.today, "匿名来电", "反映名单中有 1 人 9 月已离职，请核实。"
        )
        record_objection(work, notice or 0, form)


def _stop_submissions(team: Team, claim_id: int) -> None:
    """Bar a claimant from a day before it handed its claim in: the city's letter came later."""
    form = SaveStop(
        "云商服〔2026〕21号（虚构）",
        "培训台账核查期间暂停受理申报",
        frozenset({StopEffect.SUBMISSION}),
        dt.date(2026, 7, 1),
        dt.date(2026, 11, 30),
    )
    with team.at(people.MANAGER, dt.date(2026, 9, 21)).work(read_only=False) as work:
        set_stop(work, work.get(ClaimRecord, claim_id).enterprise_id, form)


def _pay(team: Team, claim_id: int, held: int) -> None:
    """Pay a claim in a batch of three lines: one fails, one comes back; another claim is held.

    What failed is begun to be paid again.
    """
    with team.at(people.ADMINISTRATOR, dt.date(2026, 9, 22)).work(read_only=False) as work:
        claim = work.get(ClaimRecord, claim_id)
        if not work.get(EnterpriseRecord, claim.enterprise_id).bank_account:
            return
        form = MakeBatch(claim.programme_id, (claim_id, held))
        batch = make_batch(work, form, _QUESTIONS)
    with team.at(people.TREASURER, dt.date(2026, 9, 23)).work(read_only=False) as work:
        digits = last_four(batch.total_cents)
        batch = approve_batch(work, batch.id, batch.version, digits, _QUESTIONS)
    batch = _send(team, batch)
    with team.at(people.TREASURER, dt.date(2026, 9, 25)).work(read_only=False) as work:
        record_bank_answers(work, batch.id, batch.version, _answers(work, batch.id))
    with team.at(people.TREASURER, dt.date(2026, 10, 9)).work(read_only=False) as work:
        _come_back(work, batch.id)
    with team.at(people.TREASURER, dt.date(2026, 10, 12)).work(read_only=False) as work:
        follow_up_batch(work, batch.id, _QUESTIONS)


def _send(team: Team, batch: BatchKey) -> BatchKey:
    reason = "送银行办理拨付"
    with team.at(people.TREASURER, dt.date(2026, 9, 23), 1).work(read_only=False) as work:
        found = open_bank_sheet(work, batch.id, batch.version, "general-xlsx", reason)
        checksum = "5f1d" * 16
        return keep_bank_sheet(
            work, found.batch_id, found.version, found.sheet.code, reason, checksum
        )


def _answers(work: Work, batch_id: int) -> tuple[Answer, ...]:
    lines = work.session.scalars(
        select(PaymentLineRecord)
        .where(PaymentLineRecord.batch_id == batch_id)
        .order_by(PaymentLineRecord.position)
    ).all()
    day = dt.date(2026, 9, 24)
    good = [
        Answer(one.reference, True, one.amount_cents, paid_on=day, bank_reference=f"YH0924{at:04d}")
        for at, one in enumerate(lines[:-1], start=1)
    ]
    last = lines[-1]
    return (*good, Answer(last.reference, False, last.amount_cents, failure="收款户名与账号不符"))


def _come_back(work: Work, batch_id: int) -> None:
    """Enter that the first transfer came back (退票); who confirms it is somebody else."""
    batch = work.get(PaymentBatchRecord, batch_id)
    first = work.session.scalars(
        select(PaymentLineRecord)
        .where(PaymentLineRecord.batch_id == batch_id)
        .order_by(PaymentLineRecord.position)
        .limit(1)
    ).one()
    paper = TransferReturn(dt.date(2026, 10, 8), "收款账户已销户，银行退回", "TP1008-0003")
    enter_transfer_return(work, first.id, batch.version, paper)


def _claw_back(team: Team, claim_id: int) -> None:
    with team.at(people.MANAGER, dt.date(2026, 9, 10)).work(read_only=False) as work:
        row = next(one for one in recoverable_rows(work, claim_id) if one.room_cents)
        form = OpenClawback(
            claim_id,
            {row.row_id: row.room_cents},
            ClawbackReason.LEFT_EARLY,
            "该学员 2026 年 7 月离职，劳动合同履行不满 12 个月。",
            dt.date(2026, 9, 10),
            dt.date(2026, 9, 30),
            3,
            "云园服〔2026〕27号",
        )
        clawback = open_clawback(work, form)
    with team.at(people.ADMINISTRATOR, dt.date(2026, 9, 28)).work(read_only=False) as work:
        receipt = Receipt(dt.date(2026, 9, 28), row.room_cents // 3, "YH0928-0017")
        clawback = receive_clawback(work, clawback.id, clawback.version, receipt)
    with team.at(people.ADMINISTRATOR, dt.date(2026, 10, 10)).work(read_only=False) as work:
        receipt = Receipt(dt.date(2026, 10, 10), row.room_cents // 6, "YH1010-0042")
        receive_clawback(work, clawback.id, clawback.version, receipt)


def _bar(team: Team, claim_id: int) -> None:
    """Bar a person of a paid claim from being claimed for."""
    with team.at(people.MANAGER, dt.date(2026, 9, 28)).work(read_only=False) as work:
        person = work.session.scalars(
            select(TraineeRecord)
            .join(ClaimPersonRecord, ClaimPersonRecord.trainee_id == TraineeRecord.id)
            .where(ClaimPersonRecord.claim_id == claim_id)
            .order_by(ClaimPersonRecord.position.desc())
            .limit(1)
        ).one()
        form = SaveBar(
            person.id_number,
            "云商服〔2026〕24号（虚构）",
            "培训签到由他人代签，已查实",
            dt.date(2026, 9, 28),
            dt.date(2028, 9, 27),
        )
        bar_person(work, form)


def _verify(team: Team) -> None:
    with team.at(people.REVIEWER, dt.date(2026, 10, 9)).work(read_only=False) as work:
        sample = draw_verification(work, DrawSample(this_years(work).id, _DRAWN, _SEED))
    with team.at(people.REVIEWER, dt.date(2026, 10, 12)).work(read_only=False) as work:
        for at, row in enumerate(verification_detail(work, sample.id).rows[:9]):
            wrong = row.paid_cents if at == _WRONG else 0
            record_sample_check(
                work, row.id, row.version, wrong, "电话核实：未参加培训" if wrong else ""
            )


_WRONG = 4
"""The place of the one who was found to be wrong, from 0."""
