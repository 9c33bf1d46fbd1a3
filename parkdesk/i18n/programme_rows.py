"""Every figure of a programme in a line of words, known or not, in the order of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from parkdesk.domain.eligibility_rules import Verdict
from parkdesk.domain.programme_cases import CaseResult
from parkdesk.domain.programme_checks import ProgrammeStep
from parkdesk.domain.programme_keys import Section, figure_at, slots_of
from parkdesk.domain.programmes import Figure, Mark, Material, Programme, Requirement
from parkdesk.i18n import amount_text, label, language, tr, trn
from parkdesk.i18n.claims import material_name
from parkdesk.i18n.programme_sources import source_text
from parkdesk.i18n.programmes import (
    branch_text,
    document_text,
    enumerated,
    figure_name,
    figure_text,
    mark_text,
    may_be_unset,
    part_text,
    unset_text,
)

LISTS = {"branch": "branches", "standing": "standing", "head-ceiling": "head_ceilings"} | {
    "barring": "barring"
}
"""The keys of figures that there can be several of, and where they lie in the programme."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A line of the list; `place` is the figure's among several of its key, -1 for a single one.

    `confirmed` is None for a figure that is not known.
    """

    id: int
    section: Section
    key: str
    place: int
    name: str
    value: str
    confirmed: bool | None
    mark: str
    document: str
    how: str
    """In what way it was read, or that it was worked out; empty for what is to be confirmed."""
    read_in: str
    """The source as it is kept: keys of a seed's sources, or what somebody typed."""

    @property
    def source(self) -> str:
        """How and where it was read, in words."""
        return " · ".join(part for part in (self.how, source_text(self.read_in)) if part)


def figure_rows(programme: Programme) -> tuple[FigureRow, ...]:
    """Return a line for every figure that the programme has or could have."""
    return tuple(FigureRow(number, *line) for number, line in enumerate(_lines(programme), start=1))


def _lines(programme: Programme) -> Iterator[tuple[Any, ...]]:
    for section in Section:
        if section is Section.CLAIMANT:
            yield from _branches(programme)
            yield from _several(programme, section, "standing")
        for slot in slots_of(programme, section):
            figure = figure_at(programme, slot.key)
            value = unset_text(slot.key) if figure is None else figure_text(slot.key, figure)
            yield _line(programme, section, slot.key, -1, value, figure)
        if section is Section.TRAINING:
            yield from _several(programme, section, "head-ceiling")
        if section is Section.FLOW:
            yield from _several(programme, section, "barring")


def _branches(programme: Programme) -> Iterator[tuple[Any, ...]]:
    for place, branch in enumerate(programme.branches):
        figure = branch.turnover_usd_cents or branch.offshore_permille
        yield _line(programme, Section.CLAIMANT, "branch", place, branch_text(branch), figure)


def _several(programme: Programme, section: Section, key: str) -> Iterator[tuple[Any, ...]]:
    for place, figure in enumerate(getattr(programme, LISTS[key])):
        yield _line(programme, section, key, place, part_text(figure.value), figure)


def _line(
    programme: Programme,
    section: Section,
    key: str,
    place: int,
    value: str,
    figure: Figure[Any] | None,
) -> tuple[Any, ...]:
    if figure is None:
        mark = tr("not set") if may_be_unset(key) else tr("not known")
        return section, key, place, figure_name(key), value, None, mark, "", "", ""
    return (
        section,
        key,
        place,
        figure_name(key),
        value,
        figure.confirmed,
        mark_text(figure),
        document_text(figure.document, figure.clause, figure.mark, programme),
        _how(figure.mark),
        figure.source,
    )


def _how(mark: Mark) -> str:
    # That it is to be confirmed stands beside it already.
    return "" if mark is Mark.UNVERIFIED else label(mark)


def section_of(row: FigureRow) -> str:
    """Return the part a line belongs to, in words."""
    return label(row.section)


@dataclass(frozen=True, slots=True)
class PartRow:
    """A clause or a paper in words; `said` is what can be told of it in full."""

    id: int
    place: int
    name: str
    text: str
    kinds: str
    document: str
    confirmed: bool
    said: str
    read_in: str = ""
    """The source of a paper as it is kept."""


def clause_lines(programme: Programme) -> tuple[PartRow, ...]:
    """Return a line for each clause."""
    return tuple(
        PartRow(
            id=place + 1,
            place=place,
            name=clause.number,
            text=" ".join(clause.text.split()) or tr("wording not entered yet"),
            kinds="",
            document=document_text(clause.document, "", clause.mark, programme),
            confirmed=clause.mark.confirmed,
            said=clause.text,
        )
        for place, clause in enumerate(programme.clauses)
    )


def paper_lines(programme: Programme) -> tuple[PartRow, ...]:
    """Return a line for each required paper."""
    return tuple(
        _paper_line(programme, place, material)
        for place, material in enumerate(programme.materials)
    )


def _paper_line(programme: Programme, place: int, material: Material) -> PartRow:
    name = material_name(material)
    document = document_text(material.document, material.clause, material.mark, programme)
    parts = (name, document, _how(material.mark), source_text(material.source))
    return PartRow(
        id=place + 1,
        place=place,
        name=tr("{paper} (for each person)", paper=name) if material.per_person else name,
        text=need_text(material),
        kinds=enumerated(label(kind) for kind in programme.kinds if kind in material.kinds),
        document=document,
        confirmed=material.mark.confirmed,
        said=" · ".join(part for part in parts if part),
        read_in=material.source,
    )


def need_text(material: Material) -> str:
    """Return whether a paper is always needed, or the condition under which it is."""
    if material.requirement is Requirement.REQUIRED:
        return label(material.requirement)
    condition = material.condition if language() == "zh_CN" else material.condition_en
    return condition or label(material.requirement)


@dataclass(frozen=True, slots=True)
class CaseWords:
    """A test case and what came of it, in words."""

    outcome: str
    name: str
    kind: str
    expected: str
    found: str


def case_words(result: CaseResult) -> CaseWords:
    """Return a test case in words."""
    case = result.case
    known = case.verdict in set(Verdict)
    expected = label(Verdict(case.verdict)) if known else case.verdict
    return CaseWords(
        outcome=tr("passes") if result.passed else tr("fails"),
        name=case.name,
        kind=label(case.kind),
        expected=_outcome(expected, case.amount_cents),
        found=tr("a fact cannot be read")
        if result.verdict is None
        else _outcome(label(result.verdict), result.amount_cents),
    )


def _outcome(verdict: str, amount_cents: int) -> str:
    return tr("{verdict}, ¥ {amount}", verdict=verdict, amount=amount_text(amount_cents))


def step_words(step: ProgrammeStep) -> str:
    """Return what somebody did with an edition."""
    if step.action == "release":
        passed = step.cases_passed or 0
        return trn("Released, {n} case passed", "Released, {n} cases passed", passed)
    return {"begin": tr("Draft begun"), "edit": tr("Changed")}.get(step.action, step.action)
