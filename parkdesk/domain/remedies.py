"""What would make a rule pass (如何可以通过): a code for every line that refuses, or that is asked.

A line that knows a remedy of its own, with the figure that lacks, names it itself. Where nothing in
the claim helps, the remedy says so: whoever reads it need not look for one.
"""

from __future__ import annotations

from collections.abc import Mapping

from parkdesk.domain.eligibility_rules import TraceLine

_ENTER, _CHOOSE, _CARD, _NOT_PAID = (
    "remedy-enter",
    "remedy-choose",
    "remedy-from-card",
    "remedy-not-supported",
)
REMEDIES: Mapping[str, str] = {
    # Cells that are empty or cannot be right.
    **dict.fromkeys(
        (
            *("name-missing", "id-missing", "degree-missing", "hired-missing", "work-missing"),
            *("contract-start-missing", "assessment-missing", "graduation-missing"),
            "employer-missing",
            *("level-missing", "paid-missing"),
        ),
        _ENTER,
    ),
    **dict.fromkeys(
        (
            *("certificate-missing", "platform-missing", "event-missing", "fee-kind-missing"),
            "cost-kind-missing",
        ),
        _CHOOSE,
    ),
    **dict.fromkeys(
        (
            *("id-wrong-length", "id-wrong-character", "id-no-such-date", "id-born-too-early"),
            *("id-born-in-future", "id-wrong-check"),
        ),
        _CARD,
    ),
    "cost-missing": "remedy-cost",
    "training-ends-first": "remedy-training-days",
    # A person of a roster.
    "degree-too-low": "remedy-degree",
    "hired-outside-window": "remedy-hire",
    "work-not-outsourcing": "remedy-work",
    "employer-not-in-register": "remedy-employer",
    "assessment-failed": "remedy-assessment",
    "score-too-low": "remedy-score",
    "repeat-in-roster": "remedy-one-row",
    "repeat-claimed": "remedy-other-claim",
    "person-barred": "remedy-bar",
    "heads-place-above": "remedy-place",
    # An item.
    **dict.fromkeys(
        (
            *("certificate-not-named", "platform-not-named", "event-not-named"),
            *("fee-not-eligible", "cost-kind-not-paid"),
        ),
        _NOT_PAID,
    ),
    "level-too-low": "remedy-level",
    "items-over-limit": "remedy-items",
    "item-paid-in-future": "remedy-after-payment",
    "invoice-in-claim": "remedy-invoice-once",
    "event-claimed": "remedy-event-once",
    "item-nothing-left": "remedy-nothing-left",
    "item-asks-nothing": "remedy-ask",
    # The programme and the claimant.
    **dict.fromkeys(("cap-unknown", "item-limit-unknown"), "remedy-programme"),
    "standing-not-met": "remedy-standing",
    **dict.fromkeys(("standing-unknown", "clean-years-unchecked"), "remedy-answer"),
    "threshold-both-missed": "remedy-threshold",
    "threshold-offshore-missed": "remedy-offshore",
    **dict.fromkeys(("threshold-unknown", "heads-turnover-unknown"), "remedy-executions"),
    "graduates-too-few": "remedy-graduates",
    "graduates-unknown": "remedy-staff",
    **dict.fromkeys(("claimant-barred", "claimant-barred-until"), "remedy-stop"),
}
"""The code of a line → that of the sentence, for lines without a remedy of their own."""

TOLD_BY_THE_LINE = frozenset({"cell-not-readable", "id-excel-damaged", "id-old-form"})
"""Codes whose own sentence says what to do."""


def remedy_of(line: TraceLine) -> str:
    """Return the code of what would make a line pass; empty where it passes, or none is needed."""
    return line.remedy or REMEDIES.get(line.code, "")
