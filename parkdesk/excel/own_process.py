"""Work in a process of its own: beside this one's, on another processor, in memory of its own.

What a library takes for a long list goes back to the system when the process ends, and a library
that ends the process ends this one, not the program. The other process is started anew (spawned),
as Windows does it everywhere; what it works on is sent through its pipe.
"""

from __future__ import annotations

import gc
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import Enum
from pickle import PicklingError, UnpicklingError, dumps
from typing import TYPE_CHECKING, Any, cast

from parkdesk.domain.errors import ParkDeskError, Unavailable
from parkdesk.excel.sheet_rows import Progress

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_STEP_S = 0.1
"""Whether the person has pressed cancel is asked so often, however long the other says nothing."""


class _Kind(Enum):
    STEP = "step"
    PART = "part"
    ERROR = "error"
    END = "end"


def parts_of(
    work: Callable[..., Iterator[Any]],
    *args: object,
    name: str,
    progress: Progress = lambda _done, _total: None,
) -> Iterator[Any]:
    """Yield what `work(*args, progress=…)` yields in a process of its own.

    `work` stands in a module; its arguments and parts can be pickled. An error of ours is raised
    here as it was there. Raises `Unavailable` where the process does not start, or ends before its
    work; `name` is the file that it works on. Whatever happens here ends it.
    """
    # Only who has such work waits for this import.
    from multiprocessing import get_context

    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(theirs, work, args), daemon=True)
    try:
        process.start()
    except BaseException as error:
        ours.close()
        if isinstance(error, OSError):
            raise Unavailable("reading-ended", name=name) from error
        raise
    finally:
        theirs.close()
    try:
        yield from _received(ours, name, progress)
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def _received(ours: Connection, name: str, progress: Progress) -> Iterator[Any]:
    at = (0, 0)
    while True:
        kind, content = _Kind.STEP, cast("Any", at)
        try:
            if ours.poll(_STEP_S):
                kind, content = ours.recv()
        # The other ended in the middle of a message, or it is too long for the memory left.
        except (EOFError, OSError, MemoryError, UnpicklingError) as error:
            raise Unavailable("reading-ended", name=name) from error
        if kind is _Kind.END:
            return
        if kind is _Kind.ERROR:
            raise content
        if kind is _Kind.PART:
            yield content
        else:
            at = content
            progress(*at)


def _answer(theirs: Connection, work: Callable[..., Iterator[Any]], args: tuple[Any, ...]) -> None:
    """Do the work in the other process, and send what comes of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is answered by who waits for this
    gc.disable()  # it ends before rings of objects could fill the memory

    def step(done: int, total: int) -> None:
        theirs.send((_Kind.STEP, (done, total)))

    told: tuple[_Kind, Exception | None] = (_Kind.END, None)
    try:
        for part in work(*args, progress=step):
            theirs.send((_Kind.PART, part))
    except BrokenPipeError:
        return  # nobody waits for it any more
    # Every failure has to be told where somebody waits for the work.
    except Exception as error:  # noqa: BLE001
        told = (_Kind.ERROR, _told(error))
    # Not in the handler: what fails here would print the first error's text, a number perhaps.
    with suppress(OSError):
        theirs.send(told)


def _told(error: Exception) -> Exception:
    """Return an error that can be sent; of a bug where it was, and nothing of what was read."""
    if isinstance(error, ParkDeskError) and _can_be_sent(error):
        return error
    places = "".join(traceback.format_tb(error.__traceback__))
    return RuntimeError(f"{type(error).__name__}\n{places}")


def _can_be_sent(error: Exception) -> bool:
    try:
        dumps(error)
    except (PicklingError, TypeError, AttributeError):
        return False
    return True
