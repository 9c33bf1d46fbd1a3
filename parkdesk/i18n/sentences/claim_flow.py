"""Sentences and words of a claim's way: items, cuts, returns, papers, levels, exceptions."""

from enum import Enum

from parkdesk.domain.claim_lines import Stage
from parkdesk.domain.claim_returns import Change, MarkSubject
from parkdesk.domain.reasons import OwnReason, ReasonUse
from parkdesk.i18n import N_

SENTENCES = {
    "above-level": N_("A higher level found only {limit_cents} yuan to be right."),
    "above-own-limit": N_("You may approve up to {limit_cents} yuan under this programme."),
    "above-row": N_("A row is given at most what the stage before gave it: {limit_cents} yuan."),
    "above-rows": N_("The rows add up to {limit_cents} yuan."),
    "claim-claimant-fails": N_(
        "Conditions that the applicant does not meet: {refused}. A reason is asked for before"
        " anything can be approved."
    ),
    "claim-in-batch": N_(
        "Money of this claim is under way or paid in a payment batch: cancel the batch, wait for"
        " the bank's answer, or pay again there what failed."
    ),
    "claim-needs-notice": N_("This claim is released when its public notice is closed."),
    "claim-no-items": N_("There is no item yet: enter what money is asked for."),
    "claim-not-under-review": N_("This claim is not under review."),
    "claim-open-already": N_("Everything in this claim is open already."),
    "claim-with-roster": N_("A claim of this kind has a roster of people, not items."),
    "condition-answered": N_(
        "This condition has been answered already: return the claim to have it changed."
    ),
    "condition-not-asked": N_("The programme does not ask for this condition."),
    "conditions-left-open": N_("Answer at least one condition."),
    "cut-of-unknown-row": N_("A row that was cut is no longer there: open the claim again."),
    "cut-reason-missing": N_("Choose why this row is cut."),
    "exemption-same-person": N_("Somebody else than the person who entered it must confirm it."),
    "exemption-settled": N_("This exception has been confirmed or ended already."),
    "exemption-too-long": N_("An exception lasts a year at most; then it is asked for anew."),
    "found-in-future": N_("This day is still to come."),
    "item-of-other-claim": N_("A claim of this kind has no such item."),
    "level-not-next": N_("Another level reviews first."),
    "levels-have-to-review": N_("A higher level has still to review this claim."),
    "mark-of-unknown-paper": N_("A marked paper is not in the programme's list."),
    "mark-of-unknown-row": N_("A marked row is no longer there: open the claim again."),
    "mark-reason-missing": N_("Choose what is wrong with every marked row or paper."),
    "original-without-paper": N_("An original can be seen only of a paper that was handed in."),
    "paper-came-all-the-same": N_("A paper that was handed in is not left out."),
    "paper-is-required": N_("This paper is required from every claim of this kind."),
    "paper-not-asked": N_("The programme does not ask for this paper."),
    "programme-lacks-kind": N_("This programme pays for nothing of this kind."),
    "returned-rows-stay": N_(
        "Only what was marked is open: to add or take out rows, open the whole claim first."
    ),
    "rows-named-not-cut": N_(
        "These rows are named and not cut: press “Cut these rows”, or empty the field."
    ),
    "rows-not-readable": N_("Row numbers cannot be read: write them as 2, 5-7."),
    "rows-not-there": N_("The list has {rows} rows."),
    "row-not-marked": N_("This row was not marked: to change it, open the whole claim first."),
    "too-many-items": N_("A claim has at most {limit} items."),
}

LABELS_STAGE: dict[Enum, str] = {
    Stage.ASKED: N_("Applied for"),
    Stage.COMPUTED: N_("Computed"),
    Stage.RECOMMENDED: N_("Recommended by the park"),
    Stage.APPROVED: N_("Approved"),
    Stage.PAID: N_("Paid"),
    Stage.RECOVERED: N_("Recovered"),
}
LABELS_MARK_SUBJECT: dict[Enum, str] = {
    MarkSubject.PERSON: N_("A person of the roster"),
    MarkSubject.ITEM: N_("One item"),
    MarkSubject.PAPER: N_("One paper"),
    MarkSubject.CLAIM: N_("The whole claim"),
}
LABELS_CHANGE: dict[Enum, str] = {
    Change.CHANGED: N_("changed"),
    Change.ADDED: N_("added"),
    Change.REMOVED: N_("taken out"),
}
LABELS_OWN_REASON: dict[Enum, str] = {
    OwnReason.RULE: N_("The rules give less than was asked for"),
    OwnReason.LOWER_OF: N_("Set by the lower-of principle"),
    OwnReason.VERDICT_CHANGED: N_("No longer meets the conditions when judged again"),
    OwnReason.AS_STATED: N_("As the words of the decision say"),
}
LABELS_REASON_USE: dict[Enum, str] = {
    ReasonUse.CUT: N_("Cut"),
    ReasonUse.RETURN: N_("To be put right"),
    ReasonUse.REJECT: N_("Not supported"),
}
