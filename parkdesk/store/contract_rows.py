"""A contract's form as columns, and a record as its form."""

from __future__ import annotations

import datetime as dt
from typing import Any, Protocol

from parkdesk.domain.contract_forms import SaveContract
from parkdesk.domain.contracts import ContractState, Residence, ServiceLine, market_of
from parkdesk.domain.service_codes import Layer
from parkdesk.store.closed_quarters import ClosedQuarters
from parkdesk.store.conversion import Converted, RateKey, as_converted, convert
from parkdesk.store.tables.contracts import ContractRecord


class Owner(Protocol):
    """What is asked of the enterprise of a contract: its record, or a list's own short row."""

    @property
    def id(self) -> int:
        """Number of its row."""

    @property
    def sort_key(self) -> str:
        """Its dictionary order."""

    @property
    def entered_on(self) -> dt.date:
        """Since when it is in the park."""

    @property
    def left_on(self) -> dt.date | None:
        """Its last day there; None while it stays."""


def residence_of(enterprise: Owner | None) -> Residence | None:
    """Return when an enterprise belonged to the park."""
    return None if enterprise is None else Residence(enterprise.entered_on, enterprise.left_on)


def form_of(record: ContractRecord) -> SaveContract:
    """Return a stored contract as its form would hold it."""
    return SaveContract(
        enterprise_id=record.enterprise_id,
        number=record.number,
        client=record.client,
        country_code=record.country_code,
        service_line=ServiceLine(record.service_line),
        currency=record.currency,
        amount_minor=record.amount_minor,
        signed_on=record.signed_on,
        final_customer=record.final_customer,
        subject=record.subject,
        starts_on=record.starts_on,
        ends_on=record.ends_on,
        note=record.note,
        service_code_id=record.service_code_id,
        layer=Layer(record.layer) if record.layer else None,
        draft=record.state == ContractState.DRAFT,
    )


def columns_of(
    form: SaveContract,
    enterprise: Owner,
    record: ContractRecord | None,
    known_rates: dict[RateKey, str],
    closed: ClosedQuarters,
) -> dict[str, Any]:
    """Return the columns of a form that has been examined."""
    assert form.amount_minor is not None
    assert form.signed_on is not None
    usd = _unmoved(form, record) or convert(
        form.amount_minor, form.currency, form.signed_on, known_rates
    )
    return {
        "number": form.number.strip(),
        "enterprise_id": enterprise.id,
        "enterprise_sort_key": enterprise.sort_key,
        "client": form.client.strip(),
        "country_code": form.country_code,
        "final_customer": form.final_customer.strip(),
        "market": market_of(form.country_code),
        "service_line": form.service_line,
        "subject": form.subject.strip(),
        "currency": form.currency,
        "amount_minor": form.amount_minor,
        "amount_usd_cents": usd.usd_cents,
        "usd_rate": usd.rate,
        "signed_on": form.signed_on,
        "counted_on": _counted_on(form.signed_on, record, closed),
        "starts_on": form.starts_on,
        "ends_on": form.ends_on,
        "service_code_id": form.service_code_id,
        "layer": form.layer.value if form.layer else "",
        "note": form.note.strip(),
        "state": _state(form, record),
    }


def _unmoved(form: SaveContract, record: ContractRecord | None) -> Converted | None:
    """Return the amount in US cents as it stands; None where it is new, moved or not converted."""
    if record is None:
        return None
    typed = (form.amount_minor, form.currency, form.signed_on)
    stored = (record.amount_minor, record.currency, record.signed_on)
    return as_converted(record) if typed == stored else None


def _counted_on(
    signed_on: dt.date, record: ContractRecord | None, closed: ClosedQuarters
) -> dt.date:
    """Return the day that figures count it on; a draft is counted from when it is registered."""
    stands = record is not None and record.state != ContractState.DRAFT
    if record is not None and stands and record.signed_on == signed_on:
        return record.counted_on
    return closed.counted_on(signed_on)


def _state(form: SaveContract, record: ContractRecord | None) -> ContractState:
    if record is not None and record.state != ContractState.DRAFT:
        return ContractState(record.state)
    return ContractState.DRAFT if form.draft else ContractState.REGISTERED
