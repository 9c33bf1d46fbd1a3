"""The main service of enterprises on a past day: its line and market, as facts and as SQL.

Where an enterprise has dated main services, the last that had begun by the day speaks, as the
record keeps what the last one said; before the first of them nothing is known. Where only a line
was ever typed it has no days: it is today's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, select
from sqlalchemy.orm import Session

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprises import Reach
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.service_codes import EnterpriseServiceRecord, ServiceCodeRecord

MainService = tuple[ServiceLine | None, Reach | None]
"""Line and market; None where the day's is not known."""
_NOTHING: MainService = (None, None)


def main_services_on(session: Session, ids: Sequence[int], day: dt.date) -> dict[int, MainService]:
    """Return what the dated main services of enterprises say of a day; others are left out."""
    table = EnterpriseServiceRecord
    rows = session.execute(
        select(table.enterprise_id, table.from_on, table.market, ServiceCodeRecord.line)
        .join(ServiceCodeRecord, ServiceCodeRecord.id == table.service_code_id)
        .where(table.enterprise_id.in_(ids), table.is_main)
        .order_by(table.from_on, table.id)
    )
    found: dict[int, MainService] = {}
    for row in rows:
        said = (ServiceLine(row.line), Reach(row.market) if row.market else None)
        if row.from_on <= day:
            found[row.enterprise_id] = said
        else:
            found.setdefault(row.enterprise_id, _NOTHING)
    return found


def line_at(day: dt.date) -> ColumnElement[Any]:
    """Return the SQL of an enterprise's line on `day`; an empty text where it is not known."""
    return _at(ServiceCodeRecord.line, EnterpriseRecord.service_line, day)


def market_at(day: dt.date) -> ColumnElement[Any]:
    """Return the SQL of an enterprise's market on `day`; an empty text where it is not known."""
    return _at(EnterpriseServiceRecord.market, EnterpriseRecord.market, day)


def _at(column: Any, typed: Any, day: dt.date) -> ColumnElement[Any]:  # noqa: ANN401 (any columns)
    table = EnterpriseServiceRecord
    main = (table.enterprise_id == EnterpriseRecord.id) & table.is_main
    said = (
        select(column)
        .select_from(table)
        .join(ServiceCodeRecord, ServiceCodeRecord.id == table.service_code_id)
        .where(main, table.from_on <= day)
        .order_by(table.from_on.desc(), table.id.desc())
        .limit(1)
        .correlate(EnterpriseRecord)
        .scalar_subquery()
    )
    dated = exists().where(main).correlate(EnterpriseRecord)
    return case((dated, func.coalesce(said, "")), else_=typed)
