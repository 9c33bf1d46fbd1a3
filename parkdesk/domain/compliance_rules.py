"""The catalogue of compliance rules (合规规则): what is asked, of whom, by which document.

The rules are data (`db/seed/compliance_rules.csv`), and so are their figures, each from a day on.
This module knows the *kinds*: a code for each, and the names of the figures that it reads.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from parkdesk.domain.programmes import Mark
from parkdesk.domain.severity import Level


class RuleCode(StrEnum):
    """Every rule that the program can look at, by the number that paper prints."""

    RETURN_MISSING = "T-01"
    RETURN_LATE = "T-02"
    RECEIPT_MISSING = "T-03"
    RETURN_WITHOUT_PEOPLE = "T-04"
    CERTIFICATE_EXPIRED = "Z-01"
    CERTIFICATE_EXPIRING = "Z-02"
    CERTIFICATE_STOPPED = "Z-03"
    CERTIFICATE_UNCHECKED = "Z-04"
    CLAIM_ROWS_REFUSED = "P-01"
    PEOPLE_FEWER = "P-02"
    CONTRACT_ENDED_EARLY = "P-03"
    CHECKED_WRONG = "P-04"
    PLATFORM_UNCHECKED = "P-05"
    CONTRACT_UNREPORTED = "H-01"
    CONTRACT_DIFFERS = "H-02"
    WINDOW_CLOSES = "H-03"
    EXECUTED_ABOVE = "H-04"
    OFFSHORE_50 = "M-01"
    OFFSHORE_35 = "M-02"
    OFFSHORE_70 = "M-03"
    GRADUATES_70 = "M-04"
    PROGRAMME_LINE = "M-05"
    LEASE_ENDED = "D-01"
    PAPER_MISSING = "D-02"
    SECURITY_UNATTESTED = "S-01"
    PERSONAL_DATA_UNATTESTED = "S-02"


class RuleArea(StrEnum):
    """What a rule is about, in the order of the catalogue."""

    RETURNS = "returns"
    CERTIFICATES = "certificates"
    CLAIMS = "claims"
    CONTRACTS = "contracts"
    THRESHOLDS = "thresholds"
    DOCUMENTS = "documents"
    SECURITY = "security"


class Concerned(StrEnum):
    """Whom a rule concerns."""

    RESIDENTS = "residents"
    """Every enterprise in the park."""
    HOLDERS = "holders"
    """Who holds a certificate."""
    CLAIMANTS = "claimants"
    """Who claimed or was granted money."""
    CONTRACTORS = "contractors"
    """Who has contracts in the register."""


class ParameterName(StrEnum):
    """The figures of rules; the ending says the unit."""

    ANSWER_DAYS = "answer-days"
    """Until when a finding is to be answered, from the day it was found."""
    LEAD_DAYS = "lead-days"
    """So long before the day it begins."""
    GRACE_DAYS = "grace-days"
    """So long after the day it begins."""
    KEPT_DAYS = "kept-days"
    """So long it stands in the list if nothing ends it."""
    DUE_MMDD = "due-mmdd"
    """The day of the year: 331 is 31 March."""


DAYS = frozenset(ParameterName) - {ParameterName.DUE_MMDD}
LONGEST_DAYS = 10 * 366
_COMMON_YEAR = 2001
OWN = "园区自定"
"""How a source reads that no document gives: the park's own rule."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure of a rule that holds from a day on, until the next one begins."""

    rule: RuleCode
    name: ParameterName
    from_on: dt.date
    value: int
    source: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class ComplianceRule:
    """One rule of the catalogue."""

    code: RuleCode
    area: RuleArea
    level: Level
    concerns: Concerned
    sentence_zh: str
    sentence_en: str
    source_zh: str
    source: str
    mark: Mark
    valid_from: dt.date
    valid_to: dt.date | None

    def holds_on(self, day: dt.date) -> bool:
        """Return whether it is asked on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that an enterprise attests yearly, asked by a rule."""

    code: str
    rule: RuleCode
    name_zh: str
    name_en: str
    source_zh: str
    source: str
    mark: Mark
    valid_from: dt.date
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules with all their figures, as they stand in the catalogue."""

    rules: Mapping[RuleCode, ComplianceRule]
    parameters: tuple[Parameter, ...]
    measures: tuple[Measure, ...]
    _by_name: Mapping[tuple[RuleCode, ParameterName], tuple[Parameter, ...]] = field(
        init=False, repr=False, compare=False
    )
    """The figures of each name: a look asks for some thirty of them per enterprise."""
    _in_force: dict[tuple[RuleCode, ParameterName, dt.date], int] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    """Those that were asked for, by the day."""

    def __post_init__(self) -> None:
        """Lay the figures out by their names."""
        found: dict[tuple[RuleCode, ParameterName], tuple[Parameter, ...]] = {}
        for one in self.parameters:
            found[one.rule, one.name] = (*found.get((one.rule, one.name), ()), one)
        object.__setattr__(self, "_by_name", found)

    def asks(self, code: RuleCode, day: dt.date) -> bool:
        """Return whether a rule is asked on a day."""
        rule = self.rules.get(code)
        return rule is not None and rule.holds_on(day)

    def figure(self, code: RuleCode, name: ParameterName, day: dt.date) -> int:
        """Return the figure of a rule that is in force on a day."""
        key = (code, name, day)
        found = self._in_force.get(key)
        if found is None:
            found = parameter_on(self._by_name.get((code, name), ()), code, name, day).value
            self._in_force[key] = found
        return found


def parameter_on(
    parameters: Iterable[Parameter], code: RuleCode, name: ParameterName, day: dt.date
) -> Parameter:
    """Return the figure in force on `day`: the one that began last.

    Raises `LookupError` where none had begun: the seeds hold one for every figure from 2000 on.
    """
    begun = [
        one for one in parameters if (one.rule, one.name) == (code, name) and one.from_on <= day
    ]
    if not begun:
        raise LookupError(code, name)
    return max(begun, key=lambda one: one.from_on)


def parameter_problems(
    name: ParameterName, from_on: dt.date | None, value: int | None, source: str, today: dt.date
) -> dict[str, str]:
    """Return what is wrong with a figure that somebody wants to put into force, by field.

    It begins today or later: what was found on past days stays as it was.
    """
    problems = {}
    if from_on is None:
        problems["from_on"] = "required"
    elif from_on < today:
        problems["from_on"] = "in-the-past"
    if value is None:
        problems["value"] = "required"
    elif name in DAYS and not 0 <= value <= LONGEST_DAYS:
        problems["value"] = "rule-days-out-of-range"
    elif name is ParameterName.DUE_MMDD and not is_day_of_year(value):
        problems["value"] = "rule-not-a-day-of-the-year"
    if not source.strip():
        problems["source"] = "required"
    return problems


def is_day_of_year(mmdd: int) -> bool:
    """Return whether 331 (31 March) names a day that every year has."""
    try:
        return dt.date(_COMMON_YEAR, mmdd // 100, mmdd % 100).year == _COMMON_YEAR
    except ValueError:
        return False


def day_of_year(mmdd: int, year: int) -> dt.date:
    """Return the day that 331 (31 March) names in a year."""
    return dt.date(year, mmdd // 100, mmdd % 100)
