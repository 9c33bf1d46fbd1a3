"""Who is served first by the threads that read."""

import threading
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject

from parkdesk.gui.readers import Readers


@pytest.fixture
def readers():
    made = Readers()
    yield made
    made.shutdown()


def order_of(readers, owners):
    """Return the places of `owners`' requests in the order in which they were served."""
    served, done, go_on = [], threading.Semaphore(0), threading.Event()
    engaged = threading.Semaphore(0)

    def busy(_request):
        engaged.release()
        go_on.wait(10)

    def job(request):
        served.append(request.place)
        done.release()

    one_is_enough = SimpleNamespace(owner=None)
    for _thread in range(2):
        readers.submit(busy, one_is_enough)
    for _thread in range(2):
        assert engaged.acquire(timeout=10)
    # One thread alone, so that the order is one: the other is kept engaged to the end.
    last = threading.Event()
    readers.submit(lambda _request: (done.release(), last.wait(10)), one_is_enough)
    go_on.set()
    assert done.acquire(timeout=10)
    gate = threading.Event()
    readers.submit(lambda _request: gate.wait(10), one_is_enough)
    for place, owner in enumerate(owners):
        readers.submit(job, SimpleNamespace(owner=owner, place=place))
    gate.set()
    for _owner in owners:
        assert done.acquire(timeout=10)
    last.set()
    return served


def test_without_a_page_in_view_they_are_served_as_they_came(readers, qapp):
    page, other = QObject(), QObject()
    assert order_of(readers, [page, other, page]) == [0, 1, 2]


def test_a_page_that_is_behind_waits_and_keeps_its_own_order(readers, qapp):
    page, behind, dialog = QObject(), QObject(), QObject()
    readers.put_behind([behind])
    assert order_of(readers, [behind, page, behind, dialog]) == [1, 3, 0, 2]


def test_a_page_that_comes_to_the_front_no_longer_waits(readers, qapp):
    page, other = QObject(), QObject()
    readers.put_behind([page])
    readers.put_behind([other])
    assert order_of(readers, [other, page]) == [1, 0]
