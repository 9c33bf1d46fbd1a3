"""The databases of the tests: SQLite files or databases of a throw-away PostgreSQL server.

`--backend postgresql` (or PARKDESK_TEST_BACKEND) runs the same tests on the server. Filling a
database takes longer than a test does, so a test gets a copy of one that was filled once.
"""

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
import sqlalchemy as sa

from tests.postgres import find_programs, throw_away_server

BACKENDS = ("sqlite", "postgresql")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--backend",
        choices=BACKENDS,
        default=os.environ.get("PARKDESK_TEST_BACKEND", "sqlite"),
        help="the kind of database that the tests run on",
    )


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.getoption('--backend')}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, where the backend is a server, what needs a park that is one file."""
    if config.getoption("--backend") == "sqlite":
        return
    of_files = [one for one in items if one.get_closest_marker("copies_parks")]
    config.hook.pytest_deselected(items=of_files)
    items[:] = [one for one in items if one not in of_files]


class Databases(Protocol):
    """Where a test's databases come from."""

    name: str

    def empty(self) -> str:
        """Return the URL of a new database without a table."""

    def copy(self, template: str) -> str:
        """Return the URL of a copy; nobody may be connected to the template."""

    def drop(self, url: str) -> None:
        """Remove a database; whoever is still connected is cut off."""


class SqliteFiles:
    """Databases that are files of one folder."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)

    def empty(self) -> str:
        folder = self._folder / str(next(self._numbers))
        folder.mkdir()
        return f"sqlite:///{folder / 'park.db'}"

    def copy(self, template: str) -> str:
        url = self.empty()
        # The documents of a park lie beside its database.
        shutil.copytree(_file(template).parent, _file(url).parent, dirs_exist_ok=True)
        return url

    def drop(self, url: str) -> None:
        shutil.rmtree(_file(url).parent)


def _file(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


class ServerDatabases:
    """Databases of one server."""

    name = "postgresql"

    def __init__(self, url: str) -> None:
        self._url = sa.make_url(url)
        self._engine = sa.create_engine(
            self._url, isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool
        )
        self._numbers = itertools.count(1)

    def empty(self) -> str:
        return self._create("template1")

    def copy(self, template: str) -> str:
        return self._create(str(sa.make_url(template).database))

    def drop(self, url: str) -> None:
        self._do(f'DROP DATABASE "{sa.make_url(url).database}" WITH (FORCE)')

    def _create(self, template: str) -> str:
        name = f"park_{next(self._numbers)}"
        self._do(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self._url.set(database=name).render_as_string(hide_password=False)

    def _do(self, statement: str) -> None:
        with self._engine.connect() as connection:
            connection.exec_driver_sql(statement)


@pytest.fixture(scope="session")
def databases(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Databases]:
    """Where this run's databases come from."""
    if request.config.getoption("--backend") == "sqlite":
        yield SqliteFiles(tmp_path_factory.mktemp("databases"))
        return
    if find_programs() is None:
        pytest.fail("no PostgreSQL server programs here; see docs/developing.md", pytrace=False)
    with throw_away_server() as url:
        yield ServerDatabases(url)


@pytest.fixture
def empty_database(databases: Databases) -> Iterator[str]:
    """The URL of a database without a table."""
    url = databases.empty()
    yield url
    databases.drop(url)
