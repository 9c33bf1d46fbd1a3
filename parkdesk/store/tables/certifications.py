"""Certificates of enterprises (企业认证), their kinds and the rules of appraisals."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, ForeignKey, Index, UniqueConstraint, event, false
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from parkdesk.domain.certifications import last_held
from parkdesk.store.base import Record, Versioned

UNKNOWN = dt.date(1, 1, 1)
"""Stands for "not computed yet" in a column that a migration added to filled tables."""
_ENDS = ("expires_key", "withdrawn_on", "superseded_on")
VERSION = "Rises with every save; a save of an older one is refused"


class CertificationTypeRecord(Versioned, Record):
    """A kind of certificate: reference data, `db/seed/certification_types.csv`, or the park's own.

    A new release writes the columns that the seed has and no others: what the park sets stands in
    columns of its own (`park_…`, `retired_on`), and the code of a kind of its own begins with
    `PARK-`, which no seed uses.
    """

    __tablename__ = "certification_type"

    code: Mapped[str] = mapped_column(
        unique=True, comment="Name that never changes: CMMI, ISO27001"
    )
    name_zh: Mapped[str] = mapped_column(comment="Chinese name")
    name_en: Mapped[str] = mapped_column(comment="English name")
    family: Mapped[str] = mapped_column(comment="maturity, management, service, attestation, …")
    validity_months: Mapped[int | None] = mapped_column(comment="Months it holds; empty: no expiry")
    last_day: Mapped[str] = mapped_column(comment="anniversary or day-before: how months end")
    surveillance: Mapped[str] = mapped_column(comment="none or yearly")
    lead_days: Mapped[int] = mapped_column(comment="Days before expiry that a reminder starts")
    top_level: Mapped[int] = mapped_column(comment="Highest level; 0 where the kind has none")
    source: Mapped[str] = mapped_column(comment="Where the rule was read")
    source_zh: Mapped[str] = mapped_column(
        default="", server_default="", comment="The same in Chinese"
    )
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D print as 待核实")
    retired_on: Mapped[dt.date | None] = mapped_column(comment="Not offered from this day on")
    is_own: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="Added by the park; no seed knows it"
    )
    park_lead_days: Mapped[int | None] = mapped_column(
        comment="The park's own lead time; empty: lead_days holds"
    )
    park_validity_months: Mapped[int | None] = mapped_column(
        comment="Months by the park's own reading, 0 for no expiry; empty: validity_months holds"
    )
    park_source: Mapped[str] = mapped_column(
        default="", server_default="", comment="Where the park read its own months"
    )
    version: Mapped[int] = mapped_column(default=1, server_default="1", comment=VERSION)


class AppraisalRuleRecord(Versioned, Record):
    """What one method gives under one model version: `db/seed/appraisal_rules.csv`.

    The park's own reading of a period stands in columns of its own, as for the kinds.
    """

    __tablename__ = "appraisal_rule"

    code: Mapped[str] = mapped_column(unique=True, comment="Name that never changes")
    type_code: Mapped[str] = mapped_column(comment="CMM, CMMI or PCMM")
    model: Mapped[str] = mapped_column(comment="Model and version: CMMI V2.0")
    method: Mapped[str] = mapped_column(comment="benchmark, sustainment, scampi-a, …")
    gives_level: Mapped[bool] = mapped_column(comment="Whether a level may follow from it")
    validity_months: Mapped[int | None] = mapped_column(comment="Months from the appraisal's end")
    at_most: Mapped[bool] = mapped_column(comment="The period is a limit, not a term")
    in_a_row: Mapped[int | None] = mapped_column(comment="Most of this method in a row")
    holds_at_least_until: Mapped[dt.date | None] = mapped_column(comment="Ratings live to this day")
    accepted_from: Mapped[dt.date | None] = mapped_column(comment="Results are taken from this day")
    accepted_until: Mapped[dt.date | None] = mapped_column(comment="… and to this day")
    source: Mapped[str] = mapped_column(comment="Where the rule was read")
    source_zh: Mapped[str] = mapped_column(
        default="", server_default="", comment="The same in Chinese"
    )
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D print as 待核实")
    park_validity_months: Mapped[int | None] = mapped_column(
        comment="Months by the park's own reading, 0 for no expiry; empty: validity_months holds"
    )
    park_source: Mapped[str] = mapped_column(
        default="", server_default="", comment="Where the park read its own months"
    )
    version: Mapped[int] = mapped_column(default=1, server_default="1", comment=VERSION)


class ModelViewRecord(Record):
    """A view or domain that a model version can be appraised in: `db/seed/model_views.csv`."""

    __tablename__ = "model_view"

    code: Mapped[str] = mapped_column(unique=True, comment="Name that never changes")
    model: Mapped[str] = mapped_column(comment="Model and version: CMMI V3.0")
    view: Mapped[str] = mapped_column(comment="Short name as ratings print it: DEV, SVC")
    name_zh: Mapped[str] = mapped_column(comment="Chinese name")
    name_en: Mapped[str] = mapped_column(comment="English name")
    source: Mapped[str] = mapped_column(comment="Where it was read")
    source_zh: Mapped[str] = mapped_column(comment="The same in Chinese")
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D print as 待核实")


def _held_to(context: DefaultExecutionContext) -> dt.date:
    """Return `held_key` of a row that is inserted, whoever inserts it and however."""
    row: dict[str, Any] = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return last_held(*(row.get(name) for name in _ENDS))


class CertificationRecord(Versioned, Record):
    """One certificate or appraisal; a renewal is a new record."""

    __tablename__ = "certification"
    __table_args__ = (
        UniqueConstraint("number", "enterprise_id", "type_code"),
        Index(None, "expires_key", "id"),
        Index(None, "remind_key", "id"),
        # All that a reminder is found by: what is due is counted without a look at the rows.
        Index(
            "ix_certification_expiry_due",
            "expires_key",
            "remind_key",
            "superseded_on",
            "withdrawn_on",
            "issued_on",
            "enterprise_id",
        ),
        Index(
            "ix_certification_surveillance_due",
            "surveillance_key",
            "expires_key",
            "superseded_on",
            "withdrawn_on",
            "issued_on",
            "enterprise_id",
        ),
        Index(None, "checked_key", "id"),
        Index(None, "check_result", "id"),
        Index(None, "number", "id"),
        Index(None, "issued_on", "id"),
        Index(None, "enterprise_sort_key", "id"),
        Index(None, "type_code", "id"),
        Index(None, "enterprise_id", "id"),
        # All that a status on a day is made of: filters and counts by status read this alone.
        Index(
            "ix_certification_standing",
            "issued_on",
            "expires_key",
            "remind_key",
            "suspended_on",
            "withdrawn_on",
            "superseded_on",
            "enterprise_id",
            "type_code",
        ),
        # What holds on a day is one range of the first; the second is read holder by holder.
        Index(
            "ix_certification_held",
            "held_key",
            "remind_key",
            "issued_on",
            "expires_key",
            "checked_key",
            "enterprise_id",
        ),
        Index("ix_certification_holder", "enterprise_id", "held_key", "remind_key", "issued_on"),
    )

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Holder")
    enterprise_sort_key: Mapped[str] = mapped_column(
        comment="Copy of the holder's dictionary order"
    )
    type_code: Mapped[str] = mapped_column(
        ForeignKey("certification_type.code"), comment="Kind of certificate"
    )
    event_type: Mapped[str] = mapped_column(
        default="first", comment="first, maintenance or upgrade"
    )
    level: Mapped[int | None] = mapped_column(comment="1 to 5 where the kind has levels")
    model: Mapped[str] = mapped_column(default="", comment="Model and version: CMMI V2.0")
    view: Mapped[str] = mapped_column(default="", comment="Model view or domain: DEV, SVC")
    method: Mapped[str] = mapped_column(default="", comment="benchmark, sustainment, scampi-a, …")
    number: Mapped[str] = mapped_column(comment="Certificate number")
    issuer: Mapped[str] = mapped_column(default="", comment="Certification body or partner")
    lead_appraiser: Mapped[str] = mapped_column(default="", comment="Appraisal team leader")
    org_unit: Mapped[str] = mapped_column(default="", comment="Organisational unit, as appraised")
    unit_confirmed: Mapped[bool] = mapped_column(
        default=False, comment="The clerk confirmed that the unit is this enterprise"
    )
    scope: Mapped[str] = mapped_column(default="", comment="Scope of the certificate")
    appraisal_ended_on: Mapped[dt.date | None] = mapped_column(comment="End of the appraisal")
    issued_on: Mapped[dt.date] = mapped_column(
        comment="First day it holds: day of issue, or end of the appraisal"
    )
    expires_on: Mapped[dt.date | None] = mapped_column(comment="Last day; empty: no expiry")
    expires_key: Mapped[dt.date] = mapped_column(comment="expires_on, or 9999-12-31: for sorting")
    remind_key: Mapped[dt.date] = mapped_column(
        comment="First day it counts as about to expire, or 9999-12-31"
    )
    held_key: Mapped[dt.date] = mapped_column(
        default=_held_to,
        server_default=UNKNOWN.isoformat(),
        comment="Last day it holds, suspensions aside: the earliest of its ends, or 9999-12-31",
    )
    lead_days_own: Mapped[int | None] = mapped_column(
        comment="Days before expiry that its reminder starts; empty: as its kind says"
    )
    surveillance_key: Mapped[dt.date] = mapped_column(
        default=UNKNOWN,
        server_default=UNKNOWN.isoformat(),
        comment="Day by which the next yearly check is due, or 9999-12-31; 0001-01-01: not found"
        " out yet",
    )
    expiry_reason: Mapped[str] = mapped_column(
        default="", comment="Why the expiry differs from the computed one"
    )
    last_surveillance_on: Mapped[dt.date | None] = mapped_column(comment="Last yearly check passed")
    suspended_on: Mapped[dt.date | None] = mapped_column(
        comment="Copy: first day of the suspension that has no end yet"
    )
    withdrawn_on: Mapped[dt.date | None] = mapped_column(comment="Withdrawn from this day on")
    stop_reason: Mapped[str] = mapped_column(default="", comment="Why suspended or withdrawn")
    renews_id: Mapped[int | None] = mapped_column(
        ForeignKey("certification.id"), index=True, comment="The record that this one follows"
    )
    superseded_on: Mapped[dt.date | None] = mapped_column(comment="A newer record took over")
    document_sha256: Mapped[str | None] = mapped_column(comment="The scan")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
    appraisal_id: Mapped[str] = mapped_column(
        default="", server_default="", comment="Appraisal ID, apart from the certificate number"
    )
    site: Mapped[str] = mapped_column(
        default="", server_default="", comment="Site of the organisational unit"
    )
    name_en: Mapped[str] = mapped_column(
        default="", server_default="", comment="English name of the holder, as published"
    )
    sponsor: Mapped[str] = mapped_column(
        default="", server_default="", comment="Sponsor of the appraisal"
    )
    partner: Mapped[str] = mapped_column(
        default="", server_default="", comment="Partner that ran the appraisal"
    )
    unit_confirmed_by: Mapped[str] = mapped_column(
        default="", server_default="", comment="Who confirmed the unit: the name at that time"
    )
    unit_confirmed_at: Mapped[dt.datetime | None] = mapped_column(
        comment="When the unit was confirmed"
    )
    checked_key: Mapped[dt.date] = mapped_column(
        default=UNKNOWN,
        server_default=UNKNOWN.isoformat(),
        comment="Day of the last register check that got an answer, or 0001-01-01",
    )
    check_result: Mapped[str] = mapped_column(
        default="", server_default="", comment="What that check found; empty: never checked"
    )


@event.listens_for(CertificationRecord, "before_update")
def _follow_ends(
    _mapper: Mapper[CertificationRecord], _connection: Connection, record: CertificationRecord
) -> None:
    """Keep `held_key` in step with what ends the certificate, whoever changes it."""
    record.held_key = last_held(*(getattr(record, name) for name in _ENDS))
