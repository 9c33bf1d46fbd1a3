"""Finds what a person could not read: cut words, lists that scroll sideways, things that overlap.

Also what flashed up as a window of its own while a scene was made (`StrayWindows`).

`findings(window)` walks the widgets on the screen; `parkdesk screenshots --check` and a test do so
for every scene. What may be cut is said where it is made, with its reason (`declared`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parkdesk.gui.clipping.declared import may_cut, may_overlap, may_scroll
from parkdesk.gui.clipping.finding import Finding, Kind
from parkdesk.gui.clipping.strays import StrayWindows

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

__all__ = [
    "Finding",
    "Kind",
    "StrayWindows",
    "findings",
    "may_cut",
    "may_overlap",
    "may_scroll",
]


def findings(root: QWidget) -> list[Finding]:
    """Return what cannot be read in a window or a dialog as it stands on the screen."""
    # The window says what may overlap; only who looks for what is cut needs all that finds it.
    from parkdesk.gui.clipping.walk import findings as found

    return found(root)
