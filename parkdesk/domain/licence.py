"""Reading what a business licence (营业执照) prints: the registered capital in words or figures."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from parkdesk.domain.bounds import LARGEST_MINOR
from parkdesk.domain.money import parse_amount

_DIGITS = {
    one: value
    for value, several in enumerate(
        ("零〇", "壹一", "贰二两", "叁三", "肆四", "伍五", "陆六", "柒七", "捌八", "玖九")
    )
    for one in several
}
_PLACES = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_FIGURES = re.compile(r"((?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?)(万|亿)?", re.ASCII)
_AROUND = re.compile(r"人民币|圆|元|整|正|RMB|CNY|¥", re.IGNORECASE)
_FEN = 100


def parse_capital(text: str) -> int:
    """Return a registered capital in fen: 20,000,000, 2000万元 and 贰仟万元整 are the same.

    Raises ValueError for anything else; other currencies than yuan are not read here.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    bare = _AROUND.sub("", plain)
    figures = _FIGURES.fullmatch(bare)
    if figures is None:
        return _spelled_fen(bare) if bare else parse_amount(text)
    if figures[2] is None:
        return parse_amount(figures[1])
    fen = Decimal(figures[1].replace(",", "")) * _GROUPS[figures[2]] * _FEN
    if fen != fen.to_integral_value() or fen > LARGEST_MINOR:
        raise ValueError(text)
    return int(fen)


def _spelled_fen(text: str) -> int:
    fen = _spelled(text) * _FEN
    if fen > LARGEST_MINOR or not set(text) & (_DIGITS.keys() | _PLACES.keys()):
        raise ValueError(text)
    return fen


def _spelled(text: str) -> int:
    """Return whole yuan spelled in Chinese numerals, formal or plain."""
    total = group = digit = 0
    for one in text:
        if one in _DIGITS:
            if digit:
                # 二〇〇〇万: digit after digit, as years are written, is no spelled number.
                raise ValueError(text)
            digit = _DIGITS[one]
        elif one in _PLACES:
            group += (digit or 1) * _PLACES[one]
            digit = 0
        elif one in _GROUPS:
            # 一万亿: what was counted so far is what 亿 multiplies.
            total = (
                (total + group + digit) * _GROUPS[one]
                if one == "亿"
                else total + (group + digit) * _GROUPS[one]
            )
            group = digit = 0
        else:
            raise ValueError(text)
    return total + group + digit
