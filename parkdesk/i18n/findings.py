"""Findings, rules and attestations in words: for the screen, for print, for the terminal."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.compliance_rules import (
    ComplianceRule,
    Measure,
    Parameter,
    ParameterName,
    RuleCode,
    day_of_year,
)
from parkdesk.domain.findings import OF_EACH_CONTRACT, Ending, FindingFact
from parkdesk.domain.programmes import Mark
from parkdesk.i18n import language, problem, tr, trn
from parkdesk.i18n.enterprise_sheets import in_language

_COMMON_YEAR = 2001
_EACH = OF_EACH_CONTRACT | {RuleCode.PAPER_MISSING}
_OF_ONE = frozenset({"contract", "name_zh"})
"""What a finding of one contract or one paper names, and none of several does."""
_SURE = frozenset({Mark.DOCUMENT, Mark.REPORT})


def found_text(rule: RuleCode, facts: Mapping[str, FindingFact]) -> str:
    """Return the sentence of a finding; of one that names several objects, as those of before."""
    each = ":each" if rule in _EACH and not _OF_ONE.isdisjoint(facts) else ""
    return problem(f"finding:{rule.value}{each}", **_places(facts))


def ending_text(ending: Ending | None) -> str:
    """Return the fact that ended a finding; empty while it stands."""
    return "" if ending is None else problem(f"ending:{ending.code}", **_places(ending.facts))


def kept_ending_text(stored: str) -> str:
    """Return the same from how a finding keeps it: a JSON object, its code under no name."""
    facts = {
        name: dt.date.fromisoformat(value["day"]) if isinstance(value, dict) else value
        for name, value in json.loads(stored).items()
    }
    return ending_text(Ending(str(facts.pop("")), facts))


def rule_text(rule: ComplianceRule) -> str:
    """Return what a rule asks."""
    return in_language(rule.sentence_zh, rule.sentence_en)


def source_text(one: ComplianceRule | Measure) -> str:
    """Return where it was read, with 待核实 where nobody has read the document itself."""
    text = in_language(one.source_zh, one.source)
    return text if one.mark in _SURE else tr("{text} (to be confirmed)", text=text)


def measure_text(one: Measure) -> str:
    """Return what a measure is called."""
    return in_language(one.name_zh, one.name_en)


def figure_text(one: Parameter) -> str:
    """Return the value of a rule's figure with its unit."""
    if one.name is ParameterName.DUE_MMDD:
        return day_text(day_of_year(one.value, _COMMON_YEAR))
    return trn("{n} day", "{n} days", one.value)


def day_text(day: dt.date) -> str:
    """Return a day of every year: 3月31日."""
    return tr("{month}/{day}", month=day.month, day=day.day)


def _places(facts: Mapping[str, FindingFact]) -> dict[str, object]:
    """Return what the places of a sentence hold, names in the language in use."""
    places: dict[str, object] = {}
    for name, value in facts.items():
        if name == "quarter":
            places[name] = Quarter.parse(str(value))
        elif name == "year":
            places[name] = str(value)
        elif not name.endswith(("_zh", "_en")):
            places[name] = value
    chosen = "_zh" if language() == "zh_CN" else "_en"
    for name in ("name", "names"):
        if name + chosen in facts:
            places[name] = facts[name + chosen]
    return places
