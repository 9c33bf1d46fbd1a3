"""A certificate's year: watched, missed, suspended, in force again, about to end, renewed."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.calendar import CHINA
from parkdesk.domain.certifications import CertificationStatus
from parkdesk.domain.paging import Sort
from parkdesk.domain.reminders import ReminderFilter, ReminderKind
from parkdesk.domain.surveillance import SaveSurveillance, SurveillanceOutcome
from parkdesk.usecases.certification_details import certification_detail
from parkdesk.usecases.certification_stops import record_surveillance, resume_certification
from parkdesk.usecases.certifications import register_certification, renew_certification
from parkdesk.usecases.reminder_lists import list_reminders
from parkdesk.usecases.trail import check_trail
from tests.registers import enterprise, iso

D = dt.date
ISSUED, DUE = D(2024, 1, 15), D(2026, 1, 15)


@pytest.fixture
def on(desk):
    """A function from a day to the desk as it is then."""

    def turned(day):
        noon = dt.datetime.combine(day, dt.time(12), CHINA)
        return replace(desk, clock=lambda: noon)

    return turned


@pytest.fixture
def certificate(on):
    """An ISO/IEC 27001 certificate of January 2024, its first audit passed."""
    with on(D(2025, 1, 20)).work(read_only=False) as work:
        id_ = register_certification(work, iso(enterprise(work), issued_on=ISSUED))
    done = SaveSurveillance(id_, 1, D(2025, 1, 15), SurveillanceOutcome.PASSED, D(2025, 1, 14))
    with on(D(2025, 1, 20)).work(read_only=False) as work:
        record_surveillance(work, done)
    return id_


def status(desk, id_):
    with desk.work(read_only=True) as work:
        return certification_detail(work, id_).row.status


def version(desk, id_):
    with desk.work(read_only=True) as work:
        return certification_detail(work, id_).row.version


def told(desk):
    """What the reminders of this day are about."""
    with desk.work(read_only=True) as work:
        found = list_reminders(work, ReminderFilter(), Sort("due"), 0, 10)
    return {line.nearest.reminder.kind for line in found.lines}


def test_from_one_audit_to_the_renewal(on, certificate):
    assert told(on(D(2025, 6, 2))) == set()
    before = on(D(2026, 1, 5))
    assert told(before) == {ReminderKind.SURVEILLANCE}
    assert status(before, certificate) is CertificationStatus.VALID
    # Nobody came; the certifier writes a week later that the certificate is suspended.
    missed = on(D(2026, 1, 25))
    with missed.work(read_only=False) as work:
        record_surveillance(
            work,
            SaveSurveillance(
                certificate,
                version(missed, certificate),
                DUE,
                SurveillanceOutcome.MISSED,
                suspended_on=D(2026, 1, 22),
                note="未安排监督审核",
            ),
        )
    assert status(missed, certificate) is CertificationStatus.SUSPENDED
    again = on(D(2026, 3, 6))
    passed = SaveSurveillance(
        certificate, version(again, certificate), DUE, SurveillanceOutcome.PASSED, D(2026, 3, 5)
    )
    with again.work(read_only=False) as work:
        record_surveillance(work, passed)
    with again.work(read_only=False) as work:
        resume_certification(work, certificate, version(again, certificate), "监督审核已通过")
    assert status(again, certificate) is CertificationStatus.VALID
    assert told(again) == set()
    autumn = on(D(2026, 12, 1))
    assert told(autumn) == {ReminderKind.EXPIRY}
    assert status(autumn, certificate) is CertificationStatus.EXPIRING
    with autumn.work(read_only=True) as work:
        owner = certification_detail(work, certificate).row.enterprise_id
    renewed = on(D(2027, 1, 12))
    form = iso(owner, issued_on=D(2027, 1, 11), renews_id=certificate)
    with renewed.work(read_only=False) as work:
        successor = renew_certification(work, form)
    assert status(renewed, certificate) is CertificationStatus.SUPERSEDED
    assert status(renewed, successor) is CertificationStatus.VALID
    assert told(renewed) == set()
    with renewed.work(read_only=True) as work:
        assert check_trail(work).broken_at is None
        # What was so in the spring is told of the spring.
        then = certification_detail(work, certificate, D(2026, 2, 1)).row
    assert then.status is CertificationStatus.SUSPENDED
