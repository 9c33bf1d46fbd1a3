"""The garbage collector rests while work is done, and what much work leaves is set aside."""

import gc
from threading import Barrier, Thread

import pytest

from parkdesk.collector import MANY, resting


@pytest.fixture(autouse=True)
def _as_before():
    yield
    assert gc.isenabled()
    gc.unfreeze()


def test_no_ring_is_looked_for_meanwhile():
    with resting():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_rests_until_the_last_piece_of_work_is_done():
    both, first = Barrier(2, timeout=20), []

    def work():
        with resting():
            both.wait()
            both.wait()
            first.append(gc.isenabled())

    thread = Thread(target=work)
    thread.start()
    with resting():
        both.wait()
    assert not gc.isenabled()
    both.wait()
    thread.join()
    assert first == [False]


def test_work_that_fails_lets_it_look_again():
    with pytest.raises(ValueError, match="no"), resting():
        raise ValueError("no")
    assert gc.isenabled()


def test_what_much_work_leaves_is_set_aside():
    gc.collect()
    before = gc.get_freeze_count()
    with resting():
        rows = [[place] for place in range(MANY * 2)]
    assert gc.get_freeze_count() >= before + len(rows)


def test_a_little_work_is_looked_at_as_ever():
    gc.collect()
    before = gc.get_freeze_count()
    with resting():
        rows = [[place] for place in range(100)]
    assert gc.get_freeze_count() == before
    assert len(rows) == 100
