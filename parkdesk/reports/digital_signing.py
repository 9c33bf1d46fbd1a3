"""Signing an issued PDF with a certificate (PAdES, ETSI EN 319 142-1, level B-B), by pyHanko.

What is signed is appended: the file that was issued is, byte for byte, the beginning of the signed
one. No service is asked: there is no time-stamp of an authority, and nobody looks up whether the
certificate has been revoked.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from parkdesk.domain.errors import Refused, Unavailable
from parkdesk.domain.signatures import SignatureFacts
from parkdesk.i18n import speaking, tr
from parkdesk.reports.certificates import DIGEST, KeyFile, facts_of, opened
from parkdesk.reports.signature_check import checked_signature
from parkdesk.reports.signature_place import BOX
from parkdesk.reports.signature_seal import seal_page

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

FIELD = "ParkDeskSignature"


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed file, and by which certificate."""

    content: bytes
    facts: SignatureFacts


def sign(content: bytes, file: KeyFile, at: dt.datetime, language: str) -> Signed:
    """Return an issued PDF with a signature and its seal on page 1, looked at before it is given.

    InvalidInput where the certificate's file is not good for it, Refused where the PDF is signed
    already.
    """
    from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1 as as_asn1
    from pyhanko.keys.internal import translate_pyca_cryptography_key_to_asn1 as key_as_asn1
    from pyhanko.sign import signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    found = opened(file, at)
    assert found.cert is not None
    assert found.key is not None
    if b"/ByteRange" in content:
        raise Refused("signed-already")
    facts = facts_of(found.cert.certificate)
    others = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    others.register_multiple(as_asn1(one.certificate) for one in found.additional_certs)
    signer = signers.SimpleSigner(
        signing_cert=as_asn1(found.cert.certificate),
        signing_key=key_as_asn1(found.key),
        cert_registry=others,
    )
    made = _signed(content, signer, facts, at, language)
    check = checked_signature(made)
    if not made.startswith(content) or check is None or not check.whole:
        raise Unavailable("signature-failed")
    return Signed(made, facts)


def _signed(
    content: bytes,
    signer: Any,  # noqa: ANN401 (pyHanko is not loaded yet)
    facts: SignatureFacts,
    at: dt.datetime,
    language: str,
) -> bytes:
    from pyhanko.pdf_utils.layout import AxisAlignment, SimpleBoxLayoutRule
    from pyhanko.sign import fields, signers
    from pyhanko.stamp import StaticStampStyle

    with speaking(language):
        drawn = seal_page(facts.name, facts.serial, at, language)
        says = tr("Electronic signature: {name}", name=facts.name)

    class Seal(_content()):  # type: ignore[misc]
        """The page of the seal, read from memory."""

        page = drawn

    about = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=DIGEST.replace("-", "").lower(),
        name=facts.name,
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    field = fields.SigFieldSpec(FIELD, on_page=0, box=BOX, readable_field_name=says)
    made = signers.PdfSigner(
        about,
        signer,
        stamp_style=StaticStampStyle(
            background=Seal(),
            border_width=0,
            background_layout=SimpleBoxLayoutRule(
                x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID
            ),
        ),
        new_field_spec=field,
    )
    return bytes(made.sign_pdf(_writer(content)).getbuffer())


def _content() -> Any:  # noqa: ANN401
    from pyhanko.pdf_utils.content import PdfContent
    from pyhanko.pdf_utils.layout import BoxConstraints
    from pyhanko.pdf_utils.reader import PdfFileReader

    class Page(PdfContent):  # type: ignore[misc,unused-ignore]
        """A page that is drawn already."""

        page: bytes

        def render(self) -> bytes:
            """Take the page over, with its faces, and draw it."""
            form = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self.page)))
            self.resources.xobject["/Seal"] = form
            left, low, right, high = form.get_object()["/BBox"]
            self.box = BoxConstraints(width=right - left, height=high - low)
            return b"/Seal Do"

    return Page


def _writer(content: bytes) -> IncrementalPdfFileWriter:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Appended(IncrementalPdfFileWriter):
        """Leaves the document's facts about itself as they were issued."""

        def _update_meta(self) -> None:
            """Keep title, maker and days, which are told twice and have to agree."""

        def ensure_output_version(self, version: tuple[int, int]) -> None:
            """Keep the version that PDF/A-2 asks for, whatever the kind of key."""

        def register_extension(self, ext: object) -> None:
            """Keep the catalogue as it was issued, but for the form with the signature."""

    return Appended(BytesIO(content))
