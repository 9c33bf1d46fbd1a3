"""Findings kept in step with the registers: only what a change or a day touches is looked at.

The trail says which enterprises changed since the last look; `finding_day` says of which the day
alone has come. Where the rules themselves moved, or a bulk write does not say whom it touched,
every enterprise is looked at anew, which gives the same.

Whoever is to be looked at waits in `finding_day` with a day that is over, so a look can be done in
parts: each takes the next of them and commits, on whatever desk and after whatever stopped it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import Date, delete, func, insert, literal, or_, select, update
from sqlalchemy.orm import Session

from parkdesk.domain.compliance_checks import evaluate
from parkdesk.domain.compliance_facts import ParkFacts
from parkdesk.domain.compliance_rules import ParameterName, RuleBook, RuleCode
from parkdesk.domain.findings import NEVER as NOT_ENDED
from parkdesk.domain.findings import (
    NO_WAIVER,
    REPLACED,
    Ending,
    FindingAct,
    FindingFact,
    FindingState,
    Followed,
    Found,
    Looked,
    Outcome,
    Stored,
    follow,
    known_by_before,
)
from parkdesk.domain.severity import Level
from parkdesk.store.compliance_facts import enterprise_facts
from parkdesk.store.compliance_park import park_digest, park_facts
from parkdesk.store.compliance_rules import rule_book
from parkdesk.store.findings_touched import touched_since
from parkdesk.store.signals import facts_text
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.findings import (
    FindingDayRecord,
    FindingRecord,
    FindingRunRecord,
    FindingStepRecord,
)
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.store.work import Work

PART = 250
"""So many enterprises are looked at in one part: others wait for a fifth of a second to save."""
_CHUNK = 500
_SAVED, _EVERY = dt.date(1, 1, 1), dt.date(1, 1, 2)
"""How those wait in `finding_day` whom a save touched, and everybody; the first come first."""
_Earlier: TypeAlias = Mapping[tuple[int, str, str], Any]
_STANDS = FindingRecord.state != FindingState.ENDED.value
"""By its state, which lies in the index of enterprises: asked by the day on which it ended, an
embedded database walks through all that stand."""
_RANKS = {level: rank for rank, level in enumerate(Level)}


def look_again(work: Work) -> Looked:
    """Bring every finding to what is so now, in this one unit of work; return what changed."""
    looked = look_at_part(work)
    while looked.left:
        looked = look_at_part(work).after(looked)
        work.progress.step(looked.done, looked.done + looked.left)
    return looked


def look_at_part(work: Work) -> Looked:
    """Bring the findings of the next enterprises to what is so now, and say how many are left."""
    session, today = work.session, work.today
    run = session.scalar(select(FindingRunRecord).with_for_update())
    last = session.scalar(select(func.max(TrailRecord.id))) or 0
    waiting = _waiting(session, today)
    if run is not None and (run.trail_id, run.day) == (last, today) and not waiting:
        return Looked()
    book, park = rule_book(session), park_facts(session, today)
    digest = park_digest(park, book)
    if _let_wait(session, run, last, digest, today):
        waiting = _waiting(session, today)
    looked = _look_at(work, _next(session, today), park, book)
    _keep_run(work, run, {"trail_id": last, "day": today, "digest": digest, "at": work.now})
    return replace(looked, left=waiting - looked.enterprises)


def _keep_run(work: Work, run: FindingRunRecord | None, seen: Mapping[str, object]) -> None:
    # Derived, as the days of contracts are: no entry of the trail tells of it.
    connection = work.session.connection()
    if run is None:
        connection.execute(insert(FindingRunRecord).values(id=1, **seen))
    else:
        connection.execute(update(FindingRunRecord).values(**seen))
        work.session.expire(run)


def outcomes(
    session: Session, ids: Sequence[int], park: ParkFacts, book: RuleBook
) -> dict[int, Outcome]:
    """Return what the rules say of these enterprises, from nothing."""
    return {
        facts.id: evaluate(facts, park, book)
        for facts in enterprise_facts(session, ids, park, book)
    }


def _waiting(session: Session, today: dt.date) -> int:
    record = FindingDayRecord
    return session.scalar(select(func.count(record.id)).where(record.next_on <= today)) or 0


def _next(session: Session, today: dt.date) -> Sequence[int]:
    record = FindingDayRecord
    return session.scalars(
        select(record.enterprise_id)
        .where(record.next_on <= today)
        .order_by(record.next_on, record.id)
        .limit(PART)
    ).all()


def _let_wait(
    session: Session, run: FindingRunRecord | None, last: int, digest: str, today: dt.date
) -> bool:
    """Let those wait whom anything touched since the last look; return whether there are any."""
    if run is None or run.digest != digest or today < run.day or last < run.trail_id:
        touched = None
    else:
        touched = touched_since(session, run.trail_id, last)
    if touched is None:
        _let_all_wait(session)
    else:
        _let_these_wait(session, touched)
    return touched is None or bool(touched)


def _let_all_wait(session: Session) -> None:
    record, connection = FindingDayRecord, session.connection()
    connection.execute(delete(record))
    every = select(EnterpriseRecord.id, literal(_EVERY, Date)).order_by(EnterpriseRecord.id)
    connection.execute(insert(record).from_select(["enterprise_id", "next_on"], every))


def _let_these_wait(session: Session, ids: Collection[int]) -> None:
    """Put whom a save touched before those who wait already; who is gone waits for nothing."""
    record, connection = FindingDayRecord, session.connection()
    for start in range(0, len(ids), _CHUNK):
        chunk = sorted(ids)[start : start + _CHUNK]
        connection.execute(delete(record).where(record.enterprise_id.in_(chunk)))
        these = select(EnterpriseRecord.id, literal(_SAVED, Date)).where(
            EnterpriseRecord.id.in_(chunk)
        )
        connection.execute(insert(record).from_select(["enterprise_id", "next_on"], these))


def _look_at(work: Work, ids: Sequence[int], park: ParkFacts, book: RuleBook) -> Looked:
    if not ids:
        return Looked()
    found = outcomes(work.session, ids, park, book)
    stored = _stored(work.session, ids)
    asked = [code for code, rule in book.rules.items() if rule.holds_on(park.day)]
    nothing = Outcome((), {}, NOT_ENDED)
    followed = {
        id_: follow(stored[id_], found.get(id_, nothing), asked)
        for id_ in ids
        if id_ in found or stored[id_]
    }
    # What ended gives its key free before another takes it.
    ended = sum(_end(work, one) for one in followed.values())
    changed = sum(_keep_same(work, one, book) for one in followed.values())
    work.session.flush()
    _hold_keys(work.session, ids)
    new = _write_new(work, followed, book)
    _keep_days(work.session, ids, found)
    return Looked(len(ids), new, changed, ended)


def _hold_keys(session: Session, ids: Sequence[int]) -> None:
    """Let what stands hold its unique key again: a merge of two records frees it."""
    record = FindingRecord
    session.connection().execute(
        update(record.__table__)  # type: ignore[arg-type]
        .where(
            record.enterprise_id.in_(ids),
            _STANDS,
            or_(record.standing_for.is_(None), record.standing_for != record.enterprise_id),
        )
        .values(standing_for=record.enterprise_id)
    )


def _stored(session: Session, ids: Sequence[int]) -> defaultdict[int, list[Stored]]:
    record = FindingRecord
    rows = session.execute(
        select(
            record.enterprise_id,
            record.id,
            record.rule_code,
            record.subject,
            record.facts,
            record.rank,
            record.since_on,
        ).where(record.enterprise_id.in_(ids), _STANDS)
    )
    found: defaultdict[int, list[Stored]] = defaultdict(list)
    for enterprise, id_, rule, subject, facts, rank, since in rows:
        found[enterprise].append(Stored(id_, RuleCode(rule), subject, facts, rank, since))
    return found


def _write_new(work: Work, followed: Mapping[int, Followed], book: RuleBook) -> int:
    ids = [id_ for id_, one in followed.items() if one.new]
    if not ids:
        return 0
    record = EnterpriseRecord
    sort_keys = dict(
        work.session.execute(select(record.id, record.sort_key).where(record.id.in_(ids))).all()
    )
    earlier, today = _earlier(work.session, ids), work.today
    rules = {one.rule for id_ in ids for one in followed[id_].new}
    usual = {rule: _usual(book, rule, today) for rule in rules}
    rows = [
        _row(usual[one.rule], id_, sort_keys[id_], one) | _since(earlier, id_, one, today)
        for id_ in ids
        for one in followed[id_].new
    ]
    work.insert_many(FindingRecord, rows)
    if any(row["owner_id"] is not None for row in rows):
        _tell_owners(work, ids)
    return len(rows)


def _tell_owners(work: Work, ids: Sequence[int]) -> None:
    """Write the step that gave each part its owner: a quarter tells who it was from the steps."""
    record, step = FindingRecord, FindingStepRecord
    given = select(step.id).where(step.finding_id == record.id).exists()
    found = work.session.execute(
        select(record.id, record.owner_name).where(
            record.enterprise_id.in_(ids),
            record.found_on == work.today,
            record.owner_id.is_not(None),
            ~given,
        )
    ).all()
    act = FindingAct.ASSIGNED.value
    for id_, name in found:
        work.session.add(
            step(finding_id=id_, at=work.now, actor_name=work.actor.name, act=act, words=name)
        )


def _earlier(session: Session, ids: Sequence[int]) -> _Earlier:
    """Return the last finding with each key that has ended, as far as the next one needs it."""
    record = FindingRecord
    rows = session.execute(
        select(
            record.enterprise_id,
            record.rule_code,
            record.subject,
            record.id,
            record.waived_until,
            record.ending,
            record.ended_on,
            record.due_on,
            record.due_set,
            record.owner_id,
            record.owner_name,
        )
        .where(record.enterprise_id.in_(ids), record.ended_key != NOT_ENDED)
        .order_by(record.id)
    )
    return {(one.enterprise_id, one.rule_code, one.subject): one for one in rows}


def _since(earlier: _Earlier, id_: int, one: Found, today: dt.date) -> dict[str, object]:
    """Return what a new finding has of the one before it: leave holds on to its last day.

    Where one of several objects became one of each, who looks after it and its day stay too.
    """
    if not earlier:
        return {}
    before = earlier.get((id_, one.rule, one.subject))
    whole = earlier.get((id_, one.rule, known_by_before(one.rule, one.subject) or ""))
    is_part = whole is not None and (whole.ending, whole.ended_on) == (_REPLACED, today)
    before = before or (whole if is_part else None)
    if before is None:
        return {}
    leave = before.waived_until if before.waived_until >= today else NO_WAIVER
    follows: dict[str, object] = {"follows_id": before.id, "waived_until": leave}
    if not is_part:
        return follows
    names = ("due_on", "due_set", "owner_id", "owner_name")
    return follows | {name: getattr(before, name) for name in names}


def _usual(book: RuleBook, rule: RuleCode, today: dt.date) -> dict[str, object]:
    """Return what every new finding of a rule has alike."""
    days = book.figure(rule, ParameterName.ANSWER_DAYS, today)
    return {
        "rule_code": rule.value,
        "rank": _RANKS[book.rules[rule].level],
        "found_on": today,
        "due_on": today + dt.timedelta(days=days),
        "state": FindingState.OPEN.value,
        "due_set": False,
        "owner_id": None,
        "owner_name": "",
        "waived_until": NO_WAIVER,
        "ended_key": NOT_ENDED,
        "follows_id": None,
    }


def _row(
    usual: Mapping[str, object], enterprise_id: int, sort_key: str, one: Found
) -> dict[str, object]:
    return {
        **usual,
        "enterprise_id": enterprise_id,
        "enterprise_sort_key": sort_key,
        "subject": one.subject,
        "page": one.page,
        "record_id": one.record_id,
        "facts": _text(tuple(one.facts.items())),
        "since_on": one.since_on,
        "standing_for": enterprise_id,
    }


@lru_cache(4096)
def _text(facts: tuple[tuple[str, FindingFact], ...]) -> str:
    """Return facts as JSON: a paper that nobody has is said alike of every enterprise."""
    return facts_text(dict(facts))


def _keep_same(work: Work, followed: Followed, book: RuleBook) -> int:
    """Write what the sentences say now; answers, owners and days stay as they are."""
    changed = 0
    for stored, found in followed.same:
        text, rank = facts_text(found.facts), _RANKS[book.rules[found.rule].level]
        now = (text, rank, found.since_on)
        if now != (stored.facts, stored.rank, stored.since_on):
            record = work.get(FindingRecord, stored.id)
            record.facts, record.rank, record.since_on = now
            record.page, record.record_id = found.page, found.record_id
            changed += 1
    return changed


def _end(work: Work, followed: Followed) -> int:
    for stored, ending in followed.ended:
        record = work.get(FindingRecord, stored.id)
        record.state = FindingState.ENDED.value
        record.ended_on = record.ended_key = work.today
        record.ending = ending_text(ending)
        record.standing_for = None
    return len(followed.ended)


def ending_text(ending: Ending) -> str:
    """Return an ending as JSON: the code of its sentence among its facts."""
    return facts_text({"": ending.code, **ending.facts})


_REPLACED = ending_text(REPLACED)


def _keep_days(session: Session, ids: Sequence[int], found: Mapping[int, Outcome]) -> None:
    """Write when each is to be looked at by itself; derived, so without the trail."""
    connection = session.connection()
    connection.execute(delete(FindingDayRecord).where(FindingDayRecord.enterprise_id.in_(ids)))
    rows = list(_days(found))
    if rows:
        connection.execute(insert(FindingDayRecord), rows)


def _days(found: Mapping[int, Outcome]) -> Iterator[dict[str, object]]:
    for id_, outcome in found.items():
        yield {"enterprise_id": id_, "next_on": outcome.next_on}
