"""The register's enterprises as employers of whom an institution has trained."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.employers import Employer, employers_by_key
from parkdesk.store.kept_until import KeptUntil
from parkdesk.store.tables.enterprises import EnterpriseRecord

_kept: KeptUntil[dict[str, Employer]] = KeptUntil(EnterpriseRecord)


def known_employers(session: Session) -> dict[str, Employer]:
    """Return every enterprise of the register, by name and code; a reader's are kept.

    Those who have left the park are among them: they were in it when they hired.
    """
    return _kept.get(session, "", lambda: _ask(session))


def _ask(session: Session) -> dict[str, Employer]:
    table = EnterpriseRecord
    query = select(table.name, table.code, table.initials, table.service_line).order_by(
        table.sort_key, table.id
    )
    return employers_by_key(
        Employer(row.name, row.code, row.initials, ServiceLine(row.service_line))
        for row in session.execute(query)
    )
