"""Services of the public platforms (公共服务平台): what is offered, and what was done."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Cents, Record, Versioned


class PlatformOfferRecord(Versioned, Record):
    """One entry of the service catalogue (服务目录): a service at a price for a time."""

    __tablename__ = "platform_offer"
    __table_args__ = (
        UniqueConstraint("platform", "name", "valid_from"),
        Index(None, "platform", "id"),
        Index(None, "name", "id"),
        Index(None, "price_cents", "id"),
        Index(None, "valid_from", "id"),
        Index(None, "valid_key", "id"),
    )

    platform: Mapped[str] = mapped_column(
        comment="technology, intellectual-property, training, brand"
    )
    kind: Mapped[str] = mapped_column(comment="service-order, consultation, course, exhibition, …")
    name: Mapped[str] = mapped_column(comment="What it is called in the park's catalogue")
    unit: Mapped[str] = mapped_column(comment="Unit of the price: hour, day, time, person, item")
    price_cents: Mapped[Cents] = mapped_column(comment="Price of one unit; 0 is free")
    valid_from: Mapped[dt.date] = mapped_column(comment="First day it is offered")
    valid_until: Mapped[dt.date | None] = mapped_column(comment="Last day; empty: no end is named")
    valid_key: Mapped[dt.date] = mapped_column(comment="valid_until, or 9999-12-31: for sorting")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class PlatformRequestRecord(Versioned, Record):
    """One request (服务申请) of an enterprise to a platform."""

    __tablename__ = "platform_request"
    __table_args__ = (
        Index(None, "due_on", "id"),
        Index(None, "number", "id"),
        Index(None, "received_on", "id"),
        Index(None, "enterprise_sort_key", "id"),
        Index(None, "enterprise_id"),
        Index(None, "offer_id"),
        Index(None, "platform", "id"),
        Index(None, "state", "due_on"),
    )

    number: Mapped[str] = mapped_column(unique=True, comment="SQ-2026-0001")
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Who asks")
    enterprise_sort_key: Mapped[str] = mapped_column(comment="Copy of its dictionary order")
    platform: Mapped[str] = mapped_column(
        comment="technology, intellectual-property, training, brand"
    )
    kind: Mapped[str] = mapped_column(comment="service-order, consultation, course, exhibition, …")
    offer_id: Mapped[int | None] = mapped_column(
        ForeignKey("platform_offer.id"), comment="Entry of the catalogue; empty: none is named"
    )
    subject: Mapped[str] = mapped_column(comment="What is asked for")
    received_on: Mapped[dt.date] = mapped_column(comment="提出: the day it came")
    due_on: Mapped[dt.date] = mapped_column(comment="Day until which it is to be done")
    state: Mapped[str] = mapped_column(comment="received, accepted, underway, done, refused")
    accepted_on: Mapped[dt.date | None] = mapped_column(comment="受理")
    begun_on: Mapped[dt.date | None] = mapped_column(comment="办理")
    closed_on: Mapped[dt.date | None] = mapped_column(comment="完成 or 拒绝")
    reason: Mapped[str] = mapped_column(default="", comment="Why it was refused")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class PlatformServiceRecord(Versioned, Record):
    """One service that a platform gave to an enterprise."""

    __tablename__ = "platform_service"
    __table_args__ = (
        Index(None, "served_on", "id"),
        Index(None, "counted_on", "platform"),
        Index(None, "offer_id"),
        Index(None, "request_id"),
        Index(None, "platform", "id"),
        Index(None, "enterprise_id", "id"),
        Index(None, "enterprise_sort_key", "id"),
        Index(None, "fee_cents", "id"),
    )

    platform: Mapped[str] = mapped_column(
        comment="technology, intellectual-property, training, brand"
    )
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Served")
    enterprise_sort_key: Mapped[str] = mapped_column(comment="Copy of its dictionary order")
    kind: Mapped[str] = mapped_column(comment="service-order, consultation, course, exhibition, …")
    offer_id: Mapped[int | None] = mapped_column(
        ForeignKey("platform_offer.id"), comment="Entry of the catalogue; empty: none is named"
    )
    request_id: Mapped[int | None] = mapped_column(
        ForeignKey("platform_request.id"), comment="Request that it came of; empty: of none"
    )
    served_on: Mapped[dt.date] = mapped_column(comment="Day of the service")
    counted_on: Mapped[dt.date] = mapped_column(
        default=lambda context: context.get_current_parameters()["served_on"],
        # What a row of an older release has for a moment, until the upgrade gives it its own day.
        server_default="1900-01-01",
        comment="Day that figures count it on: its own, or the first one after closed quarters",
    )
    hours_tenths: Mapped[int] = mapped_column(default=0, comment="Tenths of an hour")
    people: Mapped[int] = mapped_column(default=0, comment="People who took part")
    fee_cents: Mapped[Cents] = mapped_column(default=0, comment="Fee charged; 0 is free")
    satisfaction: Mapped[int | None] = mapped_column(comment="1 to 5; empty: not asked")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
