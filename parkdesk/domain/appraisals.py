"""The chain of CMMI appraisals: what gives a level, for how long, and what may follow what.

Figures are data (`db/seed/appraisal_rules.csv`); the laws are here:

* only SCAMPI A, Benchmark, Sustainment and Action Plan Reappraisal give a level;
  SCAMPI B, SCAMPI C and Evaluation never do;
* a Sustainment keeps the level of the Benchmark it follows and never raises it, at most three in a
  row, each for two years at the most (CMMI Institute, Appraisal Validity);
* what gives no level is no link between two ratings: it neither ends one nor starts a new count;
* validity runs from the day the appraisal ended, not from the day a certificate was printed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.calendar import add_months
from parkdesk.domain.programmes import Mark


class Method(StrEnum):
    """How an organisation was appraised (评估方法)."""

    CBA_IPI = "cba-ipi"
    SCAMPI_A = "scampi-a"
    SCAMPI_B = "scampi-b"
    SCAMPI_C = "scampi-c"
    BENCHMARK = "benchmark"
    SUSTAINMENT = "sustainment"
    ACTION_PLAN_REAPPRAISAL = "action-plan-reappraisal"
    EVALUATION = "evaluation"


@dataclass(frozen=True, slots=True)
class AppraisalRule:
    """What one method gives under one model version, one row of the reference data.

    `holds_at_least_until` keeps the ratings of CMMI v1.1 alive to the day the version was retired.
    `in_a_row` is the most of this method that may follow one another; None is no limit.
    `accepted` days are when the registrar took results of this kind.
    """

    type_code: str
    model: str
    method: Method
    gives_level: bool
    validity_months: int | None
    at_most: bool
    in_a_row: int | None
    holds_at_least_until: dt.date | None
    accepted_from: dt.date | None
    accepted_until: dt.date | None
    source: str
    certainty: Mark
    source_zh: str = ""


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What an appraisal found. `expires_on` is None while it is to be computed."""

    model: str
    method: Method
    ended_on: dt.date
    level: int | None
    expires_on: dt.date | None = None
    expiry_reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What does not hold (field to code) and what a person has to confirm (codes)."""

    problems: dict[str, str]
    questions: tuple[str, ...] = ()


def computed_expiry(rule: AppraisalRule, ended_on: dt.date) -> dt.date | None:
    """Return the last day a rating holds; None where the method gives none, or no period.

    CMMI v1.1: three years or 2007-08-31, whichever is later.
    """
    if not rule.gives_level or rule.validity_months is None:
        return None
    last = add_months(ended_on, rule.validity_months)
    return max(last, rule.holds_at_least_until) if rule.holds_at_least_until else last


def check(
    appraisal: Appraisal,
    rule: AppraisalRule | None,
    before: Sequence[Appraisal],
    top_level: int = 5,
) -> Verdict:
    """Check an appraisal against its rule and the chain it continues, oldest first.

    `rule` is None when the model version knows no such method.
    """
    if rule is None:
        return Verdict({"method": "method-not-of-model"})
    problems = (
        _level_problems(appraisal, rule, top_level)
        | _chain_problems(appraisal, rule, before)
        | _expiry_problems(appraisal, rule)
    )
    return Verdict(problems, _questions(appraisal, rule, before))


def _level_problems(appraisal: Appraisal, rule: AppraisalRule, top_level: int) -> dict[str, str]:
    if not rule.gives_level:
        return {} if appraisal.level is None else {"level": "method-gives-no-level"}
    if appraisal.level is None:
        return {"level": "required"}
    if not 1 <= appraisal.level <= top_level:
        return {"level": "no-such-level"}
    return {}


def _chain_problems(
    appraisal: Appraisal, rule: AppraisalRule, before: Sequence[Appraisal]
) -> dict[str, str]:
    if before and appraisal.ended_on <= before[-1].ended_on:
        return {"ended_on": "before-predecessor"}
    ratings = ratings_of(before)
    if ratings and not rule.gives_level:
        return {"method": "renewal-gives-no-level"}
    return (
        _sustainment_problems(appraisal, rule, ratings)
        if appraisal.method is Method.SUSTAINMENT
        else {}
    )


def _sustainment_problems(
    appraisal: Appraisal, rule: AppraisalRule, ratings: Sequence[Appraisal]
) -> dict[str, str]:
    if not ratings:
        return {"method": "sustainment-on-nothing"}
    if rule.in_a_row is not None and _run_of_sustainments(ratings) >= rule.in_a_row:
        return {"method": "too-many-sustainments"}
    base = ratings[-1].level or 0
    if appraisal.level is not None and appraisal.level != base:
        raised = appraisal.level > base
        return {"level": "sustainment-raises-level" if raised else "sustainment-changes-level"}
    return {}


def ratings_of(chain: Sequence[Appraisal]) -> list[Appraisal]:
    """Return the appraisals that gave a level, in their order."""
    return [one for one in chain if one.level is not None]


def _run_of_sustainments(ratings: Sequence[Appraisal], *, over: Method | None = None) -> int:
    """Return how many Sustainments end a chain; `over` names a method that does not break it."""
    count = 0
    for appraisal in reversed(ratings):
        if appraisal.method is Method.SUSTAINMENT:
            count += 1
        elif appraisal.method is not over:
            break
    return count


def _expiry_problems(appraisal: Appraisal, rule: AppraisalRule) -> dict[str, str]:
    given, computed = appraisal.expires_on, computed_expiry(rule, appraisal.ended_on)
    if given is None or given == computed:
        return {}
    if not rule.gives_level:
        return {"expires_on": "method-gives-no-expiry"}
    if given < appraisal.ended_on:
        return {"expires_on": "expiry-before-issue"}
    if rule.at_most and computed is not None and given > computed:
        return {"expires_on": "expiry-beyond-limit"}
    return {} if appraisal.expiry_reason.strip() else {"expiry_reason": "reason-for-expiry"}


_BASES = frozenset({Method.BENCHMARK, Method.ACTION_PLAN_REAPPRAISAL})
"""What a Sustainment is published to follow, through other Sustainments."""


def _questions(
    appraisal: Appraisal, rule: AppraisalRule, before: Sequence[Appraisal]
) -> tuple[str, ...]:
    asked = []
    if rule.accepted_from is not None and appraisal.ended_on < rule.accepted_from:
        asked.append("appraisal-before-acceptance")
    if rule.accepted_until is not None and appraisal.ended_on > rule.accepted_until:
        asked.append("appraisal-after-acceptance")
    ratings = ratings_of(before)
    if appraisal.method is Method.SUSTAINMENT and ratings:
        asked += _sustainment_questions(appraisal, rule, ratings)
    return tuple(asked)


def _sustainment_questions(
    appraisal: Appraisal, rule: AppraisalRule, ratings: Sequence[Appraisal]
) -> list[str]:
    """Ask what nothing published answers."""
    asked = []
    lapsed = ratings[-1].expires_on
    if lapsed is not None and lapsed < appraisal.ended_on:
        asked.append("sustainment-after-lapse")
    base = next((one for one in reversed(ratings) if one.method is not Method.SUSTAINMENT), None)
    if base is None or base.method not in _BASES:
        asked.append("sustainment-without-benchmark")
    run = _run_of_sustainments(ratings)
    through = _run_of_sustainments(ratings, over=Method.ACTION_PLAN_REAPPRAISAL)
    if rule.in_a_row is not None and run < rule.in_a_row <= through:
        asked.append("sustainment-over-reappraisal")
    return asked
