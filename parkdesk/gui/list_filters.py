"""The filters of one list, taken together: as plain words, in people's words, set all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias

from parkdesk.gui.widgets.choice_filter import ChoiceFilter
from parkdesk.gui.widgets.search_field import SearchField

Filter: TypeAlias = "ChoiceFilter[Any] | SearchField"


class ListFilters:
    """Every filter has a `key`, and a plain word for what it is set to."""

    def __init__(self) -> None:
        self.widgets: list[Filter] = []

    def plain(self) -> dict[str, str]:
        """Return what narrows the list, by the filters' keys."""
        return {one.key: one.plain() for one in self.widgets if one.plain()}

    def said(self) -> list[str]:
        """Return what narrows the list, in words."""
        return [one.said() for one in self.widgets if one.said()]

    def search(self) -> SearchField | None:
        """Return the field for words, where there is one."""
        return next((one for one in self.widgets if isinstance(one, SearchField)), None)

    def clear(self) -> bool:
        """Narrow nothing, quietly; True where something was narrowed."""
        return self._set(lambda one: one.clear_filter())

    def set_plain(self, wanted: Mapping[str, str] | None) -> list[str]:
        """Set every filter, quietly; None: as the list came. Return what is not there any more."""
        left = dict(wanted or {})
        gone: list[str] = []

        def change(one: Filter) -> None:
            word = left.pop(one.key, "")
            if wanted is None:
                one.as_it_came()
            elif not one.set_plain(word):
                gone.append(word)
                one.clear_filter()

        self._set(change)
        return gone + list(left.values())

    def choose(self, value: object) -> None:
        """Choose `value` in the first filter that offers it."""
        for one in self.widgets:
            if isinstance(one, ChoiceFilter) and value is not None and one.offers(value):
                one.set_value(value)
                return

    @contextmanager
    def lifted(self) -> Iterator[None]:
        """Let every filter answer as if it were not set, for as long as the block runs."""
        for one in self.widgets:
            one.lifted = True
        yield
        for one in self.widgets:
            one.lifted = False

    def _set(self, change: Callable[[Filter], object]) -> bool:
        before = self.plain()
        for one in self.widgets:
            blocked = one.blockSignals(True)
            change(one)
            one.blockSignals(blocked)
        return self.plain() != before
