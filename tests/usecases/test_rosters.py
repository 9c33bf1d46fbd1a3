"""Rosters: saved as typed, masked for who may not edit, found again across years."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.claims import ClaimState
from parkdesk.domain.eligibility import Verdict
from parkdesk.domain.errors import InvalidInput, NotFound, NotPermitted, Refused, StaleRecord
from parkdesk.domain.id_number import Sex
from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort
from parkdesk.domain.programmes import Track
from parkdesk.domain.trainees import BLANK, OPEN_ENDED, Assessment, Trainee
from parkdesk.store.tables.claims import ClaimPersonRecord
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.usecases.programmes import (
    list_programmes,
    open_programme,
    open_programmes,
    programme_detail,
)
from parkdesk.usecases.rosters import (
    MOST_TYPED,
    check_roster,
    find_other_claims,
    import_roster,
    load_roster,
    reveal_identity,
    save_roster,
)
from parkdesk.usecases.trainees import count_trainees, person_ledger
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import CAP, person

FULL = person(
    5,
    contract_last=OPEN_ENDED,
    post="工程师",
    training_first=dt.date(2026, 6, 1),
    training_last=dt.date(2026, 6, 30),
    assessment=Assessment.PASSED,
    score_tenths=865,
    diploma_number="1029 5120",
    requested_cents=300_000,
    note="备注",
    unread={"graduated_on": "去年"},
)


def load(desk, claim):
    with desk.work(read_only=True) as work:
        return load_roster(work, claim.id)


def save(desk, claim, rows):
    with desk.work(read_only=False) as work:
        saved = save_roster(work, claim.id, claim.version, tuple(rows))
    return replace(claim, version=saved.version), saved


def test_every_cell_comes_back_as_it_was_saved(desk):
    rows = (FULL, Trainee(name="只有姓名"), Trainee(id_number="3.20106E+17"))
    claim = story.add_claim(desk, rows)
    assert load(desk, claim).rows == rows


def test_only_what_changed_is_written(desk):
    claim = story.add_claim(desk, [person(1), person(2), person(3)])
    claim, saved = save(desk, claim, [person(1), person(2, school="南京大学"), person(3)])
    assert saved.changed == 1
    claim, saved = save(desk, claim, [person(1), person(2, school="南京大学"), person(3)])
    assert saved.changed == 0
    claim, saved = save(desk, claim, [person(3)])
    assert saved.changed == 3
    assert load(desk, claim).rows == (person(3),)
    assert saved.totals.amount_cents == CAP


def test_blank_rows_at_the_end_are_not_kept(desk):
    claim = story.add_claim(desk, [person(1), BLANK, person(2), BLANK, BLANK])
    assert load(desk, claim).rows == (person(1), BLANK, person(2))


def test_two_people_do_not_overwrite_each_other(desk):
    claim = story.add_claim(desk, [person(1)])
    save(desk, claim, [person(1, school="甲")])
    with pytest.raises(StaleRecord):
        save(desk, claim, [person(1, school="乙")])


def test_a_roster_has_an_end(desk):
    claim = story.add_claim(desk)
    with pytest.raises(Refused) as refusal:
        save(desk, claim, [Trainee(name="x")] * (MOST_TYPED + 1))
    assert refusal.value.code == "roster-too-long-to-type"


def test_a_submitted_roster_is_closed(desk):
    claim = story.submit(desk, story.add_claim(desk, [person(1)]))
    with pytest.raises(Refused) as refusal:
        save(desk, claim, [])
    assert refusal.value.params["state"] is ClaimState.SUBMITTED


def test_numbers_are_whole_for_the_clerk_of_a_draft_and_masked_for_all_others(act_as):
    claim = story.add_claim(act_as(Role.CLERK), [person(1)])
    number = person(1).id_number
    assert load(act_as(Role.CLERK), claim).rows[0].id_number == number
    for role in (Role.REVIEWER, Role.MANAGER, Role.AUDITOR):
        roster = load(act_as(role), claim)
        assert roster.masked
        assert roster.rows[0].id_number == f"3201**********{number[-4:]}"
        assert roster.verdicts[0].amount_cents == CAP
    submitted = story.submit(act_as(Role.CLERK), claim)
    assert load(act_as(Role.CLERK), submitted).masked


def test_a_look_at_a_number_needs_the_right_and_leaves_a_trace(act_as):
    claim = story.add_claim(act_as(Role.CLERK), [person(1)])
    with act_as(Role.REVIEWER).work(read_only=False) as work:
        assert reveal_identity(work, claim.id, 1) == person(1).id_number
    with act_as(Role.MANAGER).work(read_only=False) as work, pytest.raises(NotPermitted):
        reveal_identity(work, claim.id, 1)
    with act_as(Role.REVIEWER).work(read_only=False) as work, pytest.raises(NotFound):
        reveal_identity(work, claim.id, 9)
    with act_as(Role.AUDITOR).work(read_only=True) as work:
        entry = work.session.query(TrailRecord).filter_by(action="reveal_identity").one()
        row = work.session.query(ClaimPersonRecord).one()
    assert (entry.actor_name, entry.row_id) == ("周敏", row.id)
    assert person(1).id_number not in str(entry.change)


def test_the_database_holds_no_number_in_plain_text(desk):
    story.add_claim(desk, [replace(FULL, unread={"school": FULL.id_number})])
    with desk.work(read_only=True) as work:
        raw = work.session.connection().exec_driver_sql("select * from claim_person").all()
    assert FULL.id_number not in str(raw)
    assert FULL.id_number.encode() not in b"".join(
        bytes(value) for row in raw for value in row if isinstance(value, bytes | memoryview)
    )


def test_a_person_paid_for_under_the_same_programme_is_a_duplicate(act_as):
    clerk = act_as(Role.CLERK)
    enterprise = story.add_enterprise(clerk)
    paid = story.paid_claim(act_as, [person(1)], enterprise=enterprise)
    claim = story.add_claim(clerk, [person(1), person(2)], enterprise=enterprise)
    roster = load(clerk, claim)
    assert [row.verdict for row in roster.verdicts] == [Verdict.DUPLICATE, Verdict.PASS]
    facts = roster.verdicts[0].problems[0].facts
    assert facts["number"] == paid.number
    assert facts["state"] is ClaimState.PAID
    assert facts["amount_cents"] == CAP
    assert facts["on"] == dt.date(2026, 10, 12)
    assert roster.known_people == 1
    with clerk.work(read_only=True) as work:
        found = find_other_claims(work, claim.id, (person(1).id_number, "nonsense"))
    assert found[person(1).id_number][0].number == paid.number
    assert found["nonsense"] == ()


def test_the_other_track_is_no_duplicate(act_as):
    clerk = act_as(Role.CLERK)
    enterprise = story.add_enterprise(clerk)
    story.paid_claim(act_as, [person(1)], enterprise=enterprise)
    rows = [person(1, assessment=Assessment.PASSED)]
    claim = story.add_claim(clerk, rows, enterprise=enterprise, track=Track.INSTITUTION)
    verdict = load(clerk, claim).verdicts[0]
    assert (verdict.verdict, verdict.amount_cents) == (Verdict.PASS, 50_000)


def test_rows_are_checked_before_they_belong_to_a_claim(desk):
    programme = story.programme_id(desk)
    with desk.work(read_only=True) as work:
        check = check_roster(work, programme, Track.ENTERPRISE, (person(1), BLANK))
    assert (check.totals.payable, check.totals.refused) == (1, 1)


def test_an_import_adds_whom_the_draft_has_not(desk):
    claim = story.add_claim(desk, [person(1)])
    with desk.work(read_only=False) as work:
        saved = import_roster(work, claim.id, claim.version, (person(1), person(2)))
    assert saved.changed == 1
    with desk.work(read_only=False) as work:
        again = import_roster(work, claim.id, saved.version, (person(1), person(2)))
    assert again.changed == 0


def test_of_a_masked_number_neither_the_day_of_birth_nor_a_typed_text_is_left(act_as):
    clerk = act_as(Role.CLERK)
    slip = "320106 1998o511 0011"
    odd = replace(person(2), id_number="", unread={"id_number": slip, "degree": "本科？"})
    claim = story.submit(clerk, story.add_claim(clerk, [person(1), odd]))
    seen = load(act_as(Role.AUDITOR), claim)
    assert seen.rows[1].unread == {"id_number": "", "degree": "本科？"}
    (line,) = [line for line in seen.verdicts[0].lines if line.code == "id-right"]
    assert line.facts == {"year": 1998, "sex": Sex.MALE}


def test_one_person_is_known_across_claims(act_as):
    clerk = act_as(Role.CLERK)
    enterprise = story.add_enterprise(clerk)
    story.paid_claim(act_as, [person(1)], enterprise=enterprise)
    story.add_claim(clerk, [person(1), person(2)], enterprise=enterprise)
    with clerk.work(read_only=True) as work:
        ledger = person_ledger(work, person(1).id_number)
        assert [one.state for one in ledger.claims] == [ClaimState.DRAFT, ClaimState.PAID]
        assert ledger.masked_number.startswith("3201****")
        assert ledger.birth_year == 1998
        drafted = person_ledger(work, person(2).id_number)
        assert (drafted.name, len(drafted.claims)) == ("学员2", 1)
        assert person_ledger(work, person(9).id_number) is None
        assert count_trainees(work) == 1
        with pytest.raises(InvalidInput):
            person_ledger(work, "1")


def test_programmes_are_listed_and_opened(desk):
    with desk.work(read_only=False) as work:
        listed = list_programmes(work, Sort("year", descending=True), 0, 50)
        assert [row.programme.year for row in listed.rows] == [2026, 2015, 2013, 2011, 2009]
        for key in ("title", "document", "budget", "claims"):
            assert list_programmes(work, Sort(key), 0, 2).total == 5
        assert [row.programme.year for row in open_programmes(work)] == [2026, 2013]
        old = listed.rows[-1]
        opened = open_programme(work, old.id, old.version, is_open=True)
        assert opened.open_for_claims
        assert opened.version == old.version + 1
        assert programme_detail(work, old.id) == opened


def test_the_people_of_the_claim_itself_are_no_people_of_other_years(act_as):
    clerk = act_as(Role.CLERK)
    claim = story.submit(clerk, story.add_claim(clerk, [person(1), person(2)]))
    assert load(clerk, claim).known_people == 0
    enterprise = story.add_enterprise(clerk, code="91320213MA1TESTX02")
    other = story.add_claim(clerk, [person(3)], enterprise=enterprise)
    assert load(clerk, other).known_people == 2
