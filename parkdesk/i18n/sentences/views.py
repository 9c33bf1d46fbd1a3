"""Sentences of the saved views."""

from parkdesk.i18n import N_

SENTENCES = {
    "view-name-long": N_("A view's name has at most 40 characters."),
    "view-name-taken": N_("There is a view with this name already."),
    "view-unreadable": N_("This view was saved by another edition of the program."),
}
