"""From the plan to rows of tables: one function a table, no session, no decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from parkdesk.demo import business, certificates, facts, returns, services
from parkdesk.demo.people import CLERK
from parkdesk.demo.size import NOW, TODAY
from parkdesk.demo.tenants import Tenant
from parkdesk.domain.certifications import CertificationType, EventType
from parkdesk.domain.contracts import (
    USD,
    ContractState,
    Rate,
    market_of,
    month_of,
    usd_cents,
)
from parkdesk.domain.enterprises import EnterpriseStatus
from parkdesk.domain.statistics import ReturnState
from parkdesk.store.certification_days import days_of
from parkdesk.store.pinyin import spellings
from parkdesk.store.tables.certifications import UNKNOWN

Row = dict[str, Any]
_NO_RATE = Rate(USD, TODAY, business.ONE, "")


@dataclass(slots=True)
class Rates:
    """Rates by currency and month."""

    rates: tuple[Rate, ...]
    _found: dict[tuple[str, Any], Rate] = field(init=False)

    def __post_init__(self) -> None:
        self._found = {(rate.currency, rate.month): rate for rate in self.rates}

    def at(self, currency: str, day: Any) -> Rate:  # noqa: ANN401 (a date)
        """Return the rate of the month; dollars need none."""
        return _NO_RATE if currency == USD else self._found[currency, month_of(day)]


def rate(one: Rate) -> Row:
    """Return a row of `exchange_rate`."""
    return {
        "currency": one.currency,
        "month_on": one.month,
        "usd": str(one.usd_per_unit),
        "source": one.source,
    }


def enterprise(tenant: Tenant) -> Row:
    """Return a row of `enterprise`; the number is its id."""
    spelled = spellings(tenant.company.name)
    return {
        "id": tenant.number,
        "version": 1,
        "code": tenant.code,
        "org_code": facts.organisation_code(tenant),
        "registration_no": "",
        "name": tenant.company.name,
        "name_en": tenant.company.name_en,
        "short_name": tenant.company.short,
        "sort_key": spelled.sort_key,
        "pinyin": spelled.pinyin,
        "initials": spelled.initials,
        "status": tenant.fate.status.value,
        "service_line": tenant.company.line.value,
        "market": tenant.reach.value,
        "legal_representative": tenant.legal_representative,
        "registered_capital_cents": tenant.capital_cents,
        "founded_on": tenant.founded_on,
        "entered_on": tenant.entered_on,
        "left_on": tenant.left_on,
        "building": facts.building(tenant),
        "area_sqm": facts.area(tenant),
        "headcount": tenant.headcount,
        "graduates": tenant.headcount * tenant.graduate_percent // 100,
        "contact_name": tenant.contact,
        "contact_phone": tenant.phone,
        "bank_name": tenant.bank,
        "bank_account": tenant.account,
        "note": "",
        "company_type": facts.company_type(tenant),
        "registered_address": facts.address(tenant),
        "head_office_id": facts.head_office(tenant),
    }


def former_names(tenant: Tenant) -> Iterator[Row]:
    """Yield rows of `enterprise_name`."""
    if tenant.former_name is not None:
        name, until = tenant.former_name
        yield {"enterprise_id": tenant.number, "name": name, "until_on": until}


def statuses(tenant: Tenant) -> Iterator[Row]:
    """Yield rows of `enterprise_status`: how it came, and how it left."""
    applied = tenant.fate.status is EnterpriseStatus.APPLIED
    first = EnterpriseStatus.APPLIED if applied else EnterpriseStatus.RESIDENT
    from_on = TODAY if applied else tenant.entered_on
    yield {"enterprise_id": tenant.number, "status": first.value, "from_on": from_on, "note": ""}
    if tenant.left_on is not None:
        yield {
            "enterprise_id": tenant.number,
            "status": tenant.fate.status.value,
            "from_on": tenant.left_on,
            "note": "",
        }


def certification(
    one: certificates.Certificate,
    id_: int,
    first_id: int,
    holder: Mapping[str, str],
    kind: CertificationType,
) -> Row:
    """Return a row of `certification`; `first_id` is the id of the first in the holder's list."""
    appraised = bool(one.method)
    confirmed = appraised and one.unit_confirmed
    event = EventType.FIRST if one.follows is None else EventType.MAINTENANCE
    return {
        "id": id_,
        "version": 1,
        "enterprise_id": one.enterprise,
        "enterprise_sort_key": holder["sort_key"],
        "type_code": one.type_code,
        "event_type": event.value,
        "level": one.level,
        "model": one.model,
        "view": "DEV" if appraised else "",
        "method": one.method,
        "number": f"CMMI-{one.number}" if appraised else one.number,
        "appraisal_id": one.number if appraised else "",
        "site": "中国" if appraised else "",
        "name_en": holder["name_en"],
        "sponsor": holder["legal_representative"] if appraised else "",
        "partner": "云湖过程改进咨询（虚构）" if appraised else "",
        "issuer": one.issuer if not appraised else "",
        "lead_appraiser": one.issuer if appraised else "",
        "org_unit": one.unit,
        "unit_confirmed": one.unit_confirmed,
        "unit_confirmed_by": CLERK.name if confirmed else "",
        "unit_confirmed_at": _instant(one.issued_on) if confirmed else None,
        "scope": one.scope,
        "appraisal_ended_on": one.issued_on if appraised else None,
        "issued_on": one.issued_on,
        "expires_on": one.expires_on,
        "expiry_reason": "",
        "last_surveillance_on": one.last_surveillance_on,
        "suspended_on": one.suspended_on,
        "withdrawn_on": one.withdrawn_on,
        "stop_reason": one.stop_reason,
        "renews_id": None if one.follows is None else first_id + one.follows,
        "superseded_on": one.superseded_on,
        "document_sha256": None,
        "note": "",
        "checked_key": UNKNOWN,
        "check_result": "",
        **days_of(kind, one.issued_on, one.expires_on, one.last_surveillance_on),
    }


def _instant(day: dt.date) -> dt.datetime:
    return NOW.replace(year=day.year, month=day.month, day=day.day)


def contract(one: business.Contract, id_: int, sort_key: str, rates: Rates) -> Row:
    """Return a row of `contract`."""
    used = rates.at(one.currency, one.signed_on)
    return {
        "id": id_,
        "version": 1,
        "number": one.number,
        "enterprise_id": one.enterprise,
        "enterprise_sort_key": sort_key,
        "client": one.client,
        "country_code": one.country,
        "final_customer": "",
        "market": market_of(one.country).value,
        "service_line": one.line.value,
        "subject": one.title,
        "currency": one.currency,
        "amount_minor": one.amount_minor,
        "amount_usd_cents": usd_cents(one.amount_minor, one.currency, used.usd_per_unit),
        "usd_rate": str(used.usd_per_unit),
        "changed_amount_minor": one.amendment.amount_minor if one.amendment else None,
        "signed_on": one.signed_on,
        "counted_on": one.signed_on,
        "starts_on": one.signed_on,
        "ends_on": one.ends_on,
        "state": _state(one).value,
        "note": "",
    }


def _state(one: business.Contract) -> ContractState:
    if one.draft:
        return ContractState.DRAFT
    return ContractState.FINISHED if one.ends_on < TODAY else ContractState.REGISTERED


def amendments(one: business.Contract, contract_id: int) -> Iterator[Row]:
    """Yield rows of `contract_change`."""
    if one.amendment is not None:
        yield {
            "contract_id": contract_id,
            "changed_on": one.amendment.changed_on,
            "amount_minor_before": one.amount_minor,
            "amount_minor_after": one.amendment.amount_minor,
            "ends_on_after": None,
            "counted_on": one.amendment.changed_on,
            "reason": one.amendment.reason,
        }


def executions(one: business.Contract, contract_id: int, rates: Rates) -> Iterator[Row]:
    """Yield rows of `contract_execution`."""
    for execution in one.executions:
        used = rates.at(one.currency, execution.executed_on)
        yield {
            "version": 1,
            "contract_id": contract_id,
            "executed_on": execution.executed_on,
            "counted_on": execution.executed_on,
            "amount_minor": execution.amount_minor,
            "amount_usd_cents": usd_cents(execution.amount_minor, one.currency, used.usd_per_unit),
            "usd_rate": str(used.usd_per_unit),
            "receipt_no": execution.receipt_no,
            "note": "",
        }


def quarter_return(one: returns.Return) -> Row:
    """Return a row of `quarter_return`."""
    state = ReturnState.DRAFT if one.received_on is None else ReturnState.SUBMITTED
    return {
        "version": 1,
        "enterprise_id": one.enterprise,
        "quarter": str(one.quarter),
        "state": state.value,
        "headcount": one.headcount,
        "graduates": one.graduates,
        "new_hires": one.new_hires,
        "new_graduates": one.new_graduates,
        "received_on": one.received_on,
        "note": "",
    }


def platform_service(one: services.Served, sort_key: str, offer_id: int | None) -> Row:
    """Return a row of `platform_service`."""
    return {
        "version": 1,
        "platform": one.platform.value,
        "enterprise_id": one.enterprise,
        "enterprise_sort_key": sort_key,
        "kind": one.kind.value,
        "offer_id": offer_id,
        "served_on": one.served_on,
        "counted_on": one.served_on,
        "hours_tenths": one.hours_tenths,
        "people": one.people,
        "fee_cents": one.fee_cents,
        "satisfaction": one.satisfaction,
        "note": "",
    }
