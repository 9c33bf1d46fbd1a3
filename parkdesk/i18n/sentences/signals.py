"""Sentences and words of signals, pairs of persons and the review desk."""

from parkdesk.domain.likely_same import PairAnswer, Resemblance
from parkdesk.domain.reviews import NotClean
from parkdesk.domain.signals import SignalAnswer, SignalKind, SignalState
from parkdesk.i18n import N_

SENTENCES = {
    "group-changed": N_(
        "The queue has changed since these claims were chosen. Look at it again and choose anew."
    ),
    "group-not-clean": N_(
        "{number} cannot be passed in a group: {why}. Look into it by itself, or leave it out."
    ),
    "limit-not-positive": N_("Type a whole number from 1 on."),
    "sample-not-opened": N_(
        "{missing} of the drawn claims have not been opened yet. Open them, then pass the group."
    ),
    "sample-of-another-person": N_("This sample was drawn by {person}. Draw one of your own."),
    "sample-used": N_("This group was passed already."),
    "signal-asks-about-pair": N_(
        "This asks whether two numbers are one person's. Compare the two, then answer."
    ),
    "signal-owner-may-not-answer": N_("Only somebody who may decide claims can look into signals."),
    "signal-words-missing": N_("Say what was found out, for whoever asks next year."),
    # What each kind of signal asks.
    "signal:likely-same-person": N_(
        "{name} and {other_name} have identity numbers that are nearly the same ({resemblance})."
        " Is this one person?"
    ),
    "signal:old-number-known": N_(
        "{name} is here with a 15-digit number; the ledger knows its 18-digit form."
        " What is the number on the card?"
    ),
    "signal:classes-overlap": N_(
        "{name} sat in “{course}” here and in “{other_course}” of {number} ({enterprise}),"
        " both from {first} to {last}."
    ),
    "signal:contract-elsewhere": N_(
        "{name} was hired here on {hired}, while the contract claimed for in {number}"
        " ({enterprise}) runs until {until}."
    ),
    "signal:left-early": N_(
        "{name} was hired on {hired} by {enterprise} ({number}), before the contract claimed for"
        " here ends on {until}."
    ),
    "signal:contract-short": N_("The contract of {name} is for {months} months, not {limit}."),
    "signal:retirement-age": N_("{name} was of the age of retirement when hired."),
    "signal:still-student": N_("{name} may have been a student when hired: check the graduation."),
    "signal:training-before-hire": N_("The training of {name} began before the hire."),
    "signal:training-outside-window": N_(
        "The training of {name} lies outside the programme's window."
    ),
    "signal:diploma-reused": N_(
        "{name} and {other_name} ({number}, row {row}) have the same diploma number, {diploma}."
    ),
    "signal:diploma-numbers-run": N_(
        "{count} diploma numbers follow each other without a gap, from {first} to {last}."
    ),
    "signal:scan-reused": N_("The file “{file}” is also a paper of {number}."),
    "signal:invoice-reused": N_("Invoice {invoice} also stands in {number} ({enterprise})."),
    "signal:account-shared": N_("{enterprise} has the same bank account."),
    "signal:heads-above-staff": N_(
        "{heads} people are claimed for in {year}; the enterprise reports a staff of {staff}."
    ),
    "signal:young-firm": N_(
        "The first claim, for {heads} people, by a firm founded on {founded}, {months} months ago."
    ),
    "signal:young-firm-items": N_(
        "The first claim, for {amount_cents} yuan, by a firm founded on {founded}, {months} months"
        " ago."
    ),
    # The same of many rows at once.
    "signals:contract-short": N_("{count} contracts are shorter than the programme's usual year."),
    "signals:retirement-age": N_("{count} people were of the age of retirement when hired."),
    "signals:still-student": N_(
        "{count} people may have been students when hired: check their graduation."
    ),
    "signals:training-before-hire": N_("The training of {count} people began before the hire."),
    "signals:training-outside-window": N_(
        "The training of {count} people lies outside the programme's window."
    ),
}

LABELS = {
    SignalKind.LIKELY_SAME: N_("Perhaps one person"),
    SignalKind.OLD_NUMBER: N_("Old number of a known person"),
    SignalKind.CLASSES_OVERLAP: N_("Two classes on one day"),
    SignalKind.CONTRACT_ELSEWHERE: N_("Contract elsewhere"),
    SignalKind.LEFT_EARLY: N_("Left before the contract's end"),
    SignalKind.SHORT_CONTRACT: N_("Short contract"),
    SignalKind.RETIREMENT_AGE: N_("Age of retirement"),
    SignalKind.STILL_STUDENT: N_("Perhaps still a student"),
    SignalKind.TRAINING_BEFORE_HIRE: N_("Training before the hire"),
    SignalKind.TRAINING_OUTSIDE_WINDOW: N_("Training outside the window"),
    SignalKind.DIPLOMA_REUSED: N_("Diploma number used twice"),
    SignalKind.NUMBERS_RUN: N_("Consecutive diploma numbers"),
    SignalKind.SCAN_REUSED: N_("Same scan in two claims"),
    SignalKind.INVOICE_REUSED: N_("Same invoice in two claims"),
    SignalKind.ACCOUNT_SHARED: N_("Shared bank account"),
    SignalKind.HEADS_ABOVE_STAFF: N_("More people than staff"),
    SignalKind.YOUNG_FIRM: N_("Young firm, large first claim"),
    SignalAnswer.EXPLAINED: N_("In order"),
    SignalAnswer.CORRECTED: N_("Put right"),
    SignalAnswer.CONFIRMED: N_("Founded"),
    SignalState.OPEN: N_("To be looked into"),
    SignalState.ANSWERED: N_("Answered"),
    SignalState.GONE: N_("No longer so"),
    Resemblance.NAME_AND_BIRTH: N_("same name and birth date"),
    Resemblance.ONE_DIGIT: N_("one digit apart"),
    PairAnswer.SAME: N_("One person"),
    PairAnswer.DIFFERENT: N_("Two people"),
    NotClean.OPEN_SIGNAL: N_("a signal is open"),
    NotClean.LACKS_PAPERS: N_("required papers are missing"),
    NotClean.CONDITION_NOT_MET: N_("a condition of the applicant is not met"),
    NotClean.AWAITS_LEVEL: N_("a higher level has still to review it"),
    NotClean.CHANGED: N_("it has changed since the sample was drawn"),
}
