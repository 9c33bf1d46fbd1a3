"""Sentences and words of the marketplace."""

from parkdesk.domain.clients import ConsentState
from parkdesk.i18n import N_

SENTENCES = {
    "client-name-too-long": N_("At most 200 characters."),
    "client-there-already": N_("“{name}” of this country is in the register already."),
    "consent-without-basis": N_("Say on which paper the consent rests: a letter, an e-mail."),
    "consent-without-day": N_("Say from which day the consent holds."),
}

LABELS = {
    ConsentState.NONE: N_("No consent"),
    ConsentState.GIVEN: N_("May be published"),
    ConsentState.ENDED: N_("Consent ended"),
}
