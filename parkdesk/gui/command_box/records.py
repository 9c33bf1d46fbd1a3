"""Records for the Ctrl+K box, from the park's search."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from parkdesk.gui.command_box.entry import Entry
from parkdesk.i18n import tr

if TYPE_CHECKING:
    from parkdesk.gui.runner import Runner
    from parkdesk.gui.workspace import Workspace
    from parkdesk.usecases.search import SearchHit

MOST = 20
PAGE_OF = {
    "enterprise": ("enterprise", "building"),
    "certification": ("certifications", "certificate"),
    "claim": ("claims", "claim"),
    "contract": ("contracts", "contract"),
}
"""The page that shows a hit's kind, and its icon."""


def record_entries(
    runner: Runner,
    owner: QObject,
    workspace: Workspace,
    typed: str,
    arrived: Callable[[list[Entry]], None],
) -> None:
    """Ask for the records that fit what is typed."""
    from parkdesk.usecases.search import search

    if not runner.can(search):
        arrived([])
        return
    offered = {page.key for page in workspace.pages}

    def found(hits: tuple[SearchHit, ...]) -> None:
        arrived([_entry(workspace, hit) for hit in hits if PAGE_OF[hit.kind][0] in offered])

    runner.run(owner, search, typed, MOST).done(found)


def _entry(workspace: Workspace, hit: SearchHit) -> Entry:
    page, icon = PAGE_OF[hit.kind]
    return Entry(icon, hit.title, _note(hit), lambda: workspace.open_page(page, hit.id))


def _note(hit: SearchHit) -> str:
    """Return the quiet words: the code, and why a thing is found whose code is another one."""
    if hit.merged:
        return tr("{number} was {name}, merged into it", number=hit.number, name=hit.merged)
    if hit.number:
        return tr("{code}, also {number}", code=hit.detail, number=hit.number)
    return hit.detail
