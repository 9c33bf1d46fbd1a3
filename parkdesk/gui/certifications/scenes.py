"""What the pictures of certificates open."""

from __future__ import annotations

from typing import Any

from parkdesk.gui.scene_steps import afterwards, press, sought


def open_tab(page: Any, tab: int) -> None:  # noqa: ANN401
    """Open a tab of the panel."""
    page.panel.tabs.setCurrentIndex(tab)


def open_surveillance(page: Any) -> None:  # noqa: ANN401
    """Open the form of surveillance on a certificate that has audits."""
    page.panel.tabs.setCurrentIndex(0)
    place = page.table.records.loaded_place(lambda row: row.type_code.startswith("ISO"))
    page.table.select_place(sought(place if place >= 0 else None, "a certificate with audits"))
    afterwards(lambda: press(page.surveillance))


def open_kind(page: Any, what: str) -> None:  # noqa: ANN401
    """Open the kinds, and one of their lists or forms."""
    dialog = page.actions_of_one.open_kinds()
    tabs = {"kinds": 0, "edit": 0, "own": 0, "rules": 1, "rule": 1, "views": 2}
    dialog.tabs.setCurrentIndex(tabs[what])
    if what == "own":
        press(dialog.add)
    elif what in {"edit", "rule"}:
        table = dialog.kinds if what == "edit" else dialog.rules

        def choose() -> None:
            table.select_place(0)
            press(dialog.edit)

        afterwards(choose)
