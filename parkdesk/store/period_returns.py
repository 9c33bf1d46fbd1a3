"""Returns of every kind of period, their forms, and which of them the office asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.periods import Period, PeriodKind, kind_of
from parkdesk.domain.programme_figures import Mark
from parkdesk.domain.return_kinds import Asked, ReturnField, ReturnFormRule, form_rule_of
from parkdesk.domain.statistics import PEOPLE, Return, ReturnState
from parkdesk.store.tables.period_returns import (
    AskedReturnRecord,
    PeriodReturnRecord,
    ReturnFormRecord,
)
from parkdesk.store.tables.statistics import QuarterReturnRecord

ReturnRow: TypeAlias = QuarterReturnRecord | PeriodReturnRecord
ReturnTable: TypeAlias = type[QuarterReturnRecord] | type[PeriodReturnRecord]


def table_of(period: Period) -> ReturnTable:
    """Return where the returns of a period are kept: a quarter's apart from all others."""
    return QuarterReturnRecord if kind_of(period) is PeriodKind.QUARTER else PeriodReturnRecord


def stored_return(session: Session, enterprise_id: int, period: Period) -> ReturnRow | None:
    """Return an enterprise's return of a period; None where nothing was entered."""
    record = table_of(period)
    found = session.scalar(
        select(record).where(record.enterprise_id == enterprise_id, record.period == str(period))
    )
    assert found is None or isinstance(found, QuarterReturnRecord | PeriodReturnRecord)
    return found


def returns_of(session: Session, period: Period, ids: Sequence[int]) -> dict[int, ReturnRow]:
    """Return what these enterprises entered for a period, by their numbers."""
    record = table_of(period)
    found: dict[int, ReturnRow] = {}
    for one in session.scalars(
        select(record).where(record.period == str(period), record.enterprise_id.in_(ids))
    ):
        assert isinstance(one, QuarterReturnRecord | PeriodReturnRecord)
        found[one.enterprise_id] = one
    return found


def returns_in(session: Session, periods: Iterable[Period]) -> list[ReturnRow]:
    """Return everything that was entered for these periods, of whatever kind they are."""
    wanted: dict[ReturnTable, list[str]] = {}
    for period in sorted(periods, key=str):
        wanted.setdefault(table_of(period), []).append(str(period))
    found: list[ReturnRow] = []
    for table, names in wanted.items():
        for one in session.scalars(select(table).where(table.period.in_(names))):
            assert isinstance(one, QuarterReturnRecord | PeriodReturnRecord)
            found.append(one)
    return found


def handed_in(session: Session, enterprise_id: int, period: Period) -> Return | None:
    """Return what an enterprise handed in for a period; None for nothing and for a draft."""
    found = stored_return(session, enterprise_id, period)
    if found is None or found.state != ReturnState.SUBMITTED:
        return None
    return figures_of(found)


def figures_of(record: ReturnRow) -> Return:
    """Return what a stored return says."""
    return Return(*(getattr(record, name) for name in PEOPLE))


def form_rules(session: Session) -> tuple[ReturnFormRule, ...]:
    """Return every version of every form, the oldest first."""
    record = ReturnFormRecord
    return tuple(
        ReturnFormRule(
            one.code,
            PeriodKind(one.kind),
            one.form_version,
            one.valid_from,
            tuple(ReturnField(name) for name in one.fields.split()),
            one.source,
            Mark(one.certainty),
        )
        for one in session.scalars(select(record).order_by(record.valid_from, record.id))
    )


def form_of(session: Session, period: Period) -> ReturnFormRule:
    """Return the form of a period's returns."""
    return form_rule_of(form_rules(session), period)


def asked_returns(session: Session) -> tuple[Asked, ...]:
    """Return from and to which days months and years are asked for."""
    record = AskedReturnRecord
    return tuple(
        Asked(PeriodKind(one.kind), one.asked_from, one.asked_to)
        for one in session.scalars(select(record).order_by(record.kind, record.asked_from))
    )
