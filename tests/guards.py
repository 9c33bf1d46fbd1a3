"""What no test may leave behind: log records that nobody expected, threads, another language.

Warnings and Qt's messages fail a test through pytest's own settings, sockets through
pytest-socket.
"""

import logging
import threading
import time
from collections.abc import Iterator

import pytest

from parkdesk.i18n import set_language

# A pool's thread ends shortly after the pool was told to: waiting for the condition, not a time.
_ENDING_S = 5.0


class _Unexpected(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on a log record of WARNING or above unless the test says that it expects one.

    A test that provokes one is marked `@pytest.mark.expects_log` and looks at `caplog`.
    """
    handler = _Unexpected()
    root = logging.getLogger()
    root.addHandler(handler)
    yield
    root.removeHandler(handler)
    expected = request.node.get_closest_marker("expects_log") is not None
    if handler.records and not expected:
        pytest.fail("logged without being expected:\n" + "\n".join(handler.records), pytrace=False)


@pytest.fixture(autouse=True)
def source_words() -> None:
    """Begin each test in the source's language, whatever the one before it spoke."""
    set_language("en")


@pytest.fixture(autouse=True)
def no_leaked_thread() -> Iterator[None]:
    """Fail when a thread that the test started outlives it."""
    before = set(threading.enumerate())
    yield
    leaked = _started_since(before)
    until = time.monotonic() + _ENDING_S
    while leaked and time.monotonic() < until:
        leaked[0].join(0.05)
        leaked = _started_since(before)
    if leaked:
        names = ", ".join(thread.name for thread in leaked)
        pytest.fail(f"threads still at work after the test: {names}", pytrace=False)


def _started_since(before: set[threading.Thread]) -> list[threading.Thread]:
    # A thread that Qt or a driver made shows as a dummy when it first calls Python; it is not ours.
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]
