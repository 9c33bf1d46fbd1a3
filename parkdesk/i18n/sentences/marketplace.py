"""Sentences and words of the marketplace."""

from parkdesk.domain.clients import ConsentState
from parkdesk.domain.market_items import ItemLanguage, ItemState
from parkdesk.domain.opportunities import CandidateState, OpportunityState
from parkdesk.i18n import N_

SENTENCES = {
    "certificate-kind-unknown": N_("No kind of certificate is called so."),
    "client-name-too-long": N_("At most 200 characters."),
    "client-has-opportunities": N_(
        "“{name}” asks in {count} opportunities, so it stays in the register of clients."
    ),
    "client-not-registered": N_(
        "No client of this name is in the register of clients: enter it there first."
    ),
    "client-of-two-countries": N_(
        "Clients of this name stand in the register for several countries: name the client by hand."
    ),
    "client-there-already": N_("“{name}” of this country is in the register already."),
    "consent-without-basis": N_("Say on which paper the consent rests: a letter, an e-mail."),
    "consent-without-day": N_("Say from which day the consent holds."),
    "contract-before-posting": N_(
        "It was signed before the opportunity was posted on {posted_on}."
    ),
    "contract-of-another": N_("This contract came of another opportunity."),
    "contract-of-nobody-recommended": N_(
        "It is a contract of an enterprise that is not recommended for this opportunity."
    ),
    "contract-of-opportunity": N_(
        "Contract {number} came of opportunity {opportunity}: take it from there first."
    ),
    "contract-still-draft": N_("It is a draft: register it first."),
    "item-code-unknown": N_("No edition of the service codes has this code on that day."),
    "item-there-already": N_("“{title}” of this source and day is in the register already."),
    "item-title-too-long": N_("At most 200 characters."),
    "level-without-certificate": N_("Say of which certificate this is the level."),
    "levels-differ": N_("The certificate is written with another level."),
    "opportunity-is-signed": N_("A contract came of it already: it is changed no more."),
    "opportunity-needs-reason": N_("Say why in four characters at least."),
    "opportunity-past": N_(
        "The last day for offers of opportunity {number} was {day}. Recommend all the same?"
    ),
    "opportunity-there-twice": N_(
        "Several opportunities have this title, source and day: change them by hand."
    ),
    "opportunity-title-too-long": N_("At most 200 characters."),
    "opportunity-twice-in-file": N_("Row {row} of the file is the same opportunity."),
    "opportunity-was-recommended": N_(
        "Enterprises were recommended for {number}: close it with a reason instead."
    ),
    "posted-after-recommended": N_("Somebody was recommended for it on {day} already."),
    "recommended-after-leaving": N_("“{name}” left the park on {left_on}."),
    "recommended-already": N_("“{name}” is recommended for {number} already."),
    "starts-before-posting": N_("The work cannot begin before the opportunity is posted."),
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
LABELS_OPPORTUNITY = {
    OpportunityState.POSTED: N_("Posted"),
    OpportunityState.RECOMMENDED: N_("Proposed"),
    OpportunityState.TALKS: N_("In talks"),
    OpportunityState.SIGNED: N_("Contract signed"),
    OpportunityState.EXECUTED: N_("Being executed"),
    OpportunityState.CLOSED: N_("Closed unsigned"),
}
LABELS_CANDIDATE = {
    CandidateState.RECOMMENDED: N_("Proposed"),
    CandidateState.TALKS: N_("In talks"),
    CandidateState.SIGNED: N_("Contract signed"),
    CandidateState.DROPPED: N_("Dropped out"),
}
