"""Search as you type, in memory: each kind of text joined into one string and walked.

A hit at the start of a name counts before a hit inside it. One joined string of 100,000 names is
walked in under a millisecond by stringzilla (SIMD); where its wheel is missing, `bytes.find` takes
a few. Nothing here knows a database: `parkdesk.usecases.search` fills it.
"""

from __future__ import annotations

import array
import bisect
import importlib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from parkdesk.domain.search import HitKind


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that can be found. `names` are looked up as typed, the rest by letters."""

    kind: HitKind
    id: int
    title: str
    detail: str
    names: tuple[str, ...] = ()
    initials: str = ""
    pinyin: str = ""
    code: str = ""
    numbers: tuple[str, ...] = ()
    """Further numbers, looked up as the code is."""
    merged: tuple[tuple[str, str], ...] = ()
    """Of these, the numbers of records that were merged into it, each with that record's name."""

    @property
    def key(self) -> tuple[HitKind, int]:
        """What tells it from every other."""
        return self.kind, self.id


def fold(text: str) -> str:
    """Return a text in the form in which it is compared: half-width, small, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _walker(joined: bytes) -> Any:  # noqa: ANN401
    try:
        # It is a compiled module without stubs.
        library = importlib.import_module("stringzilla")
    except ImportError:
        return joined
    return library.Str(joined)


class _Column:
    """Texts joined by line breaks; a text stands between two, so a break before it is its start."""

    def __init__(self, texts: Iterable[tuple[int, str]]) -> None:
        self._owners = array.array("l")
        self._starts = array.array("q")
        parts = []
        at = 1
        for owner, text in texts:
            encoded = text.encode()
            self._owners.append(owner)
            self._starts.append(at)
            parts.append(encoded)
            at += len(encoded) + 1
        # The walker looks into this very buffer: it has to live as long.
        self._joined = b"\n" + b"\n".join(parts) + b"\n"
        self._find = _walker(self._joined).find

    def holds(self, text: bytes) -> bool:
        """Return whether any text holds `text`."""
        return bool(self._find(text, 0) >= 0)

    def starting(self, text: bytes) -> Iterator[int]:
        """Yield the owners of texts that begin with `text`."""
        yield from self._owners_of(b"\n" + text, 1)

    def containing(self, text: bytes) -> Iterator[int]:
        """Yield the owners of texts that hold `text`, each once."""
        yield from self._owners_of(text, 0)

    def _owners_of(self, text: bytes, skip: int) -> Iterator[int]:
        at = self._find(text, 0)
        while at >= 0:
            place = bisect.bisect_right(self._starts, at + skip) - 1
            yield self._owners[place]
            if place + 1 == len(self._starts):
                return
            # The next text's line break may be the first character that is looked for.
            at = self._find(text, self._starts[place + 1] - 1)


@dataclass(slots=True)
class _Part:
    """Entries that were indexed together, and their columns in the order of importance."""

    entries: list[Entry]
    names: _Column = field(init=False)
    letters: tuple[_Column, ...] = field(init=False)

    def __post_init__(self) -> None:
        numbered = list(enumerate(self.entries))
        self.names = _Column((n, fold(name)) for n, one in numbered for name in one.names)
        self.letters = (
            _Column((n, one.initials) for n, one in numbered if one.initials),
            _Column(
                (n, fold(code)) for n, one in numbered for code in (one.code, *one.numbers) if code
            ),
            _Column((n, one.pinyin) for n, one in numbered if one.pinyin),
        )

    def columns(self, words: str) -> list[_Column | None]:
        """Return the columns in the order of importance; None for one without any hit.

        So a word that is nowhere costs one walk a column, not one for each tier.
        """
        letters = self.letters if words.isascii() else ()
        wanted = words.encode()
        return [
            column if column in (self.names, *letters) and column.holds(wanted) else None
            for column in (self.names, *self.letters)
        ]


def _tiers(part: _Part, words: str) -> Iterator[Iterable[int]]:
    """Yield hits tier by tier: starts of every column before insides of any."""
    columns = part.columns(words)
    wanted = words.encode()
    for column in columns:
        yield column.starting(wanted) if column is not None else ()
    for column in columns:
        yield column.containing(wanted) if column is not None else ()


_REBUILD_AT = 400


class SearchIndex:
    """All entries, with those changed since the last rebuild kept apart."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._main = _Part(list(entries))
        self._fresh: dict[tuple[HitKind, int], Entry] = {}
        self._fresh_part = _Part([])
        self._gone: set[tuple[HitKind, int]] = set()

    def __len__(self) -> int:
        hidden = self._gone | self._fresh.keys()
        return sum(one.key not in hidden for one in self._main.entries) + len(self._fresh)

    def update(self, entries: Iterable[Entry], gone: Iterable[tuple[HitKind, int]] = ()) -> None:
        """Take changed and new entries in, and drop what is gone."""
        for key in gone:
            self._fresh.pop(key, None)
            self._gone.add(key)
        for entry in entries:
            self._fresh[entry.key] = entry
            self._gone.discard(entry.key)
        self._fresh_part = _Part(list(self._fresh.values()))
        if len(self._fresh) + len(self._gone) > _REBUILD_AT:
            self._rebuild()

    def find(self, text: str, limit: int) -> list[Entry]:
        """Return at most `limit` entries, the best first."""
        words = fold(text)
        if not words:
            return []
        found: dict[tuple[HitKind, int], Entry] = {}
        hidden = self._gone | self._fresh.keys()
        fresh, main = self._fresh_part, self._main
        tiers = zip(_tiers(fresh, words), _tiers(main, words), strict=True)
        for in_fresh, in_main in tiers:
            for number in in_fresh:
                entry = fresh.entries[number]
                found.setdefault(entry.key, entry)
            for number in in_main:
                entry = main.entries[number]
                if entry.key not in hidden:
                    found.setdefault(entry.key, entry)
                if len(found) >= limit:
                    return list(found.values())[:limit]
        return list(found.values())[:limit]

    def _rebuild(self) -> None:
        hidden = self._gone | self._fresh.keys()
        kept = [one for one in self._main.entries if one.key not in hidden]
        self._main = _Part(kept + list(self._fresh.values()))
        self._fresh, self._fresh_part, self._gone = {}, _Part([]), set()
