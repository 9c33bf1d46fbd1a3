"""Public notices (公示): how long they last, who objects, and when their claims may be paid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.errors import InvalidInput, Refused, WrongState
from parkdesk.domain.reasons import says_too_little

MOST_WORKING_DAYS = 60
_EARLIEST_DAYS = 31
"""A notice that is entered later than this after its publication is a slip of the year."""


class NoticeState(StrEnum):
    """Where a notice is."""

    OPEN = "open"
    """公示中"""
    CLOSED = "closed"
    """公示结束"""
    WITHDRAWN = "withdrawn"
    """已撤销"""


class NoticeAction(StrEnum):
    """What a person does with a notice that is there."""

    CLOSE = "close"
    WITHDRAW = "withdraw"


_NOTICES = {
    (NoticeState.OPEN, NoticeAction.CLOSE): NoticeState.CLOSED,
    (NoticeState.OPEN, NoticeAction.WITHDRAW): NoticeState.WITHDRAWN,
}


class ListedState(StrEnum):
    """What became of one claim of a notice."""

    LISTED = "listed"
    CLEARED = "cleared"
    """The notice is over and nobody's objection stood: it may be paid."""
    DROPPED = "dropped"
    """The notice was withdrawn, or an objection to the claim was upheld."""


class ObjectionState(StrEnum):
    """Where an objection is."""

    OPEN = "open"
    UPHELD = "upheld"
    """异议成立"""
    DISMISSED = "dismissed"
    """异议不成立"""


def advance_notice(state: NoticeState, action: NoticeAction) -> NoticeState:
    """Return the state that `action` leads to, or refuse it."""
    try:
        return _NOTICES[state, action]
    except KeyError:
        raise WrongState(state=state, action=action) from None


def notice_actions(state: NoticeState) -> tuple[NoticeAction, ...]:
    """Return what may be done next with a notice."""
    return tuple(action for source, action in _NOTICES if source is state)


@dataclass(frozen=True, slots=True)
class PublishNotice:
    """What a person says of a notice. `working_days` may be more than the programme asks for."""

    programme_id: int | None
    claim_ids: tuple[int, ...]
    published_on: dt.date | None
    working_days: int | None
    place: str = ""


def check_notice(form: PublishNotice, today: dt.date, least_days: int | None) -> None:
    """Refuse a notice that says too little, ends too soon or lies in the future.

    `least_days` is the programme's number of working days; None where none is known.
    """
    problems: dict[str, str] = {}
    if form.programme_id is None:
        problems["programme_id"] = "required"
    if not form.claim_ids:
        problems["claim_ids"] = "notice-without-claims"
    if not form.place.strip():
        problems["place"] = "required"
    if form.published_on is None:
        problems["published_on"] = "required"
    elif form.published_on > today:
        problems["published_on"] = "published-in-future"
    elif (today - form.published_on).days > _EARLIEST_DAYS:
        problems["published_on"] = "published-long-ago"
    problems |= _check_days(form.working_days, least_days)
    if problems:
        raise InvalidInput(problems, days=least_days or 1)


def _check_days(days: int | None, least_days: int | None) -> dict[str, str]:
    if days is None:
        return {"working_days": "required"}
    if days < max(least_days or 1, 1):
        return {"working_days": "too-few-days"}
    return {"working_days": "too-many-days"} if days > MOST_WORKING_DAYS else {}


@dataclass(frozen=True, slots=True)
class RecordObjection:
    """An objection as it came; `claim_id` is None for one to the whole notice."""

    claim_id: int | None
    received_on: dt.date | None
    objector: str
    words: str


def check_objection(
    form: RecordObjection, published_on: dt.date, last_on: dt.date, today: dt.date
) -> None:
    """Refuse an objection that says nothing, or came before or after the notice."""
    problems: dict[str, str] = {}
    if says_too_little(form.words):
        problems["words"] = "objection-says-nothing"
    if form.received_on is None:
        problems["received_on"] = "required"
    elif not published_on <= form.received_on <= last_on:
        problems["received_on"] = "objection-outside-notice"
    elif form.received_on > today:
        problems["received_on"] = "received-in-future"
    if problems:
        raise InvalidInput(problems, first=published_on, last=last_on)


def check_finding(finding: str) -> str:
    """Return what an inquiry found, or refuse one that says nothing."""
    text = finding.strip()
    if says_too_little(text):
        raise InvalidInput({"finding": "finding-missing"})
    return text


def require_over(last_on: dt.date, today: dt.date) -> None:
    """Refuse to close a notice on whose last day an objection may still come."""
    if today <= last_on:
        raise Refused("notice-still-runs", last=last_on)


def require_cleared(
    claims: Iterable[int], objections: Iterable[tuple[int | None, ObjectionState]]
) -> None:
    """Refuse to clear claims while an objection to one of them, or to the whole, is open.

    After an objection to the whole was upheld the notice can only be withdrawn.
    """
    wanted, known = set(claims), tuple(objections)
    waiting = sum(
        1
        for claim, state in known
        if state is ObjectionState.OPEN and (claim is None or claim in wanted)
    )
    if waiting:
        raise Refused("objections-open", objections=waiting)
    if (None, ObjectionState.UPHELD) in known:
        raise Refused("notice-to-be-withdrawn")


def notice_number(year: int, serial: int) -> str:
    """Return GS-2026-0001: notices (公示) are numbered within a year."""
    return f"GS-{year}-{serial:04d}"
