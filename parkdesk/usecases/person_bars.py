"""Persons who may not be claimed for until a day (限制申报): listed, barred, lifted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain import id_number
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.masking import mask_id_number
from parkdesk.domain.person_bars import (
    BarState,
    PersonBar,
    SaveBar,
    check_bar,
    check_bar_lifting,
)
from parkdesk.store.tables.claims import TraineeRecord
from parkdesk.store.tables.clawbacks import ClawbackRecord, PersonBarRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar of a person, the number masked."""

    id: int
    version: int
    name: str
    id_number: str
    state: BarState
    from_on: dt.date
    until_on: dt.date
    lifted_on: dt.date | None
    document_number: str
    reason: str
    lifting: str
    clawback: str
    """Number of the clawback that it comes from; empty for one of its own."""
    set_by: str


@query(Permission.CLAIM_READ)
def list_person_bars(work: Work) -> tuple[BarRow, ...]:
    """Return every bar, those that hold first, then the latest."""
    bar = PersonBarRecord
    found = work.session.execute(
        select(bar, TraineeRecord.name, TraineeRecord.id_number, ClawbackRecord.number)
        .outerjoin(TraineeRecord, TraineeRecord.id == bar.trainee_id)
        .outerjoin(ClawbackRecord, ClawbackRecord.id == bar.clawback_id)
        .order_by(bar.id.desc())
    )
    rows = [
        BarRow(
            one.id,
            one.version,
            name or "",
            mask_id_number(number or ""),
            PersonBar(one.document_number, one.from_on, one.until_on, one.lifted_on).state(
                work.today
            ),
            one.from_on,
            one.until_on,
            one.lifted_on,
            one.document_number,
            one.reason,
            one.lifting,
            clawback or "",
            one.set_by_name,
        )
        for one, name, number, clawback in found
    ]
    return tuple(sorted(rows, key=lambda row: row.state is not BarState.HOLDING))


@command(Permission.CLAIM_APPROVE)
def bar_person(work: Work, form: SaveBar) -> int:
    """Bar a person of the ledger until a day, by a document that orders it.

    Only somebody who was ever claimed for can be named: of others nothing but a number would be
    kept that nobody could read. A bar is about new claims; those handed in before stay.
    """
    problems = check_bar(form)
    number = id_number.normalise(form.id_number)
    person = None
    if not id_number.holds(number):
        problems["id_number"] = "id-number-wrong"
    else:
        hashed = work.vault.keyed_hash(number)
        person = work.session.scalar(select(TraineeRecord).where(TraineeRecord.id_hash == hashed))
        if person is None:
            problems["id_number"] = "person-not-known"
    if problems or person is None or form.from_on is None or form.until_on is None:
        raise InvalidInput(problems)
    work.reason = form.reason.strip()
    record = PersonBarRecord(
        trainee_id=person.id,
        id_hash=person.id_hash,
        document_number=form.document_number.strip(),
        reason=form.reason.strip(),
        from_on=form.from_on,
        until_on=form.until_on,
        set_at=work.now,
        set_by_id=work.actor.id,
        set_by_name=work.actor.name,
    )
    return work.add(record).id


@command(Permission.CLAIM_APPROVE)
def lift_person_bar(
    work: Work, bar_id: int, version: int, lifted_on: dt.date | None, why: str
) -> None:
    """Lift a bar from a day on, by somebody else than who set it; why is kept beside it."""
    record = work.get(PersonBarRecord, bar_id, version=version)
    if record.lifted_on is not None:
        raise Refused("bar-lifted-before")
    if record.set_by_id == work.actor.id:
        raise Refused("bar-same-person")
    problems = check_bar_lifting(record.from_on, lifted_on, work.today, why)
    if problems:
        raise InvalidInput(problems)
    record.lifted_on = lifted_on
    record.lifting = why.strip()
    work.reason = record.lifting
