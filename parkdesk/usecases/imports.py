"""Importing a list of enterprises: what it would change, then all of it or nothing.

A row is an enterprise of the register if the code is the same, or one of its older numbers, or
the number inside its credit code; or else the name where the register knows only an older number.
A blank cell changes nothing: what a list leaves out is not unknown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from parkdesk.domain.enterprise_facts import FactOrigin
from parkdesk.domain.enterprises import (
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
    Value,
)
from parkdesk.domain.masking import mask_account, mask_phone
from parkdesk.store.enterprise_names import follow_names
from parkdesk.store.enterprise_register import Register
from parkdesk.store.enterprise_rows import columns_of, form_of
from parkdesk.store.enterprise_services import follow_records
from parkdesk.store.enterprise_steps import (
    FactSteps,
    follow_days,
    with_older_number,
)
from parkdesk.store.subsidy_accounts import follow_accounts
from parkdesk.store.tables.enterprises import (
    EnterpriseNameRecord,
    EnterpriseRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query
from parkdesk.usecases.import_days import DaysKnown

_CHUNK = 500
_ONE_BY_ONE = 500
"""Up to so many changed rows each have an entry of their own in the trail."""
_MASKS = {"contact_phone": mask_phone, "bank_account": mask_account}
_NOTHING_CONFIRMED: frozenset[str] = frozenset()
_FIELDS = tuple(one.name for one in fields(SaveEnterprise))
_NUMBERS = ("code", "org_code", "registration_no", "head_office_code")
_DAY = dt.timedelta(days=1)


@dataclass(slots=True)
class _Planned:
    """What one row comes to: the form to save, and the record it changes, if there is one."""

    row: SheetRow
    form: SaveEnterprise
    record: EnterpriseRecord | None = None
    differences: tuple[Difference, ...] = ()
    former_name: str = ""
    """A former name that the register does not know yet."""
    renamed_on: dt.date | None = None

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
    known = Register(work.session)
    unread = {(problem.row, problem.field) for problem in sheet.problems}
    first_rows: dict[str, int] = {}
    wanted = {row.number: known.find(row.values) for row in sheet.rows}
    ids = {id_ for id_ in wanted.values() if id_ is not None}
    records = known.load(ids)
    days = DaysKnown(work, ids)
    for done, row in enumerate(sheet.rows, 1):
        record = records.get(wanted[row.number] or 0)
        planned = _planned(row, record, known)
        problems = [
            *_doubles(planned, first_rows),
            *_conflicts(known, planned),
            *_form_problems(work, planned),
            *_day_problems(work, days, planned),
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


def _day_problems(work: Work, days: DaysKnown, planned: _Planned) -> Iterator[Problem]:
    """Yield what the days of a row, or the dated facts of the register, forbid."""
    number = planned.row.number
    if planned.former_name and planned.renamed_on is None:
        yield Problem(number, "former_name", "former-name-needs-day")
    if planned.renamed_on is not None and planned.renamed_on > work.today:
        yield Problem(number, "renamed_on", "day-in-future")
    if planned.record is not None:
        yield from days.problems(number, planned.record, planned.form)


def _conflicts(known: Register, planned: _Planned) -> Iterator[Problem]:
    """Yield what contradicts the register: another enterprise has this name, or a number of it."""
    name, number = planned.form.name, planned.row.number
    found = known.by_name(name)
    own = planned.record.id if planned.record else None
    code = bare(str(planned.row.values.get("code") or ""))
    if planned.record is not None and (own or 0, code) in known:
        why: dict[str, Value] = {"number": code, "enterprise": planned.record.name}
        yield Problem(number, "code", "further-number", why, Severity.HINT)
    if not identify(planned.form.code).problem:
        if found is not None and found.id != own:
            facts: dict[str, Value] = {"enterprise": found.name, "code": found.code}
            yield Problem(number, "name", "name-of-another", facts)
        elif planned.record is not None and name_key(planned.record.name) != name_key(name):
            facts = {"enterprise": planned.record.name}
            yield Problem(number, "name", "name-changes", facts, Severity.ASK)
    head, record = planned.form.head_office_id, planned.record
    is_new = head is not None and (record is None or record.head_office_id != head)
    if head is not None and is_new and (code := known.head_problem(own, head)):
        yield Problem(number, "head_office_name", code)
    for field_ in ("org_code", "registration_no"):
        other = known.by_number(getattr(planned.form, field_))
        if other is not None and other.id != own:
            facts = {"enterprise": other.name, "number": getattr(planned.form, field_)}
            yield Problem(number, field_, "number-of-another", facts, Severity.ASK)


def _planned(row: SheetRow, record: EnterpriseRecord | None, known: Register) -> _Planned:
    given: dict[str, Any] = {
        name: value
        for name, value in row.values.items()
        if name in _FIELDS and value is not None and value != ""
    }
    for name in _NUMBERS:
        if name in given:
            given[name] = bare(given[name])
    if (head := known.head_office(given)) is not None:
        given |= {"head_office_id": head, "head_office_name": "", "head_office_code": ""}
    renamed_on = row.values.get("renamed_on")
    planned = _new(row, given) if record is None else _changed(row, record, given, known)
    planned.renamed_on = renamed_on if isinstance(renamed_on, dt.date) else None
    former = str(row.values.get("former_name") or "").strip()
    if former and not known.has_borne(record.id if record else None, former):
        planned.former_name = former
        planned.differences += (Difference("former_name", None, former),)
    return planned


def _new(row: SheetRow, given: dict[str, Any]) -> _Planned:
    form = replace(SaveEnterprise(name="", code="", entered_on=None), **given)
    if form.left_on and "status" not in given:
        form = replace(form, status=EnterpriseStatus.MOVED_OUT)
    return _Planned(row, form)


def _changed(
    row: SheetRow, record: EnterpriseRecord, given: dict[str, Any], known: Register
) -> _Planned:
    before = form_of(record)
    merged = known.remark_of(record.id, given.get("code", ""))
    if merged is not None:
        # The list still has the number of a record that was merged into this one, or a former one.
        given.pop("code")
        if name_key(str(given.get("name", ""))) == name_key(merged):
            given.pop("name")
    # Two spellings of one name are no change: （） and () are typed without thought.
    if name_key(str(given.get("name", ""))) == name_key(before.name):
        given.pop("name", None)
    code = given.get("code", before.code)
    if code != before.code and identify(code).kind is not IdentifierKind.CREDIT_CODE:
        # The list still has an older number of an enterprise whose newer one is known.
        given.pop("code")
    form = with_older_number(before, replace(before, **given))
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
    last = work.last_id(EnterpriseRecord)
    heads = {
        key: id_
        for id_, one in enumerate(planned, last + 1)
        for key in (one.form.code, name_key(one.form.name))
        if one.form.head_office_id is None and not one.form.head_office_name
    }
    rows: list[dict[str, Any]] = []
    former: list[dict[str, Any]] = []
    steps = FactSteps(work, work.today, FactOrigin.IMPORTED)
    for id_, one in enumerate(planned, last + 1):
        form = _with_head_of_list(one.form, heads)
        rows.append({"id": id_, "version": 1, **columns_of(form)})
        steps.begin(id_, form)
        former.extend(_former_names(id_, one))
        if len(rows) % _CHUNK == 0:
            # Half of the work of a new enterprise is the spelling of its name.
            work.progress.step(len(rows), len(planned))
    # A branch may stand before its head office in the list.
    branches = [row for row in rows if row["head_office_id"] is not None]
    owned = [{"id": row["id"], "head_office_id": row["head_office_id"]} for row in branches]
    for row in branches:
        row["head_office_id"] = None
    work.insert_many(EnterpriseRecord, rows)
    work.update_many(EnterpriseRecord, owned)
    work.insert_many(EnterpriseNameRecord, former)
    steps.write(in_bulk=True)
    return last + 1


def _with_head_of_list(form: SaveEnterprise, heads: Mapping[str, int]) -> SaveEnterprise:
    """Return the form with its head office found among the other rows of the list."""
    id_ = heads.get(form.head_office_code) or heads.get(name_key(form.head_office_name))
    if form.head_office_id is not None or not id_ or not form.head_office_name:
        return form
    return replace(form, head_office_id=id_, head_office_name="", head_office_code="")


def _former_names(id_: int, planned: _Planned) -> Iterator[dict[str, Any]]:
    if planned.former_name and planned.renamed_on is not None:
        yield {
            "enterprise_id": id_,
            "name": planned.former_name,
            "until_on": planned.renamed_on - _DAY,
            "version": 1,
        }


def _update(work: Work, planned: list[_Planned]) -> None:
    renamed: dict[int, str] = {}
    rows: list[Mapping[str, Any]] = []
    known = [(one, one.record) for one in planned if one.record is not None]
    in_bulk = len(known) > _ONE_BY_ONE
    steps = FactSteps(work, work.today, FactOrigin.IMPORTED)
    steps.know(record.id for _one, record in known)
    for one, record in known:
        columns = columns_of(one.form)
        steps.follow(record.id, form_of(record), one.form)
        follow_days(work, record.id, form_of(record), one.form)
        _keep_names(work, record, one)
        if record.name != one.form.name:
            renamed[record.id] = str(columns["sort_key"])
        if in_bulk:
            rows.append({"id": record.id, "version": record.version + 1, **columns})
            continue
        for column, value in columns.items():
            if getattr(record, column) != value:
                setattr(record, column, value)
    work.session.flush()  # before rows are written past the session
    work.update_many(EnterpriseRecord, rows)
    steps.write(in_bulk=in_bulk)
    follow_names(work, renamed)
    said = {record.id: _said(one.form) for one, record in known if _moves_services(one)}
    follow_records(work, said)


def _moves_services(one: _Planned) -> bool:
    return any(difference.field in {"service_line", "reach"} for difference in one.differences)


def _said(form: SaveEnterprise) -> tuple[str, str]:
    line = form.service_line.value if form.service_line else ""
    return line, form.reach.value if form.reach else ""


def _keep_names(work: Work, record: EnterpriseRecord, planned: _Planned) -> None:
    """Keep the name that gives way: until the day before the new one, which is today by default."""
    former = [dict(row) for row in _former_names(record.id, planned)]
    renamed = name_key(record.name) != name_key(planned.form.name)
    if renamed and name_key(planned.former_name) != name_key(record.name):
        until = (planned.renamed_on or work.today) - _DAY
        former.append({"enterprise_id": record.id, "name": record.name, "until_on": until})
    work.session.add_all(EnterpriseNameRecord(**row) for row in former)
