"""The worklist of signals (疑点): found, taken by somebody, answered; and where questions begin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.claims import ClaimAction, ClaimState, require_another_person
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.signals import (
    SignalAnswer,
    SignalFact,
    SignalKind,
    SignalState,
    check_answer,
    require_open,
)
from parkdesk.store.claim_hands import handled_by
from parkdesk.store.closing_rows import open_signal
from parkdesk.store.lists import fetch_window
from parkdesk.store.signals import (
    claims_to_look_at,
    close_signal,
    facts_of,
    forget_looks,
    look_through,
)
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.identity import AccountRecord, RolePermissionRecord
from parkdesk.store.tables.signals import SignalLimitRecord, SignalRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class SignalFilter:
    """What the worklist shows; None and empty mean all."""

    text: str = ""
    state: SignalState | None = None
    kind: SignalKind | None = None
    claim_id: int | None = None
    mine: bool = False
    """Only what the person who asks has taken."""
    open_for: Quarter | None = None
    """Open, of claims handed in by the end of this quarter: what its closing asks about."""


@dataclass(frozen=True, slots=True)
class SignalRow:
    """One question with its claim and what became of it."""

    id: int
    version: int
    claim_id: int
    number: str
    enterprise: str
    claim_state: ClaimState
    kind: SignalKind
    position: int
    facts: Mapping[str, SignalFact]
    state: SignalState
    found_at: dt.datetime
    owner_id: int | None
    owner: str
    answer: SignalAnswer | None
    words: str
    answered_at: dt.datetime | None
    answered_by: str


@dataclass(frozen=True, slots=True)
class SignalLimitRow:
    """Where a question begins, with the park's own value before the one it came with."""

    id: int
    version: int
    code: str
    value: int
    own_value: int | None
    source: str
    certainty: str


SORTS = {"found": SignalRecord.found_at, "kind": SignalRecord.kind, "claim": SignalRecord.claim_id}
"""What the worklist can be ordered by; each is NOT NULL and indexed with the id."""


@query(Permission.CLAIM_READ)
def list_signals(
    work: Work, criteria: SignalFilter, sort: Sort, offset: int, limit: int
) -> Window[SignalRow]:
    """Return the signals in view of the worklist."""
    return fetch_window(
        work.session,
        SignalRecord.id,
        _where(work, criteria),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work, ids),
    )


@query(Permission.CLAIM_READ)
def signal_detail(work: Work, signal_id: int) -> SignalRow:
    """Return one signal."""
    work.get(SignalRecord, signal_id)
    return _rows(work, [signal_id])[signal_id]


@query(Permission.CLAIM_READ)
def signals_of_claim(work: Work, claim_id: int) -> tuple[SignalRow, ...]:
    """Return every signal of one claim: open ones first, then answered, then gone."""
    ids = work.session.scalars(
        select(SignalRecord.id).where(SignalRecord.claim_id == claim_id).order_by(SignalRecord.id)
    ).all()
    rows = _rows(work, ids)
    places = {state: place for place, state in enumerate(SignalState)}
    return tuple(sorted((rows[id_] for id_ in ids), key=lambda row: (places[row.state], row.id)))


@query(Permission.CLAIM_READ)
def count_open_signals(work: Work) -> int:
    """Return how many signals wait for an answer."""
    counted = select(func.count()).select_from(SignalRecord)
    return work.session.scalar(counted.where(SignalRecord.state == SignalState.OPEN.value)) or 0


@command(Permission.CLAIM_APPROVE)
def refresh_signals(work: Work) -> int:
    """Look through the claims under way that changed since the last look; return how many."""
    ids = claims_to_look_at(work.session)
    for done, id_ in enumerate(ids, start=1):
        look_through(work, work.get(ClaimRecord, id_))
        work.progress.step(done, len(ids))
    return len(ids)


@command(Permission.CLAIM_APPROVE)
def assign_signals(work: Work, versions: Mapping[int, int], owner_id: int | None) -> int:
    """Give open signals (id → version) to somebody who may answer them; None takes them back.

    Returns how many changed hands; those that are answered or gone stay as they are.
    """
    name = "" if owner_id is None else _owner_name(work, owner_id)
    changed = 0
    for id_, version in versions.items():
        signal = work.get(SignalRecord, id_, version=version)
        if signal.state == SignalState.OPEN.value and signal.owner_id != owner_id:
            signal.owner_id, signal.owner_name = owner_id, name
            changed += 1
    return changed


@query(Permission.CLAIM_READ)
def signal_owners(work: Work) -> tuple[tuple[int, str], ...]:
    """Return the people who may be given a signal: active accounts that may decide claims."""
    accounts = work.session.execute(_deciders().order_by(AccountRecord.id))
    return tuple((row.id, row.name) for row in accounts)


@command(Permission.CLAIM_APPROVE)
def answer_signal(
    work: Work, signal_id: int, version: int, answer: SignalAnswer | None, words: str
) -> int:
    """Store what was found out; nobody answers for a claim that they handed in or edited.

    A pair of persons is answered by `answer_pair`, which answers its signals in every claim.
    """
    signal = work.get(SignalRecord, signal_id, version=version)
    require_open(SignalState(signal.state))
    if signal.kind == SignalKind.LIKELY_SAME.value:
        raise InvalidInput({"answer": "signal-asks-about-pair"})
    checked = check_answer(answer, words)
    claim = work.get(ClaimRecord, signal.claim_id)
    handled = handled_by(work.session, claim)
    require_another_person(ClaimAction.PRECHECK, work.actor.id, handled)
    close_signal(work, signal, SignalAnswer(answer), checked)  # type: ignore[arg-type]
    work.session.flush()  # the caller wants the new version
    return signal.version


@command(Permission.CLAIM_APPROVE)
def reopen_signal(work: Work, signal_id: int, version: int, reason: str) -> int:
    """Take an answer back, with the reason; the old one stays in the trail."""
    signal = work.get(SignalRecord, signal_id, version=version)
    if signal.state != SignalState.ANSWERED.value:
        require_open(SignalState(signal.state))
        return signal.version
    if signal.kind == SignalKind.LIKELY_SAME.value:
        raise InvalidInput({"answer": "signal-asks-about-pair"})
    work.reason = check_answer(SignalAnswer.EXPLAINED, reason)
    signal.state = SignalState.OPEN.value
    signal.answer = signal.words = signal.answered_by_name = ""
    signal.answered_at = signal.answered_by_id = None
    work.session.flush()  # the caller wants the new version
    return signal.version


@query(Permission.CLAIM_READ)
def signal_limits(work: Work) -> tuple[SignalLimitRow, ...]:
    """Return where questions begin."""
    rows = work.session.scalars(select(SignalLimitRecord).order_by(SignalLimitRecord.id))
    return tuple(
        SignalLimitRow(
            row.id, row.version, row.code, row.value, row.own_value, row.source, row.certainty
        )
        for row in rows
    )


@command(Permission.PARK_EDIT)
def set_signal_limits(work: Work, changes: Mapping[int, tuple[int, int | None]]) -> int:
    """Set the park's own values (id → version and value); None goes back to what it came with.

    Returns how many changed. The next look at each claim asks by them.
    """
    records = {
        id_: work.get(SignalLimitRecord, id_, version=version)
        for id_, (version, _value) in changes.items()
    }
    wrong = {
        records[id_].code: "limit-not-positive"
        for id_, (_version, value) in changes.items()
        if value is not None and value < 1
    }
    if wrong:
        raise InvalidInput(wrong)
    for id_, (_version, value) in changes.items():
        records[id_].own_value = value
    forget_looks(work)
    return len(changes)


def _where(work: Work, criteria: SignalFilter) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if criteria.state is not None:
        where.append(SignalRecord.state == criteria.state.value)
    if criteria.kind is not None:
        where.append(SignalRecord.kind == criteria.kind.value)
    if criteria.claim_id is not None:
        where.append(SignalRecord.claim_id == criteria.claim_id)
    if criteria.mine:
        where.append(SignalRecord.owner_id == work.actor.id)
    if criteria.open_for is not None:
        where.append(open_signal(criteria.open_for))
    text = criteria.text.strip()
    if text:
        where.append(SignalRecord.claim_id.in_(_claims_named(text)))
    return where


def _claims_named(text: str) -> Select[int]:
    return (
        select(ClaimRecord.id)
        .join(EnterpriseRecord, EnterpriseRecord.id == ClaimRecord.enterprise_id)
        .where(
            or_(
                ClaimRecord.number.contains(text.upper(), autoescape=True),
                EnterpriseRecord.name.contains(text, autoescape=True),
                EnterpriseRecord.initials.startswith(text.lower(), autoescape=True),
            )
        )
    )


def _rows(work: Work, ids: Sequence[int]) -> dict[int, SignalRow]:
    found = work.session.execute(
        select(SignalRecord, ClaimRecord.number, ClaimRecord.state, EnterpriseRecord.name)
        .join(ClaimRecord, ClaimRecord.id == SignalRecord.claim_id)
        .join(EnterpriseRecord, EnterpriseRecord.id == ClaimRecord.enterprise_id)
        .where(SignalRecord.id.in_(ids))
    )
    return {
        signal.id: _row(signal, number, ClaimState(state), enterprise)
        for signal, number, state, enterprise in found
    }


def _row(signal: SignalRecord, number: str, state: ClaimState, enterprise: str) -> SignalRow:
    return SignalRow(
        id=signal.id,
        version=signal.version,
        claim_id=signal.claim_id,
        number=number,
        enterprise=enterprise,
        claim_state=state,
        kind=SignalKind(signal.kind),
        position=signal.position,
        facts=facts_of(signal.facts),
        state=SignalState(signal.state),
        found_at=signal.found_at,
        owner_id=signal.owner_id,
        owner=signal.owner_name,
        answer=SignalAnswer(signal.answer) if signal.answer else None,
        words=signal.words,
        answered_at=signal.answered_at,
        answered_by=signal.answered_by_name,
    )


def _deciders() -> Select[int, str]:
    deciding = select(RolePermissionRecord.role_code).where(
        RolePermissionRecord.permission == Permission.CLAIM_APPROVE.value
    )
    return select(AccountRecord.id, AccountRecord.name).where(
        AccountRecord.active.is_(True), AccountRecord.role_code.in_(deciding)
    )


def _owner_name(work: Work, owner_id: int) -> str:
    row = work.session.execute(_deciders().where(AccountRecord.id == owner_id)).first()
    if row is None:
        raise InvalidInput({"owner_id": "signal-owner-may-not-answer"})
    return str(row.name)
