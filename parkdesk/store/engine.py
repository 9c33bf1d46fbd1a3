"""Engines for both backends, whose transactions mean the same."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from parkdesk.store.vault import Vault

# Any constant will do; it names the lock that one writer of a server holds at a time.
_WRITER_LOCK = 7_203_115
BESIDE_WRITERS = "parkdesk_beside_writers"
"""Execution option of a connection that writes while a unit of work holds the writers' lock."""


def make_engine(url: str, vault: Vault | None = None) -> Engine:
    """Return an engine; with `vault`, its encrypted columns can be read and written.

    What a statement was given never stands in an error, and so in no log and no report of a bug.
    """
    if url.startswith("sqlite"):
        engine = create_engine(url, hide_parameters=True)
        event.listen(engine, "connect", _tune_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        engine = create_engine(
            url,
            pool_pre_ping=True,
            connect_args={"connect_timeout": 5},
            pool_size=4,
            hide_parameters=True,
        )
        event.listen(engine, "begin", _begin_postgresql)
    if vault is not None:
        # A column type is handed the dialect and nothing else that belongs to one database.
        engine.dialect.parkdesk_vault = vault  # type: ignore[attr-defined]
    return engine


def sqlite_url(path: object) -> str:
    """Return the URL of an embedded database file."""
    return f"sqlite:///{path}"


def _tune_sqlite(dbapi_connection: Any, _record: Any) -> None:  # noqa: ANN401
    # We send BEGIN ourselves; the driver's own timing of it is the wrong one.
    dbapi_connection.isolation_level = None
    for pragma in (
        "foreign_keys = ON",
        "journal_mode = WAL",
        # A power cut must not lose a save that the clerk was shown as saved.
        "synchronous = FULL",
        "busy_timeout = 5000",
        # For each of five connections; the system keeps the file's pages besides.
        "cache_size = -4000",
        "temp_store = MEMORY",
        "trusted_schema = OFF",
    ):
        dbapi_connection.execute(f"PRAGMA {pragma}")


def _begin_postgresql(connection: Connection) -> None:
    # One writer at a time, as on SQLite: what a use-case has read (a budget left, a person not
    # claimed yet, the trail's head) still holds when it commits. Readers wait for nobody.
    options = connection.get_execution_options()
    if options.get("postgresql_readonly", False):
        # What a reader adds up over several questions, or exports page by page, is of one moment.
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return
    if options.get(BESIDE_WRITERS, False):
        return
    connection.exec_driver_sql("SET LOCAL lock_timeout = '10s'")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once. Upgrading a read lock later can fail with
    # SQLITE_BUSY no matter how long the busy timeout is.
    read_only = connection.get_execution_options().get("postgresql_readonly", False)
    connection.exec_driver_sql(f"PRAGMA query_only = {read_only:d}")
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
