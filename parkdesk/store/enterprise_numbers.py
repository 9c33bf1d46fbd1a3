"""Whether a number that a form brings is a number of another enterprise already."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, func, literal, or_, select, union
from sqlalchemy.orm import Session

from parkdesk.domain.enterprises import SaveEnterprise
from parkdesk.domain.identifiers import IdentifierKind, identify, organisation_code_of
from parkdesk.store.tables.enterprise_facts import EnterpriseIdentifierRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord

_INNER_FROM, _INNER_LENGTH = 9, 9
_CREDIT_LENGTH = 18


@dataclass(frozen=True, slots=True)
class OtherNumber:
    """An enterprise that has a number of a form already, and that number."""

    enterprise_id: int
    enterprise: str
    number: str
    is_same_code: bool
    """The form's own code is the other's code or one of its older numbers: it is the same one."""


def numbers_of_others(
    session: Session, form: SaveEnterprise, enterprise_id: int | None
) -> list[OtherNumber]:
    """Return who else has a number of the form, as its code, beside it, or inside a credit code."""
    found: dict[int, OtherNumber] = {}
    for number in _numbers(form):
        for id_, name in session.execute(_holders(number)):
            if id_ == enterprise_id:
                continue
            is_code = number == form.code
            known = found.get(id_)
            if known is None or (is_code and not known.is_same_code):
                found[id_] = OtherNumber(id_, name, number, is_code)
    return list(found.values())


def _numbers(form: SaveEnterprise) -> list[str]:
    inner = organisation_code_of(form.code)
    return list(
        dict.fromkeys(one for one in (form.code, form.org_code, form.registration_no, inner) if one)
    )


def _holders(number: str) -> Select[int, str]:
    table = EnterpriseRecord
    other = select(EnterpriseIdentifierRecord.enterprise_id).where(
        EnterpriseIdentifierRecord.code == number
    )
    # Each way by an index of its own: all in one condition, every row is read.
    same = [select(table.id).where(table.code == number), other]
    kind = identify(number).kind
    if kind is IdentifierKind.ORGANISATION_CODE:
        inner = func.substr(table.code, _INNER_FROM, _INNER_LENGTH)
        whole = func.length(table.code) == literal(_CREDIT_LENGTH)
        same.append(
            select(table.id).where(or_(table.org_code == number, whole & (inner == number)))
        )
    elif kind is IdentifierKind.REGISTRATION_NUMBER:
        same.append(select(table.id).where(table.registration_no == number))
    return select(table.id, table.name).where(table.id.in_(union(*same))).order_by(table.id)
