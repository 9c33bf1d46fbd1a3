"""A view of a list: which rows, in which order, with which columns.

Filters are plain words by the filter's key, columns go by their keys: what a view says holds in
every language and outlives a change of titles.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from parkdesk.domain.errors import Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort

FORMAT = 1
"""Of the JSON; a view of a later program is refused, not guessed at."""
LONGEST_NAME = 40
NARROWEST, WIDEST = 40, 1_200
"""Widths of a column, in pixels; anything else was not made by the program."""

LISTS: Mapping[str, Permission] = {
    "certifications": Permission.CERTIFICATION_READ,
    "claims": Permission.CLAIM_READ,
    "clawbacks": Permission.CLAIM_READ,
    "booking-list": Permission.PLATFORM_READ,
    "brand-events": Permission.PLATFORM_READ,
    "clients": Permission.PLATFORM_READ,
    "credit": Permission.CLAIM_READ,
    "credit-schemes": Permission.CLAIM_READ,
    "contracts": Permission.CONTRACT_READ,
    "documents": Permission.SUMMARY_READ,
    "enterprises": Permission.ENTERPRISE_READ,
    "findings": Permission.COMPLIANCE_READ,
    "ip-matters": Permission.PLATFORM_READ,
    "ip-templates": Permission.PLATFORM_READ,
    "market-items": Permission.PLATFORM_READ,
    "opportunities": Permission.PLATFORM_READ,
    "notices": Permission.CLAIM_READ,
    "offers": Permission.PLATFORM_READ,
    "payments": Permission.CLAIM_READ,
    "people": Permission.ACCOUNT_READ,
    "persons": Permission.CLAIM_READ,
    "platform-assets": Permission.PLATFORM_READ,
    "platform-evaluation": Permission.PLATFORM_READ,
    "platform-funds": Permission.PLATFORM_READ,
    "platforms": Permission.PLATFORM_READ,
    "programmes": Permission.PROGRAMME_READ,
    "reminders": Permission.CERTIFICATION_READ,
    "requests": Permission.PLATFORM_READ,
    "returns": Permission.STATISTICS_READ,
    "signals": Permission.CLAIM_READ,
    "statistics": Permission.STATISTICS_READ,
    "titles": Permission.ENTERPRISE_READ,
    "trail": Permission.TRAIL_READ,
    "training-classes": Permission.PLATFORM_READ,
    "training-institutions": Permission.PLATFORM_READ,
    "verifications": Permission.CLAIM_READ,
}
"""The lists that have views, and who may read each."""


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column in view and its width in pixels; 0: as wide as it comes."""

    key: str
    width: int = 0


@dataclass(frozen=True, slots=True)
class ViewDefinition:
    """What a view says; whatever is empty is as the list comes."""

    filters: Mapping[str, str] = field(default_factory=dict)
    """A filter's plain value by its key; a filter that narrows nothing is not named."""
    sort: Sort | None = None
    columns: tuple[ShownColumn, ...] = ()
    """Those in view, from left to right."""

    def to_json(self) -> str:
        """Return the text that is stored."""
        sort = self.sort
        return json.dumps(
            {
                "format": FORMAT,
                "filters": dict(sorted(self.filters.items())),
                "sort": None if sort is None else [sort.column, sort.descending],
                "columns": [[one.key, one.width] for one in self.columns],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, text: str) -> ViewDefinition:
        """Read a stored text; Refused with `view-unreadable` where this program cannot."""
        try:
            found = json.loads(text)
            if found["format"] != FORMAT:
                raise Refused("view-unreadable")
            return cls(
                {str(key): str(value) for key, value in found["filters"].items()},
                _sort(found["sort"]),
                tuple(ShownColumn(str(key), _width(width)) for key, width in found["columns"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Refused("view-unreadable") from error


def name_problem(name: str) -> str | None:
    """Return the code of what is wrong with a view's name, or None."""
    if not name.strip():
        return "required"
    return "view-name-long" if len(name.strip()) > LONGEST_NAME else None


def _sort(found: list[object] | None) -> Sort | None:
    if found is None:
        return None
    column, descending = found
    return Sort(str(column), descending=bool(descending))


def _width(found: object) -> int:
    width = found if isinstance(found, int) else 0
    return min(max(width, NARROWEST), WIDEST) if width else 0
