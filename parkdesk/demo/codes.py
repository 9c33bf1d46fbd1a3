"""Numbers that pass every check and yet belong to nobody.

The demonstration park must not name a real company or person by accident, so each number takes
a form that the issuing office never gives out: a region with no county, an organisation code
in a series that does not exist, a mobile prefix that no operator holds.
"""

from __future__ import annotations

import datetime as dt

_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_VALUE = {char: value for value, char in enumerate(_CREDIT_ALPHABET)}
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_SERIES = "YW"
"""Organisation codes begin with digits or MA, MB…; no office issues a series YW."""
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK = "10X98765432"
# Codes of whole provinces: a resident's number always carries a county's code.
_REGIONS = ("320000", "330000", "340000", "370000", "410000", "420000", "230000", "210000")
_FIRST_BIRTH = dt.date(1994, 1, 1)
_BIRTHS = 3_650
"""Days from the first birth to the end of 2003."""
_ORDERS = 999
_PEOPLE = len(_REGIONS) * _BIRTHS * _ORDERS
# Coprime to the number of people, so that neighbours look unrelated and nobody comes twice.
_STRIDE = 27_644_437


def _sum(text: str, first_place: int = 0) -> int:
    return sum(int(char) * _ID_WEIGHTS[first_place + at] for at, char in enumerate(text))


_REGION_SUMS = tuple((code, _sum(code)) for code in _REGIONS)
_BIRTH_DAYS = tuple(_FIRST_BIRTH + dt.timedelta(days=day) for day in range(_BIRTHS))
_BIRTH_SUMS = tuple((f"{day:%Y%m%d}", _sum(f"{day:%Y%m%d}", 6)) for day in _BIRTH_DAYS)
_ORDER_SUMS = tuple((f"{order:03d}", _sum(f"{order:03d}", 14)) for order in range(_ORDERS + 1))


def credit_code(number: int) -> str:
    """Return the unified social credit code of the `number`-th invented enterprise.

    Both check characters hold (GB 32100-2015 and, inside it, GB 11714-1997).
    """
    body = f"{_ORGANISATION_SERIES}{number:06d}"
    values = (int(char, 36) for char in body)
    check = 11 - sum(v * w for v, w in zip(values, _ORGANISATION_WEIGHTS, strict=True)) % 11
    head = f"91320000{body}{'X' if check == 10 else check % 11}"  # noqa: PLR2004 (ISO 7064)
    total = sum(_CREDIT_VALUE[char] * w for char, w in zip(head, _CREDIT_WEIGHTS, strict=True))
    return head + _CREDIT_ALPHABET[-total % 31]


def resident(number: int) -> tuple[str, dt.date, bool]:
    """Return the ID number of the `number`-th invented person, the birth date, and if a man.

    Every `number` below some 29 million gives another one; all pass ISO 7064 MOD 11-2.
    """
    place = (number * _STRIDE + 1_000_003) % _PEOPLE
    place, order = divmod(place, _ORDERS)
    region_at, birth_at = divmod(place, _BIRTHS)
    region, region_sum = _REGION_SUMS[region_at]
    birth, birth_sum = _BIRTH_SUMS[birth_at]
    digits, order_sum = _ORDER_SUMS[order + 1]
    check = _ID_CHECK[(region_sum + birth_sum + order_sum) % 11]
    return f"{region}{birth}{digits}{check}", _BIRTH_DAYS[birth_at], (order + 1) % 2 == 1


def id_number_of(birth: dt.date, order: int) -> str:
    """Return an invented person's ID number for a birth date that the story needs."""
    head = f"{_REGIONS[0]}{birth:%Y%m%d}{order:03d}"
    return head + _ID_CHECK[_sum(head) % 11]


def namesake(number: str) -> str:
    """Return another number of the same birth date, as two people of one day have them."""
    order = (int(number[14:17]) + 371) % _ORDERS + 1
    return id_number_of(dt.date.fromisoformat(number[6:14]), order)


def neighbour(number: str) -> str:
    """Return the number that differs in the last digit before the check character."""
    head = number[:16] + str((int(number[16]) + 1) % 10)
    return head + _ID_CHECK[_sum(head) % 11]


def wrong_check(number: str) -> str:
    """Return the number with a check character that cannot be right."""
    return number[:17] + ("1" if number[17] != "1" else "2")


def phone(number: int) -> str:
    """Return a mobile number with the prefix 154, which no operator has been given."""
    return f"154{(number * 7_368_787 + 20_260_101) % 10**8:08d}"


def bank_account(number: int) -> str:
    """Return a corporate account of 19 digits; such accounts carry no check digit."""
    return f"9900{(number * 982_451_653 + 20_260_101) % 10**15:015d}"
