"""Parks of earlier releases: brought to this version, with everything that was in them."""

import datetime as dt
import shutil

import pytest
import sqlalchemy as sa
from sqlalchemy import func, select

from parkdesk.desk import open_desk, upgrade_park
from parkdesk.domain.enterprises import EnterpriseStatus
from parkdesk.domain.errors import Unavailable
from parkdesk.store import migrate, seed
from parkdesk.store.location import parse_location
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.identity import RolePermissionRecord
from parkdesk.usecases.trail import check_trail
from tests.old_parks import RELEASES, clock
from tests.parks import place_of


@pytest.fixture(params=RELEASES, ids=[one.revision for one in RELEASES])
def release(request):
    """Each release that offices have parks of."""
    return request.param


@pytest.fixture
def old(old_park, release):
    """A park that the release made."""
    return old_park(release.revision)


@pytest.fixture
def upgraded(old):
    """A desk in it, after the upgrade."""
    upgrade_park(old.place)
    desk = old.open()
    yield desk
    desk.close()


def test_it_is_not_opened_by_mistake(old, release):
    with pytest.raises(Unavailable, match="database-older"):
        open_desk(old.place, clock, recovery_code=release.recovery_code)


def test_a_copy_of_a_file_stays_and_is_the_old_file(old, release, tmp_path):
    location = parse_location(old.place)
    if location.embedded:
        shutil.copy(location.database, tmp_path / "before.db")
    done = upgrade_park(old.place)
    assert (done.before, done.after) == (release.revision, migrate.known_revision())
    if not location.embedded:
        assert done.copy is None, "a server's backup is its administrator's"
        return
    assert _rows(f"sqlite:///{done.copy}") == _rows(f"sqlite:///{tmp_path / 'before.db'}")


def _rows(url):
    """Every row of a database that no program has a model of any more."""
    engine = sa.create_engine(url, poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        tables = sa.MetaData()
        tables.reflect(connection)
        found = {
            name: [tuple(row) for row in connection.execute(sa.select(table))]
            for name, table in tables.tables.items()
        }
    engine.dispose()
    assert found["enterprise"]
    return found


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


def test_its_schema_is_a_new_parks(upgraded, databases):
    fresh = databases.empty()
    location = parse_location(place_of(fresh))
    migrate.create_schema(location)
    assert _schema(upgraded.location.url) == _schema(location.url)
    databases.drop(fresh)


_ON_SERVER = """
    select 'column', table_name || '.' || column_name,
        concat_ws(' ', data_type, character_maximum_length, is_nullable, column_default)
    from information_schema.columns where table_schema = 'public'
    union select 'index', indexname, indexdef from pg_indexes where schemaname = 'public'
    union select 'constraint', conname, pg_get_constraintdef(oid)
    from pg_constraint where connamespace = 'public'::regnamespace
"""
_IN_FILE = "select type, name, coalesce(sql, '') from sqlite_master where name not like 'sqlite_%'"


def _schema(url):
    engine = sa.create_engine(url, poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        asked = _IN_FILE if url.startswith("sqlite") else _ON_SERVER
        found = connection.execute(sa.text(asked)).all()
    engine.dispose()
    assert len(found) > 100
    return {(kind, name, _in_order(" ".join(said.split()))) for kind, name, said in found}


def _in_order(said):
    """A table that SQLite builds anew names its constraints in any order, which says nothing."""
    columns, *constraints = said.removesuffix(" )").split(", CONSTRAINT ")
    return (columns, *sorted(constraints))


def test_upgrading_again_does_nothing(old):
    upgrade_park(old.place)
    again = upgrade_park(old.place)
    assert (again.before, again.copy) == (again.after, None)
