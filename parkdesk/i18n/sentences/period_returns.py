"""Sentences and words of returns of months and years beside the quarterly ones."""

from parkdesk.domain.periods import PeriodKind
from parkdesk.domain.return_kinds import ReturnField
from parkdesk.i18n import N_

SENTENCES = {
    "asked-to-before-from": N_("The last period lies before the first one."),
    "form-of-another-period": N_(
        "This form was made for another period than {period}: use that period's."
    ),
    "last-part-differs": N_(
        "{figure}: the return of {whole} says {said}, that of its last part {parts}. Say in the"
        " remarks why, or save anyway."
    ),
    "not-a-month": N_("A month is written like 2026-07."),
    "not-a-period": N_("A period is written like 2026-07, 2026Q3 or 2026."),
    "not-a-year": N_("A year is written like 2026."),
    "parts-do-not-add-up": N_(
        "{figure}: the return of {whole} says {said}, its parts together {parts}. Say in the"
        " remarks why, or save anyway."
    ),
    "period-not-asked": N_(
        "The office does not ask for the return of {period}. An administrator switches it on:"
        " “Periodic returns”, then “What is asked for”."
    ),
    "returns-outside-asked": N_(
        "Returns of {period} were entered already: keep them inside, or take them back first."
    ),
}

LABELS = {
    PeriodKind.MONTH: N_("Month"),
    PeriodKind.QUARTER: N_("Quarter"),
    PeriodKind.YEAR: N_("Year"),
}

LABELS_OF_FIGURES = {
    ReturnField.HEADCOUNT: N_("People employed"),
    ReturnField.GRADUATES: N_("Junior college or above"),
    ReturnField.NEW_HIRES: N_("New people"),
    ReturnField.NEW_GRADUATES: N_("New, junior college or above"),
}
