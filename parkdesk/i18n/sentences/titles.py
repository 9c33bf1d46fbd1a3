"""Sentences and words of titles, memberships and the thresholds of 技术先进型服务企业."""

from enum import Enum

from parkdesk.domain.atse import Area, Condition, EnterpriseClass, Missing, Outcome
from parkdesk.domain.titles import AllianceRole, MembershipState, TitleState
from parkdesk.i18n import N_

SENTENCES = {
    "income-there-already": N_("The income of this year has been entered already: edit it."),
    "income-year": N_("A year from 2000 to this one."),
    "membership-ends-first": N_("The last day of the membership lies before its first."),
    "membership-overlaps": N_("Another membership of this alliance holds on the same days."),
    "months-needed": N_("At least one month; leave it empty where the document names no period."),
    "part-exceeds-income": N_("More than the whole income of the year."),
    "title-ends-first": N_("The last day of the title lies before the day it was granted."),
    "title-kind-of-program": N_(
        "This kind of title comes with the program; add one of the park's own instead."
    ),
    "title-kind-retired": N_("This kind of title is no longer granted."),
    "title-kind-taken": N_("There is a kind of title of this name already."),
    "title-twice-in-file": N_("Row {row} of the file is the same title."),
    "title-twice": N_("The enterprise has this title from that day on already."),
    "title-withdrawn-already": N_("This title was withdrawn on {day} already."),
    "unknown-title-kind": N_("There is no such kind of title: add it first."),
    "withdrawn-before-granted": N_("A title cannot be withdrawn before it was granted."),
}

LABELS_TITLE: dict[Enum, str] = {
    TitleState.COMING: N_("To come"),
    TitleState.HELD: N_("Held"),
    TitleState.EXPIRED: N_("Expired"),
    TitleState.WITHDRAWN: N_("Withdrawn title"),
}
LABELS_MEMBERSHIP: dict[Enum, str] = {
    MembershipState.COMING: N_("To come"),
    MembershipState.MEMBER: N_("Member now"),
    MembershipState.ENDED: N_("Ended"),
}
LABELS_ROLE: dict[Enum, str] = {
    AllianceRole.CHAIR: N_("Chair"),
    AllianceRole.VICE_CHAIR: N_("Vice chair"),
    AllianceRole.COUNCIL: N_("Council member"),
    AllianceRole.MEMBER: N_("Member of the alliance"),
}
LABELS_CONDITION: dict[Enum, str] = {
    Condition.INCOME: N_("Income from advanced technology services"),
    Condition.OFFSHORE: N_("Income from offshore outsourcing"),
    Condition.GRADUATES: N_("Share of junior college or above"),
    Condition.CERTIFICATE: N_("International qualification"),
    Condition.AREA: N_("Place of registration"),
}
LABELS_OUTCOME: dict[Enum, str] = {
    Outcome.MET: N_("Met"),
    Outcome.SHORT: N_("Not met"),
    Outcome.UNKNOWN: N_("Not known"),
    Outcome.PERSON: N_("To be judged"),
    Outcome.NOT_ASKED: N_("Not asked for"),
}
LABELS_MISSING: dict[Enum, str] = {
    Missing.TOTAL: N_("The year's whole income is not known."),
    Missing.ATS: N_("The income from such services is not known."),
    Missing.SERVICE_TRADE: N_("The income of the service-trade class is not known."),
    Missing.OFFSHORE: N_("The income from offshore outsourcing is not known."),
    Missing.STAFF: N_("The return that counts the year's people has not been handed in."),
    Missing.NOBODY: N_("The return that counts the year's people counts nobody."),
}
LABELS_CLASS: dict[Enum, str] = {
    EnterpriseClass.TECHNOLOGY: N_("Advanced technology services"),
    EnterpriseClass.SERVICE_TRADE: N_("Service trade"),
}
LABELS_AREA: dict[Enum, str] = {
    Area.CITIES_20: N_("the 20 demonstration cities"),
    Area.CITIES_21: N_("the 21 demonstration cities"),
    Area.COUNTRY: N_("the whole country"),
}
