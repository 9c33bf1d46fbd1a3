"""Requests (服务申请) of enterprises to the public platforms: from put to done or refused.

提出 → 受理 → 办理 → 完成, or 拒绝 with a reason from any step before that.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.contracts import Residence
from parkdesk.domain.errors import InvalidInput, WrongState
from parkdesk.domain.platforms import KINDS, Platform, ServiceKind
from parkdesk.domain.reasons import says_too_little
from parkdesk.domain.service_log import LEFT

LONGEST_SUBJECT = 200
LATEST_DUE_DAYS = 366
"""A request that is due later than in a year is a slip of the year."""


class RequestState(StrEnum):
    """Where a request is."""

    RECEIVED = "received"
    """提出"""
    ACCEPTED = "accepted"
    """受理"""
    UNDERWAY = "underway"
    """办理"""
    DONE = "done"
    """完成"""
    REFUSED = "refused"
    """拒绝"""


class RequestAction(StrEnum):
    """What a person does with a request."""

    ACCEPT = "accept"
    BEGIN = "begin"
    COMPLETE = "complete"
    REFUSE = "refuse"


OPEN_STATES = (RequestState.RECEIVED, RequestState.ACCEPTED, RequestState.UNDERWAY)
STEPS = {
    (RequestState.RECEIVED, RequestAction.ACCEPT): RequestState.ACCEPTED,
    (RequestState.ACCEPTED, RequestAction.BEGIN): RequestState.UNDERWAY,
    (RequestState.UNDERWAY, RequestAction.COMPLETE): RequestState.DONE,
    **{(state, RequestAction.REFUSE): RequestState.REFUSED for state in OPEN_STATES},
}
"""Every step there is; what is not here is refused."""


def after(state: RequestState, action: RequestAction) -> RequestState:
    """Return the state that `action` leads to; raises WrongState where it leads nowhere."""
    try:
        return STEPS[state, action]
    except KeyError:
        raise WrongState(state=state, action=action) from None


@dataclass(frozen=True, slots=True)
class StepDays:
    """When a request was accepted, begun and closed, as far as it was, and what it is now."""

    state: RequestState
    accepted_on: dt.date | None = None
    begun_on: dt.date | None = None
    closed_on: dt.date | None = None

    def state_on(self, day: dt.date) -> RequestState:
        """Return where it was at the end of `day`."""
        if self.closed_on is not None and self.closed_on <= day:
            return self.state
        if self.begun_on is not None and self.begun_on <= day:
            return RequestState.UNDERWAY
        if self.accepted_on is not None and self.accepted_on <= day:
            return RequestState.ACCEPTED
        return RequestState.RECEIVED


def is_overdue(state: RequestState, due_on: dt.date, day: dt.date) -> bool:
    """Return whether it is still open after the day on which it was due."""
    return state in OPEN_STATES and due_on < day


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it was put."""

    platform: Platform
    kind: ServiceKind
    subject: str
    received_on: dt.date
    due_on: dt.date


def check_request(asked: Asked, residence: Residence, today: dt.date) -> dict[str, str]:
    """Return what does not hold: field to code."""
    problems: dict[str, str] = {}
    if asked.kind not in KINDS[asked.platform]:
        problems["kind"] = "kind-not-of-platform"
    if not asked.subject.strip():
        problems["subject"] = "required"
    elif len(asked.subject.strip()) > LONGEST_SUBJECT:
        problems["subject"] = "request-subject-too-long"
    if asked.received_on > today:
        problems["received_on"] = "in-the-future"
    if asked.due_on < asked.received_on:
        problems["due_on"] = "due-before-received"
    elif (asked.due_on - asked.received_on).days > LATEST_DUE_DAYS:
        problems["due_on"] = "due-too-late"
    if residence.left_on is not None and asked.received_on > residence.left_on:
        problems["enterprise_id"] = LEFT
    return problems


def check_refusal(reason: str) -> None:
    """Refuse a refusal that says nothing: the enterprise is owed a reason."""
    if says_too_little(reason):
        raise InvalidInput({"reason": "request-needs-reason"})
