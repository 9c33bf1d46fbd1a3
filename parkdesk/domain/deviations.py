"""The exceptions (例外) of editions that were frozen before findings were kept.

Nothing makes them any more: they are read and printed as they were frozen.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.severity import Level

ANSWER_WITHIN = dt.timedelta(days=30)
"""The term of exceptions in editions of before findings were kept: the park's own."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A named value of a sentence. The name's ending is its unit: `_on`, `_cents`, `_permille`."""

    name: str
    value: str | int


class Rule(StrEnum):
    """The rules that an exception rested on before findings were kept, by the printed number."""

    CERTIFICATE_EXPIRED = "Z-01"
    CERTIFICATE_EXPIRING = "Z-02"
    CERTIFICATE_STOPPED = "Z-03"
    CLAIM_ROWS_REFUSED = "P-01"
    RETURN_MISSING = "T-01"
    RETURN_LATE = "T-02"
    RECEIPT_MISSING = "T-03"
    OFFSHORE_SHARE_LOW = "M-01"

    @property
    def sentence(self) -> str:
        """The code of the sentence that says what is wrong."""
        return f"deviation-{self.name.lower().replace('_', '-')}"


@dataclass(frozen=True, slots=True)
class Deviation:
    """Something that needs somebody (例外), in editions of before findings were kept."""

    level: Level
    subject: str
    """The enterprise it is about."""
    rule: Rule
    facts: tuple[Fact, ...]
    """What the rule's sentence names."""
    owner: str
    due_on: dt.date | None = None


def ordered_deviations(deviations: tuple[Deviation, ...]) -> tuple[Deviation, ...]:
    """Return the exceptions as they are printed: the worst first, then the soonest due."""
    levels = list(Level)
    return tuple(
        sorted(
            deviations,
            key=lambda item: (
                levels.index(item.level),
                item.due_on or dt.date.max,
                item.rule.value,
                item.subject,
                tuple(str(fact.value) for fact in item.facts),
            ),
        )
    )
