"""What headings of lists mean that the program does not know by itself, and who may say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parkdesk.domain.identity import Permission

LONGEST_HEADING = 100
MOST_HEADINGS = 200
"""Of one answer; the widest forms have some dozens of columns."""

LISTS: Mapping[str, Permission] = {
    "certificates": Permission.CERTIFICATION_EDIT,
    "class-members": Permission.PLATFORM_EDIT,
    "clients": Permission.PLATFORM_EDIT,
    "contracts": Permission.CONTRACT_EDIT,
    "enterprises": Permission.ENTERPRISE_EDIT,
    "executions": Permission.CONTRACT_EDIT,
    "market-items": Permission.PLATFORM_EDIT,
    "monthly-returns": Permission.STATISTICS_EDIT,
    "opportunities": Permission.PLATFORM_EDIT,
    "quarterly-returns": Permission.STATISTICS_EDIT,
    "service-codes": Permission.PARK_EDIT,
    "services": Permission.PLATFORM_EDIT,
    "titles": Permission.ENTERPRISE_EDIT,
    "yearly-returns": Permission.STATISTICS_EDIT,
}
"""The kinds of lists that are imported, and who may import each."""


@dataclass(frozen=True, slots=True)
class OwnHeading:
    """A heading, half-width and without blanks, and the column of the list that it heads.

    `unit` is the known heading whose unit the cells are in where the column has several (元, 万元).
    """

    heading: str
    field: str
    """Empty: the column is left out on purpose."""
    unit: str = ""
