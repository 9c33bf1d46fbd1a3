"""Signatures by a certificate in a file that was issued: whose, by which certificate, over what."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from parkdesk.domain.masking import mask_id_number

_LONG_NUMBER = re.compile(r"(?<!\d)\d{14,17}[\dXx](?![\dXx])")


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """What a signature says of itself: the certificate that it was made with, and how."""

    name: str
    """Whose certificate it is: its common name, numbers of identity masked."""
    subject: str
    """The whole name in the certificate, numbers of identity masked."""
    issuer: str
    """The authority that gave it."""
    serial: str
    """Its serial number, in hexadecimal digits."""
    algorithm: str
    """RSA-3072, SHA-256; P-256, SHA-256."""
    valid_from: dt.datetime
    valid_to: dt.datetime


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """What was found of a signature in a file, apart from any register."""

    facts: SignatureFacts
    whole: bool
    """Whether it fits the bytes, covers the whole file, and nothing but it and its seal was added
    to the file as it was issued."""
    trusted_by: str = ""
    """The authority that was named and vouches for the certificate; empty: none does."""
    authorities_named: bool = False
    """Whether the person named authorities to trust."""


@dataclass(frozen=True, slots=True)
class SignedCopyRow:
    """The signed copy of a document that was issued."""

    id: int
    issued_id: int
    number: str
    sha256: str
    """Of the signed file."""
    issued_sha256: str
    """Of the file that was issued, which the signed one begins with."""
    facts: SignatureFacts
    signed_at: dt.datetime
    signed_by: str


def masked_name(name: str) -> str:
    """Return the name in a certificate without the identity numbers that authorities put in."""
    return _LONG_NUMBER.sub(lambda found: mask_id_number(found.group()), name)
