"""What can be done on every page, known before any of them is opened: the list for Ctrl+K.

To make all pages takes seconds, so their actions are written down: `resources/pages/actions.json`
is made of the pages themselves by `docs/write_keys.py`, and a test compares the two.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from parkdesk import resources
from parkdesk.domain.identity import Permission
from parkdesk.gui.pages import spec as page_spec

if TYPE_CHECKING:
    from parkdesk.domain.identity import Actor
    from parkdesk.gui.actions import PageAction
    from parkdesk.gui.page import Page

FILE = "pages/actions.json"
_OF_RECORD = frozenset({"F2", "Shift+F2", "F4", "Ctrl+Del", "Ctrl+Return"})


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action of the page `page`: its English words, its key by Qt's own names, its icon.

    `part` is the tab or desk of the page that has it. `free` says that it needs no record: it can
    be done in a park that has none yet, and its key is not one of those that mean the record.
    """

    page: str
    part: str
    text: str
    key: str
    icon: str
    needs: Permission
    free: bool

    def is_offered(self, actor: Actor) -> bool:
        """Whether the person's role opens the page and allows the action."""
        return actor.may(self.needs) and actor.may(page_spec(self.page).needs)


@cache
def listed_actions() -> tuple[ActionSpec, ...]:
    """Return the actions of all pages in the order of the rail."""
    found = json.loads(resources.path(FILE).read_text("utf-8"))
    return tuple(ActionSpec(**{**one, "needs": Permission(one["needs"])}) for one in found)


def as_file(actions: list[ActionSpec]) -> str:
    """Return the content of the file: a line an action, so that a change of one is seen as one."""
    lines = (json.dumps(asdict(one), ensure_ascii=False) for one in actions)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def actions_of(key: str, page: Page) -> list[ActionSpec]:
    """Return the actions of a page that was made in English in a park without records."""
    # Asked first: a part that is made for the list alone is shown by nobody.
    free = {one for one in page.page_actions if one.isEnabled() and _key(one) not in _OF_RECORD}
    every = page.every_action()
    return [
        ActionSpec(
            key,
            page.part_of(one),
            one.text(),
            _key(one),
            one.icon_name,
            one.needs or page_spec(key).needs,
            one in free,
        )
        for one in every
    ]


def _key(action: PageAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
