"""A park on a database server with a million persons known to it, made in a minute by SQL.

A small park of the generator stands for the rest: an import looks at persons alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, text

from parkdesk.demo.size import Size
from parkdesk.demo.writing import make_demo
from tests.postgres import throw_away_server

_ENTERPRISES = 400
_STRANGER = "decode(md5(n::text), 'hex')"
"""A hash that no number has: nobody in the bench's list is known already."""
_ELSEWHERE = {"id_hash": _STRANGER, "trainee_id": "NULL", "position": "n"}


@contextmanager
def server_with_park(people: int) -> Iterator[tuple[str, str]]:
    """Run a server; give the address of its park, and of an empty database beside it."""
    with throw_away_server() as url:
        administration = create_engine(url, isolation_level="AUTOCOMMIT")
        with administration.connect() as connection:
            for name in ("park", "peer"):
                connection.execute(text(f"CREATE DATABASE {name}"))
        administration.dispose()
        park, peer = (f"{url.rpartition('/')[0]}/{name}" for name in ("park", "peer"))
        make_demo(park, Size(_ENTERPRISES, _ENTERPRISES)).desk.close()
        _know(park, people)
        yield park, peer


def _know(park: str, people: int) -> None:
    engine = create_engine(park, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(
            text(
                "INSERT INTO trainee (name, id_number, id_hash, born_on, sex)"  # noqa: S608
                f" SELECT '某', '\\x00', {_STRANGER}, date '1970-01-01' + n % 12000, 'male'"
                f" FROM generate_series(1, {people}) AS n"
            )
        )
        names = connection.scalars(
            text(
                "SELECT column_name FROM information_schema.columns"
                " WHERE table_name = 'claim_person' AND column_name <> 'id'"
            )
        ).all()
        values = ", ".join(_ELSEWHERE.get(name, f"one.{name}") for name in names)
        connection.execute(
            text(
                f"INSERT INTO claim_person ({', '.join(names)}) SELECT {values}"  # noqa: S608
                " FROM (SELECT * FROM claim_person LIMIT 1) AS one,"
                f" generate_series(1, {people}) AS n"
            )
        )
        connection.execute(text("ANALYZE"))
    engine.dispose()
