"""Enterprises of the park (企业档案): what a record must hold.

Their numbers are in `identifiers`, their status by days in `enterprise_status`, what else changes
from day to day in `enterprise_facts`.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from parkdesk.domain.bounds import LARGEST_MINOR, MOST_COUNTED
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprise_status import (
    LEFT,
    EnterpriseStatus,
    StatusChange,
    in_park_on,
    status_on,
)
from parkdesk.domain.identifiers import (
    Identifier,
    IdentifierKind,
    bare,
    credit_check,
    credit_code_problem,
    identify,
    is_enterprise_code,
    organisation_check,
    organisation_code_holds,
    organisation_code_of,
    registration_number_holds,
)

__all__ = [
    "ASKED",
    "LEFT",
    "CertificateState",
    "Checked",
    "EnterpriseStatus",
    "Fact",
    "Identifier",
    "IdentifierKind",
    "Notice",
    "Reach",
    "Rename",
    "SaveEnterprise",
    "StatusChange",
    "bare",
    "check",
    "check_head_office",
    "check_rename",
    "credit_check",
    "credit_code_problem",
    "identify",
    "in_park_on",
    "name_key",
    "organisation_check",
    "status_on",
]

_LONGEST_NAME = 200
_LONGEST_ADDRESS = 300


class Reach(StrEnum):
    """Where an enterprise's clients are (离岸、在岸)."""

    OFFSHORE = "offshore"
    ONSHORE = "onshore"
    BOTH = "both"


def name_key(name: str) -> str:
    """Return a name in the form in which two spellings of it are equal: （） and () alike."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


@dataclass(frozen=True, slots=True)
class SaveEnterprise:
    """What a person says about an enterprise: a form's or an imported row's fields.

    None for an amount, a count or a day means "not known". `contact_phone` and `bank_account` are
    whole numbers here; None leaves what is stored as it is.
    """

    name: str
    code: str
    entered_on: dt.date | None
    status: EnterpriseStatus = EnterpriseStatus.RESIDENT
    service_line: ServiceLine | None = None
    reach: Reach | None = None
    name_en: str = ""
    short_name: str = ""
    org_code: str = ""
    registration_no: str = ""
    legal_representative: str = ""
    registered_capital_cents: int | None = None
    founded_on: dt.date | None = None
    left_on: dt.date | None = None
    building: str = ""
    area_sqm: int | None = None
    headcount: int | None = None
    graduates: int | None = None
    contact_name: str = ""
    contact_phone: str | None = None
    bank_name: str = ""
    bank_account: str | None = None
    note: str = ""
    company_type: str = ""
    """类型, as the licence writes it."""
    registered_address: str = ""
    """住所."""
    office_address: str = ""
    """办公地址; empty where it is the 住所."""
    head_office_id: int | None = None
    """总公司 of a branch, where it is in the register."""
    head_office_name: str = ""
    """总公司 of a branch, where it is not."""
    head_office_code: str = ""


@dataclass(frozen=True, slots=True)
class Rename:
    """How a new name came about: from which day on it holds, or that the old one was mistyped."""

    on: dt.date | None = None
    """First day of the new name."""
    mistyped: bool = False
    """The old name never was its name: no former name remains."""


ASKED = frozenset(
    {
        "older-identifier",
        "credit-code-not-enterprise",
        "organisation-code-check",
        "organisation-code-differs",
        "registration-number-length",
        "head-office-code-doubtful",
    }
)
"""Warnings that a form asks to be confirmed; the others are only said."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: `problems` forbid saving, `warnings` are said and saved with."""

    problems: dict[str, str] = field(default_factory=dict)
    warnings: dict[str, str] = field(default_factory=dict)
    wanted: str = ""
    """With `credit-code-check-wanted`: the last character that the others ask for."""


def check(form: SaveEnterprise, today: dt.date) -> Checked:
    """Return what is wrong with a record, by field."""
    identifier = identify(form.code)
    found = Checked(wanted=identifier.should_end_with)
    problems, warnings = found.problems, found.warnings
    if not form.name.strip():
        problems["name"] = "required"
    elif len(form.name) > _LONGEST_NAME:
        problems["name"] = "too-long"
    _check_code(form, identifier, problems, warnings)
    _check_addresses(form, problems)
    _check_head_office(form, problems, warnings)
    _check_days(form, today, problems)
    _check_numbers(form, problems)
    _check_contact(form, problems, warnings)
    return found


def _check_code(
    form: SaveEnterprise,
    found: Identifier,
    problems: dict[str, str],
    warnings: dict[str, str],
) -> None:
    if not form.code.strip():
        problems["code"] = "required"
        return
    if found.problem == "credit-code-check":
        problems["code"] = "credit-code-check-wanted"
    elif found.problem:
        problems["code"] = found.problem
    elif found.kind is not IdentifierKind.CREDIT_CODE:
        warnings["code"] = "older-identifier"
    elif not is_enterprise_code(found.code):
        warnings["code"] = "credit-code-not-enterprise"
    _check_older(form, found, warnings)


def _check_older(
    form: SaveEnterprise,
    found: Identifier,
    warnings: dict[str, str],
) -> None:
    """Look at the older numbers beside the code: a wrong one warns, it is what the file has."""
    org = bare(form.org_code)
    if org and not organisation_code_holds(org):
        warnings["org_code"] = "organisation-code-check"
    elif org and organisation_code_of(found.code) not in {"", org}:
        warnings["org_code"] = "organisation-code-differs"
    number = bare(form.registration_no)
    if number and not registration_number_holds(number):
        warnings["registration_no"] = "registration-number-length"


def _check_addresses(form: SaveEnterprise, problems: dict[str, str]) -> None:
    for name in ("registered_address", "office_address"):
        if len(getattr(form, name)) > _LONGEST_ADDRESS:
            problems[name] = "too-long"


def _check_head_office(
    form: SaveEnterprise, problems: dict[str, str], warnings: dict[str, str]
) -> None:
    code = bare(form.head_office_code)
    if code and not form.head_office_name.strip():
        problems["head_office_name"] = "required"
    if not code:
        return
    if code == bare(form.code):
        problems["head_office_code"] = "head-office-is-itself"
    elif identify(code).problem:
        warnings["head_office_code"] = "head-office-code-doubtful"


def check_head_office(enterprise_id: int | None, head_id: int, head_has_head: bool) -> str:  # noqa: FBT001
    """Return the code of what forbids a head office in the register, or an empty text.

    A branch goes through one head office: a chain of branches would have none to claim.
    """
    if head_id == enterprise_id:
        return "head-office-is-itself"
    return "head-office-is-branch" if head_has_head else ""


def check_rename(form: SaveEnterprise, rename: Rename, today: dt.date) -> dict[str, str]:
    """Return what is wrong with the day of a new name, by field."""
    if rename.mistyped:
        return {}
    if rename.on is None:
        return {"renamed_on": "rename-day-needed"}
    if rename.on > today:
        return {"renamed_on": "day-in-future"}
    if form.founded_on and rename.on <= form.founded_on:
        return {"renamed_on": "renamed-before-founded"}
    return {}


def _check_days(form: SaveEnterprise, today: dt.date, problems: dict[str, str]) -> None:
    if form.entered_on is None:
        problems["entered_on"] = "required"
    elif form.founded_on and form.entered_on < form.founded_on:
        problems["entered_on"] = "entered-before-founded"
    if form.founded_on and form.founded_on > today:
        problems["founded_on"] = "day-in-future"
    if form.status in LEFT and form.left_on is None:
        problems["left_on"] = "left-day-needed"
    elif form.left_on and form.status not in LEFT:
        problems["left_on"] = "left-day-not-expected"
    elif form.left_on and form.entered_on and form.left_on < form.entered_on:
        problems["left_on"] = "left-before-entered"


def _check_numbers(form: SaveEnterprise, problems: dict[str, str]) -> None:
    capital = form.registered_capital_cents or 0
    if capital < 0:
        problems["registered_capital_cents"] = "negative-amount"
    elif capital > LARGEST_MINOR:
        problems["registered_capital_cents"] = "number-too-large"
    for name in ("area_sqm", "headcount", "graduates"):
        value = getattr(form, name)
        if value is not None and value < 0:
            problems[name] = "negative"
        elif value is not None and value > MOST_COUNTED:
            problems[name] = "number-too-large"
    counts = {"headcount", "graduates"}
    if (form.graduates or 0) > (form.headcount or 0) and not counts & problems.keys():
        problems["graduates"] = "graduates-exceed-headcount"


def _check_contact(
    form: SaveEnterprise, problems: dict[str, str], warnings: dict[str, str]
) -> None:
    account = bare(form.bank_account or "")
    if account and not account.isdigit():
        problems["bank_account"] = "account-characters"
    phone = (form.contact_phone or "").strip()
    if phone and not set(phone) <= set("0123456789+-() /转,;"):
        warnings["contact_phone"] = "phone-characters"


class CertificateState(StrEnum):
    """How an enterprise stands with its certificates: the most urgent thing first."""

    EXPIRING = "expiring"
    """One in force is about to expire."""
    VALID = "valid"
    EXPIRED = "expired"
    """It had some, none is in force."""
    NONE = "none"


Fact: TypeAlias = str | int | Quarter | dt.date | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Notice:
    """What a person should know of an enterprise: a code and its facts."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    urgent: bool = False
