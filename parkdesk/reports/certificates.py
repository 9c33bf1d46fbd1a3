"""Certificates that sign: read from a PKCS#12 file (.p12, .pfx) and judged before they are used.

The passphrase is used to open the file and goes nowhere else. pyHanko and cryptography are loaded
when somebody signs or checks a signed file, not before: together they take most of a second.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.signatures import SignatureFacts, masked_name

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates

LEAST_RSA_BITS = 2048
DIGEST = "SHA-256"


@dataclass(frozen=True, slots=True, repr=False)
class KeyFile:
    """The bytes of a PKCS#12 file and what opens it; it never says what is in it."""

    content: bytes
    passphrase: str


def opened(file: KeyFile, at: dt.datetime) -> PKCS12KeyAndCertificates:
    """Return key and certificates of a file that may sign at an instant.

    InvalidInput at `key_file` or `passphrase` says what is in the way.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import pkcs12

    _require_container(file.content)
    try:
        found = pkcs12.load_pkcs12(file.content, file.passphrase.encode() or None)
    except UnsupportedAlgorithm as error:
        raise _refused("certificate-key-kind") from error
    except ValueError as error:
        if "password" not in str(error):
            raise _refused("certificate-key-kind") from error
        raise InvalidInput({"passphrase": "certificate-passphrase-wrong"}) from error
    if found.key is None or found.cert is None:
        raise _refused("certificate-no-key")
    _require_usable(found.cert.certificate, at)
    return found


def facts_of(certificate: x509.Certificate) -> SignatureFacts:
    """Return what is kept and told of a certificate."""
    subject = masked_name(certificate.subject.rfc4514_string())
    return SignatureFacts(
        _common_name(certificate) or subject,
        subject,
        certificate.issuer.rfc4514_string(),
        f"{certificate.serial_number:X}",
        f"{_key_name(certificate)}, {DIGEST}",
        certificate.not_valid_before_utc,
        certificate.not_valid_after_utc,
    )


def _require_container(content: bytes) -> None:
    from asn1crypto import pkcs12

    try:
        version = pkcs12.Pfx.load(content, strict=True)["version"].native
    except (ValueError, TypeError) as error:
        raise _refused("certificate-not-a-file") from error
    if version != "v3":
        raise _refused("certificate-not-a-file")


def _require_usable(certificate: x509.Certificate, at: dt.datetime) -> None:
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if at < first:
        raise _refused("certificate-not-yet-valid", at=first)
    if at > last:
        raise _refused("certificate-expired", at=last)
    if not _signs(certificate):
        raise _refused("certificate-not-for-signing")
    if not _key_name(certificate):
        raise _refused("certificate-key-kind")


def _signs(certificate: x509.Certificate) -> bool:
    """Tell whether the certificate's own words let its key sign; one without them may."""
    from cryptography import x509

    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def _key_name(certificate: x509.Certificate) -> str:
    """Return RSA-3072 or the curve; empty for a key that is not taken."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    try:
        key = certificate.public_key()
    except (UnsupportedAlgorithm, ValueError):
        return ""
    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA-{key.key_size}" if key.key_size >= LEAST_RSA_BITS else ""
    return f"ECDSA-{key.curve.name}" if isinstance(key, ec.EllipticCurvePublicKey) else ""


def _common_name(certificate: x509.Certificate) -> str:
    from cryptography.x509.oid import NameOID

    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return masked_name(str(names[0].value)) if names else ""


def _refused(code: str, **facts: object) -> InvalidInput:
    return InvalidInput({"key_file": code}, **facts)
