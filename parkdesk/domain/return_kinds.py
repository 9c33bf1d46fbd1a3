"""Returns of several kinds of period: which are asked for, what their forms hold, how they agree.

Which kinds an office asks for, and what each form holds, is data with days. A month's figures and
its quarter's are compared where both were handed in; what disagrees is asked, never blocked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from parkdesk.domain.errors import NotFound
from parkdesk.domain.periods import Period, PeriodKind, kind_of
from parkdesk.domain.programme_figures import Mark
from parkdesk.domain.statistics import PEOPLE, Return


class ReturnField(StrEnum):
    """A figure of a form, by its name in `Return`."""

    HEADCOUNT = "headcount"
    GRADUATES = "graduates"
    NEW_HIRES = "new_hires"
    NEW_GRADUATES = "new_graduates"


STOCKS = (ReturnField.HEADCOUNT, ReturnField.GRADUATES)
"""Counted at a period's end: the last part's is the whole's."""
FLOWS = (ReturnField.NEW_HIRES, ReturnField.NEW_GRADUATES)
"""Counted in a period: the parts add up to the whole."""


@dataclass(frozen=True, slots=True)
class ReturnFormRule:
    """One version of a form: its figures, from which day it is handed out, and who says so."""

    code: str
    kind: PeriodKind
    version: int
    valid_from: dt.date
    fields: tuple[ReturnField, ...]
    source: str
    certainty: Mark

    def only_asked(self, entered: Return) -> Return:
        """Return what was entered without the figures that this form does not hold."""
        held = {one.value for one in self.fields}
        return replace(entered, **{name: None for name in PEOPLE if name not in held})


def form_rule_of(rules: Iterable[ReturnFormRule], period: Period) -> ReturnFormRule:
    """Return the version of a period's form that held on its last day."""
    kind = kind_of(period)
    found = [one for one in rules if one.kind is kind and one.valid_from <= period.last]
    if not found:
        raise NotFound(table="return_form")
    return max(found, key=lambda one: (one.valid_from, one.version))


@dataclass(frozen=True, slots=True)
class Asked:
    """From and to which day a kind of return is asked for; None: until further notice."""

    kind: PeriodKind
    first: dt.date
    last: dt.date | None

    def holds(self, period: Period) -> bool:
        """Return whether a whole period of this kind lies in these days."""
        fits = kind_of(period) is self.kind and period.first >= self.first
        return fits and (self.last is None or period.last <= self.last)


def is_asked(asked: Iterable[Asked], period: Period) -> bool:
    """Return whether the returns of a period are asked for; a quarter's always are."""
    if kind_of(period) is PeriodKind.QUARTER:
        return True
    return any(one.holds(period) for one in asked)


@dataclass(frozen=True, slots=True)
class PeriodCorrection:
    """A change of a return that was handed in (更正说明); nothing after: it was taken back."""

    before: Return
    after: Return | None
    reason: str
    at: dt.datetime
    by: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A figure of a longer period that its parts say otherwise."""

    field: ReturnField
    whole: int
    parts: int
    """The sum of the parts, of a stock the last part's."""

    @property
    def is_flow(self) -> bool:
        """Whether the parts are added up."""
        return self.field in FLOWS


def disagreements(whole: Return | None, parts: Sequence[Return | None]) -> tuple[Disagreement, ...]:
    """Return what a period's return and those of its parts say differently.

    A flow is compared where every part has it, a stock where the last part has.
    """
    if whole is None or not parts:
        return ()
    found = []
    for field in (*STOCKS, *FLOWS):
        said = _figure(whole, field)
        told = [_figure(one, field) for one in (parts[-1:] if field in STOCKS else parts)]
        known = [one for one in told if one is not None]
        if said is not None and len(known) == len(told) and sum(known) != said:
            found.append(Disagreement(field, said, sum(known)))
    return tuple(found)


def _figure(told: Return | None, field: ReturnField) -> int | None:
    value: int | None = getattr(told, field.value, None)
    return value
