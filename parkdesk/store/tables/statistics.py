"""Quarterly returns of enterprises (季度统计)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Cents, Record, Versioned


class QuarterReturnRecord(Versioned, Record):
    """What an enterprise reported for a quarter."""

    __tablename__ = "quarter_return"
    __table_args__ = (
        UniqueConstraint("enterprise_id", "quarter"),
        Index(None, "quarter", "id"),
    )

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Reporter")
    quarter: Mapped[str] = mapped_column(comment="2026Q3")
    headcount: Mapped[int] = mapped_column(comment="从业人员 at the quarter's end")
    graduates: Mapped[int] = mapped_column(comment="其中大学(含大专)以上")
    new_hires: Mapped[int] = mapped_column(comment="新增从业人员 in the quarter")
    revenue_cents: Mapped[Cents | None] = mapped_column(comment="营业收入 in fen; empty: not asked")
    received_on: Mapped[dt.date] = mapped_column(comment="Day the return came in")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
