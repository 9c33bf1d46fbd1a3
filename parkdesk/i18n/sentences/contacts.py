"""Sentences and words of contacts and bank accounts."""

from enum import Enum

from parkdesk.domain.bank_accounts import AccountPurpose
from parkdesk.domain.contacts import Duty
from parkdesk.i18n import N_

SENTENCES = {
    "account-changed-since-approval": N_(
        "The enterprise's account was changed on {day}, after the approval: {before} before,"
        " {account} now. Was the payment made to the right one?"
    ),
    "account-ends-first": N_("The last day of the account lies before its first."),
    "account-entered-since-approval": N_(
        "The enterprise's account {account} was entered on {day}, after the approval. Was the"
        " payment made to it?"
    ),
    "account-holder-differs": N_(
        "The account is in the name of “{holder}”, the enterprise is called “{enterprise}”."
    ),
    "account-of-another": N_("The same account stands with {enterprises}."),
    "email-form": N_("This does not look like an e-mail address."),
}

LABELS_DUTY: dict[Enum, str] = {
    Duty.STATISTICS: N_("Statistics and returns"),
    Duty.SUBSIDIES: N_("Subsidy claims"),
    Duty.CERTIFICATES: N_("Certificates held"),
    Duty.EMERGENCY: N_("Emergencies"),
}
LABELS_PURPOSE: dict[Enum, str] = {
    AccountPurpose.BASIC: N_("Basic account"),
    AccountPurpose.GENERAL: N_("General account"),
    AccountPurpose.SPECIAL: N_("Special-purpose account"),
    AccountPurpose.FOREIGN: N_("Foreign-currency account"),
    AccountPurpose.OTHER: N_("Other account"),
}
