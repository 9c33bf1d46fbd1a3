"""What the prints of one claim say: the correction notice, the forms, the reasoning, the file.

Identity numbers come masked, or whole where somebody who may see them asked for that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from parkdesk.domain.claim_forms import ClaimForm, FormHeadings
from parkdesk.domain.claim_items import ClaimItem
from parkdesk.domain.claim_lines import AmountLine
from parkdesk.domain.claim_papers import PaperLine
from parkdesk.domain.claim_returns import Mark
from parkdesk.domain.claims import ClaimAction, ClaimKind, ClaimState
from parkdesk.domain.eligibility import RowVerdict
from parkdesk.domain.eligibility_rules import Rule, TraceLine
from parkdesk.domain.papers import MediaType
from parkdesk.domain.programme_figures import Level
from parkdesk.domain.programmes import Material, Programme
from parkdesk.domain.reasons import Reason
from parkdesk.domain.trainees import Trainee

RULES_OF_REASON: Mapping[str, frozenset[Rule]] = {
    "id-wrong": frozenset({Rule.ID_NUMBER}),
    "degree-unproven": frozenset({Rule.DEGREE}),
    "contract-unproven": frozenset({Rule.CONTRACT, Rule.EMPLOYER}),
    "training-unproven": frozenset({Rule.TRAINING, Rule.ASSESSMENT}),
    "claimed-twice": frozenset({Rule.REPEAT}),
    "cost-unproven": frozenset({Rule.PAPERS, Rule.PAID}),
    # What a person saw in the papers, or heard: no rule judges it, so none is its remedy.
    **dict.fromkeys(
        (
            *("paper-missing", "paper-unreadable", "paper-differs", "form-not-sealed"),
            *("insurance-unproven", "left-early", "objection-upheld"),
        ),
        frozenset(),
    ),
}
"""The rules that a reason is about; under a reason that is not named here, a row's own findings."""


@dataclass(frozen=True, slots=True)
class ClaimHead:
    """What stands on every sheet of a claim."""

    park_zh: str
    park_en: str
    number: str
    enterprise: str
    enterprise_code: str
    kind: ClaimKind
    state: ClaimState
    programme: Programme
    printed_at: dt.datetime
    printed_by: str


@dataclass(frozen=True, slots=True)
class NoticeMark:
    """One thing to be put right; `lines` are the rules that ask for it, with their clauses."""

    mark: Mark
    position: int
    name: str
    lines: tuple[TraceLine, ...] = ()
    material: Material | None = None


@dataclass(frozen=True, slots=True)
class CorrectionNotice:
    """A return for correction (补正通知书) as the enterprise reads it."""

    head: ClaimHead
    returned_at: dt.datetime
    returned_by: str
    words: str
    answer_by: dt.date | None
    marks: tuple[NoticeMark, ...]
    whole_open: bool
    """Everything may be changed, not only what is marked."""
    reasons: Mapping[str, Reason]


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A person or an item with what every stage gave it and the rules' reasoning."""

    line: AmountLine
    verdict: RowVerdict
    person: Trainee | None = None
    sex: str = ""
    """male, female, or empty where the number does not hold."""
    born: str = ""
    """1998-05 with a whole number, else the year alone."""
    item: ClaimItem | None = None
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class PrintedStep:
    """A step with its opinion; `exemption` is the 文号 of a two-person exception."""

    at: dt.datetime
    actor: str
    action: ClaimAction
    level: Level | None
    document: str
    amount_cents: int | None
    reason: str
    exemption: str
    failing: tuple[TraceLine, ...] = ()
    """Conditions of the applicant that were not met when the claim was approved all the same."""


@dataclass(frozen=True, slots=True)
class ClaimSums:
    """The claim's amounts, in fen; None where the stage has not come."""

    asked: int
    computed: int
    recommended: int | None
    approved: int | None
    paid: int | None
    recovered: int | None


@dataclass(frozen=True, slots=True)
class Scan:
    """A paper of the case. Without `content` it is only named: `why` is a code."""

    title_zh: str
    title_en: str
    detail: str
    file_name: str
    media_type: MediaType
    content: bytes = b""
    why: str = ""


@dataclass(frozen=True, slots=True)
class ClaimPrint:
    """A claim with everything that its forms and its annex say."""

    head: ClaimHead
    sums: ClaimSums
    rows: tuple[PrintedRow, ...]
    steps: tuple[PrintedStep, ...]
    papers: tuple[PaperLine, ...]
    claimant: tuple[TraceLine, ...]
    reasons: Mapping[str, Reason]
    headings: Mapping[ClaimForm, FormHeadings] = field(default_factory=dict)
    whole: bool = False
    """Identity numbers stand whole."""
    scans: tuple[Scan, ...] = ()
    notices: tuple[CorrectionNotice, ...] = ()
