"""Quarterly returns of enterprises (季度统计) and when they are due."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record, Versioned


class ReportingDayRecord(Record):
    """When the returns of a kind of period are due: `db/seed/reporting_calendar.csv`."""

    __tablename__ = "reporting_day"

    code: Mapped[str] = mapped_column(unique=True, comment="month, quarter or year")
    month_offset: Mapped[int] = mapped_column(comment="Months after the period's last month")
    due_day: Mapped[int] = mapped_column(comment="Day of that month")
    source: Mapped[str] = mapped_column(comment="Where the rule was read")
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D print as 待核实")


class QuarterReturnRecord(Versioned, Record):
    """What an enterprise reported for a quarter."""

    __tablename__ = "quarter_return"
    __table_args__ = (
        UniqueConstraint("enterprise_id", "quarter"),
        Index(None, "quarter", "id"),
    )

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Reporter")
    quarter: Mapped[str] = mapped_column(comment="2026Q3")
    state: Mapped[str] = mapped_column(default="submitted", comment="draft or submitted")
    headcount: Mapped[int] = mapped_column(comment="从业人员 at the quarter's end")
    graduates: Mapped[int] = mapped_column(comment="其中大学(含大专)以上")
    new_hires: Mapped[int] = mapped_column(comment="新增从业人员 in the quarter")
    new_graduates: Mapped[int] = mapped_column(default=0, comment="新增中大学(含大专)以上")
    received_on: Mapped[dt.date | None] = mapped_column(
        comment="Day it was handed in; draft: empty"
    )
    note: Mapped[str] = mapped_column(default="", comment="Remarks, and answers to what was asked")
