"""Certificates of enterprises (资质认证)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record, Versioned


class CertificationTypeRecord(Record):
    """A kind of certificate: reference data."""

    __tablename__ = "certification_type"

    code: Mapped[str] = mapped_column(unique=True, comment="Name that never changes: cmmi, iso27001")
    family: Mapped[str] = mapped_column(comment="cmmi, iso, other: which rules hold")
    name_zh: Mapped[str] = mapped_column(comment="Chinese name")
    name_en: Mapped[str] = mapped_column(comment="English name")
    validity_months: Mapped[int | None] = mapped_column(comment="Months it holds; empty: no expiry")
    surveillance_months: Mapped[int | None] = mapped_column(comment="Months between yearly checks")
    reminder_days: Mapped[int] = mapped_column(comment="Days before expiry that a reminder starts")
    has_levels: Mapped[bool] = mapped_column(comment="Whether it carries a level")
    source: Mapped[str] = mapped_column(default="", comment="Where the rule was read")
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C prints as 待核实")
    position: Mapped[int] = mapped_column(comment="Order in lists")
    retired_on: Mapped[dt.date | None] = mapped_column(comment="Not offered from this day on")


class CertificationRecord(Versioned, Record):
    """One certificate or appraisal; a renewal is a new record."""

    __tablename__ = "certification"
    __table_args__ = (
        Index(None, "expires_key", "id"),
        Index(None, "number", "id"),
        Index(None, "issued_on", "id"),
        Index(None, "enterprise_sort_key", "id"),
        Index(None, "type_code", "id"),
        Index(None, "enterprise_id", "id"),
    )

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Holder")
    enterprise_sort_key: Mapped[str] = mapped_column(comment="Copy of the holder's dictionary order")
    type_code: Mapped[str] = mapped_column(
        ForeignKey("certification_type.code"), comment="Kind of certificate"
    )
    level: Mapped[int | None] = mapped_column(comment="1 to 5 where the kind has levels")
    model: Mapped[str] = mapped_column(default="", comment="Model and version: CMMI-DEV V2.0")
    method: Mapped[str] = mapped_column(default="", comment="benchmark, sustainment, scampi-a, …")
    number: Mapped[str] = mapped_column(comment="Certificate number or appraisal ID")
    issuer: Mapped[str] = mapped_column(default="", comment="Certification body or lead appraiser")
    org_unit: Mapped[str] = mapped_column(default="", comment="Organisational unit, as appraised")
    unit_confirmed: Mapped[bool] = mapped_column(
        default=False, comment="The clerk confirmed that the unit is this enterprise"
    )
    scope: Mapped[str] = mapped_column(default="", comment="Scope of the certificate")
    appraisal_ended_on: Mapped[dt.date | None] = mapped_column(comment="End of the appraisal")
    issued_on: Mapped[dt.date] = mapped_column(comment="Day of issue")
    expires_on: Mapped[dt.date | None] = mapped_column(comment="Last day; empty: no expiry")
    expires_key: Mapped[dt.date] = mapped_column(comment="expires_on, or 9999-12-31: for sorting")
    expiry_reason: Mapped[str] = mapped_column(
        default="", comment="Why the expiry differs from the computed one"
    )
    last_surveillance_on: Mapped[dt.date | None] = mapped_column(comment="Last yearly check passed")
    suspended_on: Mapped[dt.date | None] = mapped_column(comment="Suspended from this day on")
    withdrawn_on: Mapped[dt.date | None] = mapped_column(comment="Withdrawn from this day on")
    stop_reason: Mapped[str] = mapped_column(default="", comment="Why suspended or withdrawn")
    renews_id: Mapped[int | None] = mapped_column(
        ForeignKey("certification.id"), index=True, comment="The record that this one follows"
    )
    superseded_on: Mapped[dt.date | None] = mapped_column(comment="A newer record took over")
    document_sha256: Mapped[str | None] = mapped_column(comment="The scan")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
