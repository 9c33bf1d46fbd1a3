"""A programme as a form offers it, with how many of its claims wait there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProgrammeChoice:
    """A programme and how many of its claims are in a state."""

    id: int
    title: str
    title_en: str
    claims: int
