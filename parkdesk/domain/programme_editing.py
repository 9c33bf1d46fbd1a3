"""Making a programme from another: next year's, a corrected edition, one under another head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from parkdesk.domain.calendar import DateRange, add_years
from parkdesk.domain.programme_checks import ProgrammeHead, check_head
from parkdesk.domain.programme_figures import ClaimKind, Figure, Mark, Track
from parkdesk.domain.programme_keys import SLOTS, ValueKind, figure_at, with_figure
from parkdesk.domain.programme_pack import Programme
from parkdesk.domain.programme_parts import (
    CertificationSupport,
    ClaimantBranch,
    PackCase,
    PlatformSupport,
)

CodeT = TypeVar("CodeT")
_DAY = re.compile(r"(\d{4})(-\d{2}-\d{2})")


def with_head(programme: Programme, head: ProgrammeHead) -> Programme:
    """Return the programme under another head; a kind that is left out loses its figures."""
    check_head(head)
    assert head.year is not None
    assert head.level is not None
    kinds = head.kinds
    return replace(
        programme,
        code=head.code,
        year=head.year,
        title=head.title.strip(),
        title_en=head.title_en.strip(),
        level=head.level,
        region=head.region.strip(),
        document=head.document.strip(),
        issued_on=head.issued_on,
        template=head.template,
        assessment={
            track: programme.assessment.get(track) or Figure(value=False, mark=Mark.UNVERIFIED)
            for track in Track
            if ClaimKind(track.value) in kinds
        },
        cap_cents={
            track: figure
            for track, figure in programme.cap_cents.items()
            if ClaimKind(track.value) in kinds
        },
        certification=(programme.certification or CertificationSupport())
        if ClaimKind.CERTIFICATION in kinds
        else None,
        platform=(programme.platform or PlatformSupport()) if ClaimKind.PLATFORM in kinds else None,
        cases=tuple(case for case in programme.cases if case.kind in kinds),
    )


def next_edition(programme: Programme, edition: int) -> Programme:
    """Return a correction of the same programme: nothing changes but the number."""
    return replace(programme, version=edition)


def copied(programme: Programme, code: str, year: int) -> Programme:
    """Return last year's programme as a draft for another year.

    Nothing is confirmed in it: every figure is 待核实 and names the document it was carried from;
    days move by as many years, and the new notice is still to be entered.
    """
    years = year - programme.year
    carried = _carried(programme, years)
    return replace(
        carried,
        code=code,
        version=1,
        year=year,
        title=programme.title.replace(str(programme.year), str(year)),
        title_en=programme.title_en.replace(str(programme.year), str(year)),
        document="",
        issued_on=None,
        template=True,
        clauses=(),
        cases=tuple(_moved_case(case, years) for case in programme.cases),
    )


def _carried(programme: Programme, years: int) -> Programme:
    result = programme
    for slot in SLOTS:
        figure = figure_at(programme, slot.key)
        if figure is None:
            continue
        value = _moved(figure.value, years) if slot.kind is ValueKind.WINDOW else figure.value
        result = with_figure(
            result, slot.key, _unconfirmed(replace(figure, value=value), programme)
        )
    return replace(
        result,
        branches=tuple(_carried_branch(branch, programme) for branch in programme.branches),
        standing=_all_unconfirmed(programme.standing, programme),
        head_ceilings=_all_unconfirmed(programme.head_ceilings, programme),
        barring=_all_unconfirmed(programme.barring, programme),
        approval_limits=_each_unconfirmed(programme.approval_limits, programme),
        signal_limits=_each_unconfirmed(programme.signal_limits, programme),
        platform=result.platform
        and replace(
            result.platform,
            share_permille=_each_unconfirmed(result.platform.share_permille, programme),
        ),
        materials=tuple(
            replace(one, mark=Mark.UNVERIFIED, document=one.document or programme.document)
            for one in programme.materials
        ),
    )


def _unconfirmed(figure: Figure[Any], programme: Programme) -> Figure[Any]:
    document = figure.document or programme.document
    return replace(figure, mark=Mark.UNVERIFIED, document=document)


def _all_unconfirmed(
    figures: Iterable[Figure[Any]], programme: Programme
) -> tuple[Figure[Any], ...]:
    return tuple(_unconfirmed(figure, programme) for figure in figures)


def _each_unconfirmed(
    figures: Mapping[CodeT, Figure[Any]], programme: Programme
) -> dict[CodeT, Figure[Any]]:
    return {code: _unconfirmed(figure, programme) for code, figure in figures.items()}


def _carried_branch(branch: ClaimantBranch, programme: Programme) -> ClaimantBranch:
    turnover, offshore = branch.turnover_usd_cents, branch.offshore_permille
    return replace(
        branch,
        turnover_usd_cents=None if turnover is None else _unconfirmed(turnover, programme),
        offshore_permille=None if offshore is None else _unconfirmed(offshore, programme),
    )


def _moved(window: DateRange, years: int) -> DateRange:
    return DateRange(add_years(window.first, years), add_years(window.last, years))


def _moved_case(case: PackCase, years: int) -> PackCase:
    def moved(text: str) -> str:
        return _DAY.sub(lambda found: f"{int(found[1]) + years}{found[2]}", text)

    return replace(case, facts={name: moved(text) for name, text in case.facts.items()})


def with_part(programme: Programme, holder: str, place: int, part: object) -> Programme:
    """Return the programme with one of several parts replaced, or added where there is none.

    `holder` is the field: branches, standing, head_ceilings, barring, clauses, materials, cases.
    """
    parts: Any = getattr(programme, holder)
    there = 0 <= place < len(parts)
    changed: Any = (*parts[:place], part, *parts[place + 1 :]) if there else (*parts, part)
    return replace(programme, **{holder: changed})


def without_part(programme: Programme, holder: str, place: int) -> Programme:
    """Return the programme without one of several parts."""
    parts: Any = getattr(programme, holder)
    changed: Any = (*parts[:place], *parts[place + 1 :])
    return replace(programme, **{holder: changed})
