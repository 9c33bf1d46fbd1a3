"""What the name of a scan says: the slot it is for, and what may be the name of an enterprise."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from parkdesk.domain.identifiers import credit_code_problem, is_enterprise_code
from parkdesk.domain.masking import mask_account, mask_phone
from parkdesk.domain.papers import PaperSlot

_CODE = re.compile(r"(?<![0-9A-Z])(?:[0-9A-HJ-NPQRTUWXY]{18}|\d{15})(?![0-9A-Z])")
_NUMBERED = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{16,19}|\d{15}|1[3-9]\d{9})(?![0-9A-Za-z])")
_PHONE, _OLD = 11, 15
_BETWEEN = re.compile(r"[\s_\-—–+·.,，、;；:：()（）\[\]【】《》“”\"'#&@]+")
_NUMBER = re.compile(r"\d+(?:年|月|日|号|页|版)?")
_HANZI = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z][a-z0-9]*")
_FILLERS = (
    "扫描件",
    "复印件",
    "扫描",
    "原件",
    "正本",
    "副本",
    "盖章",
    "最新",
    "新版",
    "scan",
    "copy",
    "img",
)
"""Words of file names that say neither whose a paper is nor which."""
_SHORTEST = 2


def plain(text: str) -> str:
    """Return a text in the form in which it is compared: half-width and small."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def fold(name: str) -> str:
    """Return a file's name in the form in which it is compared, without its end."""
    return plain(stem(name))


def stem(name: str) -> str:
    """Return a file's name without its end; a dot inside is no end."""
    path = PurePosixPath(name)
    is_end = 1 < len(path.suffix) <= 6 and path.suffix[1:].isalnum()  # noqa: PLR2004 (.docx and room)
    return path.stem if is_end else name


def without_numbers(name: str) -> str:
    """Return a file's name with numbers of persons and accounts masked; it is shown everywhere.

    The number of an enterprise stays: a credit code, or an older registration number.
    """
    return _NUMBERED.sub(_masked, name)


def _masked(found: re.Match[str]) -> str:
    number = found[0].upper()
    if len(number) == _PHONE:
        return mask_phone(number)
    if len(number) == _OLD:
        # Numbers of enterprises and of persons have no check here; only a person has a birthday.
        is_enterprise = not _is_day(number[6:12])
    else:
        is_enterprise = is_enterprise_code(number) and not credit_code_problem(number)
    return found[0] if is_enterprise else mask_account(number)


def _is_day(digits: str) -> bool:
    """Return whether six digits may be a birthday of the last century."""
    try:
        dt.date.fromisoformat(f"19{digits}")
    except ValueError:
        return False
    return True


def guess_slot(name: str, slots: Sequence[PaperSlot]) -> PaperSlot | None:
    """Return the slot whose longest word stands in the name; None where no word does.

    Short Latin words, such as the initials of a slot, must stand alone: `fp` is not in `fpga`.
    """
    return next(iter(guess_slots(name, slots)), None)


def guess_slots(name: str, slots: Sequence[PaperSlot]) -> tuple[PaperSlot, ...]:
    """Return the slots whose longest word in the name is the longest of all, in their order."""
    folded = fold(name)
    alone = set(_LATIN.findall(folded))
    best: tuple[PaperSlot, ...] = ()
    longest = 0
    for slot in slots:
        for word in slot.words:
            stands = word in alone if word.isascii() and " " not in word else word in folded
            spaced = " " in word and word in _BETWEEN.sub(" ", folded)
            if not (stands or spaced) or len(word) < longest:
                continue
            if len(word) > longest:
                longest, best = len(word), ()
            if slot not in best:
                best = (*best, slot)
    return best


def codes_in(name: str) -> tuple[str, ...]:
    """Return what may be a credit code or an older registration number."""
    return tuple(_CODE.findall(unicodedata.normalize("NFKC", stem(name)).upper()))


def owner_words(name: str, slots: Iterable[PaperSlot]) -> tuple[str, ...]:
    """Return what is left of a name without dates and words of slots, the longest first.

    These are the parts that may name an enterprise: Chinese as it stands, Latin as a short name or
    as the initials of the pinyin.
    """
    rest = fold(name)
    words = {word for slot in slots for word in slot.words} | set(_FILLERS)
    for word in sorted(words, key=len, reverse=True):
        if word.isascii():
            rest = re.sub(rf"(?<![a-z]){re.escape(word)}(?![a-z])", " ", rest)
        else:
            rest = rest.replace(word, " ")
    for code in codes_in(name):
        rest = rest.replace(code.casefold(), " ")
    rest = _NUMBER.sub(" ", rest)
    parts = [part for piece in _BETWEEN.split(rest) for part in _parts(piece)]
    found = dict.fromkeys(part for part in parts if len(part) >= _SHORTEST)
    return tuple(sorted(found, key=len, reverse=True))


def _parts(piece: str) -> list[str]:
    return _HANZI.findall(piece) + _LATIN.findall(piece)
