"""What cannot stand in a programme, and what must hold before one is released."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.programme_cases import CaseResult
from parkdesk.domain.programme_figures import ClaimKind, Figure, Level
from parkdesk.domain.programme_keys import SLOTS, ValueKind, figure_at
from parkdesk.domain.programme_pack import Programme
from parkdesk.domain.programme_parts import (
    ClaimantBranch,
    Clause,
    HeadCeiling,
    LevelShare,
    Material,
)
from parkdesk.domain.shares import WHOLE

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_CODE = 60
EARLIEST, LATEST = 2000, 2100


@dataclass(frozen=True, slots=True)
class ProgrammeHead:
    """What a programme says of itself; `kinds` are the kinds of claim it pays for."""

    code: str
    year: int | None
    title: str
    title_en: str
    level: Level | None
    region: str
    document: str
    issued_on: dt.date | None
    template: bool
    kinds: frozenset[ClaimKind]


@dataclass(frozen=True, slots=True)
class ProgrammeStep:
    """One step of an edition: begin, edit or release; `cases_passed` is known of releases."""

    at: dt.datetime
    actor: str
    action: str
    cases_passed: int | None
    note: str


def head_of(programme: Programme) -> ProgrammeHead:
    """Return what a programme says of itself."""
    return ProgrammeHead(
        code=programme.code,
        year=programme.year,
        title=programme.title,
        title_en=programme.title_en,
        level=programme.level,
        region=programme.region,
        document=programme.document,
        issued_on=programme.issued_on,
        template=programme.template,
        kinds=frozenset(programme.kinds),
    )


def check_head(head: ProgrammeHead) -> None:
    """Refuse a head with something missing; a programme that is no template has a document."""
    problems = {name: "required" for name in ("title", "title_en") if not getattr(head, name)}
    if not _CODE.fullmatch(head.code) or len(head.code) > LONGEST_CODE:
        problems["code"] = "programme-code-wrong"
    if head.year is None or not EARLIEST <= head.year <= LATEST:
        problems["year"] = "programme-year-wrong"
    if head.level is None:
        problems["level"] = "required"
    if not head.kinds:
        problems["kinds"] = "choose-one"
    if not head.template and not head.document.strip():
        problems["document"] = "required"
    if problems:
        raise InvalidInput(problems)


def check_copy(code: str, year: int | None) -> int:
    """Return the year of a copy, or refuse a name or a year that does not hold."""
    problems = {}
    if not _CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        problems["code"] = "programme-code-wrong"
    if year is None or not EARLIEST <= year <= LATEST:
        problems["year"] = "programme-year-wrong"
    if problems:
        raise InvalidInput(problems)
    assert year is not None
    return year


def check_programme(programme: Programme) -> None:
    """Refuse a draft with something that cannot be; fields are those of the dialog at fault."""
    check_head(head_of(programme))
    _check_figures(programme)
    _check_parts(programme)


def _check_figures(programme: Programme) -> None:
    for slot in SLOTS:
        figure = figure_at(programme, slot.key)
        if figure is not None:
            check_figure(figure, slot.kind)
    for branch in programme.branches:
        _check_branch(branch)
    for figure in (*programme.standing, *programme.head_ceilings, *programme.barring):
        check_source(figure)
    for tier in programme.head_ceilings:
        _check_tier(tier.value)


def _check_parts(programme: Programme) -> None:
    _check_once((one.number for one in programme.clauses), "number", "clause-number-taken")
    _check_once((one.code for one in programme.materials), "code", "material-code-taken")
    for clause in programme.clauses:
        _check_clause(clause)
    for material in programme.materials:
        _check_material(material)
    for case in programme.cases:
        if not case.name.strip():
            raise InvalidInput({"name": "required"})


def check_figure(figure: Figure[Any], kind: ValueKind) -> None:
    """Refuse a figure whose value or source does not hold."""
    check_source(figure)
    value = figure.value
    if isinstance(value, DateRange) and value.last < value.first:
        raise InvalidInput({"last": "last-before-first"})
    if kind is ValueKind.SHARE and value > WHOLE:
        raise InvalidInput({"value": "not-a-permille"})
    if kind is ValueKind.SHARES:
        check_shares(value)
    elif isinstance(value, tuple) and not value and kind is not ValueKind.LEVELS:
        raise InvalidInput({"value": "choose-one"})


def check_source(figure: Figure[Any]) -> None:
    """Refuse a figure that is called confirmed and does not say where it was read."""
    if figure.confirmed and not (figure.source.strip() or figure.document.strip()):
        raise InvalidInput({"source": "mark-needs-source"})


def check_shares(shares: Sequence[LevelShare]) -> None:
    """Refuse shares that do not make everything."""
    found = sum(share.permille for share in shares)
    if found != WHOLE:
        raise InvalidInput({"value": "shares-not-whole"}, sum_permille=found)


def _check_branch(branch: ClaimantBranch) -> None:
    for figure in (branch.turnover_usd_cents, branch.offshore_permille):
        if figure is not None:
            check_source(figure)
    if branch.offshore_permille is not None and branch.offshore_permille.value > WHOLE:
        raise InvalidInput({"offshore": "not-a-permille"})


def _check_tier(tier: HeadCeiling) -> None:
    if tier.below_usd_cents is not None and tier.below_usd_cents <= tier.from_usd_cents:
        raise InvalidInput({"below": "below-not-above-from"})


def _check_clause(clause: Clause) -> None:
    if not clause.number.strip():
        raise InvalidInput({"number": "required"})


def _check_material(material: Material) -> None:
    problems = {
        name: "required" for name in ("code", "name", "name_en") if not getattr(material, name)
    }
    if not material.kinds:
        problems["kinds"] = "choose-one"
    if problems:
        raise InvalidInput(problems)


def _check_once(values: Iterable[str], field: str, code: str) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise InvalidInput({field: code})
        seen.add(value)


def require_releasable(
    programme: Programme, results: Sequence[CaseResult], authors: frozenset[int], actor_id: int
) -> None:
    """Refuse a release by a hand that wrote, without cases, or with one that fails.

    It knows no role, so it binds administrators too.
    """
    if actor_id in authors:
        raise Refused("programme-own-release")
    covered = {result.case.kind for result in results}
    lacking = tuple(kind for kind in programme.kinds if kind not in covered)
    if lacking:
        raise Refused("programme-cases-missing", kinds=lacking)
    failed = sum(not result.passed for result in results)
    if failed:
        raise Refused("programme-cases-fail", failed=failed, cases=len(results))
