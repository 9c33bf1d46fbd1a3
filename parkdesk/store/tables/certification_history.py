"""What befell a certificate: suspensions, surveillance, looks into a register, money for it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Cents, Record, Versioned


class CertificationSuspensionRecord(Record):
    """A time in which the certifier had suspended a certificate (暂停).

    A row stays when the suspension is lifted, so that a day inside it still reads as suspended.
    """

    __tablename__ = "certification_suspension"
    __table_args__ = (Index(None, "certification_id", "first_on"),)

    certification_id: Mapped[int] = mapped_column(ForeignKey("certification.id"))
    first_on: Mapped[dt.date] = mapped_column(comment="First day of the suspension")
    lifted_on: Mapped[dt.date | None] = mapped_column(
        comment="First day in force again; empty: not lifted"
    )
    reason: Mapped[str] = mapped_column(default="", comment="The certifier's notice, or why")
    lifted_reason: Mapped[str] = mapped_column(default="", comment="Why it was lifted")


class CertificationSurveillanceRecord(Record):
    """What became of one surveillance audit (监督审核) that was due."""

    __tablename__ = "certification_surveillance"
    __table_args__ = (Index(None, "certification_id", "due_on"),)

    certification_id: Mapped[int] = mapped_column(ForeignKey("certification.id"))
    due_on: Mapped[dt.date] = mapped_column(comment="Day by which it was due")
    outcome: Mapped[str] = mapped_column(comment="passed or missed")
    done_on: Mapped[dt.date | None] = mapped_column(comment="Day it took place; empty: missed")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
    recorded_at: Mapped[dt.datetime] = mapped_column(comment="When this was written down")
    actor_id: Mapped[int] = mapped_column(comment="Who wrote it down")
    actor_name: Mapped[str] = mapped_column(comment="Name at that time")


class CertificationCheckRecord(Record):
    """A look into a public register (查询留痕): PARS, 认监委 or another; written once."""

    __tablename__ = "certification_check"
    __table_args__ = (Index(None, "certification_id", "checked_on", "id"),)

    certification_id: Mapped[int] = mapped_column(ForeignKey("certification.id"))
    register: Mapped[str] = mapped_column(comment="pars, cnca or other")
    checked_on: Mapped[dt.date] = mapped_column(comment="Day of the look")
    looked_up: Mapped[str] = mapped_column(comment="Name that was looked up")
    result: Mapped[str] = mapped_column(
        comment="as-stated, different, not-published or unavailable"
    )
    found: Mapped[str] = mapped_column(default="", comment="What the register says instead")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
    evidence_sha256: Mapped[str | None] = mapped_column(comment="Page or picture, by its content")
    evidence_name: Mapped[str] = mapped_column(default="", comment="Name of that file")
    recorded_at: Mapped[dt.datetime] = mapped_column(comment="When this was written down")
    actor_id: Mapped[int] = mapped_column(comment="Who looked")
    actor_name: Mapped[str] = mapped_column(comment="Name at that time")


class CertificationFundingRecord(Versioned, Record):
    """Public money for one event of a certificate (首次, 维护, 升级) under one programme."""

    __tablename__ = "certification_funding"
    __table_args__ = (
        UniqueConstraint("certification_id", "programme_id", "event_type"),
        Index(None, "programme_id", "id"),
    )

    certification_id: Mapped[int] = mapped_column(ForeignKey("certification.id"))
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    event_type: Mapped[str] = mapped_column(comment="first, maintenance or upgrade")
    amount_cents: Mapped[Cents] = mapped_column(comment="Sum granted, in fen")
    cost_cents: Mapped[Cents | None] = mapped_column(
        comment="Fees of certification or appraisal in fen, without consulting; empty: not known"
    )
    granted_on: Mapped[dt.date] = mapped_column(comment="Day of the grant or of the payment")
    document_number: Mapped[str] = mapped_column(comment="Number of the paper that grants it")
    evidence_sha256: Mapped[str | None] = mapped_column(comment="The paper, by its content")
    evidence_name: Mapped[str] = mapped_column(default="", comment="Name of that file")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
    recorded_at: Mapped[dt.datetime] = mapped_column(comment="When this was written down")
    actor_id: Mapped[int] = mapped_column(comment="Who wrote it down")
    actor_name: Mapped[str] = mapped_column(comment="Name at that time")
