"""Public notices (公示): which claims are shown to the public, how long, and who objects."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Cents, EncryptedText, Record, Versioned

_LISTED = text("state = 'listed'")


class NoticeRecord(Versioned, Record):
    """One public notice of approved claims of a programme."""

    __tablename__ = "notice"
    __table_args__ = (
        Index(None, "created_at", "id"),
        Index(None, "state", "id"),
        Index(None, "amount_cents", "id"),
        Index(None, "published_on", "id"),
    )

    number: Mapped[str] = mapped_column(unique=True, comment="GS-2026-0001")
    programme_id: Mapped[int] = mapped_column(
        ForeignKey("programme.id"), index=True, comment="Programme of its claims"
    )
    state: Mapped[str] = mapped_column(comment="open, closed or withdrawn")
    published_on: Mapped[dt.date] = mapped_column(comment="Day of publication, not counted")
    working_days: Mapped[int] = mapped_column(comment="Working days that it lasts")
    last_on: Mapped[dt.date] = mapped_column(comment="Last day for objections")
    calendar_known: Mapped[bool] = mapped_column(
        comment="The State Council's notice is known for every year that was counted over"
    )
    place: Mapped[str] = mapped_column(default="", comment="Where it is published")
    claims: Mapped[int] = mapped_column(comment="Claims that were published")
    heads: Mapped[int] = mapped_column(comment="Persons that were published")
    amount_cents: Mapped[Cents] = mapped_column(comment="Sum of their approved amounts")
    created_at: Mapped[dt.datetime] = mapped_column(comment="When it was entered")
    created_by_id: Mapped[int] = mapped_column(comment="Who entered it")
    created_by_name: Mapped[str] = mapped_column(comment="Name at that time")
    closed_at: Mapped[dt.datetime | None] = mapped_column(comment="When it was closed or withdrawn")
    closed_by_id: Mapped[int | None] = mapped_column(comment="Who did that")
    closed_by_name: Mapped[str] = mapped_column(default="", comment="Name at that time")
    closing: Mapped[str] = mapped_column(default="", comment="What was found, or why withdrawn")


class NoticeClaimRecord(Record):
    """One claim of a notice, with the sum as it was published."""

    __tablename__ = "notice_claim"
    __table_args__ = (
        Index(None, "notice_id", "position"),
        Index(
            "uq_notice_claim_listed",
            "claim_id",
            unique=True,
            sqlite_where=_LISTED,
            postgresql_where=_LISTED,
        ),
        Index(None, "claim_id"),
    )

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), comment="The notice")
    position: Mapped[int] = mapped_column(comment="1, 2, … in the notice")
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), comment="The claim")
    heads: Mapped[int] = mapped_column(comment="Persons published")
    amount_cents: Mapped[Cents] = mapped_column(comment="核定金额 published")
    state: Mapped[str] = mapped_column(comment="listed, cleared or dropped")


class ObjectionRecord(Versioned, Record):
    """An objection (异议) to a notice, or to one claim of it."""

    __tablename__ = "notice_objection"
    __table_args__ = (Index(None, "notice_id", "id"), Index(None, "claim_id", "state"))

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), comment="The notice")
    claim_id: Mapped[int | None] = mapped_column(
        ForeignKey("claim.id"), comment="The claim objected to; empty: the whole notice"
    )
    received_on: Mapped[dt.date] = mapped_column(comment="Day on which it came")
    objector: Mapped[str | None] = mapped_column(
        EncryptedText("notice_objection.objector"),
        comment="Who objects and how to reach them, encrypted; empty: anonymous",
    )
    words: Mapped[str] = mapped_column(
        EncryptedText("notice_objection.words"), comment="What is objected, encrypted"
    )
    state: Mapped[str] = mapped_column(comment="open, upheld or dismissed")
    finding: Mapped[str] = mapped_column(default="", comment="What the inquiry found")
    recorded_at: Mapped[dt.datetime] = mapped_column(comment="When it was entered")
    recorded_by_id: Mapped[int] = mapped_column(comment="Who entered it")
    recorded_by_name: Mapped[str] = mapped_column(comment="Name at that time")
    decided_at: Mapped[dt.datetime | None] = mapped_column(comment="When it was decided")
    decided_by_id: Mapped[int | None] = mapped_column(comment="Who decided it")
    decided_by_name: Mapped[str] = mapped_column(default="", comment="Name at that time")
