"""Sentences and words of register checks, surveillance, grants and kinds of certificate."""

from parkdesk.domain.register_checks import CheckResult, Register
from parkdesk.domain.surveillance import SurveillanceOutcome, SurveillanceState
from parkdesk.i18n import N_

SENTENCES = {
    "amount-above-cap": N_(
        "The programme allows at most {limit_cents} yuan for one certificate: is the sum right?"
    ),
    "amount-above-cost": N_(
        "The grant is higher than the fees paid; what is paid is at most the cost. Is it right?"
    ),
    "before-suspension": N_("This day lies before the first day of the suspension."),
    "certificate-funded": N_(
        "A grant is recorded for this certificate. Delete the grant first if both are a mistake."
    ),
    "certificate-has-papers": N_(
        "Papers were filed with this certificate: correct or withdraw it, it cannot be deleted."
    ),
    "empty-file": N_("The file is empty."),
    "event-funded-already": N_(
        "This event of this certificate has been funded under this programme already."
    ),
    "event-funded-elsewhere": N_(
        "The same event of this certificate has been funded under another programme. Most notices"
        " forbid that: is it right?"
    ),
    "evidence-not-found": N_("There is no such file."),
    "evidence-unreadable": N_("The file cannot be read: close it elsewhere and try again."),
    "items-used-up": N_(
        "The programme funds at most {limit} certificates of one enterprise in a year, and so many"
        " are recorded: is this one right?"
    ),
    "kind-not-named": N_(
        "The programme does not name this kind of certificate: is the grant right?"
    ),
    "kind-not-own": N_("This kind comes with the program: set the park's own values instead."),
    "kind-retired": N_("This kind is offered no longer: offer it again or choose another."),
    "kind-taken": N_("There is a kind with this short name already."),
    "nearer-to-another-surveillance": N_(
        "This day is more than half a year from the day due: is another surveillance meant?"
    ),
    "no-such-lead-time": N_("A lead time lies between 0 and 730 days."),
    "no-such-period": N_("A period lies between 1 and 240 months."),
    "no-such-surveillance": N_("No surveillance is due on that day."),
    "not-a-short-name": N_("Use Latin letters, digits, dots and hyphens, at most 20."),
    "not-positive": N_("The sum must be more than nothing."),
    "say-what-differs": N_("Say what the register has instead."),
    "say-where-read": N_("Say in which document it was read."),
    "surveillance-needs-period": N_("Yearly surveillance needs a period of validity."),
    "suspended-already": N_("The certificate was suspended on that day already."),
}

LABELS = {
    Register.PARS: N_("PARS (CMMI Institute)"),
    Register.CNCA: N_("CNCA"),
    Register.OTHER: N_("Another register"),
    CheckResult.AS_STATED: N_("Found as stated"),
    CheckResult.DIFFERENT: N_("Found, but different"),
    CheckResult.NOT_PUBLISHED: N_("Not published"),
    CheckResult.UNAVAILABLE: N_("Could not be looked up"),
}
LABELS_OF_OUTCOMES = {
    SurveillanceOutcome.PASSED: N_("Took place, passed"),
    SurveillanceOutcome.MISSED: N_("Did not take place"),
}
LABELS_OF_STATES = {
    SurveillanceState.PASSED: N_("passed"),
    SurveillanceState.MISSED: N_("missed"),
    SurveillanceState.UNKNOWN: N_("past due, nothing recorded"),
    SurveillanceState.TO_COME: N_("to come"),
}
