"""What this person chose on this computer: language, scheme, the park opened last."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from parkdesk.paths import settings_file

LANGUAGES = ("zh_CN", "en")
SCHEMES = ("system", "light", "dark", "high-contrast")


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one person; unknown or broken values fall back to these."""

    language: str = "zh_CN"
    scheme: str = "system"
    location: str = ""
    """Data folder or server URL (without a password) of the park opened last."""
    backup_folder: str = ""
    login: str = ""
    """Who signed in last."""
    scan_folder: str = ""
    """Where this person's scans come in; empty: where the park's do."""
    outbox_folder: str = ""
    """Where reports of a schedule are written; empty: the usual folder."""


def load(path: Path | None = None) -> Settings:
    """Return the stored settings; a missing or broken file gives the defaults."""
    try:
        found = tomllib.loads((path or settings_file()).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        found = {}
    settings = _valid(found)
    language = os.environ.get("PARKDESK_LANG", "")
    return replace(settings, language=language) if language in LANGUAGES else settings


def save(settings: Settings, path: Path | None = None) -> None:
    """Store the settings. Raises OSError where the folder cannot be written."""
    target = path or settings_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{name} = {_quoted(getattr(settings, name))}" for name in Settings.__slots__]
    temporary = target.with_suffix(".new")
    temporary.write_text("\n".join(lines) + "\n", encoding="utf-8")
    temporary.replace(target)


def _valid(found: dict[str, Any]) -> Settings:
    known = {
        name: value
        for name, value in found.items()
        if name in Settings.__slots__ and isinstance(value, str)
    }
    settings = replace(Settings(), **known)
    if settings.language not in LANGUAGES:
        settings = replace(settings, language=LANGUAGES[0])
    if settings.scheme not in SCHEMES:
        settings = replace(settings, scheme=SCHEMES[0])
    return settings


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{plain}"'
