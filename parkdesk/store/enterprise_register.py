"""All numbers and names of the register, read once, to find a list's enterprises in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.enterprises import check_head_office, name_key
from parkdesk.domain.identifiers import IdentifierKind, bare, identify, organisation_code_of
from parkdesk.store.tables.enterprise_facts import EnterpriseIdentifierRecord
from parkdesk.store.tables.enterprises import EnterpriseNameRecord, EnterpriseRecord

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Registered:
    """An enterprise of the register, as a list can refer to it."""

    id: int
    code: str
    name: str


class Register:
    """The numbers and names of all enterprises."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._by_code: dict[str, Registered] = {}
        self._by_number: dict[str, Registered] = {}
        self._by_name: dict[str, Registered] = {}
        table = EnterpriseRecord
        columns = (table.id, table.code, table.name, table.org_code, table.registration_no)
        heads = (table.head_office_id, table.head_office_name)
        self._heads: set[int] = set()
        self._branches: set[int] = set()
        by_id: dict[int, Registered] = {}
        for id_, code, name, org_code, registration_no, head_id, head_name in session.execute(
            select(*columns, *heads)
        ):
            if head_id is not None or head_name:
                self._branches.add(id_)
            if head_id is not None:
                self._heads.add(head_id)
            one = by_id[id_] = Registered(id_, code, name)
            self._by_code[code] = one
            self._by_name[name_key(name)] = one
            for number in (org_code, registration_no, organisation_code_of(code)):
                if number:
                    self._by_number.setdefault(number, one)
        self._others: dict[tuple[int, str], str] = {}
        others = EnterpriseIdentifierRecord
        further = select(others.enterprise_id, others.code, others.note)
        for id_, code, note in session.execute(further):
            self._by_number.setdefault(code, by_id[id_])
            self._others[id_, code] = note
        self._former: dict[int, set[str]] = defaultdict(set)
        names = EnterpriseNameRecord
        for id_, name in session.execute(select(names.enterprise_id, names.name)):
            self._former[id_].add(name_key(name))

    def find(self, values: Mapping[str, object]) -> int | None:
        """Return the enterprise of a row; its code decides before an older number and a name."""
        code = bare(str(values.get("code") or ""))
        if code in self._by_code:
            return self._by_code[code].id
        older = self.by_number(code) or self._without_credit_code(organisation_code_of(code))
        if older is not None:
            return older.id
        found = self.by_name(str(values.get("name") or ""))
        if found is None:
            return None
        # The same name with two credit codes is two enterprises, or a mistake: never merged.
        merges = not code or identify(found.code).kind is not IdentifierKind.CREDIT_CODE
        return found.id if merges else None

    def by_name(self, name: str) -> Registered | None:
        """Return the enterprise that has this name now."""
        return self._by_name.get(name_key(name))

    def by_number(self, number: str) -> Registered | None:
        """Return the enterprise that has this number beside its code, or as an older code."""
        if not number:
            return None
        return self._by_number.get(number) or self._by_code.get(number)

    def remark_of(self, enterprise_id: int, number: str) -> str | None:
        """Return the remark of a further number of an enterprise; None where it has no such.

        Of a number that came by a merge it is the name of the record that was given up.
        """
        return self._others.get((enterprise_id, number))

    def __contains__(self, further: tuple[int, str]) -> bool:
        """Return whether an enterprise has this further number."""
        return further in self._others

    def head_office(self, given: Mapping[str, object]) -> int | None:
        """Return the head office that a row names, where it is in the register."""
        code = str(given.get("head_office_code") or "")
        found = (
            self.by_number(code) if code else self.by_name(str(given.get("head_office_name", "")))
        )
        return found.id if found is not None else None

    def head_problem(self, enterprise_id: int | None, head_id: int) -> str:
        """Return the code of what forbids this head office, or an empty text."""
        if code := check_head_office(enterprise_id, head_id, head_id in self._branches):
            return code
        return "branch-has-branches" if enterprise_id in self._heads else ""

    def has_borne(self, enterprise_id: int | None, name: str) -> bool:
        """Return whether a former name of an enterprise is known already."""
        return enterprise_id is not None and name_key(name) in self._former[enterprise_id]

    def load(self, ids: Iterable[int]) -> dict[int, EnterpriseRecord]:
        """Return the records of the ids."""
        ordered = sorted(ids)
        found: dict[int, EnterpriseRecord] = {}
        for start in range(0, len(ordered), _CHUNK):
            chunk = ordered[start : start + _CHUNK]
            query = select(EnterpriseRecord).where(EnterpriseRecord.id.in_(chunk))
            found.update((one.id, one) for one in self._session.scalars(query))
        return found

    def _without_credit_code(self, inner: str) -> Registered | None:
        """Return the enterprise known by an older number alone that is inside a credit code."""
        found = self.by_number(inner)
        older = found is not None and identify(found.code).kind is not IdentifierKind.CREDIT_CODE
        return found if older else None
