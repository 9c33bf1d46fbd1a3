"""Indicators (指标): what a figure means, how it is computed and rounded, and who says so.

A meaning holds for days. A figure is read by the meaning that held at its period's end, and two
figures of different meanings have no growth: they are not the same thing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from parkdesk.domain.programme_figures import Mark


class IndicatorCode(StrEnum):
    """The indicators that the program computes; what they mean is data."""

    RESIDENTS = "residents"
    CONTRACTS = "contracts"
    SIGNED = "signed"
    SIGNED_OFFSHORE = "signed-offshore"
    SIGNED_ONSHORE = "signed-onshore"
    EXECUTED = "executed"
    EXECUTED_OFFSHORE = "executed-offshore"
    EXECUTED_ONSHORE = "executed-onshore"
    EXECUTED_BY_LINE = "executed-by-line"
    OFFSHORE_SHARE = "offshore-share"
    HEADCOUNT = "headcount"
    GRADUATES = "graduates"
    NEW_HIRES = "new-hires"
    NEW_GRADUATES = "new-graduates"
    RETURNS_IN = "returns-in"
    QUARTER_ON_QUARTER = "quarter-on-quarter"
    YEAR_ON_YEAR = "year-on-year"
    CMMI_3_AND_UP = "cmmi-3-and-up"
    EXPIRING = "expiring"
    SUBSIDY_APPROVED = "subsidy-approved"


class IndicatorUnit(StrEnum):
    """What an indicator is counted in."""

    ENTERPRISES = "enterprises"
    CERTIFICATES = "certificates"
    CONTRACTS = "contracts"
    PERSONS = "persons"
    USD_CENTS = "usd-cents"
    CNY_CENTS = "cny-cents"
    PERMILLE = "permille"
    PER_CENT = "per-cent"


OF_FIGURE = {
    "contracts": IndicatorCode.CONTRACTS,
    "signed_usd_cents": IndicatorCode.SIGNED,
    "executed_usd_cents": IndicatorCode.EXECUTED,
    "executed_offshore_usd_cents": IndicatorCode.EXECUTED_OFFSHORE,
    "headcount": IndicatorCode.HEADCOUNT,
    "graduates": IndicatorCode.GRADUATES,
    "new_hires": IndicatorCode.NEW_HIRES,
    "new_graduates": IndicatorCode.NEW_GRADUATES,
    "returns": IndicatorCode.RETURNS_IN,
}
"""The indicator behind a figure of `Totals`, or of a form, by the figure's name."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One meaning of an indicator, in both languages."""

    YOUNG: ClassVar[frozenset[str]] = frozenset({"source_en"})
    """Left out of the JSON while empty: an edition of before it was kept stays byte for byte."""

    code: str
    valid_from: dt.date
    valid_to: dt.date | None
    name_zh: str
    name_en: str
    definition_zh: str
    definition_en: str
    unit: IndicatorUnit
    formula_zh: str
    formula_en: str
    rounding_zh: str
    rounding_en: str
    source: str
    certainty: Mark
    source_en: str = ""
    """The source in English as a closed edition keeps it; empty: it has no other words."""

    @property
    def confirmed(self) -> bool:
        """Whether its source was read; otherwise it is shown and printed as 待核实."""
        return self.certainty.confirmed

    def holds_on(self, day: dt.date) -> bool:
        """Return whether the meaning holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def said(self, part: str, language: str) -> str:
        """Return `name`, `definition`, `formula` or `rounding` in a language."""
        return str(getattr(self, f"{part}_{'zh' if language == 'zh_CN' else 'en'}"))


def holding_on(found: Iterable[Indicator], day: dt.date) -> tuple[Indicator, ...]:
    """Return the meanings that hold on a day, one of each code, the latest where two overlap."""
    chosen: dict[str, Indicator] = {}
    for one in found:
        known = chosen.get(one.code)
        if one.holds_on(day) and (known is None or known.valid_from < one.valid_from):
            chosen[one.code] = one
    return tuple(chosen.values())


def redefined(found: Iterable[Indicator], code: str, then: dt.date, now: dt.date) -> bool:
    """Return whether an indicator means something else on `now` than it did on `then`."""
    meanings = tuple(one for one in found if one.code == code)
    return holding_on(meanings, then) != holding_on(meanings, now)
