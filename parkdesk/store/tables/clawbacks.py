"""Clawbacks (追回): what is to be paid back, by whom, when, and what has come back."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import UNTRAILED, Cents, Record, Versioned


class ClawbackRecord(Versioned, Record):
    """One decision to claim back money of a paid claim. No interest: no notice orders any."""

    __tablename__ = "clawback"
    __table_args__ = (
        Index(None, "opened_at", "id"),
        Index(None, "state", "id"),
        Index(None, "amount_cents", "id"),
        Index(None, "claim_id", "id"),
    )

    number: Mapped[str] = mapped_column(unique=True, comment="ZH-2026-0001")
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), comment="The paid claim")
    enterprise_id: Mapped[int] = mapped_column(
        ForeignKey("enterprise.id"), index=True, comment="Who is to pay back"
    )
    state: Mapped[str] = mapped_column(comment="open, settled or withdrawn")
    reason_code: Mapped[str] = mapped_column(comment="Why, by its code")
    reason: Mapped[str] = mapped_column(comment="Why, in words")
    document_number: Mapped[str] = mapped_column(default="", comment="文号 of the order")
    decided_on: Mapped[dt.date] = mapped_column(comment="Day of the order")
    amount_cents: Mapped[Cents] = mapped_column(comment="Sum of its lines")
    received_cents: Mapped[Cents] = mapped_column(default=0, comment="Sum of its receipts")
    opened_at: Mapped[dt.datetime] = mapped_column(comment="When it was entered")
    opened_by_id: Mapped[int] = mapped_column(comment="Who entered it")
    opened_by_name: Mapped[str] = mapped_column(comment="Name at that time")
    ended_at: Mapped[dt.datetime | None] = mapped_column(comment="When settled or withdrawn")
    ending: Mapped[str] = mapped_column(default="", comment="Why it was withdrawn")


class ClawbackLineRecord(Record):
    """What one person or item of the claim gives back."""

    __tablename__ = "clawback_line"
    __table_args__ = (Index(None, "clawback_id", "position"), Index(None, "claim_id", "row_id"))

    clawback_id: Mapped[int] = mapped_column(ForeignKey("clawback.id"), comment="The clawback")
    position: Mapped[int] = mapped_column(comment="1, 2, … in the clawback")
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), comment="Copy of its claim")
    row_id: Mapped[int] = mapped_column(comment="Row of the roster, or item, of that claim")
    amount_cents: Mapped[Cents] = mapped_column(comment="What is claimed back of its payment")
    received_cents: Mapped[Cents] = mapped_column(default=0, comment="What has come of it")


class ClawbackInstalmentRecord(Record):
    """One payment of the plan; the plan sums to the clawback."""

    __tablename__ = "clawback_instalment"
    __table_args__ = (Index(None, "clawback_id", "position"), Index(None, "due_on"))

    clawback_id: Mapped[int] = mapped_column(ForeignKey("clawback.id"), comment="The clawback")
    position: Mapped[int] = mapped_column(comment="1, 2, … in the plan")
    due_on: Mapped[dt.date] = mapped_column(comment="Last day for it")
    amount_cents: Mapped[Cents] = mapped_column(comment="What is due")


class ClawbackReceiptRecord(Record):
    """Money that came back; corrected by a receipt of the opposite sum, never edited."""

    __tablename__ = "clawback_receipt"
    __table_args__ = (Index(None, "clawback_id", "id"),)

    number: Mapped[str] = mapped_column(unique=True, comment="ZH-2026-0001-01")
    clawback_id: Mapped[int] = mapped_column(ForeignKey("clawback.id"), comment="The clawback")
    received_on: Mapped[dt.date] = mapped_column(comment="Day on which it came")
    amount_cents: Mapped[Cents] = mapped_column(comment="What came; negative: a correction")
    bank_reference: Mapped[str] = mapped_column(default="", comment="流水号 of the bank")
    note: Mapped[str] = mapped_column(default="", comment="Remarks, or why it is corrected")
    corrects_id: Mapped[int | None] = mapped_column(
        ForeignKey("clawback_receipt.id"), unique=True, comment="The receipt that it takes back"
    )
    recorded_at: Mapped[dt.datetime] = mapped_column(comment="When it was entered")
    recorded_by_id: Mapped[int] = mapped_column(comment="Who entered it")
    recorded_by_name: Mapped[str] = mapped_column(comment="Name at that time")


class PersonBarRecord(Versioned, Record):
    """A person who may not be claimed for until a day; a stop does the same for an enterprise."""

    __tablename__ = "person_bar"
    __table_args__ = (Index(None, "id_hash", "from_on"),)

    trainee_id: Mapped[int | None] = mapped_column(
        ForeignKey("trainee.id"), index=True, comment="The person"
    )
    id_hash: Mapped[bytes] = mapped_column(
        LargeBinary(16), info=UNTRAILED, comment="Keyed hash of the identity number"
    )
    clawback_id: Mapped[int | None] = mapped_column(
        ForeignKey("clawback.id"), index=True, comment="The clawback that it comes from"
    )
    document_number: Mapped[str] = mapped_column(comment="文号 of the document that orders it")
    reason: Mapped[str] = mapped_column(comment="Why")
    from_on: Mapped[dt.date] = mapped_column(comment="First day")
    until_on: Mapped[dt.date] = mapped_column(comment="Last day")
    lifted_on: Mapped[dt.date | None] = mapped_column(comment="First day it no longer holds")
    lifting: Mapped[str] = mapped_column(default="", comment="Why it was lifted")
    set_at: Mapped[dt.datetime] = mapped_column(comment="When it was entered")
    set_by_id: Mapped[int] = mapped_column(comment="Who entered it")
    set_by_name: Mapped[str] = mapped_column(comment="Name at that time")
