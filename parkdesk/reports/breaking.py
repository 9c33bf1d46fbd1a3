"""Breaking lines of mixed Chinese and Latin text (避头尾).

No line begins with a closing sign or ends with an opening one; a Latin word or a number stays
whole; a Chinese sign may end any line. A word longer than the line is cut, as nothing else helps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_NO_END = "（《「『【〖〔〈［｛“‘￥＄"
_NO_START = "，。、；：？！）》」』】〗〕〉］｝”’…—～·％‰℃々"
_NO_START_LATIN = r",.;:!?%)\]}"
_MAY_NOT_START = frozenset(f"{_NO_START},.;:!?%)]}}")
_CORE = (
    rf"(?:[^\s{_NO_END}{_NO_START}\u2e80-\uffff\U00020000-\U0003ffff]+|\S)"
    rf"[{_NO_START}{_NO_START_LATIN}]*"
)
_WORD = rf"(?:[{_NO_END}]|-?(?:¥|US\$) ?)*{_CORE}"
"""A sum stays with the sign of its currency."""
_UNIT = re.compile(rf"{_WORD}(?:\u00a0+{_WORD})*\s*")
"""What a no-break space joins is one unit."""
_UNIT_OF_BEFORE = re.compile(rf"(?:[{_NO_END}]|¥ ?)*{_CORE}\s*")


def break_lines(
    text: str, widths: Mapping[int, int], limit: float, *, joined: bool = True
) -> tuple[str, ...]:
    """Return the lines of `text` that are at most `limit` wide, in the unit of `widths`.

    Line ends in the text are kept. The text has to be printable: every sign has a width.
    Where not `joined`, a line may end at a no-break space too: papers of before are drawn so.
    """
    lines: list[str] = []
    unit = _UNIT if joined else _UNIT_OF_BEFORE
    for paragraph in text.split("\n"):
        lines.extend(_fill(unit.findall(paragraph), widths, limit))
    return tuple(lines)


def _fill(units: Iterable[str], widths: Mapping[int, int], limit: float) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    for unit in units:
        word = unit.rstrip()
        space = unit[len(word) :]
        width = sum(widths[ord(sign)] for sign in word)
        if line and used + width > limit:
            lines.append(line.rstrip())
            line, used = "", 0.0
        if width > limit:
            *whole, word = _cut(word, widths, limit)
            lines.extend(whole)
        line += word + space
        used += sum(widths[ord(sign)] for sign in word + space)
    lines.append(line.rstrip())
    return lines


def _cut(word: str, widths: Mapping[int, int], limit: float) -> list[str]:
    pieces = []
    start, used = 0, 0.0
    for index, sign in enumerate(word):
        width = widths[ord(sign)]
        if used + width > limit and index > start:
            place = _place_of_cut(word, start, index)
            pieces.append(word[start:place])
            start, used = place, sum(widths[ord(one)] for one in word[place:index])
        used += width
    pieces.append(word[start:])
    return pieces


def _place_of_cut(word: str, start: int, index: int) -> int:
    """Return where a word is cut that cannot go on to `index`: a closing sign is not left alone."""
    for place in range(index, start, -1):
        if word[place] not in _MAY_NOT_START and word[place - 1] not in _NO_END:
            return place
    return index
