"""Words and colours of findings on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.findings import FindingAct, FindingStanding
from parkdesk.domain.severity import Level
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, period_text, tr
from parkdesk.i18n.findings import ending_text, found_text

if TYPE_CHECKING:
    from parkdesk.usecases.finding_lists import FindingDetail, FindingRow, FindingStep

LEVEL_TONES = {Level.SERIOUS: Tone.BAD, Level.WARNING: Tone.WARN, Level.HINT: Tone.NEUTRAL}
STANDING_TONES = {
    FindingStanding.OVERDUE: Tone.BAD,
    FindingStanding.OPEN: Tone.WARN,
    FindingStanding.ANSWERED: Tone.NEUTRAL,
    FindingStanding.WAIVED: Tone.NEUTRAL,
    FindingStanding.ENDED: Tone.GOOD,
}


def row_text(row: FindingRow) -> str:
    """Return the sentence of a finding."""
    return found_text(row.rule, row.facts)


def finding_facts(detail: FindingDetail) -> list[tuple[str, str]]:
    """Return what is known of a finding, as pairs of label and value."""
    row = detail.row
    quarters = (
        tr("{quarter}: {mark}", quarter=period_text(quarter), mark=label(mark))
        for quarter, mark in detail.quarters
    )
    return [
        (tr("Enterprise"), row.enterprise),
        (tr("Rule no."), row.rule.value),
        (tr("Since"), date_text(row.since_on)),
        (tr("Found on"), date_text(row.found_on)),
        (tr("Answer by"), date_text(row.due_on)),
        (tr("Owner"), row.owner),
        (tr("Waived until"), date_text(row.waived_until)),
        (tr("Ended by"), _ending(row)),
        # A quarter a line: a list in one line breaks a state in two in the narrow panel.
        (tr("Quarters"), "\n".join(quarters)),
    ]


def answer_facts(detail: FindingDetail) -> list[tuple[str, str]]:
    """Return what was said to a finding, the newest first."""
    row = detail.row
    said = [
        (tr("Answer"), label(row.answer) if row.answer else ""),
        (tr("The answer in words"), row.words),
        (tr("Paper as evidence"), detail.file_name),
    ]
    return [*said, *((step_title(step), step_text(step)) for step in detail.steps)]


def step_title(step: FindingStep) -> str:
    """Return what was done, and when."""
    return tr("{act}, {day}", act=label(step.act), day=date_text(day_in_china(step.at)))


def step_text(step: FindingStep) -> str:
    """Return who did it, to which day, with which words; whom a finding was given to."""
    if step.act is FindingAct.ASSIGNED:
        if not step.words:
            return tr("{by} took it from its owner", by=step.by)
        return tr("by {by} to {owner}", by=step.by, owner=step.words)
    day = "" if step.day is None else tr("until {day}", day=date_text(step.day))
    return " · ".join(part for part in (step.by, day, step.words) if part)


def _ending(row: FindingRow) -> str:
    if row.ended_on is None:
        return ""
    said = ending_text(row.ending)
    return tr("{day}: {text}", day=date_text(row.ended_on), text=said)
