"""One enterprise's findings as they are handed over on paper, complete in themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from parkdesk.domain.compliance_rules import ComplianceRule, Measure
from parkdesk.domain.findings import FindingFact, FindingStanding


@dataclass(frozen=True, slots=True)
class PrintedFinding:
    """A finding that stands, with the rule that it rests on.

    The office's own answer is not among it: it is for the office, and may name what it suspects.
    """

    rule: ComplianceRule
    facts: Mapping[str, FindingFact]
    standing: FindingStanding
    since_on: dt.date
    due_on: dt.date
    owner: str
    waived_until: dt.date | None


@dataclass(frozen=True, slots=True)
class PrintedAttestation:
    """A measure that the rules ask to be attested, and whether it is for the year."""

    measure: Measure
    attested_on: dt.date | None
    attested_by: str


@dataclass(frozen=True, slots=True)
class FindingsSheet:
    """What an enterprise is told: what stands, by which rule, until when to answer."""

    park: str
    park_en: str
    enterprise: str
    code: str
    day: dt.date
    rows: tuple[PrintedFinding, ...]
    """The gravest first."""
    attested: tuple[PrintedAttestation, ...]
    at: dt.datetime
    by: str
