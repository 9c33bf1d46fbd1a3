"""Dated facts of enterprises between the domain and their tables: columns of a fact, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from parkdesk.domain.enterprise_facts import (
    AddressFact,
    AddressKind,
    AnyFact,
    CapitalFact,
    FactKind,
    FormerNameFact,
    NumberFact,
    PeopleFact,
    PremisesFact,
    StatusFact,
)
from parkdesk.domain.enterprise_status import EnterpriseStatus
from parkdesk.domain.identifiers import bare
from parkdesk.store.tables.enterprise_facts import (
    EnterpriseAddressRecord,
    EnterpriseCapitalRecord,
    EnterpriseHeadcountRecord,
    EnterpriseIdentifierRecord,
    EnterprisePremisesRecord,
)
from parkdesk.store.tables.enterprises import EnterpriseNameRecord, EnterpriseStatusRecord

FactRecord: TypeAlias = (
    EnterpriseStatusRecord
    | EnterpriseHeadcountRecord
    | EnterpriseCapitalRecord
    | EnterprisePremisesRecord
    | EnterpriseAddressRecord
    | EnterpriseNameRecord
    | EnterpriseIdentifierRecord
)


@dataclass(frozen=True, slots=True)
class FactTable:
    """How a kind of facts is stored."""

    record: type[Any]
    fact: Callable[[Any], AnyFact]
    """A row's fact."""
    columns: Callable[[Any], dict[str, Any]]
    """A fact's columns, without whose it is."""


def status_fact(row: EnterpriseStatusRecord) -> StatusFact:
    """Return a row's status."""
    return StatusFact(row.from_on, EnterpriseStatus(row.status), row.source, row.note)


def people_fact(row: EnterpriseHeadcountRecord) -> PeopleFact:
    """Return a row's count of people."""
    return PeopleFact(row.from_on, row.headcount, row.graduates, row.source, row.note)


def capital_fact(row: EnterpriseCapitalRecord) -> CapitalFact:
    """Return a row's capital."""
    return CapitalFact(row.from_on, row.amount_minor, row.currency, row.source, row.note)


def premises_fact(row: EnterprisePremisesRecord) -> PremisesFact:
    """Return a row's rooms."""
    return PremisesFact(
        row.from_on,
        row.building,
        row.floor,
        row.room,
        row.area_centi_sqm,
        row.lease_to,
        row.until_on,
        row.source,
        row.note,
    )


def address_fact(row: EnterpriseAddressRecord) -> AddressFact:
    """Return a row's address."""
    return AddressFact(row.from_on, AddressKind(row.kind), row.address, row.source, row.note)


def former_name_fact(row: EnterpriseNameRecord) -> FormerNameFact:
    """Return a row's former name."""
    return FormerNameFact(row.until_on, row.name, row.from_on, row.source, row.note)


def number_fact(row: EnterpriseIdentifierRecord) -> NumberFact:
    """Return a row's further number."""
    return NumberFact(row.code, row.until_on, row.note)


def _same_names(*names: str) -> Callable[[Any], dict[str, Any]]:
    def columns(fact: AnyFact) -> dict[str, Any]:
        values = {name: getattr(fact, name) for name in names}
        return {
            # Exactly str: the values of an enum are texts too, and are stored by their value.
            name: value.strip() if type(value) is str else getattr(value, "value", value)
            for name, value in values.items()
        }

    return columns


def _number_columns(fact: NumberFact) -> dict[str, Any]:
    return {
        "code": bare(fact.code),
        "kind": fact.kind.value,
        "until_on": fact.until_on,
        "note": fact.note.strip(),
    }


FACT_TABLES: Mapping[FactKind, FactTable] = {
    FactKind.STATUS: FactTable(
        EnterpriseStatusRecord, status_fact, _same_names("from_on", "status", "source", "note")
    ),
    FactKind.PEOPLE: FactTable(
        EnterpriseHeadcountRecord,
        people_fact,
        _same_names("from_on", "headcount", "graduates", "source", "note"),
    ),
    FactKind.CAPITAL: FactTable(
        EnterpriseCapitalRecord,
        capital_fact,
        _same_names("from_on", "amount_minor", "currency", "source", "note"),
    ),
    FactKind.PREMISES: FactTable(
        EnterprisePremisesRecord,
        premises_fact,
        _same_names(
            "from_on",
            "building",
            "floor",
            "room",
            "area_centi_sqm",
            "lease_to",
            "until_on",
            "source",
            "note",
        ),
    ),
    FactKind.ADDRESS: FactTable(
        EnterpriseAddressRecord,
        address_fact,
        _same_names("from_on", "kind", "address", "source", "note"),
    ),
    FactKind.FORMER_NAME: FactTable(
        EnterpriseNameRecord,
        former_name_fact,
        _same_names("until_on", "name", "from_on", "source", "note"),
    ),
    FactKind.NUMBER: FactTable(EnterpriseIdentifierRecord, number_fact, _number_columns),
}


def kind_of(fact: AnyFact) -> FactKind:
    """Return which kind of facts this one is."""
    return _KINDS[type(fact)]


_KINDS: Mapping[type[Any], FactKind] = {
    StatusFact: FactKind.STATUS,
    PeopleFact: FactKind.PEOPLE,
    CapitalFact: FactKind.CAPITAL,
    PremisesFact: FactKind.PREMISES,
    AddressFact: FactKind.ADDRESS,
    FormerNameFact: FactKind.FORMER_NAME,
    NumberFact: FactKind.NUMBER,
}
