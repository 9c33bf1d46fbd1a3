"""The register of titles: which enterprise holds which, in every order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial

from sqlalchemy import ColumnElement, func, or_, select

from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.titles import TitleState
from parkdesk.store.list_pages import list_pages
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.titles import TitleRecord
from parkdesk.store.title_rows import TitleRow, title_is, title_rows
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

SORTS: SortKeys = {
    "granted_on": TitleRecord.granted_on,
    "valid_until": TitleRecord.valid_key,
    "enterprise": TitleRecord.enterprise_sort_key,
    "kind": TitleRecord.kind_code,
    "number": TitleRecord.number,
}
"""What the register can be ordered by."""


@dataclass(frozen=True, slots=True)
class TitleFilter:
    """Which titles to list; what is left out does not narrow."""

    text: str = ""
    """Part of the enterprise's name, its initials, or the number."""
    kind_code: str | None = None
    state: TitleState | None = None


@dataclass(frozen=True, slots=True)
class ListedTitle:
    """One row of an exported list; the fields are those of the import's columns."""

    enterprise: str
    code: str
    kind: str
    number: str
    authority: str
    granted_on: dt.date
    valid_until: dt.date | None
    note: str


@query(Permission.ENTERPRISE_READ)
def list_titles(
    work: Work,
    criteria: TitleFilter,
    sort: Sort,
    offset: int,
    limit: int,
    on: dt.date | None = None,
) -> Window[TitleRow]:
    """Return the titles in view; as at a past day those granted by then, as they stood."""
    return fetch_window(
        work.session,
        TitleRecord.id,
        _where(criteria, on, work.today),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: title_rows(work.session, ids, on, work.today),
    )


@query(Permission.ENTERPRISE_READ)
def title_detail(work: Work, title_id: int, on: dt.date | None = None) -> TitleRow:
    """Return one title."""
    work.get(TitleRecord, title_id)
    return title_rows(work.session, [title_id], on, work.today)[title_id]


@query(Permission.ENTERPRISE_READ)
def count_titles_held(work: Work, on: dt.date | None = None) -> int:
    """Return how many titles are held on a day."""
    held = title_is(TitleState.HELD, on or work.today)
    return work.session.scalar(select(func.count()).select_from(TitleRecord).where(held)) or 0


@query(Permission.ENTERPRISE_READ)
def export_titles(
    work: Work, criteria: TitleFilter, sort: Sort, on: dt.date | None = None
) -> tuple[ListedTitle, ...]:
    """Return every row of the list, as the columns of the import have them."""
    return tuple(
        ListedTitle(
            row.enterprise,
            row.code,
            row.kind_zh,
            row.number,
            row.authority,
            row.granted_on,
            row.valid_until,
            row.note,
        )
        for rows in list_pages(work, partial(list_titles, work, criteria, sort, on=on))
        for row in rows
    )


def _where(criteria: TitleFilter, on: dt.date | None, today: dt.date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if on is not None:
        found.append(TitleRecord.granted_on <= on)
    if criteria.kind_code is not None:
        found.append(TitleRecord.kind_code == criteria.kind_code)
    if criteria.state is not None:
        found.append(title_is(criteria.state, on or today))
    text = criteria.text.strip()
    if text:
        named = select(EnterpriseRecord.id).where(
            or_(
                EnterpriseRecord.name.contains(text, autoescape=True),
                EnterpriseRecord.initials.startswith(text.lower(), autoescape=True),
            )
        )
        found.append(
            or_(
                TitleRecord.number.contains(text, autoescape=True),
                TitleRecord.enterprise_id.in_(named),
            )
        )
    return found
