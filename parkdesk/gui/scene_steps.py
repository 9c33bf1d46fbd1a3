"""What a scene still has to do once what it has begun is loaded."""

from __future__ import annotations

from collections.abc import Callable

_waiting: list[Callable[[], object]] = []


def afterwards(act: Callable[[], object]) -> None:
    """Do this when everything in view is loaded; no picture is taken before.

    A timer would do it too early on a busy machine, and the picture would show the page without
    the form that opens a moment later over the next scene.
    """
    _waiting.append(act)


def take_step() -> bool:
    """Do what waited longest; False: nothing waits, the scene is as it was meant."""
    if not _waiting:
        return False
    _waiting.pop(0)()
    return True


def forget_steps() -> None:
    """Drop what waits: the next scene begins."""
    _waiting.clear()
