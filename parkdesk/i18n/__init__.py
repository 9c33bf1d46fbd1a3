"""Words for people: gettext catalogues, sentences for codes, dates, numbers and money.

Source strings are English; the default language is zh_CN. No Qt here: prints, workbooks and the
command line speak too.
"""

from __future__ import annotations

import datetime as dt
import gettext
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from enum import Enum
from functools import cache

from parkdesk.domain.calendar import CHINA, Quarter
from parkdesk.domain.errors import InvalidInput, ParkDeskError
from parkdesk.domain.money import minor_digits
from parkdesk.domain.periods import Month, Period, Year
from parkdesk.i18n.catalogues import catalogue

__all__ = [
    "N_",
    "amount_text",
    "arrow_text",
    "date_text",
    "instant_text",
    "label",
    "language",
    "list_text",
    "message",
    "money_text",
    "number_text",
    "percent_text",
    "period_text",
    "problem",
    "quarter_text",
    "rate_text",
    "set_language",
    "speaking",
    "tr",
    "trn",
]

_state: dict[str, gettext.NullTranslations | str] = {
    "language": "en",
    "catalogue": gettext.NullTranslations(),
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""Not the calendar's names: those follow the language of the machine."""
_aside: ContextVar[tuple[str, gettext.NullTranslations] | None] = ContextVar("aside", default=None)


def N_(text: str) -> str:  # noqa: N802 (the gettext convention for "marked, not yet looked up")
    """Mark a text for the catalogue; `tr` looks it up when it is shown."""
    return text


def set_language(code: str) -> None:
    """Speak `code` (zh_CN or en) from now on."""
    _state["catalogue"] = catalogue(code)
    _state["language"] = code


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak `code` inside the block and in this thread alone: a print in another language."""
    token = _aside.set((code, catalogue(code)))
    try:
        yield
    finally:
        _aside.reset(token)


def language() -> str:
    """Return the language spoken now."""
    aside = _aside.get()
    return aside[0] if aside else str(_state["language"])


def tr(text: str, /, **places: object) -> str:
    """Return `text` in the person's language, its named places filled."""
    found = _catalogue().gettext(text)
    return _filled(found, places) if places else found


def trn(one: str, many: str, n: int, /, **places: object) -> str:
    """Return the form for `n`; `{n}` is filled with thousands separators."""
    return _filled(_catalogue().ngettext(one, many, n), {"n": number_text(n), **places})


def _filled(sentence: str, places: Mapping[str, object]) -> str:
    """Fill the places of a sentence; a name that ends in a full stop, K.K., brings its own."""
    said = sentence.format(**places)
    for value in places.values():
        if type(value) is str and value.endswith("."):
            said = said.replace(f"{value}.", value)
    return said


def message(error: ParkDeskError) -> str:
    """Return what to tell the person about an error."""
    if isinstance(error, InvalidInput) and error.problems:
        return "\n".join(problem(code, **error.params) for code in error.problems.values())
    return problem(error.code, **error.params)


def problem(code: str, /, **facts: object) -> str:
    """Return the sentence of a code, with its facts."""
    sentence = _catalogue().gettext(_sentences().get(code, code))
    try:
        return _filled(sentence, {name: _place(name, value) for name, value in facts.items()})
    except KeyError:
        return sentence


def label(member: Enum) -> str:
    """Return the word for an enum member."""
    found = _labels().get((type(member), member.value))
    return _catalogue().gettext(found) if found else str(member.value)


def quarter_text(quarter: Quarter) -> str:
    """Return 2026年第3季度, or Q3 2026."""
    if language() == "zh_CN":
        return f"{quarter.year}年第{quarter.number}季度"
    return f"Q{quarter.number} {quarter.year}"


def period_text(period: Period) -> str:
    """Return 2026年7月 or July 2026 of a month, 2026年 or 2026 of a year, the text of a quarter."""
    if isinstance(period, Quarter):
        return quarter_text(period)
    chinese = language() == "zh_CN"
    if isinstance(period, Year):
        return f"{period.year}年" if chinese else str(period)
    if chinese:
        return f"{period.year}年{period.number}月"
    return f"{_MONTHS[period.number - 1]} {period.year}"


def date_text(day: dt.date | None) -> str:
    """Return 2026-10-12 in every language; an em dash for none."""
    return "—" if day is None else day.isoformat()


def instant_text(instant: dt.datetime | None) -> str:
    """Return the minute of an instant in China's time; an em dash for none."""
    return "—" if instant is None else f"{instant.astimezone(CHINA):%Y-%m-%d %H:%M}"


def number_text(value: int | Decimal, decimals: int = 0) -> str:
    """Return a number with thousands separators."""
    return f"{value:,.{decimals}f}"


def percent_text(share: int, decimals: int = 1) -> str:
    """Return a counted share, 71.7% for 717 thousandths; with two decimals `share` is per 10,000.

    A figure that was counted always has its decimals; what a rule says is `rate_text`.
    """
    return f"{number_text(Decimal(share).scaleb(-decimals), decimals)}%"


def rate_text(permille: int) -> str:
    """Return a share as a rule or a sentence says it: 70% for 700, 12.5% for 125."""
    return percent_text(permille) if permille % 10 else f"{number_text(permille // 10)}%"


def arrow_text(permille: int) -> str:
    """Return a growth rate, ↑ 18.4%, ↓ 3.1%, or that nothing changed; an arrow ends no line."""
    if not permille:
        return tr("unchanged")
    return f"{'↑' if permille > 0 else '↓'}\u00a0{percent_text(abs(permille))}"


def amount_text(minor: int, currency: str = "CNY") -> str:
    """Return an amount's digits with thousands separators, without the currency."""
    digits = minor_digits(currency)
    return f"{Decimal(minor).scaleb(-digits):,.{digits}f}"


def list_text(words: Iterable[str]) -> str:
    """Return words one after the other, with the comma that a list has in the language."""
    return ("、" if language() == "zh_CN" else ", ").join(words)


def money_text(minor: int | None, currency: str = "CNY") -> str:
    """Return ¥ 4,500.00, US$ 1,200.00 or JPY 1,200; an em dash for none."""
    if minor is None:
        return "—"
    if currency == "USD":
        return tr("US$ {amount}", amount=amount_text(minor, currency))
    sign = "¥" if currency == "CNY" else currency
    return f"{sign} {amount_text(minor, currency)}"


def _place(name: str, value: object) -> object:
    # Money is known by its place's name: {limit_cents} holds fen and is shown as 4,500.00.
    if name.endswith("_cents") and isinstance(value, int):
        return amount_text(value)
    # Shares are known in the same way: {limit_permille} holds thousandths and is shown as 70%.
    if name.endswith("_permille") and isinstance(value, int):
        return rate_text(value)
    return _fact(value)


def _fact(value: object) -> object:
    if isinstance(value, Enum):
        return label(value)
    if isinstance(value, dt.datetime):
        return instant_text(value)
    if isinstance(value, dt.date):
        return date_text(value)
    if isinstance(value, Month | Quarter | Year):
        return period_text(value)
    if isinstance(value, tuple):
        return list_text(str(_fact(one)) for one in value)
    return value


def _catalogue() -> gettext.NullTranslations:
    aside = _aside.get()
    if aside:
        return aside[1]
    found = _state["catalogue"]
    assert isinstance(found, gettext.NullTranslations)
    return found


@cache
def _sentences() -> dict[str, str]:
    from parkdesk.i18n import sentences

    return sentences.gathered()


@cache
def _labels() -> dict[tuple[type[Enum], object], str]:
    from parkdesk.i18n import sentences

    return sentences.labels()
