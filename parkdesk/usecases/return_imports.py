"""Importing a list of returns: a row is what one enterprise hands in for one period.

All periods of a list are of one kind: months, quarters or years. Everything is written, or nothing.
A blank cell changes nothing, so a row without any figure says nothing: the exported period can be
filled in and read back. What is read counts as handed in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from sqlalchemy import select

from parkdesk.domain.calendar import Quarter
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
from parkdesk.domain.periods import Period, parse_period, parts_of, whole_of
from parkdesk.domain.return_checks import Presence, presence_in
from parkdesk.domain.return_forms import form_problem
from parkdesk.domain.return_kinds import ReturnFormRule, form_rule_of, is_asked
from parkdesk.domain.return_questions import Question, questions_of
from parkdesk.domain.statistics import PEOPLE, Return, ReturnState, return_problems
from parkdesk.store.closed_quarters import closed_quarters
from parkdesk.store.enterprise_finding import EnterprisesByName
from parkdesk.store.period_corrections import period_correction
from parkdesk.store.period_returns import (
    ReturnRow,
    asked_returns,
    figures_of,
    form_rules,
    returns_in,
    table_of,
)
from parkdesk.store.return_corrections import correction
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.period_returns import PeriodCorrectionRecord
from parkdesk.store.tables.statistics import ReturnCorrectionRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

_EVERY = 100
_CHUNK = 500
_NOTHING_CONFIRMED: frozenset[str] = frozenset()
_ASKED_AT = {
    "return-outside-residence": "enterprise",
    "return-of-closed-quarter-in-list": "quarter",
}
"""The column where a question is shown; that of its figure for the others."""
Key = tuple[int, str]


@dataclass(slots=True)
class _Planned:
    """What one row comes to."""

    row: SheetRow
    name: str
    period: Period
    enterprise: EnterpriseRecord | None = None
    record: ReturnRow | None = None
    entered: Return = field(default_factory=Return)
    note: str = ""
    reason: str = ""
    """What the row itself says in its remarks: a correction needs it."""
    differences: tuple[Difference, ...] = ()
    is_blank: bool = False
    """Whether the row has no figure, and so nothing to hand in."""

    @property
    def change(self) -> Change:
        if self.is_blank:
            return Change.SAME
        if self.record is None:
            return Change.NEW
        return Change.CHANGED if self.differences or self.was_draft else Change.SAME

    @property
    def was_draft(self) -> bool:
        return self.record is not None and self.record.state == ReturnState.DRAFT

    @property
    def handed_in(self) -> Return | None:
        """What was handed in before."""
        return None if self.was_draft or self.record is None else figures_of(self.record)


@query(Permission.STATISTICS_EDIT)
def preview_return_import(work: Work, period: Period, sheet: Sheet) -> Preview:
    """Return what the list would change; a row without a period is of `period`."""
    return _Plan(work, period, sheet).preview()


@command(Permission.STATISTICS_EDIT)
def import_returns(
    work: Work, period: Period, sheet: Sheet, confirmed: frozenset[str] = _NOTHING_CONFIRMED
) -> Imported:
    """Write the whole list, or nothing of it; the list is compared with what is stored now."""
    plan = _Plan(work, period, sheet)
    preview = plan.preview()
    if preview.stops:
        raise Refused("import-has-problems", count=preview.stops)
    if preview.asks and "import-has-doubts" not in confirmed:
        raise NeedsConfirmation("import-has-doubts", count=preview.asks)
    new = [one for one in plan.planned if one.change is Change.NEW]
    changed = [one for one in plan.planned if one.change is Change.CHANGED]
    _keep_corrections(work, period, [*new, *changed])
    work.insert_many(table_of(period), [_columns(work, one, plan.rule(one)) for one in new])
    for one in changed:
        _correct(work, one)
    same = len(plan.planned) - len(new) - len(changed)
    # The list shows enterprises, with their returns beside them.
    homes = [one.enterprise for one in [*new, *changed] if one.enterprise is not None]
    return Imported(len(new), len(changed), same, homes[0].id if homes else None)


def _keep_corrections(work: Work, period: Period, planned: list[_Planned]) -> None:
    if isinstance(period, Quarter):
        work.insert_many(ReturnCorrectionRecord, list(_corrections(work, planned)))
        return
    rows = [
        period_correction(work, one.enterprise.id, one.period, (was, one.entered), one.reason)
        for one in planned
        if one.enterprise is not None and (was := one.handed_in) not in {None, one.entered}
    ]
    work.insert_many(PeriodCorrectionRecord, rows)


def _corrections(work: Work, planned: list[_Planned]) -> Iterator[dict[str, object]]:
    """Yield what is kept of returns that were handed in before, or come after the closing."""
    closed = closed_quarters(work.session)
    for one in planned:
        assert one.enterprise is not None  # a row without one stops the whole list
        assert isinstance(one.period, Quarter)  # months and years are never closed
        was = one.handed_in
        if was == one.entered or (was is None and one.period not in closed.quarters):
            continue
        change = (was, one.entered)
        yield correction(work, closed, one.enterprise.id, one.period, change, one.reason)


def _columns(work: Work, one: _Planned, rule: ReturnFormRule) -> dict[str, object]:
    assert one.enterprise is not None  # a row without one stops the whole list
    quarterly = isinstance(one.period, Quarter)
    return {
        "version": 1,
        "enterprise_id": one.enterprise.id,
        **({"quarter": str(one.period)} if quarterly else {"period": str(one.period)}),
        **({} if quarterly else {"form": rule.code}),
        "state": ReturnState.SUBMITTED.value,
        "received_on": work.today,
        "note": one.note,
        **{name: getattr(one.entered, name) for name in PEOPLE},
    }


def _correct(work: Work, one: _Planned) -> None:
    record = one.record
    assert record is not None  # only what is stored can be changed
    for name in PEOPLE:
        setattr(record, name, getattr(one.entered, name))
    record.note = one.note
    if one.was_draft or record.received_on is None:
        # A correction does not make an early return late; handing in a draft is no correction.
        record.received_on = work.today
    record.state = ReturnState.SUBMITTED


class _Plan:
    """The rows of a list, each with what it would do."""

    def __init__(self, work: Work, period: Period, sheet: Sheet) -> None:
        self._work = work
        self._period = period
        self._rules = form_rules(work.session)
        self._asked = asked_returns(work.session)
        self._enterprises = EnterprisesByName(work.session)
        self._closed = closed_quarters(work.session)
        self._taken: dict[Key, _Planned] = {}
        self.problems: list[Problem] = list(sheet.problems)
        self.planned = self._located(sheet)
        self._stored = self._load()
        unread = {(problem.row, problem.field) for problem in sheet.problems}
        # Period by period, so that each is compared with the one before it in the file.
        for done, one in enumerate(sorted(self.planned, key=lambda one: str(one.period)), 1):
            for problem in self._take(one):
                if (problem.row, problem.field) not in unread:
                    self.problems.append(sheet.located(problem))
            if done % _EVERY == 0:
                work.progress.step(done, len(self.planned))
        self.problems.sort(key=lambda problem: problem.row)

    def rule(self, one: _Planned) -> ReturnFormRule:
        """Return the form of a row's period."""
        return form_rule_of(self._rules, one.period)

    def preview(self) -> Preview:
        """Return what a person is shown."""
        rows = tuple(
            RowPreview(one.row.number, one.change, one.name, one.differences)
            for one in self.planned
        )
        return Preview(rows, tuple(self.problems))

    def _located(self, sheet: Sheet) -> list[_Planned]:
        """Return the rows with their enterprise and their period."""
        found = [
            self._enterprises.find(
                str(row.values.get("code") or ""), str(row.values.get("enterprise") or "")
            )
            for row in sheet.rows
        ]
        wanted = sorted({id_ for id_ in found if id_ is not None})
        records: dict[int | None, EnterpriseRecord] = {}
        for start in range(0, len(wanted), _CHUNK):
            chunk = EnterpriseRecord.id.in_(wanted[start : start + _CHUNK])
            chosen = self._work.session.scalars(select(EnterpriseRecord).where(chunk))
            records |= {one.id: one for one in chosen}
        return [
            _Planned(
                row,
                str(row.values.get("enterprise") or ""),
                _period_of(row) or self._period,
                records.get(id_),
            )
            for row, id_ in zip(sheet.rows, found, strict=True)
        ]

    def _load(self) -> dict[Key, ReturnRow]:
        """Return the stored returns of the list's periods and of all they are compared with."""
        periods = {one for planned in self.planned for one in _compared_with(planned.period)}
        found = returns_in(self._work.session, periods)
        return {(one.enterprise_id, one.period): one for one in found}

    def _take(self, one: _Planned) -> Iterator[Problem]:
        number, enterprise = one.row.number, one.enterprise
        if enterprise is None:
            if one.name:
                yield Problem(number, "enterprise", "unknown-enterprise")
            return
        named = self._enterprises.find("", one.name)
        if one.name and named not in {None, enterprise.id}:
            facts = {"enterprise": enterprise.name, "code": enterprise.code}
            yield Problem(number, "enterprise", "code-of-another", facts)
        first = self._taken.setdefault((enterprise.id, str(one.period)), one)
        if first is not one:
            yield Problem(number, "enterprise", "twice-in-file", {"row": first.row.number})
            return
        self._complete(one, enterprise)
        if one.change is not Change.SAME:
            yield from self._examine(one, enterprise)

    def _complete(self, one: _Planned, enterprise: EnterpriseRecord) -> None:
        """Put what is given over what is stored."""
        record = self._stored.get((enterprise.id, str(one.period)))
        before = Return() if record is None else figures_of(record)
        given = {
            name: value
            for name in PEOPLE
            if isinstance(value := one.row.values.get(name), int) and not isinstance(value, bool)
        }
        one.record = record
        one.entered = self.rule(one).only_asked(replace(before, **given))
        old_note = record.note if record is not None else ""
        one.reason = str(one.row.values.get("note") or "")
        one.note = one.reason or old_note
        one.is_blank = not given and (record is None or one.note == old_note)
        if record is not None and not one.is_blank:
            pairs = [(name, getattr(before, name), getattr(one.entered, name)) for name in PEOPLE]
            pairs.append(("note", old_note, one.note))
            one.differences = tuple(Difference(*pair) for pair in pairs if pair[1] != pair[2])

    def _examine(self, one: _Planned, enterprise: EnterpriseRecord) -> Iterator[Problem]:
        number, period, rule = one.row.number, one.period, self.rule(one)
        place = "quarter" if isinstance(period, Quarter) else "period"
        if period.first > self._work.today:
            yield Problem(number, place, "in-the-future")
        elif not is_asked(self._asked, period):
            yield Problem(number, place, "period-not-asked", {"period": str(period)})
        for name, code in return_problems(one.entered, rule.fields).items():
            yield Problem(number, name, code)
        presence = presence_in(period, enterprise.entered_on, enterprise.left_on)
        facts: dict[str, Value] = {
            "enterprise": enterprise.name,
            "quarter": str(period),
            "period": str(period),
        }
        if presence is Presence.LEFT:
            left = {"left_on": enterprise.left_on}
            yield Problem(number, "enterprise", "return-after-leaving", facts | left)
        form = str(one.row.values.get("form") or "")
        wrong = form_problem(form, period, enterprise.code, rule.version) if form else ""
        if wrong:
            yield Problem(number, "form", wrong, facts | {"version": rule.version})
        if one.handed_in not in {None, one.entered} and not one.reason:
            yield Problem(number, "note", "correction-needs-reason", facts)
        for asked in self._questions(one, enterprise.id, presence):
            at = _ASKED_AT.get(asked.code, asked.field.value)
            told = {name: _plain(value) for name, value in asked.facts.items()}
            yield Problem(number, at, asked.code, facts | told, Severity.ASK)

    def _questions(
        self, one: _Planned, enterprise_id: int, presence: Presence
    ) -> Iterator[Question]:
        if presence is Presence.NOT_YET:
            yield Question("return-outside-residence")
        if one.handed_in is None and one.period in self._closed.quarters:
            yield Question("return-of-closed-quarter-in-list")
        if one.note:
            return
        stands = partial(self._stands, enterprise_id)
        filed = partial(self._stands, enterprise_id, drafts=False)
        yield from questions_of(one.entered, one.period, stands, filed)

    def _stands(self, enterprise_id: int, period: Period, *, drafts: bool = True) -> Return | None:
        """Return what a period's return says, as the file gives it or else as it is stored."""
        in_file = self._taken.get((enterprise_id, str(period)))
        if in_file is not None and not in_file.is_blank:
            return in_file.entered
        stored = self._stored.get((enterprise_id, str(period)))
        if stored is None or (stored.state == ReturnState.DRAFT and not drafts):
            return None
        return figures_of(stored)


def _compared_with(period: Period) -> Iterator[Period]:
    """Yield a period and those that its return is compared with."""
    whole = whole_of(period)
    yield from (period, period.previous(), period.year_before(), *parts_of(period))
    if whole is not None:
        yield from (whole, *parts_of(whole))


def _plain(value: object) -> Value:
    """Return a fact as a preview keeps it: a period in its spelling."""
    if value is None or isinstance(value, str | int | dt.date):
        return value
    return str(value)


def _period_of(row: SheetRow) -> Period | None:
    given = row.values.get("period") or row.values.get("quarter")
    return parse_period(given) if isinstance(given, str) and given else None
