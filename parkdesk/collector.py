"""How often the garbage collector looks for rings of objects that hold each other.

It begins to look after seven hundred new objects. A list of a hundred thousand people makes some
hundred thousand of them, none in a ring: they were looked at again and again, which took an eighth
of the time in which such a list is brought in.
"""

from __future__ import annotations

import gc

YOUNG = 10_000
"""Objects that are made before the youngest are looked at."""


def set_pace(young: int = YOUNG) -> None:
    """Let so many objects be made before the youngest are looked at."""
    gc.set_threshold(young, *gc.get_threshold()[1:])
