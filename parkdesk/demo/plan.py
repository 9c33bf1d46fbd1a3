"""Everything of the demonstration park, as plain values, a batch of enterprises at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from parkdesk.demo import business, certificates, claims, returns, services
from parkdesk.demo.draw import stream
from parkdesk.demo.size import TOLD_AT_LENGTH, Size
from parkdesk.demo.tenants import Tenant, tenants
from parkdesk.domain.contracts import Rate

_BATCH = 5_000
_DRAFT_OF = 7
_LAST_RETURNS = 6
"""Enterprises that are there to be many hand in their last two quarters only."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some enterprises with all that belongs to them."""

    tenants: tuple[Tenant, ...]
    certificates: tuple[tuple[certificates.Certificate, ...], ...]
    contracts: tuple[business.Contract, ...]
    returns: tuple[returns.Return, ...]
    services: tuple[services.Served, ...]


def rates(size: Size) -> tuple[Rate, ...]:
    """Return the invented rates of exchange."""
    return business.rates(size.seed)


def batches(size: Size, everybody: list[Tenant]) -> Iterator[Batch]:
    """Yield the enterprises in batches, each with all that belongs to it but the claims."""
    for start in range(0, len(everybody), _BATCH):
        yield _batch(size, tuple(everybody[start : start + _BATCH]))


def all_tenants(size: Size) -> list[Tenant]:
    """Return the enterprises in their order."""
    return list(tenants(size))


def claims_of(
    size: Size, everybody: list[Tenant]
) -> tuple[tuple[claims.Claim, ...], Iterator[claims.Claim]]:
    """Return the claims told one by one, and the large ones of a park of very many people."""
    return claims.claims(size, everybody)


def _batch(size: Size, some: tuple[Tenant, ...]) -> Batch:
    held: list[tuple[certificates.Certificate, ...]] = []
    signed: list[business.Contract] = []
    filed: list[returns.Return] = []
    served: list[services.Served] = []
    for tenant in some:
        # A stream of its own for each: what one enterprise draws does not shift the next.
        rng = stream(size.seed, f"tenant-{tenant.number}")
        brief = tenant.number > TOLD_AT_LENGTH
        held.append(certificates.certificates(tenant, rng, brief=brief))
        trader = _trader(tenant, brief=brief)
        if trader is not None:
            signed += business.contracts(trader, rng)
        if trader is not None and tenant.number == _DRAFT_OF:
            signed.append(business.draft(trader, dt.date(2026, 10, 9), 48_000_000))
        filed += returns.returns(tenant, rng, _LAST_RETURNS if brief else 0)
        if not brief:
            served += services.services(tenant, rng)
    return Batch(some, tuple(held), tuple(signed), tuple(filed), tuple(served))


def _trader(tenant: Tenant, *, brief: bool) -> business.Trader | None:
    first, last = tenant.first_quarter(), tenant.last_quarter()
    if first is None or last is None:
        return None
    return business.Trader(
        number=tenant.number,
        line=tenant.company.line,
        work=tenant.company.work,
        headcount=tenant.headcount,
        offshore_percent=tenant.offshore_percent,
        first=first,
        last=last,
        brief=brief,
    )
