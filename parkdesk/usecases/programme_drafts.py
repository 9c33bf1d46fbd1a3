"""Programmes in the making: a draft from last year's, its editing, its release by a second person.

A released edition never changes: a correction is a new edition of the same programme, and claims
stay under the one they were begun under.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from parkdesk.domain.errors import Duplicate, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.programme_cases import CaseResult, run_cases
from parkdesk.domain.programme_checks import (
    ProgrammeStep,
    check_copy,
    check_programme,
    require_releasable,
)
from parkdesk.domain.programme_editing import copied, next_edition
from parkdesk.domain.programme_writing import programme_text
from parkdesk.domain.programmes import Programme
from parkdesk.store.programme_editions import hand_on_money
from parkdesk.store.programme_seeds import columns_of
from parkdesk.store.programme_steps import authors_of, has_claims, note_step, steps_of
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.programmes import (
    DRAFT,
    RELEASED,
    ProgrammeRecord,
    ProgrammeStepRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class DraftKey:
    """An edition after a command: enough to go on with it."""

    id: int
    version: int
    code: str
    edition: int


@dataclass(frozen=True, slots=True)
class ProgrammeDraft:
    """An edition as its editor shows it.

    `own` says that the person at the desk has written in it and so cannot release it.
    """

    id: int
    version: int
    programme: Programme
    draft: bool
    open_for_claims: bool
    steps: tuple[ProgrammeStep, ...]
    results: tuple[CaseResult, ...]
    own: bool


@query(Permission.PROGRAMME_READ)
def programme_draft(work: Work, programme_id: int) -> ProgrammeDraft:
    """Return one edition, draft or released, with its history and what its test cases give."""
    record = work.get(ProgrammeRecord, programme_id)
    programme = programme_of(record.content)
    return ProgrammeDraft(
        id=record.id,
        version=record.version,
        programme=programme,
        draft=record.state == DRAFT,
        open_for_claims=record.open_for_claims,
        steps=steps_of(work.session, record.id),
        results=run_cases(programme),
        own=work.actor.id in authors_of(work.session, record.id),
    )


@command(Permission.PROGRAMME_EDIT)
def copy_programme(work: Work, programme_id: int, code: str, year: int | None) -> DraftKey:
    """Begin a draft for another year from a programme: everything in it is 待核实."""
    source = work.get(ProgrammeRecord, programme_id)
    year = check_copy(code, year)
    taken = select(ProgrammeRecord.id).where(ProgrammeRecord.code == code)
    if work.session.scalar(taken) is not None:
        raise Duplicate(field="code", value=code)
    return _begin(work, source, copied(programme_of(source.content), code, year))


@command(Permission.PROGRAMME_EDIT)
def begin_edition(work: Work, programme_id: int) -> DraftKey:
    """Begin a corrected edition of a released programme; there is one draft of each at most."""
    source = work.get(ProgrammeRecord, programme_id)
    of_code = ProgrammeRecord.code == source.code
    draft = work.session.scalar(
        select(ProgrammeRecord).where(of_code, ProgrammeRecord.state == DRAFT)
    )
    if draft is not None:
        raise Refused("programme-has-draft", title=draft.title, edition=draft.edition)
    last = work.session.scalar(select(func.max(ProgrammeRecord.edition)).where(of_code))
    edition = (last or source.edition) + 1
    return _begin(work, source, next_edition(programme_of(source.content), edition))


@command(Permission.PROGRAMME_EDIT)
def save_programme(work: Work, programme_id: int, version: int, programme: Programme) -> DraftKey:
    """Keep a draft as its editor has it; refused for a released edition.

    Code and edition are those of the draft: they never change.
    """
    record = _draft(work, programme_id, version)
    check_programme(programme)
    if (programme.code, programme.version) != (record.code, record.edition):
        raise Refused("programme-is-released")
    _write(record, programme)
    note_step(work, record.id, "edit")
    return _key(work, record)


@command(Permission.PROGRAMME_RELEASE)
def release_programme(
    work: Work, programme_id: int, version: int, note: str, *, is_open: bool
) -> DraftKey:
    """Release a draft: by somebody who wrote nothing in it, once every test case passes.

    Earlier editions take no new claims from then on; their claims stay under them, and the
    programme's money goes on with the new edition.
    """
    record = _draft(work, programme_id, version)
    programme = programme_of(record.content)
    check_programme(programme)
    results = run_cases(programme)
    authors = authors_of(work.session, record.id)
    require_releasable(programme, results, authors, work.actor.id)
    earlier = work.session.scalars(
        select(ProgrammeRecord)
        .where(ProgrammeRecord.code == record.code, ProgrammeRecord.id != record.id)
        .order_by(ProgrammeRecord.edition)
    ).all()
    for edition in earlier:
        edition.open_for_claims = False
    if earlier:
        hand_on_money(work.session, earlier[-1], record)
    record.state = RELEASED
    record.open_for_claims = is_open
    note_step(work, record.id, "release", note.strip(), len(results))
    return _key(work, record)


@command(Permission.PROGRAMME_EDIT)
def discard_draft(work: Work, programme_id: int, version: int) -> None:
    """Throw a draft away; the trail keeps what was in it."""
    record = _draft(work, programme_id, version)
    if has_claims(work.session, record.id):
        raise Refused("programme-in-use")
    work.delete_many(ProgrammeStepRecord, ProgrammeStepRecord.programme_id == record.id)
    work.session.delete(record)


def _begin(work: Work, source: ProgrammeRecord, programme: Programme) -> DraftKey:
    record = ProgrammeRecord(
        code=programme.code,
        edition=programme.version,
        open_for_claims=False,
        state=DRAFT,
        copied_from_id=source.id,
        budget_cents=None,
        content="",
        **columns_of(programme),
    )
    _write(record, programme)
    work.add(record)
    note_step(work, record.id, "begin")
    return _key(work, record)


def _write(record: ProgrammeRecord, programme: Programme) -> None:
    for name, value in columns_of(programme).items():
        setattr(record, name, value)
    record.content = programme_text(programme)


def _draft(work: Work, programme_id: int, version: int) -> ProgrammeRecord:
    record = work.get(ProgrammeRecord, programme_id, version=version)
    if record.state != DRAFT:
        raise Refused("programme-is-released")
    return record


def _key(work: Work, record: ProgrammeRecord) -> DraftKey:
    work.session.flush()  # the caller wants the new version
    return DraftKey(record.id, record.version, record.code, record.edition)
