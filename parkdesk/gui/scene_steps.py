"""What a scene still has to do once what it has begun is loaded."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtGui import QAction

FoundT = TypeVar("FoundT")


class NothingToShowError(Exception):
    """What a scene is about is not in this park: a picture of something else would deceive."""


def sought(found: FoundT | None, what: str) -> FoundT:
    """Return what a scene is about; raise `NothingToShowError` where the park has none."""
    if found is None:
        raise NothingToShowError(what)
    return found


def press(action: QAction) -> None:
    """Do an action as a person would; raise `NothingToShowError` where it is greyed."""
    if not action.isEnabled():
        raise NothingToShowError(action.text())
    action.trigger()


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
