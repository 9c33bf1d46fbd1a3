"""Scenes of the public platforms: name, page, and what is opened on it."""

from __future__ import annotations

from typing import Any

from parkdesk.gui.scene_steps import press


def _line(page: Any) -> None:  # noqa: ANN401
    from parkdesk.gui.platforms.scenes import open_line

    open_line(page)


PLATFORMS = (
    ("platform-service-edit", "platforms", lambda page: press(page.edit)),
    ("platform-service-import", "platforms", lambda page: press(page.import_list)),
    ("platform-service-new", "platforms", _line),
    ("offer-edit", "offers", lambda page: press(page.edit)),
    ("offer-new", "offers", lambda page: press(page.new)),
)
"""Imported by the list of all scenes; what opens them is imported when it is asked for."""
