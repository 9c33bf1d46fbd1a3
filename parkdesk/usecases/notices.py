"""Public notices (公示): publishing approved claims, objections, and clearing them for payment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain import notices
from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.claims import ClaimAction
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.notices import (
    ListedState,
    NoticeAction,
    NoticeState,
    ObjectionState,
    PublishNotice,
    RecordObjection,
)
from parkdesk.domain.working_days import deadline
from parkdesk.store.claim_money import claims_by_id, move_claim
from parkdesk.store.rosters import programme_of
from parkdesk.store.serials import next_serial
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.notices import NoticeClaimRecord, NoticeRecord, ObjectionRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.store.working_days import calendar_of
from parkdesk.usecases.core import command


@dataclass(frozen=True, slots=True)
class NoticeKey:
    """A notice as it stands after a command."""

    id: int
    version: int
    number: str
    state: NoticeState


@command(Permission.CLAIM_APPROVE)
def publish_notice(work: Work, form: PublishNotice) -> NoticeKey:
    """Publish approved claims of one programme; each may be in one open notice only."""
    programme = work.get(ProgrammeRecord, form.programme_id) if form.programme_id else None
    least = programme_of(programme.content).notice_days if programme else None
    notices.check_notice(form, work.today, least.value if least else None)
    assert form.published_on is not None
    assert form.working_days is not None
    assert programme is not None
    claims = claims_by_id(work.session, form.claim_ids)
    _require_publishable(work, claims.values(), form, programme)
    until = deadline(calendar_of(work.session), form.published_on, form.working_days)
    prefix = notices.notice_number(work.today.year, 0).rpartition("-")[0] + "-"
    record = work.add(
        NoticeRecord(
            number=notices.notice_number(
                work.today.year, next_serial(work, NoticeRecord.number, prefix)
            ),
            programme_id=programme.id,
            state=NoticeState.OPEN.value,
            published_on=form.published_on,
            working_days=form.working_days,
            last_on=until.last,
            calendar_known=until.known,
            place=form.place.strip(),
            claims=len(claims),
            heads=sum(claim.eligible_heads for claim in claims.values()),
            amount_cents=sum(claim.approved_cents or 0 for claim in claims.values()),
            created_at=work.now,
            created_by_id=work.actor.id,
            created_by_name=work.actor.name,
        )
    )
    for position, claim_id in enumerate(dict.fromkeys(form.claim_ids), start=1):
        claim = claims[claim_id]
        work.add(
            NoticeClaimRecord(
                notice_id=record.id,
                position=position,
                claim_id=claim_id,
                heads=claim.eligible_heads,
                amount_cents=claim.approved_cents or 0,
                state=ListedState.LISTED.value,
            )
        )
        move_claim(work, claim, ClaimAction.PUBLISH, reason=record.number)
    return _key(record)


def _require_publishable(
    work: Work,
    claims: Iterable[ClaimRecord],
    form: PublishNotice,
    programme: ProgrammeRecord,
) -> None:
    found = list(claims)
    if len(found) != len(set(form.claim_ids)):
        raise Refused("notice-claim-gone")
    for claim in found:
        if claim.programme_id != programme.id:
            raise Refused("notice-other-programme", claim=claim.number)
        # What was published before anybody had approved it was not what is paid.
        decided = day_in_china(claim.decided_at) if claim.decided_at else work.today
        if form.published_on is not None and form.published_on < decided:
            problems = {"published_on": "published-before-approval"}
            raise InvalidInput(problems, claim=claim.number, day=decided)


@command(Permission.CLAIM_APPROVE)
def close_notice(work: Work, notice_id: int, version: int, finding: str = "") -> NoticeKey:
    """Close a notice that is over; its claims may be paid. Open objections forbid it.

    A claim whose objection was upheld is left out: it stays until somebody returns or refuses it.
    """
    record = work.get(NoticeRecord, notice_id, version=version)
    state = notices.advance_notice(NoticeState(record.state), NoticeAction.CLOSE)
    notices.require_over(record.last_on, work.today)
    listed = _listed(work, record.id)
    objections = _objections(work, record.id)
    notices.require_cleared(
        [one.claim_id for one in listed],
        [(one.claim_id, ObjectionState(one.state)) for one in objections],
    )
    claims = claims_by_id(work.session, [one.claim_id for one in listed])
    for claim in claims.values():
        # The step itself takes the claim off the list, as cleared.
        move_claim(work, claim, ClaimAction.CLEAR, reason=record.number)
    _end(work, record, state, finding.strip())
    return _key(record)


@command(Permission.CLAIM_APPROVE)
def withdraw_notice(work: Work, notice_id: int, version: int, reason: str) -> NoticeKey:
    """Take a notice back, for a mistake in it; its claims are approved again and unpublished."""
    record = work.get(NoticeRecord, notice_id, version=version)
    state = notices.advance_notice(NoticeState(record.state), NoticeAction.WITHDRAW)
    words = notices.check_finding(reason)
    listed = [one.claim_id for one in _listed(work, record.id)]
    for claim in claims_by_id(work.session, listed).values():
        move_claim(work, claim, ClaimAction.UNPUBLISH, reason=words)
    _end(work, record, state, words)
    return _key(record)


@command(Permission.CLAIM_APPROVE)
def record_objection(work: Work, notice_id: int, form: RecordObjection) -> int:
    """Keep an objection; until it is decided, the notice cannot be closed. Returns its id."""
    record = work.get(NoticeRecord, notice_id)
    if NoticeState(record.state) is not NoticeState.OPEN:
        raise Refused("notice-is-over")
    notices.check_objection(form, record.published_on, record.last_on, work.today)
    if form.claim_id is not None and form.claim_id not in {
        one.claim_id for one in _listed(work, record.id)
    }:
        raise Refused("notice-claim-gone")
    assert form.received_on is not None
    return work.add(
        ObjectionRecord(
            notice_id=record.id,
            claim_id=form.claim_id,
            received_on=form.received_on,
            objector=form.objector.strip() or None,
            words=form.words.strip(),
            state=ObjectionState.OPEN.value,
            recorded_at=work.now,
            recorded_by_id=work.actor.id,
            recorded_by_name=work.actor.name,
        )
    ).id


@command(Permission.CLAIM_APPROVE)
def decide_objection(
    work: Work, objection_id: int, version: int, *, upheld: bool, finding: str
) -> None:
    """Decide an objection by what was found.

    An upheld one to a claim takes the claim out of the notice: it is returned or refused next.
    """
    record = work.get(ObjectionRecord, objection_id, version=version)
    if ObjectionState(record.state) is not ObjectionState.OPEN:
        raise Refused("objection-decided")
    record.finding = notices.check_finding(finding)
    record.state = (ObjectionState.UPHELD if upheld else ObjectionState.DISMISSED).value
    record.decided_at = work.now
    record.decided_by_id = work.actor.id
    record.decided_by_name = work.actor.name
    if upheld and record.claim_id is not None:
        for one in _listed(work, record.notice_id):
            if one.claim_id == record.claim_id:
                one.state = ListedState.DROPPED.value


def _end(work: Work, record: NoticeRecord, state: NoticeState, words: str) -> None:
    record.state = state.value
    record.closing = words
    record.closed_at = work.now
    record.closed_by_id = work.actor.id
    record.closed_by_name = work.actor.name
    work.session.flush()  # the caller wants the new version


def _listed(work: Work, notice_id: int) -> Sequence[NoticeClaimRecord]:
    return work.session.scalars(
        select(NoticeClaimRecord)
        .where(
            NoticeClaimRecord.notice_id == notice_id,
            NoticeClaimRecord.state == ListedState.LISTED.value,
        )
        .order_by(NoticeClaimRecord.position)
    ).all()


def _objections(work: Work, notice_id: int) -> Sequence[ObjectionRecord]:
    query = select(ObjectionRecord).where(ObjectionRecord.notice_id == notice_id)
    return work.session.scalars(query).all()


def _key(record: NoticeRecord) -> NoticeKey:
    return NoticeKey(record.id, record.version, record.number, NoticeState(record.state))
