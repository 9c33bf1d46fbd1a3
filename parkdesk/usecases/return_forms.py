"""Forms of quarterly returns to hand out (季报表): one enterprise's, or those of all who owe."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.identity import Permission
from parkdesk.domain.return_forms import form_for
from parkdesk.store.quarters import not_filed_in
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query


@dataclass(frozen=True, slots=True)
class BlankReturn:
    """A row to fill in: whose return, of which quarter, on which form."""

    enterprise: str
    code: str
    quarter: str
    form: str


@query(Permission.STATISTICS_READ)
def return_forms(
    work: Work, quarter: Quarter, enterprise_id: int | None = None
) -> tuple[BlankReturn, ...]:
    """Return the forms of a quarter in dictionary order.

    One enterprise's where it is named, otherwise those of all that have not handed in.
    """
    record = EnterpriseRecord
    wanted: ColumnElement[bool] = not_filed_in(quarter)
    if enterprise_id is not None:
        work.get(record, enterprise_id)
        wanted = record.id == enterprise_id
    rows = work.session.execute(
        select(record.name, record.code).where(wanted).order_by(record.sort_key, record.id)
    )
    return tuple(
        BlankReturn(name, code, str(quarter), str(form_for(quarter, code))) for name, code in rows
    )
