"""Titles (称号) that an enterprise holds for a time, and its memberships of alliances (联盟)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.calendar import add_months

NEVER = dt.date.max
"""Stands for "no end is named" where days are put in order."""
LONGEST_NAME = 120
LONGEST_NUMBER = 120


class TitleState(StrEnum):
    """What a title is on a day."""

    COMING = "coming"
    """Granted from a later day on."""
    HELD = "held"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class AllianceRole(StrEnum):
    """What a member is in its alliance."""

    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    COUNCIL = "council"
    MEMBER = "member"


class MembershipState(StrEnum):
    """What a membership is on a day."""

    COMING = "coming"
    MEMBER = "current"
    ENDED = "ended"


def title_state(
    granted_on: dt.date, valid_until: dt.date | None, withdrawn_on: dt.date | None, day: dt.date
) -> TitleState:
    """Return what a title is on `day`; one that was withdrawn stays so after its last day."""
    if withdrawn_on is not None and withdrawn_on <= day:
        return TitleState.WITHDRAWN
    if day < granted_on:
        return TitleState.COMING
    if valid_until is not None and valid_until < day:
        return TitleState.EXPIRED
    return TitleState.HELD


def membership_state(since_on: dt.date, until_on: dt.date | None, day: dt.date) -> MembershipState:
    """Return what a membership is on `day`; its last day still counts."""
    if day < since_on:
        return MembershipState.COMING
    if until_on is not None and until_on < day:
        return MembershipState.ENDED
    return MembershipState.MEMBER


def valid_until(granted_on: dt.date, months: int | None) -> dt.date | None:
    """Return the last day of a title that holds for `months`; None where none are named."""
    if months is None:
        return None
    return add_months(granted_on, months) - dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SaveTitle:
    """What a person says about a title: a form's or an imported row's fields."""

    enterprise_id: int | None
    kind_code: str
    granted_on: dt.date | None
    number: str = ""
    authority: str = ""
    valid_until: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SaveTitleKind:
    """A kind of title of the park's own."""

    name_zh: str
    name_en: str = ""
    basis: str = ""
    valid_months: int | None = None


@dataclass(frozen=True, slots=True)
class SaveMembership:
    """What a person says about a membership."""

    enterprise_id: int | None
    alliance: str
    role: AllianceRole | None
    since_on: dt.date | None
    until_on: dt.date | None = None
    number: str = ""
    note: str = ""


def check_title(form: SaveTitle, today: dt.date) -> dict[str, str]:
    """Return what is wrong with a title, by field."""
    problems = {
        name: "required"
        for name, missing in (
            ("enterprise_id", form.enterprise_id is None),
            ("kind_code", not form.kind_code),
            ("granted_on", form.granted_on is None),
        )
        if missing
    }
    if form.granted_on is not None:
        if form.granted_on > today:
            problems["granted_on"] = "day-in-future"
        if form.valid_until is not None and form.valid_until < form.granted_on:
            problems["valid_until"] = "title-ends-first"
    if len(form.number) > LONGEST_NUMBER:
        problems["number"] = "too-long"
    return problems


def check_withdrawal(
    granted_on: dt.date, withdrawn_on: dt.date | None, why: str, today: dt.date
) -> dict[str, str]:
    """Return what is wrong with the withdrawal of a title, by field."""
    problems: dict[str, str] = {}
    if withdrawn_on is None:
        problems["withdrawn_on"] = "required"
    elif withdrawn_on < granted_on:
        problems["withdrawn_on"] = "withdrawn-before-granted"
    elif withdrawn_on > today:
        problems["withdrawn_on"] = "day-in-future"
    if not why.strip():
        problems["withdrawal"] = "required"
    return problems


def check_kind(form: SaveTitleKind) -> dict[str, str]:
    """Return what is wrong with a kind of title, by field."""
    problems: dict[str, str] = {}
    if not form.name_zh.strip():
        problems["name_zh"] = "required"
    elif len(form.name_zh) > LONGEST_NAME:
        problems["name_zh"] = "too-long"
    if form.valid_months is not None and form.valid_months < 1:
        problems["valid_months"] = "months-needed"
    return problems


def check_membership(form: SaveMembership, today: dt.date) -> dict[str, str]:
    """Return what is wrong with a membership, by field."""
    problems = {
        name: "required"
        for name, missing in (
            ("enterprise_id", form.enterprise_id is None),
            ("alliance", not form.alliance.strip()),
            ("role", form.role is None),
            ("since_on", form.since_on is None),
        )
        if missing
    }
    if len(form.alliance) > LONGEST_NAME:
        problems["alliance"] = "too-long"
    if form.since_on is not None:
        if form.since_on > today:
            problems["since_on"] = "day-in-future"
        if form.until_on is not None and form.until_on < form.since_on:
            problems["until_on"] = "membership-ends-first"
    return problems
