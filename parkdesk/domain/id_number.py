"""Citizens' identity numbers (公民身份号码, GB 11643-1999) and permits of the same shape.

Eighteen characters: six of region, eight of birth date, three of order (odd = male), one check
character by ISO 7064 MOD 11-2 with X for ten. Residence permits for Hong Kong, Macao and Taiwan
people (810000, 820000, 830000) and the foreigners' permanent-resident card (first digit 9) have
the same shape and the same check.

Whether the county existed in the birth year is not asked here: half of all old numbers would be
refused for a county that was renamed. An unknown province is a doubt, never a refusal.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

LENGTH = 18
OLD_LENGTH = 15
OLDEST_BIRTH_YEAR = 1900

_CHECK_CHARACTERS = "10X98765432"
_CHECK_VALUE = {character: value for value, character in enumerate(_CHECK_CHARACTERS)}
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_EXPONENT = re.compile(r"\d(\.\d+)?E\+?\d+")
_DECIMAL_TAIL = re.compile(r"(\d{15,18})\.0+")
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_NOT_PRINTED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff'’`\-]+")

# The first two digits of GB/T 2260: provinces, and the three permit prefixes.
_PROVINCES = frozenset(
    str(code)
    for codes in (
        range(11, 16),
        range(21, 24),
        range(31, 38),
        range(41, 47),
        range(50, 55),
        range(61, 66),
        (71, 81, 82, 83),
    )
    for code in codes
)
_PERMIT_PREFIXES = ("810000", "820000", "830000")
_FOREIGN_PREFIX = "9"


class Sex(StrEnum):
    """Read from the seventeenth digit."""

    FEMALE = "female"
    MALE = "male"


class IdKind(StrEnum):
    """Which document bears the number."""

    CITIZEN = "citizen"
    RESIDENCE_PERMIT = "residence-permit"
    FOREIGN_RESIDENT = "foreign-resident"


class IdProblem(StrEnum):
    """Why a number cannot be right."""

    MISSING = "id-missing"
    EXCEL_DAMAGED = "id-excel-damaged"
    OLD_FORM = "id-old-form"
    WRONG_LENGTH = "id-wrong-length"
    WRONG_CHARACTER = "id-wrong-character"
    NO_SUCH_DATE = "id-no-such-date"
    BORN_TOO_EARLY = "id-born-too-early"
    BORN_IN_FUTURE = "id-born-in-future"
    WRONG_CHECK = "id-wrong-check"


class IdDoubt(StrEnum):
    """What a person should look at, although the number may be right."""

    UNKNOWN_REGION = "id-unknown-region"
    ENDS_IN_ZEROS = "id-ends-in-zeros"


@dataclass(frozen=True, slots=True)
class IdReading:
    """What a typed number says.

    `expected` is the check character that the other seventeen ask for; it is set only when the
    check character is the one thing wrong. `birth`, `sex` and `kind` are set once the number
    is right.
    """

    number: str
    problem: IdProblem | None = None
    expected: str = ""
    length: int = 0
    birth: dt.date | None = None
    sex: Sex | None = None
    kind: IdKind | None = None
    doubts: tuple[IdDoubt, ...] = ()


def normalise(text: str) -> str:
    """Return `text` in half-width capitals without blanks, hyphens and Excel's apostrophe."""
    if text.isascii() and text.isalnum():
        return text.upper()
    return _NOT_PRINTED.sub("", unicodedata.normalize("NFKC", text)).upper()


def check_character(body: str) -> str:
    """Return the eighteenth character that belongs to the seventeen digits of `body`."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, body, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def holds(number: str) -> bool:
    """Whether a normalised number has eighteen characters, a real birth date and a right check.

    The fast way for whole rosters: 13 leaves 2 when divided by 11, so the digits read in base 13
    are half the weighted sum. It does not ask whether the birth date lies in the future; `read`
    does.
    """
    body = number[:17]
    return (
        len(number) == LENGTH
        and number.isascii()
        and body.isdecimal()
        and _CHECK_CHARACTERS[2 * int(body, 13) % 11] == number[17]
        and _is_birth_date(number[6:14])
    )


def read(text: str, today: dt.date) -> IdReading:
    """Return what `text` says as an identity number on `today`; problems are values."""
    number = normalise(text)
    if holds(number):
        return _right(number, today)
    damaged = _damage(number)
    if damaged is not None:
        return IdReading(number, damaged, length=len(number))
    birth = _date_of(number[6:14])
    problem = _birth_problem(birth, today)
    if problem is not None:
        return IdReading(number, problem, length=LENGTH, birth=birth)
    if number.endswith("000"):
        return IdReading(number, IdProblem.EXCEL_DAMAGED, length=LENGTH)
    return IdReading(number, IdProblem.WRONG_CHECK, check_character(number[:17]), LENGTH)


def is_clear(number: str, today: dt.date) -> bool:
    """Whether `read` finds nothing to look at in a number that `holds`.

    The year of `today` counts as the future here: such a number is for `read` to judge.
    """
    return (
        int(number[6:10]) < today.year
        and (number[:2] in _PROVINCES or number.startswith(_FOREIGN_PREFIX))
        and not number.endswith("000")
    )


def with_last(number: str, text: str) -> str:
    """Return `number` with its last character replaced by `text`; other texts as they are.

    Only where the check is the one thing wrong with the number and `text` is one character that
    may stand there: somebody has compared the paper and types what it says. Nothing is guessed: the
    number is checked again, whatever was typed.
    """
    typed = normalise(text)
    if len(typed) != 1 or typed not in _CHECK_VALUE:
        return text
    wrong = len(number) == LENGTH and _SHAPE.fullmatch(number) and not holds(number)
    if not wrong or number.endswith("000") or _date_of(number[6:14]) is None:
        return text
    return number[:-1] + typed


def province(number: str) -> str:
    """Return the two digits of the province (GB/T 2260) in a number that `holds`; or nothing.

    Permits of people from Hong Kong, Macao and Taiwan have 81, 82, 83; foreigners have none.
    """
    return number[:2] if number[:2] in _PROVINCES else ""


def birth_date(number: str) -> dt.date:
    """Return the birth date in a number that `holds`; ValueError for another."""
    return dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def sex(number: str) -> Sex:
    """Return the sex in a number that `holds`: the seventeenth digit is odd for men."""
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def age_on(birth: dt.date, day: dt.date) -> int:
    """Return completed years of life on `day`; somebody born on 29 February turns on 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _right(number: str, today: dt.date) -> IdReading:
    birth = birth_date(number)
    if birth > today:
        return IdReading(number, IdProblem.BORN_IN_FUTURE, length=LENGTH, birth=birth)
    return IdReading(number, None, "", LENGTH, birth, sex(number), _kind(number), _doubts(number))


def _damage(number: str) -> IdProblem | None:
    if not number:
        return IdProblem.MISSING
    if _EXPONENT.fullmatch(number) or _DECIMAL_TAIL.fullmatch(number):
        return IdProblem.EXCEL_DAMAGED
    if len(number) == OLD_LENGTH and number.isascii() and number.isdigit():
        return IdProblem.OLD_FORM
    if len(number) != LENGTH:
        return IdProblem.WRONG_LENGTH
    return None if _SHAPE.fullmatch(number) else IdProblem.WRONG_CHARACTER


def _birth_problem(birth: dt.date | None, today: dt.date) -> IdProblem | None:
    if birth is None:
        return IdProblem.NO_SUCH_DATE
    if birth.year < OLDEST_BIRTH_YEAR:
        return IdProblem.BORN_TOO_EARLY
    return IdProblem.BORN_IN_FUTURE if birth > today else None


def _kind(number: str) -> IdKind:
    if number.startswith(_PERMIT_PREFIXES):
        return IdKind.RESIDENCE_PERMIT
    return IdKind.FOREIGN_RESIDENT if number.startswith(_FOREIGN_PREFIX) else IdKind.CITIZEN


def _doubts(number: str) -> tuple[IdDoubt, ...]:
    doubts = []
    if number[:2] not in _PROVINCES and not number.startswith(_FOREIGN_PREFIX):
        doubts.append(IdDoubt.UNKNOWN_REGION)
    # Excel keeps fifteen digits and writes zeros for the rest. One such number in eleven passes
    # the check by chance, so a right one is looked at too.
    if number.endswith("000"):
        doubts.append(IdDoubt.ENDS_IN_ZEROS)
    return tuple(doubts)


def _date_of(digits: str) -> dt.date | None:
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def _is_birth_date(digits: str) -> bool:
    day = _date_of(digits)
    return day is not None and day.year >= OLDEST_BIRTH_YEAR
