"""The chain of the demonstration park: who subcontracts to whom, and which services they offer.

Subcontracts between tenants are contracts like any other; a few links that no contract tells are
entered by hand. Nobody whose offshore share carries a claim takes one: work for a neighbour is
onshore.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from parkdesk.demo import business, rows
from parkdesk.demo.draw import near, stream, weighted
from parkdesk.demo.size import QUARTERS, TOLD_AT_LENGTH
from parkdesk.demo.tenants import Tenant
from parkdesk.domain.chain import Measure, Place, place_after
from parkdesk.domain.contracts import ServiceLine, usd_cents
from parkdesk.domain.service_codes import Layer

FIRST_DAY = dt.date(2007, 4, 24)
"""The list of services is in force from this day."""
_FEWEST = 40
_PLACES = (
    # Giver and taker by their places among the tenants, the work in CNY fen a quarter.
    (1, 8, 31_000_000),
    (1, 12, 18_500_000),
    (1, 16, 9_200_000),
    (2, 17, 24_000_000),
    (3, 12, 12_400_000),
    (3, 26, 7_600_000),
    (5, 30, 15_800_000),
    (6, 8, 6_400_000),
    (9, 21, 21_000_000),
    (9, 32, 5_200_000),
    (13, 35, 8_800_000),
)
_THROUGH = (
    # A client that works for a final customer: taker, client, country, final customer, amount.
    (14, "Minatogawa Digital K.K.", "JP", "Hoshikage Motors K.K.", 26_000_000),
    (18, "北汀系统集成有限公司", "CN", "北汀财产保险有限公司", 17_500_000),
)
_OUTSIDE = (
    # What a person entered: giver, the firm outside, its country, CNY fen of the first half-year.
    (1, "汐岸外协软件工作室", "CN", 42_000_000),
    (3, "临汐数据标注服务部", "CN", 18_600_000),
    (5, "Manila Harbor Support Inc.", "PH", 27_300_000),
    (9, "汐岸外协软件工作室", "CN", 9_900_000),
    (15, "岫川测试技术有限公司", "CN", 13_200_000),
)
_FIRST = 5
"""The place of 2026Q1 among the quarters with business."""
_CODES = {
    ServiceLine.ITO: (("ITO-OPER", 3), ("ITO-APPL", 6), ("ITO-BASE", 3)),
    ServiceLine.BPO: (("BPO-INTL", 4), ("BPO-OPER", 5), ("BPO-SUPP", 2)),
    ServiceLine.KPO: (("KPO", 1),),
}
_LAYERS = ((Layer.STRATEGIC, 1), (Layer.FUNCTIONAL, 4), (Layer.OPERATIONAL, 5))
_ONE_IN_SECOND = 3
_SOURCE = "企业报送的分包情况表"


@dataclass(frozen=True, slots=True)
class Made:
    """A contract of the chain and the final customer that it names."""

    contract: business.Contract
    final_customer: str = ""


def contracts(seed: int, everybody: list[Tenant]) -> Iterator[Made]:
    """Yield subcontracts between tenants, then those through a provider outside the park."""
    if len(everybody) < _FEWEST:
        return
    rng = stream(seed, "chain")
    for serial, (giver, taker, amount) in enumerate(_PLACES, 1):
        client = everybody[giver - 1].company.name
        yield Made(_contract(everybody[taker - 1], serial, client, "CN", near(rng, amount, 8)))
    for serial, (taker, client, country, final, amount) in enumerate(_THROUGH, 1 + len(_PLACES)):
        made = _contract(everybody[taker - 1], serial, client, country, near(rng, amount, 8))
        yield Made(made, final)


def _contract(
    taker: Tenant, serial: int, client: str, country: str, amount: int
) -> business.Contract:
    signed_on = QUARTERS[_FIRST].first + dt.timedelta(days=5 + serial)
    each = amount // 10_000 * 10_000
    executions = tuple(
        business.Execution(
            quarter.first + dt.timedelta(days=60 + serial),
            each,
            f"FB{quarter.year}{number}{serial:04d}",
        )
        for number, quarter in enumerate(QUARTERS[_FIRST:], 1)
    )
    return business.Contract(
        enterprise=taker.number,
        number=f"FB-2026-{serial:03d}",
        client=client,
        country=country,
        currency="CNY",
        line=taker.company.line,
        title=taker.company.work,
        signed_on=signed_on,
        ends_on=dt.date(2026, 12, 31),
        amount_minor=each * 4,
        executions=executions,
    )


def contract_row(made: Made, id_: int, sort_key: str, rates: rows.Rates) -> rows.Row:
    """Return a row of `contract`, with its final customer."""
    return rows.contract(made.contract, id_, sort_key, rates) | {
        "final_customer": made.final_customer
    }


def links(everybody: list[Tenant], rates: rows.Rates) -> Iterator[rows.Row]:
    """Yield rows of `chain_link`: subcontracts that the park knows from the giver's own report."""
    if len(everybody) < _FEWEST:
        return
    for giver, name, country, amount in _OUTSIDE:
        tenant = everybody[giver - 1]
        first = dt.date(2026, 1, 1)
        used = rates.at("CNY", first)
        yield {
            "version": 1,
            "giver_id": tenant.number,
            "giver_name": "",
            "giver_country": None,
            "giver_place": Place.GENERAL_PROVIDER.value,
            "taker_id": None,
            "taker_name": name,
            "taker_country": country,
            "taker_place": place_after(Place.GENERAL_PROVIDER).value,
            "service_line": tenant.company.line.value,
            "measure": Measure.EXECUTED.value,
            "currency": "CNY",
            "amount_minor": amount,
            "amount_usd_cents": usd_cents(amount, "CNY", Decimal(used.usd_per_unit)),
            "usd_rate": str(used.usd_per_unit),
            "from_on": first,
            "to_on": dt.date(2026, 6, 30),
            "source": _SOURCE,
            "note": "",
        }


def services(seed: int, everybody: list[Tenant], codes: Mapping[str, int]) -> Iterator[rows.Row]:
    """Yield rows of `enterprise_service`; `codes` are the ids of the list's codes."""
    for tenant in everybody[:TOLD_AT_LENGTH]:
        rng = stream(seed, f"services-{tenant.number}")
        choices = _CODES[tenant.company.line]
        main = weighted(rng, choices)
        yield _service(tenant, codes[main], weighted(rng, _LAYERS), is_main=True)
        others = [code for code, _weight in choices if code != main]
        if others and not rng.randrange(_ONE_IN_SECOND):
            yield _service(tenant, codes[rng.choice(others)], weighted(rng, _LAYERS), is_main=False)


def _service(tenant: Tenant, code_id: int, layer: Layer, *, is_main: bool) -> rows.Row:
    return {
        "version": 1,
        "enterprise_id": tenant.number,
        "service_code_id": code_id,
        "market": tenant.reach.value,
        "layer": layer.value,
        "is_main": is_main,
        "from_on": max(tenant.entered_on, FIRST_DAY),
        "to_on": tenant.left_on,
        "note": "",
    }
