"""The threads that read: what the page in view wants goes before what the pages behind it want."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from parkdesk.gui.runner import Request

Job = Callable[["Request[Any]"], None]


class Readers:
    """A pool of two threads, in the order asked; pages behind the one in view have to wait."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(2, "parkdesk-read")
        self._waiting: deque[tuple[Job, Request[Any]]] = deque()
        self._behind: frozenset[int] = frozenset()
        self._lock = threading.Lock()

    def submit(self, job: Job, request: Request[Any]) -> None:
        """Call `job(request)` in a thread once its turn has come."""
        with self._lock:
            self._waiting.append((job, request))
        self._pool.submit(self._take_next)

    def put_behind(self, owners: Iterable[QObject]) -> None:
        """Let what these have asked for wait for all others; those of before no longer do."""
        with self._lock:
            self._behind = frozenset(map(id, owners))

    def shutdown(self) -> None:
        """Drop what has not begun; blocks until the rest is done."""
        self._pool.shutdown(cancel_futures=True)

    def _take_next(self) -> None:
        # One call for each request, so there is always one to take.
        with self._lock:
            places = (
                n for n, (_, one) in enumerate(self._waiting) if id(one.owner) not in self._behind
            )
            at = next(places, 0)
            job, request = self._waiting[at]
            del self._waiting[at]
        job(request)
