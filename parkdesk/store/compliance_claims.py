"""Claims of enterprises as the rules of compliance look at them: numbers of persons, no names."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import TypeAlias

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.claims import GRANTED, PAID_OUT, ClaimKind, ClaimState
from parkdesk.domain.compliance_facts import ClaimFacts
from parkdesk.domain.eligibility_rules import Verdict
from parkdesk.domain.programmes import Track
from parkdesk.domain.signals import SignalAnswer, SignalKind, SignalState
from parkdesk.domain.verifications import CheckOutcome
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.tables.clawbacks import ClawbackRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.tables.sampling import VerificationRowRecord
from parkdesk.store.tables.signals import SignalRecord

_OPEN = (ClaimState.SUBMITTED, ClaimState.PRECHECKED, ClaimState.RETURNED)
_LOOKED_AT = sorted({*_OPEN, *GRANTED, ClaimState.REJECTED, ClaimState.WITHDRAWN})
_REFUSED = (Verdict.FAIL.value, Verdict.DUPLICATE.value)
_PERSONS = sorted(one.value for one in ClaimKind if one.track is not None)
_WITHDRAWN = "withdrawn"
_Counted: TypeAlias = Select[int, int, dt.datetime | None]


def claims_of(session: Session, ids: Sequence[int]) -> defaultdict[int, list[ClaimFacts]]:
    """Return every claim that was handed in, by its enterprise."""
    record = ClaimRecord
    rows = session.execute(
        select(record, ProgrammeRecord.code)
        .join(ProgrammeRecord, ProgrammeRecord.id == record.programme_id)
        .where(record.enterprise_id.in_(ids), record.state.in_(_LOOKED_AT))
        .order_by(record.id)
    ).all()
    asked_back = _asked_back(session, ids)
    refused = _numbers(session, _refused(ids))
    early = _numbers(session, _left_early(ids))
    wrong = _numbers(session, _wrong(ids))
    checked = _numbers(session, _checked(ids))
    found: defaultdict[int, list[ClaimFacts]] = defaultdict(list)
    for claim, programme in rows:
        state, is_settled = ClaimState(claim.state), claim.id in asked_back
        left, left_at = (0, None) if is_settled else early.get(claim.id, (0, None))
        bad, bad_at = (0, None) if is_settled else wrong.get(claim.id, (0, None))
        found[claim.enterprise_id].append(
            ClaimFacts(
                claim.id,
                claim.number,
                programme,
                claim.track == ClaimKind.PLATFORM,
                state in _OPEN,
                state in GRANTED,
                claim.paid_on,
                _day(claim.submitted_at),
                refused.get(claim.id, (0, None))[0],
                left,
                _day(left_at),
                bad,
                _day(bad_at),
                _day(checked.get(claim.id, (0, None))[1]),
            )
        )
    return found


def supported_of(
    session: Session, ids: Sequence[int]
) -> defaultdict[int, list[tuple[dt.date, int]]]:
    """Return how many persons paid claims of employers support, by the last day of the contract."""
    person, claim = ClaimPersonRecord, ClaimRecord
    amount = func.coalesce(person.paid_cents, person.approved_cents, person.requested_cents)
    rows = session.execute(
        select(claim.enterprise_id, person.contract_last_on, func.count())
        .join(claim, claim.id == person.claim_id)
        .where(
            claim.enterprise_id.in_(ids),
            claim.track == Track.ENTERPRISE.value,
            claim.state.in_(sorted(PAID_OUT)),
            person.contract_last_on.is_not(None),
            amount > 0,
        )
        .group_by(claim.enterprise_id, person.contract_last_on)
        .order_by(claim.enterprise_id, person.contract_last_on)
    )
    found: defaultdict[int, list[tuple[dt.date, int]]] = defaultdict(list)
    for id_, last_on, heads in rows:
        assert last_on is not None
        found[id_].append((last_on, heads))
    return found


def with_persons(session: Session, ids: Sequence[int]) -> frozenset[int]:
    """Return the enterprises that handed in claims with persons' data."""
    record = ClaimRecord
    return frozenset(
        session.scalars(
            select(record.enterprise_id)
            .where(
                record.enterprise_id.in_(ids),
                record.track.in_(_PERSONS),
                record.state.in_(_LOOKED_AT),
            )
            .distinct()
        )
    )


def _asked_back(session: Session, ids: Sequence[int]) -> frozenset[int]:
    record = ClawbackRecord
    return frozenset(
        session.scalars(
            select(record.claim_id).where(record.enterprise_id.in_(ids), record.state != _WITHDRAWN)
        )
    )


def _numbers(session: Session, query: _Counted) -> dict[int, tuple[int, dt.datetime | None]]:
    """Return, by claim, how many and since when."""
    return {claim: (int(count), at) for claim, count, at in session.execute(query)}


def _own(ids: Sequence[int]) -> Select[int]:
    record = ClaimRecord
    return select(record.id).where(record.enterprise_id.in_(ids), record.state.in_(_LOOKED_AT))


def _refused(ids: Sequence[int]) -> _Counted:
    person, claim = ClaimPersonRecord, ClaimRecord
    return (
        select(person.claim_id, func.count(), func.min(claim.submitted_at))
        .join(claim, claim.id == person.claim_id)
        .where(claim.enterprise_id.in_(ids), claim.state.in_(_OPEN), person.verdict.in_(_REFUSED))
        .group_by(person.claim_id)
    )


def _left_early(ids: Sequence[int]) -> _Counted:
    """Return the signals of persons who left early: open ones, and those that were confirmed."""
    signal = SignalRecord
    stands = (signal.state == SignalState.OPEN) | (signal.answer == SignalAnswer.CONFIRMED)
    return (
        select(signal.claim_id, func.count(), func.min(signal.found_at))
        .where(
            signal.claim_id.in_(_own(ids)),
            signal.kind == SignalKind.LEFT_EARLY,
            signal.state != SignalState.GONE,
            stands,
        )
        .group_by(signal.claim_id)
    )


def _wrong(ids: Sequence[int]) -> _Counted:
    row = VerificationRowRecord
    return (
        select(row.claim_id, func.count(), func.min(row.checked_at))
        .where(row.claim_id.in_(_own(ids)), row.result == CheckOutcome.WRONG)
        .group_by(row.claim_id)
    )


def _checked(ids: Sequence[int]) -> _Counted:
    row = VerificationRowRecord
    return (
        select(row.claim_id, func.count(), func.max(row.checked_at))
        .where(row.claim_id.in_(_own(ids)), row.checked_at.is_not(None))
        .group_by(row.claim_id)
    )


def _day(at: dt.datetime | None) -> dt.date | None:
    return None if at is None else day_in_china(at)
