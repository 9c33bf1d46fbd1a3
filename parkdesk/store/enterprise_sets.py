"""Sets of enterprises as queries of ids: what a list asks of other tables, each asked by itself.

A condition with a subquery in it looks up every enterprise; a query that walks the other table's
own index does not, and lists keep its answer for the next filter.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, union_all
from sqlalchemy.orm import aliased

from parkdesk.domain.certifications import CertificationStatus
from parkdesk.domain.enterprise_status import LEFT, EnterpriseStatus
from parkdesk.domain.enterprises import CertificateState
from parkdesk.store.list_ids import IdQuery
from parkdesk.store.standing import held, in_force, status_is, suspended
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord, EnterpriseStatusRecord

_LEFT = sorted(one.value for one in LEFT)
_Later = aliased(EnterpriseStatusRecord)


def with_certificates(state: CertificateState, day: dt.date) -> IdQuery:
    """Return the enterprises whose certificates stand so on `day`."""
    return _CERTIFICATES[state](day)


def known_by(day: dt.date) -> IdQuery:
    """Return the enterprises of which the register knows a status by `day`."""
    table = EnterpriseStatusRecord
    return select(table.enterprise_id).where(table.from_on <= day).distinct()


def in_status(status: EnterpriseStatus, day: dt.date) -> IdQuery:
    """Return the enterprises of which `enterprise_status.status_on(…, day)` is this status."""
    table = EnterpriseStatusRecord
    later = and_(
        _Later.enterprise_id == table.enterprise_id,
        _begun(_Later, day),
        or_(
            _Later.from_on > table.from_on,
            and_(_Later.from_on == table.from_on, _Later.id > table.id),
        ),
    )
    return select(table.enterprise_id).where(
        table.status == status.value, _begun(table, day), ~exists().where(later)
    )


def _begun(table: type[EnterpriseStatusRecord], day: dt.date) -> ColumnElement[bool]:
    """Return the SQL of "holds by `day`": who leaves on a day was still there on it."""
    return or_(table.from_on < day, and_(table.from_on == day, table.status.not_in(_LEFT)))


def _expiring(day: dt.date) -> IdQuery:
    table = CertificationRecord
    return (
        select(table.enterprise_id).where(status_is(CertificationStatus.EXPIRING, day)).distinct()
    )


def _valid(day: dt.date) -> IdQuery:
    """Something in force, and nothing of it about to expire."""
    table = CertificationRecord
    # To count them takes less than to keep the earliest day of each holder.
    calm = func.count().filter(table.remind_key <= day) == 0
    plain = _by_holder(held(day)).having(calm, table.enterprise_id.not_in(_touched(day)))
    exact = _by_holder(in_force(day), table.enterprise_id.in_(_touched(day))).having(calm)
    return union_all(plain, exact)


def _expired(day: dt.date) -> IdQuery:
    """Something was issued, and nothing of it is in force."""
    table = CertificationRecord
    issued, ended = table.issued_on <= day, func.count().filter(table.held_key >= day) == 0
    counts = func.max(case((in_force(day), 1), else_=0))
    plain = _by_holder(issued).having(ended, table.enterprise_id.not_in(_touched(day)))
    exact = _by_holder(issued, table.enterprise_id.in_(_touched(day))).having(counts == 0)
    return union_all(plain, exact)


def _by_holder(*where: ColumnElement[bool]) -> Select[int]:
    table = CertificationRecord
    return select(table.enterprise_id).where(*where).group_by(table.enterprise_id)


def _touched(day: dt.date) -> Select[int]:
    """Return the few holders with a certificate that is suspended on the day.

    Only their certificates are asked one by one whether they are: of all it takes too long.
    """
    table = CertificationRecord
    return select(table.enterprise_id).where(table.id.in_(suspended(day)))


def _none(day: dt.date) -> IdQuery:
    table = CertificationRecord
    some = exists().where(table.enterprise_id == EnterpriseRecord.id, table.issued_on <= day)
    return select(EnterpriseRecord.id).where(~some)


_CERTIFICATES: Mapping[CertificateState, Callable[[dt.date], IdQuery]] = {
    CertificateState.EXPIRING: _expiring,
    CertificateState.VALID: _valid,
    CertificateState.EXPIRED: _expired,
    CertificateState.NONE: _none,
}
