"""Returns of months and years besides the quarterly ones: asked for lately, not all in yet."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from parkdesk.demo.returns import Return
from parkdesk.demo.size import QUARTERS
from parkdesk.domain.periods import Month, Period, PeriodKind, Year, parts_of
from parkdesk.domain.statistics import ReturnState

Row = dict[str, Any]

_NEWEST = QUARTERS[-1]
_YEAR = Year(2025)
_KNOWN = 200
"""Only the first enterprises of a large park hand in months: its size is not about them."""
_OUT, _OTHERWISE = 11, 23
"""Of so many enterprises one has not handed in the newest month; of so many one says otherwise."""
_THIRDS = 3


def asked() -> tuple[Row, ...]:
    """Return the rows of `asked_return`: months since July 2026, years since 2025."""
    return (
        _asked(PeriodKind.MONTH, _NEWEST.first),
        _asked(PeriodKind.YEAR, _YEAR.first),
    )


def _asked(kind: PeriodKind, first: dt.date) -> Row:
    return {"version": 1, "kind": kind.value, "asked_from": first, "asked_to": None}


def period_returns(returns: Iterable[Return]) -> Iterator[Row]:
    """Yield the rows of `period_return` that go with these quarterly returns."""
    of_year: dict[int, list[Return]] = defaultdict(list)
    for one in returns:
        if one.enterprise > _KNOWN or one.received_on is None:
            continue
        if one.quarter == _NEWEST:
            yield from _months(one)
        if one.quarter.year == _YEAR.year:
            of_year[one.enterprise].append(one)
    for told in of_year.values():
        if len(told) == len(parts_of(_YEAR)):
            yield _year(told)


def _months(one: Return) -> Iterator[Row]:
    for at, month in enumerate(parts_of(one.quarter)):
        assert isinstance(month, Month)
        left = _THIRDS - 1 - at
        if not left and one.enterprise % _OUT == 0:
            continue
        hires = _share(one.new_hires, at)
        if at == 0 and one.enterprise % _OTHERWISE == 0:
            hires += 2
        heads = one.headcount - sum(_share(one.new_hires, later) for later in range(at + 1, 3))
        yield _row(
            one.enterprise,
            month,
            (heads, min(heads, one.graduates), hires, min(hires, _share(one.new_graduates, at))),
            month.last + dt.timedelta(days=3),
        )


def _share(total: int, at: int) -> int:
    """Return a third of a flow; the three add up to it."""
    return (total + at) // _THIRDS


def _year(told: list[Return]) -> Row:
    last = max(told, key=lambda one: one.quarter.last)
    hires, graduates = sum(one.new_hires for one in told), sum(one.new_graduates for one in told)
    figures = (last.headcount, last.graduates, hires, graduates)
    return _row(last.enterprise, _YEAR, figures, _YEAR.last + dt.timedelta(days=12))


def _row(
    enterprise: int, period: Period, people: tuple[int, int, int, int], received_on: dt.date
) -> Row:
    headcount, graduates, new_hires, new_graduates = people
    return {
        "version": 1,
        "enterprise_id": enterprise,
        "period": str(period),
        "form": "PD-YB-1" if isinstance(period, Month) else "PD-NB-1",
        "state": ReturnState.SUBMITTED.value,
        "headcount": headcount,
        "graduates": graduates,
        "new_hires": new_hires,
        "new_graduates": new_graduates,
        "received_on": received_on,
        "note": "",
    }
