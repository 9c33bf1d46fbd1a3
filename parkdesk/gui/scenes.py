"""What `parkdesk screenshots` opens: every page, and every dialog on the page it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Opens = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: a page, and what is opened on it.

    `opens` is called with the page once everything is loaded; it opens a dialog, a tab or a
    record. What it starts is waited for as well.
    """

    name: str
    page: str
    opens: Opens | None = None


# Every page has a scene by itself; here stand the dialogs, alphabetical by name.
SCENES: tuple[Scene, ...] = ()
