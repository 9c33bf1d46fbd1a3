"""Rosters that are too long for typing: imported as a whole, looked up in full, never half."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from parkdesk.domain.eligibility import Verdict
from parkdesk.domain.errors import Cancelled, Refused
from parkdesk.domain.id_number import check_character
from parkdesk.domain.identity import Role
from parkdesk.domain.trainees import Trainee
from parkdesk.store.progress import Progress
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.usecases.claim_lists import claim_detail
from parkdesk.usecases.rosters import (
    MOST_ROWS,
    MOST_TYPED,
    import_roster,
    load_roster,
    replace_roster,
    save_roster,
)
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import CAP, person

LONG = MOST_TYPED + 50


def people(count=LONG):
    found = []
    for place in range(count):
        body = f"320106{1980 + place // 9990}{1 + place // 28 % 12:02d}{1 + place % 28:02d}"
        body += f"{111 + place // 336:03d}"
        # Of one name they would be asked about in pairs, each with all who were born that day.
        name = f"{chr(0x4E00 + place % 97 * 13)}{chr(0x5000 + place % 101 * 17)}{place}"
        number = body + check_character(body)
        found.append(person(1, name=name, id_number=number, post=f"岗位{place % 5}"))
    return found


def bring(desk, claim, rows, use_case=import_roster, progress=None):
    with desk.work(read_only=False, progress=progress) as work:
        saved = use_case(work, claim.id, claim.version, tuple(rows))
    return replace(claim, version=saved.version), saved


def load(desk, claim):
    with desk.work(read_only=True) as work:
        return load_roster(work, claim.id)


def test_a_long_roster_is_judged_in_full_and_shown_for_reading(act_as):
    clerk = act_as(Role.CLERK)
    enterprise = story.add_enterprise(clerk)
    rows = people()
    paid = story.paid_claim(act_as, [rows[7]], enterprise=enterprise)
    rows[20] = rows[10]
    rows[30] = replace(rows[30], id_number="3.20106E+17")
    rows[40] = replace(rows[40], unread={"hired_on": "2026-13-01"}, hired_on=None)
    claim, saved = bring(clerk, story.add_claim(clerk, enterprise=enterprise), rows)
    assert (saved.changed, saved.totals.heads, saved.totals.refused) == (LONG, LONG, 4)
    assert saved.totals.amount_cents == CAP * (LONG - 4)
    roster = load(clerk, claim)
    assert roster.masked
    assert roster.by_file
    assert roster.totals == saved.totals
    assert roster.to_look_at == (7, 20, 30, 40)
    found = [roster.verdicts[place].problems[0] for place in roster.to_look_at]
    codes = ["repeat-claimed", "repeat-in-roster", "id-excel-damaged", "cell-not-readable"]
    assert [line.code for line in found] == codes
    assert found[0].facts["number"] == paid.number
    assert found[1].facts["row"] == 11
    assert roster.verdicts[7].verdict is Verdict.DUPLICATE
    assert [row.post for row in roster.rows[:6]] == [f"岗位{n % 5}" for n in range(6)]
    assert "*" in roster.rows[0].id_number
    assert not load(act_as(Role.AUDITOR), claim).by_file


def test_the_trail_has_one_entry_for_all_of_them(desk):
    _claim, _saved = bring(desk, story.add_claim(desk), people())
    with desk.work(read_only=True) as work:
        entries = work.session.scalars(sa.select(TrailRecord).filter_by(action="import_roster"))
        bulk = [one for one in entries if one.table_name == "claim_person"]
        stored = work.session.scalars(
            sa.select(ClaimPersonRecord.position).order_by(ClaimPersonRecord.position)
        ).all()
    assert [(one.row_id, one.row_count) for one in bulk] == [(None, LONG)]
    assert stored == list(range(1, LONG + 1))


def test_typing_ends_where_files_go_on(desk):
    claim = story.add_claim(desk)
    with pytest.raises(Refused) as refusal:
        bring(desk, claim, people(), save_roster)
    assert refusal.value.code == "roster-too-long-to-type"
    with pytest.raises(Refused) as refusal:
        bring(desk, claim, [Trainee(name="x")] * (MOST_ROWS + 1), replace_roster)
    assert refusal.value.code == "roster-too-long"
    assert refusal.value.params["limit"] == MOST_ROWS


def test_the_file_takes_the_place_of_what_was_there(desk):
    rows = people()
    claim, _saved = bring(desk, story.add_claim(desk, [person(1), person(2)]), rows, replace_roster)
    rows[3] = replace(rows[3], school="南京大学")
    claim, saved = bring(desk, claim, rows, replace_roster)
    assert saved.changed == 1
    claim, saved = bring(desk, claim, rows[:5], replace_roster)
    assert saved.changed == LONG - 5
    roster = load(desk, claim)
    assert roster.rows == tuple(rows[:5])
    assert not roster.masked
    assert not roster.by_file


def test_people_who_are_there_are_not_added_twice(desk):
    rows = people()
    claim, _saved = bring(desk, story.add_claim(desk, rows[:3]), rows)
    claim, saved = bring(desk, claim, rows)
    assert (saved.changed, saved.totals.heads) == (0, LONG)


@pytest.mark.parametrize("how", ["cancelled", "cut"])
def test_an_import_that_ends_in_the_middle_leaves_nothing(desk, how):
    claim = story.add_claim(desk, [person(1)])
    progress = Progress()

    def listen(_done, _total):
        if how == "cut":
            raise KeyboardInterrupt
        progress.stop.set()

    progress.listener = listen
    with pytest.raises(Cancelled if how == "cancelled" else KeyboardInterrupt):
        bring(desk, claim, people(), replace_roster, progress)
    assert load(desk, claim).rows == (person(1),)
    with desk.work(read_only=True) as work:
        stored = work.session.get(ClaimRecord, claim.id)
        assert (stored.version, stored.heads) == (claim.version, 1)


@pytest.mark.timeout(600)  # Four steps of ten thousand rows each, on a server and a busy machine.
def test_a_long_roster_goes_the_whole_way(act_as):
    clerk = act_as(Role.CLERK)
    claim, _saved = bring(clerk, story.add_claim(clerk), people())
    cents = CAP * LONG
    claim = story.submit(clerk, claim)
    claim = story.precheck(act_as(Role.REVIEWER), claim, cents)
    claim = story.approve(act_as(Role.MANAGER), claim, cents)
    claim = story.pay(act_as(Role.ADMINISTRATOR), claim, cents)
    with clerk.work(read_only=True) as work:
        row = claim_detail(work, claim.id).row
    assert (row.heads, row.paid_cents) == (LONG, cents)
