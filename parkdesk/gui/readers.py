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
AT_ONCE = 2
"""Requests that are served at the same time, of the page in view."""


class Readers:
    """Two threads, in the order asked; pages behind the one in view have to wait.

    Nothing that pages behind have begun keeps the page in view waiting: it has two threads beside
    theirs. They begin nothing more while two requests of any page are under way.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(2 * AT_ONCE, "parkdesk-read")
        self._waiting: deque[tuple[Job, Request[Any]]] = deque()
        self._running: list[Request[Any]] = []
        self._behind: frozenset[int] = frozenset()
        self._closed = False
        self._lock = threading.Lock()

    def submit(self, job: Job, request: Request[Any]) -> None:
        """Call `job(request)` in a thread once its turn has come."""
        with self._lock:
            self._waiting.append((job, request))
            self._begin()

    def put_behind(self, owners: Iterable[QObject]) -> None:
        """Let what these have asked for wait for all others; those of before no longer do."""
        with self._lock:
            self._behind = frozenset(map(id, owners))
            self._begin()

    def shutdown(self) -> None:
        """Drop what has not begun; blocks until the rest is done."""
        with self._lock:
            self._closed = True
            self._waiting.clear()
        self._pool.shutdown(cancel_futures=True)

    def _begin(self) -> None:
        """Hand to the threads what may be served now; the lock is held."""
        while not self._closed and (at := self._next()) is not None:
            job, request = self._waiting[at]
            del self._waiting[at]
            self._running.append(request)
            self._pool.submit(self._serve, job, request)

    def _next(self) -> int | None:
        in_view = sum(not self._is_behind(one) for one in self._running)
        places = (n for n, (_, one) in enumerate(self._waiting) if not self._is_behind(one))
        at = next(places, None) if in_view < AT_ONCE else None
        if at is None and self._waiting and len(self._running) < AT_ONCE:
            return 0
        return at

    def _is_behind(self, request: Request[Any]) -> bool:
        return id(request.owner) in self._behind

    def _serve(self, job: Job, request: Request[Any]) -> None:
        try:
            job(request)
        finally:
            with self._lock:
                self._running.remove(request)
                self._begin()
