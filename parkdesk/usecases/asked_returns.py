"""Which kinds of returns the office asks for, and from when: quarters always, others on request."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.identity import Permission
from parkdesk.domain.periods import Period, PeriodKind, kind_of, parse_period, period_of
from parkdesk.domain.return_kinds import Asked, ReturnFormRule, form_rule_of
from parkdesk.store.period_returns import asked_returns, form_rules
from parkdesk.store.quarters import due_rule
from parkdesk.store.tables.period_returns import AskedReturnRecord, PeriodReturnRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

_KINDS = (PeriodKind.MONTH, PeriodKind.YEAR)


@dataclass(frozen=True, slots=True)
class AskedKind:
    """What holds for a kind of return now; `version` is 0 while it was never asked for."""

    kind: PeriodKind
    asked: Asked | None
    version: int
    form: ReturnFormRule
    month_offset: int
    due_day: int
    due_source: str
    due_is_confirmed: bool


@dataclass(frozen=True, slots=True)
class SaveAsked:
    """A kind of return as asked for: from which period on, to which one; None: not at all."""

    kind: PeriodKind
    version: int
    first: str = ""
    last: str = ""
    is_asked: bool = True


@query(Permission.STATISTICS_READ)
def asked_kinds(work: Work) -> tuple[AskedKind, ...]:
    """Return what is asked for of months and of years."""
    rules, found = form_rules(work.session), []
    for kind in _KINDS:
        record, due = _newest(work, kind), due_rule(work.session, kind)
        asked = None
        if record is not None:
            asked = Asked(kind, record.asked_from, record.asked_to)
        found.append(
            AskedKind(
                kind,
                asked,
                record.version if record is not None else 0,
                form_rule_of(rules, period_of(kind, work.today)),
                due.month_offset,
                due.due_day,
                due.source,
                due.certainty.confirmed,
            )
        )
    return tuple(found)


@query(Permission.STATISTICS_READ)
def periods_asked(work: Work) -> tuple[str, ...]:
    """Return every month and year asked for that has begun, the newest first, months before years.

    In their one spelling: 2026-07, 2026.
    """
    found = []
    asked = asked_returns(work.session)
    for kind in _KINDS:
        ranges = [one for one in asked if one.kind is kind]
        period, oldest = (
            period_of(kind, work.today),
            min((one.first for one in ranges), default=None),
        )
        while oldest is not None and period.first >= oldest:
            if any(one.holds(period) for one in ranges):
                found.append(str(period))
            period = period.previous()
    return tuple(found)


@command(Permission.PARK_EDIT)
def save_asked(work: Work, forms: tuple[SaveAsked, ...]) -> None:
    """Ask for returns of months or years from a period on, or no longer; all, or nothing.

    Refused at its field where returns that were entered would no longer be asked for.
    """
    planned = []
    problems: dict[str, str] = {}
    facts: dict[str, object] = {}
    for form in forms:
        try:
            planned.append((form, _wanted(work, form)))
        except InvalidInput as error:
            problems |= error.problems
            facts |= error.params
    if problems:
        raise InvalidInput(problems, **facts)
    for form, wanted in planned:
        _keep_asked(work, form, wanted)


def _wanted(work: Work, form: SaveAsked) -> Asked | None:
    wanted = None
    if form.is_asked:
        first = _period(form.kind, form.first, "first")
        last = _period(form.kind, form.last, "last") if form.last.strip() else None
        if last is not None and last.first < first.first:
            raise InvalidInput({f"{form.kind.value}_last": "asked-to-before-from"})
        wanted = Asked(form.kind, first.first, last.last if last is not None else None)
    left_out = _left_out(work, form.kind, wanted)
    if left_out is not None:
        place = f"{form.kind.value}_first" if wanted is not None else f"{form.kind.value}_asked"
        raise InvalidInput({place: "returns-outside-asked"}, period=left_out)
    return wanted


def _period(kind: PeriodKind, text: str, place: str) -> Period:
    wrong = InvalidInput({f"{kind.value}_{place}": f"not-a-{kind.value}"})
    try:
        found = parse_period(text)
    except InvalidInput:
        raise wrong from None
    if kind_of(found) is not kind:
        raise wrong
    return found


def _left_out(work: Work, kind: PeriodKind, wanted: Asked | None) -> Period | None:
    """Return a period with returns that would no longer be asked for; None where there is none."""
    ended = [one for one in asked_returns(work.session) if one.last is not None]
    newest = _newest(work, kind)
    if newest is not None and not _starts_anew(newest, wanted):
        ended = [one for one in ended if one.first != newest.asked_from]
    entered = work.session.scalars(select(PeriodReturnRecord.period).distinct())
    for period in sorted(map(parse_period, entered), key=_first_day):
        if kind_of(period) is not kind or any(one.holds(period) for one in ended):
            continue
        if wanted is None or not wanted.holds(period):
            return period
    return None


def _first_day(period: Period) -> dt.date:
    return period.first


def _newest(work: Work, kind: PeriodKind) -> AskedReturnRecord | None:
    found: AskedReturnRecord | None = work.session.scalar(
        select(AskedReturnRecord)
        .filter_by(kind=kind.value)
        .order_by(AskedReturnRecord.asked_from.desc())
        .limit(1)
    )
    return found


def _starts_anew(newest: AskedReturnRecord, wanted: Asked | None) -> bool:
    """Whether what is wanted begins after what was asked for had ended."""
    return wanted is not None and newest.asked_to is not None and wanted.first > newest.asked_to


def _keep_asked(work: Work, form: SaveAsked, wanted: Asked | None) -> None:
    record = _newest(work, form.kind)
    if record is not None:
        work.get(AskedReturnRecord, record.id, version=form.version)
    if wanted is None:
        if record is not None:
            work.session.delete(record)
    elif record is None or _starts_anew(record, wanted):
        work.add(
            AskedReturnRecord(kind=form.kind.value, asked_from=wanted.first, asked_to=wanted.last)
        )
    else:
        record.asked_from, record.asked_to = wanted.first, wanted.last
