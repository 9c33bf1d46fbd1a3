"""Lists of the people in a class: imported whole or not at all.

A row is the person with this identity number: somebody in the class, or somebody new. A blank cell
changes nothing; hours, assessment and placement may come in a later list of the same people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any, TypeAlias

from sqlalchemy import select

from parkdesk.domain.class_members import (
    Assessed,
    Member,
    Placement,
    SaveMember,
    check_assessed,
    check_member,
    check_placement,
)
from parkdesk.domain.identity import Permission
from parkdesk.domain.imports import (
    Change,
    Difference,
    Imported,
    Preview,
    Problem,
    Severity,
    Sheet,
    SheetRow,
    Value,
)
from parkdesk.domain.training import ClassState
from parkdesk.store.enterprise_finding import EnterprisesByName
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.training import (
    ClassMemberRecord,
    TrainingClassRecord,
    TrainingCourseRecord,
)
from parkdesk.store.training import (
    class_state,
    enrolled,
    member_of,
    person_columns,
    placement_columns,
    standing_class,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query
from parkdesk.usecases.list_plans import NOTHING_CONFIRMED, ListPlan, PlannedRow

_PERSON = tuple(one.name for one in fields(SaveMember) if one.name != "id_number")
_RESULT = ("hours", "assessment", "score_tenths")
_PLACED = tuple(one.name for one in fields(Placement) if one.name != "enterprise_id")
_SHOWN = {"present_tenths": "hours"}
Facts: TypeAlias = dict[str, Value]
_NOBODY = Placement(None, "", None, None, None)


@query(Permission.PLATFORM_EDIT)
def preview_member_import(work: Work, class_id: int, sheet: Sheet) -> Preview:
    """Return what the list would change in a class, and everything that forbids it."""
    return _plan(work, class_id, sheet).preview()


@command(Permission.PLATFORM_EDIT)
def import_members(
    work: Work, class_id: int, sheet: Sheet, confirmed: frozenset[str] = NOTHING_CONFIRMED
) -> Imported:
    """Write the whole list, or nothing of it."""
    return _plan(work, class_id, sheet).write(confirmed)


@dataclass(slots=True)
class _Planned(PlannedRow[ClassMemberRecord]):
    """What one row comes to."""


def _plan(work: Work, class_id: int, sheet: Sheet) -> _Plan:
    plan = _Plan(work, class_id)
    plan.take_all(sheet)
    return plan


class _Plan(ListPlan[_Planned]):
    record = ClassMemberRecord

    def __init__(self, work: Work, class_id: int) -> None:
        super().__init__(work)
        self._class = standing_class(work, class_id, None, "enrol")
        self._begun = class_state(self._class, work.today) is not ClassState.PLANNED
        self._hours = work.get(TrainingCourseRecord, self._class.course_id).hours_tenths
        self._enterprises = EnterprisesByName(work.session)
        self._stored = {
            one.id_hash: one
            for one in work.session.scalars(select(ClassMemberRecord).filter_by(class_id=class_id))
        }
        self._seats = self._class.capacity - enrolled(work.session, class_id)
        self._elsewhere = _overlapping(work, self._class)

    def take(self, row: SheetRow) -> Iterator[Problem]:
        """Plan the person of a row."""
        values = row.values
        name, number = (str(values.get(one) or "") for one in ("name", "id_number"))
        planned = _Planned(row, name)
        self.planned.append(planned)
        if not name or not number:
            return
        hash_ = self.work.vault.keyed_hash(number)
        twice = self.twice(hash_, row.number)
        if twice is not None:
            yield replace(twice, field="id_number")
        record = planned.record = self._stored.get(hash_)
        before = member_of(record) if record is not None else _newcomer(name, number)
        yield from self._of_the_seat(row.number, record, hash_, name)
        yield from self._fill(planned, before, values)

    def _of_the_seat(
        self, row: int, record: ClassMemberRecord | None, hash_: bytes, name: str
    ) -> Iterator[Problem]:
        """Yield that somebody left, that no seat is free, or asks of another class."""
        if record is not None:
            if record.dropped_on is not None:
                left: Facts = {"name": record.name, "day": record.dropped_on}
                yield Problem(row, "id_number", "class-member-left", left)
            return
        self._seats -= 1
        if self._seats < 0:
            full: Facts = {"number": self._class.number, "capacity": self._class.capacity}
            yield Problem(row, "name", "class-is-full", full)
        if hash_ in self._elsewhere:
            others: Facts = {"name": name, "classes": self._elsewhere[hash_]}
            yield Problem(row, "id_number", "class-overlaps", others, Severity.ASK)

    def _fill(
        self, planned: _Planned, before: Member, values: Mapping[str, Any]
    ) -> Iterator[Problem]:
        given = {name: one for name, one in values.items() if one not in (None, "")}
        person = replace(before.person, **{one: given[one] for one in _PERSON if one in given})
        assessed = _assessed(before.assessed, given)
        placement = self._placement(before.placement, given)
        row = planned.row.number
        problems = check_member(person, self.today)
        problems |= check_assessed(assessed, self._hours)
        if _splits_a_tenth(given.get("hours")):
            problems["hours"] = "not-hours"
        if placement is not None:
            problems |= check_placement(placement, self.today)
        for name, code in problems.items():
            yield Problem(row, _SHOWN.get(name, name), code, {"hours": self._hours // 10})
        first = next((one for one in _RESULT if one in given), "")
        if first and not self._begun:
            early: Facts = {"number": self._class.number, "day": self._class.first_on}
            yield Problem(row, first, "class-not-begun", early)
        if not problems:
            planned.columns = self._columns(person, assessed, placement)
            self._compare(planned, before, Member(person, assessed, placement))

    def _placement(self, before: Placement | None, given: Mapping[str, Any]) -> Placement | None:
        """Return who hired somebody as it would stand: the register's enterprise by its name."""
        named = {one: given[one] for one in _PLACED if one in given}
        if not named:
            return before
        found = replace(before or _NOBODY, **named)
        if "employer" not in named:
            return found
        word = str(named["employer"])
        enterprise = self.work.session.get(
            EnterpriseRecord, self._enterprises.find(word, word) or 0
        )
        if enterprise is None:
            return replace(found, enterprise_id=None)
        return replace(found, enterprise_id=enterprise.id, employer=enterprise.name)

    def _columns(
        self, person: SaveMember, assessed: Assessed, placement: Placement | None
    ) -> dict[str, Any]:
        return {
            "class_id": self._class.id,
            **person_columns(self.work, person),
            "present_tenths": assessed.present_tenths,
            "assessment": assessed.assessment.value if assessed.assessment else "",
            "score_tenths": assessed.score_tenths,
            **placement_columns(placement),
        }

    def _compare(self, planned: _Planned, before: Member, after: Member) -> None:
        if planned.record is None:
            assert planned.columns is not None
            planned.columns |= {"dropped_on": None, "reason": ""}
            return
        old, new = _told(before), _told(after)
        planned.differences = tuple(
            Difference(name, old[name], new[name]) for name in new if old[name] != new[name]
        )
        planned.change = Change.CHANGED if planned.differences else Change.SAME


def _splits_a_tenth(hours: Decimal | None) -> bool:
    return hours is not None and hours.scaleb(1) % 1 != 0


def _newcomer(name: str, number: str) -> Member:
    return Member(SaveMember(name, number), Assessed(0))


def _assessed(before: Assessed, given: Mapping[str, Any]) -> Assessed:
    hours = given.get("hours")
    return Assessed(
        before.present_tenths if hours is None else int(hours.scaleb(1)),
        given.get("assessment", before.assessment),
        given.get("score_tenths", before.score_tenths),
    )


def _told(member: Member) -> dict[str, Any]:
    """Return a member as the columns of the list have it; the number is what it is found by."""
    person, result = member.person, member.assessed
    placed = member.placement or _NOBODY
    return {
        **{name: getattr(person, name) for name in _PERSON},
        "hours": Decimal(result.present_tenths).scaleb(-1),
        "assessment": result.assessment,
        "score_tenths": result.score_tenths,
        **{name: getattr(placed, name) for name in _PLACED},
    }


def _overlapping(work: Work, record: TrainingClassRecord) -> dict[bytes, str]:
    """Return who sits in another class on the same days: numbers of classes by person."""
    member, other = ClassMemberRecord, TrainingClassRecord
    found: defaultdict[bytes, list[str]] = defaultdict(list)
    rows = work.session.execute(
        select(member.id_hash, other.number)
        .join(other, other.id == member.class_id)
        .where(
            member.dropped_on.is_(None),
            other.id != record.id,
            other.cancelled_on.is_(None),
            other.first_on <= record.last_on,
            other.last_on >= record.first_on,
        )
        .order_by(other.first_on, other.id)
    )
    for hash_, number in rows:
        found[hash_].append(number)
    return {hash_: ", ".join(numbers) for hash_, numbers in found.items()}
