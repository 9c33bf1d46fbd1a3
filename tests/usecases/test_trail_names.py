"""The trail says what a record is called: by its own number or name, or by what it hangs on."""

import datetime as dt

import pytest

from parkdesk.domain.identity import Role
from parkdesk.domain.stops import SaveStop, StopEffect
from parkdesk.store.tables.signals import ReviewSampleRecord
from parkdesk.usecases.enterprises import delete_enterprise
from parkdesk.usecases.reviews import open_sampled
from parkdesk.usecases.stops import set_stop
from parkdesk.usecases.trail import TrailFilter, list_trail
from tests.usecases.claim_stories import add_claim, add_enterprise, person, submit

NAME = "无锡第七软件有限公司"


def named(desk, table):
    """Return what the records of a table are called in the trail."""
    with desk.work(read_only=True) as work:
        return {row.record for row in list_trail(work, TrailFilter(table=table)).rows}


@pytest.fixture
def administrator(act_as):
    return act_as(Role.ADMINISTRATOR)


def test_records_are_called_by_name_number_or_owner(act_as, administrator):
    clerk = act_as(Role.CLERK)
    firm = add_enterprise(clerk, NAME, "91320213000000077")
    claim = submit(clerk, add_claim(clerk, [person(1)], enterprise=firm))
    stop = SaveStop("云商服[2026]21号", "培训台账核查", frozenset(StopEffect), dt.date(2026, 10, 1))
    with act_as(Role.MANAGER).work(read_only=False) as work:
        set_stop(work, firm, stop)
    assert NAME in named(administrator, "enterprise")
    assert named(administrator, "claim") == {claim.number}
    assert named(administrator, "claim_step") == {claim.number}
    assert named(administrator, "enterprise_stop") == {NAME}
    with administrator.work(read_only=True) as work:
        (begun, *_) = list_trail(work, TrailFilter(table="claim", action="create_claim")).rows
    values = {change.field: change.new for change in begun.changes}
    assert values["enterprise_id"] == NAME


def test_a_list_of_records_is_told_by_their_numbers(act_as, administrator):
    clerk, reviewer = act_as(Role.CLERK), act_as(Role.REVIEWER)
    firm = add_enterprise(clerk, NAME, "91320213000000077")
    claim = submit(clerk, add_claim(clerk, [person(1)], enterprise=firm))
    with reviewer.work(read_only=False) as work:
        sample = work.add(
            ReviewSampleRecord(
                drawn_at=work.now,
                drawn_by_id=reviewer.actor.id,
                drawn_by_name=reviewer.actor.name,
                seed="1",
                claims=f'{{"{claim.id}": 1}}',
                drawn=f"[{claim.id}]",
            )
        )
        key = (sample.id, sample.version)
    with reviewer.work(read_only=False) as work:
        open_sampled(work, *key, claim.id)
    with administrator.work(read_only=True) as work:
        (entry,) = list_trail(work, TrailFilter(action="open_sampled")).rows
    assert [(one.old, one.new) for one in entry.changes if one.field == "opened"] == [
        ("", claim.number)
    ]


def test_a_record_that_is_gone_keeps_its_name(act_as, administrator):
    clerk = act_as(Role.CLERK)
    firm = add_enterprise(clerk, NAME, "91320213000000077")
    with administrator.work(read_only=False) as work:
        delete_enterprise(work, firm, 1)
    assert NAME in named(administrator, "enterprise")
    with administrator.work(read_only=True) as work:
        rows = list_trail(work, TrailFilter(table="enterprise", row_id=firm)).rows
    assert {row.record for row in rows} == {NAME}


def test_the_trail_is_narrowed_to_what_one_person_did(act_as, administrator):
    add_enterprise(act_as(Role.CLERK))
    with administrator.work(read_only=True) as work:
        theirs = list_trail(work, TrailFilter(actor="李芳")).rows
        nobodys = list_trail(work, TrailFilter(actor="李")).rows
        everything = list_trail(work, TrailFilter()).rows
    assert theirs == tuple(row for row in everything if row.actor == "李芳")
    assert {row.table for row in theirs} >= {"enterprise"}
    assert nobodys == ()
