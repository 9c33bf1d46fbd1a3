"""A class from its plan to paid claims, of the enterprise and of the institution; sums foot."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.claims import ClaimKind, ClaimState
from parkdesk.domain.class_members import Assessed
from parkdesk.domain.errors import Refused
from parkdesk.domain.identity import Role
from parkdesk.domain.programmes import Track
from parkdesk.domain.trainees import Assessment
from parkdesk.domain.training import SaveYear
from parkdesk.store.tables.training import ClassMemberRecord
from parkdesk.usecases.claim_lists import claim_detail
from parkdesk.usecases.claims import NewClaim, create_claim
from parkdesk.usecases.class_members import assess_members, drop_member, place_member
from parkdesk.usecases.class_rosters import bring_class
from parkdesk.usecases.rosters import load_roster
from parkdesk.usecases.training_courses import add_training_year
from tests.usecases import claim_stories as claims
from tests.usecases import training_stories as story

D = dt.date
FIRM, SCHOOL = "无锡太湖软件外包有限公司", "云湖职业培训学校"
IN_THE_CLASS = 6


@pytest.fixture
def firms(act_as):
    """An outsourcing enterprise, and the institution as an enterprise of the register."""
    desk = act_as(Role.ADMINISTRATOR)
    firm = claims.add_enterprise(desk, FIRM)
    school = claims.add_enterprise(desk, SCHOOL, "91320213MA1TESTX02", initials="yhzy")
    return firm, school


@pytest.fixture
def held(act_as, firms):
    """A class with its plan: six began, one left, one failed, four were hired by the enterprise."""
    firm, school = firms
    with act_as(Role.CLERK).work(read_only=False) as work:
        owner = story.institution(work, school)
        add_training_year(work, owner, SaveYear(2026, D(2025, 12, 18), 30, 600_000_00, "对日软件"))
        course = story.course(work, owner)
        class_id = story.class_of(work, course, first_on=D(2026, 3, 2), last_on=D(2026, 4, 30))
        ids = story.members(work, class_id, IN_THE_CLASS)
    with act_as(Role.CLERK).work(read_only=False) as work:
        drop_member(work, ids[5], 1, "家中有事")
    with act_as(Role.CLERK).work(read_only=False) as work:
        results = {id_: (1, Assessed(1_580, Assessment.PASSED, 860)) for id_ in ids[:4]}
        results[ids[4]] = (1, Assessed(900, Assessment.FAILED, 410))
        assert assess_members(work, class_id, results) == 5
    days = {"hired_on": D(2026, 5, 11), "contract_first": D(2026, 5, 11),
            "contract_last": D(2029, 5, 10)}  # fmt: skip
    with act_as(Role.CLERK).work(read_only=False) as work:
        for id_ in ids[:4]:
            place_member(work, id_, 2, story.placed(firm, **days))
    return class_id


def drafted(act_as, enterprise, kind):
    desk = act_as(Role.CLERK)
    with desk.work(read_only=False) as work:
        form = NewClaim(enterprise, claims.programme_id(desk), kind)
        return create_claim(work, form)


def brought(act_as, claim, class_id):
    with act_as(Role.CLERK).work(read_only=False) as work:
        return bring_class(work, claim.id, claim.version, class_id)


def roster(act_as, claim):
    with act_as(Role.CLERK).work(read_only=True) as work:
        return load_roster(work, claim.id)


def paid(act_as, claim, cents):
    claim = claims.submit(act_as(Role.CLERK), claim)
    claim = claims.precheck(act_as(Role.REVIEWER), claim, cents)
    claim = claims.approve(act_as(Role.MANAGER), claim, cents)
    claims.pay(act_as(Role.ADMINISTRATOR), claim, cents)
    with act_as(Role.AUDITOR).work(read_only=True) as work:
        return claim_detail(work, claim.id)


@pytest.mark.parametrize("kind", [ClaimKind.ENTERPRISE, ClaimKind.INSTITUTION])
def test_a_class_goes_from_its_plan_to_a_paid_claim(act_as, firms, held, kind):
    firm, school = firms
    claimant = firm if kind is ClaimKind.ENTERPRISE else school
    claim = drafted(act_as, claimant, kind)
    saved = brought(act_as, claim, held)
    assert saved.changed == 4
    found = roster(act_as, claim)
    assert [row.name for row in found.rows] == ["学员1", "学员2", "学员3", "学员4"]
    row = found.rows[0]
    assert (row.course, row.training_first, row.training_last) == (
        "对日软件开发", D(2026, 3, 2), D(2026, 4, 30),
    )  # fmt: skip
    assert row.employer == ("" if kind.track is Track.ENTERPRISE else FIRM)
    assert (row.assessment, row.score_tenths) == (Assessment.PASSED, 860)
    assert saved.totals.payable == 4, [one.problems for one in found.verdicts]
    again = brought(act_as, claims_at(claim, saved), held)
    assert again.changed == 0
    done = paid(act_as, claims_at(claim, again), saved.totals.amount_cents)
    assert done.row.state is ClaimState.PAID
    sums = {done.row.approved_cents, done.row.paid_cents, saved.totals.amount_cents}
    assert sums == {sum(one.amount_cents for one in found.verdicts)}


def claims_at(claim, saved):
    """Return the claim's key after its roster was saved."""
    return replace(claim, version=saved.version)


def test_nobody_of_a_class_is_for_a_stranger(act_as, firms, held):
    other = claims.add_enterprise(
        act_as(Role.ADMINISTRATOR), "无锡远山软件有限公司", "91320213MA1TESTX03", initials="ysrj"
    )
    claim = drafted(act_as, other, ClaimKind.ENTERPRISE)
    with pytest.raises(Refused, match="class-has-nobody-for-claim"):
        brought(act_as, claim, held)
    assert roster(act_as, claim).rows == ()


def test_a_class_has_no_people_for_a_claim_of_items(act_as, firms, held):
    claim = drafted(act_as, firms[0], ClaimKind.CERTIFICATION)
    with pytest.raises(Refused, match="claim-without-roster"):
        brought(act_as, claim, held)
    with act_as(Role.CLERK).work(read_only=True) as work:
        assert work.session.query(ClassMemberRecord).count() == IN_THE_CLASS
