"""Scenes of the platforms' money: name, page, and what is opened on it."""

from __future__ import annotations

from typing import Any

from parkdesk.gui.scene_steps import afterwards, press


def _state(page: Any) -> None:  # noqa: ANN401
    page.table.select_place(1)
    afterwards(lambda: press(page.state))


PLATFORM_MONEY = (
    ("asset-new", "platform-assets", lambda page: press(page.new)),
    ("asset-state", "platform-assets", _state),
    ("asset-edit", "platform-assets", lambda page: press(page.edit)),
    ("grant-new", "platform-funds", lambda page: press(page.new)),
    ("funds-grant", "platform-funds", lambda page: page.table.select_place(1)),
    ("funds-print", "platform-funds", lambda page: afterwards(page.print_as_shown)),
    ("evaluation-staff", "platform-evaluation", lambda page: press(page.edit)),
)
"""Imported by the list of all scenes."""
