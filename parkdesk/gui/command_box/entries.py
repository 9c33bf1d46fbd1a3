"""What the Ctrl+K box can find without asking the database: pages, their parts, actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from parkdesk.gui.choice_field import Matches
from parkdesk.gui.command_box.elsewhere import entries_elsewhere
from parkdesk.gui.command_box.entry import Entry
from parkdesk.gui.page_sections import offered_sections
from parkdesk.i18n import tr

if TYPE_CHECKING:
    from parkdesk.gui.workspace import Workspace

MOST = 8


def found_entries(workspace: Workspace, typed: str) -> list[Entry]:
    """Return pages, their parts and actions that fit what is typed; those at hand for nothing."""
    if not typed:
        return [*_pages(workspace), *_sections(workspace), *_actions(workspace)]
    by_words = _by_words(workspace)
    first = _once(by_words[words] for words in _matches(tuple(by_words)).of(typed))[:MOST]
    return _each_once([*first, *entries_elsewhere(workspace, typed)])


def with_records(workspace: Workspace, typed: str, records: list[Entry]) -> list[Entry]:
    """Return the records that fit among pages and actions: after what is typed in full."""
    by_words = _by_words(workspace)
    matches = _matches(tuple(by_words))
    named = _once(by_words[words] for words in matches.named(typed))[:MOST]
    found = _once(by_words[words] for words in matches.of(typed))[:MOST]
    others = [entry for entry in found if entry not in named]
    return _each_once([*named, *records, *others, *entries_elsewhere(workspace, typed)])


@lru_cache(maxsize=4)
def _matches(words: tuple[str, ...]) -> Matches:
    """Keep the letters of the words from one key to the next: pinyin takes its time."""
    return Matches(words)


def _once(entries: Iterable[Entry]) -> list[Entry]:
    """Return each entry once: its name and another word for it may both fit."""
    return list(dict.fromkeys(entries))


def _each_once(entries: Iterable[Entry]) -> list[Entry]:
    """Leave out a line that says what a line above it says."""
    said: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        said.setdefault((entry.text, entry.note), entry)
    return list(said.values())


def _by_words(workspace: Workspace) -> dict[str, Entry]:
    by_words: dict[str, Entry] = {}
    for entry in (*_pages(workspace), *_actions(workspace), *_sections(workspace)):
        # The action of the page in view says its key: it stands for the part of the same name.
        first = by_words.setdefault(entry.text, entry)
        for word in entry.also.split():
            by_words.setdefault(word, first)
    return by_words


def _pages(workspace: Workspace) -> Sequence[Entry]:
    on_rail = [
        Entry(
            page.icon,
            tr(page.title),
            f"Ctrl+{place + 1}" if place < 9 else "",  # noqa: PLR2004 (as many keys as digits)
            partial(workspace.open_page, page.key),
            tr(page.also) if page.also else "",
        )
        for place, page in enumerate(workspace.rail_pages)
    ]
    titles = {page.key: tr(page.title) for page in workspace.pages}
    behind = [
        Entry(
            page.icon,
            tr(page.title),
            titles.get(page.behind, ""),
            partial(workspace.open_page, page.key),
            tr(page.also) if page.also else "",
        )
        for page in workspace.pages
        if not page.is_on_rail and not page.of_record
    ]
    return [*on_rail, *behind]


def _sections(workspace: Workspace) -> Sequence[Entry]:
    pages = {page.key: page for page in workspace.pages}
    return [
        Entry(
            pages[one.page].icon,
            tr(one.title),
            tr(pages[one.page].title),
            partial(workspace.open_section, one.page, one.key),
            tr(one.also) if one.also else "",
        )
        for one in offered_sections(workspace.desk.actor)
        if one.page in pages
    ]


def _actions(workspace: Workspace) -> Sequence[Entry]:
    return [
        Entry(
            getattr(action, "icon_name", "") or "chevron-right",
            action.text(),
            action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
            action.trigger,
        )
        for action in (*workspace.offered_actions(), *_of_window(workspace))
    ]


def _of_window(workspace: Workspace) -> Sequence[QAction]:
    # Settings is a part of a page with other words of its own.
    return [one for one in workspace.of_window if one.isVisible() and one.text() != tr("Settings")]
