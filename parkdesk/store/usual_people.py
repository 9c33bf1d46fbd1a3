"""Who usually stands for a role in what the park signs."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.identity import Role
from parkdesk.store.tables.identity import AccountRecord


def usual_people(session: Session) -> dict[Role, str]:
    """Return who answers for a role's work: its first active account, else the administrator."""
    found: dict[str, str] = {}
    rows = session.execute(
        select(AccountRecord.role_code, AccountRecord.name)
        .where(AccountRecord.active.is_(True))
        .order_by(AccountRecord.id)
    )
    for role, name in rows:
        found.setdefault(role, name)
    substitute = found.get(Role.ADMINISTRATOR.value, "")
    return {role: found.get(role.value, substitute) for role in Role}


def people_of_the_park(session: Session) -> tuple[str, ...]:
    """Return the names of all active accounts, in the order in which they were made."""
    rows = session.scalars(
        select(AccountRecord.name).where(AccountRecord.active.is_(True)).order_by(AccountRecord.id)
    )
    return tuple(dict.fromkeys(rows))
