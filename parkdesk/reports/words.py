"""How figures read on paper: units, scales and growth, in the language being spoken.

Amounts in US dollars are printed in 万美元 in Chinese and in thousands in English: each language's
own custom, from the same cents.
"""

from __future__ import annotations

import datetime as dt

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.charts import Tone, chart_number
from parkdesk.domain.deviations import Deviation, Fact
from parkdesk.domain.severity import Level
from parkdesk.domain.statistics import Growth, GrowthMark
from parkdesk.domain.summaries import (
    Figure,
    FigureKey,
    QuarterlySummary,
    Unit,
)
from parkdesk.i18n import (
    N_,
    arrow_text,
    date_text,
    language,
    money_text,
    number_text,
    percent_text,
    problem,
    tr,
    trn,
)

_UNITS_OF_PEOPLE = {Unit.ENTERPRISES, Unit.PERSONS, Unit.CERTIFICATES}
_BAD_WHEN_UP = {FigureKey.EXPIRING}
_LEVEL_TONES = {Level.SERIOUS: Tone.BAD, Level.WARNING: Tone.WARN, Level.HINT: Tone.NEUTRAL}

_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip


def quarter_title(quarter: Quarter) -> str:
    """Return 2026 年第 3 季度, spaced as on paper."""
    return tr("Quarter {n} of {year}", n=quarter.number, year=quarter.year)


def park_name(summary: QuarterlySummary) -> str:
    """Return the park's name in the language being spoken, where it has one."""
    return summary.park if language() == "zh_CN" else summary.park_en or summary.park


def quarter_short(quarter: Quarter) -> str:
    """Return 26Q3, for an axis."""
    return f"{quarter.year % 100:02}Q{quarter.number}"


def month_name(month: int) -> str:
    """Return 10 月, or Oct."""
    return tr(_MONTHS[month - 1])


def dollar_scale() -> int:
    """Return how many US cents make one unit of the tables: 10,000 or 1,000 dollars."""
    return 1_000_000 if language() == "zh_CN" else 100_000


def dollar_decimals() -> int:
    """Return how many decimals tables give in that unit: hundreds of dollars in both."""
    return 2 if language() == "zh_CN" else 1


def dollar_unit() -> str:
    """Return the name of that unit."""
    return tr("US$ thousand")


def dollars(cents: int) -> str:
    """Return an amount for a table, in the unit that its caption names."""
    return chart_number(cents, dollar_scale(), dollar_decimals())


def yuan(cents: int) -> str:
    """Return yuan for a table, to the fen where there is any."""
    return chart_number(cents, 100, 2)


def figure_value(figure: Figure) -> str:
    """Return a figure with its unit, as on a card."""
    return amount_of(figure, figure.value)


def amount_of(figure: Figure, value: int | None) -> str:
    """Return a value of the figure's kind, such as what it is compared with."""
    return value_in(figure.unit, value)


def value_in(unit: Unit, value: int | None) -> str:
    """Return a value with its unit; an em dash where it is not known."""
    if value is None:
        return "—"
    if unit is Unit.USD_CENTS:
        return tr("US$ {amount} k", amount=chart_number(value, dollar_scale(), 1))
    if unit is Unit.CNY_CENTS:
        return f"¥ {chart_number(value, 100, 0)}"
    if unit is Unit.PERMILLE:
        return percent_text(value)
    return counted(unit, value)


def counted(unit: Unit, n: int) -> str:
    """Return a number of things with its counting word."""
    if unit is Unit.ENTERPRISES:
        return trn("{n} enterprise", "{n} enterprises", n)
    if unit is Unit.PERSONS:
        return trn("{n} person", "{n} people", n)
    return trn("{n} certificate", "{n} certificates", n)


def previous_change(figure: Figure) -> tuple[str, Tone]:
    """Return 环比 with its tone; things that are counted change by a number, not by a rate."""
    growth = figure.against_previous()
    now = figure.value if figure.like_previous is None else figure.like_previous
    if figure.unit in _UNITS_OF_PEOPLE and now is not None and figure.previous is not None:
        change = now - figure.previous
        return _counted_change(change), _tone(figure, change)
    return _rate(figure, growth, figure.previous), _growth_tone(figure, growth)


def _counted_change(change: int) -> str:
    if not change:
        return tr("unchanged")
    return f"{'↑' if change > 0 else '↓'}\u00a0{number_text(abs(change))}"


def year_change(figure: Figure) -> tuple[str, Tone]:
    """Return 同比 with its tone."""
    growth = figure.against_year_before()
    return _rate(figure, growth, figure.year_before), _growth_tone(figure, growth)


def level_tone(level: Level) -> Tone:
    """Return the tone of an exception's level."""
    return _LEVEL_TONES[level]


def deviation_sentence(deviation: Deviation) -> str:
    """Return what is wrong, in a sentence with its facts."""
    facts = {fact.name: fact_text(fact) for fact in deviation.facts}
    return problem(deviation.rule.sentence, **facts)


def fact_text(fact: Fact) -> str:
    """Return a fact as its name's ending asks: a day, an amount, a share or a plain number."""
    value = fact.value
    if isinstance(value, str):
        return date_text(dt.date.fromisoformat(value)) if fact.name.endswith("_on") else value
    if fact.name.endswith("_usd_cents"):
        return money_text(value, "USD")
    if fact.name.endswith("_cents"):
        return money_text(value)
    if fact.name.endswith("_permille"):
        return percent_text(value)
    return number_text(value)


def _rate(figure: Figure, growth: Growth, base: int | None) -> str:
    if growth.permille is not None:
        if figure.unit is Unit.PERMILLE:
            return _points((figure.value or 0) - (base or 0))
        return arrow_text(growth.permille)
    if growth.mark is GrowthMark.BASE_ZERO:
        return tr("from nothing")
    return tr("redefined") if growth.mark is GrowthMark.REDEFINED else tr("no data")


def _points(change: int) -> str:
    # A share grows by points: a rate of a rate would be read wrongly.
    if not change:
        return tr("unchanged")
    arrow = "↑" if change > 0 else "↓"
    return tr("{change} points", change=f"{arrow}\u00a0{chart_number(abs(change), 10, 1)}")


def _growth_tone(figure: Figure, growth: Growth) -> Tone:
    return Tone.NEUTRAL if growth.permille is None else _tone(figure, growth.permille)


def _tone(figure: Figure, change: int) -> Tone:
    if not change:
        return Tone.NEUTRAL
    return Tone.GOOD if (change > 0) != (figure.key in _BAD_WHEN_UP) else Tone.BAD
