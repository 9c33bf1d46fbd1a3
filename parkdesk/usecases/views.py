"""Saved views of the lists (视图): a person's own, and those that all share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select

from parkdesk.domain.errors import InvalidInput, NotFound, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.views import LISTS, ViewDefinition, name_problem
from parkdesk.store.tables.views import DefaultViewRecord, SavedViewRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A view; `definition` is None where this program cannot read it."""

    id: int
    version: int
    name: str
    shared: bool
    may_edit: bool
    definition: ViewDefinition | None
    changed_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ListViews:
    """The views of a list that a person sees, their own first, and the one it opens with."""

    views: tuple[ViewRow, ...]
    default_id: int | None


@query(Permission.PARK_READ)
def list_views(work: Work, list_key: str) -> ListViews:
    """Return the person's own views of a list and the shared ones."""
    _require_list(work, list_key)
    record = SavedViewRecord
    found = work.session.scalars(
        select(record)
        .where(record.list_key == list_key, _in_sight(work))
        .order_by(record.owner_id.is_(None), record.name, record.id)
    )
    default = _default_of(work, list_key)
    rows = tuple(_row(work, one) for one in found)
    return ListViews(rows, default.view_id if default else None)


@command(Permission.PARK_READ)
def save_view(work: Work, list_key: str, name: str, definition: ViewDefinition) -> ViewRow:
    """Save a new view of the person's own."""
    _require_list(work, list_key)
    record = SavedViewRecord(
        list_key=list_key,
        name=_free_name(work, list_key, name, None),
        owner_id=work.actor.id,
        definition=definition.to_json(),
        created_at=work.now,
        changed_at=work.now,
    )
    return _row(work, work.add(record))


@command(Permission.PARK_READ)
def update_view(work: Work, view_id: int, version: int, definition: ViewDefinition) -> ViewRow:
    """Let a view say what the list shows now."""
    record = _to_edit(work, view_id, version)
    record.definition = definition.to_json()
    record.changed_at = work.now
    work.session.flush()  # the row goes out with its new version
    return _row(work, record)


@command(Permission.PARK_READ)
def rename_view(work: Work, view_id: int, version: int, name: str) -> ViewRow:
    """Give a view another name."""
    record = _to_edit(work, view_id, version)
    record.name = _free_name(work, record.list_key, name, record)
    record.changed_at = work.now
    work.session.flush()  # the row goes out with its new version
    return _row(work, record)


@command(Permission.PARK_READ)
def delete_view(work: Work, view_id: int, version: int) -> None:
    """Delete a view; lists that opened with it open as they come."""
    record = _to_edit(work, view_id, version)
    _forget_as_default(work, record)
    work.session.delete(record)


@command(Permission.VIEW_SHARE)
def share_view(work: Work, view_id: int, version: int, *, shared: bool) -> ViewRow:
    """Give a view to everybody who may read the list, or take it back for oneself."""
    record = _to_edit(work, view_id, version)
    record.owner_id = None if shared else work.actor.id
    _free_name(work, record.list_key, record.name, record)
    if not shared:
        _forget_as_default(work, record, of_others=True)
    record.changed_at = work.now
    work.session.flush()  # the row goes out with its new version
    return _row(work, record)


@command(Permission.PARK_READ)
def set_default_view(work: Work, list_key: str, view_id: int | None) -> None:
    """Let the person's list open with this view; None: as it comes."""
    _require_list(work, list_key)
    default = _default_of(work, list_key)
    if view_id is None:
        if default is not None:
            work.session.delete(default)
        return
    view = _in_view(work, view_id)
    if view.list_key != list_key:
        raise NotFound(table="saved_view", id=view_id)
    if default is None:
        work.add(DefaultViewRecord(account_id=work.actor.id, list_key=list_key, view_id=view_id))
    else:
        default.view_id = view_id


def _require_list(work: Work, list_key: str) -> None:
    """Refuse a list that is not there, or that the person may not read."""
    if list_key not in LISTS:
        raise NotFound(table="saved_view", id=0)
    work.actor.require(LISTS[list_key])


def _in_sight(work: Work) -> ColumnElement[bool]:
    owner = SavedViewRecord.owner_id
    return or_(owner.is_(None), owner == work.actor.id)


def _in_view(work: Work, view_id: int, version: int | None = None) -> SavedViewRecord:
    """Return a view that the person sees; another person's is as if it were not there."""
    record = work.get(SavedViewRecord, view_id, version=version)
    if record.owner_id not in {None, work.actor.id}:
        raise NotFound(table="saved_view", id=view_id)
    _require_list(work, record.list_key)
    return record


def _to_edit(work: Work, view_id: int, version: int) -> SavedViewRecord:
    record = _in_view(work, view_id, version)
    if record.owner_id is None:
        work.actor.require(Permission.VIEW_SHARE)
    return record


def _free_name(work: Work, list_key: str, name: str, of: SavedViewRecord | None) -> str:
    """Return the name without outer blanks; refuse one that the person would see twice."""
    problem = name_problem(name)
    if problem:
        raise InvalidInput({"name": problem})
    taken = select(SavedViewRecord.id).where(
        SavedViewRecord.list_key == list_key,
        SavedViewRecord.name == name.strip(),
        SavedViewRecord.id != (of.id if of else 0),
        _in_sight(work),
    )
    if work.session.scalar(taken.limit(1)) is not None:
        raise InvalidInput({"name": "view-name-taken"})
    return name.strip()


def _default_of(work: Work, list_key: str) -> DefaultViewRecord | None:
    record = DefaultViewRecord
    return work.session.scalar(
        select(record).where(record.account_id == work.actor.id, record.list_key == list_key)
    )


def _forget_as_default(work: Work, view: SavedViewRecord, *, of_others: bool = False) -> None:
    where = [DefaultViewRecord.view_id == view.id]
    if of_others:
        where.append(DefaultViewRecord.account_id != work.actor.id)
    work.delete_many(DefaultViewRecord, *where)


def _row(work: Work, record: SavedViewRecord) -> ViewRow:
    try:
        definition = ViewDefinition.from_json(record.definition)
    except Refused:
        definition = None
    shared = record.owner_id is None
    return ViewRow(
        record.id,
        record.version,
        record.name,
        shared,
        not shared or work.actor.may(Permission.VIEW_SHARE),
        definition,
        record.changed_at,
    )
