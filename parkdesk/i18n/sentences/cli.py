"""Sentences of the command line."""

from parkdesk.i18n import N_

SENTENCES = {
    "claim-unknown": N_("There is no claim with the number {number}."),
    "document-missing": N_("The document {sha256} is no longer there: restore it from a backup."),
    "enterprise-ambiguous": N_("{named} fits several enterprises: give the whole credit code."),
    "enterprise-unknown": N_("No enterprise is called {named}, and none has that credit code."),
    "import-asks": N_("Rows to be looked at: {count}. Correct them, or add --yes to take them."),
    "no-display": N_(
        "There is no display here, so no window: “parkdesk --help” lists what can be done without."
    ),
    "nothing-found": N_("Nothing was found for {text}."),
    "pages-with-errors": N_("Pages met an error: {pages}."),
    "password-not-given": N_(
        "A password is needed: put it into the environment variable {variable}."
    ),
    "programme-not-open": N_("No open programme is called {named}; these are open: {codes}."),
    "roster-needs-enterprise": N_(
        "Say whose claim it is with --enterprise, or name a draft with --claim."
    ),
    "trail-broken": N_(
        "The trail has been changed at entry {entry}: restore the last backup, and find out who"
        " could write to the file."
    ),
    "user-needed": N_("This park has accounts: say with --user who acts."),
}

LABELS: dict[object, str] = {}
