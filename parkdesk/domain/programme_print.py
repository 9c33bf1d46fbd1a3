"""What the print of a programme holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from parkdesk.domain.programme_cases import CaseResult
from parkdesk.domain.programme_checks import ProgrammeStep
from parkdesk.domain.programme_pack import Programme


@dataclass(frozen=True, slots=True)
class ProgrammePrint:
    """One edition with its test cases and its hands, as at the instant of printing."""

    park_zh: str
    park_en: str
    programme: Programme
    draft: bool
    steps: tuple[ProgrammeStep, ...]
    results: tuple[CaseResult, ...]
    printed_at: dt.datetime
    printed_by: str
