"""Runs use-cases off the GUI thread, and brings what they return back to it."""

from __future__ import annotations

import inspect
import logging
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from parkdesk.collector import resting
from parkdesk.domain.errors import Cancelled
from parkdesk.gui.readers import Readers

if TYPE_CHECKING:
    # Opening the window must not wait for SQLAlchemy: the store is imported in a thread.
    from parkdesk.desk import Desk, Progress  # type: ignore[attr-defined]
    from parkdesk.usecases.core import UseCase

P = ParamSpec("P")
R = TypeVar("R")
log = logging.getLogger(__name__)

REPORT_EVERY_S = 0.05
BREATH_S = 0.12
"""Between two parts nothing is held for so long: a little more than SQLite lets a desk that waits
to save sleep between two tries (100 ms), so that each pause lets it in."""


class Throttle:
    """Passes on a progress report at most every 50 ms, and the last one always."""

    def __init__(self, report: Callable[[int, int], None]) -> None:
        self._report = report
        self._reported_at = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Report from the job's thread; a tight loop may call this every row."""
        now = time.monotonic()
        if done >= total or now - self._reported_at >= REPORT_EVERY_S:
            self._reported_at = now
            self._report(done, total)


class Runner(QObject):
    """The only place in the GUI that opens a unit of work.

    Signals:
        changed: after a commit, with the names of the tables it wrote.
        failed: a request whose error no caller took; the window shows it.
        started: a request that has been given to a thread; the busy bar listens.
        ended: a request that has its outcome, before anybody hears of it.
        delivered: the same request, after its handlers were called.
        idle: nothing is under way any more.
    """

    changed = Signal(object)
    failed = Signal(object)
    started = Signal(object)
    ended = Signal(object)
    delivered = Signal(object)
    idle = Signal()
    _finished = Signal(object)

    def __init__(self, desk: Desk | None = None) -> None:
        super().__init__()
        self.desk = desk
        """None until a park is open: then only `call` may be used."""
        # One writer: SQLite has one anyway, and commands then run in the order given.
        self._writer = ThreadPoolExecutor(1, "parkdesk-write")
        self._readers = Readers()
        self._calls = ThreadPoolExecutor(2, "parkdesk-call")
        self._pending: set[Request[Any]] = set()
        self._closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def can(self, use_case: UseCase[..., Any]) -> bool:
        """Whether to offer this at all: what the buttons ask."""
        return self.desk is not None and self.desk.actor.may(use_case.needs)

    @property
    def is_idle(self) -> bool:
        """Whether no request waits for its outcome."""
        return not self._pending

    def is_busy_for(self, owner: QObject) -> bool:
        """Whether a request of this owner waits for its outcome."""
        return any(request.owner is owner for request in self._pending)

    @property
    def is_writing(self) -> bool:
        """Whether a command is under way: what "not saved yet" means."""
        return any(request.writes and not request.in_parts for request in self._pending)

    def run(
        self, owner: QObject, use_case: UseCase[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> Request[R]:
        """Start `use_case`; its outcome goes to the request's `done` or `refused`.

        An outcome whose `owner` is gone by then is dropped. One in parts goes to the end of the
        line after each, so that this desk's own saves pass it too.
        """
        desk = self.desk
        assert desk is not None

        def job(request: Request[R]) -> tuple[R, frozenset[str]]:
            with desk.work(read_only=use_case.reads, progress=request.progress()) as work:
                result = use_case(work, *args, **kwargs)
            return result, frozenset(work.touched)

        pool = self._readers if use_case.reads else self._writer
        request = Request(owner, job, pool, writes=not use_case.reads)
        request.in_parts = use_case.in_parts
        return self._start(request)

    def call(
        self, owner: QObject, function: Callable[..., R], *args: object, **kwargs: object
    ) -> Request[R]:
        """Run plain work that needs no session: draw a PDF, read a workbook.

        A function with a parameter named `progress` gets one with `step(done, total)`.
        """
        takes_progress = "progress" in inspect.signature(function).parameters

        def job(request: Request[R]) -> tuple[R, frozenset[str]]:
            if takes_progress and "progress" not in kwargs:
                return function(*args, progress=request.progress(), **kwargs), frozenset()
            return function(*args, **kwargs), frozenset()

        return self._start(Request(owner, job, self._calls, writes=False))

    def put_behind(self, owners: Iterable[QObject]) -> None:
        """Let what these pages read wait for everything else: they are not in view."""
        self._readers.put_behind(owners)

    def retry(self, request: Request[R]) -> None:
        """Start the same work again: what "Try again" does after Unavailable."""
        self._start(request)

    def close(self) -> None:
        """Finish the writes, drop the reads that have not started. Blocks until that is done."""
        self._closed = True
        for request in tuple(self._pending):
            if not request.writes:
                request.cancel()
        self._readers.shutdown()
        self._calls.shutdown(cancel_futures=True)
        self._writer.shutdown()

    def _report_to(self, request: Request[Any]) -> Callable[[int, int], None]:
        return lambda done, total: self._finished.emit(
            partial(self._progressed, request, done, total)
        )

    def _start(self, request: Request[R]) -> Request[R]:
        if self._closed:
            return request
        request.runner = self
        request.renew(Throttle(self._report_to(request)))
        self._pending.add(request)
        self.started.emit(request)
        request.pool.submit(self._job, request)
        return request

    def _job(self, request: Request[R]) -> None:
        try:
            if request.parts and self._closed:
                return  # what is left is done when the program is open again.
            if request.is_cancelled or (request.parts and request.rest(BREATH_S)):
                raise Cancelled  # noqa: TRY301 - nothing was begun: it ends as if it had been.
            with resting():
                result, touched = request.job(request)
            if request.has_more(result, touched):
                request.pool.submit(self._job, request)
                return
        # Every failure has to reach the GUI thread; the panic of a library is no Exception.
        except BaseException as fault:  # noqa: BLE001
            error = fault if isinstance(fault, Exception) else _as_exception(fault)
            self._finished.emit(partial(self._fail, request, error))
        else:
            self._finished.emit(partial(self._succeed, request, request.whole(result), touched))

    def _progressed(self, request: Request[Any], done: int, total: int) -> None:
        if shiboken6.isValid(request.owner):
            request.on_progress(done, total)

    def _succeed(self, request: Request[Any], result: object, touched: frozenset[str]) -> None:
        self._end(request)
        if touched or request.wrote:
            self.changed.emit(touched | request.wrote)
        if shiboken6.isValid(request.owner):
            request.on_done(result)
        self.delivered.emit(request)
        request.let_go()
        self._tell_idle()

    def _fail(self, request: Request[Any], error: Exception) -> None:
        self._end(request)
        if request.wrote:
            # The parts before the one that failed are kept.
            self.changed.emit(request.wrote)
        request.error = error
        if not shiboken6.isValid(request.owner):
            log.warning("dropped: %s", type(error).__name__)
        elif request.on_refused is None or not request.on_refused(error):
            self.failed.emit(request)
        self.delivered.emit(request)
        self._tell_idle()

    def _end(self, request: Request[Any]) -> None:
        self._pending.discard(request)
        self.ended.emit(request)

    def _tell_idle(self) -> None:
        if self.is_idle:
            self.idle.emit()

    @Slot(object)
    def _deliver(self, closure: Callable[[], None]) -> None:
        if not self._closed:
            closure()


def _nothing(_request: Request[Any]) -> tuple[Any, frozenset[str]]:
    """Stand in for the work of a request that is done."""
    return None, frozenset()


def _as_exception(fault: BaseException) -> Exception:
    """Return a fault that a handler of exceptions takes; it says where, as the fault did."""
    return RuntimeError(type(fault).__name__).with_traceback(fault.__traceback__)


class Request(Generic[R]):
    """Work on its way. Attach handlers right after `run`: delivery waits for the event loop."""

    def __init__(
        self,
        owner: QObject,
        job: Callable[[Request[R]], tuple[R, frozenset[str]]],
        pool: ThreadPoolExecutor | Readers,
        *,
        writes: bool,
    ) -> None:
        self.owner = owner
        self.job = job
        self.pool = pool
        self.writes = writes
        self.runner: Runner | None = None
        self.error: Exception | None = None
        self.title = ""
        self.in_parts = False
        self.parts: list[Any] = []
        """What each part before this one returned."""
        self.wrote: frozenset[str] = frozenset()
        """The tables that they wrote."""
        self._stop = threading.Event()
        self._report: Callable[[int, int], None] | None = None
        self.on_done: Callable[[R], object] = lambda _result: None
        self.on_refused: Callable[[Exception], bool] | None = None
        self.on_progress: Callable[[int, int], object] = lambda _done, _total: None

    def done(self, slot: Callable[[R], object]) -> Request[R]:
        """Call `slot` with the result, on the GUI thread."""
        self.on_done = slot
        return self

    def refused(self, slot: Callable[[Exception], bool]) -> Request[R]:
        """Offer the error to `slot` first; it returns True for one it has shown."""
        self.on_refused = slot
        return self

    def progressed(self, slot: Callable[[int, int], object]) -> Request[R]:
        """Call `slot(done, total)` on the GUI thread as the work reports its steps."""
        self.on_progress = slot
        return self

    def named(self, title: str) -> Request[R]:
        """Say in words what is under way; the busy bar shows it."""
        self.title = title
        return self

    def cancel(self) -> None:
        """Ask the work to stop at its next step; `refused` then gets Cancelled."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether the work was asked to stop."""
        return self._stop.is_set()

    def retry(self) -> None:
        """Start the same work again, with the same handlers."""
        if self.runner is not None:
            self.runner.retry(self)

    def renew(self, report: Callable[[int, int], None]) -> None:
        """Give the request a fresh progress before it starts; for the runner."""
        self.error = None
        self.wrote = frozenset()
        self._stop = threading.Event()
        self._report = report

    def let_go(self) -> None:
        """Forget the work, what it was given and its handlers: it is done, and not tried again.

        They hold each other. A list of a hundred thousand people that was saved would stay until
        somebody looks for such rings.
        """
        self.job = _nothing
        self._report = self.on_refused = None
        self.on_done = lambda _result: None
        self.on_progress = lambda _done, _total: None
        self.parts = []

    def progress(self) -> Progress:
        """Return what the work reports to; called in the work's thread.

        Of work in parts the steps within one say nothing of the whole.
        """
        from parkdesk.desk import Progress  # type: ignore[attr-defined]  # a part of the desk's.

        return Progress(None if self.in_parts else self._report, self._stop)

    def has_more(self, part: Any, touched: frozenset[str]) -> bool:  # noqa: ANN401 - a Part
        """Keep what a part brought, and say how far it has come; False after the last one."""
        if not self.in_parts or not part.left:
            return False
        self.parts.append(part)
        self.wrote |= touched
        if self._report is not None:
            done = sum(one.done for one in self.parts)
            self._report(done, done + part.left)
        return True

    def whole(self, last: R) -> R:
        """Return what all parts brought together."""
        whole: Any = last
        for before in reversed(self.parts):
            whole = whole.after(before)
        return whole  # type: ignore[no-any-return]

    def rest(self, seconds: float) -> bool:
        """Let others in for a while; True where the work was asked to stop meanwhile."""
        return self._stop.wait(seconds)
