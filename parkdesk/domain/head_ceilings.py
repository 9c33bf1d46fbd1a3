"""How many persons one claimant may claim for, by its turnover of the year before (人数上限).

Who is above it follows one order: persons for whom money has left or is under way first, then the
claims in the order in which they were approved, and in a claim the roster's own order. Whoever
comes after the last place is stopped, and nobody else.
"""

from __future__ import annotations

from collections.abc import Sequence

from parkdesk.domain.eligibility import RowVerdict
from parkdesk.domain.eligibility_rules import Fact, Rule, TraceLine, Verdict
from parkdesk.domain.programme_figures import Figure
from parkdesk.domain.programme_parts import HeadCeiling
from parkdesk.domain.trainees import RosterField


def ceiling_line(
    tiers: Sequence[Figure[HeadCeiling]], turnover_usd_cents: int | None, heads: int
) -> TraceLine | None:
    """Judge the heads of one claimant; None where the programme has no ceilings.

    Chengdu 2011: 100 persons after a year of 0.1 to 1 million US dollars, 200 up to 5 (S30, A).
    `heads` are all the persons of the claimant under the programme, in all its claims. A turnover
    in no tier is looked at: the tiers that could not be read may hold it.
    """
    if not tiers:
        return None
    facts: dict[str, Fact] = {"heads": heads}
    if turnover_usd_cents is None:
        return TraceLine(Rule.HEADS, Verdict.WARN, "heads-turnover-unknown", facts)
    facts["turnover_usd_cents"] = turnover_usd_cents
    basis = head_limit(tiers, turnover_usd_cents)
    if basis is None:
        return TraceLine(Rule.HEADS, Verdict.WARN, "heads-tier-unknown", facts)
    limit = basis.value
    facts["limit"] = limit
    if heads > limit:
        facts["over"] = heads - limit
        return TraceLine(
            Rule.HEADS, Verdict.FAIL, "heads-over-limit", facts, basis, remedy="heads-fewer"
        )
    return TraceLine(Rule.HEADS, Verdict.PASS, "heads-within-limit", facts, basis)


def head_limit(
    tiers: Sequence[Figure[HeadCeiling]], turnover_usd_cents: int | None
) -> Figure[int] | None:
    """Return the ceiling for a turnover; None where either is not known."""
    if turnover_usd_cents is None:
        return None
    tier = next((tier for tier in tiers if tier.value.holds(turnover_usd_cents)), None)
    if tier is None:
        return None
    return Figure(tier.value.heads, tier.mark, tier.source, tier.document, tier.clause)


def stop_above(
    verdicts: Sequence[RowVerdict], counted: Sequence[bool], taken: int, limit: Figure[int]
) -> tuple[RowVerdict, ...]:
    """Return the reasoning of a claim's rows with those stopped that come after the last place.

    `counted` says which rows need a place: those that are given nothing take none. `taken` are
    the places of the persons who come before this claim.
    """
    place = taken
    found = []
    for verdict, needs in zip(verdicts, counted, strict=True):
        if not needs or not verdict.amount_cents:
            found.append(verdict)
            continue
        place += 1
        found.append(verdict if place <= limit.value else _above(verdict, place, limit))
    return tuple(found)


def _above(verdict: RowVerdict, place: int, limit: Figure[int]) -> RowVerdict:
    facts: dict[str, Fact] = {"place": place, "limit": limit.value}
    line = TraceLine(Rule.HEADS, Verdict.FAIL, "heads-place-above", facts, limit)
    worth = next((one for one in verdict.lines if one.rule is Rule.AMOUNT), None)
    basis = worth.basis if worth else None
    cell = RosterField.REQUESTED_CENTS
    nothing = TraceLine(Rule.AMOUNT, Verdict.FAIL, "amount-withheld", {}, basis, cell)
    kept = tuple(one for one in verdict.lines if one.rule is not Rule.AMOUNT)
    return RowVerdict(Verdict.FAIL, 0, (*kept, line, nothing))
