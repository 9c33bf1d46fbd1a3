"""Surveillance audits (监督审核): which are due, which took place, which were missed.

That one was missed is a fact; that the certifier suspended the certificate for it is another, and
only the certifier's notice says so. The program asks, it never concludes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

_NEAR = dt.timedelta(days=182)
"""A visit belongs to the due day that it lies nearest to: they are a year apart."""


class SurveillanceOutcome(StrEnum):
    """What became of a surveillance audit that was due."""

    PASSED = "passed"
    MISSED = "missed"


class SurveillanceState(StrEnum):
    """How a due day stands on a day."""

    PASSED = "passed"
    MISSED = "missed"
    """Somebody wrote down that it did not take place."""
    UNKNOWN = "unknown"
    """Its day is over and nothing was written down: a question to the enterprise."""
    TO_COME = "to-come"


@dataclass(frozen=True, slots=True)
class Visit:
    """What was written down of one audit; `done_on` is None where it was missed."""

    due_on: dt.date
    outcome: SurveillanceOutcome
    done_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class SurveillanceStep:
    """One due day with how it stands; `done_on` where the day of the audit is known."""

    due_on: dt.date
    state: SurveillanceState
    done_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class SaveSurveillance:
    """What the form holds. `suspended_on` says that the certifier suspended for a missed audit."""

    certification_id: int
    version: int
    due_on: dt.date | None
    outcome: SurveillanceOutcome | None
    done_on: dt.date | None = None
    suspended_on: dt.date | None = None
    note: str = ""


def course(
    due: Sequence[dt.date], visits: Sequence[Visit], passed_on: dt.date | None, day: dt.date
) -> tuple[SurveillanceStep, ...]:
    """Return every due day with its state on `day`.

    `visits` are in the order they were written down, so that a later word on a due day counts;
    `passed_on` is the last audit known to have been passed, perhaps without a row of its own.
    """
    said = {one.due_on: one for one in visits}
    return tuple(_step(one, said.get(one), passed_on, day) for one in due)


def _step(
    due_on: dt.date, said: Visit | None, passed_on: dt.date | None, day: dt.date
) -> SurveillanceStep:
    if said is not None and said.outcome is SurveillanceOutcome.PASSED:
        return SurveillanceStep(due_on, SurveillanceState.PASSED, said.done_on)
    if passed_on is not None and passed_on >= due_on - _NEAR:
        nearest = passed_on <= due_on + _NEAR
        return SurveillanceStep(due_on, SurveillanceState.PASSED, passed_on if nearest else None)
    if said is not None:
        return SurveillanceStep(due_on, SurveillanceState.MISSED)
    state = SurveillanceState.UNKNOWN if due_on < day else SurveillanceState.TO_COME
    return SurveillanceStep(due_on, state)


def surveillance_problems(
    form: SaveSurveillance, due: Sequence[dt.date], issued_on: dt.date, today: dt.date
) -> dict[str, str]:
    """Return what does not hold, by field."""
    problems: dict[str, str] = {}
    if form.due_on is None:
        problems["due_on"] = "required"
    elif form.due_on not in due:
        problems["due_on"] = "no-such-surveillance"
    if form.outcome is None:
        problems["outcome"] = "required"
    elif form.outcome is SurveillanceOutcome.PASSED:
        problems |= _passed_problems(form, issued_on, today)
    else:
        problems |= _missed_problems(form, issued_on, today)
    return problems


def _passed_problems(form: SaveSurveillance, issued_on: dt.date, today: dt.date) -> dict[str, str]:
    if form.done_on is None:
        return {"done_on": "required"}
    if form.done_on > today:
        return {"done_on": "in-the-future"}
    if form.done_on < issued_on:
        return {"done_on": "before-issue"}
    if form.due_on is not None and abs(form.done_on - form.due_on) > _NEAR:
        return {"done_on": "nearer-to-another-surveillance"}
    return {}


def _missed_problems(form: SaveSurveillance, issued_on: dt.date, today: dt.date) -> dict[str, str]:
    problems: dict[str, str] = {}
    if form.due_on is not None and form.due_on > today:
        problems["due_on"] = "in-the-future"
    if form.suspended_on is None:
        return problems
    if form.suspended_on > today:
        problems["suspended_on"] = "in-the-future"
    elif form.suspended_on < issued_on:
        problems["suspended_on"] = "before-issue"
    return problems
