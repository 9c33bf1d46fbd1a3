"""What certificates are worth on a day: the SQL of lists and the rule say the same."""

import datetime as dt
import random

import pytest
from sqlalchemy import select

from parkdesk.domain.certifications import (
    IN_FORCE,
    NEVER,
    CertificationStatus,
    last_held,
    status_on,
)
from parkdesk.store.standing import in_force, standings, status_is
from parkdesk.store.tables.certification_history import CertificationSuspensionRecord
from parkdesk.store.tables.certifications import CertificationRecord
from tests.registers import enterprise

FIRST = dt.date(2020, 1, 1)
DAYS = 60
"""So few days that ends, suspensions and the day in view often meet."""


def some(rng, *, often=0.5):
    return FIRST + dt.timedelta(days=rng.randrange(DAYS)) if rng.random() < often else None


def certificate(rng, number, owner):
    expires_on = some(rng, often=0.8)
    return {
        "id": number,
        "version": 1,
        "enterprise_id": owner,
        "enterprise_sort_key": "k",
        "type_code": "ISO27001",
        "number": str(number),
        "issued_on": FIRST + dt.timedelta(days=rng.randrange(DAYS)),
        "expires_on": expires_on,
        "expires_key": expires_on or NEVER,
        "remind_key": some(rng) or NEVER,
        "withdrawn_on": some(rng, often=0.3),
        "superseded_on": some(rng, often=0.3),
    }


@pytest.fixture
def records(work):
    """Certificates of every kind of fate, some of them suspended for a while."""
    rng = random.Random(5)
    owner = enterprise(work)
    work.insert_many(CertificationRecord, [certificate(rng, at, owner) for at in range(1, 201)])
    for id_ in range(1, 201, 4):
        began = FIRST + dt.timedelta(days=rng.randrange(DAYS))
        lifted = None if id_ % 3 else began + dt.timedelta(days=rng.randrange(20))
        work.add(
            CertificationSuspensionRecord(certification_id=id_, first_on=began, lifted_on=lifted)
        )
    return work.session.scalars(select(CertificationRecord)).all()


def test_every_status_on_every_day(work, records):
    held = standings(work.session, records)
    for step in range(-1, DAYS + 1):
        day = FIRST + dt.timedelta(days=step)
        by_rule = {id_: status_on(standing, day) for id_, standing in held.items()}
        for status in CertificationStatus:
            found = set(work.session.scalars(select_ids(status_is(status, day))))
            assert found == {id_ for id_, one in by_rule.items() if one is status}, (day, status)
        found = set(work.session.scalars(select_ids(in_force(day))))
        assert found == {id_ for id_, one in by_rule.items() if one in IN_FORCE}, day


def select_ids(condition):
    return select(CertificationRecord.id).where(condition)


def test_the_last_day_follows_every_change(work, records):
    rng = random.Random(6)
    for record in records:
        assert record.held_key == due(record)
        record.withdrawn_on = some(rng)
        record.superseded_on = some(rng)
        record.expires_on = some(rng, often=0.8)
        record.expires_key = record.expires_on or NEVER
    work.session.flush()
    work.session.expire_all()
    kept = {one.id: one.held_key for one in work.session.scalars(select(CertificationRecord))}
    assert kept == {one.id: due(one) for one in records}


def due(record):
    return last_held(record.expires_on, record.withdrawn_on, record.superseded_on)
