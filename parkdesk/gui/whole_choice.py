"""The rows chosen in a list, those too that nobody has scrolled to yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from parkdesk.domain.paging import Sort, Window
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.runner import Request
from parkdesk.i18n import tr


class Numbered(Protocol):
    """A row of a list."""

    @property
    def id(self) -> int:
        """The record's number."""


RowT = TypeVar("RowT", bound=Numbered)
Fetch = Callable[[Sort], Request[Window[RowT]]]
"""Asks for the whole list as it is filtered, in an order."""


def with_chosen(
    page: RegistryPage[RowT], fetch: Fetch[RowT], go: Callable[[list[RowT]], object], changed: str
) -> None:
    """Call `go` with every chosen row; say `changed` where the list is another one by now.

    Ctrl+A chooses rows that are not in memory: they are fetched first.
    """
    table = page.table
    places = sorted(one.row() for one in table.selectionModel().selectedRows())
    loaded = table.selected()
    if len(loaded) == len(places):
        go(loaded)
        return
    known = table.records.total

    def fetched(found: Window[RowT]) -> None:
        chosen = [found.rows[one] for one in places if one < found.total]
        # Somebody else may have entered or deleted one: the places are of other rows then.
        if found.total == known and {one.id for one in loaded} <= {one.id for one in chosen}:
            go(chosen)
        else:
            page.shell.notify(changed)

    fetch(table.records.order).named(tr("Collecting the rows")).done(fetched)
