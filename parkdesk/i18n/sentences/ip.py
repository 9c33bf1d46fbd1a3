"""Sentences and words of filings and disputes."""

from parkdesk.domain.ip_matters import IpAction, IpKind, IpState
from parkdesk.domain.ip_templates import IpTemplateKind, IpTemplateState
from parkdesk.i18n import N_

SENTENCES = {
    "ip-template-file-stays": N_(
        "This file was put here on {day} and stays: put the newer one here as a new edition."
    ),
    "ip-template-of-another-day": N_(
        "“{title}” was put here on {day}: only what was put here today is deleted. Hand it out no"
        " more instead."
    ),
    "ip-template-there-already": N_(
        "This edition of “{title}” is here already: name the edition of the newer file."
    ),
    "ip-template-too-long": N_("At most 200 characters; for a title 100."),
    "ip-begun-after-filed": N_("The office took it in on {day}: it was taken on before that."),
    "ip-due-before-begun": N_("The next step cannot be due before the day it was taken on."),
    "ip-filing-has-no-other-side": N_("Only a dispute has another side."),
    "ip-matter-went-on": N_("{number} went on already: take its step back, or note its end."),
    "ip-needs-outcome": N_("Say what came of it in four characters at least."),
    "ip-number-too-long": N_("A number has at most 60 characters."),
    "ip-step-before-last": N_("It cannot be before the step before it, on {day}."),
    "ip-was-filed": N_("The office took it in on {day}: it is no dispute."),
    "ip-words-too-long": N_("At most 200 characters."),
}

LABELS = {
    IpKind.SOFTWARE_COPYRIGHT: N_("Software copyright"),
    IpKind.COPYRIGHT: N_("Registration of a work"),
    IpKind.INVENTION: N_("Invention patent"),
    IpKind.UTILITY_MODEL: N_("Utility model"),
    IpKind.DESIGN: N_("Design patent"),
    IpKind.DISPUTE: N_("IP dispute"),
}

LABELS_TEMPLATE = {
    IpTemplateKind.NDA: N_("Confidentiality agreement"),
    IpTemplateKind.TRADE_SECRET: N_("Protection of trade secrets"),
    IpTemplateKind.OWNERSHIP: N_("Ownership of results"),
    IpTemplateKind.OTHER: N_("Another template"),
}

LABELS_TEMPLATE_STATE = {
    IpTemplateState.OFFERED: N_("Handed out"),
    IpTemplateState.RETIRED: N_("Handed out no more"),
}

LABELS_STATE = {
    IpState.OPEN: N_("In hand"),
    IpState.FILED: N_("Taken in"),
    IpState.GRANTED: N_("Registered or granted"),
    IpState.REFUSED: N_("Refused by the office"),
    IpState.SETTLED: N_("Settled by agreement"),
    IpState.DECIDED: N_("Decided"),
    IpState.WITHDRAWN: N_("Dropped"),
}

LABELS_ACTION = {
    IpAction.FILE: N_("Note that the office took it in"),
    IpAction.GRANT: N_("It was granted"),
    IpAction.REFUSE: N_("The office refused it"),
    IpAction.SETTLE: N_("The two sides settled"),
    IpAction.DECIDE: N_("It was decided by a court or an arbitration"),
    IpAction.WITHDRAW: N_("It was given up"),
}
