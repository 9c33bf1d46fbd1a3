"""Sentences and words of programmes: their rules for claimants and items, their editing."""

from enum import Enum

from parkdesk.domain.eligibility_rules import Rule
from parkdesk.domain.programme_cases import CaseFact
from parkdesk.domain.programme_keys import Section
from parkdesk.domain.programmes import (
    BarringGround,
    FeeKind,
    ItemKind,
    Level,
    Requirement,
    Standing,
)
from parkdesk.i18n import N_

SENTENCES = {
    # The claimant.
    "standing-met": N_("Condition met: {standing}."),
    "standing-not-met": N_("Condition not met: {standing}."),
    "standing-unknown": N_("Condition to be looked at: {standing}."),
    "head-office-claims": N_("The head office, a legal person, can claim where it is registered."),
    "threshold-met": N_(
        "Thresholds: US$ {turnover_usd_cents} of at least {limit_usd_cents}, offshore"
        " {offshore_permille} of at least {limit_permille}."
    ),
    "threshold-met-above": N_(
        "Thresholds: US$ {turnover_usd_cents} of at least {limit_usd_cents}, offshore"
        " {offshore_permille}, more than {limit_permille}."
    ),
    "threshold-both-missed": N_(
        "Thresholds: US$ {turnover_usd_cents} is below {limit_usd_cents}, and offshore"
        " {offshore_permille} does not reach {limit_permille}."
    ),
    "threshold-turnover-missed": N_(
        "Thresholds: US$ {turnover_usd_cents} is below {limit_usd_cents}."
    ),
    "threshold-turnover-lacks": N_("US$ {lacking_usd_cents} more would do."),
    "threshold-offshore-missed": N_(
        "Thresholds: offshore {offshore_permille} does not reach {limit_permille}."
    ),
    "threshold-unknown": N_(
        "Thresholds: the year's outsourcing turnover or its offshore part is not known; at least"
        " US$ {limit_usd_cents} and {limit_permille} are asked."
    ),
    "graduates-enough": N_(
        "Junior college or above: {graduates} of {staff}, {share_permille}; at least"
        " {limit_permille}."
    ),
    "graduates-too-few": N_(
        "Junior college or above: {graduates} of {staff}, {share_permille}, below {limit_permille}."
    ),
    "graduates-unknown": N_(
        "Junior college or above: staff and graduates are not known; at least {limit_permille} is"
        " required."
    ),
    "clean-years-kept": N_("No violation in the last {years} years."),
    "clean-years-unchecked": N_("Violations in the last {years} years: not checked yet."),
    "clean-years-over": N_("The last violation on {violation} is more than {years} years ago."),
    "clean-years-broken": N_("A violation on {violation}, within the last {years} years."),
    "clean-years-until": N_("From {until} on it would be over."),
    "heads-within-limit": N_("Heads: {heads}, at most {limit}."),
    "heads-place-above": N_("Place {place} among the enterprise's persons: the limit is {limit}."),
    "heads-over-limit": N_("Heads: {heads}, {over} more than the limit of {limit}."),
    "heads-fewer": N_("Take {over} persons out, or claim for them in another programme."),
    "heads-turnover-unknown": N_(
        "Heads: {heads}; the limit goes by the turnover of the year before, which is not known."
    ),
    "heads-tier-unknown": N_(
        "Heads: {heads}; no tier is known for a turnover of US$ {turnover_usd_cents}."
    ),
    # Items.
    "invoice-missing": N_("Invoice: its number is missing."),
    "invoice-needed": N_("Enter the number of the invoice of this fee."),
    "bank-slip-missing": N_("Bank slip: the payment slip of invoice {invoice} is missing."),
    "bank-slip-needed": N_("Hand in the bank's payment slip that belongs to the invoice."),
    "papers-there": N_("Invoice {invoice} and the slip of its payment are entered."),
    "invoice-in-claim": N_("Duplicate: invoice {invoice} stands in this claim already."),
    "paid-missing": N_("Payment: the day is missing."),
    "item-paid-in-future": N_("Payment: {paid} is still to come."),
    "paid-window-unknown": N_(
        "Payment: {paid}; the programme's window is not known: compare it with the notice."
    ),
    "paid-outside-window": N_("Payment: {paid}, outside the window {first} to {last}."),
    "paid-in-window": N_("Payment: {paid}, in the window {first} to {last}."),
    "certificate-missing": N_("Certificate: none is chosen."),
    "certificate-list-unknown": N_(
        "Certificate: {value}; which ones are supported is not known: compare it with the notice."
    ),
    "certificate-not-named": N_("Certificate: {value} is not on the programme's list."),
    "certificate-named": N_("Certificate: {value} is on the programme's list."),
    "level-missing": N_("Level: missing; at least {limit} is asked."),
    "level-too-low": N_("Level: {level}, below {limit}."),
    "level-enough": N_("Level: {level}, at least {limit}."),
    "event-missing": N_("Occasion: first, maintenance or upgrade is not chosen."),
    "event-list-unknown": N_(
        "Occasion: {event}; which ones are supported is not known: compare it with the notice."
    ),
    "event-not-named": N_("Occasion: {event} is not supported."),
    "event-named": N_("Occasion: {event} is supported."),
    "fee-kind-missing": N_("Fee: what it was paid for is not chosen."),
    "fee-eligible": N_("Fee: {fee} is eligible."),
    "fee-not-eligible": N_("Fee: {fee} is not eligible."),
    "fee-list-unknown": N_(
        "Fee: {fee}; which ones are eligible is not known: compare it with the notice."
    ),
    "event-claimed-nowhere": N_("No duplicate: this occasion is claimed for nowhere else."),
    "event-in-draft": N_("Also in the draft {number}: only one can be submitted."),
    "event-claimed": N_("Duplicate: in {number} already ({amount_cents} yuan, {on})."),
    "event-funded-before": N_(
        "Funded before: {number}, {year} ({amount_cents} yuan, {on}): most notices refuse to pay"
        " one project twice."
    ),
    "items-within-limit": N_("Items: number {count} of at most {limit} a year."),
    "items-over-limit": N_("Items: number {count}, more than {limit} a year."),
    "platform-missing": N_("Platform: none is chosen."),
    "platform-list-unknown": N_(
        "Platform: {platform}; which ones are supported is not known: compare it with the notice."
    ),
    "platform-not-named": N_("Platform: {platform} is not supported."),
    "platform-named": N_("Platform: {platform} is supported."),
    "cost-kind-missing": N_("Cost: building, equipment or running is not chosen."),
    "cost-kinds-unknown": N_(
        "Cost: {kind}; which kinds are paid is not known: compare it with the notice."
    ),
    "cost-kind-not-paid": N_("Cost: {kind} is not paid."),
    "cost-kind-paid": N_("Cost: {kind} is paid."),
    "investment-too-small": N_("Investment: {invested_cents} yuan, below {limit_cents}."),
    "investment-lacks": N_("{lacking_cents} yuan more would do."),
    "investment-enough": N_("Investment: {invested_cents} yuan, at least {limit_cents}."),
    "cost-missing": N_("Amount: the cost is missing."),
    "item-limit-unknown": N_("Amount: the programme has neither a limit nor a share yet."),
    "item-nothing-left": N_("Amount: nothing is left of the limit."),
    "item-asks-nothing": N_("Amount: nothing is asked for."),
    "item-asked": N_(
        "Amount: {amount_cents} yuan asked for; {share_permille} of {cost_cents} is {part_cents}."
    ),
    "item-share": N_("Amount: {share_permille} of {cost_cents} yuan, {amount_cents}."),
    "item-share-cut": N_(
        "Amount: {asked_cents} yuan asked for, cut to {share_permille} of {cost_cents}:"
        " {amount_cents}."
    ),
    "item-limit": N_(
        "Amount: {amount_cents} yuan, what is left of the upper limit of {limit_cents};"
        " {share_permille} of {cost_cents} would be {part_cents}."
    ),
    "item-limit-cut": N_(
        "Amount: {asked_cents} yuan asked for, cut to what is left of the upper limit of"
        " {limit_cents}: {amount_cents}."
    ),
    # Editing and releasing.
    "programme-is-released": N_("This edition is released: its rules are fixed. Make a new one."),
    "programme-is-draft": N_("This edition is a draft: it takes no claims before its release."),
    "programme-has-draft": N_("There is a draft already: {title}, edition {edition}."),
    "programme-own-release": N_(
        "You have written in this draft: another person must look at it and release it."
    ),
    "programme-cases-missing": N_("Write at least one test case for each kind of claim: {kinds}."),
    "programme-cases-fail": N_(
        "Test cases that fail: {failed} of {cases}. Correct rules or cases."
    ),
    "programme-code-taken": N_("Another programme has this name already."),
    "programme-year-wrong": N_("A year between 2000 and 2100."),
    "figure-needed": N_("The rules cannot do without this figure: change it instead."),
    "programme-code-wrong": N_("Small letters, digits and hyphens only, up to 60."),
    "shares-not-whole": N_("The shares make {sum_permille}: they must make 100%."),
    "not-a-permille": N_("A share lies between 0 and 100%, with at most one decimal."),
    "mark-needs-source": N_("Where it was read is missing: name the document or the source."),
    "last-before-first": N_("The last day lies before the first."),
    "below-not-above-from": N_("The end of the tier must lie above its beginning."),
    "material-code-taken": N_("Another paper has this short name already."),
    "clause-number-taken": N_("This clause is entered already."),
    "fact-not-readable": N_("This cannot be read."),
    "choose-one": N_("Choose at least one."),
    "programme-newer-edition": N_(
        "Edition {edition} holds the money of this programme: set it there."
    ),
    "programme-in-use": N_("Claims stand under this edition: it stays."),
}

LABELS_RULE: dict[Enum, str] = {
    Rule.STANDING: N_("Basic conditions"),
    Rule.THRESHOLD: N_("Turnover and offshore share"),
    Rule.GRADUATES: N_("Share of junior college or above"),
    Rule.CLEAN_YEARS: N_("Years without violations"),
    Rule.HEADS: N_("Number of heads"),
    Rule.NAMED: N_("Supported object"),
    Rule.LEVEL: N_("Level of the certificate"),
    Rule.EVENT: N_("Occasion"),
    Rule.FEE: N_("Kind of cost"),
    Rule.PAPERS: N_("Invoice and bank slip"),
    Rule.PAID: N_("Day of payment"),
    Rule.ITEMS: N_("Items a year"),
    Rule.INVESTMENT: N_("Investment"),
}
LABELS_SECTION: dict[Enum, str] = {
    Section.GENERAL: N_("Window and money"),
    Section.CLAIMANT: N_("Who may claim"),
    Section.TRAINING: N_("Training subsidies"),
    Section.CERTIFICATION: N_("Subsidies for certificates"),
    Section.PLATFORM: N_("Subsidies for public platforms"),
    Section.FLOW: N_("Review, notice and penalties"),
}
LABELS_LEVEL: dict[Enum, str] = {Level.DISTRICT: N_("District or county")}
LABELS_ITEM_KIND: dict[Enum, str] = {
    ItemKind.CERTIFICATE: N_("Certificate fee"),
    ItemKind.BUILDING: N_("Building costs"),
    ItemKind.EQUIPMENT: N_("Equipment and software"),
    ItemKind.RUNNING: N_("Running costs"),
}
LABELS_FEE_KIND: dict[Enum, str] = {
    FeeKind.APPRAISAL: N_("Appraisal fee"),
    FeeKind.CERTIFICATION: N_("Certification fee"),
    FeeKind.MAINTENANCE: N_("Maintenance fee"),
    FeeKind.CONSULTING: N_("Consulting fee"),
    FeeKind.OTHER: N_("Another fee"),
}
LABELS_STANDING: dict[Enum, str] = {
    Standing.LEGAL_PERSON: N_("is a legal person"),
    Standing.REGISTERED: N_("is registered in China by law"),
    Standing.TRADE_RECORD: N_("is on record as a foreign-trade operator"),
    Standing.LONG_CONTRACT: N_("has medium or long-term outsourcing contracts with clients"),
    Standing.RETURNS_FILED: N_("files the outsourcing statistics as prescribed"),
    Standing.MARKET_STAFF: N_("has staff for market development and project management"),
    Standing.TRAINING_LICENCE: N_("is licensed to run outsourcing training"),
    Standing.TRAINING_PREMISES: N_("has premises, facilities, teaching material and teachers"),
    Standing.TRAINING_EXPERIENCE: N_("has trained for outsourcing enterprises to order"),
    Standing.SOUND_ACCOUNTS: N_("keeps sound accounts with qualified finance staff"),
}
LABELS_BARRING_GROUND: dict[Enum, str] = {
    BarringGround.FRAUD: N_("Money obtained by fraud"),
    BarringGround.DIVERSION: N_("Money diverted"),
    BarringGround.WITHHOLDING: N_("Money withheld"),
    BarringGround.FALSE_STATISTICS: N_("Statistics false, concealed, refused or late"),
}
LABELS_REQUIREMENT: dict[Enum, str] = {
    Requirement.REQUIRED: N_("always required"),
    Requirement.CONDITIONAL: N_("required under a condition"),
}
LABELS_CASE_FACT: dict[Enum, str] = {
    CaseFact.BORN: N_("Day of birth"),
    CaseFact.TURNOVER_USD: N_("Turnover of the year (US$)"),
    CaseFact.OFFSHORE_USD: N_("Offshore part of it (US$)"),
    CaseFact.STAFF: N_("Staff"),
    CaseFact.GRADUATES: N_("Of these, junior college or above"),
    CaseFact.HEADS: N_("Heads claimed for in all"),
    CaseFact.LAST_VIOLATION: N_("Day of the last violation"),
    CaseFact.CERTIFICATE: N_("Certificate (short name)"),
    CaseFact.LEVEL: N_("Level of the certificate"),
    CaseFact.EVENT: N_("Occasion"),
    CaseFact.FEE: N_("What the fee was for"),
    CaseFact.COST: N_("Cost (yuan)"),
    CaseFact.ASKED: N_("Amount applied for (yuan)"),
    CaseFact.PAID_ON: N_("Day of payment"),
    CaseFact.INVOICE: N_("Invoice"),
    CaseFact.BANK_SLIP: N_("Bank slip"),
    CaseFact.FUNDED_EVENTS: N_("Items funded before in the year"),
    CaseFact.PLATFORM: N_("Platform"),
    CaseFact.COST_KIND: N_("Kind of cost"),
    CaseFact.JUDGED_ON: N_("Judged on"),
}
