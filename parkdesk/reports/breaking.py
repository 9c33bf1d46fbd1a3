"""Breaking lines of mixed Chinese and Latin text (避头尾).

No line begins with a closing sign or ends with an opening one; a Latin word or a number stays
whole; a Chinese sign may end any line. A word longer than the line is cut, as nothing else helps.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_NO_END = "（《「『【〔〈“‘￥"
_NO_START = "，。、；：？！）》」』】〕〉”’…—～·‰℃々"
_NO_START_LATIN = r",.;:!?%)\]}"
_UNIT = re.compile(
    rf"(?:[{_NO_END}]|¥ ?)*(?:[^\s{_NO_END}{_NO_START}\u2e80-\uffff\U00020000-\U0003ffff]+|\S)"
    rf"[{_NO_START}{_NO_START_LATIN}]*\s*"
)


def break_lines(text: str, widths: Mapping[int, int], limit: float) -> tuple[str, ...]:
    """Return the lines of `text` that are at most `limit` wide, in the unit of `widths`.

    Line ends in the text are kept. The text has to be printable: every sign has a width.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_fill(paragraph, widths, limit))
    return tuple(lines)


def _fill(text: str, widths: Mapping[int, int], limit: float) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    for unit in _UNIT.findall(text):
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
            pieces.append(word[start:index])
            start, used = index, 0.0
        used += width
    pieces.append(word[start:])
    return pieces
