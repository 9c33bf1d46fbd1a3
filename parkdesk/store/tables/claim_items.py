"""What a claim without a roster asks money for: certificates, or the costs of a platform."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Cents, Record


class ClaimItemRecord(Record):
    """One item (项目) of a claim: a certificate's event, or a platform's cost.

    Its stages and amounts are those of a roster's row.
    """

    __tablename__ = "claim_item"
    __table_args__ = (
        Index(None, "claim_id", "position"),
        Index(None, "certification_id"),
        Index(None, "invoice_number"),
    )

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), comment="The claim")
    position: Mapped[int] = mapped_column(comment="1, 2, … in the list")
    kind: Mapped[str] = mapped_column(comment="certificate, building, equipment or running")
    certification_id: Mapped[int | None] = mapped_column(
        ForeignKey("certification.id"), comment="The certificate of the register"
    )
    event: Mapped[str] = mapped_column(default="", comment="first, maintenance, upgrade or empty")
    platform: Mapped[str] = mapped_column(
        default="", comment="technology, intellectual-property, training, brand or empty"
    )
    title: Mapped[str] = mapped_column(default="", comment="What it is, in words")
    supplier: Mapped[str] = mapped_column(default="", comment="Whom it was bought from")
    fee_kind: Mapped[str] = mapped_column(
        default="", comment="appraisal, certification, consulting, … or empty"
    )
    invoice_number: Mapped[str] = mapped_column(default="", comment="发票号码")
    invoice_on: Mapped[dt.date | None] = mapped_column(comment="开票日期")
    bank_slip: Mapped[str] = mapped_column(default="", comment="Number of the bank's slip")
    paid_on: Mapped[dt.date | None] = mapped_column(comment="When the enterprise paid it")
    cost_cents: Mapped[Cents | None] = mapped_column(comment="What it cost, as the invoice says")
    asked_cents: Mapped[Cents | None] = mapped_column(
        comment="Amount typed; empty: what the rules give"
    )
    applied_cents: Mapped[Cents] = mapped_column(
        default=0, comment="申报金额, fixed at submission: typed, else the upper limit"
    )
    requested_cents: Mapped[Cents] = mapped_column(
        default=0, comment="测算金额, as the rules give it"
    )
    recommended_cents: Mapped[Cents | None] = mapped_column(comment="预审金额")
    recommended_reason: Mapped[str] = mapped_column(
        default="", comment="Code of why it is below the computed amount"
    )
    approved_cents: Mapped[Cents | None] = mapped_column(comment="核定金额")
    approved_reason: Mapped[str] = mapped_column(
        default="", comment="Code of why it is below the recommended amount"
    )
    paid_cents: Mapped[Cents | None] = mapped_column(comment="实拨金额")
    paid_reason: Mapped[str] = mapped_column(
        default="", comment="Code of why less than approved is paid"
    )
    recovered_cents: Mapped[Cents | None] = mapped_column(comment="追回金额")
    verdict: Mapped[str] = mapped_column(default="", comment="pass, warn, fail or empty")
    trace: Mapped[str] = mapped_column(Text, default="[]", comment="JSON: every rule's finding")
    note: Mapped[str] = mapped_column(default="", comment="备注")
