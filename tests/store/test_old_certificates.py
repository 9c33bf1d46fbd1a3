"""Certificates of a park that the first release made: what became a row, what came beside."""

import datetime as dt
import sqlite3
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from parkdesk.desk import open_desk, upgrade_park
from parkdesk.domain.certifications import CertificationStatus, last_held
from parkdesk.domain.identity import SYSTEM
from parkdesk.store.tables.certifications import UNKNOWN, CertificationRecord
from parkdesk.usecases.certification_details import certification_detail
from parkdesk.usecases.certification_funding import certification_funding
from parkdesk.usecases.certification_kinds import certification_kinds

DATA = Path(__file__).parent.parent / "data"
CODE = "Y23J-NIAD-G3S7-XHYD-WZBW-GR2H-DMXD-ZIXJ"
CODES = {"0001": CODE, "0002": "UUKO-AWWN-YNGD-7EBS-7M43-VBNA-DB3B-OJKO"}
D = dt.date


def clock():
    return dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def upgraded(tmp_path):
    """A desk in it, after the upgrade; its first certificate was suspended before."""
    with zipfile.ZipFile(DATA / "park-0001.zip") as archive:
        archive.extractall(tmp_path / "park")
    connection = sqlite3.connect(tmp_path / "park" / "park.db")
    with connection:
        connection.execute(
            "update certification set suspended_on = date(issued_on, '+30 days'),"
            " stop_reason = 'missed surveillance', expires_on = '2099-01-01',"
            " expires_key = '2099-01-01', remind_key = '2098-01-01', withdrawn_on = null,"
            " superseded_on = null where id = 1"
        )
    connection.close()
    upgrade_park(str(tmp_path / "park"))
    desk = open_desk(str(tmp_path / "park"), clock, recovery_code=CODE).signed_in(SYSTEM)
    yield desk
    desk.close()


def test_a_suspension_became_a_period_that_still_runs(upgraded):
    with upgraded.work(read_only=True) as work:
        record = work.session.get(CertificationRecord, 1)
        began = record.issued_on + dt.timedelta(days=30)
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


@pytest.mark.parametrize(("release", "code"), CODES.items())
def test_each_was_given_the_last_day_it_holds(tmp_path, release, code):
    with zipfile.ZipFile(DATA / f"park-{release}.zip") as archive:
        archive.extractall(tmp_path / "park")
    upgrade_park(str(tmp_path / "park"))
    desk = open_desk(str(tmp_path / "park"), clock, recovery_code=code).signed_in(SYSTEM)
    with desk.work(read_only=True) as work:
        found = {
            one.number: (
                one.held_key,
                last_held(one.expires_on, one.withdrawn_on, one.superseded_on),
            )
            for one in work.session.scalars(select(CertificationRecord))
        }
    desk.close()
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
