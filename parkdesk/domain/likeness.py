"""When two enterprises of the register may be one: names alike, numbers the same.

Nothing here decides: it says why a pair should be looked at. A person answers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.enterprises import name_key

# Forms of a company by its law, the longest first: they say nothing about who it is.
_LEGAL_FORM = re.compile(
    r"(股份有限公司|有限责任公司|股份公司|有限公司|集团公司|集团|总公司|分公司|公司"
    r"|\(普通合伙\)|\(有限合伙\)|\(特殊普通合伙\))"
)
_COUNTRY = re.compile(r"\((中国|china)\)")
# Words that many names of a trade share; what is left without them is the 字号.
_TRADE = re.compile(
    r"(信息技术|信息科技|网络技术|网络科技|软件技术|软件开发|电子商务|数据服务|数据处理|技术服务"
    r"|信息服务|外包服务|知识流程|科技|软件|信息|网络|数据|技术|服务|外包|咨询|管理|系统|智能|电子)"
)
_SHORTEST = 2
_LONG_ENOUGH = 4
"""Shorter trade names differ by one sign and are two: a place of two characters and two more."""


class Why(StrEnum):
    """Why two enterprises may be one, the surest reason first."""

    SAME_CODE = "same-code"
    """The same 统一社会信用代码, or the same older number."""
    SAME_ORGANISATION = "same-organisation"
    """The 组织机构代码 of one is the inner part of the other's credit code (GB 32100)."""
    SAME_NAME = "same-name"
    """The same name, brackets and width aside."""
    FORMER_NAME = "former-name"
    """One bears the former name (曾用名) of the other."""
    SAME_CORE = "same-core"
    """The same name without the legal form."""
    SAME_SOUND = "same-sound"
    """Other characters of the same reading: what a phone call makes of a name."""
    ALIKE = "alike"
    """Nearly the same characters."""


@dataclass(frozen=True, slots=True)
class TypedIdentity:
    """What a person has typed of an enterprise so far."""

    name: str = ""
    code: str = ""
    org_code: str = ""
    registration_no: str = ""


def core(name: str) -> str:
    """Return a name without its legal form, blanks and "(中国)".

    云湖青禾信息技术有限公司 → 云湖青禾信息技术.
    """
    plain = _COUNTRY.sub("", name_key(name))
    return _LEGAL_FORM.sub("", plain) or plain


def trade_name(name: str) -> str:
    """Return the 字号 with its place: the core without the words of a whole trade.

    A name that consists of such words alone keeps its core.
    """
    short = _TRADE.sub("", core(name))
    return short if len(short) >= _SHORTEST else core(name)


@dataclass(frozen=True, slots=True)
class Known:
    """An enterprise as the search for pairs needs it. `organisation` is its 9-character code."""

    id: int
    names: tuple[str, ...]
    """The present name first, former ones after it."""
    pinyin: str
    organisation: str = ""
    registration_no: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two enterprises that should be looked at; the smaller number first."""

    first: int
    second: int
    why: Why


_STEP = 1_000
_FIRST_PART, _PARTS = 3, 4
"""Of the time it takes, so much goes by until every enterprise has its keys."""


def likely_pairs(
    enterprises: Sequence[Known], told: Callable[[int, int], object] = lambda _done, _total: None
) -> tuple[Pair, ...]:
    """Return every pair that shares a number, a name, a core or a sound, or differs by one sign.

    Each pair once, with its surest reason. The time grows with the number of enterprises, not
    with its square: equal keys meet in one drawer. `told` is called now and then with how many
    enterprises have been looked at, of how many; what it raises ends the search.
    """
    drawers: dict[tuple[Why, str], list[int]] = defaultdict(list)
    for done, one in enumerate(enterprises):
        if done % _STEP == 0:
            told(done * _FIRST_PART // _PARTS, len(enterprises))
        for key in set(_keys(one)):
            drawers[key].append(one.id)
    found: dict[tuple[int, int], Why] = {}
    order = {why: place for place, why in enumerate(Why)}
    for done, ((why, _key), ids) in enumerate(drawers.items()):
        if done % _STEP == 0:
            share = _FIRST_PART + (_PARTS - _FIRST_PART) * done / len(drawers)
            told(int(len(enterprises) * share) // _PARTS, len(enterprises))
        for pair in _pairs(ids):
            known = found.get(pair)
            if known is None or order[why] < order[known]:
                found[pair] = why
    told(len(enterprises), len(enterprises))
    pairs = [Pair(first, second, why) for (first, second), why in found.items()]
    return tuple(sorted(pairs, key=lambda one: (order[one.why], one.first, one.second)))


def _keys(one: Known) -> Iterator[tuple[Why, str]]:
    if one.organisation:
        yield Why.SAME_ORGANISATION, one.organisation
    if one.registration_no:
        yield Why.SAME_CODE, one.registration_no
    for place, name in enumerate(one.names):
        yield (Why.FORMER_NAME if place else Why.SAME_NAME), name_key(name)
        if place:
            continue
        yield Why.FORMER_NAME, name_key(name)
        yield Why.SAME_CORE, core(name)
        short = trade_name(name)
        if len(short) >= _LONG_ENOUGH:
            # One sign changed, left out or put in: with it gone, both read the same.
            yield Why.ALIKE, short
            for gap in range(len(short)):
                yield Why.ALIKE, short[:gap] + short[gap + 1 :]
    if one.pinyin:
        yield Why.SAME_SOUND, one.pinyin


_MOST_OF_ONE_KEY = 12
"""A key that more share than these says nothing about them."""


def _pairs(ids: list[int]) -> Iterator[tuple[int, int]]:
    if len(ids) > _MOST_OF_ONE_KEY:
        return
    ordered = sorted(set(ids))
    for place, first in enumerate(ordered):
        for second in ordered[place + 1 :]:
            yield first, second
