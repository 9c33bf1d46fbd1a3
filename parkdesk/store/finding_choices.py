"""Whom a finding may be given to, and which papers an answer may rest on."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from parkdesk.domain.identity import Permission
from parkdesk.store.tables.identity import AccountRecord, RolePermissionRecord
from parkdesk.store.tables.papers import PaperRecord


def answering_accounts() -> Select[int, str]:
    """Return the query of the active accounts that may answer findings: id and name."""
    answering = select(RolePermissionRecord.role_code).where(
        RolePermissionRecord.permission == Permission.COMPLIANCE_EDIT.value
    )
    return select(AccountRecord.id, AccountRecord.name).where(
        AccountRecord.active.is_(True), AccountRecord.role_code.in_(answering)
    )


def own_papers(session: Session, enterprise_id: int) -> list[tuple[int, str]]:
    """Return the papers of an enterprise that are neither replaced nor taken out, newest first."""
    record = PaperRecord
    rows = session.execute(
        select(record.id, record.file_name)
        .where(
            record.enterprise_id == enterprise_id,
            record.removed_at.is_(None),
            record.replaced_by_id.is_(None),
        )
        .order_by(record.id.desc())
    )
    return [(id_, name) for id_, name in rows]
