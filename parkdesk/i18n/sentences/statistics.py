"""Sentences and words of the quarterly statistics."""

from parkdesk.domain.statistics import FillState, GrowthMark, ReturnState
from parkdesk.i18n import N_

SENTENCES = {
    "code-of-another": N_("The code {code} is that of {enterprise}: which of the two is meant?"),
    "headcount-jump": N_(
        "The period before, {then}, {enterprise} had {before} people. Say in the remarks what"
        " happened, or save anyway."
    ),
    "headcount-jump-in-a-year": N_(
        "A year before, in {then}, {enterprise} had {before} people. Say in the remarks what"
        " happened, or save anyway."
    ),
    "more-than-headcount": N_("More than the people employed."),
    "more-than-new-hires": N_("More than the new people."),
    "negative-number": N_("A number below zero cannot stand here."),
    "new-hires-above-headcount": N_(
        "More people came than are employed at the end of the period. Say in the remarks why, or"
        " save anyway."
    ),
    "return-outside-residence": N_("{enterprise} was not in the park in this period."),
}

LABELS = {
    FillState.NOT_EXPECTED: N_("Not owed"),
    FillState.MISSING: N_("Not in yet"),
    FillState.OVERDUE: N_("Overdue"),
    FillState.DRAFT: N_("Draft"),
    FillState.SUBMITTED: N_("Filed"),
}

# Apart, because a missing return and a missing base have the same value, and so have drafts.
LABELS_OF_GROWTH = {
    GrowthMark.VALUE: N_("Growth"),
    GrowthMark.BASE_ZERO: N_("base 0"),
    GrowthMark.MISSING: N_("no data"),
    GrowthMark.REDEFINED: N_("redefined"),
}

LABELS_OF_RETURNS = {
    ReturnState.DRAFT: N_("Draft"),
    ReturnState.SUBMITTED: N_("Filed"),
}
