"""One claim as its reviewer sees it: what to look at, with the papers and what changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from parkdesk.domain.claim_lines import AmountLine
from parkdesk.domain.claim_returns import Difference
from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.eligibility import RowVerdict, Verdict
from parkdesk.domain.eligibility_rules import TraceLine
from parkdesk.domain.identity import Permission
from parkdesk.domain.masking import mask_id_number
from parkdesk.domain.signals import SignalState
from parkdesk.store import rosters
from parkdesk.store.claim_judging import judge_rows
from parkdesk.store.claim_lines import amount_lines
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.work import Work
from parkdesk.usecases.claim_lists import ClaimDetail, claim_detail
from parkdesk.usecases.claim_returns import changes_since_return
from parkdesk.usecases.claim_scans import reviewed_scans
from parkdesk.usecases.claimants import claimant_check
from parkdesk.usecases.core import query
from parkdesk.usecases.paper_lists import PaperRow
from parkdesk.usecases.reviews import ReviewNote, review_notes
from parkdesk.usecases.signals import SignalRow, signals_of_claim

MOST_ROWS = 500
"""Rows that the review shows; of a longer list the desk of the claim has all."""


@dataclass(frozen=True, slots=True)
class ReviewedRow:
    """A person or an item of a claim, with its reasoning and what the stage before gave it."""

    id: int
    position: int
    name: str
    masked_number: str
    asked_cents: int
    before_cents: int
    """What may be granted: what the rules or the pre-check gave."""
    verdict: RowVerdict
    signals: int
    """Open ones that ask about this row."""
    changed: bool
    """It was changed after the last return."""

    @property
    def doubtful(self) -> bool:
        """Whether somebody should look at it."""
        return self.signals > 0 or self.verdict.verdict is not Verdict.PASS


@dataclass(frozen=True, slots=True)
class ReviewCase:
    """A claim as it is reviewed. `rows` are those to look at first, then the others."""

    detail: ClaimDetail
    claimant: tuple[TraceLine, ...]
    rows: tuple[ReviewedRow, ...]
    more_rows: int
    """Rows that are not among `rows`."""
    signals: tuple[SignalRow, ...]
    changes: tuple[Difference, ...]
    papers: tuple[PaperRow, ...]
    notes: tuple[ReviewNote, ...]


@query(Permission.CLAIM_APPROVE)
def review_case(work: Work, claim_id: int) -> ReviewCase:
    """Return a claim with everything that its reviewer looks at.

    Numbers are masked. Rows that need a look come first; changed rows first of all when the claim
    was returned, since a second look is about what changed.
    """
    claim = work.get(ClaimRecord, claim_id)
    signals = signals_of_claim.function(work, claim_id)
    changes = changes_since_return.function(work, claim_id)
    rows = _rows(work, claim, signals, {change.row for change in changes if change.row})
    rows.sort(key=lambda row: (not row.changed, not row.doubtful, row.position))
    return ReviewCase(
        detail=claim_detail.function(work, claim_id),
        claimant=claimant_check.function(work, claim_id).lines,
        rows=tuple(rows[:MOST_ROWS]),
        more_rows=max(len(rows) - MOST_ROWS, 0),
        signals=signals,
        changes=changes,
        papers=reviewed_scans.function(work, claim_id),
        notes=review_notes.function(work, claim_id),
    )


def _rows(
    work: Work, claim: ClaimRecord, signals: tuple[SignalRow, ...], changed: set[int]
) -> list[ReviewedRow]:
    asked = Counter(signal.position for signal in signals if signal.state is SignalState.OPEN)
    lines = {line.id: line for line in amount_lines(work.session, claim)}
    judged, numbers = judge_rows(work, claim), _numbers(work, claim)
    return [
        ReviewedRow(
            id=id_,
            position=lines[id_].position,
            name=lines[id_].name,
            masked_number=numbers.get(id_, ""),
            asked_cents=lines[id_].applied_cents,
            before_cents=_before(lines[id_]),
            verdict=verdict,
            signals=asked[lines[id_].position],
            changed=id_ in changed,
        )
        for id_, verdict in zip(judged.ids, judged.verdicts, strict=True)
    ]


def _before(line: AmountLine) -> int:
    return line.requested_cents if line.recommended_cents is None else line.recommended_cents


def _numbers(work: Work, claim: ClaimRecord) -> dict[int, str]:
    """Return the masked number of every person in the claim; items have none."""
    if ClaimKind(claim.track).track is None:
        return {}
    rows = rosters.roster_rows(work.session, claim.id)
    return {id_: mask_id_number(row.id_number) for id_, row in rows}
