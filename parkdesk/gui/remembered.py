"""What the window remembers for this person: sizes, column widths, splitters, last choices."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, QTemporaryFile

from parkdesk.paths import settings_file

_apart: list[QTemporaryFile] = []


def stay_apart() -> None:
    """From now on remember nothing and know nothing of other runs: pictures look the same."""
    file = QTemporaryFile()
    file.open()
    _apart.append(file)


def _store() -> QSettings:
    name = _apart[-1].fileName() if _apart else str(settings_file().with_name("window.ini"))
    return QSettings(name, QSettings.Format.IniFormat)


def state(key: str) -> QByteArray:
    """Return a saved geometry or header state; empty when there is none."""
    value = _store().value(key)
    return value if isinstance(value, QByteArray) else QByteArray()


def keep_state(key: str, value: QByteArray) -> None:
    """Save a geometry or header state under `key`."""
    _store().setValue(key, value)


def text(key: str, default: str = "") -> str:
    """Return a remembered word, such as a last choice."""
    return str(_store().value(key, default))


def keep_text(key: str, value: str) -> None:
    """Remember a word under `key`."""
    _store().setValue(key, value)


def forget(key: str) -> None:
    """Drop one thing, so that the default holds again."""
    _store().remove(key)
