"""What lasts as long as the window, kept out of the garbage collector's sight.

A full collection looks at every object there is, in whichever thread fills its count. The modules
and a workspace are 150,000: a tenth of a second in which neither a page arrives nor a row is drawn.
What has been made for good is therefore set aside as soon as the window comes to rest, and a full
collection waits until nothing has been under way for a while: an import makes a million objects,
and would be looked through again and again while somebody types.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from parkdesk.gui.runner import Runner

_YOUNG = 10_000
"""Objects that are made before the youngest are looked at."""
_YOUNG_AT_START = 200_000
"""The same until a workspace is there: nearly everything that a start makes is for good."""
_MIDDLE = 10
"""Looks at the youngest before those are looked at that outlived one."""
_NEVER = 1_000_000_000
"""Of the oldest the collector by itself looks at nothing."""
_DUE = 10
"""Looks at the middle ones after which the oldest are worth a look."""
REST_MS = 2_000
"""So long nothing has been under way when everything is looked at."""


def begin() -> None:
    """Let the start make what it needs without looking at all of it again and again."""
    gc.set_threshold(_YOUNG_AT_START, _MIDDLE, _NEVER)


class Lasting(QObject):
    """Sets aside what was made for good, each time the runner has nothing left to do."""

    def __init__(self, runner: Runner) -> None:
        super().__init__(runner)
        self._known: set[str] = set()
        self._expected = False
        self._runner = runner
        runner.idle.connect(self._settle)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._look)
        runner.started.connect(self._rest.stop)

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
            gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
        if gc.get_count()[-1] >= _DUE:
            self._rest.start()

    def _look(self) -> None:
        if self._runner.is_idle:
            gc.collect()
