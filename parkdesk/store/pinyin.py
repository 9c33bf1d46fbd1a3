"""The spellings of a Chinese name: its dictionary order, and what a person types to find it.

pypinyin chooses the reading by the phrase (重庆 is chong qing, 银行 is yin hang). It takes 0.2 s
to import, so only saving a name imports it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spellings:
    """What is stored beside a name."""

    sort_key: str
    """Syllables with tone numbers, then the name itself: names of one reading stay in order."""
    pinyin: str
    """Letters and digits only, no tones."""
    initials: str


def spellings(name: str) -> Spellings:
    """Return the spellings of a name; what is not Chinese stands as it is, in small letters."""
    from pypinyin import Style, lazy_pinyin

    folded = unicodedata.normalize("NFKC", name).strip().casefold()
    parts = lazy_pinyin(
        # A callable may give several parts for a run of other characters, whatever its stub says.
        folded,
        style=Style.TONE3,
        neutral_tone_with_five=True,
        errors=list,  # type: ignore[arg-type]
    )
    plain, initials = [], []
    for part in parts:
        syllable = part[:-1] if len(part) > 1 and part[-1].isdigit() else part
        kept = "".join(character for character in syllable if character.isalnum())
        plain.append(kept.replace("ü", "v"))
        initials.append(kept[:1])
    return Spellings(f"{' '.join(parts)} {folded}", "".join(plain), "".join(initials))
