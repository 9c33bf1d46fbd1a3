"""Clawbacks: by person, never more than was paid, plans and receipts that foot, bars."""

import datetime as dt

import pytest
from sqlalchemy import select

from parkdesk.domain.claim_lines import Stage
from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.clawbacks import ClawbackReason, ClawbackState, OpenClawback, Receipt
from parkdesk.domain.errors import InvalidInput, NotPermitted, Refused, WrongState
from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort
from parkdesk.domain.programmes import Track
from parkdesk.store.tables.clawbacks import PersonBarRecord
from parkdesk.usecases.claim_payments import pay_claim
from parkdesk.usecases.claims import NewClaim, create_claim
from parkdesk.usecases.clawback_lists import (
    ClawbackFilter,
    clawback_detail,
    list_clawbacks,
    paid_claims,
)
from parkdesk.usecases.clawbacks import (
    correct_receipt,
    open_clawback,
    receive_clawback,
    recoverable_rows,
    replan_clawback,
    withdraw_clawback,
)
from parkdesk.usecases.enterprise_subsidies import subsidy_lines
from parkdesk.usecases.rosters import check_roster
from parkdesk.usecases.stops import enterprise_stops
from tests.usecases import claim_stories as story
from tests.usecases import journey_stories as journey
from tests.usecases import payment_stories as pay
from tests.usecases.claim_stories import CAP
from tests.usecases.payment_stories import TODAY

FIRST_DUE = dt.date(2026, 11, 30)


@pytest.fixture
def paid(act_as):
    """A claim of three people that was paid, and the manager's desk."""
    pay.cashiers(act_as)
    claim = pay.approved_claim(act_as, (1, 2, 3))
    payer = act_as(pay.PAYER)
    with payer.work(read_only=False) as work:
        pay_claim(work, claim.id, claim.version, TODAY, 3 * CAP)
    return claim, payer


def form(claim, rows, **more):
    said = {
        "reason_code": ClawbackReason.LEFT_EARLY,
        "reason": "2026年8月已离职，合同未满",
        "decided_on": TODAY,
        "first_due_on": FIRST_DUE,
        "instalments": 3,
        "document_number": "商服[2026]18号",
    } | more
    return OpenClawback(claim.id, rows, **said)


def begin(desk, claim, rows, **more):
    with desk.work(read_only=False) as work:
        return open_clawback(work, form(claim, rows, **more))


def receive(desk, clawback, cents, reference="Z9"):
    with desk.work(read_only=False) as work:
        return receive_clawback(
            work, clawback.id, clawback.version, Receipt(TODAY, cents, reference)
        )


def detail(desk, clawback):
    with desk.work(read_only=True) as work:
        return clawback_detail(work, clawback.id)


def test_money_comes_back_by_person_and_every_sum_foots(paid):
    claim, desk = paid
    rows = pay.row_ids(desk, claim)
    clawback = begin(desk, claim, {rows[0]: CAP, rows[2]: 100_000})
    assert clawback.number == "ZH-2026-0001"
    assert pay.claim_record(desk, claim).state == "recovering"
    shown = detail(desk, clawback)
    assert [(one.position, one.amount_cents) for one in shown.lines] == [(1, CAP), (3, 100_000)]
    assert sum(one.amount_cents for one in shown.plan) == CAP + 100_000
    assert [one.due_on for one in shown.plan] == [
        FIRST_DUE,
        dt.date(2026, 12, 30),
        dt.date(2027, 1, 30),
    ]
    clawback = receive(desk, clawback, 200_000)
    shown = detail(desk, clawback)
    assert [one.received_cents for one in shown.lines] == [200_000, 0]
    assert shown.row.next_due_on == dt.date(2026, 12, 30)
    assert pay.row_sums(desk, claim)[2] == 200_000
    assert pay.foots(desk, claim)
    clawback = receive(desk, clawback, CAP - 100_000, "Z10")
    assert clawback.state is ClawbackState.SETTLED
    record = pay.claim_record(desk, claim)
    assert (record.state, record.recovered_cents) == ("paid", CAP + 100_000)
    assert pay.foots(desk, claim)
    assert [one.number for one in detail(desk, clawback).receipts] == [
        "ZH-2026-0001-01",
        "ZH-2026-0001-02",
    ]


def test_the_account_of_the_enterprise_says_what_came_back_by_a_day(paid):
    claim, desk = paid
    enterprise = pay.claim_record(desk, claim).enterprise_id
    with desk.work(read_only=True) as work:
        (row, *_others) = recoverable_rows(work, claim.id)
    clawback = begin(desk, claim, {row.row_id: row.room_cents})
    receive(desk, clawback, row.room_cents // 3)
    with desk.work(read_only=True) as work:
        (line,) = subsidy_lines(work, enterprise)
        assert line.returned_cents == row.room_cents // 3
        assert line.paid_cents == 3 * CAP
        before = subsidy_lines(work, enterprise, work.today - dt.timedelta(days=1))
    assert before == ()


def test_no_more_is_asked_back_than_was_paid_and_not_asked_before(paid):
    claim, desk = paid
    rows = pay.row_ids(desk, claim)
    with pytest.raises(InvalidInput):
        begin(desk, claim, {rows[0]: CAP + 1})
    begin(desk, claim, {rows[0]: CAP - 1})
    with pytest.raises(InvalidInput):
        begin(desk, claim, {rows[0]: 2})
    with desk.work(read_only=True) as work:
        assert [one.room_cents for one in recoverable_rows(work, claim.id)] == [1, CAP, CAP]


def test_what_was_not_paid_is_not_asked_back(act_as):
    claim = pay.approved_claim(act_as)
    desk = act_as(Role.MANAGER)
    with pytest.raises(Refused) as refused:
        begin(desk, claim, {1: 1})
    assert refused.value.code == "claim-not-paid"
    with desk.work(read_only=True) as work:
        assert recoverable_rows(work, claim.id) == ()


def test_more_than_is_due_is_not_received(paid):
    claim, desk = paid
    clawback = begin(desk, claim, {pay.row_ids(desk, claim)[0]: 100})
    with pytest.raises(InvalidInput) as refused:
        receive(desk, clawback, 101)
    assert refused.value.problems == {"amount_cents": "above-clawback"}


def test_a_wrong_receipt_is_taken_back_by_its_opposite(paid):
    claim, desk = paid
    clawback = receive(desk, begin(desk, claim, {pay.row_ids(desk, claim)[0]: 300}), 200)
    (receipt,) = detail(desk, clawback).receipts
    with desk.work(read_only=False) as work:
        clawback = correct_receipt(work, clawback.id, clawback.version, receipt.id, "录入错误")
    shown = detail(desk, clawback)
    assert [one.amount_cents for one in shown.receipts] == [200, -200]
    assert (shown.row.received_cents, shown.receipts[0].corrected) == (0, True)
    assert pay.foots(desk, claim)
    with pytest.raises(Refused), desk.work(read_only=False) as work:
        correct_receipt(work, clawback.id, clawback.version, receipt.id, "录入错误")
    with pytest.raises(Refused), desk.work(read_only=False) as work:
        correct_receipt(work, clawback.id, clawback.version, shown.receipts[1].id, "录入错误")


def test_a_mistaken_receipt_that_settled_all_is_reversed_and_every_sum_foots(paid):
    claim, desk = paid
    rows = pay.row_ids(desk, claim)
    clawback = receive(desk, begin(desk, claim, {rows[0]: 300, rows[1]: 200}), 500)
    assert clawback.state is ClawbackState.SETTLED
    assert pay.claim_record(desk, claim).state == "paid"
    (receipt,) = detail(desk, clawback).receipts
    with pytest.raises(InvalidInput), desk.work(read_only=False) as work:
        correct_receipt(work, clawback.id, clawback.version, receipt.id, " ")
    with desk.work(read_only=False) as work:
        clawback = correct_receipt(work, clawback.id, clawback.version, receipt.id, "系另一企业")
    assert clawback.state is ClawbackState.OPEN
    record = pay.claim_record(desk, claim)
    assert (record.state, record.recovered_cents) == ("recovering", 0)
    assert pay.foots(desk, claim)
    shown = detail(desk, clawback)
    assert [one.amount_cents for one in shown.receipts] == [500, -500]
    assert [one.received_cents for one in shown.lines] == [0, 0]
    clawback = receive(desk, clawback, 300, "Z11")
    assert [one.received_cents for one in detail(desk, clawback).lines] == [300, 0]
    clawback = receive(desk, clawback, 200, "Z12")
    assert clawback.state is ClawbackState.SETTLED
    assert pay.claim_record(desk, claim).recovered_cents == 500
    assert pay.foots(desk, claim)


def test_another_open_clawback_of_the_claim_keeps_it_in_recovery(paid):
    claim, desk = paid
    rows = pay.row_ids(desk, claim)
    first, _second = begin(desk, claim, {rows[0]: 100}), begin(desk, claim, {rows[1]: 50})
    first = receive(desk, first, 100)
    (receipt,) = detail(desk, first).receipts
    with desk.work(read_only=False) as work:
        first = correct_receipt(work, first.id, first.version, receipt.id, "系另一企业")
    assert first.state is ClawbackState.OPEN
    assert pay.claim_record(desk, claim).state == "recovering"


def test_a_plan_is_made_anew_for_the_whole_sum(paid):
    claim, desk = paid
    clawback = begin(desk, claim, {pay.row_ids(desk, claim)[0]: 301})
    with desk.work(read_only=False) as work:
        again = replan_clawback(work, clawback.id, clawback.version, FIRST_DUE, 2)
    assert [one.amount_cents for one in detail(desk, clawback).plan] == [151, 150]
    assert again.version > clawback.version
    with pytest.raises(InvalidInput), desk.work(read_only=False) as work:
        replan_clawback(work, again.id, again.version, None, 0)
    before = TODAY - dt.timedelta(days=1)
    with pytest.raises(InvalidInput) as refused, desk.work(read_only=False) as work:
        replan_clawback(work, again.id, again.version, before, 2)
    assert refused.value.problems == {"first_due_on": "due-before-order"}
    assert [one.amount_cents for one in detail(desk, clawback).plan] == [151, 150]


def test_a_clawback_is_withdrawn_while_nothing_has_come(paid):
    claim, desk = paid
    rows = pay.row_ids(desk, claim)
    clawback = begin(desk, claim, {rows[0]: 300})
    with pytest.raises(InvalidInput) as refused, desk.work(read_only=False) as work:
        withdraw_clawback(work, clawback.id, clawback.version, "略")
    assert refused.value.problems == {"reason": "reason-missing"}
    with desk.work(read_only=False) as work:
        withdrawn = withdraw_clawback(work, clawback.id, clawback.version, "复议后撤销决定")
    assert withdrawn.state is ClawbackState.WITHDRAWN
    assert pay.claim_record(desk, claim).state == "paid"
    with pytest.raises(WrongState):
        receive(desk, withdrawn, 1)
    other = receive(desk, begin(desk, claim, {rows[0]: 300}), 1)
    with pytest.raises(Refused), desk.work(read_only=False) as work:
        withdraw_clawback(work, other.id, other.version, "复议后撤销决定")


def test_a_claim_is_in_recovery_until_its_last_clawback_is_settled(paid):
    claim, desk = paid
    rows = pay.row_ids(desk, claim)
    first, second = begin(desk, claim, {rows[0]: 100}), begin(desk, claim, {rows[1]: 50})
    receive(desk, first, 100)
    assert pay.claim_record(desk, claim).state == "recovering"
    receive(desk, second, 50)
    assert pay.claim_record(desk, claim).state == "paid"
    assert pay.row_sums(desk, claim)[2] == 150


def test_barring_to_a_day_stops_new_claims_and_remembers_persons(act_as, paid):
    claim, desk = paid
    until = dt.date(2028, 10, 11)
    clawback = begin(
        desk,
        claim,
        {pay.row_ids(desk, claim)[1]: CAP},
        barred_until=until,
        bars_enterprise=True,
        bars_persons=True,
    )
    assert [day for _name, day in detail(desk, clawback).barred] == [until]
    with desk.work(read_only=True) as work:
        bars = work.session.scalars(select(PersonBarRecord)).all()
        assert [(bar.until_on, bar.document_number) for bar in bars] == [(until, "商服[2026]18号")]
    enterprise = pay.claim_record(desk, claim).enterprise_id
    programme = story.programme_id(desk)
    with pytest.raises(Refused), act_as(Role.CLERK).work(read_only=False) as work:
        create_claim(work, NewClaim(enterprise, programme))


def test_lists_find_by_number_enterprise_and_state(paid):
    claim, desk = paid
    begin(desk, claim, {pay.row_ids(desk, claim)[0]: 100})

    def found(**criteria):
        with desk.work(read_only=True) as work:
            return list_clawbacks(work, ClawbackFilter(**criteria), Sort("opened"), 0, 9).total

    assert found() == found(text=claim.number) == found(text="太湖") == 1
    assert found(state=ClawbackState.SETTLED) == found(text="别处") == 0
    with desk.work(read_only=True) as work:
        assert [one.number for one in paid_claims(work, "太湖")] == [claim.number]
        assert paid_claims(work, "别处") == ()
        assert [one.number for one in paid_claims(work, " ")] == [claim.number]
        (row,) = list_clawbacks(work, ClawbackFilter(), Sort("opened"), 0, 9).rows
        assert (row.amount_cents, row.left_cents) == (100, 100)


def test_only_who_may_decide_asks_money_back(act_as, paid):
    claim, desk = paid
    rows = pay.row_ids(desk, claim)
    with pytest.raises(NotPermitted):
        begin(act_as(Role.CLERK), claim, {rows[0]: 100})
    clawback = begin(desk, claim, {rows[0]: 100})
    with pytest.raises(NotPermitted):
        receive(act_as(Role.REVIEWER), clawback, 100)


def test_a_barred_person_is_refused_in_new_claims_and_named_with_the_document(act_as, paid):
    claim, desk = paid
    clerk = act_as(Role.CLERK)
    begin(
        desk,
        claim,
        {pay.row_ids(desk, claim)[1]: CAP},
        barred_until=dt.date(2028, 10, 11),
        bars_persons=True,
    )
    programme = story.programme_id(clerk)
    with clerk.work(read_only=True) as work:
        found = check_roster(work, programme, Track.ENTERPRISE, (story.person(2), story.person(9)))
    barred, free = found.verdicts
    assert (barred.verdict.payable, barred.amount_cents) == (False, 0)
    assert "person-barred" in {line.code for line in barred.lines}
    assert "person-barred" not in {line.code for line in free.lines}


def test_a_bar_of_nobody_is_refused(paid):
    claim, desk = paid
    with pytest.raises(InvalidInput) as told:
        begin(desk, claim, {pay.row_ids(desk, claim)[0]: CAP}, barred_until=dt.date(2028, 1, 1))
    assert told.value.problems == {"barred_until": "bar-of-nobody"}


def test_the_bars_of_persons_end_with_a_withdrawn_clawback(act_as, paid):
    claim, desk = paid
    rows = {pay.row_ids(desk, claim)[1]: CAP}
    until = dt.date(2028, 10, 11)
    clawback = begin(desk, claim, rows, barred_until=until, bars_persons=True)
    with desk.work(read_only=False) as work:
        withdraw_clawback(work, clawback.id, clawback.version, "复议后撤销决定")
    programme = story.programme_id(desk)
    with act_as(Role.CLERK).work(read_only=True) as work:
        found = check_roster(work, programme, Track.INSTITUTION, (story.person(2),))
    assert "person-barred" not in {line.code for line in found.verdicts[0].lines}


def test_an_enterprise_is_barred_without_its_persons(paid):
    claim, desk = paid
    until = dt.date(2028, 10, 11)
    rows = {pay.row_ids(desk, claim)[1]: CAP}
    clawback = begin(desk, claim, rows, barred_until=until, bars_enterprise=True)
    assert detail(desk, clawback).barred == ()
    with desk.work(read_only=True) as work:
        assert work.session.scalars(select(PersonBarRecord)).all() == []
        (stop,) = enterprise_stops(work, pay.claim_record(desk, claim).enterprise_id)
    assert (stop.document_number, stop.until_on) == ("商服[2026]18号", until)


def test_money_of_items_comes_back_and_bars_no_person(act_as):
    pay.cashiers(act_as)
    desk = act_as(pay.PAYER)
    claim = journey.begin(act_as(Role.CLERK), ClaimKind.PLATFORM, [journey.cost(1)])
    claim = story.submit(act_as(Role.CLERK), claim)
    cents = journey.amounts(desk, claim.id)[Stage.COMPUTED]
    claim = story.precheck(act_as(Role.REVIEWER), claim, cents)
    claim = story.approve(act_as(Role.MANAGER), claim, cents)
    claim = story.pay(act_as(Role.ADMINISTRATOR), claim, cents)
    (row,) = journey.rows_of(desk, claim.id)
    until = dt.date(2028, 10, 11)
    with pytest.raises(InvalidInput) as told:
        begin(desk, claim, {row: 100}, barred_until=until, bars_persons=True)
    assert told.value.problems == {"bars_persons": "no-persons-to-bar"}
    assert pay.claim_record(desk, claim).state == "paid"
    begin(desk, claim, {row: 100})
    assert pay.claim_record(desk, claim).state == "recovering"
