"""Money in whole minor units: reading it, splitting it, writing it in capitals (大写)."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from parkdesk.domain.bounds import LARGEST_MINOR

MINOR_DIGITS = {"JPY": 0, "KRW": 0}
"""ISO 4217 currencies in use here whose minor unit is not a hundredth."""

_AMOUNT = re.compile(r"-?(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d+)?", re.ASCII)
"""A comma parts thousands and nothing else: 1,5 is not fifteen."""
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_LARGEST = 10**16


def minor_digits(currency: str) -> int:
    """Return how many decimals an amount in `currency` has."""
    return MINOR_DIGITS.get(currency, 2)


def parse_amount(text: str, currency: str = "CNY") -> int:
    """Return an amount typed by a person in minor units.

    Takes thousands separators, full-width digits and a currency sign. Raises ValueError for
    anything else, for more decimals than the currency has, as nothing is rounded silently, and
    for what lies above `LARGEST_MINOR`.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lstrip("¥$€￥").strip()
    if not _AMOUNT.fullmatch(plain):
        raise ValueError(text)
    scaled = Decimal(plain.replace(",", "")).scaleb(minor_digits(currency))
    if scaled != scaled.to_integral_value() or abs(scaled) > LARGEST_MINOR:
        raise ValueError(text)
    return int(scaled)


def round_minor(amount: Decimal) -> int:
    """Return the nearest whole minor unit, halves away from zero: the one rounding of money."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def plain_amount(minor: int, currency: str = "CNY") -> str:
    """Return 4500.00 for 450000: digits and a point, for files and canonical text."""
    digits = minor_digits(currency)
    return f"{Decimal(minor).scaleb(-digits):.{digits}f}"


def major_units(minor: int, currency: str = "CNY") -> Decimal:
    """Return 4500.00 for 450000: the amount as a number with the currency's decimals."""
    return Decimal(minor).scaleb(-minor_digits(currency))


def rmb_capitals(cents: int) -> str:
    """Return an amount in RMB capitals, as 正确填写票据和结算凭证的基本规定 (PBC) asks.

    人民币壹万陆仟肆佰零玖元零贰分: 整 after whole 元, 零 for a gap, nothing after 分.
    """
    if abs(cents) >= _LARGEST * 100:
        raise ValueError(cents)
    sign = "负" if cents < 0 else ""
    yuan, fen = divmod(abs(cents), 100)
    jiao, fen = divmod(fen, 10)
    text = f"{_whole(yuan)}元" if yuan else ""
    if not jiao and not fen:
        return f"人民币{sign}{text or '零元'}整"
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif text:
        text += "零"
    text += f"{_DIGITS[fen]}分" if fen else "整"
    return f"人民币{sign}{text}"


def _whole(number: int) -> str:
    groups = []
    while number:
        number, rest = divmod(number, 10_000)
        groups.append(rest)
    text = ""
    gap = False
    for index in reversed(range(len(groups))):
        group = groups[index]
        if not group:
            gap = bool(text)
            continue
        if text and (gap or group < 1_000):  # noqa: PLR2004 (a group that begins with zeros)
            text += "零"
        gap = False
        text += _group(group) + _GROUPS[index]
    # 万亿 is 万 of 亿: a lone 万 group over an 亿 group needs 亿 said once.
    return text.replace("万亿", "万", 1) if text.count("亿") > 1 else text


def _group(group: int) -> str:
    text = ""
    gap = False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = True
    return text
