"""What is to be known before a claim goes on: papers that are missing, conditions not met or open.

Said by name in every form that passes a claim: a number alone sends the reader to look for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parkdesk.domain.eligibility_rules import TraceLine, Verdict
from parkdesk.domain.programme_figures import Standing
from parkdesk.gui.theme import Tone
from parkdesk.i18n import label, list_text, tr, trn
from parkdesk.i18n.claims import condition_name, line_text, material_name
from parkdesk.usecases.claim_lists import ClaimDetail

Doubt = tuple[str, Tone]


def failing(lines: Iterable[TraceLine]) -> tuple[TraceLine, ...]:
    """Return the conditions of the applicant that are not met."""
    return tuple(line for line in lines if line.verdict not in (Verdict.PASS, Verdict.WARN))


def unanswered(lines: Iterable[TraceLine]) -> tuple[TraceLine, ...]:
    """Return those that nothing in the register tells and nobody has answered."""
    return tuple(line for line in lines if line.verdict is Verdict.WARN)


def paper_doubts(detail: ClaimDetail) -> list[Doubt]:
    """Name the required papers that have not come."""
    lacking = [material_name(line.material) for line in detail.lacking]
    if not lacking:
        return []
    said = trn(
        "{n} required paper is missing: {papers}",
        "{n} required papers are missing: {papers}",
        len(lacking),
        papers=list_text(lacking),
    )
    return [(said, Tone.WARN)]


def condition_doubts(lines: Sequence[TraceLine]) -> list[Doubt]:
    """Name the conditions of the applicant that are not met, and those that are open."""
    said: list[Doubt] = []
    if failed := failing(lines):
        words = trn(
            "{n} condition of the applicant is not met: {conditions}",
            "{n} conditions of the applicant are not met: {conditions}",
            len(failed),
            conditions="\n".join(["", *(line_text(line) for line in failed)]),
        )
        said.append((words, Tone.BAD))
    if left := unanswered(lines):
        words = trn(
            "{n} condition of the applicant is not answered: {conditions}",
            "{n} conditions of the applicant are not answered: {conditions}",
            len(left),
            # Nothing is known of them: their names say all there is to say.
            conditions=tr("; ").join(_name(line) for line in left),
        )
        said.append((words, Tone.WARN))
    return said


def _name(line: TraceLine) -> str:
    standing = line.facts.get("standing")
    return condition_name(standing.value) if isinstance(standing, Standing) else label(line.rule)
