"""Files that the program shows: icons, fonts, words."""

from __future__ import annotations

from pathlib import Path

from parkdesk.paths import resource_files


def path(name: str) -> Path:
    """Return the file `name`, given relative to `resources/`."""
    return resource_files() / name


def icon(name: str) -> bytes:
    """Return the SVG of an icon."""
    return path(f"icons/{name}.svg").read_bytes()


def font(name: str) -> Path:
    """Return a font file."""
    return path(f"fonts/{name}")
