"""Parks to test in: a desk with somebody at it, an open unit of work, a runner for windows."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from parkdesk.desk import Desk, NewPark, create_park, open_desk
from parkdesk.domain.identity import Role, SignInMode
from parkdesk.store.vault import FileKeyStore
from parkdesk.store.work import Work
from parkdesk.usecases.identity import SaveAccount, create_account, sign_in

NOW = dt.datetime(2026, 10, 12, 10, 0, tzinfo=dt.UTC)
PASSWORD = "correct horse 42"


def clock() -> dt.datetime:
    """The tests' time: a Monday, twelve days after 2026Q3 ended."""
    return NOW


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch) -> Path:
    """Nothing of a test lands in the developer's own folders or key store."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("PARKDESK_HOME", str(home))
    monkeypatch.setenv("PARKDESK_KEY_STORE", "file")
    monkeypatch.delenv("PARKDESK_DATA", raising=False)
    monkeypatch.delenv("PARKDESK_LANG", raising=False)
    return home


def place_of(url: str) -> str:
    """How a person would name the database at `url`."""
    return str(Path(url.removeprefix("sqlite:///")).parent) if url.startswith("sqlite") else url


@pytest.fixture(scope="session")
def keys(tmp_path_factory) -> FileKeyStore:
    """Where the tests' data keys lie."""
    return FileKeyStore(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="session")
def park_template(databases, keys) -> str:
    """The URL of a park with its reference data, an administrator and a person in each role."""
    url = databases.empty()
    form = NewPark(
        name="太湖国际服务外包园",
        name_en="Taihu Outsourcing Park",
        sign_in_mode=SignInMode.PASSWORD,
        login="administrator",
        person="王敏",
        password=PASSWORD,
    )
    desk = create_park(place_of(url), form, clock, keys).desk
    names = {
        Role.CLERK: "李芳",
        Role.REVIEWER: "周敏",
        Role.MANAGER: "陈志远",
        Role.AUDITOR: "审计员",
    }
    for role, name in names.items():
        with desk.work(read_only=False) as work:
            create_account(work, SaveAccount(role.value, name, role.value, PASSWORD))
    desk.close()
    return url


@pytest.fixture
def act_as(databases, park_template, keys) -> Iterator[Callable[[str], Desk]]:
    """A function from a role to a desk of one fresh park with that role's person at it."""
    url = databases.copy(park_template)
    opened = open_desk(place_of(url), clock, keys)

    def sit_down(role: str) -> Desk:
        with opened.work(read_only=False) as work:
            outcome = sign_in(work, str(role), PASSWORD)
        assert outcome.actor is not None
        return opened.signed_in(outcome.actor)

    yield sit_down
    opened.close()
    databases.drop(url)


@pytest.fixture
def desk(act_as) -> Desk:
    """The administrator's desk in an empty park."""
    return act_as(Role.ADMINISTRATOR)


@pytest.fixture
def work(desk) -> Iterator[Work]:
    """An open unit of work of the administrator."""
    with desk.work(read_only=False) as work:
        yield work


@pytest.fixture
def runner(desk, qapp):
    """A runner at the administrator's desk."""
    from parkdesk.gui.runner import Runner

    runner = Runner(desk)
    yield runner
    runner.close()
