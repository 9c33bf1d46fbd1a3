"""The tabs of an enterprise's page: one line a subject."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from parkdesk.domain.identity import Permission
from parkdesk.i18n import N_

if TYPE_CHECKING:
    from parkdesk.gui.enterprises.sheet.tab import Sheet, SheetTab
    from parkdesk.gui.runner import Runner


@dataclass(frozen=True, slots=True)
class TabSpec:
    """A tab: `factory` is "module:Class", imported when the tab is first opened.

    The class is called with `(runner, sheet)`; the tab is offered to whom the role grants `needs`.
    """

    key: str
    title: str
    factory: str
    needs: Permission

    def make(self, runner: Runner, sheet: Sheet) -> SheetTab:
        """Import the tab's class and make the tab."""
        module, _, name = self.factory.partition(":")
        return cast("SheetTab", getattr(importlib.import_module(module), name)(runner, sheet))


# Ordered as on the page; each subject's owner keeps its own line.
SHEET_TABS: tuple[TabSpec, ...] = (
    TabSpec(
        "overview",
        N_("Overview"),
        "parkdesk.gui.enterprises.sheet.overview:OverviewTab",
        Permission.ENTERPRISE_READ,
    ),
)
