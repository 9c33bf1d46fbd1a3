"""Finds what a person could not read: cut words, lists that scroll sideways, things that overlap.

Also what flashed up as a window of its own while a scene was made (`StrayWindows`).

`findings(window)` walks the widgets on the screen; `parkdesk screenshots --check` and a test do so
for every scene. What may be cut is said where it is made, with its reason (`declared`).
"""

from __future__ import annotations

from parkdesk.gui.clipping.declared import may_cut, may_overlap, may_scroll
from parkdesk.gui.clipping.finding import Finding, Kind
from parkdesk.gui.clipping.strays import StrayWindows
from parkdesk.gui.clipping.walk import findings

__all__ = [
    "Finding",
    "Kind",
    "StrayWindows",
    "findings",
    "may_cut",
    "may_overlap",
    "may_scroll",
]
