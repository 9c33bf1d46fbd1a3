"""What the window remembers for this person: sizes, column widths, splitters, last choices."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings

from parkdesk.paths import settings_file


def _store() -> QSettings:
    return QSettings(str(settings_file().with_name("window.ini")), QSettings.Format.IniFormat)


def state(key: str) -> QByteArray:
    """Return a saved geometry or header state; empty when there is none."""
    value = _store().value(key)
    return value if isinstance(value, QByteArray) else QByteArray()


def keep_state(key: str, value: QByteArray) -> None:
    """Save a geometry or header state under `key`."""
    _store().setValue(key, value)


def text(key: str, default: str = "") -> str:
    """Return a remembered word, such as the last page or the last person signed in."""
    return str(_store().value(key, default))


def keep_text(key: str, value: str) -> None:
    """Remember a word under `key`."""
    _store().setValue(key, value)


def forget(key: str) -> None:
    """Drop one thing, so that the default holds again."""
    _store().remove(key)
