"""Sentences and words of papers."""

from parkdesk.domain.papers import MediaType, OwnerKind, PaperState, PaperUse, ScanState
from parkdesk.i18n import N_

SENTENCES = {
    "documents-no-slot": N_(
        "The name of {file} does not say what it is: give --slot, one of {slots}."
    ),
    "documents-same-scan": N_(
        "{file}: the same scan is kept in another place already; --yes adds it all the same."
    ),
    "folder-away": N_("The folder {folder} does not answer: check the network, then try again."),
    "folder-gone": N_("There is no folder {folder}: choose another one, or make it."),
    "folder-no-folder": N_("{folder} is a file, not a folder: choose a folder."),
    "folder-not-allowed": N_(
        "The folder {folder} may not be read with your account: ask for the right to."
    ),
    "page-damaged": N_("Page {page} is damaged and stays blank."),
    "paper-already-here": N_("{file}: this very file is in this slot already."),
    "paper-damaged": N_("{file} is damaged or not complete: scan it again, or copy it again."),
    "paper-empty": N_("{file} is empty (0 bytes): scan it again, or copy it again."),
    "paper-encrypted": N_(
        "{file} asks for a password: save it without one, or print it to a PDF, then add that."
    ),
    "paper-gone": N_("{file} is no longer there."),
    "paper-in-use": N_("{file} is in use by another program: close it there, then try again."),
    "paper-is-sensitive": N_(
        "This paper shows numbers of persons or accounts: looking at it needs the right to, and is"
        " noted in the trail."
    ),
    "paper-kind-unknown": N_(
        "{file} is none of the kinds that are kept: PDF, PNG, JPEG, TIFF, BMP, Word, Excel or OFD."
    ),
    "paper-no-file": N_("{file} is a folder, not a file: add the files in it."),
    "paper-not-allowed": N_("{file} may not be read with your account: ask for the right to."),
    "paper-not-current": N_(
        "This paper was replaced or removed already: the list now shows how it stands."
    ),
    "paper-too-large": N_(
        "{file} is larger than {limit} MB: scan it with fewer dots, or in parts."
    ),
    "paper-too-long": N_("{file} has more than {limit} pages: add it in parts."),
    "paper-unreadable": N_("{file} could not be read ({reason}): try again."),
    "paper-with-macros": N_("{file} carries a program (macros): save it without, or as a PDF."),
    "picture-too-large": N_(
        "{file} unpacks to {width} × {height} dots, more than the {limit} million that are read:"
        " scan it with fewer dots."
    ),
    "same-scan": N_("{file}: the same scan is kept in another place already."),
    "scan-not-moved": N_(
        "{file} is filed, but could not be moved to the folder {folder} ({reason}): it is still"
        " where it was."
    ),
    "slot-not-of-owner": N_("This slot does not belong here: choose another one."),
    "slot-retired": N_("This slot is no longer offered: choose another one."),
}

LABELS = {
    MediaType.PDF: N_("PDF"),
    MediaType.PNG: N_("PNG picture"),
    MediaType.JPEG: N_("JPEG picture"),
    MediaType.TIFF: N_("TIFF picture"),
    MediaType.BMP: N_("BMP picture"),
    MediaType.DOCX: N_("Word document"),
    MediaType.XLSX: N_("Excel workbook"),
    MediaType.DOC: N_("Word document"),
    MediaType.XLS: N_("Excel workbook"),
    MediaType.OFD: N_("OFD document"),
    PaperState.MISSING: N_("Missing"),
    PaperState.PRESENT: N_("Present"),
    PaperState.REPLACED: N_("Replaced"),
    PaperState.REMOVED: N_("Taken out"),
}
LABELS_OF_USES = {
    PaperUse.VIEW: N_("looked at"),
    PaperUse.SAVE: N_("saved as a copy"),
    PaperUse.OPEN: N_("opened with another program"),
    PaperUse.PRINT: N_("printed"),
}
LABELS_OF_SCANS = {
    ScanState.WAITING: N_("Not read yet"),
    ScanState.UNSURE: N_("To be sorted"),
    ScanState.READY: N_("Ready"),
    ScanState.TWIN: N_("Kept already"),
    ScanState.REFUSED: N_("Cannot be taken"),
}
LABELS_OF_OWNERS = {
    OwnerKind.ENTERPRISE: N_("Enterprise"),
    OwnerKind.CERTIFICATION: N_("Certificate"),
    OwnerKind.CLAIM: N_("Claim"),
    OwnerKind.CLAIM_PERSON: N_("Person of a claim"),
    OwnerKind.CONTRACT_EXECUTION: N_("Execution of a contract"),
}
