"""Certificates of an authority that the tests make themselves, and PKCS#12 files with them."""

import datetime as dt
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID

PASSPHRASE = "云湖-2026"
FIRST, LAST = dt.datetime(2025, 1, 1, tzinfo=dt.UTC), dt.datetime(2035, 1, 1, tzinfo=dt.UTC)
USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
    "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@dataclass(frozen=True)
class Authority:
    """An authority: its key and its own certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        """The certificate as it is handed round."""
        return self.certificate.public_bytes(Encoding.PEM)


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _usage(*granted: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{one: one in granted for one in USAGES})


def authority(name: str = "云湖测试认证") -> Authority:
    """Make an authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    made = _certificate(name, name, key, key, "key_cert_sign", "crl_sign", ca=True)
    return Authority(key, made)


def _certificate(
    subject, issuer, key, by, *usage, ca=False, first=FIRST, last=LAST
) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(0x1001 if ca else 0xA1B2C3D4E5)
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(_usage(*usage), critical=True)
        .sign(by, hashes.SHA256())
    )


def key_file(
    of: Authority, name="陈志远", *, key=None, usage=("digital_signature",), first=FIRST, last=LAST,
    with_key=True, passphrase=PASSPHRASE,
) -> bytes:  # fmt: skip
    """Return a PKCS#12 file with a certificate that the authority gave."""
    key = key or rsa.generate_private_key(65537, 2048)
    by = of.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    made = _certificate(name, by, key, of.key, *usage, first=first, last=last)
    locked = BestAvailableEncryption(passphrase.encode())
    if with_key:
        return pkcs12.serialize_key_and_certificates(b"", key, made, [of.certificate], locked)
    return pkcs12.serialize_key_and_certificates(b"", None, None, [made], locked)
