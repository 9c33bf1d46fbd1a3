"""How many persons one claimant may claim for, by its turnover of the year before (人数上限)."""

from __future__ import annotations

from collections.abc import Sequence

from parkdesk.domain.eligibility_rules import Fact, Rule, TraceLine, Verdict
from parkdesk.domain.programme_figures import Figure
from parkdesk.domain.programme_parts import HeadCeiling


def ceiling_line(
    tiers: Sequence[Figure[HeadCeiling]], turnover_usd_cents: int | None, heads: int
) -> TraceLine | None:
    """Judge the heads of one claimant; None where the programme has no ceilings.

    `heads` are all the persons of the claimant under the programme, in all its claims. A turnover
    in no tier is looked at: the tiers that could not be read may hold it.
    """
    if not tiers:
        return None
    facts: dict[str, Fact] = {"heads": heads}
    if turnover_usd_cents is None:
        return TraceLine(Rule.HEADS, Verdict.WARN, "heads-turnover-unknown", facts)
    facts["turnover_usd_cents"] = turnover_usd_cents
    tier = next((tier for tier in tiers if tier.value.holds(turnover_usd_cents)), None)
    if tier is None:
        return TraceLine(Rule.HEADS, Verdict.WARN, "heads-tier-unknown", facts)
    limit = tier.value.heads
    basis = Figure(limit, tier.mark, tier.source, tier.document, tier.clause)
    facts["limit"] = limit
    if heads > limit:
        facts["over"] = heads - limit
        return TraceLine(
            Rule.HEADS, Verdict.FAIL, "heads-over-limit", facts, basis, remedy="heads-fewer"
        )
    return TraceLine(Rule.HEADS, Verdict.PASS, "heads-within-limit", facts, basis)
