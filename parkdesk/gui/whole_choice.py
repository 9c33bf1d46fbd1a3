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
    records, places = page.table.records, page.table.chosen_places()
    seen = {at: row for at in places for row in records.loaded_rows(at, at)}
    if len(seen) == len(places):
        go(list(seen.values()))
        return
    known = records.total

    def fetched(found: Window[RowT]) -> None:
        rows = found.rows
        # Somebody else may have entered or deleted one: the places are of other rows then.
        if len(rows) == known and all(rows[at].id == row.id for at, row in seen.items()):
            go([rows[at] for at in places])
        else:
            page.shell.notify(changed)

    fetch(records.order).named(tr("Collecting the rows")).done(fetched)
