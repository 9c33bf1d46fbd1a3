"""Reference data: upserts by code from db/seed, safe to run twice, never a delete."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, select, update
from sqlalchemy.orm import Session

from parkdesk.paths import database_files
from parkdesk.store.bank_sheets import plant_bank_sheet
from parkdesk.store.base import Record
from parkdesk.store.programme_seeds import plant_programme
from parkdesk.store.tables.atse import AtseRuleRecord
from parkdesk.store.tables.certifications import (
    AppraisalRuleRecord,
    CertificationTypeRecord,
    ModelViewRecord,
)
from parkdesk.store.tables.claim_returns import ClaimReasonRecord
from parkdesk.store.tables.closings import ClosingCheckRecord
from parkdesk.store.tables.compliance_rules import (
    AttestationMeasureRecord,
    ComplianceParameterRecord,
    ComplianceRuleRecord,
)
from parkdesk.store.tables.contracts import (
    AssistFieldRecord,
    CountryRecord,
    ExecutionWindowRecord,
)
from parkdesk.store.tables.figures import (
    ConcentrationMeasureRecord,
    PublishedFigureRecord,
    ThresholdLineRecord,
)
from parkdesk.store.tables.identity import RolePermissionRecord, RoleRecord
from parkdesk.store.tables.indicators import IndicatorRecord
from parkdesk.store.tables.papers import PaperSlotRecord
from parkdesk.store.tables.period_returns import ReturnFormRecord
from parkdesk.store.tables.reminders import ReminderRuleRecord
from parkdesk.store.tables.service_codes import ServiceCodeEditionRecord, ServiceCodeRecord
from parkdesk.store.tables.signals import SignalLimitRecord
from parkdesk.store.tables.statistics import ReportingDayRecord
from parkdesk.store.tables.titles import TitleKindRecord
from parkdesk.store.tables.working_days import CalendarDayRecord

REFERENCE: Mapping[str, type[Record]] = {
    "roles": RoleRecord,
    "appraisal_rules": AppraisalRuleRecord,
    "assist_fields": AssistFieldRecord,
    "atse_rules": AtseRuleRecord,
    "certification_types": CertificationTypeRecord,
    "claim_reasons": ClaimReasonRecord,
    "closing_checks": ClosingCheckRecord,
    "compliance_rules": ComplianceRuleRecord,
    "compliance_parameters": ComplianceParameterRecord,
    "attestation_measures": AttestationMeasureRecord,
    "concentration_measures": ConcentrationMeasureRecord,
    "countries": CountryRecord,
    "execution_windows": ExecutionWindowRecord,
    "model_views": ModelViewRecord,
    "published_figures": PublishedFigureRecord,
    "reminder_rules": ReminderRuleRecord,
    "paper_slots": PaperSlotRecord,
    "reporting_calendar": ReportingDayRecord,
    "return_forms": ReturnFormRecord,
    "service_code_editions": ServiceCodeEditionRecord,
    "signal_limits": SignalLimitRecord,
    "threshold_lines": ThresholdLineRecord,
    "title_kinds": TitleKindRecord,
    "working_days": CalendarDayRecord,
}


def plant(session: Session) -> None:
    """Bring the reference data to what db/seed says."""
    for name, record in REFERENCE.items():
        path = database_files() / "seed" / f"{name}.csv"
        _upsert(session, record, ("code",), _rows(path))
    _upsert(
        session,
        RolePermissionRecord,
        ("role_code", "permission"),
        _rows(database_files() / "seed" / "role_permissions.csv"),
    )
    _upsert(
        session,
        ServiceCodeRecord,
        ("edition_code", "code"),
        _rows(database_files() / "seed" / "service_codes.csv"),
    )
    _upsert(
        session,
        IndicatorRecord,
        ("code", "valid_from"),
        _rows(database_files() / "seed" / "indicators.csv"),
    )
    for path in sorted((database_files() / "seed" / "programmes").glob("*.toml")):
        plant_programme(session, path)
    for path in sorted((database_files() / "seed" / "bank_sheets").glob("*.toml")):
        plant_bank_sheet(session, path)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [dict(row) for row in csv.DictReader(file)]


def _upsert(
    session: Session, record: type[Record], keys: tuple[str, ...], rows: list[dict[str, str]]
) -> None:
    table = record.__table__
    assert isinstance(table, Table)
    connection = session.connection()
    known = {
        tuple(row[key] for key in keys): dict(row)
        for row in connection.execute(select(table)).mappings()
    }
    for position, text_row in enumerate(rows, start=1):
        row = {name: _value(table, name, text) for name, text in text_row.items()}
        if "position" in table.columns:
            row.setdefault("position", position)
        found = known.get(tuple(row[key] for key in keys))
        if found is None:
            connection.execute(insert(table).values(row))
        elif any(found[name] != value for name, value in row.items()):
            connection.execute(update(table).where(table.c.id == found["id"]).values(row))


def _value(table: Table, name: str, text: str) -> Any:  # noqa: ANN401 (the column's own type)
    column = table.columns[name]
    kind = column.type.python_type
    if text == "" and column.nullable:
        return None
    if kind is bool:
        return text == "yes"
    if kind is dt.date:
        return dt.date.fromisoformat(text)
    return kind(text)
