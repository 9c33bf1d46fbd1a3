"""Links of a sheet, and the places they lead to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parkdesk.reports.structure import Element


@dataclass(slots=True)
class Link:
    """A rectangle (left, bottom, right, top) that leads to an anchor."""

    rect: tuple[float, float, float, float]
    anchor: str
    says: str
    element: Element | None = None
    """What of the document's structure it belongs to."""


@dataclass(slots=True)
class Anchor:
    """A place that links lead to; with a title it is a bookmark in the outline too."""

    name: str
    y: float
    title: str = ""
    level: int = 0
