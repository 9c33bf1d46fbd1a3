"""Looking at a signature in a PDF: what it covers, whose it is, and who vouches for it.

Nobody is asked over the network: an authority vouches only where its certificate was handed in,
and whether a certificate has been revoked since is not known here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from parkdesk.domain.errors import Refused
from parkdesk.domain.signatures import SignatureCheck
from parkdesk.reports.certificates import facts_of
from parkdesk.reports.signature_place import BOX

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_MARK = b"/ByteRange"
_ISSUED_AND_SIGNED = 2
"""The revisions of a file that was issued and then signed."""
_ROUNDED = 0.01
_FORM = ("/AcroForm", "/Extensions")
"""What of a catalogue names the signature, and the norm that it follows."""


def checked_signature(content: bytes, authorities: Iterable[bytes] = ()) -> SignatureCheck | None:
    """Return what was found of the signature of a file; None where it has none that can be read.

    `authorities` are certificates (PEM or DER) that the person trusts; Refused where one is none.
    """
    trusted = [_authority(one) for one in authorities]
    if _MARK not in content:
        return None
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.general import SigningError

    try:
        reader = PdfFileReader(BytesIO(content))
        return _judged(reader, trusted) if reader.embedded_signatures else None
    except (PdfError, SigningError, ValueError, KeyError, TypeError, IndexError):
        # A damaged file may fail anywhere in the libraries' reading of it.
        return None


def _judged(reader: PdfFileReader, trusted: list[Any]) -> SignatureCheck | None:
    from cryptography import x509
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    found = reader.embedded_signatures
    embedded = found[0]
    # What it would log names people.
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    context = ValidationContext(
        trust_roots=trusted, allow_fetching=False, revocation_mode="soft-fail"
    )
    usage = KeyUsageConstraints(
        key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
    )
    status = validate_pdf_signature(embedded, context, key_usage_settings=usage, skip_diff=True)
    whole = (
        len(found) == 1
        and status.intact
        and status.valid
        and status.coverage is SignatureCoverageLevel.ENTIRE_FILE
        and _only_signed(reader, embedded)
    )
    certificate = x509.load_der_x509_certificate(embedded.signer_cert.dump())
    path = status.validation_path
    authority = path.first.subject.human_friendly if status.trusted and path is not None else ""
    return SignatureCheck(facts_of(certificate), whole, authority, authorities_named=bool(trusted))


def _only_signed(reader: PdfFileReader, embedded: EmbeddedPdfSignature) -> bool:
    """Tell whether nothing but a signature and its seal was added to the file that was issued.

    Of what was issued only two objects may be said anew: the catalogue, which now names the form,
    and the first page, which now has the seal. A seal elsewhere could lie over figures.
    """
    if reader.xrefs.total_revisions != _ISSUED_AND_SIGNED:
        return False
    field = embedded.sig_field.container_ref
    before = reader.get_historical_resolver(0)
    issued = int(before.trailer_view["/Size"])
    anew = {one for one in reader.xrefs.explicit_refs_in_revision(1) if one.idnum < issued}
    catalogue, page = reader.root_ref, _first_page(reader)
    now, then = page.get_object(), before(page)
    return (
        anew <= {catalogue, page}
        and not reader.xrefs.refs_freed_in_revision(1)
        and _without(reader.root, *_FORM) == _without(before(catalogue), *_FORM)
        and "/AcroForm" not in before(catalogue)
        and set(reader.root["/AcroForm"]) <= {"/Fields", "/SigFlags"}
        and [one.reference for one in reader.root["/AcroForm"]["/Fields"]] == [field]
        and _without(now, "/Annots") == _without(then, "/Annots")
        and _annotations(now) == [*_annotations(then), field]
        and _in_place(embedded)
    )


def _first_page(reader: PdfFileReader) -> Any:  # noqa: ANN401
    tree = reader.root.raw_get("/Pages")
    while "/Kids" in tree.get_object():
        tree = tree.get_object()["/Kids"].raw_get(0)
    return tree.reference


def _annotations(page: Any) -> list[Any]:  # noqa: ANN401
    return [one.reference for one in page.get("/Annots", ())]


def _without(found: Any, *names: str) -> dict[Any, Any]:  # noqa: ANN401
    return {key: found.raw_get(key) for key in found if key not in names}


def _in_place(embedded: EmbeddedPdfSignature) -> bool:
    left, low, right, high = (float(one) for one in embedded.sig_field["/Rect"])
    return (
        left >= BOX[0] - _ROUNDED
        and low >= BOX[1] - _ROUNDED
        and right <= BOX[2] + _ROUNDED
        and high <= BOX[3] + _ROUNDED
    )


def _authority(content: bytes) -> Any:  # noqa: ANN401 (of pyHanko's reader)
    from asn1crypto import pem, x509

    try:
        if pem.detect(content):
            _kind, _headers, content = pem.unarmor(content)
        found = x509.Certificate.load(content, strict=True)
        _ = found.subject.native
    except (ValueError, TypeError) as error:
        raise Refused("authority-unreadable") from error
    return found
