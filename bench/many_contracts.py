"""Contracts up to the target scale: a small park's rows again and again, as SQL on both databases.

A park of the generator has some thousand contracts; the figures of a quarter only look at what is
in their columns, so the same rows are copied with other days, owners and amounts.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.orm import Session

from parkdesk.store.contract_sums import remake_all

EXECUTIONS = 3
"""Of each contract."""
_DAYS = 1_370
"""Days over which contracts were signed, nearly four years before the end of September 2026."""

_ENTERPRISE = {
    "id": "one.id + {last} * n.i",
    "code": "substr(one.code, 1, 8) || substr('0000000000' || {text_id}, -10)",
    "name": "one.name || n.i",
    "sort_key": "one.sort_key || ' ' || n.i",
}
_CONTRACT = {
    "id": "{last} + (n.i - 1) * {rows} + one.row",
    "number": "'B-' || ({last} + (n.i - 1) * {rows} + one.row)",
    "enterprise_id": "(({last} + (n.i - 1) * {rows} + one.row) * 7919 % {enterprises}) + 1",
    "signed_on": "{day}",
    "counted_on": "{day}",
    "amount_usd_cents": "one.amount_usd_cents + n.i * 31 % 100000",
    "state": "'registered'",
}
_EXECUTION = {
    "id": "{last} + (one.id - {first}) * {times} + n.i",
    "contract_id": "one.id",
    "executed_on": "{day}",
    "counted_on": "{day}",
    "amount_minor": "one.amount_usd_cents / 4 + n.i",
    "amount_usd_cents": "one.amount_usd_cents / 4 + n.i",
    "usd_rate": "'1'",
    "receipt_no": "'R-' || one.id",
    "note": "''",
    "version": "1",
}


def fill(engine: Engine, enterprises: int, contracts: int) -> None:
    """Bring a small park to so many enterprises and contracts, three executions each."""
    with engine.connect() as connection:
        _enterprises(connection, enterprises)
        _contracts(connection, enterprises, contracts)
        connection.commit()
    with Session(engine) as session:
        # The rows were written past the program, which keeps the sums of days with its saves.
        remake_all(session)
        session.commit()
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        server = engine.dialect.name == "postgresql"
        connection.execute(text("VACUUM ANALYZE" if server else "ANALYZE"))


def _enterprises(connection: Connection, wanted: int) -> None:
    last = int(connection.scalar(text("SELECT max(id) FROM enterprise")) or 0)
    times = wanted // last - 1
    if not times:
        return
    said = {"last": last, "text_id": f"(one.id + {last} * n.i)"}
    _copy(connection, "enterprise", _ENTERPRISE, said, times, "SELECT * FROM enterprise")
    _correct_serial(connection, "enterprise")


def _contracts(connection: Connection, enterprises: int, wanted: int) -> None:
    last = int(connection.scalar(text("SELECT max(id) FROM contract")) or 0)
    rows = int(connection.scalar(text("SELECT count(*) FROM contract")) or 0)
    number = f"({last} + (n.i - 1) * {rows} + one.row)"
    said: dict[str, object] = {
        "last": last,
        "rows": rows,
        "enterprises": enterprises,
        "day": _day(connection, "'2023-01-01'", f"{number} * 37 % {_DAYS}"),
    }
    numbered = 'SELECT contract.*, row_number() OVER (ORDER BY id) AS "row" FROM contract'
    _copy(connection, "contract", _CONTRACT, said, wanted // rows - 1, numbered)
    paid = int(connection.scalar(text("SELECT max(id) FROM contract_execution")) or 0)
    said = {
        "last": paid,
        "first": last + 1,
        "times": EXECUTIONS,
        "day": _day(connection, "one.signed_on", "(one.id * 13 + n.i * 61) % 200"),
    }
    new = f"SELECT * FROM contract WHERE id > {last}"  # noqa: S608 (a number)
    _copy(connection, "contract_execution", _EXECUTION, said, EXECUTIONS, new)
    for table in ("contract", "contract_execution"):
        _correct_serial(connection, table)


def _copy(
    connection: Connection,
    table: str,
    changed: Mapping[str, str],
    said: Mapping[str, object],
    times: int,
    source: str,
) -> None:
    names = [column["name"] for column in inspect(connection).get_columns(table)]
    chosen = ", ".join(changed.get(name, f"one.{name}").format(**said) for name in names)
    connection.execute(
        text(
            f"INSERT INTO {table} ({', '.join(names)})"  # noqa: S608 (names and numbers of ours)
            f" WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {times})"
            f" SELECT {chosen} FROM ({source}) AS one, n"
        )
    )


def _day(connection: Connection, first: str, days: str) -> str:
    if connection.dialect.name == "postgresql":
        return f"cast({first} AS date) + cast({days} AS integer)"
    return f"date({first}, '+' || ({days}) || ' days')"


def _correct_serial(connection: Connection, table: str) -> None:
    """Let a server's numbering go on behind the rows that were written past it."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'),"  # noqa: S608
                f" (SELECT max(id) FROM {table}))"
            )
        )
