"""The public brand platform (公共品牌): its events, who took part, the contracts of each."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Cents, Record, Versioned


class BrandEventRecord(Versioned, Record):
    """One exhibition, delegation or meeting."""

    __tablename__ = "brand_event"
    __table_args__ = (Index(None, "first_on", "id"), Index(None, "title", "id"))

    number: Mapped[str] = mapped_column(unique=True, comment="HD-2026-0001")
    title: Mapped[str] = mapped_column(comment="What it is called")
    kind: Mapped[str] = mapped_column(comment="exhibition 展会, delegation 考察团组, meeting")
    brand: Mapped[str] = mapped_column(comment="park, china-sourcing or other: whose brand")
    venue: Mapped[str] = mapped_column(comment="City, hall")
    country_code: Mapped[str | None] = mapped_column(
        ForeignKey("country.code"), comment="国家(地区); empty: not said"
    )
    organiser: Mapped[str] = mapped_column(default="", comment="主办单位")
    first_on: Mapped[dt.date] = mapped_column(comment="First day")
    until_on: Mapped[dt.date] = mapped_column(comment="Last day")
    own_cents: Mapped[Cents] = mapped_column(default=0, comment="Cost from the park's own money")
    grant_cents: Mapped[Cents] = mapped_column(default=0, comment="Cost from a grant")
    cancelled_on: Mapped[dt.date | None] = mapped_column(comment="Called off on; empty: it stands")
    reason: Mapped[str] = mapped_column(default="", comment="Why it was called off")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class EventParticipantRecord(Versioned, Record):
    """An enterprise that took part in an event."""

    __tablename__ = "event_participant"
    __table_args__ = (UniqueConstraint("event_id", "enterprise_id"), Index(None, "enterprise_id"))

    event_id: Mapped[int] = mapped_column(ForeignKey("brand_event.id"), comment="In which")
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Who")
    people: Mapped[int | None] = mapped_column(comment="People it sent; empty: not said")
    leads: Mapped[int] = mapped_column(default=0, comment="意向客户: clients that showed interest")
    interest: Mapped[str] = mapped_column(default="", comment="Who they are and what they want")
    service_id: Mapped[int | None] = mapped_column(
        ForeignKey("platform_service.id"), unique=True, comment="Line of the log that came of it"
    )


class EventContractRecord(Record):
    """A registered contract that came of an event."""

    __tablename__ = "event_contract"
    __table_args__ = (Index(None, "event_id"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("brand_event.id"), comment="Of which event")
    contract_id: Mapped[int] = mapped_column(
        ForeignKey("contract.id"), unique=True, comment="The contract; it came of one event"
    )
