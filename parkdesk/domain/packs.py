"""What a quarter's pack is made of: its sections, their order, and the language it speaks.

A plan says it; a named plan is a template that the park keeps. The sections are numbered in the
order of the plan, the annexes lettered in theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Section(StrEnum):
    """A section of the pack; the values stay as they are, for plans are kept by them."""

    TEXT = "text"
    FIGURES = "figures"
    FINDINGS = "findings"
    CONTRACTS = "contracts"
    STAFF = "staff"
    CERTIFICATES = "certificates"
    SUBSIDIES = "subsidies"
    BUDGETS = "budgets"
    PLATFORMS = "platforms"
    WATCH = "watch"
    RETURNS = "returns"
    RESTATEMENTS = "restatements"
    METHOD = "method"
    ENTERPRISES = "enterprises"
    FINDINGS_STANDING = "findings-standing"
    FINDINGS_CLOSED = "findings-closed"
    CONTRACT_LIST = "contract-list"
    CERTIFICATE_LIST = "certificate-list"


ANNEXES = frozenset(
    {
        Section.ENTERPRISES,
        Section.FINDINGS_STANDING,
        Section.FINDINGS_CLOSED,
        Section.CONTRACT_LIST,
        Section.CERTIFICATE_LIST,
    }
)
"""The long lists: they have letters and stand behind the numbered sections."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a section stands: its number, or an annex's letter."""

    section: Section
    name: str


def places(sections: Iterable[Section]) -> tuple[Place, ...]:
    """Return the sections as they are printed: the numbered ones, then the annexes."""
    chosen = tuple(dict.fromkeys(sections))
    numbered = [one for one in chosen if one not in ANNEXES]
    lettered = [one for one in chosen if one in ANNEXES]
    return (
        *(Place(one, str(number)) for number, one in enumerate(numbered, 1)),
        *(Place(one, chr(ord("A") + number)) for number, one in enumerate(lettered)),
    )


STANDARD = (
    Section.TEXT,
    Section.FIGURES,
    Section.FINDINGS,
    Section.CONTRACTS,
    Section.STAFF,
    Section.CERTIFICATES,
    Section.SUBSIDIES,
    Section.BUDGETS,
    Section.PLATFORMS,
    Section.WATCH,
    Section.RETURNS,
    Section.RESTATEMENTS,
    Section.METHOD,
    Section.ENTERPRISES,
    Section.FINDINGS_STANDING,
    Section.FINDINGS_CLOSED,
    Section.CONTRACT_LIST,
    Section.CERTIFICATE_LIST,
)
"""The sections of a pack for which nobody chose others."""

BOTH = "both"
"""The language of a pack that is printed in Chinese and then in English, in one file."""
PACK_LANGUAGES = ("zh_CN", "en", BOTH)
LONGEST_NAME = 60
"""How many characters the name of a template may have."""
LONGEST_TEXT = 20_000
"""How many characters the words of a quarter may have; five thousand are two pages."""


@dataclass(frozen=True, slots=True)
class PackPlan:
    """Which sections, in which order, in which language; a name where it is a template."""

    sections: tuple[Section, ...] = STANDARD
    language: str = "zh_CN"
    name: str = ""
    version: int = 0


def written(sections: Iterable[Section]) -> str:
    """Return the codes of sections as they are kept: joined by commas."""
    return ",".join(section.value for section in sections)


def read(text: str) -> tuple[Section, ...]:
    """Return the sections of a kept text; what a later program wrote and this knows not is left."""
    known = {section.value: section for section in Section}
    return tuple(known[code] for code in text.split(",") if code in known)
