"""Sentences and words of institutions, courses, classes and who sits in them."""

from parkdesk.domain.training import ClassState, InstitutionCondition
from parkdesk.i18n import N_

SENTENCES = {
    "class-capacity-below-enrolled": N_("{enrolled} people are enrolled: there are seats for all."),
    "class-has-members": N_("Somebody is enrolled in {number}: call it off instead."),
    "class-has-nobody-for-claim": N_(
        "Nobody of {number} is for this claim: the enterprise hired none of them, or none passed"
        " and signed."
    ),
    "class-has-results": N_(
        "Hours, results or placements are noted already: it cannot begin in the future."
    ),
    "class-is-full": N_("{number} has {capacity} seats, and all are taken."),
    "class-member-already": N_("“{name}” is enrolled under this number already."),
    "class-member-is-there": N_("“{name}” did not leave the class."),
    "class-member-left": N_("“{name}” left the class on {day}."),
    "class-member-not-placed": N_("Nobody hired “{name}” yet."),
    "class-member-of-another": N_("This entry is of another class."),
    "class-member-was-there": N_(
        "“{name}” was present, assessed or hired: note that they left instead."
    ),
    "class-more-hours-than-lessons": N_("The course has {hours} hours of lessons: at most these."),
    "class-needs-reason": N_("Say why in four characters at least."),
    "class-not-begun": N_("{number} begins on {day}: nobody was present yet."),
    "class-overlaps": N_("“{name}” sits in another class on the same days: {classes}."),
    "class-score-without-assessment": N_("A score goes with passed or not passed."),
    "class-too-long": N_("A class lasts a year at most."),
    "class-was-held": N_("Hours, results or placements of {number} are noted: it was held."),
    "training-course-already": N_("The institution offers “{title}” already."),
    "training-course-has-classes": N_("Classes of “{title}” were held: retire it instead."),
    "training-course-retired": N_("This course is not offered any more."),
    "training-institution-already": N_("“{name}” is entered as an institution already."),
    "training-institution-in-use": N_("“{name}” has courses or plans: they stay with it."),
    "training-institution-of-another": N_("An institution stays the same enterprise."),
    "training-licence-without-number": N_("The condition is met by a licence: enter its number."),
    "training-needs-outcome": N_("Say what was not in order in four characters at least."),
    "training-review-before-year": N_("The review comes after the year has begun."),
    "training-words-too-long": N_("At most 200 characters; for a title 100."),
    "training-year-already": N_("The plan of {year} is entered already."),
    "training-year-of-another": N_("This plan is of {year}."),
    "training-year-out-of-range": N_("The year is one from 2000 to the next."),
}

LABELS = {
    InstitutionCondition.LICENCE: N_("Licence to train"),
    InstitutionCondition.PREMISES: N_("Premises, material and teachers"),
    InstitutionCondition.EXPERIENCE: N_("Experience of training to order"),
    InstitutionCondition.ACCOUNTS: N_("Sound accounts"),
    InstitutionCondition.NON_PROFIT: N_("In principle no profit"),
}

LABELS_STATE = {
    ClassState.PLANNED: N_("Planned"),
    ClassState.UNDER_WAY: N_("Going on"),
    ClassState.ENDED: N_("Class over"),
    ClassState.CANCELLED: N_("Class called off"),
}
