"""The pictures of reminders, by name and page: what each opens is in `scenes`.

Nothing that a window needs is loaded for them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import methodcaller
from typing import Any


def _of_kind(page: Any, kind: str, action: str = "") -> None:  # noqa: ANN401
    from parkdesk.domain.reminders import ReminderKind
    from parkdesk.gui.reminders.scenes import open_of_kind

    open_of_kind(page, ReminderKind(kind), action)


def _touched(page: Any, action: str) -> None:  # noqa: ANN401
    from parkdesk.gui.reminders.scenes import open_touched

    open_touched(page, action)


def _pressed(page: Any, action: str) -> None:  # noqa: ANN401
    from parkdesk.gui.scene_steps import press

    press(getattr(page.worklist, action))


_OPENS: tuple[tuple[str, Callable[[Any], object]], ...] = (
    ("reminder-answer", partial(_of_kind, kind="finding", action="contact")),
    ("reminder-assign", partial(_pressed, action="assign")),
    ("reminder-contact", partial(_of_kind, kind="expiry", action="contact")),
    ("reminder-lead-time", partial(_of_kind, kind="expiry", action="lead")),
    ("reminder-reopen", partial(_touched, action="reopen")),
    ("reminder-rules", partial(_pressed, action="rules")),
    ("reminder-snooze", partial(_touched, action="snooze")),
    ("reminders-findings", partial(_of_kind, kind="finding")),
    ("reminders-timeline", methodcaller("show_section", "timeline")),
    ("reminders-year", methodcaller("show_section", "year")),
)

REMINDERS: tuple[tuple[str, str, Callable[[Any], object]], ...] = tuple(
    (name, "reminders", opens) for name, opens in _OPENS
)
"""Name, page and what is opened on it."""
