"""Provider credit in lists: enterprises with their last sheet, one with its points, the schemes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, or_, select

from parkdesk.domain.credit import CreditRule, CreditScheme, CreditSheet, IssuedCredit
from parkdesk.domain.enterprises import EnterpriseStatus
from parkdesk.domain.errors import Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.issued_documents import DocumentKind
from parkdesk.domain.paging import Sort, Window
from parkdesk.store.credit import issued_credit, last_credit, scheme_of, was_used
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.tables.credit import CreditEntryRecord, CreditSchemeRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.issued_documents import DocumentEditionRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.credit_sheets import credit_sheet

SORTS: SortKeys = {"name": EnterpriseRecord.sort_key}
"""What the list of enterprises can be ordered by."""
SCHEME_SORTS: SortKeys = {"from_on": CreditSchemeRecord.from_on}
"""What the list of schemes can be ordered by."""


@dataclass(frozen=True, slots=True)
class CreditFilter:
    """Which enterprises to list; what is left out does not narrow."""

    text: str = ""
    has_sheet: bool | None = None
    """Whether a sheet was ever issued to it."""


@dataclass(frozen=True, slots=True)
class CreditEntry:
    """What a person entered of an enterprise, struck or not."""

    id: int
    version: int
    rule: CreditRule
    happened_on: dt.date
    said_by: str
    basis: str
    entered_by: str
    struck_on: dt.date | None
    struck_by: str
    strike_reason: str


@dataclass(frozen=True, slots=True)
class CreditRow:
    """An enterprise of the park with the last sheet issued to it."""

    id: int
    version: int
    name: str
    code: str
    last: IssuedCredit | None
    sheet: CreditSheet | None = None
    """As at the day; None in lists, and where no scheme holds."""
    entries: tuple[CreditEntry, ...] = ()
    issued: tuple[IssuedCredit, ...] = ()


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A scheme, and how long it holds."""

    id: int
    version: int
    scheme: CreditScheme
    until: dt.date | None
    """The last day before the next scheme; None: still."""
    used: bool
    """Whether a sheet was issued by it: then it is not corrected any more."""


@query(Permission.CLAIM_READ)
def list_credit(
    work: Work, criteria: CreditFilter, sort: Sort, offset: int, limit: int
) -> Window[CreditRow]:
    """Return the enterprises in view."""
    return fetch_window(
        work.session,
        EnterpriseRecord.id,
        _where(criteria),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work, ids),
    )


@query(Permission.CLAIM_READ)
def credit_detail(work: Work, enterprise_id: int, on: dt.date | None = None) -> CreditRow:
    """Return an enterprise with its scorecard as at a day, its entries and the sheets issued."""
    record = work.get(EnterpriseRecord, enterprise_id)
    row = _rows(work, [enterprise_id])[enterprise_id]
    try:
        sheet = credit_sheet.function(work, enterprise_id, on)
    except Refused:
        sheet = None
    return replace(
        row,
        sheet=sheet,
        entries=_entries(work, enterprise_id),
        issued=tuple(issued_credit(work.session, [record.code]).get(record.code, ())),
    )


@query(Permission.CLAIM_READ)
def list_credit_schemes(work: Work, sort: Sort, offset: int, limit: int) -> Window[SchemeRow]:
    """Return the schemes in view."""
    table = CreditSchemeRecord
    return fetch_window(
        work.session, table.id, [], SCHEME_SORTS, sort, offset, limit,
        lambda ids: _schemes(work, ids),
    )  # fmt: skip


@query(Permission.CLAIM_READ)
def credit_scheme_detail(work: Work, scheme_id: int) -> SchemeRow:
    """Return one scheme."""
    work.get(CreditSchemeRecord, scheme_id)
    return _schemes(work, [scheme_id])[scheme_id]


def _schemes(work: Work, ids: Sequence[int]) -> dict[int, SchemeRow]:
    table = CreditSchemeRecord
    found = list(work.session.scalars(select(table).order_by(table.from_on)))
    rows: dict[int, SchemeRow] = {}
    for place, one in enumerate(found):
        following = found[place + 1].from_on if place + 1 < len(found) else None
        until = None if following is None else following - dt.timedelta(days=1)
        if one.id in ids:
            used = was_used(work.session, one.from_on, following)
            rows[one.id] = SchemeRow(one.id, one.version, scheme_of(one), until, used)
    return rows


def _rows(work: Work, ids: Sequence[int]) -> dict[int, CreditRow]:
    table = EnterpriseRecord
    found = list(work.session.scalars(select(table).where(table.id.in_(ids))))
    last = last_credit(work.session, [one.code for one in found])
    return {
        one.id: CreditRow(one.id, one.version, one.name, one.code, last.get(one.code))
        for one in found
    }


def _entries(work: Work, enterprise_id: int) -> tuple[CreditEntry, ...]:
    table = CreditEntryRecord
    found = work.session.scalars(
        select(table)
        .where(table.enterprise_id == enterprise_id)
        .order_by(table.happened_on.desc(), table.id.desc())
    )
    return tuple(
        CreditEntry(
            one.id,
            one.version,
            CreditRule(one.rule),
            one.happened_on,
            one.said_by,
            one.basis,
            one.entered_by,
            one.struck_on,
            one.struck_by,
            one.strike_reason,
        )
        for one in found
    )


def _where(criteria: CreditFilter) -> list[ColumnElement[bool]]:
    table = EnterpriseRecord
    where: list[ColumnElement[bool]] = [table.status == EnterpriseStatus.RESIDENT.value]
    text = criteria.text.strip()
    if text:
        where.append(
            or_(
                table.name.contains(text, autoescape=True),
                table.code.contains(text.upper(), autoescape=True),
            )
        )
    if criteria.has_sheet is not None:
        issued = select(DocumentEditionRecord.subject).where(
            DocumentEditionRecord.kind == DocumentKind.CREDIT.value
        )
        where.append(table.code.in_(issued) if criteria.has_sheet else table.code.not_in(issued))
    return where
