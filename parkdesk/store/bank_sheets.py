"""The templates of bank sheets: planting those of the program, reading one."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Table, insert, select, update
from sqlalchemy.orm import Session

from parkdesk.domain.bank_sheets import BankSheet, parse_sheet
from parkdesk.domain.errors import NotFound
from parkdesk.store.tables.payments import BankSheetRecord


def plant_bank_sheet(session: Session, path: Path) -> None:
    """Bring a template to what the program's file says; one that the park changed is the park's."""
    content = path.read_text(encoding="utf-8")
    sheet = parse_sheet(tomllib.loads(content))
    table = BankSheetRecord.__table__
    assert isinstance(table, Table)
    connection = session.connection()
    found = connection.execute(
        select(table.c.id, table.c.content, table.c.is_own, table.c.version).where(
            table.c.code == sheet.code
        )
    ).first()
    row = {"name": sheet.name, "name_en": sheet.name_en, "content": content}
    if found is None:
        values = row | {"version": 1, "code": sheet.code, "is_own": False}
        connection.execute(insert(table).values(values))
    elif not found.is_own and found.content != content:
        values = row | {"version": found.version + 1}
        connection.execute(update(table).where(table.c.id == found.id).values(values))


@lru_cache(maxsize=16)
def read_template(content: str) -> BankSheet:
    """Return the template that a stored text holds."""
    return parse_sheet(tomllib.loads(content))


def bank_sheet_of(session: Session, code: str) -> BankSheet:
    """Return a template by its code."""
    query = select(BankSheetRecord.content).where(BankSheetRecord.code == code)
    content = session.scalar(query)
    if content is None:
        raise NotFound(table=BankSheetRecord.__tablename__, id=code)
    return read_template(content)
