"""Scenes of events: name, page, and what is opened on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from parkdesk.domain.brand_events import EventState
from parkdesk.gui.scene_steps import afterwards, press


def _held(page: Any, act: Callable[[Any], object]) -> None:  # noqa: ANN401
    """Choose an event that was held, then open something of it."""
    page.state.set_value(EventState.HELD)
    afterwards(lambda: act(page))


def _show_tab(place: int) -> Callable[[Any], object]:
    return lambda page: page.panel.tabs.setCurrentIndex(place)


BRAND = (
    ("event-call-off", "brand-events", lambda page: press(page.call_off)),
    ("event-contracts", "brand-events", lambda page: _held(page, _show_tab(2))),
    ("event-edit", "brand-events", lambda page: press(page.edit)),
    ("event-enterprises", "brand-events", lambda page: _held(page, _show_tab(1))),
    ("event-join", "brand-events", lambda page: press(page.join)),
    ("event-new", "brand-events", lambda page: press(page.new)),
)
"""Imported by the list of all scenes; what opens them is imported when it is asked for."""
