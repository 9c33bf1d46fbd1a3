"""How urgent something is that is not as it should be."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """How urgent an exception or a finding is, the worst first."""

    SERIOUS = "serious"
    WARNING = "warning"
    HINT = "hint"
