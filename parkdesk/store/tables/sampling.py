"""After-payment verification (拨付后抽查): what was drawn, by which seed, and what was found."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import UNTRAILED, Cents, Record, Versioned


class VerificationRecord(Versioned, Record):
    """One sample of the paid persons and items of a programme."""

    __tablename__ = "verification"
    __table_args__ = (
        Index(None, "drawn_at", "id"),
        Index(None, "state", "id"),
        Index(None, "size", "id"),
        Index(None, "programme_id", "id"),
    )

    number: Mapped[str] = mapped_column(unique=True, comment="CC-2026-0001")
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), comment="Programme")
    state: Mapped[str] = mapped_column(comment="open or closed")
    seed: Mapped[str] = mapped_column(comment="Seed of the draw, as printed")
    population: Mapped[int] = mapped_column(comment="Paid persons and items drawn from")
    population_cents: Mapped[Cents] = mapped_column(comment="What was paid for them")
    population_digest: Mapped[str] = mapped_column(comment="SHA-256 of what was drawn from")
    size: Mapped[int] = mapped_column(comment="How many were drawn")
    redraws_id: Mapped[int | None] = mapped_column(
        ForeignKey("verification.id"), index=True, comment="The draw of the same that it follows"
    )
    redraw_reason: Mapped[str] = mapped_column(
        default="", server_default="", comment="Why the same was drawn again"
    )
    drawn_at: Mapped[dt.datetime] = mapped_column(comment="When it was drawn")
    drawn_by_id: Mapped[int] = mapped_column(comment="Who drew it")
    drawn_by_name: Mapped[str] = mapped_column(comment="Name at that time")
    closed_at: Mapped[dt.datetime | None] = mapped_column(comment="When it was closed")
    closed_by_id: Mapped[int | None] = mapped_column(comment="Who closed it")
    closed_by_name: Mapped[str] = mapped_column(default="", comment="Name at that time")


class VerificationRowRecord(Versioned, Record):
    """One person or item that was drawn, and what the check of it found."""

    __tablename__ = "verification_row"
    __table_args__ = (Index(None, "verification_id", "position"), Index(None, "claim_id"))

    verification_id: Mapped[int] = mapped_column(
        ForeignKey("verification.id"), comment="The sample"
    )
    position: Mapped[int] = mapped_column(comment="1, 2, … in the order of the draw")
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), comment="The claim")
    row_id: Mapped[int] = mapped_column(comment="Row of the roster, or item, of that claim")
    paid_cents: Mapped[Cents] = mapped_column(comment="What was paid for it")
    id_hash: Mapped[bytes | None] = mapped_column(
        LargeBinary(16), info=UNTRAILED, comment="Keyed hash of the person's number"
    )
    result: Mapped[str] = mapped_column(default="", comment="right or wrong; empty: not checked")
    wrong_cents: Mapped[Cents] = mapped_column(default=0, comment="What should not have been paid")
    finding: Mapped[str] = mapped_column(default="", comment="What was found, and how")
    checked_at: Mapped[dt.datetime | None] = mapped_column(comment="When it was checked")
    checked_by_id: Mapped[int | None] = mapped_column(comment="Who checked it")
    checked_by_name: Mapped[str] = mapped_column(default="", comment="Name at that time")
