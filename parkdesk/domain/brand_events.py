"""Events of the public brand platform (公共品牌): exhibitions, delegations, and what they brought.

The 2008 white paper of CSIP gives the brand platform the common brand (ChinaSourcing) and the
park's own; no document read here lists columns for its events, so these are the park's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.bounds import LARGEST_MINOR, MOST_COUNTED
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.platforms import ServiceKind
from parkdesk.domain.reasons import says_too_little

LONGEST_TITLE = 200
LONGEST_VENUE = 100
MOST_DAYS = 366
"""An event that lasts longer is a slip of the finger in one of its two days."""
_FULL_DAY_TENTHS = 240


class EventKind(StrEnum):
    """What sort of event it is."""

    EXHIBITION = "exhibition"
    """展会"""
    DELEGATION = "delegation"
    """考察团组"""
    MEETING = "meeting"
    """推介会, 论坛 and other meetings."""


SERVICE_OF = {
    EventKind.EXHIBITION: ServiceKind.EXHIBITION,
    EventKind.DELEGATION: ServiceKind.DELEGATION,
}
"""What an event is in the service log; a meeting has no kind there."""


class EventBrand(StrEnum):
    """Under which brand the park took part."""

    PARK = "park"
    """The park's own brand."""
    CHINA_SOURCING = "china-sourcing"
    """中国服务外包 (ChinaSourcing)."""
    OTHER = "other"
    """Somebody else's event."""


class EventState(StrEnum):
    """Where an event is on a day; only that it is called off was ever typed."""

    PLANNED = "planned"
    UNDER_WAY = "under-way"
    HELD = "held"
    CANCELLED = "cancelled"


def state_on(
    day: dt.date, first: dt.date, last: dt.date, cancelled_on: dt.date | None
) -> EventState:
    """Return where an event is on a day."""
    if cancelled_on is not None:
        return EventState.CANCELLED
    if day < first:
        return EventState.PLANNED
    return EventState.UNDER_WAY if day <= last else EventState.HELD


@dataclass(frozen=True, slots=True)
class SaveEvent:
    """An event as typed; money in cents of yuan, own money and grant apart."""

    title: str
    kind: EventKind | None
    brand: EventBrand | None
    venue: str
    first_on: dt.date | None
    until_on: dt.date | None
    """None: it lasts one day."""
    organiser: str = ""
    country_code: str = ""
    own_cents: int = 0
    grant_cents: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class SaveParticipant:
    """An enterprise that takes part, and what it found there."""

    enterprise_id: int | None
    people: int | None = None
    leads: int = 0
    """Clients that showed interest (意向客户)."""
    interest: str = ""
    """Who they are and what they want, in words."""


def check_event(form: SaveEvent, countries: Container[str]) -> dict[str, str]:
    """Return what does not hold: field to code."""
    needed = {"title": form.title.strip(), "venue": form.venue.strip()}
    needed |= {"kind": form.kind or "", "brand": form.brand or ""}
    problems = {name: "required" for name, value in needed.items() if not value}
    for name, most in (("title", LONGEST_TITLE), ("venue", LONGEST_VENUE)):
        if len(needed[name]) > most:
            problems[name] = "event-words-too-long"
    if form.country_code and form.country_code not in countries:
        problems["country_code"] = "unknown"
    for name in ("own_cents", "grant_cents"):
        value = getattr(form, name)
        if not 0 <= value <= LARGEST_MINOR:
            problems[name] = "negative-amount" if value < 0 else "number-too-large"
    return problems | _days(form)


def _days(form: SaveEvent) -> dict[str, str]:
    first, last = form.first_on, form.until_on
    if first is None:
        return {"first_on": "required"}
    if last is None:
        return {}
    if last < first:
        return {"until_on": "end-before-start"}
    return {"until_on": "event-too-long"} if (last - first).days >= MOST_DAYS else {}


def check_participant(form: SaveParticipant, first: dt.date, today: dt.date) -> dict[str, str]:
    """Return what does not hold of a participant of an event that begins on `first`."""
    problems: dict[str, str] = {}
    if form.enterprise_id is None:
        problems["enterprise_id"] = "required"
    if form.people is not None and not 0 < form.people <= MOST_COUNTED:
        problems["people"] = "number-too-large" if form.people > 0 else "limit-not-positive"
    if not 0 <= form.leads <= MOST_COUNTED:
        problems["leads"] = "negative-number" if form.leads < 0 else "number-too-large"
    elif form.leads and today < first:
        problems["leads"] = "leads-before-event"
    return problems


def check_cancel(reason: str) -> None:
    """Refuse to call an event off without saying why."""
    if says_too_little(reason):
        raise InvalidInput({"reason": "event-needs-reason"})


def check_hours(hours_tenths: int, first: dt.date, last: dt.date) -> dict[str, str]:
    """Return what does not hold of the hours that each participant was given."""
    if hours_tenths == 0:
        return {"hours_tenths": "required"}
    if hours_tenths < 0:
        return {"hours_tenths": "negative-number"}
    most = _FULL_DAY_TENTHS * ((last - first).days + 1)
    return {"hours_tenths": "hours-beyond-event"} if hours_tenths > most else {}
