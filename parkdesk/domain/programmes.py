"""Programmes (政策包): the dated rules of one year's subsidy, read from data.

The rules change in almost every year and in every city, so the code knows the kinds of rule and
never a figure. A figure carries the mark of its source; one that nobody has read in a document is
待核实 and is shown and printed so.
"""

from __future__ import annotations

from parkdesk.domain.programme_figures import (
    BarringGround,
    ClaimKind,
    Counting,
    Degree,
    FeeKind,
    Figure,
    ItemKind,
    Level,
    Mark,
    Repeat,
    Requirement,
    Standing,
    Track,
)
from parkdesk.domain.programme_pack import Budget, Programme
from parkdesk.domain.programme_parts import (
    BarringRule,
    CertificationSupport,
    ClaimantBranch,
    Clause,
    HeadCeiling,
    LevelShare,
    Material,
    PackCase,
    PlatformSupport,
)
from parkdesk.domain.programme_reading import parse_programme

__all__ = [
    "BarringGround",
    "BarringRule",
    "Budget",
    "CertificationSupport",
    "ClaimKind",
    "ClaimantBranch",
    "Clause",
    "Counting",
    "Degree",
    "FeeKind",
    "Figure",
    "HeadCeiling",
    "ItemKind",
    "Level",
    "LevelShare",
    "Mark",
    "Material",
    "PackCase",
    "PlatformSupport",
    "Programme",
    "Repeat",
    "Requirement",
    "Standing",
    "Track",
    "parse_programme",
]
