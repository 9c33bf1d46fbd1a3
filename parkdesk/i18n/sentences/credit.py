"""Sentences and words of provider credit."""

from parkdesk.domain.credit import CreditCriterion, CreditRule
from parkdesk.i18n import N_

SENTENCES = {
    "credit-entry-was-struck": N_("This entry was struck on {day} already."),
    "credit-months": N_("From 1 to 120 months."),
    "credit-no-scheme": N_(
        "No scoring scheme holds on {day}: enter weights and points first, with where they come"
        " from."
    ),
    "credit-no-such-point": N_("This point is not in the scorecard any more: look at it again."),
    "credit-points": N_("A whole number from 0 to 100."),
    "credit-scheme-not-earlier": N_("Before {day}, when the next scheme begins."),
    "credit-scheme-not-later": N_("After {day}, when the scheme before it begins."),
    "credit-scheme-was-used": N_(
        "Sheets were issued by “{name}”: add a scheme that holds from a later day instead."
    ),
    "credit-strike-needs-reason": N_("Say in four characters at least why it is struck."),
    "credit-weights": N_("The six weights sum to 100."),
}

LABELS = {
    CreditCriterion.STANDING: N_("Standing of the enterprise"),
    CreditCriterion.CERTIFICATES: N_("Certificates held"),
    CreditCriterion.DELIVERY: N_("Delivery of contracts"),
    CreditCriterion.RETURNS: N_("Returns in time"),
    CreditCriterion.CLAIMS: N_("Subsidy money"),
    CreditCriterion.DISPUTES: N_("Disputes and commendations"),
    CreditRule.STOP: N_("Stop that holds"),
    CreditRule.CERTIFICATE: N_("Certificate in force"),
    CreditRule.CONTRACT: N_("Contract executed"),
    CreditRule.LATE_RETURN: N_("Late return"),
    CreditRule.MISSING_RETURN: N_("Missing return"),
    CreditRule.CLAWBACK: N_("Money claimed back"),
    CreditRule.REJECTED_CLAIM: N_("Claim not supported"),
    CreditRule.DISPUTE: N_("Dispute or complaint"),
    CreditRule.COMMENDATION: N_("Commendation"),
}
