"""Kinds of certificate as the park keeps them: its own lead times, readings and kinds.

The seeded figures stay beside the park's own: a new release brings the first up to date and never
touches the second.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parkdesk.domain.certifications import CertificationFamily, LastDay, Surveillance
from parkdesk.domain.programmes import Mark

OWN = "PARK-"
"""How the code of a kind of the park's own begins; no seed uses it."""
LONGEST_LEAD = 730
"""Days: two thirds of the longest cycle; more is a typing mistake."""
LONGEST_VALIDITY = 240
HIGHEST_LEVEL = 9
_CODE = re.compile(r"[A-Z0-9][A-Z0-9.\-]{0,19}")


@dataclass(frozen=True, slots=True)
class SaveKind:
    """What the park sets for a seeded kind; None leaves what the seed says.

    `validity_months` is 0 for "no expiry". It needs `source`: where the park read it.
    """

    lead_days: int | None = None
    validity_months: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class SaveOwnKind:
    """What the form of a kind of the park's own holds; `code` is without its beginning."""

    code: str
    name_zh: str
    name_en: str
    family: CertificationFamily | None
    validity_months: int | None
    last_day: LastDay
    surveillance: Surveillance
    lead_days: int | None
    top_level: int
    source: str
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class SaveRule:
    """The park's own reading of an appraisal rule's period; None leaves what the seed says."""

    validity_months: int | None = None
    source: str = ""


def kind_problems(form: SaveKind) -> dict[str, str]:
    """Return what does not hold, by field."""
    problems = _reading_problems(form.validity_months, form.source)
    if form.lead_days is not None and not 0 <= form.lead_days <= LONGEST_LEAD:
        problems["lead_days"] = "no-such-lead-time"
    return problems


def rule_problems(form: SaveRule) -> dict[str, str]:
    """Return what does not hold, by field."""
    return _reading_problems(form.validity_months, form.source)


def _reading_problems(months: int | None, source: str) -> dict[str, str]:
    problems: dict[str, str] = {}
    if months is None:
        return problems
    if not 0 <= months <= LONGEST_VALIDITY:
        problems["validity_months"] = "no-such-period"
    if not source.strip():
        problems["source"] = "say-where-read"
    return problems


def own_kind_problems(form: SaveOwnKind) -> dict[str, str]:
    """Return what does not hold, by field."""
    problems: dict[str, str] = {}
    if not form.code.strip():
        problems["code"] = "required"
    elif not _CODE.fullmatch(own_code(form.code).removeprefix(OWN)):
        problems["code"] = "not-a-short-name"
    for name in ("name_zh", "name_en", "source"):
        if not getattr(form, name).strip():
            problems[name] = "required"
    for name in ("family", "lead_days", "mark"):
        if getattr(form, name) is None:
            problems[name] = "required"
    return problems | _figure_problems(form)


def _figure_problems(form: SaveOwnKind) -> dict[str, str]:
    problems: dict[str, str] = {}
    if form.validity_months is not None and not 1 <= form.validity_months <= LONGEST_VALIDITY:
        problems["validity_months"] = "no-such-period"
    if form.validity_months is None and form.surveillance is Surveillance.YEARLY:
        problems["validity_months"] = "surveillance-needs-period"
    if form.lead_days is not None and not 0 <= form.lead_days <= LONGEST_LEAD:
        problems["lead_days"] = "no-such-lead-time"
    if not 0 <= form.top_level <= HIGHEST_LEVEL:
        problems["top_level"] = "no-such-level"
    return problems


def own_code(typed: str) -> str:
    """Return the code of a kind of the park's own from what was typed: ISO 22301, PARK-ISO22301."""
    return OWN + re.sub(r"\s+", "", typed).upper().removeprefix(OWN)
