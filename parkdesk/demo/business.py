"""Eight quarters of business: who buys what from whom, and what was delivered and received.

Amounts are whole minor units of the contract's currency. Executions of a contract never add up to
more than its amount, and lie between its signing and its end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from parkdesk.demo.draw import near, stream
from parkdesk.demo.size import QUARTERS
from parkdesk.domain.calendar import Quarter, add_months
from parkdesk.domain.contracts import Rate, ServiceLine
from parkdesk.domain.money import minor_digits

# Client, country, currency. None of them exists.
_ABROAD = (
    ("Kitanagi Systems K.K.", "JP", "JPY"),
    ("Harbourline Software Inc.", "US", "USD"),
    ("Minatogawa Digital K.K.", "JP", "JPY"),
    ("Rheinwerk Daten GmbH", "DE", "EUR"),
    ("Blue Junk Logistics Ltd.", "HK", "HKD"),
    ("Cedar & Vale Insurance plc", "GB", "USD"),
    ("Straits Ledger Pte. Ltd.", "SG", "USD"),
    ("Hoshikage Motors K.K.", "JP", "JPY"),
    ("Prairie Health Analytics LLC", "US", "USD"),
    ("Formosa Lantern Co.", "TW", "USD"),
    ("Hanbit Studio Inc.", "KR", "USD"),
    ("Liffey Cloud Ltd.", "IE", "EUR"),
)
_AT_HOME = (
    ("沧宁银行股份有限公司", "CN", "CNY"),
    ("云湖轨道交通集团有限公司", "CN", "CNY"),
    ("临汐家电制造有限公司", "CN", "CNY"),
    ("北汀财产保险有限公司", "CN", "CNY"),
    ("岫川医院管理集团有限公司", "CN", "CNY"),
    ("朔安汽车零部件有限公司", "CN", "CNY"),
)

# Invented: not one of them is a published rate. US dollars for one unit, first and last month.
_RATES: dict[str, tuple[Decimal, Decimal]] = {
    "CNY": (Decimal("0.141200"), Decimal("0.142700")),
    "EUR": (Decimal("1.090000"), Decimal("1.132000")),
    "HKD": (Decimal("0.128400"), Decimal("0.128200")),
    "JPY": (Decimal("0.006750"), Decimal("0.007020")),
}
ONE = Decimal(1)
_RATE_STEP = Decimal("0.000001")
RATE_SOURCE = "演示汇率（虚构）"

# Spring is slow; the last quarter dips a little, so that there is something to explain.
_SEASON = (100, 90, 102, 106, 116, 105, 124, 119)
_ONE_IN_AMENDED = 9
_SLIPS_OUT = 3
"""Per cent of the last quarter's executions without a receipt."""
_CENTS_A_HEAD = 2_900_000
"""What one person delivers in a quarter, in fen, before the season."""


@dataclass(frozen=True, slots=True)
class Execution:
    """Work delivered and received for; `receipt_no` is empty while the bank's slip is out."""

    executed_on: dt.date
    amount_minor: int
    receipt_no: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change (变更) of a contract's amount."""

    changed_on: dt.date
    amount_minor: int
    reason: str


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract and what came of it up to the end of the last quarter."""

    enterprise: int
    number: str
    client: str
    country: str
    currency: str
    line: ServiceLine
    title: str
    signed_on: dt.date
    ends_on: dt.date
    amount_minor: int
    executions: tuple[Execution, ...]
    amendment: Amendment | None = None
    draft: bool = False


def rates(seed: int) -> tuple[Rate, ...]:
    """Return a rate for each currency and month, wandering from its first to its last value."""
    rng = stream(seed, "rates")
    start = QUARTERS[0].first
    count = 3 * len(QUARTERS) + 1
    found = []
    for currency, (first, last) in _RATES.items():
        for at in range(count):
            middle = first + (last - first) * at / (count - 1)
            noise = Decimal(rng.randint(-30, 30)) / 10_000
            value = (middle * (1 + noise)).quantize(_RATE_STEP)
            found.append(Rate(currency, add_months(start, at), value, RATE_SOURCE))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Trader:
    """What of an enterprise decides its business; quarters are places in `QUARTERS`."""

    number: int
    line: ServiceLine
    work: str
    headcount: int
    offshore_percent: int
    first: int
    last: int
    brief: bool = False
    """Of very many: one contract over all the quarters, executed once in each."""


def contracts(trader: Trader, rng: Random) -> Iterator[Contract]:
    """Yield an enterprise's contracts, client after client, in the order they were signed."""
    brief = trader.brief
    abroad = rng.sample(_ABROAD, 1 if brief else rng.randint(1, 3))
    at_home = rng.sample(_AT_HOME, 1 if brief else rng.randint(1, 2))
    clients = [(one, trader.offshore_percent // len(abroad)) for one in abroad]
    clients += [(one, (100 - trader.offshore_percent) // len(at_home)) for one in at_home]
    clients = [(client, share) for client, share in clients if share]
    if brief:
        clients = [max(clients, key=lambda pair: pair[1])]
    serial = 0
    for client, percent in clients:
        start = trader.first
        while start <= trader.last:
            # The first contract may be nearly over, so that renewals do not come all at once.
            length = 8 if brief else rng.randint(1 if start == trader.first else 3, 5)
            serial += 1
            made = _contract(trader, rng, client, percent, start, length, serial)
            yield made if brief or rng.randrange(_ONE_IN_AMENDED) else _amended(made)
            start += length


def draft(trader: Trader, signed_on: dt.date, amount_minor: int) -> Contract:
    """Return a contract that a clerk has begun to write."""
    client, country, currency = _ABROAD[trader.number % len(_ABROAD)]
    return Contract(
        enterprise=trader.number,
        number=f"JB-{signed_on.year}-{trader.number:03d}-D1",
        client=client,
        country=country,
        currency=currency,
        line=trader.line,
        title=trader.work,
        signed_on=signed_on,
        ends_on=add_months(signed_on, 12) - dt.timedelta(days=1),
        amount_minor=amount_minor,
        executions=(),
        draft=True,
    )


def _amended(contract: Contract) -> Contract:
    """Return the contract with its amount raised by a fifth after half a year."""
    changed_on = add_months(contract.signed_on, 6)
    if changed_on > QUARTERS[-1].last:
        return contract
    after = contract.amount_minor * 6 // 5
    return replace(contract, amendment=Amendment(changed_on, after, "发包商追加工作量"))


def _contract(
    trader: Trader,
    rng: Random,
    client: tuple[str, str, str],
    percent: int,
    start: int,
    length: int,
    serial: int,
) -> Contract:
    name, country, currency = client
    signed_on = _signing(rng, start)
    executions: list[Execution] = []
    planned = 0
    for at in range(start, start + length):
        amount = _quarter_amount(trader, rng, currency, percent, at)
        planned += amount
        if at <= trader.last:
            executions += _executions(trader, rng, currency, amount, at, signed_on)
    return Contract(
        enterprise=trader.number,
        number=f"JB-{signed_on.year}-{trader.number:03d}-{serial:02d}",
        client=name,
        country=country,
        currency=currency,
        line=trader.line,
        title=trader.work,
        signed_on=signed_on,
        ends_on=QUARTERS[0].shifted(start + length - 1).last,
        amount_minor=_round_up(planned, currency),
        executions=tuple(executions),
    )


def _signing(rng: Random, start: int) -> dt.date:
    quarter = QUARTERS[start]
    return quarter.first + dt.timedelta(days=rng.randint(2, 20))


def _quarter_amount(trader: Trader, rng: Random, currency: str, percent: int, at: int) -> int:
    season = _SEASON[min(at, len(_SEASON) - 1)]
    cents = near(rng, trader.headcount * _CENTS_A_HEAD * season * percent // 10_000, 12)
    if currency == "CNY":
        return _rounded(cents)
    dollars = Decimal(cents) * _RATES["CNY"][0]
    units = dollars / (Decimal(1) if currency == "USD" else _RATES[currency][0])
    minor = units / 10 ** (2 - minor_digits(currency))
    return _rounded(int(minor))


def _rounded(minor: int) -> int:
    # Ten thousand yen and a hundred of any other unit are both round figures.
    return max(minor // 10_000, 1) * 10_000


def _round_up(minor: int, currency: str) -> int:
    step = 1_000_000 if currency == "JPY" else 5_000_000
    return -(-minor // step) * step


def _executions(
    trader: Trader, rng: Random, currency: str, amount: int, at: int, signed_on: dt.date
) -> Iterator[Execution]:
    quarter = QUARTERS[at]
    parts = 1 if trader.brief else rng.randint(1, 3)
    for part, minor in enumerate(_split(rng, amount, parts)):
        day = quarter.first + dt.timedelta(days=25 + 60 * part // parts + rng.randint(0, 4))
        day = min(max(day, signed_on + dt.timedelta(days=1)), quarter.last)
        yield Execution(day, minor, _receipt_no(rng, trader.number, currency, day, quarter))


def _split(rng: Random, amount: int, parts: int) -> Sequence[int]:
    shares = [_rounded(amount * rng.randint(25, 40) // 100) for _ in range(parts - 1)]
    return (*shares, amount - sum(shares))


def _receipt_no(rng: Random, enterprise: int, currency: str, day: dt.date, quarter: Quarter) -> str:
    # The bank's slip of a few of the newest executions has not come yet.
    missing = rng.randrange(100)
    serial = rng.randrange(10**6)
    if quarter == QUARTERS[-1] and missing < _SLIPS_OUT:
        return ""
    # 收款 from a client at home, 收汇 from one abroad.
    kind = "SK" if currency == "CNY" else "SH"
    return f"{kind}{day:%Y%m%d}{enterprise:06d}{serial:06d}"
