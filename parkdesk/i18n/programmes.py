"""Words of a programme's figures: names, values with units, and where they were read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.certifications import EventType
from parkdesk.domain.identity import Role
from parkdesk.domain.platforms import Platform
from parkdesk.domain.programmes import (
    BarringRule,
    ClaimantBranch,
    FeeKind,
    Figure,
    HeadCeiling,
    ItemKind,
    Level,
    LevelShare,
    Mark,
    Programme,
)
from parkdesk.i18n import (
    amount_text,
    date_text,
    label,
    language,
    money_text,
    number_text,
    rate_text,
    tr,
    trn,
)

_MONEY = frozenset(
    {
        "cap-enterprise",
        "cap-institution",
        "allotment",
        "certification-cap",
        "platform-cap",
        "platform-minimum",
    }
)
_SHARES = frozenset({"offshore", "offshore-above", "graduates", "certification-share"})
_MEMBERS: Mapping[str, type[StrEnum]] = {
    "certification-events": EventType,
    "certification-fees": FeeKind,
    "platform-kinds": Platform,
    "platform-costs": ItemKind,
}
LIMIT, SIGNAL, PLATFORM_SHARE = "approval-limit-", "signal-", "platform-share-"


def figure_name(key: str) -> str:
    """Return what a figure of a programme is called."""
    if key.startswith(LIMIT):
        return tr("{role} may approve, at most", role=role_name(key.removeprefix(LIMIT)))
    if key.startswith(PLATFORM_SHARE):
        kind = ItemKind(key.removeprefix(PLATFORM_SHARE))
        return tr("Part that is paid: {kind}", kind=label(kind))
    if key.startswith(SIGNAL):
        return _signal_name(key.removeprefix(SIGNAL))
    return _names()[key]


def _signal_name(code: str) -> str:
    names = {
        "heads-permille": tr("Signal: people claimed for, per thousand of the staff"),
        "run-length": tr("Signal: diploma numbers in a row"),
        "young-months": tr("Signal: a firm is young, months"),
        "young-heads": tr("Signal: a young firm's large claim, persons"),
        "young-yuan": tr("Signal: a young firm's large claim, yuan"),
        "contract-months": tr("Signal: a short labour contract, months"),
    }
    return names.get(code, code)


def may_be_unset(key: str) -> bool:
    """Return whether a figure that is not there means something by itself."""
    return key.startswith((LIMIT, SIGNAL))


def unset_text(key: str) -> str:
    """Return what holds while a figure is not there."""
    if key.startswith(LIMIT):
        return tr("no limit")
    return tr("as the park has set") if key.startswith(SIGNAL) else tr("not known")


def _names() -> dict[str, str]:
    return _rule_names() | {
        "standing": tr("Basic condition"),
        "head-ceiling": tr("Heads of one claimant, at most"),
        "certification-items": tr("Certificates of one enterprise a year, at most"),
        "certification-cap": tr("For one certificate, at most"),
        "certification-share": tr("Part of the fee that is paid"),
        "certification-kinds": tr("Certificates named"),
        "certification-events": tr("Occasions supported"),
        "certification-fees": tr("Fees that are eligible"),
        "certification-level": tr("Lowest level that counts"),
        "platform-kinds": tr("Platforms supported"),
        "platform-costs": tr("Kinds of cost that are paid"),
        "platform-minimum": tr("Own investment, at least"),
        "platform-cap": tr("For one claim, at most"),
        "review-levels": tr("Reviewed by, after the park"),
        "shares": tr("Shares of the levels"),
        "notice-days": tr("Public notice"),
        "barring": tr("Loss of the right to claim"),
    }


def _rule_names() -> dict[str, str]:
    return {
        "window": tr("Supported window"),
        "branch": tr("Threshold"),
        "turnover": tr("Turnover a year, at least"),
        "offshore": tr("Offshore share, at least"),
        "offshore-above": tr("Offshore share, more than"),
        "graduates": tr("Share of junior college or above, at least"),
        "clean-years": tr("Years without violations"),
        "cap-enterprise": tr("Enterprise, per new hire, at most"),
        "cap-institution": tr("Institution, per trainee, at most"),
        "local-match": tr("Local matching per state yuan"),
        "allotment": tr("Released for the whole programme"),
        "contract-months": tr("Labour contract, at least"),
        "counting": tr("Counting of its months"),
        "degree": tr("Degree, at least"),
        "outsourcing-work": tr("Does outsourcing work"),
        "outsourcing-employer": tr("Trainees signed with an outsourcing enterprise"),
        "assessment-enterprise": tr("Assessment asked of new hires"),
        "assessment-institution": tr("Assessment asked of trainees"),
        "pass-score": tr("Pass mark"),
        "retirement-age": tr("Age that is looked at"),
        "repeat": tr("How often for one person"),
    }


def role_name(code: str) -> str:
    """Return the name of a role that may approve."""
    return {
        Role.REVIEWER.value: tr("The reviewer"),
        Role.MANAGER.value: tr("The manager"),
        Role.ADMINISTRATOR.value: tr("The administrator"),
    }.get(code, code)


def figure_text(key: str, figure: Figure[Any]) -> str:
    """Return a figure's value in words, with its unit."""
    value = figure.value
    if isinstance(value, tuple):
        return _tuple_text(key, value)
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    if isinstance(value, int):
        return _count_text(key, value)
    if isinstance(value, DateRange):
        return tr("{first} to {last}", first=date_text(value.first), last=date_text(value.last))
    return part_text(value)


def part_text(value: object) -> str:
    """Return a tier, a barring rule or a member in words."""
    if isinstance(value, HeadCeiling):
        return _tier_text(value)
    if isinstance(value, BarringRule):
        ground = label(value.ground)
        if value.years is None:
            return tr("{ground}: the number of years was not read", ground=ground)
        return trn("{ground}: {n} year", "{ground}: {n} years", value.years, ground=ground)
    assert isinstance(value, StrEnum)
    return label(value)


def _tier_text(tier: HeadCeiling) -> str:
    start = amount_text(tier.from_usd_cents)
    heads = number_text(tier.heads)
    if tier.below_usd_cents is None:
        return tr("US$ {start} or more: {heads} persons", start=start, heads=heads)
    end = amount_text(tier.below_usd_cents)
    return tr("US$ {start} to below {end}: {heads} persons", start=start, end=end, heads=heads)


def branch_text(branch: ClaimantBranch) -> str:
    """Return one of the alternative thresholds in words."""
    parts = []
    turnover, offshore = branch.turnover_usd_cents, branch.offshore_permille
    if turnover is not None:
        parts.append(tr("turnover US$ {amount} or more", amount=amount_text(turnover.value)))
    if offshore is not None:
        share = rate_text(offshore.value)
        more = branch.offshore_above
        parts.append(
            tr("offshore more than {share}", share=share)
            if more
            else tr("offshore {share} or more", share=share)
        )
    return enumerated(parts) if parts else tr("not known")


def enumerated(texts: Iterable[str]) -> str:
    """Return texts one after another, with the comma of the language."""
    return ("、" if language() == "zh_CN" else ", ").join(texts)


def _tuple_text(key: str, value: tuple[Any, ...]) -> str:
    if key == "review-levels":
        return " → ".join(label(one) for one in value) if value else tr("the park alone")
    if value and isinstance(value[0], LevelShare):
        return enumerated(f"{label(one.level)} {rate_text(one.permille)}" for one in value)
    kind = _MEMBERS.get(key)
    return enumerated(_member_text(kind, code) for code in value)


def _member_text(kind: type[StrEnum] | None, code: str) -> str:
    return label(kind(code)) if kind is not None and code in set(kind) else code


def _count_text(key: str, value: int) -> str:
    if key in _MONEY or key.startswith(LIMIT):
        return money_text(value)
    if key in _SHARES or key.startswith(PLATFORM_SHARE):
        return rate_text(value)
    units: dict[str, Callable[[], str]] = {
        "turnover": lambda: tr("US$ {amount}", amount=amount_text(value)),
        "local-match": lambda: f"{value / 1000:g} : 1",
        "contract-months": lambda: trn("{n} month", "{n} months", value),
        "clean-years": lambda: trn("{n} year", "{n} years", value),
        "notice-days": lambda: trn("{n} working day", "{n} working days", value),
    }
    return units.get(key, lambda: number_text(value))()


def mark_text(figure: Figure[Any]) -> str:
    """Return whether a figure is confirmed, in one word."""
    return tr("confirmed") if figure.confirmed else tr("to be confirmed")


def document_text(document: str, clause: str, mark: Mark, programme: Programme) -> str:
    """Return document and clause of a figure.

    The programme's own document stands for a figure that names none, but only for one that was
    read somewhere: what is to be confirmed was not read in it.
    """
    named = document or (programme.document if mark.confirmed else "")
    if not named:
        return clause or "—"
    return tr("{document}, {clause}", document=named, clause=clause) if clause else named


LEVELS = tuple(level for level in Level if level is not Level.PARK)
"""The levels that may review after the park."""
