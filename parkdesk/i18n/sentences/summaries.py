"""Sentences and words of the quarterly summary."""

from parkdesk.domain.deviations import Rule
from parkdesk.domain.editions import Authenticity
from parkdesk.domain.severity import Level
from parkdesk.domain.summaries import (
    FigureKey,
)
from parkdesk.i18n import N_

SENTENCES = {
    "authority-unreadable": N_(
        "The authority's file is no certificate: give one in PEM or DER (.crt, .cer, .pem)."
    ),
    "certificate-expired": N_(
        "This certificate expired on {at}: use one that is valid, and ask its authority for a"
        " renewal."
    ),
    "certificate-file-missing": N_("There is no such file, or it cannot be read: choose it again."),
    "certificate-key-kind": N_(
        "A key of this kind cannot sign here: RSA from 2,048 bits and ECDSA can; SM2 cannot."
    ),
    "certificate-no-key": N_(
        "The file has no private key with its certificate: export both together from where it was"
        " issued."
    ),
    "certificate-not-a-file": N_(
        "This is no PKCS#12 file: choose a .p12 or .pfx file that has certificate and private key."
    ),
    "certificate-not-for-signing": N_(
        "This certificate is not meant for digital signatures: use one whose key usage names them."
    ),
    "certificate-not-yet-valid": N_("This certificate is valid only from {at} on."),
    "certificate-passphrase-wrong": N_("This passphrase does not open the file: type it again."),
    "signature-failed": N_(
        "The signed file did not stand its own check and was not kept. Nothing was changed: try"
        " again, and send the problem report if it happens again."
    ),
    "signed-already": N_("This document has been signed already: save its signed copy."),
    "signed-other-file": N_(
        "The signed file does not begin with {number} as it was issued: it was not kept."
    ),
    "cannot-read": N_("The file cannot be read ({reason}): check that it is there."),
    "deviation-certificate-expired": N_(
        "{certificate} expired on {expired_on}; no renewal is registered"
    ),
    "deviation-certificate-expiring": N_(
        "{certificate} expires on {expires_on}; no renewal is registered"
    ),
    "deviation-certificate-stopped": N_("{certificate} is suspended"),
    "deviation-claim-rows-refused": N_("Claim {claim}: {persons} people do not qualify"),
    "deviation-offshore-share-low": N_(
        "Offshore share {share_permille}, below the line of {floor_permille}"
    ),
    "deviation-receipt-missing": N_(
        "{executions} executions without a bank receipt ({amount_usd_cents})"
    ),
    "deviation-return-late": N_("Quarterly return handed in {days} days late"),
    "deviation-return-missing": N_("Quarterly return missing since {due_on}"),
    "document-unknown": N_("No document with these bytes was issued from this park."),
    "edition-needs-reason": N_("A further edition needs a reason: what was corrected?"),
    "font-unreadable": N_("The font file {file} cannot be read: install ParkDesk again."),
    "resource-unreadable": N_(
        "The program's own file {file} cannot be read: install ParkDesk again."
    ),
    "language-not-printed": N_("Documents are issued in Chinese or English."),
    "nobody-of-the-park": N_(
        "Nobody of the park has this name: choose an account, or leave the line empty."
    ),
    "number-issued-already": N_("{number} has been issued in this language already."),
    "printer-refused": N_("The printer {name} does not take the pages: check it, then try again."),
    "quarter-not-over": N_("The quarter is not over yet: it can be frozen from {from_on} on."),
    "snapshot-changed": N_(
        "The stored figures of this edition have been changed: restore a backup and tell the"
        " administrator."
    ),
}

LABELS = {
    Authenticity.GENUINE: N_("Genuine"),
    Authenticity.SUPERSEDED: N_("Corrected by a later edition"),
    Authenticity.ALTERED: N_("Altered"),
    Authenticity.UNKNOWN: N_("Unknown"),
    FigureKey.RESIDENTS: N_("Enterprises in the park"),
    FigureKey.OFFSHORE_EXECUTED: N_("Offshore execution"),
    FigureKey.CMMI_3_AND_UP: N_("CMMI level 3 and up, valid"),
    FigureKey.SUBSIDY_APPROVED: N_("Training subsidy approved"),
    FigureKey.SIGNED: N_("Contracts signed"),
    FigureKey.STAFF: N_("People employed"),
    FigureKey.EXPIRING: N_("Certificates expiring"),
    FigureKey.RETURNS_IN: N_("Returns in"),
    Level.SERIOUS: N_("Serious"),
    Level.WARNING: N_("Warning"),
    Level.HINT: N_("Hint"),
    Rule.CERTIFICATE_EXPIRED: N_("Certificate Z-01"),
    Rule.CERTIFICATE_EXPIRING: N_("Certificate Z-02"),
    Rule.CERTIFICATE_STOPPED: N_("Certificate Z-03"),
    Rule.CLAIM_ROWS_REFUSED: N_("Subsidy P-01"),
    Rule.RETURN_MISSING: N_("Statistics T-01"),
    Rule.RETURN_LATE: N_("Statistics T-02"),
    Rule.RECEIPT_MISSING: N_("Statistics T-03"),
    Rule.OFFSHORE_SHARE_LOW: N_("Threshold M-01"),
}
