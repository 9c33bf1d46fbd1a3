"""The checklist of a claim's papers (申报材料清单): what has come, was seen, or is not needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.programme_figures import Requirement
from parkdesk.domain.programme_parts import Material


@dataclass(frozen=True, slots=True)
class PaperState:
    """What is known of one paper of a claim."""

    code: str
    handed_in: bool = False
    original_seen: bool = False
    not_applicable: bool = False
    """The condition of a conditional paper does not hold for this claim."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper of the checklist."""

    material: Material
    state: PaperState

    @property
    def lacking(self) -> bool:
        """Whether it has to come and has not."""
        return not (self.state.handed_in or self.state.not_applicable)


def checklist(
    materials: Iterable[Material], states: Mapping[str, PaperState]
) -> tuple[PaperLine, ...]:
    """Return the papers of a claim, the missing ones first, else in the programme's order."""
    lines = [PaperLine(one, states.get(one.code, PaperState(one.code))) for one in materials]
    return tuple(sorted(lines, key=lambda line: not line.lacking))


def check_papers(materials: Iterable[Material], states: Iterable[PaperState]) -> None:
    """Refuse what a checklist cannot say: a paper nobody asks for, or that contradicts itself."""
    asked = {one.code: one for one in materials}
    problems = {}
    for state in states:
        material = asked.get(state.code)
        if material is None:
            problems[state.code] = "paper-not-asked"
        elif state.not_applicable and material.requirement is Requirement.REQUIRED:
            problems[state.code] = "paper-is-required"
        elif state.original_seen and not state.handed_in:
            problems[state.code] = "original-without-paper"
        elif state.not_applicable and state.handed_in:
            problems[state.code] = "paper-came-all-the-same"
    if problems:
        raise InvalidInput(problems)
