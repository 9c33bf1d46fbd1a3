"""What an edition keeps for the sections besides its lists."""

from __future__ import annotations

from parkdesk.domain.pack_facts import PackFacts
from parkdesk.domain.summaries import QuarterlySummary


def facts_of(summary: QuarterlySummary) -> PackFacts | None:
    """Return them; None where the edition is older: its sections are drawn as they were then."""
    return None if summary.pack is None else summary.pack.facts
