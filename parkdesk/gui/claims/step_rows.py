"""A claim's rows as its steps ask about them: persons or items, with what is wrong in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from parkdesk.domain.claim_lines import AmountLine, VerdictChange
from parkdesk.domain.claim_returns import Mark, MarkSubject
from parkdesk.domain.eligibility import RosterTotals, RowVerdict, Rule
from parkdesk.domain.eligibility_rules import TraceLine
from parkdesk.domain.reasons import Reason, ReasonUse
from parkdesk.i18n import label, language, money_text, tr
from parkdesk.i18n.claims import line_text
from parkdesk.usecases.claim_decisions import DecisionBasis
from parkdesk.usecases.claim_lists import ClaimDetail

REASON_OF = {
    Rule.ID_NUMBER: "id-wrong",
    Rule.DEGREE: "degree-unproven",
    Rule.CONTRACT: "contract-unproven",
    Rule.EMPLOYER: "contract-unproven",
    Rule.TRAINING: "training-unproven",
    Rule.ASSESSMENT: "training-unproven",
    Rule.REPEAT: "claimed-twice",
}
"""The reason that a rule proposes for a mark; other rules speak for themselves."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One row with its amounts and the rules' reasoning as of now."""

    line: AmountLine
    verdict: RowVerdict

    @property
    def id(self) -> int:
        """Its number in its table."""
        return self.line.id

    @property
    def place(self) -> int:
        """Its place in the list, from 1."""
        return self.line.position

    @property
    def name(self) -> str:
        """Whom or what it is about."""
        return self.line.name or "—"

    @property
    def failing(self) -> bool:
        """Whether the rules refuse it."""
        return not self.verdict.verdict.payable

    @property
    def reason(self) -> str:
        """The code of the reason that its worst finding proposes."""
        worst = next((line for line in self.verdict.problems if not line.verdict.payable), None)
        return REASON_OF.get(worst.rule, "as-stated") if worst else "as-stated"


@dataclass(frozen=True, slots=True)
class StepRows:
    """All that a step asks about: the rows, what changed in their verdicts, reasons to give."""

    subject: MarkSubject = MarkSubject.PERSON
    rows: tuple[StepRow, ...] = ()
    totals: RosterTotals = field(default_factory=RosterTotals)
    reasons: tuple[Reason, ...] = ()
    changes: tuple[VerdictChange, ...] = ()
    claimant: tuple[TraceLine, ...] = ()

    def choices(self, use: ReasonUse) -> list[tuple[str, str]]:
        """Return the reasons for a use, with their words."""
        return [(one.code, reason_text(one)) for one in self.reasons if use in one.uses]

    def marks(self, places: Sequence[int], reason: str) -> list[Mark]:
        """Return marks of the rows at these places, from 1."""
        return [Mark(self.subject, reason, row=self.rows[place - 1].id) for place in places]


def step_rows(detail: ClaimDetail, basis: DecisionBasis) -> StepRows:
    """Return the rows of a claim as a step asks about them."""
    return StepRows(
        MarkSubject.PERSON if detail.row.track else MarkSubject.ITEM,
        tuple(
            StepRow(line, verdict)
            for line, verdict in zip(basis.lines, basis.verdicts, strict=True)
        ),
        basis.totals,
        basis.reasons,
        basis.changes,
        basis.claimant,
    )


def reason_text(reason: Reason) -> str:
    """Return a reason's words in the language in use."""
    return reason.name_zh if language() == "zh_CN" else reason.name_en


def change_text(change: VerdictChange) -> str:
    """Return what the rules said of a row when it was handed in, and what they say now."""
    rules = "、".join(label(Rule(one.rule)) for one in change.findings_before)
    before = tr("{verdict} ({rules})", verdict=label(change.before), rules=rules)
    now = " ".join(line_text(line) for line in change.lines_now) or label(change.now)
    return tr(
        "Row {row}, {name}. When handed in: {before}. Now: {now} Amount: {was} → {left}.",
        row=change.position,
        name=change.name,
        before=before if rules else label(change.before),
        now=now,
        was=money_text(change.before_cents),
        left=money_text(change.now_cents),
    )
