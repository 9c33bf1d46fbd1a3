"""Parks of earlier releases: brought to this version, with everything that was in them."""

import datetime as dt
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select

from parkdesk.desk import open_desk, upgrade_park
from parkdesk.domain.enterprises import EnterpriseStatus
from parkdesk.domain.errors import Unavailable
from parkdesk.domain.identity import SYSTEM
from parkdesk.store import migrate, seed
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.identity import RolePermissionRecord
from parkdesk.usecases.trail import check_trail

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True)
class Release:
    """What is known of the park that a release left."""

    revision: str
    recovery_code: str
    certificates: int
    claims: int


RELEASES = (
    Release("0001", "Y23J-NIAD-G3S7-XHYD-WZBW-GR2H-DMXD-ZIXJ", 2, 0),
    Release("0002", "UUKO-AWWN-YNGD-7EBS-7M43-VBNA-DB3B-OJKO", 6, 2),
)


def clock():
    return dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(params=RELEASES, ids=[one.revision for one in RELEASES])
def release(request):
    """Each release that offices have parks of."""
    return request.param


@pytest.fixture
def old(tmp_path, release):
    """The folder of a park that the release made."""
    with zipfile.ZipFile(DATA / f"park-{release.revision}.zip") as archive:
        archive.extractall(tmp_path / "park")
    return tmp_path / "park"


@pytest.fixture
def upgraded(old, release):
    """A desk in it, after the upgrade."""
    upgrade_park(str(old))
    code = release.recovery_code
    desk = open_desk(str(old), clock, recovery_code=code).signed_in(SYSTEM)
    yield desk
    desk.close()


def test_it_is_not_opened_by_mistake(old, release):
    with pytest.raises(Unavailable, match="database-older"):
        open_desk(str(old), clock, recovery_code=release.recovery_code)


def test_a_copy_stays_and_is_the_old_file(old, release):
    shutil.copy(old / "park.db", old / "before.db")
    done = upgrade_park(str(old))
    assert (done.before, done.after) == (release.revision, migrate.known_revision())
    assert done.copy is not None
    assert done.copy.exists()


def test_every_row_and_every_secret_is_still_there(upgraded, release):
    with upgraded.work(read_only=True) as work:
        first, second = work.session.scalars(select(EnterpriseRecord).order_by("id")).all()
        assert (first.code, first.headcount) == ("91330100799655058B", 128)
        assert first.bank_account == "6222020200112233445"
        assert first.contact_phone == "13800002291"
        assert (second.status, second.left_on) == (
            EnterpriseStatus.MOVED_OUT.value,
            dt.date(2026, 6, 30),
        )
        certificates = work.session.scalar(select(func.count(CertificationRecord.id)))
        claims = work.session.scalar(select(func.count(ClaimRecord.id)))
        assert (certificates, claims) == (release.certificates, release.claims)
        assert work.session.scalar(select(func.count(ContractRecord.id))) == 1


def test_the_trail_of_the_old_release_still_holds(upgraded):
    with upgraded.work(read_only=True) as work:
        assert check_trail(work).broken_at is None


def test_reference_data_and_rights_follow_the_program(upgraded):
    with upgraded.work(read_only=True) as work:
        rights = work.session.scalar(select(func.count(RolePermissionRecord.id)))
        rows = (migrate.database_files() / "seed" / "role_permissions.csv").read_text().splitlines()
        assert rights == len(rows) - 1
        for record in seed.REFERENCE.values():
            assert work.session.scalar(select(func.count()).select_from(record)), record


def test_its_schema_is_a_new_parks(upgraded, tmp_path):
    from parkdesk.store.location import parse_location

    fresh = parse_location(str(tmp_path / "fresh"))
    fresh.folder.mkdir()
    migrate.create_schema(fresh)
    assert _schema(upgraded.location) == _schema(fresh)


def _schema(location):
    import sqlite3

    with sqlite3.connect(location.database) as connection:
        found = connection.execute(
            "select type, name, sql from sqlite_master where name not like 'sqlite_%'"
        ).fetchall()
    connection.close()
    return {(kind, name, " ".join((sql or "").split())) for kind, name, sql in found}


def test_upgrading_again_does_nothing(old):
    upgrade_park(str(old))
    again = upgrade_park(str(old))
    assert (again.before, again.copy) == (again.after, None)
