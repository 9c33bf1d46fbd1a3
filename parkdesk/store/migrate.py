"""Bringing a database to this program's version: back up, upgrade, check, or put back.

On SQLite the pragma `foreign_keys` is off while tables are rebuilt: batch migration drops the
parent, and with it on, the children would go too. `PRAGMA foreign_key_check` ends the upgrade.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from parkdesk.domain.errors import ParkDeskError, Unavailable
from parkdesk.paths import database_files
from parkdesk.store.backup import copy_database, put_back
from parkdesk.store.faults import translated
from parkdesk.store.location import Location

if TYPE_CHECKING:
    # Alembic takes half a second to import; opening a park of this version does not need it.
    from alembic.config import Config
    from alembic.script import ScriptDirectory

_FOREIGN_KEYS = "foreign-key-check"


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(database_files() / "migrations"))
    config.attributes["connection"] = connection
    return config


def known_revision() -> str:
    """Return the data version of this program."""
    return (database_files() / "migrations" / "versions" / "HEAD").read_text().strip()


def revision_of(connection: Connection) -> str | None:
    """Return the data version of a database; None where there is no park."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("select version_num from alembic_version"))
    return None if found is None else str(found)


def require_known(connection: Connection) -> None:
    """Refuse a database that this program cannot work with, naming both versions."""
    found, known = revision_of(connection), known_revision()
    if found == known:
        return
    if found is None:
        raise Unavailable("not-a-park")
    code = "database-newer" if found > known else "database-older"
    raise Unavailable(code, found=found, known=known)


def create_schema(location: Location) -> None:
    """Make all tables in an empty database."""
    _upgrade(location)


def upgrade(location: Location, backups: Path) -> tuple[str | None, str, Path | None]:
    """Bring a database to this program's version; return the version before, after, the backup.

    An embedded database is copied to `backups` before, and put back if it is not as it was after
    a failure. Mostly it is: the upgrade is one transaction, and what somebody else saved while it
    waited must stay. A server's backup is its administrator's.
    """
    before = _stored_revision(location)
    known = known_revision()
    if before is None:
        raise Unavailable("not-a-park")
    if before == known:
        return before, known, None
    if before > known:
        raise Unavailable("database-newer", found=before, known=known)
    backup = (
        copy_database(location.database, backups, f"before-{known}") if location.embedded else None
    )
    try:
        _upgrade(location)
    except Exception as error:
        if backup is None:
            raise
        if _stored_revision(location) != before:
            put_back(backup, location.database)
        elif isinstance(error, ParkDeskError):
            raise
        raise Unavailable("upgrade-failed", backup=str(backup)) from error
    return before, known, backup


def _stored_revision(location: Location) -> str | None:
    engine = create_engine(location.url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            return revision_of(connection)
    except DBAPIError as error:
        raise translated(error) or error from error
    finally:
        engine.dispose()


def _upgrade(location: Location) -> None:
    from alembic import command

    engine = create_engine(location.url, poolclass=NullPool)
    if location.embedded:
        event.listen(engine, "connect", _without_foreign_keys)
        event.listen(engine, "begin", _begin_exclusive)
    try:
        with engine.begin() as connection:
            command.upgrade(_config(connection), "head")
            if location.embedded:
                _check_foreign_keys(connection)
    except DBAPIError as error:
        raise translated(error) or error from error
    finally:
        engine.dispose()


def _without_foreign_keys(dbapi_connection: object, _record: object) -> None:
    dbapi_connection.isolation_level = None  # type: ignore[attr-defined]
    dbapi_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[attr-defined]
    dbapi_connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[attr-defined]
    dbapi_connection.execute("PRAGMA busy_timeout = 5000")  # type: ignore[attr-defined]


def _begin_exclusive(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN EXCLUSIVE")


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise Unavailable("database-damaged", table=broken[0], check=_FOREIGN_KEYS)


def has_tables(connection: Connection) -> bool:
    """Whether anything at all is in the database."""
    return bool(inspect(connection).get_table_names())


def script() -> ScriptDirectory:
    """Return the migrations, for the tests that keep them linear."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(database_files() / "migrations"))
    return ScriptDirectory.from_config(config)
