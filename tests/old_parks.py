"""Parks as earlier releases left them, on the kind of database that the tests run on.

A release's park was kept as SQLite. For a server its rows are laid into the schema that the
migrations make up to that release: the upgrade then finds on the server what an office would have.
"""

import datetime as dt
import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command

from parkdesk.desk import Desk, open_desk, upgrade_park
from parkdesk.domain.identity import SYSTEM
from parkdesk.store import migrate
from tests.parks import place_of

DATA = Path(__file__).parent / "data"
NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)


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
    Release("0003", "4NKG-RRIR-L4BJ-I4DK-AJMM-MRWZ-6GTM-LRAS", 3, 6),
    Release("0004", "WM63-CWKY-64R6-K3UC-2KZM-QMCU-ORED-M7VA", 2, 4),
    Release("0005", "JPX7-AAXN-JAGI-SKCK-HEUC-64Q2-3IQJ-PN6L", 2, 4),
    Release("0006", "AK2X-V2Q2-HML7-GWKI-WG77-BILI-NNLD-WRZV", 2, 4),
    Release("0007", "R4KD-9ED8-CH6T-HKCE-6BXB-U4N6-EJTK-DDQB", 2, 4),
    Release("0008", "R4KD-9ED8-CH6T-HKCE-6BXB-U4N6-EJTK-DDQB", 2, 4),
    Release("0009", "R4KD-9ED8-CH6T-HKCE-6BXB-U4N6-EJTK-DDQB", 2, 4),
)


def clock() -> dt.datetime:
    """A day after the last of these parks was made."""
    return NOW


@dataclass(frozen=True)
class OldPark:
    """A park of a release, where it lies."""

    release: Release
    place: str
    url: str

    def change(self, *statements: str) -> None:
        """Change what the release left, before anything is upgraded."""
        engine = sa.create_engine(self.url, poolclass=sa.pool.NullPool)
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(sa.text(statement))
        engine.dispose()

    def open(self) -> Desk:
        """Open it by its recovery code; nobody but the program itself is at the desk."""
        return open_desk(self.place, clock, recovery_code=self.release.recovery_code).signed_in(
            SYSTEM
        )


@pytest.fixture(scope="session")
def old_templates(databases, tmp_path_factory):
    """A function from a revision to the URL of that release's park, laid out once a run."""
    made = {}

    def lay_out(revision: str) -> str:
        if revision not in made:
            folder = tmp_path_factory.mktemp(f"park-{revision}")
            with zipfile.ZipFile(DATA / f"park-{revision}.zip") as archive:
                archive.extractall(folder)
            url = f"sqlite:///{folder / 'park.db'}"
            if databases.name != "sqlite":
                server = databases.empty()
                _carry(folder, url, server, revision)
                url = server
            made[revision] = url
        return made[revision]

    return lay_out


@pytest.fixture
def old_park(databases, old_templates):
    """A function from a revision to a fresh park of that release, and what is changed in it."""
    made = []

    def copy(revision: str, *statements: str) -> OldPark:
        (release,) = [one for one in RELEASES if one.revision == revision]
        made.append(databases.copy(old_templates(revision)))
        park = OldPark(release, place_of(made[-1]), made[-1])
        park.change(*statements)
        return park

    yield copy
    for url in made:
        databases.drop(url)


@pytest.fixture
def upgraded_park(old_park):
    """A function from a revision, and what is changed, to a desk in the upgraded park."""
    opened = []

    def upgrade(revision: str, *statements: str) -> Desk:
        park = old_park(revision, *statements)
        upgrade_park(park.place)
        opened.append(park.open())
        return opened[-1]

    yield upgrade
    for desk in opened:
        desk.close()


def _carry(folder: Path, source_url: str, target_url: str, revision: str) -> None:
    source = sa.create_engine(source_url, poolclass=sa.pool.NullPool)
    target = sa.create_engine(target_url, poolclass=sa.pool.NullPool)
    with target.begin() as there, source.connect() as here:
        command.upgrade(migrate._config(there), revision)
        tables = sa.MetaData()
        tables.reflect(there)
        # Rows that point at later rows of their own table have no order to be laid in.
        there.execute(sa.text("SET session_replication_role = replica"))
        for table in tables.sorted_tables:
            _carry_rows(here, there, table)
        there.execute(sa.text("SET session_replication_role = origin"))
        _carry_documents(folder / "documents", there, tables.tables["document_blob"])
    source.dispose()
    target.dispose()


def _carry_rows(here: sa.Connection, there: sa.Connection, table: sa.Table) -> None:
    rows = [row._asdict() for row in here.execute(sa.select(table))]
    if table.name == "alembic_version":
        assert rows == [row._asdict() for row in there.execute(sa.select(table))]
        return
    # Reference data that a migration itself plants come with the others.
    there.execute(sa.delete(table))
    if rows:
        there.execute(sa.insert(table), rows)
    if rows and "id" in table.c:
        sequence = there.scalar(sa.func.pg_get_serial_sequence(table.name, "id"))
        if sequence:
            there.execute(sa.select(sa.func.setval(sequence, max(row["id"] for row in rows))))


def _carry_documents(folder: Path, there: sa.Connection, table: sa.Table) -> None:
    """A server keeps the bytes that lie beside an embedded database in a table."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        sha256 = hashlib.sha256(content).hexdigest()
        there.execute(sa.insert(table).values(sha256=sha256, content=content))
