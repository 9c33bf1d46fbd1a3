"""Fields of notices, payments, clawbacks and samples as the history and the trail call them."""

from __future__ import annotations

from enum import StrEnum

from parkdesk.domain.clawbacks import ClawbackReason, ClawbackState
from parkdesk.domain.notices import ListedState, NoticeState, ObjectionState
from parkdesk.domain.payment_returns import ReturnState
from parkdesk.domain.payments import BatchState, HoldCause, LineState
from parkdesk.domain.verifications import CheckOutcome, VerificationState
from parkdesk.i18n import N_

FIELDS = {
    "allocated_cents": N_("Allotted"),
    "at_approval": N_("Taken out at the approval"),
    "bank_reference": N_("Bank's serial number"),
    "calendar_known": N_("Holidays of the years known"),
    "cause": N_("Cause"),
    "closing": N_("What came of it"),
    "decided_on": N_("Day of the order"),
    "difference": N_("Findings before and now"),
    "ending": N_("Why it ended"),
    "exceptions": N_("Two-person exception"),
    "failed_cents": N_("Failed"),
    "failing": N_("Conditions not met"),
    "failure": N_("Why it failed"),
    "finding": N_("What was found"),
    "last_on": N_("Notice ends"),
    "lines": N_("Lines"),
    "objector": N_("From whom"),
    "place": N_("Place of publication"),
    "population": N_("Drawn from"),
    "population_cents": N_("Paid for those drawn from"),
    "population_digest": N_("Checksum of these"),
    "position": N_("Serial"),
    "published_on": N_("Published on"),
    "reason_code": N_("Code of the reason"),
    "received_cents": N_("Received so far"),
    "reference": N_("Reference"),
    "redraw_reason": N_("Why it was drawn again"),
    "redraws_id": N_("Draw of the same before"),
    "returned_on": N_("Came back on"),
    "seed": N_("Seed"),
    "template_code": N_("Template"),
    "working_days": N_("Working days"),
    "wrong_cents": N_("Wrongly paid"),
}
"""By the column's name, of all these tables."""

MEMBERS: dict[tuple[str, str], type[StrEnum]] = {
    ("clawback", "reason_code"): ClawbackReason,
    ("clawback", "state"): ClawbackState,
    ("notice", "state"): NoticeState,
    ("notice_claim", "state"): ListedState,
    ("notice_objection", "state"): ObjectionState,
    ("payment_batch", "state"): BatchState,
    ("payment_claim_hold", "cause"): HoldCause,
    ("payment_line", "state"): LineState,
    ("payment_return", "state"): ReturnState,
    ("verification", "state"): VerificationState,
    ("verification_row", "result"): CheckOutcome,
}
"""What kind of word a field holds, by table and column."""
