"""Provider credit as it is stored: the scheme of a day, entries, replies, sheets handed out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields, replace

from sqlalchemy import or_, select, tuple_
from sqlalchemy.orm import Session

from parkdesk.domain.credit import (
    CreditFact,
    CreditReply,
    CreditRule,
    CreditScheme,
    IssuedCredit,
)
from parkdesk.domain.issued_documents import DocumentKind
from parkdesk.store.issued_documents import thawed
from parkdesk.store.tables.credit import CreditEntryRecord, CreditReplyRecord, CreditSchemeRecord
from parkdesk.store.tables.issued_documents import DocumentEditionRecord, DocumentPrintRecord
from parkdesk.store.tables.trail import TrailRecord

_CHUNK = 400


def scheme_of(record: CreditSchemeRecord) -> CreditScheme:
    """Return a stored scheme as plain data."""
    return CreditScheme(**{one.name: getattr(record, one.name) for one in fields(CreditScheme)})


def scheme_on(session: Session, day: dt.date) -> CreditScheme | None:
    """Return the scheme that holds on a day; None before the first."""
    table = CreditSchemeRecord
    found = session.scalar(
        select(table).where(table.from_on <= day).order_by(table.from_on.desc()).limit(1)
    )
    return None if found is None else scheme_of(found)


def entered_facts(
    session: Session, enterprise_id: int, since: dt.date, day: dt.date
) -> list[CreditFact]:
    """Return the entries that count on a day: not struck by it."""
    table = CreditEntryRecord
    found = session.scalars(
        select(table).where(
            table.enterprise_id == enterprise_id,
            table.happened_on.between(since, day),
            or_(table.struck_on.is_(None), table.struck_on > day),
        )
    )
    return [
        CreditFact(
            CreditRule(one.rule), table.__tablename__, one.id, one.said_by, one.happened_on,
            one.entered_by, one.basis,
        )
        for one in found
    ]  # fmt: skip


def replies_of(session: Session, enterprise_id: int, day: dt.date) -> dict[str, CreditReply]:
    """Return the newest reply to each point, of those given by a day."""
    table = CreditReplyRecord
    found = session.scalars(
        select(table)
        .where(table.enterprise_id == enterprise_id, table.replied_on <= day)
        .order_by(table.replied_on, table.id)
    )
    return {
        one.point_key: CreditReply(one.replied_on, one.replied_by, one.text, one.entered_by)
        for one in found
    }


def authors_of(session: Session, keys: Collection[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Return who made each record, by table and id, as far as the trail names somebody."""
    table, wanted = TrailRecord, sorted(keys)
    found: dict[tuple[str, int], str] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = session.execute(
            select(table.table_name, table.row_id, table.actor_name)
            .where(tuple_(table.table_name, table.row_id).in_(wanted[start : start + _CHUNK]))
            .order_by(table.id)
        )
        for name, row_id, actor in rows:
            if row_id is not None:
                found.setdefault((name, row_id), actor)
    return found


def issued_credit(session: Session, codes: Sequence[str]) -> dict[str, list[IssuedCredit]]:
    """Return the scorecards handed out to enterprises by their codes, the newest first."""
    edition, printed = DocumentEditionRecord, DocumentPrintRecord
    found: dict[str, list[IssuedCredit]] = {}
    for start in range(0, len(codes), _CHUNK):
        rows = session.execute(
            select(edition, printed)
            .join(printed, printed.edition_id == edition.id)
            .where(
                edition.kind == DocumentKind.CREDIT.value,
                edition.subject.in_(codes[start : start + _CHUNK]),
            )
            .order_by(edition.about_on.desc(), edition.edition.desc(), printed.id)
        )
        for frozen, paper in rows:
            _add(found.setdefault(frozen.subject, []), frozen, paper)
    return found


def last_credit(session: Session, codes: Sequence[str]) -> dict[str, IssuedCredit]:
    """Return the last scorecard handed out to each of these enterprises, by its code."""
    return {code: rows[0] for code, rows in issued_credit(session, codes).items()}


def was_used(session: Session, first: dt.date, until: dt.date | None) -> bool:
    """Return whether a scorecard was frozen as at a day from `first`, before `until`."""
    edition = DocumentEditionRecord
    query = select(edition.id).where(
        edition.kind == DocumentKind.CREDIT.value, edition.about_on >= first
    )
    if until is not None:
        query = query.where(edition.about_on < until)
    return session.scalar(query.limit(1)) is not None


def _add(
    rows: list[IssuedCredit], frozen: DocumentEditionRecord, paper: DocumentPrintRecord
) -> None:
    if any(one.edition_id == frozen.id for one in rows):
        return
    sheet = thawed(frozen).credit
    assert sheet is not None
    rows.append(
        IssuedCredit(
            paper.id, paper.number, frozen.id, frozen.edition, frozen.about_on, paper.issued_by,
            sheet.total, sheet.most, frozen.reason,
        )
    )  # fmt: skip


def with_authors(session: Session, facts: Iterable[CreditFact]) -> list[CreditFact]:
    """Return the facts, each with who entered its record where the fact does not say it."""
    given = list(facts)
    authors = authors_of(session, {(one.table, one.record_id) for one in given if not one.author})
    return [
        one if one.author else replace(one, author=authors.get((one.table, one.record_id), ""))
        for one in given
    ]
