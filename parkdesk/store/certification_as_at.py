"""Certificates as known on a past day: what their holders were called, who had looked them up.

Today's lists never come here: they read the holder's present name and the last check that the
certificate itself keeps, which has an index.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import known_by
from parkdesk.domain.certifications import NEVER, CertificationType
from parkdesk.domain.register_checks import ANSWERS, CheckResult
from parkdesk.domain.reminders import next_surveillance
from parkdesk.store.certification_listing import CertificationRow, certification_rows
from parkdesk.store.enterprise_as_at import names_then
from parkdesk.store.tables.certification_history import (
    CertificationCheckRecord,
    CertificationSurveillanceRecord,
)
from parkdesk.store.tables.certifications import UNKNOWN, CertificationRecord

_FEW = 500
"""So many certificates are asked for by their ids; of more, every audit is read once."""
_ANSWERED = sorted(one.value for one in ANSWERS)


def certification_rows_on(
    session: Session, ids: Sequence[int], on: dt.date | None, today: dt.date
) -> dict[int, CertificationRow]:
    """Return the lines of certificates as at a past day `on`, or as they are today."""
    rows = certification_rows(session, ids, on or today)
    if on is None or not rows:
        return rows
    present = {one.enterprise_id: one.enterprise for one in rows.values()}
    names = names_then(session, present, on)
    checks = _checks_by(session, sorted(rows), on)
    nothing = (None, None)
    return {
        id_: replace(
            row,
            enterprise=names[row.enterprise_id],
            checked_on=checks.get(id_, nothing)[0],
            check_result=checks.get(id_, nothing)[1],
        )
        for id_, row in rows.items()
    }


def next_audits_on(
    session: Session,
    rows: Sequence[Any],
    kinds: Mapping[str, CertificationType],
    on: dt.date,
) -> dict[int, dt.date]:
    """Return by certificate until when its next yearly check was due, as was known on `on`.

    `rows` have a certificate's id, kind, days and last check; NEVER where no check was left.
    """
    answered, passed = _audits_by(session, [row.id for row in rows], on)
    return {
        row.id: next_surveillance(
            kinds[row.type_code],
            row.issued_on,
            row.expires_on,
            known_by(row.last_surveillance_on, on) or passed.get(row.id),
            answered[row.id],
        )
        or NEVER
        for row in rows
    }


def _audits_by(
    session: Session, ids: Sequence[int], on: dt.date
) -> tuple[Mapping[int, set[dt.date]], Mapping[int, dt.date]]:
    """Return the days due that had been answered by a day, and the last audit passed by it."""
    table = CertificationSurveillanceRecord
    query = select(table.certification_id, table.due_on, table.done_on).where(
        func.coalesce(table.done_on, table.due_on) <= on
    )
    if len(ids) <= _FEW:
        query = query.where(table.certification_id.in_(ids))
    answered: dict[int, set[dt.date]] = defaultdict(set)
    passed: dict[int, dt.date] = {}
    for id_, due_on, done_on in session.execute(query.order_by(table.done_on, table.id)):
        answered[id_].add(due_on)
        if done_on is not None:
            passed[id_] = max(done_on, passed.get(id_, done_on))
    return answered, passed


def checked_by(day: dt.date) -> ColumnElement[Any]:
    """Return the SQL of the day of the last check that had got an answer by `day`."""
    return func.coalesce(_last_check(CertificationCheckRecord.checked_on, day), UNKNOWN)


def result_by(day: dt.date) -> ColumnElement[Any]:
    """Return the SQL of what the last check that had got an answer by `day` found."""
    return func.coalesce(_last_check(CertificationCheckRecord.result, day), "")


def _last_check(column: Any, day: dt.date) -> ColumnElement[Any]:  # noqa: ANN401 (any column)
    table = CertificationCheckRecord
    return (
        select(column)
        .where(
            table.certification_id == CertificationRecord.id,
            table.checked_on <= day,
            table.result.in_(_ANSWERED),
        )
        .order_by(table.checked_on.desc(), table.id.desc())
        .limit(1)
        .correlate(CertificationRecord)
        .scalar_subquery()
    )


def _checks_by(
    session: Session, ids: Sequence[int], on: dt.date
) -> dict[int, tuple[dt.date, CheckResult]]:
    table = CertificationCheckRecord
    found = session.execute(
        select(table.certification_id, table.checked_on, table.result)
        .where(
            table.certification_id.in_(ids),
            table.checked_on <= on,
            table.result.in_(_ANSWERED),
        )
        .order_by(table.checked_on, table.id)
    )
    return {row.certification_id: (row.checked_on, CheckResult(row.result)) for row in found}
