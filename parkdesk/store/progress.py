"""How a long use-case says where it is, and hears that it should stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from parkdesk.domain.errors import Cancelled


@dataclass(slots=True)
class Progress:
    """Handed to a use-case with its unit of work; silent unless somebody listens."""

    listener: Callable[[int, int], None] | None = None
    stop: Event = field(default_factory=Event)

    def step(self, done: int, total: int) -> None:
        """Say that `done` of `total` is finished; raise `Cancelled` where it should stop."""
        if self.stop.is_set():
            raise Cancelled
        if self.listener is not None:
            self.listener(done, total)
