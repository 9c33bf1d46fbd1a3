"""Quarterly returns (季报): what an enterprise hands in, entered by the office."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, NotFound
from parkdesk.domain.identity import Permission
from parkdesk.domain.statistics import (
    PEOPLE,
    Return,
    ReturnState,
    return_problems,
    return_questions,
)
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command


@dataclass(frozen=True, slots=True)
class SaveReturn:
    """A return as typed; `submit` hands it in, otherwise it stays a draft."""

    entered: Return
    submit: bool = True
    note: str = ""


@command(Permission.STATISTICS_EDIT)
def save_return(
    work: Work,
    enterprise_id: int,
    quarter: Quarter,
    version: int | None,
    form: SaveReturn,
    confirmed: frozenset[str] = frozenset(),
) -> None:
    """Enter or correct an enterprise's return; `version` is None where there was none yet."""
    enterprise = work.get(EnterpriseRecord, enterprise_id)
    _check_return(work, enterprise, quarter, form, confirmed)
    record = work.session.scalar(
        select(QuarterReturnRecord).filter_by(enterprise_id=enterprise_id, quarter=str(quarter))
    )
    values = {
        **{name: getattr(form.entered, name) for name in PEOPLE},
        "state": ReturnState.SUBMITTED if form.submit else ReturnState.DRAFT,
        "received_on": work.today if form.submit else None,
        "note": form.note.strip(),
    }
    if record is None:
        work.add(QuarterReturnRecord(enterprise_id=enterprise_id, quarter=str(quarter), **values))
        return
    record = work.get(QuarterReturnRecord, record.id, version=version or 0)
    if record.state == ReturnState.SUBMITTED and form.submit:
        # A correction does not make an early return late.
        values["received_on"] = record.received_on or work.today
    for name, value in values.items():
        setattr(record, name, value)


@command(Permission.STATISTICS_EDIT)
def delete_return(work: Work, enterprise_id: int, quarter: Quarter, version: int) -> None:
    """Delete a return that was entered for the wrong enterprise or quarter."""
    record = work.session.scalar(
        select(QuarterReturnRecord).filter_by(enterprise_id=enterprise_id, quarter=str(quarter))
    )
    if record is None:
        raise NotFound(table="quarter_return")
    work.session.delete(work.get(QuarterReturnRecord, record.id, version=version))


def _check_return(
    work: Work,
    enterprise: EnterpriseRecord,
    quarter: Quarter,
    form: SaveReturn,
    confirmed: frozenset[str],
) -> None:
    problems = return_problems(form.entered)
    if quarter.first > work.today:
        problems["quarter"] = "in-the-future"
    if problems:
        raise InvalidInput(problems)
    before = work.session.scalar(
        select(QuarterReturnRecord).filter_by(
            enterprise_id=enterprise.id, quarter=str(quarter.previous())
        )
    )
    questions = return_questions(form.entered, _as_return(before))
    was_here = enterprise.entered_on <= quarter.last and (
        enterprise.left_on is None or enterprise.left_on >= quarter.first
    )
    if not was_here:
        questions = ("return-outside-residence", *questions)
    for code in questions:
        # A word of explanation answers what looks odd; nothing else answers the residence.
        answered = form.note.strip() and code != "return-outside-residence"
        if code not in confirmed and not answered:
            raise NeedsConfirmation(
                code, enterprise=enterprise.name, before=before.headcount if before else 0
            )


def _as_return(record: QuarterReturnRecord | None) -> Return | None:
    if record is None:
        return None
    return Return(record.headcount, record.graduates, record.new_hires, record.new_graduates)
