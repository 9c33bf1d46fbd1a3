"""Certificates in every state: in force, running out, expired, suspended, withdrawn, superseded.

CMMI appraisals follow one another as the rules allow: a Sustainment keeps its Benchmark's level
and holds two years. Validity is computed by the rules of the domain, not written down here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from random import Random

from parkdesk.demo.draw import weighted
from parkdesk.demo.size import TODAY
from parkdesk.demo.tenants import Fate, Tenant
from parkdesk.domain.appraisals import Method
from parkdesk.domain.calendar import add_months
from parkdesk.domain.certifications import LastDay, expiry

_V2, _V3 = "CMMI V2.0", "CMMI V3.0"
_V3_SINCE = dt.date(2023, 6, 1)
_NUMBERED_SINCE = dt.date(2019, 1, 1)
_HOLDS_MONTHS = 36
_SUSTAINED_MONTHS = 24
_ISO = ("ISO9001", "ISO27001", "ISO20000")
_OTHERS = ("ITSS", "CSMM", "DCMM")
_WITH_LEVELS = {"CSMM", "DCMM"}
_LEVELS = ((2, 3), (3, 9), (4, 2), (5, 2))
_BODIES = ("云湖质量认证中心（虚构）", "沧宁认证有限公司（虚构）")
_APPRAISERS = ("R. Alder（虚构）", "M. Tanager（虚构）", "林知远（虚构）")

# Days from today to the expiry of what the forty hold, so that every state is there today.
_TOLD_EXPIRY = {
    2: 29,
    4: -12,
    5: 410,
    8: 96,
    9: 61,
    11: 150,
    14: 720,
    18: -95,
    21: 8,
    25: 175,
    30: 33,
    33: 260,
}
_SUSPENDED = {12: dt.date(2026, 7, 6)}
_WITHDRAWN = {16: dt.date(2026, 5, 18)}
_SUSTAINED = {1, 6, 13, 17, 22}
_UNCONFIRMED = {7, 19}
_REPORT_ONLY = {21}
_WITHOUT = range(4)
"""Of ten enterprises so many have never been appraised."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate or appraisal; `follows` is the place of the one it renews.

    An appraisal's `issued_on` is the day it ended, the first day of its rating.
    """

    enterprise: int
    type_code: str
    level: int | None
    model: str
    method: str
    number: str
    issuer: str
    unit: str
    unit_confirmed: bool
    scope: str
    issued_on: dt.date
    expires_on: dt.date | None
    last_surveillance_on: dt.date | None
    suspended_on: dt.date | None
    withdrawn_on: dt.date | None
    stop_reason: str
    follows: int | None
    superseded_on: dt.date | None


def certificates(tenant: Tenant, rng: Random, *, brief: bool = False) -> tuple[Certificate, ...]:
    """Return what an enterprise holds and held, chain after chain, each oldest first."""
    if tenant.fate is Fate.APPLIED:
        return ()
    if brief:
        one = _standard(tenant, rng, rng.choice(_ISO), 0)
        return (one,) if rng.randrange(2) and _possible(tenant, one) else ()
    chains = [_appraisals(tenant, rng)]
    kinds = rng.sample(_ISO, rng.choice((0, 1, 1, 2)))
    if tenant.number % 5 == 0:
        kinds.append(rng.choice(_OTHERS))
    if tenant.number in _SUSPENDED or tenant.number in _WITHDRAWN:
        kinds = kinds or ["ISO27001"]
    for at, kind in enumerate(kinds):
        one = _standard(tenant, rng, kind, at)
        chains.append([_cycle_before(one), one] if rng.randrange(3) == 0 else [one])
    if tenant.number in _REPORT_ONLY:
        chains.append([_report(tenant, rng)])
    held: list[Certificate] = []
    for chain in chains:
        held += _linked([one for one in chain if _possible(tenant, one)], len(held))
    return tuple(held)


def _linked(chain: list[Certificate], start: int) -> list[Certificate]:
    """Return the chain with each certificate following the one before, which it supersedes."""
    linked = [
        replace(one, follows=start + at if at >= 0 else None) for at, one in enumerate(chain, -1)
    ]
    for at, following in enumerate(linked[1:]):
        linked[at] = replace(linked[at], superseded_on=following.issued_on)
    return linked


def _cycle_before(one: Certificate) -> Certificate:
    """Return the certificate that ended when this one began."""
    issued = add_months(one.issued_on, -_HOLDS_MONTHS)
    return replace(
        one,
        number=one.number.replace(str(one.issued_on.year), str(issued.year)),
        issued_on=issued,
        expires_on=one.issued_on - dt.timedelta(days=1),
        last_surveillance_on=add_months(issued, 24),
        suspended_on=None,
        withdrawn_on=None,
        stop_reason="",
    )


def _possible(tenant: Tenant, one: Certificate) -> bool:
    """Whether the enterprise existed, and was in the park, when the certificate was issued."""
    return tenant.founded_on <= one.issued_on <= (tenant.left_on or TODAY)


def _appraisals(tenant: Tenant, rng: Random) -> list[Certificate]:
    told = tenant.number in _TOLD_EXPIRY or tenant.number in _SUSTAINED
    if rng.randrange(10) in _WITHOUT and not told:
        return []
    level = weighted(rng, _LEVELS)
    if tenant.number in _SUSTAINED:
        first = add_months(TODAY, -rng.randint(40, 50))
        then = add_months(first, rng.randint(30, 34))
        return [
            _appraisal(tenant, rng, level, first, Method.BENCHMARK),
            _appraisal(tenant, rng, level, then, Method.SUSTAINMENT),
        ]
    days = _TOLD_EXPIRY.get(tenant.number, rng.randint(190, 1_000))
    ended = add_months(TODAY + dt.timedelta(days=days), -_HOLDS_MONTHS)
    before = add_months(ended, -rng.randint(33, 36))
    chain = [_appraisal(tenant, rng, level, ended, Method.BENCHMARK)]
    # Every other one renews an appraisal of a level below.
    if tenant.number % 2 and level > 2:  # noqa: PLR2004 (level 2 is the first of all)
        chain.insert(0, _appraisal(tenant, rng, level - 1, before, Method.BENCHMARK))
    return chain


def _appraisal(
    tenant: Tenant, rng: Random, level: int, ended: dt.date, method: Method
) -> Certificate:
    months = _SUSTAINED_MONTHS if method is Method.SUSTAINMENT else _HOLDS_MONTHS
    return Certificate(
        enterprise=tenant.number,
        type_code="CMMI",
        level=level,
        model=_V3 if ended >= _V3_SINCE else _V2,
        method=method.value,
        number=f"{50_000 + (ended - _NUMBERED_SINCE).days * 10 + tenant.number % 10}",
        issuer=rng.choice(_APPRAISERS),
        unit=tenant.company.name_en,
        unit_confirmed=tenant.number not in _UNCONFIRMED,
        scope=tenant.company.work,
        issued_on=ended,
        expires_on=expiry(ended, months, LastDay.ANNIVERSARY),
        last_surveillance_on=None,
        suspended_on=None,
        withdrawn_on=None,
        stop_reason="",
        follows=None,
        superseded_on=None,
    )


def _standard(tenant: Tenant, rng: Random, kind: str, at: int) -> Certificate:
    days = rng.randint(-60, 1_000)
    if at == 0 and tenant.number in _TOLD_EXPIRY:
        days = rng.randint(120, 900)
    suspended, withdrawn = None, None
    if at == 0:
        suspended = _SUSPENDED.get(tenant.number)
        withdrawn = _WITHDRAWN.get(tenant.number)
        days = 300 if suspended or withdrawn else days
    expires = TODAY + dt.timedelta(days=days)
    issued = add_months(expires + dt.timedelta(days=1), -_HOLDS_MONTHS)
    reason = "未按期接受监督审核" if suspended else "认证机构撤销" if withdrawn else ""
    return Certificate(
        enterprise=tenant.number,
        type_code=kind,
        level=3 if kind in _WITH_LEVELS else None,
        model="",
        method="",
        number=f"YH{kind.removeprefix('ISO')}-{issued.year}-{tenant.number:05d}",
        issuer=rng.choice(_BODIES),
        unit="",
        unit_confirmed=True,
        scope=tenant.company.work,
        issued_on=issued,
        expires_on=expiry(issued, _HOLDS_MONTHS, LastDay.DAY_BEFORE),
        last_surveillance_on=_last_visit(issued),
        suspended_on=suspended,
        withdrawn_on=withdrawn,
        stop_reason=reason,
        follows=None,
        superseded_on=None,
    )


def _last_visit(issued: dt.date) -> dt.date | None:
    years = [add_months(issued, 12 * year) for year in (1, 2)]
    passed = [day for day in years if day <= TODAY]
    return passed[-1] - dt.timedelta(days=9) if passed else None


def _report(tenant: Tenant, rng: Random) -> Certificate:
    issued = dt.date(2026, 3, 16)
    return Certificate(
        enterprise=tenant.number,
        type_code="SSAE18",
        level=None,
        model="",
        method="",
        number=f"SOC-{issued.year}-{tenant.number:05d}",
        issuer=rng.choice(_BODIES),
        unit="",
        unit_confirmed=True,
        scope=tenant.company.work,
        issued_on=issued,
        expires_on=None,
        last_surveillance_on=None,
        suspended_on=None,
        withdrawn_on=None,
        stop_reason="",
        follows=None,
        superseded_on=None,
    )
