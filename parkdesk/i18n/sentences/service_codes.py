"""Sentences and words of the list of services and of enterprises' services."""

from parkdesk.domain.service_codes import Layer, MappingBasis, MappingState
from parkdesk.i18n import N_

SENTENCES = {
    "before-parent": N_("The class {parent} begins on {day}: its parts cannot begin before it."),
    "code-not-in-force": N_("This class may be used from {first} on; choose a day from then on."),
    "code-own-parent": N_("A class cannot be a part of itself."),
    "edition-same-day": N_("Another edition begins on this day already."),
    "gap-between-editions": N_(
        "The edition before ends on {day}, this one begins on {first}: the days between would have"
        " no list. Is that so?"
    ),
    "line-needed": N_("A class of the first level needs ITO, BPO or KPO."),
    "line-of-parent": N_("The class {parent} belongs to {line}: so do its parts."),
    "mapping-incomplete": N_(
        "Codes in use without a decision: {count} ({codes}). Decide about them first."
    ),
    "name-twice-at-a-time": N_("Code {other} has this name at the same time. Are both meant?"),
    "outlives-parent": N_("The class {parent} ends on {day}: its parts cannot outlive it."),
    "outside-edition": N_("This day lies outside the edition's own."),
    "parent-not-in-list": N_("The class above, {parent}, is not in the list."),
    "service-code-fixed": N_("Something refers to this code as it is: it cannot be another one."),
    "service-code-in-use": N_("“{name}” is in use and stays; records that use it: {count}."),
    "service-code-taken": N_("Another class has this code."),
    "service-twice": N_("The enterprise has this service in those days already."),
    "third-level": N_("{parent} is a part itself: the list has two levels."),
    "validity-gap": N_(
        "Code {other} of this name ends on {day}; the days until this one begins have no code."
    ),
}

LABELS = {
    Layer.STRATEGIC: N_("Strategic"),
    Layer.FUNCTIONAL: N_("Functional"),
    Layer.OPERATIONAL: N_("Operational"),
}
LABELS_OF_MAPPINGS = {
    MappingState.OPEN: N_("Not decided"),
    MappingState.SUGGESTED: N_("Suggested"),
    MappingState.CONFIRMED: N_("Confirmed"),
    MappingState.NONE: N_("No successor"),
    MappingBasis.EQUAL_NAME: N_("the same name"),
    MappingBasis.ONLY_OF_LINE: N_("the only class of its line"),
    MappingBasis.BY_HAND: N_("by hand"),
}
