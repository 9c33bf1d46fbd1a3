"""What each key means, whichever page it is pressed on: one key, one meaning (decision 0041).

A page gives a key to an action of this meaning or takes a key that is not here. The manual's table
of keys is made of this list and of the pages' actions by `docs/write_keys.py`.
"""

from __future__ import annotations

from parkdesk.i18n import N_

MEANINGS = {
    "Ctrl+Shift+N": N_("A new record, by Ctrl+N as well"),
    "F2": N_("Edit, enter or answer the current record"),
    "Shift+F2": N_("Alter the current record in the other way that the page has"),
    "F4": N_("Open the record, or what stands behind the figure"),
    "F5": N_("Fetch again"),
    "F6": N_("Put off to another day"),
    "F7": N_("Assign to somebody"),
    "F8": N_("The next problem or row"),
    "Shift+F8": N_("The problem or row before"),
    "F9": N_("Check again"),
    "Ctrl+Return": N_("The next step of the work"),
    "Ctrl+Shift+Return": N_("The next step for all that are chosen or ready"),
    "Ctrl+Del": N_("Delete or take out"),
    "Ctrl+Ins": N_("Insert a row or an item"),
    "Ctrl+U": N_("Papers: add or show them"),
    "Ctrl+L": N_("Required papers of a claim"),
    "Ctrl+R": N_("Renew"),
    "Ctrl+Shift+R": N_("Show numbers in full"),
    "Ctrl+S": N_("Save what is shown as a file"),
    "Ctrl+Shift+G": N_("Issue a document under a number"),
    "Ctrl+P": N_("Print, or save as PDF for printing"),
    "Ctrl+Shift+P": N_("Print the list or paper that is shown, or in the other format"),
    "Ctrl+Shift+I": N_("Import a file"),
    "Ctrl+Shift+E": N_("Export to a file"),
    "Ctrl+Shift+X": N_("Export the list as shown"),
    "Ctrl+Shift+S": N_("Save the list as a view"),
    "Ctrl+Shift+B": N_("Scan inbox"),
    "Ctrl+Shift+O": N_("Whom to call about missing returns"),
    "Ctrl+Shift+T": N_("The Excel form of the enterprise"),
    "Ctrl+Alt+J": N_("Put what was used into the service log"),
    "Ctrl+Alt+T": N_("The Excel forms of all that have not handed in"),
    "Ctrl+Shift+C": N_("Conditions of the applicant"),
    "Ctrl+Shift+U": N_("Add a folder of scans"),
    "Alt+L": N_("Scans of the claim"),
    "Alt+P": N_("Choose the period"),
    "Alt+V": N_("Views of the list"),
    "Alt+C": N_("Columns of the list"),
    "Alt+A": N_("Show all"),
    "Alt+Left": N_("Back to where the page was opened from"),
}
"""By Qt's own name of the key. Keys of one page alone are not here."""
