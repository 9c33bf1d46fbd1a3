"""What makes a function a use-case."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, Generic, ParamSpec, Protocol, Self, TypeVar

from parkdesk.domain.identity import Permission
from parkdesk.store.work import Work

P = ParamSpec("P")
R = TypeVar("R")


class Part(Protocol):
    """What a use-case in parts returns: how far it has come, and whether more is to do."""

    @property
    def done(self) -> int:
        """How much is done, in whatever is counted."""

    @property
    def left(self) -> int:
        """How much is left for the next part; 0: this was the last one."""

    def after(self, before: Self) -> Self:
        """Return what this part and those before it brought together."""


PartR = TypeVar("PartR", bound=Part)


class UseCase(Generic[P, R]):
    """A function a person can ask for: guarded by one permission, named in the trail."""

    def __init__(
        self,
        function: Callable[Concatenate[Work, P], R],
        needs: Permission,
        *,
        reads: bool,
        in_parts: bool = False,
    ) -> None:
        update_wrapper(self, function)
        self.function = function
        self.needs = needs
        self.reads = reads
        self.in_parts = in_parts

    def __call__(self, work: Work, /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Check the permission, name the action, then do it."""
        work.actor.require(self.needs)
        work.action = work.action or self.function.__name__
        return self.function(work, *args, **kwargs)


def command(needs: Permission) -> Callable[[Callable[Concatenate[Work, P], R]], UseCase[P, R]]:
    """Declare a use-case that writes."""
    return lambda function: UseCase(function, needs, reads=False)


def command_in_parts(
    needs: Permission,
) -> Callable[[Callable[Concatenate[Work, P], PartR]], UseCase[P, PartR]]:
    """Declare a use-case that writes, and is asked again until its `Part` says nothing is left.

    Each asking is a unit of work of its own: other people save between two of them, and what was
    done stays done when the rest is cancelled or the power fails.
    """
    return lambda function: UseCase(function, needs, reads=False, in_parts=True)


def query(needs: Permission) -> Callable[[Callable[Concatenate[Work, P], R]], UseCase[P, R]]:
    """Declare a use-case that only reads."""
    return lambda function: UseCase(function, needs, reads=True)
