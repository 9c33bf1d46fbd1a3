"""Quarterly returns (季报): what an enterprise hands in, entered by the office.

A return that was handed in is corrected with a reason, and what stood there is kept. Of a closed
quarter nothing moves by it: the correction waits for the next closing.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import Restatement
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, NotFound, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.return_checks import Presence, presence_in
from parkdesk.domain.statistics import (
    PEOPLE,
    Return,
    ReturnState,
    return_problems,
    return_questions,
)
from parkdesk.store.closed_quarters import closed_quarters
from parkdesk.store.return_corrections import (
    correction,
    newest_edition,
    restatements,
    return_of,
    told_in,
)
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord, ReturnCorrectionRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class SaveReturn:
    """A return as typed; `submit` hands it in, otherwise it stays a draft."""

    entered: Return
    submit: bool = True
    note: str = ""
    reason: str = ""
    """Why a return that was handed in is corrected."""


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
    record = _stored(work, enterprise_id, quarter)
    was = return_of(record) if record and record.state == ReturnState.SUBMITTED else None
    becomes = form.entered if form.submit else None
    _check_return(work, enterprise, quarter, form, confirmed)
    if was is not None and was != becomes and not form.reason.strip():
        raise InvalidInput({"reason": "correction-needs-reason"})
    if was is None and form.submit:
        _ask_about_closed(work, enterprise, quarter, confirmed)
    _write(work, enterprise_id, quarter, version, form)
    _keep(work, enterprise_id, quarter, (was, becomes), form.reason or form.note)


@command(Permission.STATISTICS_EDIT)
def delete_return(
    work: Work, enterprise_id: int, quarter: Quarter, version: int, reason: str = ""
) -> None:
    """Delete a return that was entered for the wrong enterprise or quarter.

    One that was handed in is taken back: that needs a reason, and stays known.
    """
    record = _stored(work, enterprise_id, quarter)
    if record is None:
        raise NotFound(table="quarter_return")
    record = work.get(QuarterReturnRecord, record.id, version=version)
    was = return_of(record) if record.state == ReturnState.SUBMITTED else None
    if was is not None and not reason.strip():
        raise InvalidInput({"reason": "correction-needs-reason"})
    work.session.delete(record)
    _keep(work, enterprise_id, quarter, (was, None), reason)


@query(Permission.STATISTICS_READ)
def return_corrections(work: Work, enterprise_id: int, quarter: Quarter) -> tuple[Restatement, ...]:
    """Return what was corrected in an enterprise's return of a quarter, in its order."""
    record = ReturnCorrectionRecord
    return restatements(
        work.session, record.enterprise_id == enterprise_id, record.quarter == str(quarter)
    )


def _stored(work: Work, enterprise_id: int, quarter: Quarter) -> QuarterReturnRecord | None:
    found: QuarterReturnRecord | None = work.session.scalar(
        select(QuarterReturnRecord).filter_by(enterprise_id=enterprise_id, quarter=str(quarter))
    )
    return found


def _write(
    work: Work, enterprise_id: int, quarter: Quarter, version: int | None, form: SaveReturn
) -> None:
    record = _stored(work, enterprise_id, quarter)
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


def _keep(
    work: Work,
    enterprise_id: int,
    quarter: Quarter,
    change: tuple[Return | None, Return | None],
    reason: str,
) -> None:
    """Keep a change of what was handed in; the first handing in of an open quarter is none."""
    closed = closed_quarters(work.session)
    was, becomes = change
    if was == becomes or (was is None and quarter not in closed.quarters):
        return
    columns = correction(work, closed, enterprise_id, quarter, change, reason)
    work.add(ReturnCorrectionRecord(**columns))


def _ask_about_closed(
    work: Work, enterprise: EnterpriseRecord, quarter: Quarter, confirmed: frozenset[str]
) -> None:
    closed = closed_quarters(work.session)
    if quarter in closed.quarters and "return-of-closed-quarter" not in confirmed:
        raise NeedsConfirmation(
            "return-of-closed-quarter",
            enterprise=enterprise.name,
            quarter=quarter,
            edition=newest_edition(work.session, quarter),
            told_in=told_in(closed, quarter),
        )


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
    presence = presence_in(quarter, enterprise.entered_on, enterprise.left_on)
    if presence is Presence.LEFT:
        raise Refused(
            "return-after-leaving",
            enterprise=enterprise.name,
            left_on=enterprise.left_on,
            quarter=quarter,
        )
    before = _stored(work, enterprise.id, quarter.previous())
    questions = return_questions(form.entered, return_of(before))
    if presence is Presence.NOT_YET:
        questions = ("return-outside-residence", *questions)
    for code in questions:
        # A word of explanation answers what looks odd; nothing else answers the residence.
        answered = form.note.strip() and code != "return-outside-residence"
        if code not in confirmed and not answered:
            raise NeedsConfirmation(
                code, enterprise=enterprise.name, before=before.headcount if before else 0
            )
