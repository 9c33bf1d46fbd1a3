"""What registered documents are called, and what a check of one says, as a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.editions import Authenticity, CheckedDocument, Verification
from parkdesk.domain.issued_documents import DocumentKind, DocumentMatter
from parkdesk.i18n import instant_text, label, quarter_text, tr, trn
from parkdesk.i18n.enterprise_sheets import in_language


def kind_title(kind: DocumentKind) -> str:
    """Return what a kind of document is called."""
    return label(kind)


def matter_title(matter: DocumentMatter) -> str:
    """Return what a document is of: a name, or how far a list looks."""
    if matter.kind is DocumentKind.EXPIRIES:
        months = int(matter.subject)
        return trn(
            "Certificates that end within {n} month",
            "Certificates that end within {n} months",
            months,
        )
    if matter.kind is DocumentKind.QUARTERLY:
        return quarter_text(Quarter.parse(matter.subject))
    if matter.kind is DocumentKind.NOTICE:
        return f"{matter.subject} {in_language(matter.title, matter.title_en)}"
    return in_language(matter.title, matter.title_en)


def document_text(found: CheckedDocument) -> str:
    """Say whether a registered document is one of this park, unchanged, and not corrected."""
    document, newer = found.document, found.superseded_by
    facts = {
        "number": document.number,
        "what": f"{kind_title(document.matter.kind)} {matter_title(document.matter)}",
        "n": document.edition,
        "at": instant_text(document.issued_at),
        "name": document.issued_by,
    }
    if found.verdict is Authenticity.ALTERED:
        return tr(
            "Altered: this file says that it is {number} ({what}), edition {n}, issued {at} by"
            " {name}, but its bytes are not those that were issued.",
            **facts,
        )
    if newer is None:
        return tr("Genuine: {number} ({what}), edition {n}, issued {at} by {name}.", **facts)
    return tr(
        "Genuine, but corrected: {number} ({what}), edition {n}, issued {at} by {name}. {corrector}"
        " froze edition {newer} on {on}: {reason}",
        **facts, newer=newer.edition, on=instant_text(newer.frozen_at), reason=newer.reason,
        corrector=newer.frozen_by,
    )  # fmt: skip


def checked_text(found: Verification | CheckedDocument) -> str:
    """Say what the check of any document found."""
    if isinstance(found, CheckedDocument):
        return document_text(found)
    return "\n".join(filter(None, (verification_text(found), *_signature_lines(found))))


def _signature_lines(found: Verification) -> Iterator[str]:
    """Say whose signature follows what was issued, what it covers, and who vouches for it."""
    copy, signature = found.kept, found.signature
    if copy is not None:
        yield tr(
            "It is the signed copy that was kept on {at}; {name} was signed in.",
            at=instant_text(copy.signed_at), name=copy.signed_by,
        )  # fmt: skip
    if signature is None:
        return
    facts = signature.facts
    if not signature.whole:
        yield tr(
            "It begins with the document as it was issued and carries a signature by the"
            " certificate of {name}, but that does not cover the whole file, or more than the"
            " signature was added.",
            name=facts.name,
        )
        return
    yield tr(
        "Signed by {name} (certificate {serial} of {issuer}, {algorithm}): the signature covers the"
        " whole file, and nothing was altered since.",
        name=facts.name, serial=facts.serial, issuer=facts.issuer, algorithm=facts.algorithm,
    )  # fmt: skip
    if signature.trusted_by:
        yield tr("{authority} vouches for the certificate.", authority=signature.trusted_by)
    elif signature.authorities_named:
        yield tr("None of the authorities that were named vouches for the certificate.")
    else:
        yield tr("Which authority vouches for the certificate was not looked at.")
    yield tr("Whether the certificate was revoked is not known: nobody was asked over the network.")


def verification_text(found: Verification) -> str:
    """Say whether a document is one of this park, unchanged, and whether a later one followed."""
    document, newer = found.document, found.superseded_by
    if document is None and found.claims:
        return tr(
            "Unknown: it calls itself {number}, but its code is none of that document here. It is"
            " another park's, or it was made up.",
            number=found.claims,
        )
    if document is None:
        return tr("Unknown: no document with exactly these bytes was issued from this park.")
    facts = {
        "number": document.number,
        "n": document.edition,
        "at": instant_text(document.issued_at),
        "name": document.issued_by,
    }
    if found.verdict is Authenticity.ALTERED:
        return tr(
            "Altered: this file says that it is {number}, edition {n}, issued {at} by {name}, but"
            " its bytes are not those that were issued.",
            **facts,
        )
    if newer is None:
        return tr("Genuine: {number}, edition {n}, issued {at} by {name}.", **facts)
    return tr(
        "Genuine, but corrected: {number}, edition {n}, issued {at} by {name}. {corrector} closed"
        " the quarter as edition {newer} on {on}: {reason}",
        **facts, newer=newer.edition, on=instant_text(newer.frozen_at), reason=newer.reason,
        corrector=newer.frozen_by,
    )  # fmt: skip
