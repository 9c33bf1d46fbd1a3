"""Importing the table of an edition: what it would change, then all of it or nothing.

A row is the code of the edition with that key. A blank cell changes nothing. The whole edition is
checked, what stands in it already with what the file brings: its tree, its lines and its days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from parkdesk.domain.contracts import ServiceLine
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
)
from parkdesk.domain.service_codes import CodeLine, Period, check_lines, filled
from parkdesk.store.service_code_rows import line_of, uses_of
from parkdesk.store.tables.service_codes import ServiceCodeEditionRecord, ServiceCodeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query
from parkdesk.usecases.service_code_lists import CodeRow, list_service_codes

_NOTHING_CONFIRMED: frozenset[str] = frozenset()
_COLUMNS = {
    "name": "name",
    "parent": "parent_code",
    "line": "line",
    "name_en": "name_en",
    "valid_from": "valid_from",
    "valid_to": "valid_to",
    "note": "note",
}
"""The column of a file, and the record's that it fills."""


@dataclass(frozen=True, slots=True)
class ListedCode:
    """One row of an exported list; the fields are those of the import's columns."""

    code: str
    name: str
    parent: str
    line: ServiceLine
    name_en: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    note: str


@dataclass(slots=True)
class _Planned:
    row: SheetRow
    values: dict[str, Any]
    record: ServiceCodeRecord | None = None
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


@query(Permission.PARK_EDIT)
def preview_service_code_import(work: Work, edition_code: str, sheet: Sheet) -> Preview:
    """Return what the table would change in an edition, and everything that forbids it."""
    plan = _plan(work, edition_code, sheet)
    rows = tuple(
        RowPreview(
            one.row.number,
            one.change,
            f"{one.values['code']} {one.values['name']}",
            one.differences,
        )
        for one in plan.rows
    )
    return Preview(rows, tuple(plan.problems))


@command(Permission.PARK_EDIT)
def import_service_codes(
    work: Work,
    edition_code: str,
    sheet: Sheet,
    confirmed: frozenset[str] = _NOTHING_CONFIRMED,
) -> Imported:
    """Write the whole table into an edition, or nothing of it."""
    plan = _plan(work, edition_code, sheet)
    preview = Preview((), tuple(plan.problems))
    if preview.stops:
        raise Refused("import-has-problems", count=preview.stops)
    if preview.asks and "import-has-doubts" not in confirmed:
        raise NeedsConfirmation("import-has-doubts", count=preview.asks)
    new = [one for one in plan.rows if one.change is Change.NEW]
    _insert(work, edition_code, new)
    for one in plan.rows:
        if one.record is not None and one.differences:
            for name, value in one.values.items():
                setattr(one.record, name, value)
    counts = [one.change for one in plan.rows]
    return Imported(len(new), counts.count(Change.CHANGED), counts.count(Change.SAME))


@query(Permission.ENTERPRISE_READ)
def export_service_codes(work: Work, edition_code: str) -> tuple[ListedCode, ...]:
    """Return an edition's codes as the columns of the import have them."""
    return tuple(_listed(one) for one in list_service_codes(work, edition_code))


def _plan(work: Work, edition_code: str, sheet: Sheet) -> _Plan:
    edition = work.session.scalars(
        select(ServiceCodeEditionRecord).filter_by(code=edition_code)
    ).one()
    known = {
        one.code: one
        for one in work.session.scalars(
            select(ServiceCodeRecord).filter_by(edition_code=edition_code)
        )
    }
    plan = _Plan(problems=list(sheet.problems))
    plan.rows = [_planned(row, known.get(str(row.values.get("code") or ""))) for row in sheet.rows]
    lines = filled([*_kept(known, plan.rows), *(_line(one) for one in plan.rows)])
    unread = {(problem.row, problem.field) for problem in sheet.problems}
    found_lines = {one.number: one.line for one in lines}
    for one in plan.rows:
        line = found_lines[one.row.number]
        if line is not None:
            one.values["line"] = line.value
        one.differences = tuple(_differences(one))
    for one in plan.rows:
        if one.record is not None and _moves_line(work, one, one.record):
            problem = Problem(one.row.number, "line", "service-code-fixed")
            plan.problems.append(sheet.located(problem))
    for found in check_lines(lines, Period(edition.valid_from, edition.valid_to)):
        # What stands in the register already and not in the file is not the file's to mend.
        if found.number > 0 and (found.number, found.column) not in unread:
            plan.problems.append(
                sheet.located(
                    Problem(
                        found.number,
                        found.column,
                        found.code,
                        dict(found.facts),
                        found.severity,
                    )
                )
            )
    plan.problems.sort(key=lambda problem: problem.row)
    return plan


def _moves_line(work: Work, one: _Planned, record: ServiceCodeRecord) -> bool:
    """Whether services and parts that refer to a code would get another line unseen."""
    return (
        bool(one.values["line"])
        and one.values["line"] != record.line
        and uses_of(work.session, record) > 0
    )


def _kept(known: dict[str, ServiceCodeRecord], rows: list[_Planned]) -> list[CodeLine]:
    """Return the lines of the edition that the file does not name, numbered below its rows."""
    named = {one.values["code"] for one in rows}
    return [
        CodeLine(line.code, line.name, line.line, line.parent, line.period, -line.number)
        for line in (line_of(one) for code, one in known.items() if code not in named)
    ]


def _planned(row: SheetRow, record: ServiceCodeRecord | None) -> _Planned:
    values: dict[str, Any] = {"code": str(row.values.get("code") or "")}
    for column, name in _COLUMNS.items():
        given = row.values.get(column)
        if given is None or given == "":
            empty = None if name.startswith("valid") else ""
            given = getattr(record, name) if record is not None else empty
        values[name] = given.value if isinstance(given, ServiceLine) else given
    return _Planned(row, values, record)


def _line(one: _Planned) -> CodeLine:
    values = one.values
    return CodeLine(
        values["code"],
        values["name"],
        ServiceLine(values["line"]) if values["line"] else None,
        values["parent_code"],
        Period(values["valid_from"], values["valid_to"]),
        one.row.number,
    )


def _differences(one: _Planned) -> Iterator[Difference]:
    for column, name in _COLUMNS.items():
        old = getattr(one.record, name) if one.record is not None else None
        if one.record is not None and old != one.values[name]:
            yield Difference(column, old, one.values[name])


def _insert(work: Work, edition_code: str, new: list[_Planned]) -> None:
    edition = work.session.scalars(
        select(ServiceCodeEditionRecord).filter_by(code=edition_code)
    ).one()
    last = select(func.max(ServiceCodeRecord.position)).filter_by(edition_code=edition_code)
    start = (work.session.scalar(last) or 0) + 1
    rows = [
        {
            "version": 1,
            "edition_code": edition_code,
            "certainty": edition.certainty,
            "position": position,
            **one.values,
        }
        for position, one in enumerate(new, start)
    ]
    work.insert_many(ServiceCodeRecord, rows)


def _listed(one: CodeRow) -> ListedCode:
    return ListedCode(
        one.code,
        one.name,
        one.parent_code,
        one.line,
        one.name_en,
        one.valid_from,
        one.valid_to,
        one.note,
    )
