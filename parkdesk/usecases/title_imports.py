"""Importing a list of titles: a row is the title of this kind granted to the enterprise that day.

A kind is known by its name; a list never adds one. A blank cell changes nothing;
of a new title it leaves the last day to the term of its kind.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from parkdesk.domain.enterprises import name_key
from parkdesk.domain.errors import NeedsConfirmation, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.imports import (
    Change,
    Difference,
    Imported,
    Preview,
    Problem,
    RowPreview,
    Sheet,
    SheetRow,
    Value,
)
from parkdesk.domain.titles import NEVER, SaveTitle, check_title, valid_until
from parkdesk.store.enterprise_finding import EnterprisesByName
from parkdesk.store.new_rows import first_since
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.titles import TitleKindRecord, TitleRecord
from parkdesk.store.title_rows import is_offered
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

_EVERY = 100
_FIELDS = ("number", "authority", "valid_until", "note")
_SHOWN = {"enterprise_id": "enterprise", "kind_code": "kind"}
_NOTHING_CONFIRMED: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Planned:
    """What one row comes to."""

    row: SheetRow
    name: str
    form: SaveTitle
    record: TitleRecord | None = None
    differences: tuple[Difference, ...] = ()

    @property
    def change(self) -> Change:
        if self.record is None:
            return Change.NEW
        return Change.CHANGED if self.differences else Change.SAME


@dataclass(slots=True)
class _Plan:
    rows: list[_Planned] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def preview(self) -> Preview:
        """Return what a person is shown."""
        rows = (RowPreview(o.row.number, o.change, o.name, o.differences) for o in self.rows)
        return Preview(tuple(rows), tuple(self.problems))


@query(Permission.ENTERPRISE_EDIT)
def preview_title_import(work: Work, sheet: Sheet) -> Preview:
    """Return what the list would change, and everything that forbids it."""
    return _plan(work, sheet).preview()


@command(Permission.ENTERPRISE_EDIT)
def import_titles(
    work: Work, sheet: Sheet, confirmed: frozenset[str] = _NOTHING_CONFIRMED
) -> Imported:
    """Write the whole list, or nothing of it."""
    plan = _plan(work, sheet)
    preview = plan.preview()
    if preview.stops:
        raise Refused("import-has-problems", count=preview.stops)
    if preview.asks and "import-has-doubts" not in confirmed:
        raise NeedsConfirmation("import-has-doubts", count=preview.asks)
    new = [{"version": 1, **_columns(work, one.form)} for one in plan.rows if one.record is None]
    before = work.last_id(TitleRecord)
    work.insert_many(TitleRecord, new)
    first = first_since(work, TitleRecord, before) if new else None
    for one in plan.rows:
        if one.record is not None and one.differences:
            for name, value in _columns(work, one.form).items():
                if getattr(one.record, name) != value:
                    setattr(one.record, name, value)
            first = first or one.record.id
    counts = [one.change for one in plan.rows]
    return Imported(len(new), counts.count(Change.CHANGED), counts.count(Change.SAME), first)


def _plan(work: Work, sheet: Sheet) -> _Plan:
    plan = _Plan(problems=list(sheet.problems))
    reader = _Reader(work)
    unread = {(problem.row, problem.field) for problem in sheet.problems}
    seen: dict[tuple[int | None, str, dt.date | None], int] = {}
    for done, row in enumerate(sheet.rows, 1):
        planned, problems = reader.take(row)
        plan.rows.append(planned)
        form = planned.form
        key = (form.enterprise_id, form.kind_code, form.granted_on)
        first = seen.setdefault(key, row.number)
        if first != row.number and not problems:
            problems = [Problem(row.number, "granted_on", "title-twice-in-file", {"row": first})]
        plan.problems.extend(
            sheet.located(one) for one in problems if (one.row, one.field) not in unread
        )
        if done % _EVERY == 0:
            work.progress.step(done, len(sheet.rows))
    plan.problems.sort(key=lambda problem: problem.row)
    return plan


class _Reader:
    """What rows are read against: the register, the kinds, the titles that are stored."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._enterprises = EnterprisesByName(work.session)
        self._kinds: dict[str, TitleKindRecord] = {}
        for kind in work.session.scalars(select(TitleKindRecord)):
            for word in (kind.code, kind.name_zh, kind.name_en):
                self._kinds.setdefault(name_key(word), kind)
        self._stored = {
            (one.enterprise_id, one.kind_code, one.granted_on): one
            for one in work.session.scalars(select(TitleRecord))
        }

    def take(self, row: SheetRow) -> tuple[_Planned, list[Problem]]:
        """Return what a row comes to, and what is wrong with it."""
        values = row.values
        name = str(values.get("enterprise") or "")
        id_ = self._enterprises.find(str(values.get("code") or ""), name)
        kind = self._kinds.get(name_key(str(values.get("kind") or "")))
        granted = values.get("granted_on")
        form = SaveTitle(
            id_,
            kind.code if kind else "",
            granted if isinstance(granted, dt.date) else None,
        )
        record = self._stored.get((id_ or 0, form.kind_code, form.granted_on or NEVER))
        form = replace(form, **_given(values, _before(record)))
        if record is None and form.valid_until is None and kind is not None and form.granted_on:
            form = replace(form, valid_until=valid_until(form.granted_on, kind.valid_months))
        planned = _Planned(row, name, form, record)
        if record is not None:
            planned.differences = tuple(_differences(_before(record), form))
        return planned, list(self._problems(row, planned, kind))

    def _problems(
        self, row: SheetRow, planned: _Planned, kind: TitleKindRecord | None
    ) -> Iterator[Problem]:
        if planned.form.enterprise_id is None and planned.name:
            yield Problem(row.number, "enterprise", "unknown-enterprise")
        code = str(row.values.get("code") or "")
        yield from self._enterprises.contradiction(row.number, code, planned.name)
        if kind is None and row.values.get("kind"):
            yield Problem(row.number, "kind", "unknown-title-kind")
        elif planned.record is None and kind is not None and not is_offered(kind, self._work.today):
            yield Problem(row.number, "kind", "title-kind-retired")
        found = check_title(planned.form, self._work.today)
        for name, code in found.items():
            if name not in _SHOWN:
                yield Problem(row.number, name, code)


def _before(record: TitleRecord | None) -> SaveTitle:
    if record is None:
        return SaveTitle(None, "", None)
    return SaveTitle(
        record.enterprise_id,
        record.kind_code,
        record.granted_on,
        record.number,
        record.authority,
        record.valid_until,
        record.note,
    )


def _given(values: Mapping[str, Value], before: SaveTitle) -> dict[str, Any]:
    return {
        name: getattr(before, name) if values.get(name) in (None, "") else values[name]
        for name in _FIELDS
    }


def _differences(before: SaveTitle, after: SaveTitle) -> Iterator[Difference]:
    for name in _FIELDS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Difference(name, old, new)


def _columns(work: Work, form: SaveTitle) -> dict[str, Any]:
    assert form.enterprise_id is not None
    enterprise = work.get(EnterpriseRecord, form.enterprise_id)
    return {
        "enterprise_id": enterprise.id,
        "enterprise_sort_key": enterprise.sort_key,
        "kind_code": form.kind_code,
        "number": form.number,
        "authority": form.authority,
        "granted_on": form.granted_on,
        "valid_until": form.valid_until,
        "valid_key": form.valid_until or NEVER,
        "note": form.note,
    }
