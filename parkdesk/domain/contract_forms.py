"""What a contract's form or imported row must hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from parkdesk.domain.contracts import (
    Contract,
    Country,
    Residence,
    ServiceLine,
    Verdict,
    check_contract,
)
from parkdesk.domain.service_codes import Layer, Period


@dataclass(frozen=True, slots=True)
class SaveContract:
    """What the contract form holds; the amount in minor units of the currency."""

    enterprise_id: int | None
    number: str
    client: str
    country_code: str
    service_line: ServiceLine | None
    currency: str
    amount_minor: int | None
    signed_on: dt.date | None
    final_customer: str = ""
    subject: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    note: str = ""
    service_code_id: int | None = None
    layer: Layer | None = None
    draft: bool = False
    """Still being written: it counts nowhere until it is saved without this."""


@dataclass(frozen=True, slots=True)
class CodeOfContract:
    """A service code as a contract names it: its line, and the days on which it may be used."""

    id: int
    code: str
    line: ServiceLine
    period: Period


# The fields of the form where the rules say it shorter.
_FIELD = {"amount": "amount_minor", "client_country": "country_code"}


def as_typed(problems: Mapping[str, str]) -> dict[str, str]:
    """Return the problems of the rules by the names of the form's fields."""
    return {_FIELD.get(name, name): code for name, code in problems.items()}


def examine(
    form: SaveContract,
    residence: Residence | None,
    countries: Mapping[str, Country],
    today: dt.date,
    codes: Mapping[int, CodeOfContract],
) -> Verdict:
    """Check a form; `residence` is None where no enterprise was found.

    `codes` are the service codes of all editions by their id.
    """
    missing = {
        name: "required"
        for name in ("enterprise_id", "service_line", "amount_minor", "signed_on")
        if getattr(form, name) is None
    }
    if residence is None and "enterprise_id" not in missing:
        missing["enterprise_id"] = "unknown"
    contract = Contract(
        form.number,
        form.client,
        form.country_code,
        form.signed_on or today,
        form.starts_on,
        form.ends_on,
        form.amount_minor or 0,
        form.currency,
    )
    verdict = check_contract(contract, countries, residence or Residence(None, None), today)
    problems = as_typed(verdict.problems) | _code_problems(form, codes) | missing
    return Verdict(problems, verdict.questions)


def _code_problems(form: SaveContract, codes: Mapping[int, CodeOfContract]) -> dict[str, str]:
    """Ask of a code that it is of the contract's line and of the day on which it was signed."""
    if form.service_code_id is None:
        return {}
    code = codes.get(form.service_code_id)
    if code is None:
        return {"service_code_id": "unknown-service-code"}
    if form.service_line is not None and code.line is not form.service_line:
        return {"service_code_id": "code-of-another-line"}
    if form.signed_on is not None and not code.period.covers(form.signed_on):
        return {"service_code_id": "code-not-of-the-day"}
    return {}
