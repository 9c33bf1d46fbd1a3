"""What is recorded of an enterprise, in pairs of heading and value: panel and page alike."""

from __future__ import annotations

import re

from parkdesk.domain.enterprises import SaveEnterprise
from parkdesk.gui.enterprises.words import certificate_text, growth_text
from parkdesk.i18n import date_text, money_text, tr
from parkdesk.i18n.enterprises import capital_text, people_text, premises_text
from parkdesk.usecases.enterprise_details import EnterpriseDetail


def fact_pairs(detail: EnterpriseDetail) -> list[tuple[str, str]]:
    """Return what is recorded of an enterprise, each under its heading."""
    form, row = detail.form, detail.row
    pairs = [
        (tr("Legal representative"), form.legal_representative),
        (tr("Registered capital"), capital_text(form.registered_capital_cents)),
        (tr("Day of entry"), date_text(row.entered_on)),
    ]
    if row.left_on is not None:
        pairs.append((tr("Last day in the park"), date_text(row.left_on)))
    pairs += [
        (tr("Premises"), premises_text(form)),
        (tr("People employed"), people_text(form)),
        (tr("Executed offshore this year"), _executed(detail)),
        (tr("Best certificate"), certificate_text(row.certificate)),
    ]
    if form.name_en:
        pairs.append((tr("English name"), form.name_en))
    pairs += [
        (tr("Former name"), tr("{name} (until {day})", name=name, day=date_text(until)))
        for name, until in detail.former_names
    ]
    if form.note:
        pairs.append((tr("Remarks"), form.note))
    return pairs


def _executed(detail: EnterpriseDetail) -> str:
    now, before = detail.executed_usd_cents, detail.executed_year_before_usd_cents
    if not now and not before:
        return ""
    return f"{money_text(now, 'USD')}  {growth_text(now, before)}"


def contact_pairs(form: SaveEnterprise) -> list[tuple[str, str]]:
    """Return contact and bank; the numbers are shown as the form has them."""
    contact = " · ".join(part for part in (form.contact_name, form.contact_phone) if part)
    # The length of an account says nothing: four asterisks stand for all that is hidden.
    account = re.sub(r"\*{5,}", "****", form.bank_account or "")
    bank = " · ".join(part for part in (form.bank_name, account) if part)
    return [(tr("Contact"), contact), (tr("Bank"), bank)]
