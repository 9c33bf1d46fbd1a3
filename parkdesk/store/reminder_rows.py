"""Reminders as SQL: what is due by a day, how pressing it is, and the newest word on each.

`rank` is the place of the state in `domain.reminders.PRESSING`: the same rule as `state_on`, for
lists that are counted and sorted where they lie. A test holds the two against each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    and_,
    case,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from parkdesk.domain.certifications import NEVER
from parkdesk.domain.enterprises import LEFT
from parkdesk.domain.findings import FindingState
from parkdesk.domain.programmes import Mark
from parkdesk.domain.reminders import (
    KEPT_DAYS,
    PRESSING,
    SAID_ALREADY,
    ReminderAct,
    ReminderKind,
    ReminderRule,
    ReminderState,
    rule_on,
)
from parkdesk.store.enterprise_search import ids_called
from parkdesk.store.tables.certifications import UNKNOWN, CertificationRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.findings import FindingRecord
from parkdesk.store.tables.reminders import (
    ReminderNoteRecord,
    ReminderRuleRecord,
)

_never = literal(NEVER, Date())


@dataclass(frozen=True, slots=True)
class Reach:
    """Which reminders are looked for, by their days.

    `until` is the last due day; None: those that have begun. `from_on` is the first due day.
    `whole_past` takes what has been overdue for longer than the list keeps it.
    """

    until: dt.date | None = None
    from_on: dt.date | None = None
    whole_past: bool = False


def rules_of(session: Session) -> tuple[ReminderRule, ...]:
    """Return every rule, past and coming ones too."""
    found = session.scalars(select(ReminderRuleRecord).order_by(ReminderRuleRecord.id))
    return tuple(
        ReminderRule(
            ReminderKind(one.kind),
            one.from_on,
            one.lead_days,
            one.urgent_days,
            one.always_days,
            one.role_code,
            one.source,
            Mark(one.certainty),
        )
        for one in found
    )


def due_items(
    rules: Sequence[ReminderRule],
    today: dt.date,
    reach: Reach,
    kinds: Sequence[ReminderKind],
    where: Callable[[ReminderKind], Sequence[ColumnElement[bool]]],
) -> CompoundSelect[int, str, int, dt.date, dt.date, int]:
    """Return the query of reminders: enterprise, kind, subject, due, key, rank.

    `where` narrows a kind by columns of its own table alone, which an index holds as far as it can.
    """
    return union_all(
        *(
            _of_findings(rules, today, reach, where(one))
            if one is ReminderKind.FINDING
            else _of_kind(one, rules, today, reach, where(one))
            for one in kinds
        )
    )


def is_live(today: dt.date) -> ColumnElement[bool]:
    """Return the SQL of "nobody took it over or away, and its enterprise is here"."""
    table = CertificationRecord
    gone = select(EnterpriseRecord.id).where(
        EnterpriseRecord.status.in_([one.value for one in LEFT])
    )
    return and_(
        table.issued_on <= today,
        func.coalesce(table.withdrawn_on, _never) > today,
        func.coalesce(table.superseded_on, _never) > today,
        table.enterprise_id.not_in(gone),
    )


def _of_kind(
    kind: ReminderKind,
    rules: Sequence[ReminderRule],
    today: dt.date,
    reach: Reach,
    where: Sequence[ColumnElement[bool]],
) -> Select[int, str, int, dt.date, dt.date, int]:
    table, rule = CertificationRecord, rule_on(rules, kind, today)
    due = table.expires_key if kind is ReminderKind.EXPIRY else table.surveillance_key
    return (
        select(
            table.enterprise_id.label("enterprise_id"),
            literal(kind.value).label("kind"),
            table.id.label("subject_id"),
            due.label("due_on"),
            table.remind_key.label("remind_key"),
            _rank(kind, rule, due, today).label("rank"),
        )
        .outerjoin(ReminderNoteRecord, newest_note(kind, due))
        .where(is_live(today), *_days(kind, rule, due, today, reach), *where)
    )


def _of_findings(
    rules: Sequence[ReminderRule],
    today: dt.date,
    reach: Reach,
    where: Sequence[ColumnElement[bool]],
) -> Select[int, str, int, dt.date, dt.date, int]:
    """Return the findings that wait for an answer; one answered or waived is left alone."""
    kind, table, note = ReminderKind.FINDING, FindingRecord, ReminderNoteRecord
    rule, due = rule_on(rules, kind, today), table.due_on
    said = and_(
        note.kind == kind.value,
        note.subject_id == table.id,
        note.due_on == due,
        note.newest.is_(True),
    )
    return (
        select(
            table.enterprise_id.label("enterprise_id"),
            literal(kind.value).label("kind"),
            table.id.label("subject_id"),
            due.label("due_on"),
            due.label("remind_key"),
            _rank(kind, rule, due, today).label("rank"),
        )
        .outerjoin(note, said)
        .where(
            table.state == FindingState.OPEN.value,
            table.waived_until < today,
            table.rule_code.not_in(sorted(SAID_ALREADY)),
            *_days(kind, rule, due, today, reach),
            *where,
        )
    )


def newest_note(kind: ReminderKind, due: InstrumentedAttribute[dt.date]) -> ColumnElement[bool]:
    """Return the SQL that joins the last word on a certificate's reminder."""
    return and_(
        ReminderNoteRecord.kind == kind.value,
        ReminderNoteRecord.subject_id == CertificationRecord.id,
        ReminderNoteRecord.due_on == due,
        ReminderNoteRecord.newest.is_(True),
    )


def _days(
    kind: ReminderKind,
    rule: ReminderRule,
    due: InstrumentedAttribute[dt.date],
    today: dt.date,
    reach: Reach,
) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [due > UNKNOWN, due < NEVER]
    if reach.until is not None:
        where.append(due <= reach.until)
    else:
        where.append(_begun(kind, rule, due, today))
    if reach.from_on is not None:
        where.append(due >= reach.from_on)
    elif not reach.whole_past:
        where.append(due >= today - dt.timedelta(days=KEPT_DAYS))
    if kind is ReminderKind.SURVEILLANCE:
        # Once the certificate is over nobody comes to check it.
        where.append(CertificationRecord.expires_key >= today)
    return where


def _begun(
    kind: ReminderKind, rule: ReminderRule, due: InstrumentedAttribute[dt.date], today: dt.date
) -> ColumnElement[bool]:
    if kind is ReminderKind.EXPIRY:
        return CertificationRecord.remind_key <= today
    return due <= today + dt.timedelta(days=rule.lead_days)


def _rank(
    kind: ReminderKind, rule: ReminderRule, due: InstrumentedAttribute[dt.date], today: dt.date
) -> ColumnElement[int]:
    note, place = ReminderNoteRecord, {state: at for at, state in enumerate(PRESSING)}
    return case(
        (note.act == ReminderAct.SETTLED.value, place[ReminderState.SETTLED]),
        (due < today, place[ReminderState.OVERDUE]),
        (~_begun(kind, rule, due, today), place[ReminderState.COMING]),
        (due <= today + dt.timedelta(days=rule.always_days), place[ReminderState.URGENT]),
        (note.act == ReminderAct.CONTACTED.value, place[ReminderState.CONTACTED]),
        (note.until_on > today, place[ReminderState.SNOOZED]),
        (due <= today + dt.timedelta(days=rule.urgent_days), place[ReminderState.URGENT]),
        else_=place[ReminderState.DUE],
    )


def enterprise_matches(text: str) -> ColumnElement[bool]:
    """Return the SQL of "its enterprise is called so", by name, pinyin initials or code."""
    return CertificationRecord.enterprise_id.in_(ids_called(text))
