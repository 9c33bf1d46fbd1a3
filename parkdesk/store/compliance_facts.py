"""The facts of enterprises that rules are held against: some twenty statements for many of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import DateRange, Quarter, day_in_china
from parkdesk.domain.certifications import NEVER
from parkdesk.domain.compliance_facts import (
    AttestedFacts,
    CertificateFacts,
    EnterpriseFacts,
    LeaseFacts,
    OfContracts,
    PaperFacts,
    ParkFacts,
    ReturnFacts,
)
from parkdesk.domain.compliance_rules import ParameterName, RuleBook, RuleCode
from parkdesk.domain.enterprises import EnterpriseStatus
from parkdesk.domain.reminders import ReminderAct, ReminderKind
from parkdesk.store import compliance_contracts as contracts
from parkdesk.store.compliance_claims import claims_of, supported_of, with_persons
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.compliance_rules import AttestationRecord
from parkdesk.store.tables.enterprise_facts import EnterprisePremisesRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.papers import PaperRecord
from parkdesk.store.tables.reminders import ReminderNoteRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord

_LONGER = dt.timedelta(days=366)
"""Certificates are looked at for so much longer than a finding of one stands."""
_SAID = (ReminderAct.CONTACTED.value, ReminderAct.SETTLED.value)
_UNCHECKED = frozenset({NEVER, dt.date.min})
"""What stands for no day of surveillance."""
RowT = TypeVar("RowT")


def enterprise_facts(
    session: Session, ids: Sequence[int], park: ParkFacts, book: RuleBook
) -> list[EnterpriseFacts]:
    """Return the facts of these enterprises, in the order of their ids."""
    certificates = _certificates(session, ids, park.day, book)
    returns = _returns(session, ids, park)
    claims = claims_of(session, ids)
    supported = supported_of(session, ids)
    persons = with_persons(session, ids)
    receipts = contracts.receipts_missing(session, ids, park, book)
    unreported = contracts.unreported(session, ids, park, book)
    differing = contracts.differing(session, ids)
    above = contracts.executed_above(session, ids)
    closing = contracts.closing(session, ids, park)
    executed = contracts.executed_in(session, ids, _periods(park))
    leases = _leases(session, ids, park.day)
    papers = _papers(session, ids, park)
    attested = _attested(session, ids, park.day)
    record, none = EnterpriseRecord, OfContracts()
    return [
        EnterpriseFacts(
            one.id,
            one.status == EnterpriseStatus.APPLIED,
            one.entered_on,
            one.left_on,
            tuple(certificates[one.id]),
            tuple(returns[one.id]),
            tuple(claims[one.id]),
            tuple(supported[one.id]),
            receipts.get(one.id, none),
            unreported.get(one.id, none),
            differing.get(one.id, none),
            above.get(one.id, none),
            closing.get(one.id, none),
            executed.get(one.id, {}),
            tuple(leases[one.id]),
            papers(one.id),
            tuple(attested[one.id]),
            one.id in persons,
        )
        for one in session.execute(
            select(record.id, record.status, record.entered_on, record.left_on)
            .where(record.id.in_(ids))
            .order_by(record.id)
        )
    ]


def _grouped(rows: Iterable[tuple[int, RowT]]) -> defaultdict[int, list[RowT]]:
    found: defaultdict[int, list[RowT]] = defaultdict(list)
    for id_, one in rows:
        found[id_].append(one)
    return found


def _periods(park: ParkFacts) -> list[DateRange]:
    """Return the year so far, and the period of every programme's line."""
    found = {park.year}
    for programme in park.programmes:
        for branch in programme.branches:
            found.update(line.period(park.year) for line in branch.lines)
    return sorted(found)


def _certificates(
    session: Session, ids: Sequence[int], day: dt.date, book: RuleBook
) -> defaultdict[int, list[CertificateFacts]]:
    record, note = CertificationRecord, ReminderNoteRecord
    kept = book.figure(RuleCode.CERTIFICATE_EXPIRED, ParameterName.KEPT_DAYS, day)
    first = day - dt.timedelta(days=kept) - _LONGER
    said = (
        select(note.id)
        .where(
            note.kind == ReminderKind.EXPIRY,
            note.subject_id == record.id,
            note.due_on == record.expires_key,
            note.newest.is_(True),
            note.act.in_(_SAID),
        )
        .exists()
    )
    rows = session.execute(
        select(
            record.enterprise_id,
            record.id,
            record.type_code,
            record.level,
            record.number,
            record.expires_on,
            record.surveillance_key,
            record.suspended_on,
            record.withdrawn_on,
            record.superseded_on,
            said,
        )
        .where(record.enterprise_id.in_(ids), record.held_key >= first)
        .order_by(record.id)
    )
    return _grouped(
        (
            owner,
            CertificateFacts(
                id_,
                kind if level is None else f"{kind} {level}",
                number,
                expires,
                None if checked in _UNCHECKED else checked,
                suspended,
                withdrawn,
                superseded,
                bool(is_said),
            ),
        )
        for (
            owner, id_, kind, level, number, expires, checked, suspended, withdrawn, superseded,
            is_said,
        ) in rows
    )  # fmt: skip


def _returns(
    session: Session, ids: Sequence[int], park: ParkFacts
) -> defaultdict[int, list[ReturnFacts]]:
    record = QuarterReturnRecord
    quarters = {str(one) for one in (*park.due, Quarter.of(park.year.last))}
    rows = session.execute(
        select(
            record.enterprise_id,
            record.quarter,
            record.headcount,
            record.graduates,
            record.received_on,
        )
        .where(record.enterprise_id.in_(ids), record.quarter.in_(quarters))
        .order_by(record.id)
    )
    return _grouped(
        (id_, ReturnFacts(Quarter.parse(quarter), heads, graduates, received))
        for id_, quarter, heads, graduates, received in rows
    )


def _leases(
    session: Session, ids: Sequence[int], day: dt.date
) -> defaultdict[int, list[LeaseFacts]]:
    """Return the leases of rooms in use; who moved out on a later day is looked at then again."""
    record = EnterprisePremisesRecord
    rows = session.scalars(
        select(record)
        .where(
            record.enterprise_id.in_(ids),
            record.lease_to.is_not(None),
            record.until_on.is_(None) | (record.until_on >= day),
        )
        .order_by(record.id)
    )
    return _grouped((one.enterprise_id, _lease(one)) for one in rows)


def _lease(one: EnterprisePremisesRecord) -> LeaseFacts:
    assert one.lease_to is not None
    place = " ".join(part for part in (one.building, one.floor, one.room) if part)
    return LeaseFacts(one.id, place, one.lease_to, one.until_on)


def _papers(
    session: Session, ids: Sequence[int], park: ParkFacts
) -> Callable[[int], tuple[PaperFacts, ...]]:
    record = PaperRecord
    rows = session.execute(
        select(record.enterprise_id, record.slot_code, func.max(record.added_at))
        .where(
            record.enterprise_id.in_(ids),
            record.removed_at.is_(None),
            record.replaced_by_id.is_(None),
        )
        .group_by(record.enterprise_id, record.slot_code)
    )
    added = {(id_, code): day_in_china(at) for id_, code, at in rows}

    def of(id_: int) -> tuple[PaperFacts, ...]:
        return tuple(
            PaperFacts(one.code, one.name_zh, one.name_en, added.get((id_, one.code)))
            for one in park.slots
        )

    return of


def _attested(
    session: Session, ids: Sequence[int], day: dt.date
) -> defaultdict[int, list[AttestedFacts]]:
    """Return what was attested for this year and the two before."""
    record = AttestationRecord
    rows = session.scalars(
        select(record)
        .where(
            record.enterprise_id.in_(ids),
            record.withdrawn_on.is_(None),
            record.year >= day.year - 2,
        )
        .order_by(record.id)
    )
    return _grouped(
        (
            one.enterprise_id,
            AttestedFacts(one.measure_code, one.year, one.attested_on, one.attested_by),
        )
        for one in rows
    )
