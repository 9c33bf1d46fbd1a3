"""Secrets of the data: field encryption, keyed hashes, and how the data key itself is kept.

AES-256-GCM per field, HMAC-SHA-256 for look-ups. The data key never lies beside the data: the
operating system's store holds it, and where there is none a file that only the user can read.
A printed recovery code opens a wrapped copy that travels with the database.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from parkdesk.domain.errors import Refused, Unavailable

KEY_BYTES = 32
_NONCE_BYTES = 12
_HASH_BYTES = 16
_HASH_BLOCK = 64
"""Bytes that SHA-256 takes in at a time."""
_CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0 and O, 1, I and L."""
_CODE_LENGTH = 32
_CHECK = "parkdesk"
_SERVICE = "ParkDesk"


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(secret)


@dataclass(frozen=True, slots=True)
class Vault:
    """Encrypts and finds the sensitive fields of one park."""

    key: bytes = field(repr=False)
    _cipher: AESGCM = field(init=False, repr=False)
    _hash_key: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_cipher", AESGCM(_derive(self.key, b"parkdesk field")))
        object.__setattr__(self, "_hash_key", _derive(self.key, b"parkdesk look-up"))

    @classmethod
    def fresh(cls) -> Vault:
        """Return a vault with a new random key."""
        return cls(secrets.token_bytes(KEY_BYTES))

    def encrypt(self, text: str, context: str) -> bytes:
        """Return nonce and cipher text; `context` (table.column) must be the same to decrypt."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, text.encode(), context.encode())

    def encrypt_many(self, texts: Sequence[str | None], context: str) -> list[bytes | None]:
        """Return what `encrypt` gives for each text, each with a nonce of its own; None stays."""
        seal, owner = self._cipher.encrypt, context.encode()
        random = os.urandom(_NONCE_BYTES * len(texts))
        nonces = (random[at : at + _NONCE_BYTES] for at in range(0, len(random), _NONCE_BYTES))
        return [
            None if text is None else nonce + seal(nonce, text.encode(), owner)
            for nonce, text in zip(nonces, texts, strict=True)
        ]

    def decrypt(self, stored: bytes, context: str) -> str:
        """Return the text; raise `Unavailable("wrong-key")` for another key or changed bytes."""
        try:
            nonce, sealed = stored[:_NONCE_BYTES], stored[_NONCE_BYTES:]
            return self._cipher.decrypt(nonce, sealed, context.encode()).decode()
        except InvalidTag:
            raise Unavailable("wrong-key") from None

    def keyed_hash(self, text: str) -> bytes:
        """Return 16 bytes by which equal texts are found without being decrypted."""
        return hmac.digest(self._hash_key, text.encode(), "sha256")[:_HASH_BYTES]

    def keyed_hashes(self, texts: Iterable[str]) -> dict[str, bytes]:
        """Return `keyed_hash` of each text.

        The key is the same for all, so its two halves of HMAC (RFC 2104) are begun once and
        copied: for a hundred thousand numbers in less than half the time.
        """
        block = self._hash_key.ljust(_HASH_BLOCK, b"\0")
        begun = hashlib.sha256(bytes(byte ^ 0x36 for byte in block))
        ended = hashlib.sha256(bytes(byte ^ 0x5C for byte in block))
        found = {}
        for text in texts:
            inner, outer = begun.copy(), ended.copy()
            inner.update(text.encode())
            outer.update(inner.digest())
            found[text] = outer.digest()[:_HASH_BYTES]
        return found

    def check_value(self) -> bytes:
        """Return what `matches` recognises this key by."""
        return self.encrypt(_CHECK, _CHECK)

    def matches(self, check: bytes) -> bool:
        """Return whether `check` was made with this key."""
        try:
            return self.decrypt(check, _CHECK) == _CHECK
        except Unavailable:
            return False


def new_recovery_code() -> str:
    """Return 158 random bits as eight groups of four letters and digits, to be printed.

    None of them is taken for another one by whoever types it from paper. Codes of before had I, L
    and O as well, and open their parks as they did.
    """
    text = "".join(secrets.choice(_CODE_SIGNS) for _ in range(_CODE_LENGTH))
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def _code_key(code: str) -> bytes:
    plain = "".join(code.split()).replace("-", "").upper().replace("0", "O").replace("1", "I")
    return _derive(plain.encode(), b"parkdesk recovery")


def wrap_key(vault: Vault, code: str) -> bytes:
    """Return the data key sealed by the recovery code."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(_code_key(code)).encrypt(nonce, vault.key, b"recovery")


def unwrap_key(wrapped: bytes, code: str) -> Vault:
    """Return the vault that a recovery code opens; refuse a wrong code."""
    cipher = AESGCM(_code_key(code))
    try:
        return Vault(cipher.decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], b"recovery"))
    except InvalidTag:
        raise Refused("wrong-recovery-code") from None


class KeyStore(Protocol):
    """Where this computer keeps data keys, one for each park."""

    @property
    def name(self) -> str:
        """`system`, or `file` for the weaker one."""

    def load(self, key_id: str) -> bytes | None:
        """Return the key, or None where it is not here."""

    def save(self, key_id: str, key: bytes) -> None:
        """Keep the key."""


@dataclass(frozen=True, slots=True)
class FileKeyStore:
    """Keys in a folder that only the user may read: weaker, and the program says so."""

    folder: Path
    name: str = "file"

    def load(self, key_id: str) -> bytes | None:
        """Return the key, or None where it is not here."""
        try:
            return base64.b64decode((self.folder / f"{key_id}.key").read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unavailable("key-unreadable", reason=error.strerror or "") from error

    def save(self, key_id: str, key: bytes) -> None:
        """Keep the key in a file that is created for the user alone."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Beside its place first: a full disk must not cost the key that is there.
            handle, beside = tempfile.mkstemp(dir=self.folder)
            with os.fdopen(handle, "wb") as file:
                file.write(base64.b64encode(key))
                file.flush()
                os.fsync(file.fileno())
            Path(beside).replace(self.folder / f"{key_id}.key")
        except OSError as error:
            raise Unavailable("key-unwritable", reason=error.strerror or "") from error


@dataclass(frozen=True, slots=True)
class SystemKeyStore:
    """Keys in the operating system's store (DPAPI-backed credentials on Windows)."""

    name: str = "system"

    def load(self, key_id: str) -> bytes | None:
        """Return the key, or None where it is not here."""
        import keyring

        text = keyring.get_password(_SERVICE, key_id)
        return None if text is None else base64.b64decode(text)

    def save(self, key_id: str, key: bytes) -> None:
        """Keep the key."""
        import keyring

        keyring.set_password(_SERVICE, key_id, base64.b64encode(key).decode())


def key_store(folder: Path, wanted: str = "") -> KeyStore:
    """Return the system's store where there is one, else the file store in `folder`.

    `wanted` is "system", "file" or empty for the best there is.
    """
    if wanted == "file" or (wanted != "system" and not _system_store_works()):
        return FileKeyStore(folder)
    return SystemKeyStore()


@lru_cache(maxsize=1)
def _system_store_works() -> bool:
    import keyring
    from keyring.errors import KeyringError

    try:
        backend = keyring.get_keyring()
        if backend.priority < 1:
            return False
        keyring.get_password(_SERVICE, "probe")
    except (KeyringError, RuntimeError, OSError):
        return False
    return True


def new_key_id() -> str:
    """Return a name for a park's key that says nothing about the park."""
    return secrets.token_hex(8)


def server_key_id(address: str) -> str:
    """Return the name under which a server's password is kept; `address` holds none."""
    return f"server-{hashlib.sha256(address.encode()).hexdigest()[:16]}"
