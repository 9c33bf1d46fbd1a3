"""Opening what the public platforms have for a picture."""

from __future__ import annotations

from typing import Any

from parkdesk.domain.requests import RequestState
from parkdesk.gui.scene_steps import afterwards, press


def open_line(page: Any) -> None:  # noqa: ANN401
    """Show the entry line as a clerk leaves it in the middle of a line."""
    page.new.trigger()
    page.line.hours.set_value("2.5")
    page.line.people.set_value(3)
    page.line.note.set_value("接口联调")


def open_complete(page: Any) -> None:  # noqa: ANN401
    """Finish a request that is worked on."""
    page.state.set_value(RequestState.UNDERWAY)
    afterwards(lambda: press(page.complete))
