"""Sentences and words of notices, payment batches, clawbacks, budgets and samples."""

from __future__ import annotations

from enum import Enum

from parkdesk.domain.bank_sheets import SheetField, SheetFormat
from parkdesk.domain.clawbacks import ClawbackAction, ClawbackReason, ClawbackState
from parkdesk.domain.notices import ListedState, NoticeAction, NoticeState, ObjectionState
from parkdesk.domain.payment_returns import ReturnState
from parkdesk.domain.payments import BatchAction, BatchState, HoldCause, LineState, Obstacle
from parkdesk.domain.person_bars import BarState
from parkdesk.domain.verifications import CheckOutcome, VerificationState
from parkdesk.i18n import N_

SENTENCES = {
    "above-clawback": N_("Only {limit_cents} yuan is still outstanding."),
    "above-paid": N_("Enter 0 to {limit_cents} yuan: no more was paid."),
    "answer-day-missing": N_("The day of the payment is missing."),
    "answer-day-outside": N_("The day lies before the batch's approval, or in the future."),
    "answer-failure-missing": N_("Say why the bank did not pay."),
    "answer-line-decided": N_("The line has been recorded already."),
    "answer-other-account": N_("The account ends in other digits than the line's."),
    "answer-other-amount": N_("The amount is not the line's."),
    "answer-reference-missing": N_("The reference is missing."),
    "answer-status-unknown": N_("The bank's word for the state is not in the template."),
    "answer-twice": N_("The same line stands in the file more than once."),
    "answer-unknown-line": N_("The batch has no line with this reference."),
    "bank-sheet-not-readable": N_("The template {sheet} cannot be read: {entry}."),
    "bank-sheet-of-the-program": N_(
        "This template came with the program: make one of your own from it."
    ),
    "bank-sheet-used": N_("Bank sheets were written by this template: it stays."),
    "bar-lifted-before": N_("The bar has been lifted already."),
    "bar-same-person": N_("Who set a bar does not lift it."),
    "bar-of-nobody": N_(
        "Say who is barred until then: the enterprise, the chosen persons, or both."
    ),
    "barred-until-before": N_("The last day of the bar lies before the order."),
    "batch-above-budget": N_(
        "{level}: the batch asks for {asked_cents} yuan, but only {room_cents} are left of what"
        " was allotted."
    ),
    "batch-above-whole-budget": N_(
        "The batch asks for {asked_cents} yuan, but only {room_cents} are left of the"
        " programme's budget."
    ),
    "batch-accounts-changed": N_(
        "The account for subsidies is another one than before: {enterprises}. Ask the enterprise"
        " by a telephone number that you knew before."
    ),
    "batch-budget-lowered": N_(
        "{level}: its allotment was lowered; it no longer covers this batch by {lacking_cents}"
        " yuan."
    ),
    "batch-changed-since": N_(
        "By the rules as they stand now these get less than the batch pays, or fail a condition:"
        " {claims}. They are taken out ({amount_cents} yuan) and wait for another batch;"
        " {left_cents} yuan are left: type the digits of that."
    ),
    "batch-claim-gone": N_("One of the claims is no longer there."),
    "batch-claim-hindered": N_("{claim} cannot be paid: {obstacle}."),
    "batch-does-not-foot": N_("The lines of {batch} do not sum up to its total: nothing is saved."),
    "batch-holders-differ": N_(
        "The account is in another name than the enterprise's: {enterprises}."
    ),
    "batch-holds-persons": N_(
        "By the rules as they stand now {persons} rows get less: {amount_cents} yuan are held and"
        " not paid."
    ),
    "batch-holds-claims": N_(
        "Conditions of the applicant have come to fail since the approval: {claims}. Nothing of"
        " them is paid ({amount_cents} yuan)."
    ),
    "batch-claimants-fail": N_(
        "Conditions of the applicant have come to fail since the approval: {claims}. Nothing can"
        " be paid before they are met, or the claim is decided anew."
    ),
    "batch-nothing-left": N_(
        "By the rules as they stand now nothing of {batch} is paid as it says: {claims}. Cancel it"
        " and make it anew."
    ),
    "batch-nothing-pending": N_("Every line of the batch has been answered already."),
    "batch-nothing-to-pay": N_("{claim}: all its money is in a batch already, or is held."),
    "batch-other-programme": N_("{claim} is a claim of another programme."),
    "batch-same-account": N_(
        "The account is still the one that failed: {enterprises}. Correct it first, or pay again"
        " to the same one."
    ),
    "batch-same-person": N_("Who made a batch does not approve it."),
    "batch-whole-budget-lowered": N_(
        "The programme's budget was lowered; it no longer covers this batch by {lacking_cents}"
        " yuan."
    ),
    "batch-without-claims": N_("Choose at least one claim."),
    "batch-without-failures": N_("No line of the batch has failed and waits to be paid again."),
    "checksum-not-one": N_("The checksum of the file is not one."),
    "claim-not-to-finish": N_(
        "{claim}: something is under way or may still be paid, or nothing was paid yet."
    ),
    "claim-not-paid": N_("No money of {claim} has left: there is nothing to ask back."),
    "clawback-above-paid": N_("More is asked back than was paid for a row and not asked before."),
    "clawback-has-receipts": N_("Money has come in for it: it cannot be withdrawn any more."),
    "clawback-without-rows": N_("Choose at least one row, with an amount above 0."),
    "day-off-and-worked": N_("A day stands both under days off and under days worked."),
    "decided-in-future": N_("The day of the order lies in the future."),
    "digits-differ": N_(
        "These are not the last four digits before the decimal point of the total."
    ),
    "due-before-order": N_("The first payment is due before the order."),
    "finding-missing": N_("Say what was found, or why."),
    "claim-claimant-changed": N_(
        "Conditions of the applicant have come to fail since the approval: nothing is paid before"
        " they are met, or the claim is decided anew."
    ),
    "claimant-barred": N_("Stopped from claiming by {document} from {first} until it is lifted."),
    "claimant-barred-until": N_("Stopped from claiming by {document} from {first} to {last}."),
    "follow-up-changed": N_(
        "By the rules as they stand now these get less than what failed, or fail a condition:"
        " {claims}. Make a new batch of them."
    ),
    "follow-up-leaves-out": N_(
        "By the rules as they stand now these get less than what failed, or fail a condition:"
        " {claims}. They are left out; a batch of its own is made of them."
    ),
    "id-number-wrong": N_("This is no valid identity number."),
    "instalments-out-of-range": N_("Enter 1 to 36 payments, each of a fen at least."),
    "no-persons-to-bar": N_("None of the chosen rows is a person with a valid identity number."),
    "lifted-outside": N_("The day lies before the bar began, or in the future."),
    "not-a-sample": N_("The sample does not fit what it was drawn from."),
    "not-days": N_("“{value}” cannot be read: write 1.1-1.3, 2.15."),
    "amount-not-positive": N_("The amount is above 0."),
    "nothing-to-verify": N_("Nothing has been paid under this programme yet."),
    "notice-claim-gone": N_("A claim is not, or no longer, on the notice."),
    "notice-is-over": N_("The notice is over: it takes no more objections."),
    "notice-other-programme": N_("{claim} is a claim of another programme."),
    "notice-still-runs": N_("The notice runs to {last}; it can be closed on the day after."),
    "notice-to-be-withdrawn": N_(
        "An objection to the whole notice was upheld: it can only be withdrawn."
    ),
    "notice-without-claims": N_("Choose at least one claim."),
    "objection-decided": N_("The objection has been decided already."),
    "objection-outside-notice": N_("The notice runs from {first} to {last}."),
    "objection-says-nothing": N_("Write down what is objected."),
    "objections-open": N_("{objections} objections are still open: decide them first."),
    "payment-above-budget": N_(
        "{level}: {asked_cents} yuan of this payment are the level's, but only {room_cents} are"
        " left of what was allotted. Has the money left all the same?"
    ),
    "payment-above-whole-budget": N_(
        "Only {room_cents} yuan are left of the programme's budget for this payment of"
        " {asked_cents}. Has the money left all the same?"
    ),
    "person-not-known": N_("Nobody with this number was ever claimed for here."),
    "person-barred": N_("Barred from being claimed for until {until} by {document}."),
    "published-before-approval": N_(
        "A claim cannot be published before it is approved: {claim} was approved on {day}."
    ),
    "published-in-future": N_("The day of publication lies in the future."),
    "published-long-ago": N_("The day of publication is more than a month ago."),
    "receipt-corrected-before": N_("{receipt} has been taken back already."),
    "receipt-not-correctable": N_("Only a receipt of this clawback can be taken back."),
    "received-before-order": N_("The money came before the order."),
    "received-in-future": N_("The day lies in the future."),
    "redraw-needs-reason": N_(
        "{sample} was drawn among the same, or is still being checked: say why it is drawn again."
    ),
    "return-decided": N_("The return has been confirmed or dismissed already."),
    "return-entered-before": N_("The return of {line} has been entered already."),
    "return-of-clawed-back": N_(
        "Money of {claim} was asked back ({clawback}): withdraw the clawback first."
    ),
    "return-of-unpaid": N_("{line} is not recorded as paid."),
    "return-same-person": N_("Who entered a returned transfer does not confirm it."),
    "returned-outside": N_("The day lies before the payment ({first}), or in the future."),
    "sample-size-out-of-range": N_("Draw 1 to {most}."),
    "sheet-columns-lacking": N_(
        "A bank needs the reference, the account, its holder and the amount."
    ),
    "sheet-heading-missing": N_("Every column needs a heading of at most 60 characters."),
    "sheet-heading-twice": N_("A column or a heading stands there twice."),
    "sheet-word-twice": N_("A word stands for paid and for failed."),
    "too-few-days": N_("At least {days} working days."),
    "too-many-days": N_("At most 60 working days."),
    "verification-closed": N_("The sample is closed: its results no longer change."),
    "verification-unfinished": N_("{rows} of those drawn have not been checked yet."),
    "worked-on-a-weekday": N_("Only a Saturday or Sunday is worked in the place of another day."),
    "year-of-the-program": N_("This year came with the program and is not replaced."),
}

LABELS_NOTICE: dict[Enum, str] = {
    NoticeState.OPEN: N_("On public notice"),
    NoticeState.CLOSED: N_("Notice closed"),
    NoticeState.WITHDRAWN: N_("Notice withdrawn"),
    NoticeAction.CLOSE: N_("Close the notice"),
    NoticeAction.WITHDRAW: N_("Withdraw the notice"),
}
LABELS_LISTED: dict[Enum, str] = {
    ListedState.LISTED: N_("On public notice"),
    ListedState.CLEARED: N_("Cleared"),
    ListedState.DROPPED: N_("Taken off"),
}
LABELS_OBJECTION: dict[Enum, str] = {
    ObjectionState.OPEN: N_("Under inquiry"),
    ObjectionState.UPHELD: N_("Upheld"),
    ObjectionState.DISMISSED: N_("Dismissed"),
}
LABELS_BATCH: dict[Enum, str] = {
    BatchState.MADE: N_("To be approved"),
    BatchState.APPROVED: N_("Batch approved"),
    BatchState.SENT: N_("At the bank"),
    BatchState.SETTLED: N_("Batch settled"),
    BatchState.CANCELLED: N_("Cancelled"),
}
LABELS_BATCH_ACTION: dict[Enum, str] = {
    BatchAction.APPROVE: N_("Approve the batch"),
    BatchAction.SEND: N_("Write the bank sheet"),
    BatchAction.ANSWER: N_("Record the bank's answer"),
    BatchAction.SETTLE: N_("Settle the batch"),
    BatchAction.CANCEL: N_("Cancel the batch"),
}
LABELS_RETURN: dict[Enum, str] = {
    ReturnState.ENTERED: N_("Return pending"),
    ReturnState.CONFIRMED: N_("Return confirmed"),
    ReturnState.DISMISSED: N_("Return dismissed"),
}
LABELS_BAR: dict[Enum, str] = {
    BarState.COMING: N_("To come"),
    BarState.HOLDING: N_("Barred from claiming"),
    BarState.OVER: N_("Bar over"),
    BarState.LIFTED: N_("Lifted"),
}
LABELS_HOLD: dict[Enum, str] = {
    HoldCause.CLAIMANT: N_("A condition of the applicant fails"),
    HoldCause.ROWS: N_("Persons of it get less"),
}
LABELS_LINE: dict[Enum, str] = {
    LineState.PENDING: N_("Under way"),
    LineState.PAID: N_("Paid out"),
    LineState.FAILED: N_("Failed"),
    LineState.CANCELLED: N_("Cancelled"),
    Obstacle.NOT_PAYABLE: N_("it does not wait for payment"),
    Obstacle.OWN_HANDS: N_("you had it in hand before"),
    Obstacle.STOPPED: N_("payments to the enterprise are stopped"),
    Obstacle.NO_ACCOUNT: N_("the enterprise has no account for subsidies"),
}
LABELS_CLAWBACK: dict[Enum, str] = {
    ClawbackState.OPEN: N_("Being recovered"),
    ClawbackState.SETTLED: N_("Fully recovered"),
    ClawbackState.WITHDRAWN: N_("Order withdrawn"),
    ClawbackReason.LEFT_EARLY: N_("Left before the contract ended"),
    ClawbackReason.FALSE_FACTS: N_("False facts"),
    ClawbackReason.TWICE: N_("Claimed twice"),
    ClawbackReason.OVERPAID: N_("Too much was paid"),
    ClawbackReason.MISUSED: N_("Used for something else"),
    ClawbackReason.AUDIT: N_("Found by an audit or a check"),
    ClawbackReason.OTHER: N_("Another reason"),
}
LABELS_CLAWBACK_ACTION: dict[Enum, str] = {
    ClawbackAction.RECEIVE: N_("Record a receipt"),
    ClawbackAction.CORRECT: N_("Take a receipt back"),
    ClawbackAction.REPLAN: N_("Make another plan"),
    ClawbackAction.SETTLE: N_("Settle the clawback"),
    ClawbackAction.WITHDRAW: N_("Withdraw the clawback"),
}
LABELS_VERIFICATION: dict[Enum, str] = {
    VerificationState.OPEN: N_("Being checked"),
    VerificationState.CLOSED: N_("Check closed"),
    CheckOutcome.RIGHT: N_("Right"),
    CheckOutcome.WRONG: N_("Wrong"),
}
LABELS_SHEET: dict[Enum, str] = {
    SheetFormat.XLSX: N_("Excel workbook"),
    SheetFormat.CSV: N_("Text file"),
    SheetField.POSITION: N_("Serial"),
    SheetField.REFERENCE: N_("Reference"),
    SheetField.HOLDER: N_("Account holder"),
    SheetField.ACCOUNT: N_("Account number"),
    SheetField.BANK: N_("Bank"),
    SheetField.BRANCH: N_("Branch of the bank"),
    SheetField.AMOUNT: N_("Amount (yuan)"),
    SheetField.CLAIM: N_("Claim"),
    SheetField.PURPOSE: N_("Purpose"),
}
