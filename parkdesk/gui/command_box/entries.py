"""What the Ctrl+K box can find without asking the database: pages and actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from parkdesk.gui.choice_field import Matches
from parkdesk.i18n import tr

if TYPE_CHECKING:
    from parkdesk.gui.workspace import Workspace

MOST = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the box: an icon, words, quiet words at the right, and what Enter does."""

    icon: str
    text: str
    note: str
    act: Callable[[], object]


def found_entries(workspace: Workspace, typed: str) -> list[Entry]:
    """Return pages and actions that fit what is typed; all pages when nothing is."""
    if not typed:
        return [*_pages(workspace), *_actions(workspace)]
    by_text = _by_text(workspace)
    return [by_text[text] for text in Matches(tuple(by_text)).of(typed)[:MOST]]


def with_records(workspace: Workspace, typed: str, records: list[Entry]) -> list[Entry]:
    """Return the records that fit among pages and actions: after what is typed in full."""
    by_text = _by_text(workspace)
    matches = Matches(tuple(by_text))
    named = matches.named(typed)[:MOST]
    rest = [text for text in matches.of(typed)[:MOST] if text not in named]
    return [*map(by_text.__getitem__, named), *records, *map(by_text.__getitem__, rest)]


def _by_text(workspace: Workspace) -> dict[str, Entry]:
    by_text: dict[str, Entry] = {}
    for entry in (*_pages(workspace), *_actions(workspace)):
        by_text.setdefault(entry.text, entry)
    return by_text


def _pages(workspace: Workspace) -> Sequence[Entry]:
    def opener(key: str) -> Callable[[], object]:
        return lambda: workspace.open_page(key)

    return [
        Entry(page.icon, tr(page.title), f"Ctrl+{place + 1}" if place < 9 else "", opener(page.key))  # noqa: PLR2004
        for place, page in enumerate(workspace.rail_pages)
    ]


def _actions(workspace: Workspace) -> Sequence[Entry]:
    return [
        Entry(
            getattr(action, "icon_name", "") or "chevron-right",
            action.text(),
            action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
            action.trigger,
        )
        for action in workspace.offered_actions()
    ]
