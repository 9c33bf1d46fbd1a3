"""Certificates of the demonstration park, and what befell them, as rows in the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from parkdesk.demo import certificate_history as history
from parkdesk.demo import rows
from parkdesk.demo.certificates import Certificate
from parkdesk.store.tables.certification_history import (
    CertificationCheckRecord,
    CertificationFundingRecord,
    CertificationSurveillanceRecord,
    CertificationSuspensionRecord,
)
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.certification_rules import certification_rules

_PROGRAMME = "template-training-2026"


def write_certificates(
    work: Work,
    held: Iterable[tuple[Certificate, ...]],
    holders: Mapping[int, rows.Row],
    numbers: Iterable[int],
) -> None:
    """Write the certificates of a batch of enterprises; `numbers` are the ids to give out."""
    kinds = {kind.code: kind for kind in certification_rules(work).types}
    programme_id = work.session.scalar(
        select(ProgrammeRecord.id).where(ProgrammeRecord.code == _PROGRAMME)
    )
    ids = iter(numbers)
    made: list[rows.Row] = []
    suspended: list[rows.Row] = []
    visited: list[rows.Row] = []
    checked: list[rows.Row] = []
    granted: list[rows.Row] = []
    for several in held:
        taken = [next(ids) for _ in several]
        for one, id_ in zip(several, taken, strict=True):
            kind = kinds[one.type_code]
            holder = holders[one.enterprise]
            looks = list(history.checks(one, id_, kind, holder["name"]))
            row = rows.certification(one, id_, taken[0], holder, kind)
            made.append(row | history.checked_columns(looks))
            suspended += history.suspensions(one, id_)
            visited += history.surveillance(one, id_, kind)
            checked += looks
        granted += history.grants(several, taken, programme_id or 0)
    work.insert_many(CertificationRecord, made)
    work.insert_many(CertificationSuspensionRecord, suspended)
    work.insert_many(CertificationSurveillanceRecord, visited)
    work.insert_many(CertificationCheckRecord, checked)
    work.insert_many(CertificationFundingRecord, granted)
