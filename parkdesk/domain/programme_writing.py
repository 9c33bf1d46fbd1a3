"""Writing a programme as the text it is kept in (TOML), so that reading it gives the same again.

The text is for people too: an auditor can read it in any editor. The law that ties it to
`programme_reading` is tested with invented programmes: what is written reads back equal.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.programme_figures import Figure
from parkdesk.domain.programme_pack import Programme
from parkdesk.domain.programme_parts import (
    BarringRule,
    CertificationSupport,
    ClaimantBranch,
    Clause,
    HeadCeiling,
    LevelShare,
    Material,
    PackCase,
    PlatformSupport,
)

FORMAT = 2
"""The layout of the text; the first release wrote none and knew rosters alone."""
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN = ("code", "version", "year", "title", "title_en", "level", "region", "document")
_FIGURES = (
    "window",
    "graduate_permille",
    "clean_years",
    "local_match_permille",
    "allotment_cents",
    "contract_months",
    "counting",
    "degree",
    "outsourcing_work",
    "outsourcing_employer",
    "pass_score",
    "retirement_age",
    "repeat",
    "review_levels",
    "shares",
    "notice_days",
)
_BY_CODE = ("cap_cents", "assessment", "approval_limits", "signal_limits")
_LISTS = ("standing", "head_ceilings", "barring")


def programme_text(programme: Programme) -> str:
    """Return a programme as TOML."""
    return toml_text(programme_data(programme))


def programme_data(programme: Programme) -> dict[str, Any]:
    """Return a programme as the mapping that `parse_programme` reads."""
    data: dict[str, Any] = {"format": FORMAT}
    data |= {name: _plain(getattr(programme, name)) for name in _PLAIN}
    if programme.issued_on is not None:
        data["issued_on"] = programme.issued_on
    data["template"] = programme.template
    for name in _FIGURES:
        figure = getattr(programme, name)
        if figure is not None:
            data[name] = _figure(figure)
    data["claimant"] = [_branch(branch) for branch in programme.branches]
    for name in _BY_CODE:
        data[name] = _by_code(getattr(programme, name))
    for name in _LISTS:
        data[name] = [_figure(figure) for figure in getattr(programme, name)]
    if programme.certification is not None:
        data["certification"] = _support(programme.certification)
    if programme.platform is not None:
        shares = _by_code(programme.platform.share_permille)
        data["platform"] = _support(programme.platform) | {"share_permille": shares}
    data["clauses"] = [_clause(clause) for clause in programme.clauses]
    data["materials"] = [_material(material) for material in programme.materials]
    data["cases"] = [_case(case) for case in programme.cases]
    return {name: value for name, value in data.items() if name == "certification" or value != []}


def _plain(value: object) -> object:
    return value.value if isinstance(value, StrEnum) else value


def _figure(figure: Figure[Any]) -> dict[str, Any]:
    written = {"value": _value(figure.value), "mark": figure.mark.value}
    for name in ("source", "document", "clause"):
        text = getattr(figure, name)
        if text:
            written[name] = text
    return written


def _value(value: object) -> object:
    if isinstance(value, DateRange):
        return {"first": value.first, "last": value.last}
    if isinstance(value, HeadCeiling):
        tier = {"from_usd_cents": value.from_usd_cents, "heads": value.heads}
        below = value.below_usd_cents
        return tier if below is None else tier | {"below_usd_cents": below}
    if isinstance(value, BarringRule):
        rule: dict[str, object] = {"ground": value.ground.value}
        return rule if value.years is None else rule | {"years": value.years}
    if isinstance(value, tuple):
        if value and isinstance(value[0], LevelShare):
            return {share.level.value: share.permille for share in value}
        return [_plain(one) for one in value]
    return _plain(value)


def _by_code(figures: Mapping[Any, Figure[Any]]) -> dict[str, Any]:
    return {str(_plain(code)): _figure(figure) for code, figure in figures.items()}


def _branch(branch: ClaimantBranch) -> dict[str, Any]:
    written: dict[str, Any] = {}
    if branch.turnover_usd_cents is not None:
        written["turnover_usd_cents"] = _figure(branch.turnover_usd_cents)
    if branch.offshore_permille is not None:
        written["offshore_permille"] = _figure(branch.offshore_permille)
    return written | {"offshore_above": branch.offshore_above}


def _support(support: CertificationSupport | PlatformSupport) -> dict[str, Any]:
    named = {one.name: getattr(support, one.name) for one in fields(support)}
    return {name: _figure(one) for name, one in named.items() if isinstance(one, Figure)}


def _clause(clause: Clause) -> dict[str, Any]:
    return {"number": clause.number, "text": clause.text} | _origin(clause)


def _origin(part: Clause | Material) -> dict[str, str]:
    written = {"mark": part.mark.value, "source": part.source}
    return written | ({"document": part.document} if part.document else {})


def _material(material: Material) -> dict[str, Any]:
    written: dict[str, Any] = {
        "code": material.code,
        "name": material.name,
        "name_en": material.name_en,
        "kinds": sorted(kind.value for kind in material.kinds),
        "per_person": material.per_person,
        "requirement": material.requirement.value,
    }
    for name in ("condition", "condition_en", "clause"):
        if getattr(material, name):
            written[name] = getattr(material, name)
    return written | _origin(material)


def _case(case: PackCase) -> dict[str, Any]:
    return {
        "name": case.name,
        "kind": case.kind.value,
        "facts": dict(case.facts),
        "verdict": case.verdict,
        "amount_cents": case.amount_cents,
    }


def toml_text(data: Mapping[str, Any]) -> str:
    """Return a mapping as TOML: plain entries and figures first, then its tables."""
    lines = [f"{_key(name)} = {_inline(value)}" for name, value in data.items() if _short(value)]
    for name, value in data.items():
        if _short(value):
            continue
        many = value if isinstance(value, list) else [value]
        brackets = "[[{}]]" if isinstance(value, list) else "[{}]"
        for table in many:
            lines += ["", brackets.format(_key(name))]
            lines += [f"{_key(key)} = {_inline(one)}" for key, one in table.items()]
    return "\n".join(lines) + "\n"


def _short(value: object) -> bool:
    if isinstance(value, dict):
        return "value" in value and "mark" in value
    return not (isinstance(value, list) and value and isinstance(value[0], dict))


def _inline(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list):
        return "[" + ", ".join(_inline(one) for one in value) + "]"
    assert isinstance(value, dict)
    entries = (f"{_key(key)} = {_inline(one)}" for key, one in value.items())
    return "{ " + ", ".join(entries) + " }" if value else "{}"


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _quoted(name)


def _quoted(text: str) -> str:
    # JSON's escapes are all TOML's; the one sign that TOML wants escaped besides is DEL.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
