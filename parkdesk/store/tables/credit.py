"""Provider credit (中国服务商资信): dated schemes, entries by persons, and enterprises' replies."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record, Versioned


class CreditSchemeRecord(Versioned, Record):
    """Weights and points that hold from a day on, until the next scheme."""

    __tablename__ = "credit_scheme"

    name: Mapped[str] = mapped_column(comment="What it is called")
    source: Mapped[str] = mapped_column(comment="Who decided it, in which document")
    confirmed: Mapped[bool] = mapped_column(comment="The document was seen; else 待核实")
    from_on: Mapped[dt.date] = mapped_column(unique=True, comment="First day it holds")
    months: Mapped[int] = mapped_column(comment="So far back what happened counts")
    most_standing: Mapped[int] = mapped_column(comment="Weight of 主体状况")
    most_certificates: Mapped[int] = mapped_column(comment="Weight of 资质认证")
    most_delivery: Mapped[int] = mapped_column(comment="Weight of 履约交付")
    most_returns: Mapped[int] = mapped_column(comment="Weight of 报表报送")
    most_claims: Mapped[int] = mapped_column(comment="Weight of 补贴资金")
    most_disputes: Mapped[int] = mapped_column(comment="Weight of 纠纷与表彰")
    stop_points: Mapped[int] = mapped_column(comment="Taken for each stop that holds")
    certificate_points: Mapped[int] = mapped_column(comment="Given for each one in force")
    contract_points: Mapped[int] = mapped_column(comment="Given for each contract executed")
    late_return_points: Mapped[int] = mapped_column(comment="Taken for each late return")
    missing_return_points: Mapped[int] = mapped_column(comment="Taken for each missing return")
    clawback_points: Mapped[int] = mapped_column(comment="Taken for each clawback")
    rejected_claim_points: Mapped[int] = mapped_column(comment="Taken for each claim rejected")
    dispute_points: Mapped[int] = mapped_column(comment="Taken for each dispute entered")
    commendation_points: Mapped[int] = mapped_column(comment="Given for each commendation")


class CreditEntryRecord(Versioned, Record):
    """What no register says, by a named person; struck with a reason, never deleted."""

    __tablename__ = "credit_entry"
    __table_args__ = (Index(None, "enterprise_id", "happened_on"),)

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Of whom")
    rule: Mapped[str] = mapped_column(comment="dispute or commendation")
    happened_on: Mapped[dt.date] = mapped_column(comment="Day of what is entered")
    said_by: Mapped[str] = mapped_column(comment="Who says so, by name")
    basis: Mapped[str] = mapped_column(comment="What it rests on: a judgment, a letter")
    entered_by: Mapped[str] = mapped_column(comment="Who entered it")
    struck_on: Mapped[dt.date | None] = mapped_column(comment="Does not count from this day on")
    struck_by: Mapped[str] = mapped_column(default="", comment="Who struck it")
    strike_reason: Mapped[str] = mapped_column(default="", comment="Why it was struck")


class CreditReplyRecord(Versioned, Record):
    """What an enterprise says to one of its points (答复)."""

    __tablename__ = "credit_reply"
    __table_args__ = (Index(None, "enterprise_id", "point_key"),)

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Who replies")
    point_key: Mapped[str] = mapped_column(comment="Rule and record, or period, it answers")
    replied_on: Mapped[dt.date] = mapped_column(comment="Day of the reply")
    replied_by: Mapped[str] = mapped_column(comment="Person of the enterprise, by name")
    text: Mapped[str] = mapped_column(comment="What it says")
    entered_by: Mapped[str] = mapped_column(comment="Who entered it")
