"""Bank accounts of an enterprise (银行账户): the one that subsidies are paid to, and others.

No check digit is asked for: the accounts of companies fail Luhn's and are right.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.enterprises import bare, name_key

LONGEST_ACCOUNT = 34


class AccountPurpose(StrEnum):
    """What kind of account it is (人民币银行结算账户)."""

    BASIC = "basic"
    """基本存款账户"""
    GENERAL = "general"
    """一般存款账户"""
    SPECIAL = "special"
    """专用存款账户"""
    FOREIGN = "foreign"
    """外汇账户"""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SaveBankAccount:
    """An account as typed. A number that comes back masked, or None, stays as it is."""

    bank: str
    branch: str = ""
    holder: str = ""
    account: str | None = None
    purpose: AccountPurpose | None = None
    from_on: dt.date | None = None
    until_on: dt.date | None = None


def check_account(form: SaveBankAccount) -> dict[str, str]:
    """Return what is wrong with an account whose number is whole, by field."""
    problems = {
        name: "required"
        for name, text in (("bank", form.bank), ("holder", form.holder))
        if not text.strip()
    }
    number = bare(form.account or "")
    if not number:
        problems["account"] = "required"
    elif not number.isdigit():
        problems["account"] = "account-characters"
    elif len(number) > LONGEST_ACCOUNT:
        problems["account"] = "too-long"
    if form.from_on and form.until_on and form.until_on < form.from_on:
        problems["until_on"] = "account-ends-first"
    return problems


def holder_differs(holder: str, names: tuple[str, ...]) -> bool:
    """Whether an account is in another name than any of the enterprise's own (户名不符)."""
    return name_key(holder) not in {name_key(one) for one in names if one}
