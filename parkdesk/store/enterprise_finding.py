"""Finding the enterprise that a row of an imported list means: by its code, else by its name."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.enterprises import bare, name_key
from parkdesk.store.tables.enterprises import EnterpriseNameRecord, EnterpriseRecord


class EnterprisesByName:
    """The codes, names and former names of the register, read once for a whole list."""

    def __init__(self, session: Session) -> None:
        found = session.execute(
            select(EnterpriseRecord.id, EnterpriseRecord.code, EnterpriseRecord.name)
        ).all()
        former = session.execute(
            select(EnterpriseNameRecord.enterprise_id, EnterpriseNameRecord.name)
        )
        self._by_name: dict[str, int] = {name_key(name): id_ for id_, name in former}
        self._by_name.update({name_key(name): id_ for id_, _code, name in found})
        self._by_code = {code: id_ for id_, code, _name in found}

    def find(self, code: str, name: str) -> int | None:
        """Return an enterprise's id; a code decides before a name, a name before a former name."""
        by_code = self._by_code.get(bare(code)) if code else None
        return by_code or self._by_name.get(name_key(name))
