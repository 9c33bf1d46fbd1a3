"""Sentences and words of the platforms' money."""

from __future__ import annotations

from parkdesk.domain.platform_money import Condition, CostKind, FundsFault, OutlayKind
from parkdesk.i18n import N_

SENTENCES = {
    "after-its-condition": N_("Its state was noted on {day}: it was bought by then."),
    "before-it-was-bought": N_("It was bought on {day}: its state can only be of a later day."),
    "condition-was-noted": N_("Its state was noted, so it is something to keep: not an expense."),
    "expense-has-no-condition": N_("“{item}” is an expense: there is nothing to keep of it."),
    "grant-in-use": N_("Something was paid of this grant: its platform stays."),
    "grant-of-another-day": N_(
        "{number} was entered on {day}: only what was entered today can be deleted. Correct it."
    ),
    "grant-of-another-platform": N_("This grant is of another platform."),
    "grant-there-already": N_("A grant with the number {number} is entered already."),
    "grant-was-spent": N_("{count} entries were paid of {number}: it stays."),
    "money-words-too-long": N_("Too long: 80 signs, of a number 60, have room."),
    "not-above-nothing": N_("More than 0."),
    "only-a-licence-ends": N_("Only a licence has a last day: leave this empty."),
    "outlay-of-another-day": N_(
        "“{item}” was entered on {day}: only what was entered today can be deleted. Correct it, or"
        " note that it is retired."
    ),
}

LABELS = {
    OutlayKind.ASSET: N_("Asset"),
    OutlayKind.LICENCE: N_("Software licence"),
    OutlayKind.EXPENSE: N_("Expense"),
}
LABELS_OF_COSTS = {
    CostKind.BUILDING: N_("Building cost"),
    CostKind.RUNNING: N_("Running cost"),
}
LABELS_OF_STATES = {
    Condition.IN_USE: N_("In use"),
    Condition.LENT: N_("Lent"),
    Condition.BROKEN: N_("Broken"),
    Condition.RETIRED: N_("Retired"),
}
LABELS_OF_FAULTS = {
    FundsFault.OVER: N_("Over the grant"),
    FundsFault.OUTSIDE: N_("Outside its days"),
    FundsFault.NO_INVOICE: N_("Without invoice"),
}
