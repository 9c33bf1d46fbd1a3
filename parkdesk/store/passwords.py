"""Passwords: Argon2id, and nothing else knows how."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


@cache
def _hasher() -> PasswordHasher:
    # OWASP's second choice: 19 MiB, two passes; 24 ms here, so that a sign-in is not felt.
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """Return the Argon2id hash of a password."""
    return _hasher().hash(password)


def password_holds(stored: str | None, password: str) -> bool:
    """Return whether the password is the one that was hashed; the same time for no account."""
    try:
        _hasher().verify(stored or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


@cache
def _nobody() -> str:
    return _hasher().hash("an account that does not exist costs the same time")
