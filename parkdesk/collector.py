"""How often the garbage collector looks for rings of objects that hold each other.

It begins to look after seven hundred new objects. A list of a hundred thousand people makes some
hundred thousand of them, none in a ring: they were looked at again and again, which took an eighth
of the time in which such a list is brought in, and kept the window waiting for half a second when
its turn came to look at everything.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

YOUNG = 10_000
"""Objects that are made before the youngest are looked at."""
MANY = 100_000
"""Objects that a piece of work may leave behind to be looked at in the ordinary way."""

_lock = Lock()
_at_work = 0


def set_pace(young: int = YOUNG) -> None:
    """Let so many objects be made before the youngest are looked at."""
    gc.set_threshold(young, *gc.get_threshold()[1:])


@contextmanager
def resting() -> Iterator[None]:
    """Look for no rings while a piece of work is done, in whatever thread.

    What a large one leaves behind is mostly shown next, and is set aside unseen: rows go by
    themselves when nobody holds them. Of rings a whole roster leaves a thousand objects; they stay
    until what was set aside is looked at again.
    """
    global _at_work  # noqa: PLW0603 - the collector is one for the whole process, too.
    with _lock:
        _at_work += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _at_work -= 1
            if not _at_work:
                if gc.get_count()[0] > MANY:
                    gc.freeze()
                gc.enable()
