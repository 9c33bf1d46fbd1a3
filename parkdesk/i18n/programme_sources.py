"""The sources of the programmes that come with the program, by the keys that their figures name.

A figure of a seed names where it was read by short keys (`S11, S12`); people are told the document
or what kind of paper it was. What somebody typed as a source is no key and stays as it is typed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from parkdesk.i18n import date_text, language, list_text, tr
from parkdesk.paths import database_files

_KEYS = re.compile(r"S\d+[a-z]?( \([^)]*\))?(, S\d+[a-z]?( \([^)]*\))?)*")
_KEY = re.compile(r"S\d+[a-z]?")


@dataclass(frozen=True, slots=True)
class ProgrammeSource:
    """A document, or what else was read; `number` and `day` are empty where nobody saw one."""

    number: str
    day: str
    title: str
    title_en: str

    @property
    def words(self) -> str:
        """What it is, in the language being spoken."""
        return self.title if language() == "zh_CN" else self.title_en

    @property
    def name(self) -> str:
        """Its number with what it is, for a sentence."""
        if not self.number:
            return self.words
        return tr("{number} ({title})", number=self.number, title=self.words)


@cache
def known_sources() -> Mapping[str, ProgrammeSource]:
    """Return every source that a seed names, by its key."""
    path = database_files() / "seed" / "programme_sources.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row.pop("key"): ProgrammeSource(**row) for row in csv.DictReader(file)}


def sources_of(text: str) -> tuple[ProgrammeSource, ...]:
    """Return the sources that a text names by keys, each once; none where it was typed."""
    if not _KEYS.fullmatch(text):
        return ()
    known = known_sources()
    keys = _KEY.findall(text)
    if not all(key in known for key in keys):
        return ()
    return tuple(dict.fromkeys(known[key] for key in keys))


def source_text(text: str) -> str:
    """Return where something was read, in words."""
    return list_text(one.name for one in sources_of(text)) or text


class SourceList:
    """The sources that a print refers to, numbered in the order in which it names them."""

    def __init__(self) -> None:
        self._numbers: dict[ProgrammeSource, int] = {}

    def marks(self, text: str) -> str:
        """Return the numbers that stand for keys, [1][3]; what was typed stays as it is."""
        named = sources_of(text)
        if not named:
            return text
        numbers = sorted(self._numbers.setdefault(one, len(self._numbers) + 1) for one in named)
        return "".join(f"[{number}]" for number in numbers)

    def lines(self) -> tuple[tuple[str, str, str, str], ...]:
        """Return number, document number, what it is and its day, of each that was named."""
        return tuple(
            (f"[{number}]", one.number or "—", one.words, one.day or date_text(None))
            for one, number in self._numbers.items()
        )
