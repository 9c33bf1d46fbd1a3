"""Forms of returns to hand out (月报表、季报表、年报表): one enterprise's, or all that are owed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from parkdesk.domain.identity import Permission
from parkdesk.domain.periods import Period
from parkdesk.domain.return_forms import form_for
from parkdesk.store.period_returns import form_of
from parkdesk.store.quarters import not_filed_in
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query


@dataclass(frozen=True, slots=True)
class BlankReturn:
    """A row to fill in: whose return, of which period, on which form."""

    enterprise: str
    code: str
    period: str
    form: str

    @property
    def quarter(self) -> str:
        """The period under the name that the column of quarterly returns has."""
        return self.period


@query(Permission.STATISTICS_READ)
def return_forms(
    work: Work, period: Period, enterprise_id: int | None = None
) -> tuple[BlankReturn, ...]:
    """Return the forms of a period in dictionary order.

    One enterprise's where it is named, otherwise those of all that have not handed in.
    """
    record = EnterpriseRecord
    wanted: ColumnElement[bool] = not_filed_in(period)
    if enterprise_id is not None:
        work.get(record, enterprise_id)
        wanted = record.id == enterprise_id
    rows = work.session.execute(
        select(record.name, record.code).where(wanted).order_by(record.sort_key, record.id)
    )
    version = form_of(work.session, period).version
    return tuple(
        BlankReturn(name, code, str(period), str(form_for(period, code, version)))
        for name, code in rows
    )
