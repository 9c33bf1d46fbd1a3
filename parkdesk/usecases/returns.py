"""Returns (月报、季报、年报): what an enterprise hands in, entered by the office.

A return that was handed in is corrected with a reason, and what stood there is kept. Of a closed
quarter nothing moves by it: the correction waits for the next closing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import Restatement
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, NotFound, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.periods import Period, kind_of
from parkdesk.domain.return_checks import Presence, presence_in
from parkdesk.domain.return_kinds import PeriodCorrection, ReturnFormRule, is_asked
from parkdesk.domain.return_questions import Question, questions_of
from parkdesk.domain.statistics import PEOPLE, Return, ReturnState, return_problems
from parkdesk.store.closed_quarters import closed_quarters
from parkdesk.store.period_corrections import period_correction, period_corrections
from parkdesk.store.period_returns import (
    asked_returns,
    figures_of,
    form_of,
    handed_in,
    stored_return,
    table_of,
)
from parkdesk.store.return_corrections import (
    correction,
    newest_edition,
    restatements,
    told_in,
)
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.period_returns import PeriodCorrectionRecord
from parkdesk.store.tables.statistics import ReturnCorrectionRecord
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
    period: Period,
    version: int | None,
    form: SaveReturn,
    confirmed: frozenset[str] = frozenset(),
) -> None:
    """Enter or correct an enterprise's return of a period; `version` is None for a new one.

    Refused for a month or a year that the office does not ask for.
    """
    enterprise = work.get(EnterpriseRecord, enterprise_id)
    if not is_asked(asked_returns(work.session), period):
        raise Refused("period-not-asked", period=period)
    rule = form_of(work.session, period)
    form = replace(form, entered=rule.only_asked(form.entered))
    was = handed_in(work.session, enterprise_id, period)
    becomes = form.entered if form.submit else None
    _check_return(work, enterprise, period, form, rule, confirmed)
    if was is not None and was != becomes and not form.reason.strip():
        raise InvalidInput({"reason": "correction-needs-reason"})
    if was is None and form.submit:
        _ask_about_closed(work, enterprise, period, confirmed)
    _write(work, enterprise_id, period, version, form, rule)
    _keep(work, enterprise_id, period, (was, becomes), form.reason or form.note)


@command(Permission.STATISTICS_EDIT)
def delete_return(
    work: Work, enterprise_id: int, period: Period, version: int, reason: str = ""
) -> None:
    """Delete a return that was entered for the wrong enterprise or period.

    One that was handed in is taken back: that needs a reason, and stays known.
    """
    record = stored_return(work.session, enterprise_id, period)
    if record is None:
        raise NotFound(table=table_of(period).__tablename__)
    record = work.get(type(record), record.id, version=version)
    was = figures_of(record) if record.state == ReturnState.SUBMITTED else None
    if was is not None and not reason.strip():
        raise InvalidInput({"reason": "correction-needs-reason"})
    work.session.delete(record)
    _keep(work, enterprise_id, period, (was, None), reason)


@query(Permission.STATISTICS_READ)
def return_corrections(work: Work, enterprise_id: int, quarter: Quarter) -> tuple[Restatement, ...]:
    """Return what was corrected in an enterprise's return of a quarter, in its order."""
    record = ReturnCorrectionRecord
    return restatements(
        work.session, record.enterprise_id == enterprise_id, record.quarter == str(quarter)
    )


@query(Permission.STATISTICS_READ)
def corrections_of_period(
    work: Work, enterprise_id: int, period: Period
) -> tuple[PeriodCorrection, ...]:
    """Return what was corrected in an enterprise's return of a month or a year, in its order."""
    return period_corrections(work, enterprise_id, period)


def _write(
    work: Work,
    enterprise_id: int,
    period: Period,
    version: int | None,
    form: SaveReturn,
    rule: ReturnFormRule,
) -> None:
    record = stored_return(work.session, enterprise_id, period)
    values = {
        **{name: getattr(form.entered, name) for name in PEOPLE},
        "state": ReturnState.SUBMITTED if form.submit else ReturnState.DRAFT,
        "received_on": work.today if form.submit else None,
        "note": form.note.strip(),
    }
    if not isinstance(period, Quarter):
        values["form"] = rule.code
    if record is None:
        work.add(table_of(period)(enterprise_id=enterprise_id, period=str(period), **values))
        return
    record = work.get(type(record), record.id, version=version or 0)
    if record.state == ReturnState.SUBMITTED and form.submit:
        # A correction does not make an early return late.
        values["received_on"] = record.received_on or work.today
    for name, value in values.items():
        setattr(record, name, value)


def _keep(
    work: Work,
    enterprise_id: int,
    period: Period,
    change: tuple[Return | None, Return | None],
    reason: str,
) -> None:
    """Keep a change of what was handed in; the first handing in of an open period is none."""
    was, becomes = change
    if was == becomes:
        return
    if not isinstance(period, Quarter):
        if was is not None:
            columns = period_correction(work, enterprise_id, period, (was, becomes), reason)
            work.add(PeriodCorrectionRecord(**columns))
        return
    closed = closed_quarters(work.session)
    if was is not None or period in closed.quarters:
        columns = correction(work, closed, enterprise_id, period, change, reason)
        work.add(ReturnCorrectionRecord(**columns))


def _ask_about_closed(
    work: Work, enterprise: EnterpriseRecord, period: Period, confirmed: frozenset[str]
) -> None:
    closed = closed_quarters(work.session)
    if period in closed.quarters and "return-of-closed-quarter" not in confirmed:
        assert isinstance(period, Quarter)  # nothing else is closed
        raise NeedsConfirmation(
            "return-of-closed-quarter",
            enterprise=enterprise.name,
            quarter=period,
            edition=newest_edition(work.session, period),
            told_in=told_in(closed, period),
        )


def _check_return(
    work: Work,
    enterprise: EnterpriseRecord,
    period: Period,
    form: SaveReturn,
    rule: ReturnFormRule,
    confirmed: frozenset[str],
) -> None:
    problems = return_problems(form.entered, rule.fields)
    if period.first > work.today:
        problems[kind_of(period).value] = "in-the-future"
    if problems:
        raise InvalidInput(problems)
    presence = presence_in(period, enterprise.entered_on, enterprise.left_on)
    if presence is Presence.LEFT:
        raise Refused(
            "return-after-leaving",
            enterprise=enterprise.name,
            left_on=enterprise.left_on,
            quarter=period,
        )
    for one in _questions(work, enterprise.id, period, form, presence):
        if one.code not in confirmed:
            raise NeedsConfirmation(one.code, enterprise=enterprise.name, **one.facts)


def _questions(
    work: Work, enterprise_id: int, period: Period, form: SaveReturn, presence: Presence
) -> tuple[Question, ...]:
    """Return what nobody has answered: a word of explanation answers all but the residence."""
    asked = () if presence is Presence.HERE else (Question("return-outside-residence"),)
    if form.note.strip():
        return asked

    def stands(then: Period) -> Return | None:
        found = stored_return(work.session, enterprise_id, then)
        return None if found is None else figures_of(found)

    filed = partial(handed_in, work.session, enterprise_id)
    return (*asked, *questions_of(form.entered, period, stands, filed))
