"""What can be found by typing a part of it."""

from __future__ import annotations

from enum import StrEnum


class HitKind(StrEnum):
    """What a hit is: decides the page that opens."""

    ENTERPRISE = "enterprise"
    CERTIFICATION = "certification"
    CLAIM = "claim"
    CONTRACT = "contract"
