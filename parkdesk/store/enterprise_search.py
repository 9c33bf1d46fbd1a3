"""The enterprises that a word typed above a list means."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, or_, select

from parkdesk.store.tables.enterprises import EnterpriseRecord


def is_called(text: str) -> ColumnElement[bool]:
    """Return the SQL of "has the text in its name, or initials or a code that begin with it"."""
    record = EnterpriseRecord
    return or_(
        record.name.contains(text, autoescape=True),
        record.initials.startswith(text.lower(), autoescape=True),
        record.code.startswith(text.upper(), autoescape=True),
    )


def ids_called(text: str) -> Select[int]:
    """Return the query of the ids of such enterprises: for lists of what belongs to one."""
    return select(EnterpriseRecord.id).where(is_called(text))
