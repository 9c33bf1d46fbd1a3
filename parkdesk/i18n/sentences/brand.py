"""Sentences and words of events."""

from parkdesk.domain.brand_events import EventBrand, EventKind, EventState
from parkdesk.i18n import N_

SENTENCES = {
    "contract-before-event": N_("It was signed before the event began on {first_on}."),
    "contract-of-another-event": N_("This contract came of another event."),
    "contract-of-event": N_("Contract {number} came of event {event}: take it from there first."),
    "contract-of-no-participant": N_("It is a contract of an enterprise that did not take part."),
    "event-after-contract": N_(
        "Contract {number}, signed on {signed_on}, came of it: it cannot begin after that."
    ),
    "event-all-in-log": N_("Every enterprise of {number} has its line in the service log."),
    "event-brought-something": N_(
        "Leads, contracts or lines of the log came of {number}: it took place."
    ),
    "event-has-leads": N_("Leads are noted already: it cannot begin in the future."),
    "event-has-participants": N_("Enterprises take part in {number}: call it off instead."),
    "event-in-funds": N_(
        "The cost of {number} is in the platforms' money already: correct it there."
    ),
    "event-in-log": N_("Lines of the service log say this already: delete them first."),
    "event-kind-not-in-log": N_(
        "The service log has exhibitions and delegations; {number} is neither."
    ),
    "event-needs-reason": N_("Say why in four characters at least."),
    "event-still-to-come": N_("{number} begins on {day}: no service was given yet."),
    "event-too-long": N_("An event lasts a year at most."),
    "event-without-cost": N_("Nothing is noted of what {number} costs."),
    "event-words-too-long": N_("At most 200 characters; for the place 100."),
    "hours-beyond-event": N_("More hours than the days of the event have."),
    "leads-before-event": N_("The event begins on {first_on}: leads come after that."),
    "participant-already": N_("“{name}” takes part already."),
    "participant-brought-something": N_(
        "Leads, a contract or a line of the log came of “{name}” taking part: it stays."
    ),
    "participant-had-left": N_("“{name}” left the park on {left_on}, before the event."),
    "participant-of-another": N_("Another enterprise is entered beside this one."),
}

LABELS = {
    EventKind.EXHIBITION: N_("Exhibition"),
    EventKind.DELEGATION: N_("Delegation"),
    EventKind.MEETING: N_("Meeting or forum"),
}

LABELS_BRAND = {
    EventBrand.PARK: N_("The park's own brand"),
    EventBrand.CHINA_SOURCING: N_("ChinaSourcing"),
    EventBrand.OTHER: N_("Another brand"),
}

LABELS_STATE = {
    EventState.PLANNED: N_("Planned"),
    EventState.UNDER_WAY: N_("Going on"),
    EventState.HELD: N_("Took place"),
    EventState.CANCELLED: N_("Called off"),
}
