"""A small demonstration park, for tests that want a park with something in it."""

from collections.abc import Iterator

import pytest

from parkdesk.desk import Desk, open_desk
from parkdesk.domain.identity import SYSTEM, Actor, Role
from tests.parks import place_of

TRAINEES = 60
"""Every claim and kind of rejection is there with this many, and no more."""


@pytest.fixture(scope="session")
def demo_template(databases, keys) -> str:
    """The URL of a small demonstration park that is copied, never used."""
    from parkdesk.demo.size import Size
    from parkdesk.demo.writing import make_demo

    url = databases.empty()
    make_demo(place_of(url), Size(trainees=TRAINEES), keys=keys).desk.close()
    return url


@pytest.fixture
def full_desk(databases, demo_template, keys) -> Iterator[Desk]:
    """The administrator's desk in a fresh copy of the demonstration park."""
    url = databases.copy(demo_template)
    opened = open_desk(place_of(url), keys=keys)
    yield opened.signed_in(Actor(1, "王敏", Role.ADMINISTRATOR.value, SYSTEM.permissions))
    opened.close()
    databases.drop(url)


@pytest.fixture
def full_runner(full_desk, qapp):
    """A runner at the administrator's desk in the demonstration park."""
    from parkdesk.gui.runner import Runner

    runner = Runner(full_desk)
    yield runner
    runner.close()
