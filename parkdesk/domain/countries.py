"""Countries and regions as lists from outside call them."""

from __future__ import annotations

from collections.abc import Iterable

from parkdesk.domain.contracts import Country
from parkdesk.domain.enterprises import name_key


def codes_by_word(countries: Iterable[Country]) -> dict[str, str]:
    """Return the code of each country by what a list may call it."""
    found = {
        name_key(word): one.code
        for one in countries
        for word in (one.code, one.name_zh, one.name_en)
    }
    # How lists write these three; statistics print them with 中国.
    return found | {"香港": "HK", "澳门": "MO", "台湾": "TW"}
