"""Enterprises, rosters and claims for the tests: plain functions."""

import datetime as dt
from dataclasses import replace

from sqlalchemy import select

from parkdesk.domain import id_number
from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.identity import Role
from parkdesk.domain.programmes import Degree, Track
from parkdesk.domain.trainees import ServiceLine, Trainee
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.usecases.claim_payments import pay_claim
from parkdesk.usecases.claims import (
    NewClaim,
    approve_claim,
    create_claim,
    precheck_claim,
    submit_claim,
)
from parkdesk.usecases.rosters import save_roster

CAP = 450_000
LACKING = frozenset({"claim-lacks-materials"})
ALL = LACKING | {"claim-has-refused-rows"}


def add_enterprise(
    desk, name="无锡太湖软件外包有限公司", code="91320213MA1TESTX01", *, initials="thrj"
):
    with desk.work(read_only=False) as work:
        record = EnterpriseRecord(
            code=code,
            name=name,
            sort_key=name,
            pinyin="taihu",
            initials=initials,
            status="resident",
            service_line="ITO",
            market="offshore",
            entered_on=dt.date(2020, 1, 1),
        )
        return work.add(record).id


def programme_id(desk, code="template-training-2026"):
    with desk.work(read_only=True) as work:
        return work.session.scalar(select(ProgrammeRecord.id).where(ProgrammeRecord.code == code))


def person(number=1, **cells):
    body = f"32010619980511{number:03d}"
    good = Trainee(
        name=f"学员{number}",
        id_number=body + id_number.check_character(body),
        degree=Degree.BACHELOR,
        school="江南大学",
        graduated_on=dt.date(2025, 6, 30),
        hired_on=dt.date(2026, 5, 11),
        contract_first=dt.date(2026, 5, 11),
        contract_last=dt.date(2029, 5, 10),
        service_line=ServiceLine.ITO,
        course="对日软件开发",
    )
    if cells.get("assessment") is not None:
        # Who passed an institution's assessment was hired by an enterprise of the register.
        good = replace(good, employer="无锡太湖软件外包有限公司")
    return replace(good, **cells)


def add_claim(desk, rows=(), *, enterprise=None, programme=None, track=Track.ENTERPRISE):
    """Begin a draft with these rows; return its key."""
    form = NewClaim(
        enterprise if enterprise is not None else add_enterprise(desk),
        programme if programme is not None else programme_id(desk),
        ClaimKind(track),
    )
    with desk.work(read_only=False) as work:
        claim = create_claim(work, form)
    with desk.work(read_only=False) as work:
        saved = save_roster(work, claim.id, claim.version, tuple(rows))
    return replace(claim, version=saved.version)


def submit(desk, claim, confirmed=ALL):
    with desk.work(read_only=False) as work:
        return submit_claim(work, claim.id, claim.version, confirmed)


def precheck(desk, claim, cents, reason=""):
    with desk.work(read_only=False) as work:
        return precheck_claim(work, claim.id, claim.version, cents, reason)


def approve(desk, claim, cents, reason=""):
    with desk.work(read_only=False) as work:
        return approve_claim(work, claim.id, claim.version, cents, reason)


def pay(desk, claim, cents, day=dt.date(2026, 10, 12)):
    with desk.work(read_only=False) as work:
        return pay_claim(work, claim.id, claim.version, day, cents)


def paid_claim(act_as, rows, **where):
    """Take a claim all the way with a person for each step; return its key."""
    clerk = act_as(Role.CLERK)
    claim = submit(clerk, add_claim(act_as(Role.CLERK), rows, **where))
    cents = CAP * len(rows)
    claim = precheck(act_as(Role.REVIEWER), claim, cents)
    claim = approve(act_as(Role.MANAGER), claim, cents)
    # Whoever approved it does not pay it.
    return pay(act_as(Role.ADMINISTRATOR), claim, cents)
