"""Sets of enterprises on a day: what the queries find is what the rules say of each one."""

import datetime as dt
import random

import pytest
from sqlalchemy import select

from parkdesk.domain.certifications import IN_FORCE, CertificationStatus, status_on
from parkdesk.domain.enterprise_status import EnterpriseStatus, StatusChange
from parkdesk.domain.enterprise_status import status_on as enterprise_status_on
from parkdesk.domain.enterprises import CertificateState
from parkdesk.store.enterprise_sets import in_status, known_by, with_certificates
from parkdesk.store.standing import standings
from parkdesk.store.tables.certification_history import CertificationSuspensionRecord
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord, EnterpriseStatusRecord
from tests.registers import enterprise
from tests.store.test_standing import DAYS, FIRST, certificate

EVERY_DAY = [FIRST + dt.timedelta(days=step) for step in range(-1, DAYS + 1)]


@pytest.fixture
def ids(work):
    return [enterprise(work) for _ in range(40)]


def test_a_status_on_every_day(work, ids):
    rng = random.Random(1)
    histories = {}
    for id_ in ids[1:]:
        days = sorted(FIRST + dt.timedelta(days=rng.randrange(DAYS)) for _ in range(4))
        histories[id_] = [StatusChange(day, rng.choice(list(EnterpriseStatus))) for day in days]
        for change in histories[id_]:
            work.add(
                EnterpriseStatusRecord(
                    enterprise_id=id_, status=change.status.value, from_on=change.from_on
                )
            )
    for day in EVERY_DAY:
        begun = {
            id_: [one for one in history if one.from_on <= day]
            for id_, history in histories.items()
        }
        assert set(work.session.scalars(known_by(day))) == {
            id_ for id_, had in begun.items() if had
        }
        for status in EnterpriseStatus:
            found = list(work.session.scalars(in_status(status, day)))
            assert len(found) == len(set(found))
            assert set(found) == {
                id_ for id_, had in begun.items() if enterprise_status_on(had, day) is status
            }, (day, status)


def state_of(statuses):
    """Say in Python what the four states of an enterprise's certificates mean."""
    if not statuses:
        return CertificateState.NONE
    if not statuses & IN_FORCE:
        return CertificateState.EXPIRED
    expiring = CertificationStatus.EXPIRING in statuses
    return CertificateState.EXPIRING if expiring else CertificateState.VALID


def test_the_state_of_certificates_on_every_day(work, ids):
    rng = random.Random(2)
    rows = [certificate(rng, number, rng.choice(ids[1:])) for number in range(1, 121)]
    work.insert_many(CertificationRecord, rows)
    for id_ in range(1, 121, 5):
        began = FIRST + dt.timedelta(days=rng.randrange(DAYS))
        work.add(CertificationSuspensionRecord(certification_id=id_, first_on=began))
    records = work.session.scalars(select(CertificationRecord)).all()
    held = standings(work.session, records)
    everybody = set(work.session.scalars(select(EnterpriseRecord.id)))
    for day in EVERY_DAY:
        statuses = {id_: set() for id_ in everybody}
        for record in records:
            statuses[record.enterprise_id].add(status_on(held[record.id], day))
        by_rule = {id_: state_of(found - {None}) for id_, found in statuses.items()}
        for state in CertificateState:
            found = list(work.session.scalars(with_certificates(state, day)))
            assert len(found) == len(set(found))
            assert set(found) == {id_ for id_, one in by_rule.items() if one is state}, (day, state)
