"""Signals of claims in the database: looked for again, kept with their answers."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from parkdesk.domain import signals
from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.claims import ClaimKind, ClaimState
from parkdesk.domain.programmes import Track
from parkdesk.domain.signals import (
    Signal,
    SignalAnswer,
    SignalFact,
    SignalKind,
    SignalLimits,
    SignalState,
)
from parkdesk.store import rosters
from parkdesk.store import signal_sources as sources
from parkdesk.store.person_pairs import known_new_forms, pairs_of
from parkdesk.store.subsidy_accounts import holders_of_account
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord, TraineeRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.tables.signals import SignalLimitRecord, SignalRecord, SignalRunRecord
from parkdesk.store.work import Work

_CHUNK = 500
_LOOK_AGAIN = 0
"""The version of no claim: another claim said something new about the same persons."""
_DAY = "day"
"""A date among the facts is {"day": "2026-01-31"}: text and numbers stand as they are."""
_WRITTEN = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
"""One for all: a look at everybody writes a hundred thousand of them."""


def limits_of(session: Session) -> SignalLimits:
    """Return where questions begin: the park's own values before those it came with."""
    found = {
        row.code.replace("-", "_"): row.value if row.own_value is None else row.own_value
        for row in session.scalars(select(SignalLimitRecord))
    }
    return SignalLimits(**found)


def limits_under(work: Work, claim: ClaimRecord) -> SignalLimits:
    """Return where questions about a claim begin: its programme's values before the park's."""
    programme = rosters.programme_of(work.get(ProgrammeRecord, claim.programme_id).content)
    own = {code.replace("-", "_"): one.value for code, one in programme.signal_limits.items()}
    known = {one.name for one in fields(SignalLimits)}
    limits = limits_of(work.session)
    return replace(limits, **{name: value for name, value in own.items() if name in known})


def look_through(work: Work, claim: ClaimRecord) -> None:
    """Look for signals in one claim that was handed in, and keep what was found.

    What changed may be news for other claims of the same persons: they are looked through next.
    """
    if not ClaimState(claim.state).binding:
        return
    found = {(one.kind, one.subject): one for one in _signals(work, claim)}
    _keep(work, claim, found)
    if _remember_run(work, claim):
        ids = _sharing_people(work.session, claim.id)
        runs = select(SignalRunRecord).where(SignalRunRecord.claim_id.in_(ids))
        for run in work.session.scalars(runs):
            run.claim_version = _LOOK_AGAIN


def claims_to_look_at(session: Session) -> list[int]:
    """Return the claims under way of which something changed since they were looked through."""
    states = [state.value for state in ClaimState if state.binding and state not in _CLOSED]
    run = SignalRunRecord
    changed = or_(
        run.id.is_(None),
        run.claim_version != ClaimRecord.version,
        run.enterprise_version != EnterpriseRecord.version,
        run.paper_id != sources.newest_paper(),
    )
    query = (
        select(ClaimRecord.id)
        .join(EnterpriseRecord, EnterpriseRecord.id == ClaimRecord.enterprise_id)
        .outerjoin(run, run.claim_id == ClaimRecord.id)
        .where(ClaimRecord.state.in_(states), changed)
        .order_by(ClaimRecord.id)
    )
    return list(session.scalars(query))


def close_signal(work: Work, signal: SignalRecord, answer: SignalAnswer, words: str) -> None:
    """Write an answer, and who gave it, on a signal."""
    work.reason = work.reason or words
    signal.state = SignalState.ANSWERED.value
    signal.answer = answer.value
    signal.words = words
    signal.answered_at = work.now
    signal.answered_by_id = work.actor.id
    signal.answered_by_name = work.actor.name


def forget_looks(work: Work) -> None:
    """Have every claim under way looked through again: where questions begin has changed."""
    work.delete_many(SignalRunRecord, SignalRunRecord.id.is_not(None))


def facts_text(facts: Mapping[str, SignalFact]) -> str:
    """Return facts as JSON; `facts_of` reads them back."""
    plain = {
        name: {_DAY: value.isoformat()} if isinstance(value, dt.date) else value
        for name, value in facts.items()
    }
    return _WRITTEN(plain)


def facts_of(text: str) -> dict[str, SignalFact]:
    """Return the facts that `facts_text` wrote."""
    return {
        name: dt.date.fromisoformat(value[_DAY]) if isinstance(value, dict) else value
        for name, value in json.loads(text).items()
    }


_CLOSED = frozenset({ClaimState.ARCHIVED})
"""What is over for good, of the claims that hold."""


def _signals(work: Work, claim: ClaimRecord) -> Iterator[Signal]:
    limits = limits_under(work, claim)
    if ClaimKind(claim.track).track is not None:
        yield from signals.gathered(_of_roster(work, claim, limits))
        yield from _of_pairs(work, claim)
        yield from _of_staff(work, claim, limits)
    else:
        yield from _of_invoices(work, claim)
    yield from _of_young_firm(work, claim, limits)
    yield from _of_papers(work, claim)
    yield from _of_account(work, claim)


def _of_roster(work: Work, claim: ClaimRecord, limits: SignalLimits) -> Iterator[Signal]:
    rows = sources.attendances(work.session, claim.id)
    here = [one for one, _first in rows]
    elsewhere = sources.attendances_of(work.session, (one.person for one in here), claim.id)
    bearers = sources.bearers_of(work.session, (one.diploma_number for one in here), claim.id)
    programme = work.get(ProgrammeRecord, claim.programme_id)
    yield from _traced(work.session, claim)
    yield from signals.overlapping_classes(here, elsewhere)
    yield from signals.reused_diplomas(here, bearers)
    yield from signals.numbers_in_a_row(here, limits.run_length)
    if claim.track == Track.ENTERPRISE.value:
        yield from signals.contracts_elsewhere(here, elsewhere)
    if rosters.programme_of(programme.content).contract_months is None:
        yield from signals.short_contracts(rows, limits.contract_months)


def _traced(session: Session, claim: ClaimRecord) -> Iterator[Signal]:
    """Yield what the rows' own reasoning asked when the claim was handed in."""
    for position, person, name, codes in sources.traces(session, claim.id):
        for kind in dict.fromkeys(signals.TRACED[code] for code in codes if code in signals.TRACED):
            yield Signal(kind, str(person), {"name": name}, position)


def _of_pairs(work: Work, claim: ClaimRecord) -> Iterator[Signal]:
    here = {one.person: one for one, _first in sources.attendances(work.session, claim.id)}
    pairs = [pair for pair in pairs_of(work, here) if pair.answer is None]
    names = _names(work.session, {id_ for pair in pairs for id_ in (pair.first, pair.second)})
    for pair in pairs:
        one = here.get(pair.first) or here[pair.second]
        other = pair.second if one.person == pair.first else pair.first
        facts: dict[str, SignalFact] = {
            "name": one.name,
            "other_name": names[other],
            "pair": pair.stored,
            "resemblance": pair.resemblance.value,
        }
        yield Signal(SignalKind.LIKELY_SAME, str(pair.stored), facts, one.position)
    for position, name, person in known_new_forms(work, claim.id):
        yield Signal(SignalKind.OLD_NUMBER, str(person), {"name": name}, position)


def _of_staff(work: Work, claim: ClaimRecord, limits: SignalLimits) -> Iterator[Signal]:
    if claim.track != Track.ENTERPRISE.value:
        return
    enterprise = work.get(EnterpriseRecord, claim.enterprise_id)
    year = work.get(ProgrammeRecord, claim.programme_id).year
    heads = sources.people_of_year(work.session, claim.enterprise_id, year)
    asked = signals.heads_above_staff(heads, enterprise.headcount, year, limits.heads_permille)
    if asked is not None:
        yield asked


def _of_young_firm(work: Work, claim: ClaimRecord, limits: SignalLimits) -> Iterator[Signal]:
    if not sources.is_first_claim(work.session, claim):
        return
    founded = work.get(EnterpriseRecord, claim.enterprise_id).founded_on
    submitted = day_in_china(claim.submitted_at or work.now)
    roster = ClaimKind(claim.track).track is not None
    size = {"heads": claim.heads} if roster else {"amount_cents": claim.requested_cents}
    asked = signals.young_firm(founded, submitted, limits, **size)
    if asked is not None:
        yield asked


def _of_papers(work: Work, claim: ClaimRecord) -> Iterator[Signal]:
    for sha256, name, number, position in sources.scans_elsewhere(work.session, claim.id):
        facts: dict[str, SignalFact] = {"file": name, "number": number}
        yield Signal(SignalKind.SCAN_REUSED, f"{sha256}:{number}", facts, position)


def _of_invoices(work: Work, claim: ClaimRecord) -> Iterator[Signal]:
    for invoice, position, number, enterprise in sources.invoices_elsewhere(work.session, claim.id):
        facts: dict[str, SignalFact] = {
            "invoice": invoice,
            "number": number,
            "enterprise": enterprise,
        }
        yield Signal(SignalKind.INVOICE_REUSED, f"{invoice}:{number}", facts, position)


def _of_account(work: Work, claim: ClaimRecord) -> Iterator[Signal]:
    enterprise = work.get(EnterpriseRecord, claim.enterprise_id)
    for holder in holders_of_account(work, enterprise.bank_account, enterprise.id):
        yield Signal(SignalKind.ACCOUNT_SHARED, holder, {"enterprise": holder})


def _names(session: Session, persons: Iterable[int]) -> dict[int, str]:
    ordered, found = sorted(persons), {}
    for start in range(0, len(ordered), _CHUNK):
        query = select(TraineeRecord.id, TraineeRecord.name)
        chunk = TraineeRecord.id.in_(ordered[start : start + _CHUNK])
        found.update({row.id: row.name for row in session.execute(query.where(chunk))})
    return found


def _keep(work: Work, claim: ClaimRecord, found: Mapping[tuple[SignalKind, str], Signal]) -> None:
    stored = {
        (SignalKind(row.kind), row.subject): row
        for row in work.session.scalars(
            select(SignalRecord).where(SignalRecord.claim_id == claim.id)
        )
    }
    for key, row in stored.items():
        _follow(row, found.get(key))
    work.insert_many(
        SignalRecord,
        [
            {
                "claim_id": claim.id,
                "kind": one.kind.value,
                "subject": one.subject,
                "position": one.position,
                "facts": facts_text(one.facts),
                "state": SignalState.OPEN.value,
                "found_at": work.now,
            }
            for key, one in found.items()
            if key not in stored
        ],
    )


def _follow(row: SignalRecord, now: Signal | None) -> None:
    """Bring a stored question to what is so now; an answer is never touched."""
    if now is None:
        if row.state == SignalState.OPEN.value:
            row.state = SignalState.GONE.value
        return
    if row.state == SignalState.GONE.value:
        row.state = SignalState.OPEN.value
    text = facts_text(now.facts)
    if row.state == SignalState.OPEN.value and (row.facts, row.position) != (text, now.position):
        row.facts, row.position = text, now.position


def _remember_run(work: Work, claim: ClaimRecord) -> bool:
    """Keep what the claim was when it was looked through; return whether it had changed itself."""
    work.session.flush()  # the version that this look belongs to
    seen = {
        "claim_version": claim.version,
        "enterprise_version": work.get(EnterpriseRecord, claim.enterprise_id).version,
        "paper_id": work.session.scalar(
            select(sources.newest_paper()).where(ClaimRecord.id == claim.id)
        ),
    }
    run = work.session.scalar(select(SignalRunRecord).where(SignalRunRecord.claim_id == claim.id))
    if run is None:
        work.add(SignalRunRecord(claim_id=claim.id, run_at=work.now, **seen))
        return True
    changed = run.claim_version not in {_LOOK_AGAIN, claim.version}
    for name, value in seen.items():
        setattr(run, name, value)
    run.run_at = work.now
    return changed


def _sharing_people(session: Session, claim_id: int) -> list[int]:
    person, other = ClaimPersonRecord, aliased(ClaimPersonRecord)
    query = (
        select(other.claim_id)
        .distinct()
        .join(person, person.trainee_id == other.trainee_id)
        .where(person.claim_id == claim_id, other.claim_id != claim_id)
    )
    return sorted(session.scalars(query))
