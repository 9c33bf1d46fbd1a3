"""Opening what the public platforms have for a picture."""

from __future__ import annotations

from typing import Any


def open_line(page: Any) -> None:  # noqa: ANN401
    """Show the entry line as a clerk leaves it in the middle of a line."""
    page.new.trigger()
    page.line.hours.set_value("2.5")
    page.line.people.set_value(3)
    page.line.note.set_value("接口联调")
