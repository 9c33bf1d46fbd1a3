"""Finding the enterprise that a row of an imported list means: by its code, else by its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.enterprises import bare, name_key
from parkdesk.domain.imports import Problem, Value
from parkdesk.store.tables.enterprise_facts import EnterpriseIdentifierRecord
from parkdesk.store.tables.enterprises import EnterpriseNameRecord, EnterpriseRecord


class EnterprisesByName:
    """The codes, names and former names of the register, read once for a whole list.

    Further numbers too: those of records that were merged into another among them.
    """

    def __init__(self, session: Session) -> None:
        found = session.execute(
            select(EnterpriseRecord.id, EnterpriseRecord.code, EnterpriseRecord.name)
        ).all()
        former = session.execute(
            select(EnterpriseNameRecord.enterprise_id, EnterpriseNameRecord.name)
        )
        self._by_name = _owners((id_, name) for id_, name in former)
        self._by_name.update(_owners((id_, name) for id_, _code, name in found))
        self._by_code = {code: id_ for id_, code, _name in found}
        self._known = {id_: (code, name) for id_, code, name in found}

        others = EnterpriseIdentifierRecord
        further = session.execute(select(others.code, others.enterprise_id).order_by(others.id))
        self._by_number: dict[str, int] = {number: id_ for number, id_ in further}  # noqa: C416

    def find(self, code: str, name: str) -> int | None:
        """Return an enterprise's id; a code decides before a name, a name before a former name."""
        number = bare(code) if code else ""
        by_code = self._by_code.get(number) or self._by_number.get(number)
        return by_code or self._by_name.get(name_key(name))

    def contradiction(self, number: int, code: str, name: str) -> Iterator[Problem]:
        """Yield a problem of the row `number` whose code and name are of two enterprises.

        Where a column slipped by a row, the code alone would give every record to a neighbour.
        """
        by_code, by_name = self.find(code, ""), self._by_name.get(name_key(name))
        if by_code is None or by_name in {None, by_code}:
            return
        known, owner = self._known[by_code]
        facts: dict[str, Value] = {"enterprise": owner, "code": known}
        yield Problem(number, "enterprise", "code-of-another", facts)


def _owners(names: Iterable[tuple[int, str]]) -> dict[str, int | None]:
    """Return who bears each name; None where two do, as nobody can say which is meant."""
    found: dict[str, int | None] = {}
    for id_, name in names:
        key = name_key(name)
        found[key] = id_ if found.get(key, id_) == id_ else None
    return found
