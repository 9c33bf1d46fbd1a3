"""What a quarter's pack prints besides the figures and lists of its summary."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PackContent:
    """What the sections that can be chosen print; a part younger than an edition is not in it."""

    text: str = ""
    """The manager's own words (经营综述), in Chinese."""
    text_en: str = ""
    """The same in English; empty where there is none."""
