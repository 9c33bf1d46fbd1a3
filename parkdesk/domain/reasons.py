"""Reasons for a cut, a return or a refusal: a list of codes with words, kept as data.

The list is `db/seed/claim_reasons.csv`; a park's own codes are added there. The codes below are
those that the program itself writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SHORTEST_REASON = 4
"""Signs that a reason has at least: 已核实 alone tells nobody anything."""


def says_too_little(reason: str) -> bool:
    """Whether a text is too short to be a reason; blanks around it do not count."""
    return len(reason.strip()) < SHORTEST_REASON


class ReasonUse(StrEnum):
    """What a reason is given for."""

    CUT = "cut"
    """A row gets less than the stage before gave it (核减)."""
    RETURN = "return"
    """Something is to be put right (补正)."""
    REJECT = "reject"
    """Not supported (不予支持)."""


class OwnReason(StrEnum):
    """The reasons that the program itself gives; each is in the list."""

    RULE = "rule"
    """The programme's rules give less than was asked for; the trace says which."""
    LOWER_OF = "lower-of"
    """就低原则: the reviewer compared with what others pay for the same."""
    VERDICT_CHANGED = "verdict-changed"
    """The rules, run once more, no longer pass the row."""
    AS_STATED = "as-stated"
    """The words of the decision say why."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One entry of the list; `names` by language: zh_CN, en."""

    code: str
    uses: frozenset[ReasonUse]
    name_zh: str
    name_en: str
