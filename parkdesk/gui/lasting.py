"""What lasts as long as the window, kept out of the garbage collector's sight.

A full collection looks at every object there is, in whichever thread fills its count. The modules
and a workspace are 150,000: a tenth of a second in which neither a page arrives nor a row is drawn.
What has been made for good is therefore set aside as soon as the window comes to rest.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject

from parkdesk import collector
from parkdesk.gui.runner import Runner

_YOUNG_AT_START = 200_000
"""The same until a workspace is there: nearly everything that a start makes is for good."""


def begin() -> None:
    """Let the start make what it needs without looking at all of it again and again."""
    collector.set_pace(_YOUNG_AT_START)


class Lasting(QObject):
    """Sets aside what was made for good, each time the runner has nothing left to do."""

    def __init__(self, runner: Runner) -> None:
        super().__init__(runner)
        self._known: set[str] = set()
        self._expected = False
        runner.idle.connect(self._settle)

    def expect(self, page: str) -> None:
        """Take note of a page that is open; the first time, its parts are being made for good.

        Only then: with what lasts, the rubbish of the moment is set aside as well.
        """
        if page not in self._known:
            self._known.add(page)
            self._expected = True

    def release(self) -> None:
        """Look at everything again: a workspace has been left."""
        self._known.clear()
        self._expected = False
        gc.unfreeze()

    def _settle(self) -> None:
        if self._expected:
            self._expected = False
            gc.freeze()
            collector.set_pace()
