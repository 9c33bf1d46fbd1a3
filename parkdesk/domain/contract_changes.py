"""What a change (变更) of a contract moves, and a contract as it stood before later changes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from parkdesk.domain.contracts import check_change

MOVABLE = ("client", "final_customer", "subject", "starts_on", "ends_on")
"""What a change may move besides the amount. The market, the line, the currency and the day of
signing decide in which figures a contract stands: no later agreement moves them."""

_DAYS = frozenset({"starts_on", "ends_on"})

Moved = Mapping[str, tuple[str | dt.date | None, str | dt.date | None]]
"""What a change moved, by field: before and after."""


@dataclass(frozen=True, slots=True)
class ChangeContract:
    """A change as typed: what is agreed from `changed_on` on, and why.

    The form holds the whole contract as it will be; what is None stays as it was.
    """

    changed_on: dt.date | None
    amount_minor: int | None
    ends_on: dt.date | None
    reason: str
    starts_on: dt.date | None = None
    client: str | None = None
    final_customer: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """What holds before a change."""

    signed_on: dt.date
    amount_minor: int
    client: str
    final_customer: str
    subject: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    executed_minor: int
    last_changed_on: dt.date | None


def moved_by(form: ChangeContract, agreed: Agreed) -> Moved:
    """Return what the form moves besides the amount."""
    moved: dict[str, tuple[str | dt.date | None, str | dt.date | None]] = {}
    for name in MOVABLE:
        given, before = getattr(form, name), getattr(agreed, name)
        after = given.strip() if isinstance(given, str) else given
        if given is not None and after != before:
            moved[name] = (before, after)
    return moved


def check_change_form(form: ChangeContract, agreed: Agreed, today: dt.date) -> dict[str, str]:
    """Check a change: its day, its amount, its term, its reason, and that it changes something."""
    after = agreed.amount_minor if form.amount_minor is None else form.amount_minor
    problems = check_change(after, agreed.executed_minor)
    problems |= _day_problems(form, agreed, today)
    moved = moved_by(form, agreed)
    if "client" in moved and not moved["client"][1]:
        problems["client"] = "required"
    starts = form.starts_on or agreed.starts_on or agreed.signed_on
    if form.ends_on is not None and form.ends_on < starts:
        problems["ends_on"] = "end-before-start"
    if not form.reason.strip():
        problems["reason"] = "required"
    if not problems and not moved and after == agreed.amount_minor:
        problems["amount"] = "nothing-moved"
    return problems


def _day_problems(form: ChangeContract, agreed: Agreed, today: dt.date) -> dict[str, str]:
    if form.changed_on is None:
        return {"changed_on": "required"}
    if form.changed_on < agreed.signed_on:
        return {"changed_on": "change-before-signature"}
    if form.changed_on > today:
        return {"changed_on": "in-the-future"}
    if agreed.last_changed_on is not None and form.changed_on < agreed.last_changed_on:
        return {"changed_on": "change-before-last"}
    return {}


def write_moved(moved: Moved) -> str:
    """Return what moved as it is stored; an empty text where nothing did."""
    plain = {name: [_plain(one) for one in pair] for name, pair in sorted(moved.items())}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")) if plain else ""


def read_moved(text: str) -> Moved:
    """Return what `write_moved` wrote."""
    stored = json.loads(text or "{}")
    return {name: (_typed(name, old), _typed(name, new)) for name, (old, new) in stored.items()}


def before_changes(
    now: Mapping[str, str | dt.date | None], later: Iterable[Moved]
) -> dict[str, str | dt.date | None]:
    """Return the fields as they were before `later` changes, the oldest of them first."""
    found = dict(now)
    for moved in reversed(tuple(later)):
        found |= {name: before for name, (before, _after) in moved.items() if name in found}
    return found


def _plain(value: str | dt.date | None) -> str | None:
    return value.isoformat() if isinstance(value, dt.date) else value


def _typed(name: str, value: str | None) -> str | dt.date | None:
    return dt.date.fromisoformat(value) if name in _DAYS and value is not None else value
