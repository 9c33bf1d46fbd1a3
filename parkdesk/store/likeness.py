"""Names of the register in memory, to be compared with one that is being typed.

rapidfuzz walks 100,000 names in a few hundredths of a second; it is imported when a name is first
compared. Nothing here knows a database: `parkdesk.usecases.duplicates` fills it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from parkdesk.domain.enterprises import bare, name_key
from parkdesk.domain.likeness import TypedIdentity, Why, core, trade_name
from parkdesk.store.pinyin import spellings

_ALIKE = 82.0
"""Likeness of the cores, 0 to 100, from which a name is told: one sign of six may differ."""
_ALIKE_TRADE = 60.0
"""… and of the 字号: two firms of one place and one trade are not alike by these."""
_SHORTEST = 2
_CREDIT_LENGTH = 18
_ORGANISATION = slice(8, 17)
_EQUAL = 100.0
_MOST = 50


@dataclass(frozen=True, slots=True)
class NamedEnterprise:
    """An enterprise as it is compared: the present name first, then the former ones."""

    id: int
    names: tuple[str, ...]
    pinyin: str
    code: str
    org_code: str
    registration_no: str

    @property
    def organisation(self) -> str:
        """The 组织机构代码, of its own or out of the credit code; empty where neither is there."""
        return organisation_of(self.code, self.org_code)


def organisation_of(code: str, org_code: str) -> str:
    """Return the 9-character code of older files that a credit code carries inside."""
    if org_code:
        return bare(org_code)
    return code[_ORGANISATION] if len(code) == _CREDIT_LENGTH else ""


class _Taken(NamedTuple):
    """Under which keys an enterprise stands, so that it can be taken out again."""

    place: int
    """In the list of cores."""
    numbers: tuple[str, ...]
    organisation: str
    names: tuple[str, ...]
    sound: str


class LikenessIndex:
    """Every name of the register, ready to be compared."""

    def __init__(self, enterprises: Iterable[NamedEnterprise]) -> None:
        self._numbers: dict[str, set[int]] = defaultdict(set)
        self._organisations: dict[str, set[int]] = defaultdict(set)
        self._names: dict[str, set[int]] = defaultdict(set)
        self._former: dict[str, set[int]] = defaultdict(set)
        self._sounds: dict[str, set[int]] = defaultdict(set)
        self._cores: list[str | None] = []
        self._owners: list[int] = []
        self._taken: dict[int, _Taken] = {}
        for one in enterprises:
            self._take(one)

    def update(self, enterprises: Iterable[NamedEnterprise], gone: Iterable[int] = ()) -> None:
        """Take changed and new enterprises in, and drop what is gone."""
        for id_ in gone:
            self._drop(id_)
        for one in enterprises:
            self._drop(one.id)
            self._take(one)

    def _take(self, one: NamedEnterprise) -> None:
        numbers = tuple(bare(number) for number in (one.code, one.registration_no) if number)
        keys = tuple(name_key(name) for name in one.names)
        taken = _Taken(len(self._cores), numbers, one.organisation, keys, one.pinyin)
        self._taken[one.id] = taken
        for table, key in self._places(taken):
            table[key].add(one.id)
        self._cores.append(core(one.names[0]))
        self._owners.append(one.id)

    def _drop(self, id_: int) -> None:
        taken = self._taken.pop(id_, None)
        if taken is None:
            return
        for table, key in self._places(taken):
            table[key].discard(id_)
        # rapidfuzz passes over None; a place in the middle cannot go without moving all others.
        self._cores[taken.place] = None

    def _places(self, taken: _Taken) -> Iterator[tuple[dict[str, set[int]], str]]:
        """Yield where an enterprise stands: a table, and its key there."""
        yield from ((self._numbers, number) for number in taken.numbers)
        if taken.organisation:
            yield self._organisations, taken.organisation
        for place, key in enumerate(taken.names):
            yield (self._former if place else self._names), key
        if taken.sound:
            yield self._sounds, taken.sound

    def like(self, typed: TypedIdentity, limit: int) -> dict[int, Why]:
        """Return the enterprises that what is typed may be, each with the surest reason."""
        found: dict[int, Why] = {}
        for why, ids in self._reasons(typed):
            for id_ in ids:
                found.setdefault(id_, why)
        return dict(list(found.items())[:limit])

    def _reasons(self, typed: TypedIdentity) -> Iterable[tuple[Why, Iterable[int]]]:
        nobody: set[int] = set()
        for number in (typed.code, typed.registration_no):
            if bare(number):
                yield Why.SAME_CODE, sorted(self._numbers.get(bare(number), nobody))
        organisation = organisation_of(bare(typed.code), typed.org_code)
        if organisation:
            yield Why.SAME_ORGANISATION, sorted(self._organisations.get(organisation, nobody))
        key = name_key(typed.name)
        if len(key) < _SHORTEST:
            return
        yield Why.SAME_NAME, sorted(self._names.get(key, nobody))
        yield Why.FORMER_NAME, sorted(self._former.get(key, nobody))
        yield from self._alike(typed.name)

    def _alike(self, name: str) -> Iterable[tuple[Why, Iterable[int]]]:
        from rapidfuzz import fuzz, process

        wanted, trade = core(name), trade_name(name)
        ranked = process.extract(
            wanted, self._cores, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_MOST
        )
        equal = [self._owners[place] for _core, score, place in ranked if score == _EQUAL]
        yield Why.SAME_CORE, equal
        yield Why.SAME_SOUND, sorted(self._sounds.get(spellings(name).pinyin, set()))
        yield (
            Why.ALIKE,
            [
                self._owners[place]
                for other, _score, place in ranked
                if fuzz.ratio(trade, trade_name(other)) >= _ALIKE_TRADE
            ],
        )
