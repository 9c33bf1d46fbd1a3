"""Certificates of a park that the first release made: what became a row, what came beside."""

import datetime as dt

import pytest
from sqlalchemy import select

from parkdesk.domain.certifications import CertificationStatus, last_held
from parkdesk.store.tables.certifications import UNKNOWN, CertificationRecord
from parkdesk.usecases.certification_details import certification_detail
from parkdesk.usecases.certification_funding import certification_funding
from parkdesk.usecases.certification_kinds import certification_kinds
from tests.old_parks import RELEASES

D = dt.date
SUSPENDED = """
    update certification set suspended_on = '2024-06-09', stop_reason = 'missed surveillance',
        expires_on = '2099-01-01', expires_key = '2099-01-01', remind_key = '2098-01-01',
        withdrawn_on = null, superseded_on = null where id = 1
"""


@pytest.fixture
def upgraded(upgraded_park):
    """A desk in the first release's park; its first certificate was suspended before."""
    return upgraded_park("0001", SUSPENDED)


def test_a_suspension_became_a_period_that_still_runs(upgraded):
    with upgraded.work(read_only=True) as work:
        record = work.session.get(CertificationRecord, 1)
        began = D(2024, 6, 9)
        assert record.issued_on < began
        told = certification_detail(work, 1).suspensions
        assert [(one.period.first_on, one.period.lifted_on, one.reason) for one in told] == [
            (began, None, "missed surveillance")
        ]
        status = {
            day: certification_detail(work, 1, day).row.status
            for day in (began - dt.timedelta(days=1), began, D(2026, 11, 21))
        }
        assert list(status.values()) == [
            CertificationStatus.VALID,
            CertificationStatus.SUSPENDED,
            CertificationStatus.SUSPENDED,
        ]


@pytest.mark.parametrize("release", [one.revision for one in RELEASES])
def test_each_was_given_the_last_day_it_holds(upgraded_park, release):
    with upgraded_park(release).work(read_only=True) as work:
        found = {
            one.number: (
                one.held_key,
                last_held(one.expires_on, one.withdrawn_on, one.superseded_on),
            )
            for one in work.session.scalars(select(CertificationRecord))
        }
    assert found
    assert all(kept == due for kept, due in found.values()), found


def test_no_certificate_counts_as_looked_up(upgraded):
    with upgraded.work(read_only=True) as work:
        keys = work.session.scalars(select(CertificationRecord.checked_key)).all()
        assert set(keys) == {UNKNOWN}
        assert certification_detail(work, 1).last_check is None


def test_kinds_and_programmes_learned_what_is_new(upgraded):
    with upgraded.work(read_only=True) as work:
        found = certification_kinds(work)
        assert all(one.seed_source_zh and not one.is_own for one in found.kinds)
        assert found.views
        limits = {
            one.year: one.counter.support.items_a_year
            for one in certification_funding(work, 1).counters
        }
        assert limits[2009].value == 3
