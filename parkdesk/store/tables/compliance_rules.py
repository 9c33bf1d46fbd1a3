"""The catalogue of compliance rules (合规规则), their parameters, and what is attested yearly."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record, Versioned


class ComplianceRuleRecord(Record):
    """One rule that enterprises are held against: `db/seed/compliance_rules.csv`."""

    __tablename__ = "compliance_rule"

    code: Mapped[str] = mapped_column(unique=True, comment="Name that never changes: HG-01")
    area: Mapped[str] = mapped_column(comment="returns, certificates, claims, contracts, …")
    severity: Mapped[str] = mapped_column(comment="serious, warning or hint")
    concerns: Mapped[str] = mapped_column(comment="Whom it concerns: residents, claimants, …")
    sentence_zh: Mapped[str] = mapped_column(comment="What the rule asks")
    sentence_en: Mapped[str] = mapped_column(comment="The same in English")
    source_zh: Mapped[str] = mapped_column(comment="文号 and clause, or 园区自定")
    source: Mapped[str] = mapped_column(comment="The same in English")
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D print as 待核实")
    valid_from: Mapped[dt.date] = mapped_column(comment="It is asked from this day")
    valid_to: Mapped[dt.date | None] = mapped_column(comment="… to this day; empty: still")
    position: Mapped[int] = mapped_column(comment="Order of the catalogue")


class ComplianceParameterRecord(Record):
    """A figure of a rule from a day on: `db/seed/compliance_parameters.csv`, or the park's own."""

    __tablename__ = "compliance_parameter"
    __table_args__ = (Index(None, "rule_code", "name", "from_on"),)

    code: Mapped[str] = mapped_column(unique=True, comment="Name that never changes")
    rule_code: Mapped[str] = mapped_column(
        ForeignKey("compliance_rule.code"), comment="The rule that it belongs to"
    )
    name: Mapped[str] = mapped_column(comment="answer-days, lead-days, …: says its unit too")
    from_on: Mapped[dt.date] = mapped_column(comment="First day it rules; a later one takes over")
    value: Mapped[int] = mapped_column(comment="Days, months, times or MMDD, as its name says")
    source: Mapped[str] = mapped_column(comment="Where it was read, or who set it and why")
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D print as 待核实")


class AttestationMeasureRecord(Record):
    """A measure that an enterprise attests yearly: `db/seed/attestation_measures.csv`."""

    __tablename__ = "attestation_measure"

    code: Mapped[str] = mapped_column(unique=True, comment="Name that never changes")
    rule_code: Mapped[str] = mapped_column(
        ForeignKey("compliance_rule.code"), comment="The rule that asks for it"
    )
    name_zh: Mapped[str] = mapped_column(comment="Chinese name")
    name_en: Mapped[str] = mapped_column(comment="English name")
    source_zh: Mapped[str] = mapped_column(comment="Where the measure is named")
    source: Mapped[str] = mapped_column(comment="The same in English")
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D print as 待核实")
    valid_from: Mapped[dt.date] = mapped_column(comment="It is asked from this day")
    valid_to: Mapped[dt.date | None] = mapped_column(comment="… to this day; empty: still")
    position: Mapped[int] = mapped_column(comment="Order of the list")


class AttestationRecord(Versioned, Record):
    """What an enterprise attested (书面确认) for a year: a measure, by whom, with which paper.

    A row is never deleted: what was recorded by mistake is taken back, with a reason.
    """

    __tablename__ = "attestation"
    __table_args__ = (Index(None, "enterprise_id", "year", "measure_code"),)

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Whose")
    year: Mapped[int] = mapped_column(comment="The calendar year it is for")
    measure_code: Mapped[str] = mapped_column(
        ForeignKey("attestation_measure.code"), index=True, comment="What was attested"
    )
    attested_on: Mapped[dt.date] = mapped_column(comment="Day of the signature")
    attested_by: Mapped[str] = mapped_column(comment="Who signed for the enterprise")
    paper_id: Mapped[int | None] = mapped_column(
        ForeignKey("paper.id"), index=True, comment="The signed paper; empty: none attached"
    )
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
    recorded_at: Mapped[dt.datetime] = mapped_column(comment="When it was written down here")
    recorded_by: Mapped[str] = mapped_column(comment="Who wrote it down")
    withdrawn_on: Mapped[dt.date | None] = mapped_column(
        comment="It was recorded by mistake, found on this day; empty: it holds"
    )
    withdrawn_by: Mapped[str] = mapped_column(default="", comment="Who took it back")
    withdrawal_reason: Mapped[str] = mapped_column(default="", comment="Why it was taken back")
