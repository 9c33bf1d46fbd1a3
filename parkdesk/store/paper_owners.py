"""Whose a paper is: the columns that say so, and what its owner is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from parkdesk.domain.papers import Owner, OwnerKind
from parkdesk.store.base import Record
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.papers import PaperRecord

COLUMNS: Mapping[OwnerKind, InstrumentedAttribute[int | None]] = {
    OwnerKind.ENTERPRISE: PaperRecord.enterprise_id,
    OwnerKind.CERTIFICATION: PaperRecord.certification_id,
    OwnerKind.CLAIM: PaperRecord.claim_id,
    OwnerKind.CLAIM_PERSON: PaperRecord.claim_person_id,
    OwnerKind.CONTRACT_EXECUTION: PaperRecord.contract_execution_id,
}
RECORDS: Mapping[OwnerKind, type[Record]] = {
    OwnerKind.ENTERPRISE: EnterpriseRecord,
    OwnerKind.CERTIFICATION: CertificationRecord,
    OwnerKind.CLAIM: ClaimRecord,
    OwnerKind.CLAIM_PERSON: ClaimPersonRecord,
    OwnerKind.CONTRACT_EXECUTION: ContractExecutionRecord,
}


@dataclass(frozen=True, slots=True)
class OwnerWords:
    """What an owner is called: its enterprise, and what it is there; empty for the latter itself.

    A person of a claim is called by the place in the roster, not by name.
    """

    enterprise_id: int
    enterprise: str
    detail: str


def owner_of(paper: PaperRecord) -> Owner:
    """Return whose a paper is."""
    for kind, column in COLUMNS.items():
        id_ = getattr(paper, column.key)
        if id_ is not None:
            return Owner(kind, id_)
    raise AssertionError("the database lets no paper be without an owner")


def owner_words(session: Session, owners: Iterable[Owner]) -> dict[Owner, OwnerWords]:
    """Return what these owners are called, in one query a kind."""
    wanted: dict[OwnerKind, set[int]] = {}
    for owner in owners:
        wanted.setdefault(owner.kind, set()).add(owner.id)
    found = {}
    for kind, ids in wanted.items():
        for id_, enterprise_id, name, *parts in session.execute(_named(kind, ids)):
            detail = " ".join(str(part) for part in parts if part not in (None, ""))
            found[Owner(kind, id_)] = OwnerWords(enterprise_id, name, detail)
    return found


def _named(kind: OwnerKind, ids: set[int]) -> Select[*tuple[Any, ...]]:
    home = (EnterpriseRecord.id, EnterpriseRecord.name)
    if kind is OwnerKind.ENTERPRISE:
        return select(EnterpriseRecord.id, *home).where(EnterpriseRecord.id.in_(ids))
    if kind is OwnerKind.CERTIFICATION:
        table = CertificationRecord
        return (
            select(table.id, *home, table.type_code, table.level, table.number)
            .join(EnterpriseRecord, EnterpriseRecord.id == table.enterprise_id)
            .where(table.id.in_(ids))
        )
    if kind is OwnerKind.CLAIM:
        return (
            select(ClaimRecord.id, *home, ClaimRecord.number)
            .join(EnterpriseRecord, EnterpriseRecord.id == ClaimRecord.enterprise_id)
            .where(ClaimRecord.id.in_(ids))
        )
    if kind is OwnerKind.CONTRACT_EXECUTION:
        return _named_execution(home, ids)
    person = ClaimPersonRecord
    return (
        select(person.id, *home, ClaimRecord.number, person.position)
        .join(ClaimRecord, ClaimRecord.id == person.claim_id)
        .join(EnterpriseRecord, EnterpriseRecord.id == ClaimRecord.enterprise_id)
        .where(person.id.in_(ids))
    )


def _named_execution(
    home: tuple[InstrumentedAttribute[int], InstrumentedAttribute[str]], ids: set[int]
) -> Select[*tuple[Any, ...]]:
    execution = ContractExecutionRecord
    return (
        select(execution.id, *home, ContractRecord.number, execution.executed_on)
        .join(ContractRecord, ContractRecord.id == execution.contract_id)
        .join(EnterpriseRecord, EnterpriseRecord.id == ContractRecord.enterprise_id)
        .where(execution.id.in_(ids))
    )
