"""What makes a function a use-case."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, Generic, ParamSpec, TypeVar

from parkdesk.domain.identity import Permission
from parkdesk.store.work import Work

P = ParamSpec("P")
R = TypeVar("R")


class UseCase(Generic[P, R]):
    """A function a person can ask for: guarded by one permission, named in the trail."""

    def __init__(
        self, function: Callable[Concatenate[Work, P], R], needs: Permission, *, reads: bool
    ) -> None:
        update_wrapper(self, function)
        self.function = function
        self.needs = needs
        self.reads = reads

    def __call__(self, work: Work, /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Check the permission, name the action, then do it."""
        work.actor.require(self.needs)
        work.action = work.action or self.function.__name__
        return self.function(work, *args, **kwargs)


def command(needs: Permission) -> Callable[[Callable[Concatenate[Work, P], R]], UseCase[P, R]]:
    """Declare a use-case that writes."""
    return lambda function: UseCase(function, needs, reads=False)


def query(needs: Permission) -> Callable[[Callable[Concatenate[Work, P], R]], UseCase[P, R]]:
    """Declare a use-case that only reads."""
    return lambda function: UseCase(function, needs, reads=True)
