"""Opening a closed quarter again (反关账): one person asks with a reason, another one agrees.

Where nobody else may close quarters in the program, a written approval from outside takes the place
of the other person: who approved and the paper's number and day stand in the chain.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import ReopeningState, answer_reopening
from parkdesk.domain.errors import InvalidInput, NotPermitted, Refused, WrongState
from parkdesk.domain.identity import Permission
from parkdesk.store.closed_quarters import closed_quarters
from parkdesk.store.closings import newest_snapshot, reopening_under_way
from parkdesk.store.return_corrections import newest_edition
from parkdesk.store.tables.closings import ReopeningRecord
from parkdesk.store.tables.identity import AccountRecord, RolePermissionRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class ReopeningRow:
    """An opening of a closed quarter that is asked for or agreed to."""

    id: int
    version: int
    quarter: Quarter
    state: ReopeningState
    reason: str
    asked_at: dt.datetime
    asked_by_id: int
    asked_by: str
    answered_at: dt.datetime | None
    answered_by: str
    words: str
    outside_approver: str = ""
    """Who approved it in writing, where nobody else could answer in the program."""
    outside_paper: str = ""


@dataclass(frozen=True, slots=True)
class OutsideApproval:
    """A written approval of somebody who does not work with the program."""

    reason: str
    approver: str
    """Name and office."""
    paper: str
    """Number and day of the paper."""


@query(Permission.SUMMARY_READ)
def current_reopening(work: Work, quarter: Quarter) -> ReopeningRow | None:
    """Return the opening of a quarter that is asked for or agreed to; None where there is none."""
    found = reopening_under_way(work.session, quarter)
    return None if found is None else _row(found)


@query(Permission.STATISTICS_READ)
def closed_edition(work: Work, quarter: Quarter) -> int:
    """Return the edition a quarter is closed as; 0 where it is open."""
    if quarter not in closed_quarters(work.session).quarters:
        return 0
    return newest_edition(work.session, quarter)


@query(Permission.SUMMARY_FREEZE)
def count_reopenings_asked(work: Work) -> int:
    """Return how many openings wait for this person's answer: those that others asked for."""
    record = ReopeningRecord
    counted = select(func.count()).where(
        record.state == ReopeningState.ASKED, record.asked_by_id != work.actor.id
    )
    return work.session.scalar(counted) or 0


@command(Permission.SUMMARY_REOPEN)
def ask_reopening(work: Work, quarter: Quarter, reason: str) -> ReopeningRow:
    """Ask that a closed quarter be opened for a correction; somebody else has to agree."""
    reason = reason.strip()
    if not reason:
        raise InvalidInput({"reason": "reopening-needs-reason"})
    return _row(work.add(_asked(work, quarter, reason)))


@query(Permission.SUMMARY_READ)
def others_who_answer(work: Work) -> int:
    """Return how many other people may answer: who sign in and may close quarters."""
    account, granted = AccountRecord, RolePermissionRecord
    may = select(granted.role_code).where(granted.permission == Permission.SUMMARY_FREEZE.value)
    counted = select(func.count()).where(
        account.active.is_(True), account.id != work.actor.id, account.role_code.in_(may)
    )
    return work.session.scalar(counted) or 0


@command(Permission.SUMMARY_FREEZE)
def open_on_outside_approval(work: Work, quarter: Quarter, form: OutsideApproval) -> ReopeningRow:
    """Open a closed quarter on a written approval, where nobody else in the program could agree.

    Refused while somebody else may close quarters: that person answers. The approver is never
    whoever opens.
    """
    if others_who_answer(work):
        raise Refused("reopening-has-another")
    texts = {"reason": form.reason, "approver": form.approver, "paper": form.paper}
    problems = {name: "required" for name, text in texts.items() if not text.strip()}
    if form.approver.strip() == work.actor.name:
        problems["approver"] = "approver-is-oneself"
    if problems:
        raise InvalidInput(problems)
    record = _asked(work, quarter, form.reason.strip())
    record.state = ReopeningState.AGREED.value
    record.answered_at = work.now
    record.answered_by_name = work.actor.name
    record.outside_approver = form.approver.strip()
    record.outside_paper = form.paper.strip()
    return _row(work.add(record))


def _asked(work: Work, quarter: Quarter, reason: str) -> ReopeningRecord:
    """Return a request of this person; refused where there is nothing to open."""
    edition = newest_snapshot(work.session, quarter)
    if edition is None:
        raise Refused("quarter-not-closed", quarter=quarter)
    found = reopening_under_way(work.session, quarter)
    if found is not None:
        asked = found.state == ReopeningState.ASKED
        code = "reopening-asked-already" if asked else "quarter-open-already"
        raise Refused(code, quarter=quarter, person=found.asked_by_name)
    work.reason = work.reason or reason
    return ReopeningRecord(
        quarter=str(quarter),
        snapshot_id=edition.id,
        state=ReopeningState.ASKED.value,
        reason=reason,
        asked_at=work.now,
        asked_by_id=work.actor.id,
        asked_by_name=work.actor.name,
    )


@command(Permission.SUMMARY_FREEZE)
def answer_to_reopening(
    work: Work, reopening_id: int, version: int, *, agrees: bool, words: str = ""
) -> ReopeningRow:
    """Agree that a quarter is opened, or decline with a reason; never the person who asked."""
    record = work.get(ReopeningRecord, reopening_id, version=version)
    state = answer_reopening(
        ReopeningState(record.state), record.asked_by_id, work.actor.id, agrees=agrees, words=words
    )
    record.state = state.value
    record.answered_at = work.now
    record.answered_by_id = work.actor.id
    record.answered_by_name = work.actor.name
    record.words = words.strip()
    return _row(record)


@command(Permission.SUMMARY_REOPEN)
def withdraw_reopening(work: Work, reopening_id: int, version: int) -> None:
    """Take back what one has asked for oneself, as long as nobody has answered."""
    record = work.get(ReopeningRecord, reopening_id, version=version)
    if record.state != ReopeningState.ASKED:
        raise WrongState
    if record.asked_by_id != work.actor.id:
        raise NotPermitted(reason="asked-by-another")
    record.state = ReopeningState.WITHDRAWN.value
    record.answered_at = work.now
    record.answered_by_id = work.actor.id
    record.answered_by_name = work.actor.name


def _row(record: ReopeningRecord) -> ReopeningRow:
    return ReopeningRow(
        record.id,
        record.version,
        Quarter.parse(record.quarter),
        ReopeningState(record.state),
        record.reason,
        record.asked_at,
        record.asked_by_id,
        record.asked_by_name,
        record.answered_at,
        record.answered_by_name,
        record.words,
        record.outside_approver,
        record.outside_paper,
    )
