"""Rules about money that was claimed or granted: the conditions go on after the payment."""

from __future__ import annotations

from parkdesk.domain.compliance_facts import ClaimFacts, ReturnFacts
from parkdesk.domain.compliance_look import DAY, Look
from parkdesk.domain.compliance_rules import ParameterName, RuleCode
from parkdesk.domain.findings import Facts


def look_at_claims(look: Look) -> None:
    """Hold every claim, and the people whom claims support, against the rules."""
    for one in look.facts.claims:
        _refused_rows(look, one)
        _left_early(look, one)
        _checked_wrong(look, one)
        if one.is_platform:
            _platform(look, one)
    _people(look)


def _refused_rows(look: Look, one: ClaimFacts) -> None:
    rule = RuleCode.CLAIM_ROWS_REFUSED
    if one.is_open and one.refused_rows and one.submitted_on is not None:
        said: Facts = {"number": one.number, "count": one.refused_rows}
        look.finds(rule, one.number, "claims", one.id, one.submitted_on, said)
    else:
        ending = "claim-corrected" if one.is_open else "claim-decided"
        look.settles(rule, one.number, ending, number=one.number)


def _left_early(look: Look, one: ClaimFacts) -> None:
    rule = RuleCode.CONTRACT_ENDED_EARLY
    if one.is_granted and one.left_early and one.left_since is not None:
        said: Facts = {"number": one.number, "count": one.left_early}
        look.finds(rule, one.number, "claims", one.id, one.left_since, said)
    else:
        look.settles(rule, one.number, "explained-or-asked-back", number=one.number)


def _checked_wrong(look: Look, one: ClaimFacts) -> None:
    rule = RuleCode.CHECKED_WRONG
    if one.wrong_rows and one.wrong_since is not None:
        said: Facts = {"number": one.number, "count": one.wrong_rows}
        look.finds(rule, one.number, "claims", one.id, one.wrong_since, said)
    else:
        look.settles(rule, one.number, "asked-back", number=one.number)


def _platform(look: Look, one: ClaimFacts) -> None:
    """Ask for a check of what a platform's grant was spent on, once in a while after the day."""
    rule = RuleCode.PLATFORM_UNCHECKED
    if one.checked_on is not None:
        look.settles(rule, one.number, "claim-checked", number=one.number, on=one.checked_on)
    elif one.paid_on is not None:
        first = one.paid_on + look.days(rule, ParameterName.GRACE_DAYS) + DAY
        look.later(first)
        if first <= look.day:
            said: Facts = {"number": one.number, "paid_on": one.paid_on}
            look.finds(rule, one.number, "claims", one.id, first, said)


def _people(look: Look) -> None:
    """Compare the newest return with those whose supported labour contract still runs then.

    Both are counts: who the people are stands in the claims, and is not told here.
    """
    latest = _latest(look.facts.returns)
    if latest is None or latest.received_on is None or latest.headcount is None:
        return
    rule, quarter = RuleCode.PEOPLE_FEWER, latest.quarter
    running = sum(heads for last_on, heads in look.facts.supported if last_on >= quarter.last)
    if latest.headcount < running:
        said: Facts = {
            "quarter": str(quarter),
            "headcount": latest.headcount,
            "supported": running,
        }
        look.finds(rule, "people", "statistics", look.facts.id, latest.received_on, said)
    else:
        look.settles(rule, "people", "people-enough", quarter=str(quarter))


def _latest(returns: tuple[ReturnFacts, ...]) -> ReturnFacts | None:
    handed_in = [one for one in returns if one.received_on is not None]
    return max(handed_in, key=lambda one: one.quarter, default=None)
