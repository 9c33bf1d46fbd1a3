"""Services of the public platforms (公共服务平台)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Cents, Record, Versioned


class PlatformServiceRecord(Versioned, Record):
    """One service that a platform gave to an enterprise."""

    __tablename__ = "platform_service"
    __table_args__ = (
        Index(None, "served_on", "id"),
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
    served_on: Mapped[dt.date] = mapped_column(comment="Day of the service")
    hours_tenths: Mapped[int] = mapped_column(default=0, comment="Tenths of an hour")
    people: Mapped[int] = mapped_column(default=0, comment="People who took part")
    fee_cents: Mapped[Cents] = mapped_column(default=0, comment="Fee charged; 0 is free")
    satisfaction: Mapped[int | None] = mapped_column(comment="1 to 5; empty: not asked")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
