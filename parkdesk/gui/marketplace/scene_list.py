"""Scenes of the marketplace: name, page, and what is opened on it."""

from __future__ import annotations

from parkdesk.gui.scene_steps import press

MARKETPLACE = (
    ("client-edit", "clients", lambda page: press(page.edit)),
    ("client-import", "clients", lambda page: press(page.import_list)),
    ("client-new", "clients", lambda page: press(page.new)),
    ("client-publish", "clients", lambda page: press(page.publish)),
    ("market-item-edit", "market-items", lambda page: press(page.edit)),
    ("market-item-import", "market-items", lambda page: press(page.import_list)),
    ("market-item-new", "market-items", lambda page: press(page.new)),
)
"""Imported by the list of all scenes; what opens them is imported when it is asked for."""
