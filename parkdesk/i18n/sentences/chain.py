"""Sentences and words of the industry chain."""

from parkdesk.domain.chain import Measure, Origin, Place
from parkdesk.i18n import N_

SENTENCES = {
    "enterprise-and-name": N_("Choose an enterprise of the park or type a name, not both."),
    "enterprise-or-name": N_("Choose an enterprise of the park, or type a name below."),
    "link-is-derived": N_(
        "The contract register tells this link already (contract {number}): it is never typed"
        " twice."
    ),
    "link-outside-the-park": N_("One of the two must be an enterprise of the park."),
    "link-reversed": N_(
        "In this year the work also goes the other way between these two. Is that so?"
    ),
    "link-to-itself": N_("Nobody gives work to themselves: choose another enterprise."),
    "link-twice": N_("Such a link of this year is entered already. Is this another one?"),
    "name-of-enterprise": N_("An enterprise of the register has this name: choose it above."),
    "not-above-zero": N_("The amount must be above zero."),
    "period-needed": N_("An executed amount needs the last day of its period."),
    "period-over-two-years": N_(
        "Enter one link for each calendar year: amounts are not shared out."
    ),
}

LABELS = {
    Place.FINAL_CLIENT: N_("Final client"),
    Place.GENERAL_PROVIDER: N_("General provider"),
    Place.SUBCONTRACTOR: N_("Subcontractor"),
    Measure.SIGNED: N_("Signed amount"),
    Measure.EXECUTED: N_("Executed amount"),
    Origin.CONTRACT: N_("contract register"),
    Origin.FINAL_CUSTOMER: N_("final client of a contract"),
    Origin.ENTERED: N_("entered"),
}
