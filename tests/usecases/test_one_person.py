"""One person under several numbers is claimed for once, and barred under all of them."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from sqlalchemy import select

from parkdesk.domain import id_number
from parkdesk.domain.eligibility_rules import Verdict
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Role
from parkdesk.domain.likely_same import PairAnswer, Resemblance
from parkdesk.domain.programmes import Track
from parkdesk.store.tables.claims import ClaimRecord, TraineeRecord
from parkdesk.store.tables.clawbacks import PersonBarRecord
from parkdesk.store.tables.signals import PersonPairRecord
from parkdesk.usecases.claim_returns import return_claim
from parkdesk.usecases.claims import submit_claim
from parkdesk.usecases.rosters import check_roster, load_roster, save_roster
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import CAP, person

OTHER = "91320213MA1TESTX28"


def numbered(serial):
    """The first person under another number."""
    body = f"32010619980511{serial:03d}"
    return replace(person(1), id_number=body + id_number.check_character(body))


def found_same(desk, *numbers):
    """Answer that each two neighbours of these numbers are one person."""
    with desk.work(read_only=False) as work:
        ids = {one.id_number: one.id for one in work.session.scalars(select(TraineeRecord)).all()}
        for one, other in pairwise(numbers):
            first, second = sorted((ids[one], ids[other]))
            pair = work.session.scalar(
                select(PersonPairRecord).where(
                    PersonPairRecord.first_id == first, PersonPairRecord.second_id == second
                )
            )
            if pair is None:
                alike = Resemblance.ONE_DIGIT.value
                pair = PersonPairRecord(
                    first_id=first, second_id=second, resemblance=alike, found_at=work.now
                )
                work.add(pair)
            pair.answer = PairAnswer.SAME.value


def barred(desk, number, from_on):
    """Bar the person with this number from a day on."""
    with desk.work(read_only=False) as work:
        work.add(
            PersonBarRecord(
                trainee_id=None,
                id_hash=work.vault.keyed_hash(number),
                clawback_id=None,
                document_number="商服[2026]18号",
                reason="虚报",
                from_on=from_on,
                until_on=dt.date(2028, 10, 11),
                set_at=work.now,
                set_by_id=work.actor.id,
                set_by_name=work.actor.name,
            )
        )


def verdicts(desk, claim):
    with desk.work(read_only=True) as work:
        return load_roster(work, claim.id).verdicts


def test_two_numbers_of_one_person_in_one_roster_are_paid_for_once(act_as):
    clerk, admin = act_as(Role.CLERK), act_as(Role.ADMINISTRATOR)
    one, other = person(1), numbered(501)
    claim = story.submit(clerk, story.add_claim(clerk, [one, other]))
    found_same(admin, one.id_number, other.id_number)
    payable = [row.verdict.payable for row in verdicts(clerk, claim)]
    assert sorted(payable) == [False, True]
    claim = story.precheck(act_as(Role.REVIEWER), claim, 2 * CAP)
    with pytest.raises(InvalidInput) as told:
        story.approve(act_as(Role.MANAGER), claim, 2 * CAP)
    assert told.value.problems == {"approved": "rules-now-give-less"}


def test_three_numbers_found_to_be_one_person_by_pairs_are_one_person(act_as):
    clerk, admin = act_as(Role.CLERK), act_as(Role.ADMINISTRATOR)
    people = [person(1), numbered(501), numbered(602)]
    story.submit(clerk, story.add_claim(clerk, people[:1]))
    firm = story.add_enterprise(clerk, "无锡蠡湖信息技术有限公司", OTHER)
    held = story.submit(clerk, story.add_claim(clerk, people[1:], enterprise=firm))
    found_same(admin, *(one.id_number for one in people))
    assert [row.verdict for row in verdicts(clerk, held)] == [Verdict.DUPLICATE] * 2


def test_a_bar_holds_for_every_number_of_its_person(act_as):
    clerk, admin = act_as(Role.CLERK), act_as(Role.ADMINISTRATOR)
    one, other = person(1), numbered(501)
    story.submit(clerk, story.add_claim(clerk, [one, other]))
    found_same(admin, one.id_number, other.id_number)
    barred(admin, one.id_number, dt.date(2026, 10, 1))
    programme = story.programme_id(clerk)
    with clerk.work(read_only=True) as work:
        (found,) = check_roster(work, programme, Track.INSTITUTION, (other,)).verdicts
    assert "person-barred" in {line.code for line in found.lines}


def test_nobody_who_was_barred_meanwhile_is_written_into_a_returned_claim(act_as):
    clerk, admin = act_as(Role.CLERK), act_as(Role.ADMINISTRATOR)
    claim = story.submit(clerk, story.add_claim(clerk, [person(1)]))
    with act_as(Role.REVIEWER).work(read_only=False) as work:
        back = return_claim(work, claim.id, claim.version, "名单有误，请核对")
    early_bar = dt.date(2026, 10, 12)
    barred(admin, person(2).id_number, early_bar)
    # The claim was first handed in on a day before the bar.
    with admin.work(read_only=False) as work:
        record = work.get(ClaimRecord, claim.id)
        record.submitted_at = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)
        work.session.flush()
        version = record.version
    assert back.version < version
    with clerk.work(read_only=False) as work:
        saved = save_roster(work, claim.id, version, (person(2),))
    with pytest.raises(Refused, match="claim-nothing-payable"), clerk.work(read_only=False) as work:
        submit_claim(work, claim.id, saved.version, story.ALL)
