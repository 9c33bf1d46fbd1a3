"""The platforms' money: grants, what was bought or paid, and who works for a platform."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Cents, Record, Versioned


class PlatformGrantRecord(Versioned, Record):
    """Money granted to a platform (批复)."""

    __tablename__ = "platform_grant"
    __table_args__ = (Index(None, "programme_id"),)

    number: Mapped[str] = mapped_column(unique=True, comment="Number of the paper that granted it")
    title: Mapped[str] = mapped_column(comment="What it was granted for")
    platform: Mapped[str] = mapped_column(
        comment="technology, intellectual-property, training, brand"
    )
    programme_id: Mapped[int | None] = mapped_column(
        ForeignKey("programme.id"), comment="Programme that it came of; empty: none is named"
    )
    granted_cents: Mapped[Cents] = mapped_column(comment="What was granted")
    first_on: Mapped[dt.date] = mapped_column(comment="First day on which it may be spent")
    last_on: Mapped[dt.date] = mapped_column(comment="Last day on which it may be spent")
    entered_on: Mapped[dt.date] = mapped_column(comment="Day on which it was entered")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class PlatformOutlayRecord(Versioned, Record):
    """One asset, licence or expense of a platform."""

    __tablename__ = "platform_outlay"
    __table_args__ = (
        Index(None, "bought_on", "id"),
        Index(None, "item", "id"),
        Index(None, "platform", "id"),
        Index(None, "price_cents", "id"),
        Index(None, "valid_key", "id"),
        Index(None, "grant_id", "id"),
        Index(None, "event_id", "id"),
    )

    platform: Mapped[str] = mapped_column(
        comment="technology, intellectual-property, training, brand"
    )
    item: Mapped[str] = mapped_column(comment="What was bought or paid for")
    kind: Mapped[str] = mapped_column(comment="asset, licence, expense")
    cost_kind: Mapped[str] = mapped_column(comment="building 建设, running 运行")
    price_cents: Mapped[Cents] = mapped_column(comment="What was paid")
    bought_on: Mapped[dt.date] = mapped_column(comment="Day on which it was bought or paid")
    invoice_number: Mapped[str] = mapped_column(default="", comment="Invoice; empty: none yet")
    grant_id: Mapped[int | None] = mapped_column(
        ForeignKey("platform_grant.id"), comment="Grant that paid it; empty: own money"
    )
    event_id: Mapped[int | None] = mapped_column(
        ForeignKey("brand_event.id"), comment="Event that it was paid for; empty: none"
    )
    place: Mapped[str] = mapped_column(default="", comment="Where it stands")
    condition: Mapped[str] = mapped_column(comment="in-use, lent, broken, retired")
    condition_on: Mapped[dt.date] = mapped_column(comment="Since when it is so")
    condition_words: Mapped[str] = mapped_column(default="", comment="To whom lent, why retired")
    valid_until: Mapped[dt.date | None] = mapped_column(
        comment="Last day of a licence; empty: no end is named"
    )
    valid_key: Mapped[dt.date] = mapped_column(comment="valid_until, or 9999-12-31: for sorting")
    entered_on: Mapped[dt.date] = mapped_column(comment="Day on which it was entered")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class PlatformStaffRecord(Versioned, Record):
    """Who worked for a platform full time (专职人员) at the end of a quarter."""

    __tablename__ = "platform_staff"
    __table_args__ = (UniqueConstraint("platform", "quarter"),)

    platform: Mapped[str] = mapped_column(
        comment="technology, intellectual-property, training, brand"
    )
    quarter: Mapped[str] = mapped_column(comment="2026Q3")
    full_time: Mapped[int] = mapped_column(comment="People who work for it alone")
