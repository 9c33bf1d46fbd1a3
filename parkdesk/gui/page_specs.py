"""What a page of the window is before it is made, and the groups of the rail."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

from parkdesk.domain.identity import Permission
from parkdesk.i18n import N_

if TYPE_CHECKING:
    from parkdesk.gui.page import Page
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner
    from parkdesk.usecases.core import UseCase


class Group(StrEnum):
    """A group of the rail; SYSTEM stands at its foot."""

    TODAY = "today"
    REGISTERS = "registers"
    CLAIMS = "claims"
    PLATFORMS = "platforms"
    STATISTICS = "statistics"
    SYSTEM = "system"


GROUP_TITLES = {
    Group.TODAY: N_("Today"),
    Group.REGISTERS: N_("Registers"),
    Group.CLAIMS: N_("Claims"),
    Group.PLATFORMS: N_("Public platforms"),
    Group.STATISTICS: N_("Statistics and reports"),
    Group.SYSTEM: N_("System"),
}


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page of the rail, or one behind such a page.

    `factory` is "module:Class" (imported when the page is first opened); the class is called with
    `(runner, shell)`. The page is offered to whom the role grants `needs`. `badge` is
    "module:use_case" of a query that returns the number of items that need work, or nothing;
    `badge_note` says in the tip what that number counts.
    `behind` is the key of the page from whose records this one is opened: it has no line on the
    rail and no Ctrl+number of its own, the rail marks the page it belongs to, which may itself be
    behind another one. `of_record` says that such a page shows one record: without one there is
    nothing to open. `also` holds the other words people have for it, blanks between them: each
    finds it in the Ctrl+K box.
    """

    key: str
    group: Group
    icon: str
    title: str
    factory: str
    needs: Permission
    badge: str = ""
    badge_note: str = N_("Need work: {n}")
    behind: str = ""
    of_record: bool = False
    also: str = ""

    @property
    def is_on_rail(self) -> bool:
        """Whether it has a line on the rail and, among the first nine, a Ctrl+number."""
        return not self.behind

    def make(self, runner: Runner, shell: Shell) -> Page:
        """Import the page's class and make the page."""
        return cast("Page", _named(self.factory)(runner, shell))

    def badge_query(self) -> UseCase[..., int] | None:
        """Return the query whose result is the count beside the title."""
        return cast("UseCase[..., int]", _named(self.badge)) if self.badge else None


def _named(name: str) -> Any:  # noqa: ANN401
    module, _, attribute = name.partition(":")
    return getattr(importlib.import_module(module), attribute)
