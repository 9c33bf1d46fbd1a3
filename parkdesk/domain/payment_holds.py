"""Who a batch holds back, and what changed since: persons, items, whole claims."""

from __future__ import annotations

from dataclasses import dataclass

from parkdesk.domain.claimant_findings import ConditionChange
from parkdesk.domain.eligibility_rules import Rule, Verdict


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What a rule said of a row when its claim was handed in, and says now; None: nothing."""

    rule: Rule
    before: Verdict | None
    now: Verdict | None


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A person or item that the batch does not pay, or pays less for, and why.

    With `position` None it is a whole claim: `conditions` are those of its claimant that came to
    fail since the approval; without any, persons of it get less than the batch was to pay.
    """

    claim: str
    enterprise: str
    position: int | None
    name: str
    amount_cents: int
    changes: tuple[RuleChange, ...] = ()
    conditions: tuple[ConditionChange, ...] = ()
    at_approval: bool = False
    """It was taken out by whoever approved the batch."""
