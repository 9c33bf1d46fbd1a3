"""Reading the list of services: its editions, one edition's tree, and what a mapping says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.identity import Permission
from parkdesk.domain.programmes import Mark
from parkdesk.domain.service_codes import (
    MappingBasis,
    MappingState,
    Period,
    edition_in_use,
    suggest,
)
from parkdesk.store.service_code_rows import NamedCode, editions, lines_of, named_code
from parkdesk.store.tables.service_codes import (
    EnterpriseServiceRecord,
    ServiceCodeEditionRecord,
    ServiceCodeMappingRecord,
    ServiceCodeRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

__all__ = [
    "CodeRow",
    "EditionRow",
    "Mapping",
    "MappingRow",
    "NamedCode",
    "list_editions",
    "list_service_codes",
    "service_code_mapping",
    "usable_service_codes",
]


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition of the list."""

    id: int
    version: int
    code: str
    title: str
    title_en: str
    document: str
    period: Period
    official_codes: bool
    source: str
    certainty: Mark
    size: int
    """How many codes it has; 0 while its table is awaited."""
    in_use: bool
    """Whether it is the one that is offered today."""


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code of an edition, and how often it is used."""

    id: int
    version: int
    code: str
    parent_code: str
    line: ServiceLine
    name: str
    name_en: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    certainty: Mark
    note: str
    used: int
    """Services of enterprises under it."""


@dataclass(frozen=True, slots=True)
class MappingRow:
    """What becomes of one code of the older edition."""

    from_id: int
    code: str
    name: str
    name_en: str
    line: ServiceLine
    used: int
    """Services of enterprises that are under the old code and still offered."""
    to_id: int | None
    state: MappingState
    basis: MappingBasis


@dataclass(frozen=True, slots=True)
class Mapping:
    """What becomes of an edition's codes in another one: total, or it says what is missing."""

    from_edition: str
    to_edition: str
    rows: tuple[MappingRow, ...]
    choices: tuple[NamedCode, ...]
    """The codes of the newer edition."""

    @property
    def undecided(self) -> int:
        """How many codes nobody has decided about."""
        open_ = {MappingState.OPEN, MappingState.SUGGESTED}
        return sum(row.state in open_ for row in self.rows)


@query(Permission.ENTERPRISE_READ)
def list_editions(work: Work) -> tuple[EditionRow, ...]:
    """Return every edition, the newest first."""
    known = {one.code: one for one in editions(work.session)}
    used = edition_in_use(known.values(), work.today)
    order = (ServiceCodeEditionRecord.valid_from.desc(), ServiceCodeEditionRecord.code)
    return tuple(
        EditionRow(
            one.id,
            one.version,
            one.code,
            one.title,
            one.title_en,
            one.document,
            Period(one.valid_from, one.valid_to),
            one.official_codes,
            one.source,
            Mark(one.certainty),
            known[one.code].size,
            used is not None and used.code == one.code,
        )
        for one in work.session.scalars(select(ServiceCodeEditionRecord).order_by(*order))
    )


@query(Permission.ENTERPRISE_READ)
def list_service_codes(work: Work, edition_code: str) -> tuple[CodeRow, ...]:
    """Return an edition's codes in its order, each class before its parts."""
    counts = _used(work, still=False)
    records = list(
        work.session.scalars(
            select(ServiceCodeRecord)
            .filter_by(edition_code=edition_code)
            .order_by(ServiceCodeRecord.position, ServiceCodeRecord.code)
        )
    )
    parts: dict[str, list[ServiceCodeRecord]] = {}
    for one in records:
        parts.setdefault(one.parent_code, []).append(one)
    ordered = [row for top in parts.get("", []) for row in (top, *parts.get(top.code, []))]
    return tuple(_row(one, counts.get(one.id, 0)) for one in ordered)


@query(Permission.ENTERPRISE_READ)
def usable_service_codes(work: Work, day: dt.date | None = None) -> tuple[NamedCode, ...]:
    """Return the codes that are offered on a day: those of the edition in use, in its order."""
    used = edition_in_use(editions(work.session), day or work.today)
    if used is None:
        return ()
    return tuple(one for one in _named(work, used.code) if one.period.covers(day or work.today))


@query(Permission.ENTERPRISE_READ)
def service_code_mapping(work: Work, from_edition: str, to_edition: str) -> Mapping:
    """Return what becomes of each code: what a person said, or else what is suggested."""
    stored = {
        one.from_code_id: one
        for one in work.session.scalars(
            select(ServiceCodeMappingRecord).filter_by(to_edition_code=to_edition)
        )
    }
    used = _used(work, still=True)
    old, new = lines_of(work.session, from_edition), lines_of(work.session, to_edition)
    ids = {one.code: one.number for one in new}
    ideas = suggest(old, new)
    rows = []
    for one in _named(work, from_edition):
        idea, known = ideas[one.code], stored.get(one.id)
        state = MappingState.SUGGESTED if idea.code else MappingState.OPEN
        rows.append(
            MappingRow(
                one.id,
                one.code,
                one.name,
                one.name_en,
                one.line,
                used.get(one.id, 0),
                known.to_code_id if known else ids.get(idea.code),
                MappingState(known.state) if known else state,
                MappingBasis(known.basis) if known else idea.basis,
            )
        )
    return Mapping(from_edition, to_edition, tuple(rows), _named(work, to_edition))


def _named(work: Work, edition_code: str) -> tuple[NamedCode, ...]:
    edition = aliased(ServiceCodeEditionRecord)
    found = work.session.execute(
        select(ServiceCodeRecord, edition)
        .join(edition, edition.code == ServiceCodeRecord.edition_code)
        .where(ServiceCodeRecord.edition_code == edition_code)
        .order_by(ServiceCodeRecord.position, ServiceCodeRecord.code)
    )
    return tuple(named_code(record, head) for record, head in found)


def _used(work: Work, *, still: bool) -> dict[int, int]:
    counted = select(EnterpriseServiceRecord.service_code_id, func.count()).group_by(
        EnterpriseServiceRecord.service_code_id
    )
    if still:
        last = EnterpriseServiceRecord.to_on
        counted = counted.where(last.is_(None) | (last >= work.today))
    return {code_id: count for code_id, count in work.session.execute(counted)}  # noqa: C416


def _row(one: ServiceCodeRecord, used: int) -> CodeRow:
    return CodeRow(
        one.id,
        one.version,
        one.code,
        one.parent_code,
        ServiceLine(one.line),
        one.name,
        one.name_en,
        one.valid_from,
        one.valid_to,
        Mark(one.certainty),
        one.note,
        used,
    )
