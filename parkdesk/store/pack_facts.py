"""What a quarter's pack counts of claims, payments and requests, in set-based statements."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.budgets import split_levels
from parkdesk.domain.calendar import DateRange, Quarter
from parkdesk.domain.claims import PAID_OUT, ClaimState
from parkdesk.domain.pack_facts import LevelSum, PlatformRequests, TrainingLine
from parkdesk.domain.payments import LineState
from parkdesk.domain.platforms import Platform
from parkdesk.domain.programme_figures import ClaimKind, Level
from parkdesk.domain.requests import OPEN_STATES, RequestState, StepDays, is_overdue
from parkdesk.store.rosters import programme_of
from parkdesk.store.summaries import DECIDED, instants
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.payments import PaymentLineRecord
from parkdesk.store.tables.platforms import PlatformOfferRecord, PlatformRequestRecord
from parkdesk.store.tables.programmes import ProgrammeRecord

_ROSTERS = tuple(kind.value for kind in ClaimKind if kind.track is not None)
_LIVE = tuple(state.value for state in LineState if state.live)
_PAID_OUT = tuple(state.value for state in PAID_OUT)
_LEVELS = [level.value for level in Level]


def training_lines(session: Session, quarter: Quarter) -> tuple[TrainingLine, ...]:
    """Return the people of the claims with rosters, by programme and kind."""
    first, after = instants(quarter)
    claim = ClaimRecord
    came = and_(
        claim.submitted_at >= first,
        claim.submitted_at < after,
        claim.state != ClaimState.DRAFT.value,
    )
    decided = and_(claim.decided_at >= first, claim.decided_at < after, claim.state.in_(DECIDED))
    paid = and_(claim.paid_on.between(quarter.first, quarter.last), claim.state.in_(_PAID_OUT))
    rows = session.execute(
        select(
            claim.programme_id, claim.track, claim.heads, claim.eligible_heads,
            claim.requested_cents, claim.approved_cents, claim.paid_cents,
            came.label("came"), decided.label("decided"), paid.label("paid"),
        ).where(claim.track.in_(_ROSTERS), or_(came, decided, paid))
    )  # fmt: skip
    counts: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        _count_people(counts[row.programme_id, row.track], row)
    programmes = _programmes(session, {programme for programme, _kind in counts})
    order = [kind.value for kind in ClaimKind]
    return tuple(
        TrainingLine(
            programmes[id_].title,
            programmes[id_].title_en,
            ClaimKind(kind),
            found["claims_in"],
            found["persons_in"],
            found["claims_decided"],
            found["persons_decided"],
            found["persons_approved"],
            found["claims_paid"],
            found["persons_paid"],
        )
        for (id_, kind), found in sorted(
            counts.items(), key=lambda item: (programmes[item[0][0]].key, order.index(item[0][1]))
        )
    )


def _count_people(count: Counter[str], claim: Any) -> None:  # noqa: ANN401 - a row
    if claim.came:
        count["claims_in"] += 1
        count["persons_in"] += claim.heads
    if claim.decided:
        count["claims_decided"] += 1
        count["persons_decided"] += claim.heads
        in_full = claim.approved_cents and claim.approved_cents == claim.requested_cents
        count["persons_approved"] += claim.eligible_heads if in_full else 0
    if claim.paid:
        count["claims_paid"] += 1
        in_full = claim.paid_cents and claim.paid_cents == claim.requested_cents
        count["persons_paid"] += claim.eligible_heads if in_full else 0


def level_sums(session: Session, quarter: Quarter) -> tuple[LevelSum, ...]:
    """Return what was approved and paid in the quarter and in its year, by programme and level.

    Approved sums are split as the claim's edition of the programme says; paid ones have the level
    of their transfer, and those paid outside of batches are split alike.
    """
    year = DateRange(dt.date(quarter.year, 1, 1), quarter.last)
    approved = session.execute(_approved(quarter)).all()
    by_line = session.execute(_paid_lines(year)).all()
    at_once = session.execute(_paid_at_once(year)).all()
    ids = {row.programme_id for row in (*approved, *by_line, *at_once)}
    programmes = _programmes(session, ids)
    newest: dict[str, _Programme] = {}
    sums: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for id_, kind, level, cents, is_now in _moved(quarter, programmes, approved, by_line, at_once):
        one = programmes[id_]
        newest[one.code] = max(newest.get(one.code, one), one, key=lambda found: found.key)
        found = sums[one.code, level]
        found[f"{kind}_year"] += cents
        found[kind] += cents if is_now else 0
    return tuple(
        LevelSum(
            newest[code].title,
            newest[code].title_en,
            level,
            found["approved"],
            found["approved_year"],
            found["paid"],
            found["paid_year"],
        )
        for (code, level), found in sorted(
            sums.items(), key=lambda item: (newest[item[0][0]].key, _place(item[0][1]))
        )
        if any(found.values())
    )


def _moved(
    quarter: Quarter,
    programmes: Mapping[int, _Programme],
    approved: Iterable[Any],
    by_line: Iterable[Any],
    at_once: Iterable[Any],
) -> Iterator[tuple[int, str, str, int, bool]]:
    """Yield what was approved or paid: programme, which, level, fen, and whether in the quarter."""
    first = instants(quarter)[0]
    for row in approved:
        shares = programmes[row.programme_id].shares
        for level, cents in split_levels(row.approved_cents or 0, shares).items():
            yield row.programme_id, "approved", level, cents, row.decided_at >= first
    for row in by_line:
        now = row.paid_on >= quarter.first
        yield row.programme_id, "paid", row.level, row.amount_cents, now
    for row in at_once:
        shares = programmes[row.programme_id].shares
        for level, cents in split_levels(row.paid_cents or 0, shares).items():
            yield row.programme_id, "paid", level, cents, row.paid_on >= quarter.first


def _approved(quarter: Quarter) -> Select[Any, *tuple[Any, ...]]:
    first = instants(Quarter(quarter.year, 1))[0]
    after = instants(quarter)[1]
    claim = ClaimRecord
    return select(claim.programme_id, claim.decided_at, claim.approved_cents).where(
        claim.decided_at >= first, claim.decided_at < after, claim.state.in_(DECIDED)
    )


def _paid_lines(year: DateRange) -> Select[Any, *tuple[Any, ...]]:
    line = PaymentLineRecord
    return (
        select(ClaimRecord.programme_id, line.level, line.paid_on, line.amount_cents)
        .join(ClaimRecord, ClaimRecord.id == line.claim_id)
        .where(line.state == LineState.PAID.value, line.paid_on.between(year.first, year.last))
    )


def _paid_at_once(year: DateRange) -> Select[Any, *tuple[Any, ...]]:
    """Return what was paid before there were batches, or outside of one."""
    claim, line = ClaimRecord, PaymentLineRecord
    in_batch = exists().where(line.claim_id == claim.id, line.state.in_(_LIVE))
    return select(claim.programme_id, claim.paid_on, claim.paid_cents).where(
        claim.paid_on.between(year.first, year.last), claim.state.in_(_PAID_OUT), ~in_batch
    )


def _place(level: str) -> int:
    return _LEVELS.index(level) if level in _LEVELS else len(_LEVELS)


@dataclass(frozen=True, slots=True)
class _Programme:
    """What is asked of an edition of a programme: `key` puts editions in their order."""

    code: str
    key: tuple[str, int]
    title: str
    title_en: str
    shares: Mapping[Level, int]


def _programmes(session: Session, ids: Iterable[int]) -> dict[int, _Programme]:
    records = session.scalars(select(ProgrammeRecord).where(ProgrammeRecord.id.in_(sorted(ids))))
    found = {}
    for record in records:
        content = programme_of(record.content)
        key = (record.code, record.edition)
        shares = content.share_of or {}
        found[record.id] = _Programme(record.code, key, record.title, content.title_en, shares)
    return found


def platform_requests(session: Session, quarter: Quarter) -> tuple[PlatformRequests, ...]:
    """Return what was asked of each platform in the quarter and what it offered at its end."""
    request, offer = PlatformRequestRecord, PlatformOfferRecord
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    asked = session.execute(
        select(
            request.platform, request.state, request.received_on, request.due_on,
            request.accepted_on, request.begun_on, request.closed_on,
        ).where(
            request.received_on <= quarter.last,
            or_(request.closed_on.is_(None), request.closed_on >= quarter.first),
        )
    )  # fmt: skip
    for row in asked:
        _count_request(counts[row.platform], row, quarter)
    held = session.execute(
        select(offer.platform, offer.price_cents).where(
            offer.valid_from <= quarter.last, offer.valid_key >= quarter.last
        )
    )
    for platform, price in held:
        counts[platform]["offers"] += 1
        counts[platform]["free_offers"] += price == 0
    return tuple(PlatformRequests(one, **counts[one.value]) for one in Platform)


def _count_request(count: Counter[str], row: Any, quarter: Quarter) -> None:  # noqa: ANN401 - a row
    count["came" if row.received_on >= quarter.first else "open_before"] += 1
    days = StepDays(RequestState(row.state), row.accepted_on, row.begun_on, row.closed_on)
    state = days.state_on(quarter.last)
    count[state.value] += 1
    if state in OPEN_STATES and is_overdue(state, row.due_on, quarter.last):
        count["overdue"] += 1
