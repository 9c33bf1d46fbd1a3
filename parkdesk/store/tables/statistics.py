"""Quarterly returns of enterprises (季度统计) and when they are due."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, synonym

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
    period: Mapped[str] = synonym("quarter")
    """The same column under the name that returns of every kind of period have."""
    state: Mapped[str] = mapped_column(default="submitted", comment="draft or submitted")
    headcount: Mapped[int] = mapped_column(comment="从业人员 at the quarter's end")
    graduates: Mapped[int] = mapped_column(comment="其中大学(含大专)以上")
    new_hires: Mapped[int] = mapped_column(comment="新增从业人员 in the quarter")
    new_graduates: Mapped[int] = mapped_column(default=0, comment="新增中大学(含大专)以上")
    received_on: Mapped[dt.date | None] = mapped_column(
        comment="Day it was handed in; draft: empty"
    )
    note: Mapped[str] = mapped_column(default="", comment="Remarks, and answers to what was asked")


class ReturnCorrectionRecord(Record):
    """A change of a return that was handed in (更正说明): what stood there, what stands there now.

    What was empty before came late, after its quarter was closed; what is empty after was taken
    back.
    """

    __tablename__ = "return_correction"
    __table_args__ = (
        Index(None, "enterprise_id", "quarter", "id"),
        Index(None, "quarter", "id"),
    )

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Reporter")
    quarter: Mapped[str] = mapped_column(comment="2026Q3")
    headcount_before: Mapped[int | None] = mapped_column(comment="从业人员 before")
    graduates_before: Mapped[int | None] = mapped_column(comment="其中大学(含大专)以上 before")
    new_hires_before: Mapped[int | None] = mapped_column(comment="新增从业人员 before")
    new_graduates_before: Mapped[int | None] = mapped_column(
        comment="新增中大学(含大专)以上 before"
    )
    headcount: Mapped[int | None] = mapped_column(comment="从业人员 after")
    graduates: Mapped[int | None] = mapped_column(comment="其中大学(含大专)以上 after")
    new_hires: Mapped[int | None] = mapped_column(comment="新增从业人员 after")
    new_graduates: Mapped[int | None] = mapped_column(comment="新增中大学(含大专)以上 after")
    reason: Mapped[str] = mapped_column(comment="Why")
    edition: Mapped[int] = mapped_column(comment="The newest frozen edition then; 0: none yet")
    told_in: Mapped[str] = mapped_column(
        index=True, comment="Its own quarter, or the next open one where it was closed: 2026Q4"
    )
    at: Mapped[dt.datetime] = mapped_column(comment="When")
    actor_id: Mapped[int] = mapped_column(comment="Who")
    actor_name: Mapped[str] = mapped_column(comment="Name at that time")
