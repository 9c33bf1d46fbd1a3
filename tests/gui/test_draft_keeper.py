"""When a draft is saved, by a clock that the test turns: at most two seconds after any key."""

import itertools
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject

from parkdesk.domain.errors import Unavailable
from parkdesk.gui.claims.drafts import SAVE_AFTER_MS, DraftKeeper

PROMISED_MS = 2_000
SAVE_TAKES_MS = 700
"""Longer than ten thousand rows take."""


class Clock:
    """Milliseconds that pass when the test says so, and what is due at them."""

    def __init__(self):
        self.now = 0
        self.due = []

    def at(self, moment, act):
        self.due.append((moment, act))

    def go(self, milliseconds):
        until = self.now + milliseconds
        while due := sorted((one for one in self.due if one[0] <= until), key=lambda one: one[0]):
            self.due.remove(due[0])
            self.now = due[0][0]
            due[0][1]()
        self.now = until


class Timer:
    """A single-shot timer of that clock."""

    def __init__(self, clock, interval, act):
        self._clock, self._interval, self._act = clock, interval, act
        self._round = 0
        self._active = False

    def isActive(self):
        return self._active

    def start(self):
        self._round += 1
        self._active = True
        mine = self._round
        self._clock.at(self._clock.now + self._interval, lambda: self._fire(mine))

    def stop(self):
        self._active = False

    def _fire(self, mine):
        if self._active and mine == self._round:
            self._active = False
            self._act()


class Database:
    """Takes each save a while, and remembers what was in it and when it was safe."""

    desk = object()

    def __init__(self, clock):
        self._clock = clock
        self.stored = []
        self.at_once = 0
        self.fails = False

    def run(self, _owner, _use_case, _claim_id, version, rows):
        self.at_once += 1
        assert self.at_once == 1, "one save at a time"
        request = Request()
        self._clock.at(
            self._clock.now + SAVE_TAKES_MS, lambda: self._end(request, version, tuple(rows))
        )
        return request

    def _end(self, request, version, rows):
        self.at_once = 0
        if self.fails:
            request.failed(Unavailable("database-locked"))
            return
        self.stored.append((self._clock.now, rows))
        request.did(SimpleNamespace(version=version + 1))


class Request:
    def done(self, did):
        self.did = did
        return self

    def refused(self, failed):
        self.failed = failed
        return self


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def database(clock):
    return Database(clock)


@pytest.fixture
def keeper(qapp, clock, database):
    owner = QObject(qapp)
    made = DraftKeeper(database, owner)
    made._pause = Timer(clock, SAVE_AFTER_MS, made.save)
    made.begin(1, 1)
    yield made
    owner.deleteLater()


def safe_after(keys, database):
    """How long each key was on the screen alone: from its stroke to the end of its save."""
    return [
        next(at for at, rows in database.stored if text in rows) - moment for moment, text in keys
    ]


@pytest.mark.parametrize("pace", [40, 150, 400, 999, 1_000, 1_001, 2_500])
def test_each_key_is_in_the_database_two_seconds_after_it(keeper, clock, database, pace):
    keys, rows = [], []
    for number in range(60):
        rows.append(f"key {number}")
        keys.append((clock.now, rows[-1]))
        keeper.typed(list(rows))
        clock.go(pace)
    clock.go(PROMISED_MS)
    assert max(safe_after(keys, database)) <= PROMISED_MS
    assert database.stored[-1][1] == tuple(rows)
    assert keeper.is_settled
    versions = [rows for _at, rows in database.stored]
    assert all(len(one) < len(two) for one, two in itertools.pairwise(versions))


def test_a_pause_saves_no_later_for_typing_on(keeper, clock, database):
    keeper.typed(["a"])
    clock.go(SAVE_AFTER_MS - 1)
    keeper.typed(["a", "b"])
    clock.go(1 + SAVE_TAKES_MS)
    assert database.stored == [(SAVE_AFTER_MS + SAVE_TAKES_MS, ("a", "b"))]


def test_what_is_typed_during_a_save_has_its_own_time(keeper, clock, database):
    keeper.typed(["a"])
    clock.go(SAVE_AFTER_MS + 1)
    keeper.typed(["a", "b"])
    clock.go(PROMISED_MS)
    assert [rows for _at, rows in database.stored] == [("a",), ("a", "b")]
    assert database.stored[1][0] <= SAVE_AFTER_MS + 1 + PROMISED_MS


def test_what_could_not_be_saved_stays_to_be_saved(keeper, clock, database):
    refused = []
    keeper.refused.connect(refused.append)
    database.fails = True
    keeper.typed(["a"])
    clock.go(PROMISED_MS)
    assert len(refused) == 1
    assert not keeper.is_settled
    database.fails = False
    keeper.typed(["a", "b"])
    clock.go(PROMISED_MS)
    assert [rows for _at, rows in database.stored] == [("a", "b")]
    assert keeper.is_settled
