"""Sentences and words of the bookings of rooms and equipment."""

from parkdesk.domain.bookings import BookingAction, BookingState, OpenDays, PlaceKind
from parkdesk.i18n import N_

SENTENCES = {
    "booking-ends-before": N_("It ends before it begins: the end is a later half hour."),
    "booking-in-log": N_(
        "Booking {number} stands in the service log already: delete that line first."
    ),
    "booking-is-one": N_("One booking is changed at a time: book further weeks anew."),
    "booking-needs-reason": N_("Say in four characters at least why it is cancelled."),
    "booking-not-held": N_("Booking {number} was not used: only what was used is service."),
    "booking-still-to-come": N_("Booking {number} is of {day}, which is still to come."),
    "booking-taken": N_(
        "{place} is taken on {day} from {first} to {until}: {enterprise}, {purpose}."
    ),
    "booking-weeks": N_("From 1 to 53 weeks."),
    "bookings-clash": N_(
        "{place} is taken on some of these days: {taken}. Leave them out and book the other"
        " {count}?"
    ),
    "more-persons-than-seats": N_("{place} has {seats} seats: book it for more people?"),
    "not-a-half-hour": N_("A time on the half hour, from 00:00 to 24:00."),
    "outside-opening-hours": N_("{place} is open from {first} to {until}."),
    "place-booked-outside": N_(
        "Booking {number} of {day} would lie outside its days or hours: move or cancel it first."
    ),
    "place-closed-on-day": N_("{place} is not open on {day}."),
    "place-needs-a-seat": N_("At least 1, or empty where nobody counts them."),
    "place-there-already": N_("“{name}” is among the places already."),
    "place-was-booked": N_(
        "“{name}” has {count} bookings: give it a last day instead of deleting it."
    ),
}

LABELS = {
    PlaceKind.MEETING_ROOM: N_("Meeting room"),
    PlaceKind.TRAINING_ROOM: N_("Training room"),
    PlaceKind.LABORATORY: N_("Laboratory"),
    PlaceKind.TEST_ENVIRONMENT: N_("Test environment"),
    PlaceKind.EQUIPMENT: N_("Equipment"),
    PlaceKind.OTHER: N_("Other"),
    OpenDays.WEEKDAYS: N_("Monday to Friday"),
    OpenDays.SIX_DAYS: N_("Monday to Saturday"),
    OpenDays.EVERY_DAY: N_("Every day"),
}
LABELS_OF_BOOKINGS = {
    BookingState.BOOKED: N_("Booked"),
    BookingState.HELD: N_("Used"),
    BookingState.NOT_COME: N_("Nobody came"),
    BookingState.CANCELLED: N_("Booking cancelled"),
    BookingAction.HOLD: N_("Note a booking as used"),
    BookingAction.MISS: N_("Note that nobody came"),
    BookingAction.CANCEL: N_("Cancel a booking"),
    BookingAction.TAKE_BACK: N_("Take back what became of a booking"),
}
