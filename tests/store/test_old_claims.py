"""Claims of parks that earlier releases made: row by row, and on their way to payment."""

import datetime as dt
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import select

from parkdesk.domain.claim_lines import Stage
from parkdesk.domain.claims import ClaimAction, ClaimKind, ClaimState
from parkdesk.domain.clawbacks import ClawbackState, Receipt
from parkdesk.domain.errors import Refused
from parkdesk.domain.notices import NoticeState
from parkdesk.domain.paging import Sort
from parkdesk.domain.payments import BatchState, last_four
from parkdesk.store.claim_lines import amount_lines
from parkdesk.store.claim_records import key_of
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.usecases.claim_lists import claim_detail
from parkdesk.usecases.claim_papers import claim_papers
from parkdesk.usecases.claim_returns import answer_so_far
from parkdesk.usecases.claim_stages import release_claim
from parkdesk.usecases.claims import submit_claim
from parkdesk.usecases.clawback_lists import ClawbackFilter, list_clawbacks
from parkdesk.usecases.clawbacks import receive_clawback
from parkdesk.usecases.notice_lists import NoticeFilter, list_notices, notice_detail
from parkdesk.usecases.notices import close_notice, decide_objection
from parkdesk.usecases.payment_lists import BatchFilter, list_batches
from parkdesk.usecases.payments import approve_batch
from parkdesk.usecases.rosters import save_roster
from tests.scenarios.footing import amounts_foot
from tests.usecases import journey_stories as journey
from tests.usecases.claim_stories import ALL


@pytest.fixture
def upgrade(upgraded_park):
    """Upgrade the park of the second release after the statements; a desk in it."""
    return partial(upgraded_park, "0002")


def lines(desk, claim_id=1):
    with desk.work(read_only=True) as work:
        return amount_lines(work.session, work.get(ClaimRecord, claim_id))


def test_a_paid_claim_foots_row_by_row(upgrade):
    desk = upgrade()
    for one in lines(desk):
        assert one.applied_cents == one.requested_cents == one.recommended_cents == 450_000
        assert one.approved_cents == one.paid_cents == 450_000
    with desk.work(read_only=True) as work:
        row = claim_detail(work, 1).row
    assert (row.asked_cents, row.paid_cents, row.state) == (900_000, 900_000, ClaimState.PAID)


def test_what_was_cut_as_a_whole_is_spread_over_the_rows(upgrade):
    desk = upgrade(
        "update claim set recommended_cents = 800001, approved_cents = 700000,"
        " paid_cents = 700000 where id = 1",
        "update claim_person set approved_cents = null where claim_id = 1",
    )
    found = lines(desk)
    assert [one.recommended_cents for one in found] == [400_001, 400_000]
    assert sum(one.approved_cents for one in found) == 700_000
    assert [one.paid_cents for one in found] == [one.approved_cents for one in found]
    assert {one.recommended_reason for one in found} == {"as-stated"}
    assert {one.approved_reason for one in found} == {"as-stated"}


def test_a_granted_claim_is_released_for_payment(upgrade):
    desk = upgrade(
        "update claim set state = 'approved', paid_cents = null, paid_on = null where id = 1",
        "delete from claim_step where action = 'pay'",
    )
    with desk.work(read_only=True) as work:
        found = claim_detail(work, 1)
    assert ClaimAction.CLEAR in found.actions
    assert ClaimAction.PUBLISH not in found.actions
    with desk.work(read_only=False) as work:
        assert release_claim(work, 1, found.row.version).state is ClaimState.PAYABLE


def test_papers_that_came_are_still_ticked(upgrade):
    desk = upgrade('update claim set materials = \'["id-copy", "training-record"]\' where id = 2')
    with desk.work(read_only=True) as work:
        papers = claim_papers(work, 2)
    there = {one.material.code for one in papers if one.state.handed_in}
    assert there == {"id-copy", "training-record"}
    assert papers[0].lacking


def test_a_returned_claim_is_open_as_it_was(upgrade):
    desk = upgrade("update claim set state = 'returned', answer = '请补正' where id = 1")
    with desk.work(read_only=True) as work:
        found = claim_detail(work, 1)
    assert set(found.actions) == {ClaimAction.SUBMIT, ClaimAction.WITHDRAW}


NUMBERS = {
    "PX-2026-0001": ClaimState.RECOVERING,
    "PX-2026-0002": ClaimState.RETURNED,
    "PX-2026-0003": ClaimState.DRAFT,
    "RZ-2026-0001": ClaimState.PAYABLE,
    "RZ-2026-0002": ClaimState.NOTICED,
    "PT-2026-0001": ClaimState.PRECHECKED,
}


@pytest.fixture
def third(upgraded_park):
    """A desk in the third release's park, upgraded: claims of every kind, half-way everywhere."""
    return upgraded_park("0003")


def claim_of(desk, number):
    """Return the key of a claim by its number."""
    with desk.work(read_only=True) as work:
        record = work.session.scalar(select(ClaimRecord).where(ClaimRecord.number == number))
        return key_of(record)


def test_claims_of_every_kind_foot_as_the_third_release_left_them(third):
    assert {number: claim_of(third, number).state for number in NUMBERS} == NUMBERS
    for number in NUMBERS:
        amounts_foot(third, claim_of(third, number).id)
    paid = amounts_foot(third, claim_of(third, "PX-2026-0001").id)
    assert (paid[Stage.PAID], paid[Stage.RECOVERED]) == (1_349_899, 100_001)


def test_an_answer_to_an_older_return_goes_straight_back(third):
    claim = claim_of(third, "PX-2026-0002")
    first, second, last = journey.content_of(third, ClaimKind.INSTITUTION, claim.id)
    mended = (first, replace(second, note="已补正"), last)
    with third.work(read_only=False) as work:
        save_roster(work, claim.id, claim.version, mended)
    with third.work(read_only=True) as work:
        answer = answer_so_far(work, claim.id)
    assert [one.marked for one in answer.changed] == [True]
    assert answer.straight_back
    claim = claim_of(third, "PX-2026-0002")
    with third.work(read_only=False) as work:
        assert submit_claim(work, claim.id, claim.version, ALL).state is ClaimState.SUBMITTED
    amounts_foot(third, claim.id)


def test_what_was_asked_back_goes_on_coming_in(third):
    claim = claim_of(third, "PX-2026-0001")
    with third.work(read_only=True) as work:
        (found,) = list_clawbacks(work, ClawbackFilter(), Sort("opened"), 0, 9).rows
    left = found.amount_cents - found.received_cents
    receipt = Receipt(dt.date(2026, 11, 20), left, "H2")
    with third.work(read_only=False) as work:
        done = receive_clawback(work, found.id, found.version, receipt)
    assert done.state is ClawbackState.SETTLED
    assert amounts_foot(third, claim.id)[Stage.RECOVERED] == found.amount_cents


def test_a_batch_that_waited_is_approved(third):
    with third.work(read_only=True) as work:
        window = list_batches(work, BatchFilter(state=BatchState.MADE), Sort("made"), 0, 9)
    (made,) = window.rows
    with third.work(read_only=False) as work:
        done = approve_batch(work, made.id, made.version, last_four(made.total_cents))
    assert done.state is BatchState.APPROVED
    amounts_foot(third, claim_of(third, "RZ-2026-0001").id)


def test_a_notice_with_an_objection_is_still_held_by_it(third):
    with third.work(read_only=True) as work:
        (found,) = list_notices(
            work, NoticeFilter(state=NoticeState.OPEN), Sort("published"), 0, 9
        ).rows
        (objection,) = notice_detail(work, found.id).objections
    with pytest.raises(Refused, match="objections-open"), third.work(read_only=False) as work:
        close_notice(work, found.id, found.version, "公示期满")
    with third.work(read_only=False) as work:
        decide_objection(
            work, objection.id, objection.version, upheld=False, finding="经核实不属重复申报"
        )
    with third.work(read_only=True) as work:
        version = notice_detail(work, found.id).row.version
    with third.work(read_only=False) as work:
        close_notice(work, found.id, version, "公示期满，异议不成立")
    assert claim_of(third, "RZ-2026-0002").state is ClaimState.PAYABLE
