"""Returns of months and years beside the quarterly ones, their forms, and which are asked for.

They are apart from `quarter_return`: no closed quarter counts them, and a form may hold fewer
figures.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record, Versioned


class ReturnFormRecord(Record):
    """A version of a form of returns: `db/seed/return_forms.csv`. Other figures, a new version."""

    __tablename__ = "return_form"

    code: Mapped[str] = mapped_column(unique=True, comment="PD-YB-1: form and version")
    kind: Mapped[str] = mapped_column(comment="month, quarter or year")
    form_version: Mapped[int] = mapped_column(comment="Rises with the figures of the form")
    valid_from: Mapped[dt.date] = mapped_column(comment="For periods that end on this day or later")
    fields: Mapped[str] = mapped_column(comment="Its figures, blanks between: headcount new_hires")
    source: Mapped[str] = mapped_column(comment="Where the form was read")
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D print as 待核实")


class AskedReturnRecord(Versioned, Record):
    """From which day on the office asks for returns of months or of years; quarters always."""

    __tablename__ = "asked_return"
    __table_args__ = (UniqueConstraint("kind", "asked_from"),)

    kind: Mapped[str] = mapped_column(comment="month or year")
    asked_from: Mapped[dt.date] = mapped_column(comment="First day of the first period asked for")
    asked_to: Mapped[dt.date | None] = mapped_column(
        comment="Last day of the last one; empty: until further notice"
    )


class PeriodReturnRecord(Versioned, Record):
    """What an enterprise reported for a month or a year; a figure its form has not is empty."""

    __tablename__ = "period_return"
    __table_args__ = (
        UniqueConstraint("enterprise_id", "period"),
        Index(None, "period", "id"),
    )

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Reporter")
    period: Mapped[str] = mapped_column(comment="2026-07 or 2026")
    form: Mapped[str] = mapped_column(comment="PD-YB-1: form and version it was entered on")
    state: Mapped[str] = mapped_column(default="submitted", comment="draft or submitted")
    headcount: Mapped[int | None] = mapped_column(comment="从业人员 at the period's end")
    graduates: Mapped[int | None] = mapped_column(comment="其中大学(含大专)以上")
    new_hires: Mapped[int | None] = mapped_column(comment="新增从业人员 in the period")
    new_graduates: Mapped[int | None] = mapped_column(comment="新增中大学(含大专)以上")
    received_on: Mapped[dt.date | None] = mapped_column(
        comment="Day it was handed in; draft: empty"
    )
    note: Mapped[str] = mapped_column(default="", comment="Remarks, and answers to what was asked")


class PeriodCorrectionRecord(Record):
    """A change of a month's or year's return that was handed in (更正说明): before, after, why."""

    __tablename__ = "period_correction"
    __table_args__ = (Index(None, "enterprise_id", "period", "id"),)

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Reporter")
    period: Mapped[str] = mapped_column(comment="2026-07 or 2026")
    is_taken_back: Mapped[bool] = mapped_column(comment="Nothing stands there any more")
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
    at: Mapped[dt.datetime] = mapped_column(comment="When")
    actor_id: Mapped[int] = mapped_column(comment="Who")
    actor_name: Mapped[str] = mapped_column(comment="Name at that time")
