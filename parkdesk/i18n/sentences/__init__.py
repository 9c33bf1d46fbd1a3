"""Sentences for codes and words for enum members: one module a feature, alphabetical."""

from __future__ import annotations

import importlib
import pkgutil
from enum import Enum


def _modules() -> list[str]:
    return sorted(info.name for info in pkgutil.iter_modules(__path__))


def gathered() -> dict[str, str]:
    """Return every code's English sentence."""
    found: dict[str, str] = {}
    for name in _modules():
        found.update(getattr(importlib.import_module(f"{__name__}.{name}"), "SENTENCES", {}))
    return found


def labels() -> dict[tuple[type[Enum], object], str]:
    """Return every enum member's English word, by its enum and value.

    Members of two `StrEnum` with the same value are equal, so the member alone is no key. For the
    same reason a module with several such enums splits its words: every name from `LABELS` on.
    """
    found: dict[tuple[type[Enum], object], str] = {}
    for name in _modules():
        module = importlib.import_module(f"{__name__}.{name}")
        for words in (value for key, value in vars(module).items() if key.startswith("LABELS")):
            found.update({(type(member), member.value): text for member, text in words.items()})
    return found
