"""The lists of a programme's editor: their rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parkdesk.domain.programme_cases import CaseResult
from parkdesk.domain.programme_checks import ProgrammeStep
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import instant_text, tr
from parkdesk.i18n.programme_rows import (
    CaseWords,
    FigureRow,
    PartRow,
    case_words,
    section_of,
    step_words,
)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A test case with what came of it."""

    id: int
    place: int
    result: CaseResult
    words: CaseWords


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of an edition."""

    id: int
    step: ProgrammeStep


def figure_columns() -> tuple[Column[FigureRow], ...]:
    """Return the columns of the figures."""
    return (
        Column(tr("Part"), section_of, key="section", width=170, muted=True),
        Column(tr("Figure"), lambda row: row.name, key="name", width=240),
        Column(tr("Value"), lambda row: row.value, key="value", width=250, grows=True, wraps=True),
        Column(
            tr("Standing"),
            lambda row: row.mark,
            tone=lambda row: _tone(row.confirmed),
            key="mark",
            width=104,
        ),
        Column(tr("Document and clause"), lambda row: row.document, key="document", width=190),
        Column(
            tr("Source"), lambda row: row.source, key="source", width=160, muted=True, hidden=True
        ),
    )


def _tone(confirmed: bool | None) -> Tone:  # noqa: FBT001 - a fact of the row
    if confirmed is None:
        return Tone.NEUTRAL
    return Tone.GOOD if confirmed else Tone.WARN


def clause_columns() -> tuple[Column[PartRow], ...]:
    """Return the columns of the clauses."""
    return (
        Column(tr("Clause"), lambda row: row.name, key="number", width=120),
        Column(tr("Wording"), lambda row: row.text, key="text", width=520, grows=True),
        _confirmed(),
        Column(
            tr("Document number"), lambda row: row.document, key="document", width=170, muted=True
        ),
    )


def paper_columns() -> tuple[Column[PartRow], ...]:
    """Return the columns of the required papers."""
    return (
        Column(tr("Paper"), lambda row: row.name, key="name", width=330, grows=True, wraps=True),
        Column(tr("Requirement"), lambda row: row.text, key="needed", width=230),
        Column(tr("For claims of"), lambda row: row.kinds, key="kinds", width=230),
        _confirmed(),
    )


def _confirmed() -> Column[PartRow]:
    return Column(
        tr("Standing"),
        lambda row: tr("confirmed") if row.confirmed else tr("to be confirmed"),
        tone=lambda row: _tone(row.confirmed),
        key="mark",
        width=104,
    )


def case_columns() -> tuple[Column[CaseRow], ...]:
    """Return the columns of the test cases."""
    return (
        Column(
            tr("Outcome"),
            lambda row: row.words.outcome,
            tone=lambda row: Tone.GOOD if row.result.passed else Tone.BAD,
            key="outcome",
            width=84,
        ),
        Column(
            tr("What it shows"),
            lambda row: row.words.name,
            key="name",
            width=330,
            grows=True,
        ),
        Column(tr("Kind"), lambda row: row.words.kind, key="kind", width=130),
        Column(tr("Expected"), lambda row: row.words.expected, key="expected", width=180),
        Column(tr("The rules give"), lambda row: row.words.found, key="found", width=180),
    )


def step_columns() -> tuple[Column[StepRow], ...]:
    """Return the columns of an edition's history."""
    return (
        Column(tr("When"), lambda row: instant_text(row.step.at), key="at", width=150),
        Column(tr("Who"), lambda row: row.step.actor, key="who", width=140),
        Column(tr("What"), lambda row: step_words(row.step), key="what", width=240),
        Column(tr("Remarks"), lambda row: row.step.note, key="note", width=300, grows=True),
    )


def case_rows(results: Sequence[CaseResult]) -> tuple[CaseRow, ...]:
    """Return a row for each test case."""
    return tuple(
        CaseRow(place + 1, place, result, case_words(result))
        for place, result in enumerate(results)
    )


def step_rows(steps: Sequence[ProgrammeStep]) -> tuple[StepRow, ...]:
    """Return a row for each step, the newest first."""
    return tuple(StepRow(place + 1, step) for place, step in enumerate(reversed(steps)))
