"""Sentences of the base: what may happen anywhere."""

from parkdesk.domain.identity import Role, SignInMode
from parkdesk.i18n import N_

SENTENCES = {
    "backup-over-park": N_("A backup may not replace the park's own files: choose another place."),
    "backup-damaged": N_("This backup is damaged: use another one."),
    "no-such-file": N_("There is no file {path}."),
    "not-a-server-address": N_(
        "{text} is not a server address: write postgresql://name@server/database."
    ),
    "account-locked": N_("Too many wrong passwords: try again after {until}."),
    "backup-by-server": N_("A server's park is backed up by the server's administrator (pg_dump)."),
    "cancelled": N_("Cancelled. Nothing was written."),
    "cannot-open": N_("The data folder cannot be opened: check that it is there and may be read."),
    "cannot-write": N_("The file cannot be written ({reason}): choose another place."),
    "contract-sums-differ": N_(
        "The sums kept of the contracts of {day} are not those of the contracts: run “parkdesk db"
        " upgrade”, which makes them anew."
    ),
    "database-busy": N_("The database is busy with another program: try again in a moment."),
    "database-damaged": N_("The database file is damaged: restore the last backup."),
    "database-newer": N_(
        "This park was opened by a newer ParkDesk (data version {found}; this program knows"
        " {known}): update the program."
    ),
    "database-older": N_(
        "This park's data are of version {found}, this program needs {known}: run “parkdesk db"
        " upgrade”; of a server's data, its administrator does."
    ),
    "disk-error": N_("The disk could not be read or written: check it, then try again."),
    "disk-full": N_("The disk is full: make room, then try again. Nothing was written."),
    "document-changed": N_(
        "The document {sha256} is no longer the one that was kept: restore it from a backup."
    ),
    "document-too-large": N_("The document is larger than {limit} MB: make it smaller."),
    "duplicate": N_("Another record has this value already."),
    "invalid-input": N_("Some fields do not hold yet."),
    "key-missing": N_(
        "The key to the encrypted fields is not on this computer: enter the recovery code that"
        " was printed when the park was set up."
    ),
    "key-unreadable": N_("The key file cannot be read ({reason})."),
    "key-unwritable": N_("The key cannot be kept on this computer ({reason})."),
    "last-administrator": N_("One active administrator must remain: make another one first."),
    "network-share": N_(
        "The database file lies on a network share, where it can be damaged when several"
        " computers write: keep it on a local disk, or use a PostgreSQL server for several desks."
    ),
    "not-a-backup": N_("This file is not a backup of ParkDesk."),
    "not-a-database": N_("This file is not a database of ParkDesk."),
    "not-a-park": N_("There is no park here yet: set one up first."),
    "not-a-quarter": N_("A quarter is written like 2026Q3."),
    "not-empty": N_("There is a park here already: choose another folder."),
    "not-found": N_("This record is no longer there."),
    "not-permitted": N_("Your role does not allow this."),
    "os-account-unknown": N_(
        "This computer's account has no account in the park: ask an administrator."
    ),
    "own-account": N_("You cannot deactivate the account that you are signed in with."),
    "password-is-login": N_("The password must differ from the sign-in name."),
    "password-needed": N_("This park asks for name and password."),
    "number-too-large": N_("This number is too large to be right."),
    "password-too-short": N_("The password needs at least 8 characters."),
    "password-too-simple": N_("The password needs more different characters."),
    "read-only": N_("The data folder may not be written: ask for the right, or move the folder."),
    "refused": N_("This is not possible now."),
    "required": N_("This field is needed."),
    "server-away": N_("The database server does not answer: check the network, then try again."),
    "server-refused": N_("The database server refused the sign-in: check name and password."),
    "set-password-first": N_("Give your own account a password first."),
    "stale-claim": N_(
        "Somebody else was first with this claim. Its last step: {action}, {person}, {at}."
        " Reload it and look again."
    ),
    "stale-record": N_("Someone else saved this record first: reload it, then change it again."),
    "still-referred": N_("Other records refer to this one: it cannot be deleted."),
    "too-long": N_("This text is too long."),
    "unavailable": N_("The database cannot be reached just now: try again."),
    "upgrade-failed": N_(
        "The upgrade failed and the data were put back as they were. The backup is {backup}."
    ),
    "wrong-key": N_("The key on this computer does not fit these data."),
    "wrong-password": N_("Name or password is wrong."),
    "wrong-recovery-code": N_("This recovery code does not open these data: check each group."),
    "wrong-state": N_("This is not possible in the present state."),
}

LABELS = {
    Role.ADMINISTRATOR: N_("Administrator"),
    Role.CLERK: N_("Clerk"),
    Role.REVIEWER: N_("Reviewer"),
    Role.MANAGER: N_("Manager"),
    Role.AUDITOR: N_("Auditor"),
    SignInMode.OS_ACCOUNT: N_("This computer's account"),
    SignInMode.PASSWORD: N_("Name and password"),
}
