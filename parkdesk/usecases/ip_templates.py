"""Templates of the intellectual-property platform: put here by edition, handed to enterprises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.errors import InvalidInput, Refused, WrongState
from parkdesk.domain.identity import Permission
from parkdesk.domain.ip_templates import (
    IpTemplateKind,
    IpTemplateState,
    SaveIpTemplate,
    check_template,
    state_on,
)
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.paper_names import without_numbers
from parkdesk.domain.papers import MediaType, PaperFile
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.store.containing import containing
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.tables.ip_templates import IpTemplateRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query
from parkdesk.usecases.papers import PaperContent
from parkdesk.usecases.platforms import SaveService, record_service

SORTS: SortKeys = {"title": IpTemplateRecord.title, "added_on": IpTemplateRecord.added_on}
"""What the templates can be ordered by."""
_NONE_CONFIRMED: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class IpTemplateFilter:
    """Which templates to list; what is left out does not narrow."""

    text: str = ""
    kind: IpTemplateKind | None = None
    state: IpTemplateState | None = None


@dataclass(frozen=True, slots=True)
class IpTemplateRow:
    """One template, without its bytes."""

    id: int
    version: int
    form: SaveIpTemplate
    file_name: str
    size: int
    added_on: dt.date
    retired_on: dt.date | None
    state: IpTemplateState


@dataclass(frozen=True, slots=True)
class HandOut:
    """To whom a template was given; hours in tenths, what the advice with it took."""

    enterprise_id: int | None
    day: dt.date | None
    hours_tenths: int = 0


@command(Permission.PLATFORM_EDIT)
def add_template(work: Work, form: SaveIpTemplate, file: PaperFile) -> int:
    """Put a template here; return its id. Earlier editions of it are handed out no more."""
    _require_sound(work, form, None)
    earlier = select(IpTemplateRecord).filter_by(title=form.title.strip(), retired_on=None)
    for one in work.session.scalars(earlier):
        one.retired_on = work.today
    record = IpTemplateRecord(added_on=work.today)
    _fill(record, form)
    _put(work, record, file)
    return work.add(record).id


@command(Permission.PLATFORM_EDIT)
def edit_template(
    work: Work, template_id: int, version: int, form: SaveIpTemplate, file: PaperFile | None
) -> None:
    """Correct what is said of a template; its file only on the day on which it was put here.

    A newer file is a newer edition: the older one may have been signed by somebody.
    """
    record = work.get(IpTemplateRecord, template_id, version=version)
    _require_sound(work, form, template_id)
    if file is not None and record.added_on != work.today:
        raise InvalidInput({"file": "ip-template-file-stays"}, day=record.added_on)
    _fill(record, form)
    if file is not None:
        _put(work, record, file)


@command(Permission.PLATFORM_EDIT)
def retire_template(work: Work, template_id: int, version: int, *, retired: bool) -> None:
    """Hand a template out no more, or again."""
    record = work.get(IpTemplateRecord, template_id, version=version)
    record.retired_on = work.today if retired else None


@command(Permission.PLATFORM_EDIT)
def delete_template(work: Work, template_id: int, version: int) -> None:
    """Delete a template that was put here by mistake today; another one is retired."""
    record = work.get(IpTemplateRecord, template_id, version=version)
    if record.added_on != work.today:
        raise Refused("ip-template-of-another-day", title=record.title, day=record.added_on)
    work.session.delete(record)


@command(Permission.PLATFORM_EDIT)
def hand_out_template(
    work: Work,
    template_id: int,
    form: HandOut,
    confirmed: frozenset[str] = _NONE_CONFIRMED,
) -> int:
    """Put a line in the service log that an enterprise was given a template; return its id."""
    record = work.get(IpTemplateRecord, template_id)
    state = state_on(work.today, record.retired_on)
    if state is IpTemplateState.RETIRED:
        raise WrongState(state=state, action="hand-out")
    return record_service(
        work,
        SaveService(
            form.enterprise_id,
            Platform.INTELLECTUAL_PROPERTY,
            ServiceKind.CONSULTATION,
            form.day,
            hours_tenths=form.hours_tenths,
            note=f"《{record.title}》{record.edition}",
        ),
        confirmed,
    )


@query(Permission.PLATFORM_READ)
def list_templates(
    work: Work, criteria: IpTemplateFilter, sort: Sort, offset: int, limit: int
) -> Window[IpTemplateRow]:
    """Return the templates in view."""
    return fetch_window(
        work.session,
        IpTemplateRecord.id,
        _where(criteria, work.today),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work.session, ids, work.today),
    )


@query(Permission.PLATFORM_READ)
def template_detail(work: Work, template_id: int) -> IpTemplateRow:
    """Return one template."""
    work.get(IpTemplateRecord, template_id)
    return _rows(work.session, [template_id], work.today)[template_id]


@query(Permission.PLATFORM_READ)
def template_content(work: Work, template_id: int) -> PaperContent:
    """Return the bytes of a template, checked against their digest."""
    record = work.get(IpTemplateRecord, template_id)
    content = work.documents.get(record.sha256)
    return PaperContent(record.id, record.file_name, MediaType(record.media_type), content)


def _require_sound(work: Work, form: SaveIpTemplate, template_id: int | None) -> None:
    problems = check_template(form)
    title, edition = form.title.strip(), form.edition.strip()
    known = select(IpTemplateRecord.id).filter_by(title=title, edition=edition)
    if title and work.session.scalar(known) not in {None, template_id}:
        problems.setdefault("edition", "ip-template-there-already")
    if problems:
        raise InvalidInput(problems, title=title)


def _fill(record: IpTemplateRecord, form: SaveIpTemplate) -> None:
    assert form.kind is not None
    record.title = form.title.strip()
    record.kind = form.kind.value
    record.source = form.source.strip()
    record.edition = form.edition.strip()
    record.note = form.note.strip()


def _put(work: Work, record: IpTemplateRecord, file: PaperFile) -> None:
    record.file_name = without_numbers(file.name)
    record.media_type = file.media_type.value
    record.sha256 = work.documents.put(file.content)
    record.size = len(file.content)


def _rows(session: Session, ids: Sequence[int], day: dt.date) -> dict[int, IpTemplateRow]:
    found = session.scalars(select(IpTemplateRecord).where(IpTemplateRecord.id.in_(ids)))
    return {one.id: _row(one, day) for one in found}


def _row(record: IpTemplateRecord, day: dt.date) -> IpTemplateRow:
    form = SaveIpTemplate(
        record.title, IpTemplateKind(record.kind), record.source, record.edition, record.note
    )
    return IpTemplateRow(
        record.id,
        record.version,
        form,
        record.file_name,
        record.size,
        record.added_on,
        record.retired_on,
        state_on(day, record.retired_on),
    )


def _where(criteria: IpTemplateFilter, day: dt.date) -> list[ColumnElement[bool]]:
    table = IpTemplateRecord
    where: list[ColumnElement[bool]] = []
    text = criteria.text.strip()
    if text:
        where.append(or_(*(containing(one, text) for one in (table.title, table.source))))
    if criteria.kind is not None:
        where.append(table.kind == criteria.kind.value)
    if criteria.state is IpTemplateState.RETIRED:
        where.append(table.retired_on <= day)
    elif criteria.state is IpTemplateState.OFFERED:
        where.append(or_(table.retired_on.is_(None), table.retired_on > day))
    return where
