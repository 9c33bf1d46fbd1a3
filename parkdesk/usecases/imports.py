"""Importing a list of enterprises: what it would change, then all of it or nothing.

A row is an enterprise of the register if the code is the same, or else the name where the register
knows only an older number. A blank cell changes nothing: what a list leaves out is not unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from sqlalchemy import func, select

from parkdesk.domain.enterprises import (
    LEFT,
    EnterpriseStatus,
    IdentifierKind,
    SaveEnterprise,
    bare,
    check,
    identify,
    name_key,
)
from parkdesk.domain.errors import NeedsConfirmation, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.imports import (
    Change,
    Difference,
    Imported,
    Preview,
    Problem,
    RowPreview,
    Severity,
    Sheet,
    SheetRow,
)
from parkdesk.domain.masking import mask_account, mask_phone
from parkdesk.store.enterprise_names import follow_names
from parkdesk.store.enterprise_rows import columns_of, form_of
from parkdesk.store.enterprise_services import follow_records
from parkdesk.store.subsidy_accounts import follow_accounts
from parkdesk.store.tables.enterprises import (
    EnterpriseNameRecord,
    EnterpriseRecord,
    EnterpriseStatusRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

_CHUNK = 500
_ONE_BY_ONE = 500
"""Up to so many changed rows each have an entry of their own in the trail."""
_MASKS = {"contact_phone": mask_phone, "bank_account": mask_account}
_NOTHING_CONFIRMED: frozenset[str] = frozenset()
_FIELDS = tuple(one.name for one in fields(SaveEnterprise))


@dataclass(slots=True)
class _Planned:
    """What one row comes to: the form to save, and the record it changes, if there is one."""

    row: SheetRow
    form: SaveEnterprise
    record: EnterpriseRecord | None = None
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


@query(Permission.ENTERPRISE_EDIT)
def preview_enterprise_import(work: Work, sheet: Sheet) -> Preview:
    """Return what the list would change, cell by cell, and everything that forbids it."""
    plan = _plan(work, sheet)
    rows = tuple(
        RowPreview(one.row.number, one.change, one.form.name, one.differences) for one in plan.rows
    )
    return Preview(rows, tuple(plan.problems))


@command(Permission.ENTERPRISE_EDIT)
def import_enterprises(
    work: Work, sheet: Sheet, confirmed: frozenset[str] = _NOTHING_CONFIRMED
) -> Imported:
    """Write the whole list, or nothing of it.

    Raises `Refused("import-has-problems")` while something has to be mended, and asks
    `import-has-doubts` to be confirmed where something is to be checked. The list is compared
    again with what is stored now: somebody may have changed it since the preview.
    """
    plan = _plan(work, sheet)
    preview = Preview((), tuple(plan.problems))
    if preview.stops:
        raise Refused("import-has-problems", count=preview.stops)
    if preview.asks and "import-has-doubts" not in confirmed:
        raise NeedsConfirmation("import-has-doubts", count=preview.asks)
    new = [one for one in plan.rows if one.change is Change.NEW]
    changed = [one for one in plan.rows if one.change is Change.CHANGED]
    first_new = _insert(work, new)
    _update(work, changed)
    first = first_new or 0
    follow_accounts(
        work,
        [*range(first, first + len(new)), *(one.record.id for one in changed if one.record)],
    )
    same = len(plan.rows) - len(new) - len(changed)
    return Imported(len(new), len(changed), same, first_new or _first_of(changed))


def _plan(work: Work, sheet: Sheet) -> _Plan:
    plan = _Plan(problems=list(sheet.problems))
    known = _Register(work)
    unread = {(problem.row, problem.field) for problem in sheet.problems}
    first_rows: dict[str, int] = {}
    wanted = {row.number: known.find(row) for row in sheet.rows}
    records = known.load({id_ for id_ in wanted.values() if id_ is not None})
    for done, row in enumerate(sheet.rows, 1):
        record = records.get(wanted[row.number] or 0)
        planned = _planned(row, record)
        problems = [
            *_doubles(planned, first_rows),
            *known.conflicts(planned),
            *_form_problems(work, planned),
        ]
        plan.problems.extend(
            sheet.located(problem)
            for problem in problems
            if (problem.row, problem.field) not in unread
        )
        plan.rows.append(planned)
        if done % _CHUNK == 0:
            work.progress.step(done, len(sheet.rows))
    plan.problems.sort(key=lambda problem: problem.row)
    return plan


class _Register:
    """The codes and names of the register, to find a row's enterprise in."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._by_code: dict[str, int] = {}
        self._by_name: dict[str, tuple[int, str, str]] = {}
        columns = (EnterpriseRecord.id, EnterpriseRecord.code, EnterpriseRecord.name)
        for id_, code, name in work.session.execute(select(*columns)):
            self._by_code[code] = id_
            self._by_name[name_key(name)] = (id_, code, name)

    def find(self, row: SheetRow) -> int | None:
        """Return the enterprise of a row; a code decides before a name."""
        code = bare(str(row.values.get("code") or ""))
        if code in self._by_code:
            return self._by_code[code]
        found = self._by_name.get(name_key(str(row.values.get("name") or "")))
        if found is None:
            return None
        id_, other, _name = found
        # The same name with two credit codes is two enterprises, or a mistake: never merged.
        merges = not code or identify(other).kind is not IdentifierKind.CREDIT_CODE
        return id_ if merges else None

    def load(self, ids: set[int]) -> dict[int, EnterpriseRecord]:
        """Return the records of the ids."""
        ordered = sorted(ids)
        found: dict[int, EnterpriseRecord] = {}
        for start in range(0, len(ordered), _CHUNK):
            chunk = ordered[start : start + _CHUNK]
            query_ = select(EnterpriseRecord).where(EnterpriseRecord.id.in_(chunk))
            found.update((one.id, one) for one in self._work.session.scalars(query_))
        return found

    def conflicts(self, planned: _Planned) -> Iterator[Problem]:
        """Yield what contradicts the register: another enterprise has this name."""
        name = planned.form.name
        found = self._by_name.get(name_key(name))
        own = planned.record.id if planned.record else None
        if identify(planned.form.code).problem:
            return  # The code is wrong: what it should have been, the name cannot contradict.
        if found is not None and found[0] != own:
            facts = {"enterprise": found[2], "code": found[1]}
            yield Problem(planned.row.number, "name", "name-of-another", facts)
        elif planned.record is not None and name_key(planned.record.name) != name_key(name):
            facts = {"enterprise": planned.record.name}
            number = planned.row.number
            yield Problem(number, "name", "name-changes", facts, Severity.ASK)


def _planned(row: SheetRow, record: EnterpriseRecord | None) -> _Planned:
    given: dict[str, Any] = {
        name: value
        for name, value in row.values.items()
        if name in _FIELDS and value is not None and value != ""
    }
    if "code" in given:
        given["code"] = bare(given["code"])
    if record is None:
        form = replace(SaveEnterprise(name="", code="", entered_on=None), **given)
        if form.left_on and "status" not in given:
            form = replace(form, status=EnterpriseStatus.MOVED_OUT)
        return _Planned(row, form)
    before = form_of(record)
    # Two spellings of one name are no change: （） and () are typed without thought.
    if name_key(str(given.get("name", ""))) == name_key(before.name):
        given.pop("name", None)
    form = replace(before, **given)
    return _Planned(row, form, record, tuple(_differences(before, form)))


def _differences(before: SaveEnterprise, after: SaveEnterprise) -> Iterator[Difference]:
    for name in _FIELDS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            mask = _MASKS.get(name)
            if mask is not None:
                old, new = mask(old or ""), mask(new or "")
            yield Difference(name, old, new)


def _doubles(planned: _Planned, first_rows: dict[str, int]) -> Iterator[Problem]:
    """Yield a problem for a row whose enterprise stands farther up in the file already."""
    keys = {"name": name_key(planned.form.name), "code": planned.form.code}
    for column, key in keys.items():
        if not key:
            continue
        first = first_rows.setdefault(f"{column} {key}", planned.row.number)
        if first != planned.row.number:
            yield Problem(planned.row.number, column, "twice-in-file", {"row": first})
            return


def _form_problems(work: Work, planned: _Planned) -> Iterator[Problem]:
    if planned.change is Change.SAME:
        return
    found = check(planned.form, work.today)
    for column, code in found.problems.items():
        facts = {"wanted": found.wanted} if column == "code" else {}
        said = "needed-for-new" if code == "required" and planned.record is None else code
        yield Problem(planned.row.number, column, said, facts)
    for column, code in found.warnings.items():
        known = planned.record is not None and code == "older-identifier"
        if not known:
            yield Problem(planned.row.number, column, code, severity=Severity.HINT)


def _first_of(planned: list[_Planned]) -> int | None:
    return next((one.record.id for one in planned if one.record is not None), None)


def _insert(work: Work, planned: list[_Planned]) -> int | None:
    """Write the new enterprises and return the id of the list's first."""
    if not planned:
        return None
    work.session.flush()  # the ids below follow the highest that is stored
    last = work.session.scalar(select(func.max(EnterpriseRecord.id))) or 0
    rows, statuses = [], []
    for id_, one in enumerate(planned, last + 1):
        rows.append({"id": id_, "version": 1, **columns_of(one.form)})
        left = one.form.status in LEFT and one.form.left_on
        statuses.append(
            {
                "enterprise_id": id_,
                "status": one.form.status.value,
                "from_on": left or min(one.form.entered_on or work.today, work.today),
                "note": "",
            }
        )
        if len(rows) % _CHUNK == 0:
            # Half of the work of a new enterprise is the spelling of its name.
            work.progress.step(len(rows), len(planned))
    work.insert_many(EnterpriseRecord, rows)
    work.insert_many(EnterpriseStatusRecord, statuses)
    return last + 1


def _update(work: Work, planned: list[_Planned]) -> None:
    renamed: dict[int, str] = {}
    rows: list[Mapping[str, Any]] = []
    for one in planned:
        record = one.record
        if record is None:
            continue
        columns = columns_of(one.form)
        _keep_history(work, record, one.form)
        if record.name != one.form.name:
            renamed[record.id] = str(columns["sort_key"])
        if len(planned) > _ONE_BY_ONE:
            rows.append({"id": record.id, "version": record.version + 1, **columns})
            continue
        for column, value in columns.items():
            if getattr(record, column) != value:
                setattr(record, column, value)
    work.session.flush()  # before rows are written past the session
    work.update_many(EnterpriseRecord, rows)
    follow_names(work, renamed)
    moved = [one for one in planned if _moves_services(one)]
    follow_records(work, {one.record.id: _said(one.form) for one in moved if one.record})


def _moves_services(one: _Planned) -> bool:
    return any(difference.field in {"service_line", "reach"} for difference in one.differences)


def _said(form: SaveEnterprise) -> tuple[str, str]:
    line = form.service_line.value if form.service_line else ""
    return line, form.reach.value if form.reach else ""


def _keep_history(work: Work, record: EnterpriseRecord, form: SaveEnterprise) -> None:
    if record.name != form.name:
        work.session.add(
            EnterpriseNameRecord(enterprise_id=record.id, name=record.name, until_on=work.today)
        )
    if record.status != form.status.value:
        work.session.add(
            EnterpriseStatusRecord(
                enterprise_id=record.id,
                status=form.status.value,
                from_on=form.left_on or work.today,
            )
        )
