"""How a number that belongs to a person is shown to those who need not know it."""

from __future__ import annotations

_ID_LENGTH = 18


def mask_id_number(number: str) -> str:
    """Return 3202**********4321: the region's first digits and the last four."""
    if len(number) < _ID_LENGTH - 3:
        return "*" * len(number)
    return number[:4] + "*" * (len(number) - 8) + number[-4:]


def mask_account(number: str) -> str:
    """Return the last four digits of a bank account behind asterisks."""
    return "*" * max(len(number) - 4, 0) + number[-4:] if len(number) > 4 else "*" * len(number)  # noqa: PLR2004


def mask_phone(number: str) -> str:
    """Return 138****2291."""
    if len(number) < 8:  # noqa: PLR2004 (too short to show any of it)
        return "*" * len(number)
    return number[:3] + "*" * (len(number) - 7) + number[-4:]


def mask_email(address: str) -> str:
    """Return l***@example.com: the first letter and the domain."""
    local, at, domain = address.partition("@")
    return f"{local[:1]}***{at}{domain}" if at else "*" * len(address)
