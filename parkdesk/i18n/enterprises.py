"""The facts of an enterprise in words: for the screen and for print."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from parkdesk.domain.enterprises import SaveEnterprise
from parkdesk.domain.shares import permille
from parkdesk.i18n import date_text, label, language, money_text, number_text, percent_text, tr

if TYPE_CHECKING:
    from parkdesk.domain.enterprise_sheets import SheetFacts

Pair = tuple[str, str]


def registration_pairs(facts: SheetFacts) -> list[Pair]:
    """Return what the licence says, each under its heading; nothing for what is not known."""
    form = facts.form
    pairs = [
        (tr("Enterprise name"), form.name),
        (tr("English name"), form.name_en),
        (tr("Unified social credit code"), form.code),
        (tr("Organisation code"), form.org_code),
        (tr("Registration number"), form.registration_no),
        (tr("Type of company"), form.company_type),
        (tr("Legal representative"), form.legal_representative),
        (tr("Registered capital"), capital_text(form.registered_capital_cents)),
        (tr("Day of foundation"), date_text(form.founded_on)),
        (tr("Registered address"), form.registered_address),
        (tr("Office address"), form.office_address),
        (tr("Head office"), facts.head_office),
        (tr("Branches"), "、".join(facts.branches)),
    ]
    pairs += [
        (tr("Former name"), tr("{name} (until {day})", name=name, day=date_text(until)))
        for name, until in facts.former_names
    ]
    return [pair for pair in pairs if pair[1] and pair[1] != "—"]


def park_pairs(facts: SheetFacts) -> list[Pair]:
    """Return what concerns the park; the numbers of persons and accounts as they are given."""
    form = facts.form
    pairs = [
        (tr("Status"), label(facts.status) if facts.status is not None else ""),
        (tr("Day of entry"), date_text(form.entered_on)),
        (tr("Last day in the park"), date_text(form.left_on)),
        (tr("Service line"), form.service_line.value if form.service_line else ""),
        (tr("Market"), label(form.reach) if form.reach else ""),
        (tr("Premises"), premises_text(form)),
        (tr("People employed"), people_text(form)),
        (tr("Contact"), _joined(form.contact_name, form.contact_phone)),
        (tr("Bank"), _joined(form.bank_name, _short(form.bank_account))),
        (tr("Remarks"), form.note),
    ]
    return [pair for pair in pairs if pair[1] and pair[1] != "—"]


def status_course(facts: SheetFacts) -> str:
    """Return the statuses since the beginning, each with its first day."""
    return " → ".join(
        tr("{status} from {day}", status=label(one.status), day=date_text(one.from_on))
        for one in facts.statuses
    )


def capital_text(cents: int | None) -> str:
    """Return a registered capital: in Chinese in 万元 as the licence has it, in English in full."""
    if cents is None:
        return ""
    if language() != "zh_CN":
        return money_text(cents)
    wan, rest = divmod(cents, 1_000_000)
    digits = number_text(wan) if not rest else number_text(Decimal(cents) / 1_000_000, 2)
    return tr("CNY {amount} ×10,000", amount=digits)


def premises_text(form: SaveEnterprise) -> str:
    """Return building and area."""
    parts = [form.building]
    if form.area_sqm is not None:
        parts.append(tr("{area} m²", area=number_text(form.area_sqm)))
    return " · ".join(part for part in parts if part)


def people_text(form: SaveEnterprise) -> str:
    """Return the headcount and the share of graduates in it."""
    heads = form.headcount or 0
    if not heads:
        return ""
    if not form.graduates:
        return number_text(heads)
    share = percent_text(permille(form.graduates, heads))
    return tr("{heads} (junior college or above {share})", heads=number_text(heads), share=share)


def _short(account: str | None) -> str:
    # The length of an account says nothing: four asterisks stand for all that is hidden.
    return re.sub(r"\*{5,}", "****", account or "")


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
