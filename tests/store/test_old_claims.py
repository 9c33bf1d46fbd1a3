"""Claims of a park that the second release made: row by row, and on their way to payment."""

import datetime as dt
import sqlite3
import zipfile
from pathlib import Path

import pytest

from parkdesk.desk import open_desk, upgrade_park
from parkdesk.domain.claims import ClaimAction, ClaimState
from parkdesk.domain.identity import SYSTEM
from parkdesk.store.claim_lines import amount_lines
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.usecases.claim_lists import claim_detail
from parkdesk.usecases.claim_papers import claim_papers
from parkdesk.usecases.claim_stages import release_claim

DATA = Path(__file__).parent.parent / "data"
CODE = "UUKO-AWWN-YNGD-7EBS-7M43-VBNA-DB3B-OJKO"


def clock():
    return dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def upgrade(tmp_path):
    """Upgrade the park after the statements; the desk in it is closed at the end."""
    opened = []

    def do(*statements):
        with zipfile.ZipFile(DATA / "park-0002.zip") as archive:
            archive.extractall(tmp_path / "park")
        connection = sqlite3.connect(tmp_path / "park" / "park.db")
        with connection:
            for statement in statements:
                connection.execute(statement)
        connection.close()
        upgrade_park(str(tmp_path / "park"))
        desk = open_desk(str(tmp_path / "park"), clock, recovery_code=CODE).signed_in(SYSTEM)
        opened.append(desk)
        return desk

    yield do
    for desk in opened:
        desk.close()


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
