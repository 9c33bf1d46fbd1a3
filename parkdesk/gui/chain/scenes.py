"""What the pictures of the program show of the chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parkdesk.gui.scene_steps import sought

if TYPE_CHECKING:
    from parkdesk.gui.chain.page import ChainPage

_TABS = {"table": 1, "entered": 2}


def show(page: ChainPage, what: str) -> None:
    """Show a tab, or the picture with its largest provider of the park chosen."""
    page.tabs.setCurrentIndex(_TABS.get(what, 0))
    if what == "chosen":
        ours = [one for one in page.canvas.picture.column(1) if one.party is not None]
        page.canvas.setFocus()
        largest = max(ours, key=lambda one: one.value, default=None)
        page.canvas.choose(sought(largest, "a provider of the park"))
