"""What is typed for provider credit: a scheme, an entry, a reply; and what of it makes no sense."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass, fields

from parkdesk.domain.credit import (
    ENTERED,
    CreditCriterion,
    CreditRule,
    CreditScheme,
    most_field,
    points_field,
)
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.reasons import says_too_little

WHOLE = 100
"""The weights of a scheme sum to this, so that sheets of different schemes can be read alike."""
LONGEST_MONTHS = 120
PROPOSED: dict[str, int] = {
    "months": 24,
    **dict(zip(map(most_field, CreditCriterion), (20, 20, 20, 15, 15, 10), strict=True)),
    **dict(zip(map(points_field, CreditRule), (20, 5, 4, 2, 5, 10, 3, 5, 2), strict=True)),
}
"""What the form of a first scheme begins with: a proposal of the program, from no document."""
NUMBERS = tuple(PROPOSED)
"""The fields of a scheme that are whole numbers."""


@dataclass(frozen=True, slots=True)
class SaveCreditScheme:
    """A scheme as typed; None is a number that was left empty."""

    name: str
    source: str
    from_on: dt.date | None
    months: int | None
    most_standing: int | None
    most_certificates: int | None
    most_delivery: int | None
    most_returns: int | None
    most_claims: int | None
    most_disputes: int | None
    stop_points: int | None
    certificate_points: int | None
    contract_points: int | None
    late_return_points: int | None
    missing_return_points: int | None
    clawback_points: int | None
    rejected_claim_points: int | None
    dispute_points: int | None
    commendation_points: int | None
    confirmed: bool = False

    def scheme(self) -> CreditScheme:
        """Return what was checked as a scheme."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return CreditScheme(**values | {"name": self.name.strip(), "source": self.source.strip()})


def check_scheme(form: SaveCreditScheme, newest_from: dt.date | None) -> dict[str, str]:
    """Return what does not hold, field to code; a scheme begins after the one before it."""
    needed = {"name": form.name.strip(), "source": form.source.strip(), "from_on": form.from_on}
    problems = {name: "required" for name, value in needed.items() if not value}
    for name in NUMBERS:
        value = getattr(form, name)
        if value is None:
            problems[name] = "required"
        elif name == "months":
            if not 1 <= value <= LONGEST_MONTHS:
                problems[name] = "credit-months"
        elif not 0 <= value <= WHOLE:
            problems[name] = "credit-points"
    if form.from_on is not None and newest_from is not None and form.from_on <= newest_from:
        problems["from_on"] = "credit-scheme-not-later"
    weights = [most_field(one) for one in CreditCriterion]
    if not problems.keys() & set(weights) and sum(getattr(form, one) for one in weights) != WHOLE:
        problems[weights[0]] = "credit-weights"
    return problems


@dataclass(frozen=True, slots=True)
class SaveCreditEntry:
    """An entry as typed: what no register says, by a named person with its basis and day."""

    enterprise_id: int | None
    rule: CreditRule | None
    happened_on: dt.date | None
    said_by: str
    basis: str


def check_entry(form: SaveCreditEntry, known: Container[int], today: dt.date) -> dict[str, str]:
    """Return what does not hold in an entry: field to code."""
    needed = {
        "enterprise_id": form.enterprise_id,
        "rule": form.rule,
        "happened_on": form.happened_on,
        "said_by": form.said_by.strip(),
        "basis": form.basis.strip(),
    }
    problems = {name: "required" for name, value in needed.items() if not value}
    if form.enterprise_id is not None and form.enterprise_id not in known:
        problems["enterprise_id"] = "unknown"
    if form.rule is not None and form.rule not in ENTERED:
        problems["rule"] = "unknown"
    if form.happened_on is not None and form.happened_on > today:
        problems["happened_on"] = "day-in-future"
    return problems


@dataclass(frozen=True, slots=True)
class SaveCreditReply:
    """An enterprise's reply as typed; `replied_by` is the enterprise's own person."""

    enterprise_id: int
    point_key: str
    replied_on: dt.date | None
    replied_by: str
    text: str


def check_reply(form: SaveCreditReply, today: dt.date) -> dict[str, str]:
    """Return what does not hold in a reply: field to code."""
    needed = {
        "replied_on": form.replied_on,
        "replied_by": form.replied_by.strip(),
        "text": form.text.strip(),
    }
    problems = {name: "required" for name, value in needed.items() if not value}
    if form.replied_on is not None and form.replied_on > today:
        problems["replied_on"] = "day-in-future"
    return problems


def check_strike(reason: str) -> None:
    """Refuse to strike an entry without saying why."""
    if says_too_little(reason):
        raise InvalidInput({"reason": "credit-strike-needs-reason"})
