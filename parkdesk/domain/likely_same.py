"""Whether two identity numbers are probably one person's (疑似同一人): asked once, answer kept.

A typing mistake in a number is caught by its check digit; what is not caught is a number made up
whole, or read wrongly and "put right" with a new check digit. Such a pair shares the name and the
birth date, or all but one of the first seventeen digits. The check digit says nothing here: it
follows from the others.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from parkdesk.domain import id_number

BODY = 17
"""The digits before the check digit."""
_CENTURY = "19"
"""A 15-digit number was given to people born in the last century only (GB 11643-1989)."""
_REGION = 6
_BIRTH_END = 14


class Resemblance(StrEnum):
    """What two numbers have in common."""

    NAME_AND_BIRTH = "name-and-birth"
    """同名同出生日期"""
    ONE_DIGIT = "one-digit"
    """One of the seventeen digits differs, or two neighbours are exchanged."""


class PairAnswer(StrEnum):
    """What somebody found out about two numbers."""

    SAME = "same"
    """One person with two numbers: what was claimed under the one counts for the other."""
    DIFFERENT = "different"


def resemblance(name: str, number: str, other_name: str, other: str) -> Resemblance | None:
    """Return what two different numbers that hold have in common; None for nothing or too little.

    Names count as equal letter by letter. People whose names merely sound alike are asked about
    only where the numbers differ in one digit.
    """
    if number == other:
        return None
    if _one_digit(number[:BODY], other[:BODY]):
        return Resemblance.ONE_DIGIT
    same = bool(name) and name == other_name and number[6:14] == other[6:14]
    return Resemblance.NAME_AND_BIRTH if same else None


def _one_digit(body: str, other: str) -> bool:
    places = [place for place in range(BODY) if body[place] != other[place]]
    if len(places) == 1:
        return True
    exchanged = [(first, second) for first, second in pairwise(places) if second == first + 1]
    if len(places) != 2 or not exchanged:  # noqa: PLR2004 - two neighbours
        return False
    first, second = exchanged[0]
    return body[first] == other[second] and body[second] == other[first]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A person to compare; `sound` is how the name is spoken, without tones."""

    id: int
    name: str
    sound: str
    number: str


def alike(
    asked: Sequence[Numbered], known: Iterable[Numbered]
) -> Iterator[tuple[Numbered, Numbered, Resemblance]]:
    """Yield who of `known` resembles whom of `asked`; only names that sound alike are compared.

    Not everybody with everybody: two numbers that resemble each other have the birth date or all
    the rest in common, or are exchanged just where the birth date begins or ends.
    """
    places: dict[tuple[str, str], list[Numbered]] = defaultdict(list)
    for one in asked:
        for key in _in_common(one):
            places[key].append(one)
    for other in known:
        seen = {other.id}
        for key in _in_common(other):
            for one in places.get(key, ()):
                if one.id in seen:
                    continue
                seen.add(one.id)
                why = resemblance(one.name, one.number, other.name, other.number)
                if why is not None:
                    yield one, other, why


def _in_common(person: Numbered) -> Iterator[tuple[str, str]]:
    """Yield what everybody who resembles the person has at least one of."""
    body = person.number[:BODY]
    yield person.sound, body[_REGION:_BIRTH_END]
    yield person.sound, body[:_REGION] + body[_BIRTH_END:]
    for place in (_REGION, _BIRTH_END):
        pair = "".join(sorted(body[place - 1 : place + 1]))
        yield person.sound, f"{body[: place - 1]}{pair}{body[place + 1 :]}.{place}"


def births_near(birth: dt.date) -> Iterator[dt.date]:
    """Yield the days whose eight digits differ from `birth` in at most one, or by an exchange.

    Only who was born on one of them can have a number of one digit's difference.
    """
    digits = f"{birth:%Y%m%d}"
    seen = set()
    for text in (digits, *_changed(digits), *_exchanged(digits)):
        try:
            day = dt.date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError:
            continue
        if day.year >= id_number.OLDEST_BIRTH_YEAR and day not in seen:
            seen.add(day)
            yield day


def _changed(digits: str) -> Iterator[str]:
    for place, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit:
                yield digits[:place] + other + digits[place + 1 :]


def _exchanged(digits: str) -> Iterator[str]:
    for place in range(len(digits) - 1):
        yield digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]


def new_form(old: str) -> str | None:
    """Return the 18-digit number that a 15-digit one became (15 位升 18 位); None if it is none.

    The century is written out and the check digit added; nothing else changed.
    """
    if len(old) != id_number.OLD_LENGTH or not (old.isascii() and old.isdigit()):
        return None
    body = old[:_REGION] + _CENTURY + old[_REGION:]
    number = body + id_number.check_character(body)
    return number if id_number.holds(number) else None
