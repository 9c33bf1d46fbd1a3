"""Kinds of certificate and appraisal rules: what is known of them, what the park sets itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select

from parkdesk.domain.appraisals import AppraisalRule
from parkdesk.domain.certification_forms import ModelView
from parkdesk.domain.certification_kinds import (
    SaveKind,
    SaveOwnKind,
    SaveRule,
    kind_problems,
    own_code,
    own_kind_problems,
    rule_problems,
)
from parkdesk.domain.certifications import CertificationType
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.programmes import Mark
from parkdesk.store.certification_kind_days import refresh_kind
from parkdesk.store.certification_kind_rows import kind_in_effect, rule_in_effect
from parkdesk.store.tables.certifications import (
    AppraisalRuleRecord,
    CertificationRecord,
    CertificationTypeRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.certification_rules import certification_rules
from parkdesk.usecases.core import command, query

__all__ = [
    "KindRow",
    "Kinds",
    "RuleRow",
    "SaveKind",
    "SaveOwnKind",
    "SaveRule",
    "add_kind",
    "certification_kinds",
    "edit_appraisal_rule",
    "edit_kind",
    "edit_own_kind",
    "retire_kind",
]


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind as it holds here, with what the seed says and what the park set."""

    id: int
    version: int
    kind: CertificationType
    is_own: bool
    seed_lead_days: int
    seed_validity_months: int | None
    seed_source: str
    seed_source_zh: str
    seed_mark: Mark
    park: SaveKind
    retired_on: dt.date | None
    certificates: int


@dataclass(frozen=True, slots=True)
class RuleRow:
    """An appraisal rule as it holds here, with what the seed says and what the park set."""

    id: int
    version: int
    rule: AppraisalRule
    seed_validity_months: int | None
    seed_source: str
    seed_source_zh: str
    seed_mark: Mark
    park: SaveRule


@dataclass(frozen=True, slots=True)
class Kinds:
    """All that is known of kinds, appraisal rules and views, in the order of the reference data."""

    kinds: tuple[KindRow, ...]
    rules: tuple[RuleRow, ...]
    views: tuple[ModelView, ...]


@query(Permission.CERTIFICATION_READ)
def certification_kinds(work: Work) -> Kinds:
    """Return every kind, retired ones too, every rule and every view, with source and mark."""
    counted = work.session.execute(
        select(CertificationRecord.type_code, func.count()).group_by(CertificationRecord.type_code)
    )
    counts = {row[0]: row[1] for row in counted}
    kinds = work.session.scalars(
        select(CertificationTypeRecord).order_by(CertificationTypeRecord.id)
    )
    rules = work.session.scalars(select(AppraisalRuleRecord).order_by(AppraisalRuleRecord.id))
    return Kinds(
        tuple(_kind(one, counts.get(one.code, 0), work.today) for one in kinds),
        tuple(_rule(one) for one in rules),
        certification_rules(work).views,
    )


@command(Permission.PARK_EDIT)
def edit_kind(work: Work, kind_id: int, version: int, form: SaveKind) -> None:
    """Set the park's own lead time and reading of a seeded kind, or clear them.

    The reminders of its certificates move at once; expiries that were computed stay.
    """
    record = work.get(CertificationTypeRecord, kind_id, version=version)
    problems = kind_problems(form)
    if problems:
        raise InvalidInput(problems)
    record.park_lead_days = form.lead_days
    record.park_validity_months = form.validity_months
    record.park_source = form.source.strip()
    _refresh(work, record)


@command(Permission.PARK_EDIT)
def edit_appraisal_rule(work: Work, rule_id: int, version: int, form: SaveRule) -> None:
    """Set the park's own reading of an appraisal rule's period, or clear it."""
    record = work.get(AppraisalRuleRecord, rule_id, version=version)
    problems = rule_problems(form)
    if not record.gives_level and form.validity_months is not None:
        problems["validity_months"] = "method-gives-no-expiry"
    if problems:
        raise InvalidInput(problems)
    record.park_validity_months = form.validity_months
    record.park_source = form.source.strip()


@command(Permission.PARK_EDIT)
def add_kind(work: Work, form: SaveOwnKind) -> int:
    """Add a kind of the park's own; return its number."""
    problems = own_kind_problems(form)
    code = own_code(form.code)
    taken = select(CertificationTypeRecord.id).where(CertificationTypeRecord.code == code)
    if "code" not in problems and work.session.scalar(taken) is not None:
        problems["code"] = "kind-taken"
    if problems:
        raise InvalidInput(problems)
    record = CertificationTypeRecord(code=code, is_own=True, retired_on=None)
    _fill(record, form)
    return work.add(record).id


@command(Permission.PARK_EDIT)
def edit_own_kind(work: Work, kind_id: int, version: int, form: SaveOwnKind) -> None:
    """Correct a kind of the park's own; its code stays, certificates name it."""
    record = work.get(CertificationTypeRecord, kind_id, version=version)
    if not record.is_own:
        raise Refused("kind-not-own")
    problems = own_kind_problems(form)
    if problems:
        raise InvalidInput(problems)
    _fill(record, form)
    _refresh(work, record)


@command(Permission.PARK_EDIT)
def retire_kind(work: Work, kind_id: int, version: int, *, retired: bool) -> None:
    """Offer a kind no more, or again; the certificates of that kind stay as they are."""
    record = work.get(CertificationTypeRecord, kind_id, version=version)
    record.retired_on = work.today if retired else None


def _refresh(work: Work, record: CertificationTypeRecord) -> None:
    work.session.flush()  # the days are computed from what the kind says now
    refresh_kind(work, kind_in_effect(record, work.today))


def _fill(record: CertificationTypeRecord, form: SaveOwnKind) -> None:
    record.name_zh = form.name_zh.strip()
    record.name_en = form.name_en.strip()
    record.family = form.family.value if form.family else ""
    record.validity_months = form.validity_months
    record.last_day = form.last_day.value
    record.surveillance = form.surveillance.value
    record.lead_days = form.lead_days or 0
    record.top_level = form.top_level
    record.source = form.source.strip()
    record.certainty = form.mark.value if form.mark else Mark.UNVERIFIED.value


def _kind(record: CertificationTypeRecord, certificates: int, day: dt.date) -> KindRow:
    return KindRow(
        record.id,
        record.version,
        kind_in_effect(record, day),
        record.is_own,
        record.lead_days,
        record.validity_months,
        record.source,
        record.source_zh or record.source,
        Mark(record.certainty),
        SaveKind(record.park_lead_days, record.park_validity_months, record.park_source),
        record.retired_on,
        certificates,
    )


def _rule(record: AppraisalRuleRecord) -> RuleRow:
    return RuleRow(
        record.id,
        record.version,
        rule_in_effect(record),
        record.validity_months,
        record.source,
        record.source_zh or record.source,
        Mark(record.certainty),
        SaveRule(record.park_validity_months, record.park_source),
    )
