"""The figures in somebody's words, held against those of a quarter's summary.

Looked at are numbers in digits with a unit, and percentages: 4,126.3 万美元, 143 家, 18.4%. A
number is found where a figure of the summary, rounded as the words round it, is the same. Dates,
levels, terms and numbers in Chinese characters are left alone: nothing can be said of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import Enum

from parkdesk.domain.certifications import IN_FORCE
from parkdesk.domain.findings import FindingStanding
from parkdesk.domain.pack_content import PackContent
from parkdesk.domain.pack_facts import PackFacts
from parkdesk.domain.shares import permille
from parkdesk.domain.statistics import FillState, Growth
from parkdesk.domain.summaries import QuarterlySummary, Unit
from parkdesk.domain.summary_findings import QuarterFindings, duties
from parkdesk.domain.threshold_watch import WatchMeasure

UNKNOWN_FIGURES = "text-figures-unknown"
"""What is asked about before words are kept or issued that say other figures."""


class Measure(Enum):
    """What a number is of: only figures of the same kind are the same."""

    COUNT = "count"
    CNY = "cny"
    USD = "usd"
    SHARE = "share"


_COUNTERS = (
    "家企业|家|人次|人|名|项|份|张|个(?![月年])|件|笔|起|小时|户|宗"
    "|enterprises?|companies|people|persons?|contracts?|certificates?|findings?|returns?|claims?"
    "|hours?|services?|hires?|graduates?"
)
_FIGURE = re.compile(
    r"(?P<front>(?:US\$|USD|RMB|CNY|\$|¥)\s*)?"
    r"(?<![\d.A-Za-z-])(?P<number>\d[\d,]*(?:\.\d+)?)"
    r"\s*(?P<scale>亿|千万|百万|万|thousand|million|billion)?\s*"
    r"(?:(?P<percent>%|‰|个百分点|per ?cent|percentage points?)"
    r"|(?P<money>美元|元|人民币|US dollars?|dollars?|USD|yuan|RMB|CNY)"
    rf"|(?P<counter>{_COUNTERS})(?![A-Za-z]))?",
    re.IGNORECASE,
)
_SCALES = {
    "万": 10_000, "百万": 10**6, "千万": 10**7, "亿": 10**8,
    "thousand": 1_000, "million": 10**6, "billion": 10**9,
}  # fmt: skip
_DOLLARS = ("美元", "us$", "$", "usd", "us dollar", "us dollars", "dollar", "dollars")


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """A figure as it stands in the words, and what it means at least and at most."""

    text: str
    measure: Measure
    least: Decimal
    most: Decimal

    def fits(self, value: Decimal) -> bool:
        """Return whether a figure, rounded as the words round it, is this one."""
        return self.least <= abs(value) <= self.most


def said_figures(text: str) -> tuple[SaidFigure, ...]:
    """Return the figures of a text that can be checked, each once, in their order."""
    plain = unicodedata.normalize("NFKC", text)
    found = (_said(match) for match in _FIGURE.finditer(plain))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _said(match: re.Match[str]) -> SaidFigure | None:
    front, money = (match["front"] or "").strip().lower(), (match["money"] or "").lower()
    if match["percent"]:
        measure, unit = Measure.SHARE, Decimal(1 if match["percent"] == "‰" else 10)
    elif front or money:
        is_dollars = (front or money) in _DOLLARS
        measure, unit = Measure.USD if is_dollars else Measure.CNY, Decimal(100)
    elif match["counter"]:
        measure, unit = Measure.COUNT, Decimal(1)
    else:
        return None
    unit *= _SCALES.get((match["scale"] or "").lower(), 1)
    digits = match["number"].replace(",", "")
    number = Decimal(digits)
    decimals = len(digits.partition(".")[2])
    half = unit * Decimal(5).scaleb(-decimals - 1)
    # Shares are kept in thousandths: more decimals than theirs cannot be told apart.
    half = max(half, Decimal("0.5")) if measure is Measure.SHARE else half
    return SaidFigure(match.group().strip(), measure, number * unit - half, number * unit + half)


def unfounded(text: str, summary: QuarterlySummary) -> tuple[str, ...]:
    """Return the figures of a text that the summary does not have, as they were typed."""
    said = said_figures(text)
    if not said:
        return ()
    known: dict[Measure, set[Decimal]] = {measure: set() for measure in Measure}
    for measure, value in known_figures(summary):
        known[measure].add(Decimal(value))
    return tuple(
        one.text for one in said if not any(one.fits(value) for value in known[one.measure])
    )


_UNITS = {
    Unit.CNY_CENTS: Measure.CNY,
    Unit.USD_CENTS: Measure.USD,
    Unit.PERMILLE: Measure.SHARE,
}


def known_figures(summary: QuarterlySummary) -> Iterator[tuple[Measure, int]]:
    """Yield what a text may say: the figures, the sums of the lists, their shares and growth.

    Of single lines only amounts count: among a thousand head-counts every number is found.
    """
    yield from _of_page_1(summary)
    yield from _of_execution(summary)
    yield from _of_lists(summary)
    if summary.pack is not None:
        yield from _of_pack(summary.pack)
    if summary.findings is not None:
        yield from _of_findings(summary.findings)


def _of_page_1(summary: QuarterlySummary) -> Iterator[tuple[Measure, int]]:
    for figure in summary.figures:
        measure = _UNITS.get(figure.unit, Measure.COUNT)
        for value in (figure.value, figure.previous, figure.year_before):
            if value is not None:
                yield measure, value
        for base in (figure.previous, figure.year_before):
            if figure.value is not None and base is not None:
                yield measure, figure.value - base
        yield from _grown(figure.against_previous(), figure.against_year_before())
    yield Measure.COUNT, summary.subsidy_persons
    if summary.budget_permille is not None:
        yield Measure.SHARE, summary.budget_permille
    if summary.totals is not None:
        yield from _amounts(summary.totals, counts=True)


def _grown(*found: Growth) -> Iterator[tuple[Measure, int]]:
    for one in found:
        if one.permille is not None:
            yield Measure.SHARE, one.permille


def _of_execution(summary: QuarterlySummary) -> Iterator[tuple[Measure, int]]:
    for quarter in summary.executed:
        parts = (quarter.ito_usd_cents, quarter.bpo_usd_cents, quarter.kpo_usd_cents)
        for value in (*parts, quarter.total_usd_cents):
            yield Measure.USD, value
            yield Measure.SHARE, permille(value, quarter.total_usd_cents)
    total = sum(one.usd_cents for one in summary.markets)
    for market in summary.markets:
        yield Measure.USD, market.usd_cents
        yield Measure.SHARE, permille(market.usd_cents, total)


def _of_lists(summary: QuarterlySummary) -> Iterator[tuple[Measure, int]]:
    rows = (
        summary.enterprises, summary.contracts, summary.certificates, summary.programmes,
        summary.returns, summary.markets, summary.platforms, summary.corrected, summary.late,
    )  # fmt: skip
    yield from ((Measure.COUNT, len(one)) for one in rows)
    for line in (*summary.enterprises, *summary.contracts):
        yield from _amounts(line, counts=False)
    for whole in (*summary.programmes, *summary.staff, *summary.platforms):
        yield from _amounts(whole, counts=True)
    yield from _sums(summary.programmes)
    yield from _sums(summary.platforms)
    for one in summary.staff:
        yield Measure.SHARE, permille(one.graduates, one.staff)
    for programme in summary.programmes:
        yield from ((Measure.COUNT, rejection.persons) for rejection in programme.rejections)
    for platform in summary.platforms:
        if platform.satisfied_permille is not None:
            yield Measure.SHARE, platform.satisfied_permille
    held = [one for one in summary.certificates if one.status in IN_FORCE]
    kinds = Counter(one.title for one in held) + Counter(one.kind for one in held if one.level)
    fills = Counter(one.fill_state for one in summary.enterprises)
    late = sum(1 for one in summary.returns if one.received_on is not None)
    counts = (
        summary.returns_expected, late, fills[FillState.SUBMITTED], fills[FillState.OVERDUE],
        len(held), len(summary.expiring()), *kinds.values(),
    )  # fmt: skip
    yield from ((Measure.COUNT, count) for count in counts)


def _of_pack(pack: PackContent) -> Iterator[tuple[Measure, int]]:
    for budget in pack.budgets:
        yield from _amounts(budget, counts=False)
        if budget.left_cents is not None:
            yield Measure.CNY, budget.left_cents
    for line in pack.watch:
        yield from ((Measure.COUNT, count) for count in (line.below, line.near, line.above))
        for one in line.enterprises:
            is_floor = line.measure is WatchMeasure.TURNOVER
            yield Measure.USD if is_floor else Measure.SHARE, one.value
    if pack.facts is not None:
        yield from _of_facts(pack.facts)


def _of_facts(facts: PackFacts) -> Iterator[tuple[Measure, int]]:
    for lines in (facts.training, facts.subsidies, facts.requests):
        for line in lines:
            yield from _amounts(line, counts=True)
        yield from _sums(lines)
    opened = [one.open_after for one in facts.requests]
    yield from ((Measure.COUNT, count) for count in (*opened, sum(opened)))


def _sums(lines: Iterable[object]) -> Iterator[tuple[Measure, int]]:
    sums: Counter[tuple[Measure, int]] = Counter()
    for line in lines:
        for place, (measure, value) in enumerate(_amounts(line, counts=True)):
            sums[measure, place] += value
    yield from ((measure, value) for (measure, _place), value in sums.items())


def _amounts(line: object, *, counts: bool) -> Iterator[tuple[Measure, int]]:
    """Yield the numbers of a dataclass by what their names say they are."""
    for field in fields(line):  # type: ignore[arg-type]
        value = getattr(line, field.name)
        if type(value) is int:
            measure = _measure_of(field.name)
            if counts or measure is not Measure.COUNT:
                is_tenths = field.name.endswith("_tenths")
                yield measure, (value + 5) // 10 if is_tenths else value


def _measure_of(name: str) -> Measure:
    if name.endswith("_usd_cents"):
        return Measure.USD
    if name.endswith("_cents"):
        return Measure.CNY
    return Measure.SHARE if name.endswith("_permille") else Measure.COUNT


def _of_findings(found: QuarterFindings) -> Iterator[tuple[Measure, int]]:
    counts = [
        len(found.standing), len(found.closed), found.found_since,
        *found.by_level().values(), *found.by_mark().values(),
        sum(1 for one in found.standing if one.standing is FindingStanding.OVERDUE),
    ]  # fmt: skip
    for duty in duties(found):
        counts += [duty.count, duty.overdue]
    yield from ((Measure.COUNT, count) for count in counts)
