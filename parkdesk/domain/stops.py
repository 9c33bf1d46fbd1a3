"""Stop flags (暂停办理): what exactly may not be done for an enterprise, and from when to when."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.reasons import says_too_little


class StopEffect(StrEnum):
    """What a stop forbids; each is enforced where it would be done."""

    NEW_CLAIMS = "new-claims"
    """A claim is begun."""
    SUBMISSION = "submission"
    """A claim is handed to the reviewers."""
    APPROVAL = "approval"
    """An amount is approved."""
    PAYMENT = "payment"
    """A payment is recorded."""
    CONTRACTS = "contracts"
    """A contract is registered."""
    SERVICES = "services"
    """A service of a public platform is recorded."""


class StopState(StrEnum):
    """What a stop is on a day."""

    COMING = "coming"
    HOLDING = "holding"
    OVER = "over"
    LIFTED = "lifted"


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop, as far as it binds."""

    document_number: str
    effects: frozenset[StopEffect]
    from_on: dt.date
    until_on: dt.date | None = None
    lifted_on: dt.date | None = None
    """The first day on which it no longer holds."""

    def state(self, day: dt.date) -> StopState:
        """Return what the stop is on `day`; its last day still counts."""
        if self.lifted_on is not None and self.lifted_on <= day:
            return StopState.LIFTED
        if day < self.from_on:
            return StopState.COMING
        if self.until_on is not None and self.until_on < day:
            return StopState.OVER
        return StopState.HOLDING

    def forbids(self, effect: StopEffect, day: dt.date) -> bool:
        """Whether `effect` may not happen on `day`."""
        return effect in self.effects and self.state(day) is StopState.HOLDING


def binding(stops: Iterable[Stop], effect: StopEffect, day: dt.date) -> Stop | None:
    """Return the stop that forbids `effect` on `day`; of several the one that holds longest."""
    found = [one for one in stops if one.forbids(effect, day)]
    return max(found, key=lambda one: one.until_on or dt.date.max, default=None)


@dataclass(frozen=True, slots=True)
class SaveStop:
    """What a person says about a stop."""

    document_number: str
    reason: str
    effects: frozenset[StopEffect]
    from_on: dt.date | None
    until_on: dt.date | None = None


def check_stop(form: SaveStop) -> dict[str, str]:
    """Return what is wrong with a stop, by field."""
    problems: dict[str, str] = {}
    if not form.document_number.strip():
        problems["document_number"] = "required"
    if says_too_little(form.reason):
        problems["reason"] = "stop-reason-missing"
    if not form.effects:
        problems["effects"] = "stop-without-effect"
    if form.from_on is None:
        problems["from_on"] = "required"
    elif form.until_on is not None and form.until_on < form.from_on:
        problems["until_on"] = "stop-ends-first"
    return problems


def check_lifting(from_on: dt.date, lifted_on: dt.date | None, why: str) -> dict[str, str]:
    """Return what is wrong with the lifting of a stop, by field.

    It may be entered after the day on which it holds: the order comes by post.
    """
    problems: dict[str, str] = {}
    if lifted_on is None:
        problems["lifted_on"] = "required"
    elif lifted_on < from_on:
        problems["lifted_on"] = "lifted-before-begun"
    if says_too_little(why):
        problems["lifting"] = "stop-reason-missing"
    return problems


def effects_text(effects: Iterable[StopEffect]) -> str:
    """Return effects as they are kept: a JSON list of codes, in the order of their names."""
    return json.dumps(sorted(one.value for one in effects))


def effects_of(text: str) -> frozenset[StopEffect]:
    """Read what `effects_text` wrote; a code that this program does not know binds nothing."""
    known = {one.value for one in StopEffect}
    return frozenset(StopEffect(code) for code in json.loads(text) if code in known)
