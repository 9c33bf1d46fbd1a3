"""Sentences and words of the marketplace."""

from parkdesk.domain.clients import ConsentState
from parkdesk.domain.market_items import ItemLanguage, ItemState
from parkdesk.i18n import N_

SENTENCES = {
    "client-name-too-long": N_("At most 200 characters."),
    "client-there-already": N_("“{name}” of this country is in the register already."),
    "consent-without-basis": N_("Say on which paper the consent rests: a letter, an e-mail."),
    "consent-without-day": N_("Say from which day the consent holds."),
    "item-code-unknown": N_("No edition of the service codes has this code on that day."),
    "item-there-already": N_("“{title}” of this source and day is in the register already."),
    "item-title-too-long": N_("At most 200 characters."),
}

LABELS = {
    ConsentState.NONE: N_("No consent"),
    ConsentState.GIVEN: N_("May be published"),
    ConsentState.ENDED: N_("Consent ended"),
}

LABELS_LANGUAGE = {
    ItemLanguage.CHINESE: N_("Chinese"),
    ItemLanguage.ENGLISH: N_("English"),
    ItemLanguage.JAPANESE: N_("Japanese"),
    ItemLanguage.KOREAN: N_("Korean"),
    ItemLanguage.GERMAN: N_("German"),
    ItemLanguage.FRENCH: N_("French"),
    ItemLanguage.SPANISH: N_("Spanish"),
    ItemLanguage.RUSSIAN: N_("Russian"),
    ItemLanguage.OTHER: N_("Another language"),
}
LABELS_ITEM = {
    ItemState.CURRENT: N_("Of use"),
    ItemState.EXPIRED: N_("Out of date"),
}
