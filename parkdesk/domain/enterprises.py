"""Enterprises of the park (企业档案): identifiers, status as of a day, and what a record must hold.

Identifiers: 统一社会信用代码 by GB 32100-2015, the 组织机构代码 inside it by GB 11714-1997. Older
files carry a 15-digit 注册号 or the 组织机构代码 alone; they are taken with a warning, because
there is nothing in them to make a credit code from.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.contracts import ServiceLine

# GB 32100-2015: digits and capitals without I, O, S, V, Z; each weight is 3 to the place, mod 31.
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_VALUES = tuple(
    {character: value * weight for value, character in enumerate(_ALPHABET)} for weight in _WEIGHTS
)
_CREDIT_LENGTH = 18
# 登记管理部门: 机构编制, 外交, 司法行政, 文化, 民政, 旅游, 宗教, 工会, 市场监管, 军委, 农业, 其他.
_DEPARTMENTS = frozenset("123456789ANY")

# GB 11714-1997: eight characters of 0-9 and A-Z and a check character, X for ten.
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORG_LENGTH = 9
_ORG_ALPHABET = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_REGISTRATION_LENGTH = 15
_LONGEST_NAME = 200


class EnterpriseStatus(StrEnum):
    """Where an enterprise stands towards the park, or the register."""

    APPLIED = "applied"
    """申请入园: has asked to come, is not in."""
    RESIDENT = "resident"
    """在园."""
    GRADUATED = "graduated"
    """毕业: grew out of the park."""
    MOVED_OUT = "moved-out"
    """迁出."""
    REVOKED = "revoked"
    """吊销: the licence was taken away."""
    DEREGISTERED = "deregistered"
    """注销: struck off the register."""


LEFT = frozenset(
    {
        EnterpriseStatus.GRADUATED,
        EnterpriseStatus.MOVED_OUT,
        EnterpriseStatus.REVOKED,
        EnterpriseStatus.DEREGISTERED,
    }
)
"""Statuses of an enterprise that is no longer in the park; they have a last day."""


class Reach(StrEnum):
    """Where an enterprise's clients are (离岸、在岸)."""

    OFFSHORE = "offshore"
    ONSHORE = "onshore"
    BOTH = "both"


class IdentifierKind(StrEnum):
    """Which of the three numbers an enterprise is known by."""

    CREDIT_CODE = "credit-code"
    ORGANISATION_CODE = "organisation-code"
    REGISTRATION_NUMBER = "registration-number"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number as typed: its bare form, what it is, and what is wrong with it (an empty text)."""

    code: str
    kind: IdentifierKind
    problem: str = ""
    should_end_with: str = ""
    """The check character that the rest of the number asks for, where only that is wrong."""


def bare(text: str) -> str:
    """Return a number without blanks and hyphens, half-width, in capitals."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(folded.split()).replace("-", "").upper()


def identify(text: str) -> Identifier:
    """Return which identifier a person typed, by its length, and whether it holds."""
    code = bare(text)
    if len(code) == _ORG_LENGTH:
        wanted = organisation_check(code[:-1])
        problem = "" if wanted == code[-1] else "organisation-code-check"
        return Identifier(code, IdentifierKind.ORGANISATION_CODE, problem, wanted)
    if len(code) == _REGISTRATION_LENGTH and code.isdigit():
        return Identifier(code, IdentifierKind.REGISTRATION_NUMBER)
    problem = credit_code_problem(code)
    wanted = credit_check(code[:-1]) if problem == "credit-code-check" else ""
    return Identifier(code, IdentifierKind.CREDIT_CODE, problem, wanted)


def credit_code_problem(code: str) -> str:
    """Return what is wrong with a bare 18-character code, or an empty text.

    A table look-up a character: above half a million codes a second.
    """
    if len(code) != _CREDIT_LENGTH:
        return "credit-code-length"
    try:
        total = sum([table[character] for table, character in zip(_VALUES, code, strict=False)])
        check = _ALPHABET.index(code[-1])
    except (KeyError, ValueError):
        return "credit-code-characters"
    if code[0] not in _DEPARTMENTS or not code[2:8].isdigit():
        return "credit-code-region"
    if (total + check) % 31:
        return "credit-code-check"
    if organisation_check(code[8:16]) != code[16]:
        return "credit-code-inner-check"
    return ""


def credit_check(body: str) -> str:
    """Return the check character of the first 17 characters, or an empty text if one is foreign."""
    try:
        total = sum([table[character] for table, character in zip(_VALUES, body, strict=True)])
    except (KeyError, ValueError):
        return ""
    return _ALPHABET[-total % 31]


def organisation_check(body: str) -> str:
    """Return the check character of eight characters (GB 11714), or an empty text."""
    if len(body) != len(_ORG_WEIGHTS) or not _ORG_ALPHABET.issuperset(body):
        return ""
    total = sum(int(one, 36) * by for one, by in zip(body, _ORG_WEIGHTS, strict=True))
    return "0X987654321"[total % 11]


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
    org = bare(form.org_code)
    if org and (len(org) != _ORG_LENGTH or organisation_check(org[:-1]) != org[-1]):
        problems["org_code"] = "organisation-code-check"
    number = bare(form.registration_no)
    if number and not (number.isdigit() and len(number) == _REGISTRATION_LENGTH):
        warnings["registration_no"] = "registration-number-length"


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
    if form.registered_capital_cents is not None and form.registered_capital_cents < 0:
        problems["registered_capital_cents"] = "negative-amount"
    for name in ("area_sqm", "headcount", "graduates"):
        value = getattr(form, name)
        if value is not None and value < 0:
            problems[name] = "negative"
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


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A status from a day on."""

    from_on: dt.date
    status: EnterpriseStatus


def status_on(history: Iterable[StatusChange], day: dt.date) -> EnterpriseStatus | None:
    """Return the status on `day`; None before the first one. Of two on one day the later holds."""
    found = None
    for change in sorted(history, key=lambda one: one.from_on):
        if change.from_on <= day:
            found = change.status
    return found


def in_park_on(entered_on: dt.date, left_on: dt.date | None, day: dt.date) -> bool:
    """Return whether an enterprise counts in the stock of `day`; its last day still counts."""
    return entered_on <= day and (left_on is None or day <= left_on)


class CertificateState(StrEnum):
    """How an enterprise stands with its certificates: the most urgent thing first."""

    EXPIRING = "expiring"
    """One in force is about to expire."""
    VALID = "valid"
    EXPIRED = "expired"
    """It had some, none is in force."""
    NONE = "none"


Fact: TypeAlias = str | int | Quarter | dt.date | None


@dataclass(frozen=True, slots=True)
class Notice:
    """What a person should know of an enterprise: a code and its facts."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    urgent: bool = False
