"""Sentences of forms and of the start of the program."""

from parkdesk.i18n import N_

SENTENCES = {
    "field-date": N_("This is not a date: write 2026-10-12, 1012 or +1y."),
    "field-number": N_("This is not a whole number."),
    "field-amount": N_(
        "This is not an amount: write digits, at most with the currency’s decimals."
    ),
    "field-choice": N_("Choose one of the list."),
    "not-the-last-group": N_("This is not the last group of the code."),
    "passwords-differ": N_("The two passwords differ."),
    "region-code": N_("A region code has six digits."),
}
