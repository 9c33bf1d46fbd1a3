"""What can be done on any page, for the Ctrl+K box: found by its name, by its page, by both."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from parkdesk.gui.action_list import ActionSpec, listed_actions
from parkdesk.gui.choice_field import Matches
from parkdesk.gui.command_box.entry import Entry
from parkdesk.gui.going import go_and_do
from parkdesk.gui.key_names import sequence
from parkdesk.gui.pages import spec as page_spec
from parkdesk.i18n import language, tr

if TYPE_CHECKING:
    from parkdesk.gui.workspace import Workspace

MOST = 40
LETTERS = 2
"""Initials of a page or an action are at least so many: one letter would fit nearly all."""


def entries_elsewhere(workspace: Workspace, typed: str) -> list[Entry]:
    """Return the actions of all pages that fit, the page in view first among equals."""
    actor = workspace.desk.actor
    fitting = _Fitting(typed)
    ranked = [
        (rank, not workspace.is_in_view(one.page), place)
        for place, one in enumerate(listed_actions())
        if one.is_offered(actor) and (rank := fitting.rank(one)) is not None
    ]
    return [_entry(workspace, listed_actions()[place]) for *_, place in sorted(ranked)[:MOST]]


class _Fitting:
    """What fits the typed words: an action's name, or pieces of its name and of its page's."""

    def __init__(self, typed: str) -> None:
        names, pages = _words(language())
        self._named = set(names.named(typed))
        self._found = set(names.of(typed))
        cuts = [(typed[:at].strip(), typed[at:].strip()) for at in range(1, len(typed))]
        self._pairs = [
            (set(names.of(one)), set(pages.named(other)), set(pages.of(other)))
            for pair in cuts
            for one, other in (pair, pair[::-1])
            if _is_piece(one) and _is_piece(other)
        ]

    def rank(self, action: ActionSpec) -> int | None:
        """Return how well an action fits, 0 the best; None where it does not fit."""
        name, page = tr(action.text), tr(page_spec(action.page).title)
        if name in self._found:
            return 0 if name in self._named else 1
        ranks = [
            2 if page in named else 3
            for names, named, pages in self._pairs
            if name in names and page in pages
        ]
        return min(ranks, default=None)


def _is_piece(typed: str) -> bool:
    return len(typed) >= LETTERS if typed.isascii() else bool(typed)


def _entry(workspace: Workspace, action: ActionSpec) -> Entry:
    native = sequence(action.key).toString(QKeySequence.SequenceFormat.NativeText)
    page = tr(page_spec(action.page).title)
    return Entry(
        action.icon or "chevron-right",
        tr(action.text),
        f"{page} · {native}" if native else page,
        partial(go_and_do, workspace, action),
    )


@lru_cache(maxsize=4)
def _words(_language: str) -> tuple[Matches, Matches]:
    """Return the names of all actions and of their pages, in the language of the window."""
    actions = listed_actions()
    names = dict.fromkeys(tr(one.text) for one in actions)
    pages = dict.fromkeys(tr(page_spec(one.page).title) for one in actions)
    return Matches(tuple(names)), Matches(tuple(pages))
