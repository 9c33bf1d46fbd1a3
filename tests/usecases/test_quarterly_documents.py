"""The packs of the quarters in the register of documents: listed, found, opened, checked."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from parkdesk.domain import canonical
from parkdesk.domain.editions import Authenticity
from parkdesk.domain.errors import NotPermitted
from parkdesk.domain.identity import Permission, Role
from parkdesk.domain.issued_documents import DocumentKind, DocumentRequest
from parkdesk.domain.paging import Sort
from parkdesk.reports.issued_document import TEMPLATE
from parkdesk.store.tables.summaries import SnapshotRecord
from parkdesk.usecases.document_checks import check_document
from parkdesk.usecases.issued_documents import (
    DocumentFilter,
    document_bytes,
    freeze_document,
    issue_document,
    list_documents,
)
from parkdesk.usecases.summaries import issue_quarterly

NEWEST = Sort("issued", descending=True)


@pytest.fixture
def desk(act_as):
    return act_as(Role.ADMINISTRATOR)


@pytest.fixture
def packs(desk):
    """A list of expiries and two editions of a quarter's pack, the first one corrected."""
    asked = DocumentRequest(DocumentKind.EXPIRIES, months=12)
    with desk.work(read_only=False) as work:
        edition = freeze_document(work, asked)
        issue_document(work, edition.id, b"%PDF list", "zh_CN", TEMPLATE)
        for number in (1, 2):
            content = f"edition {number}"
            work.add(
                SnapshotRecord(
                    quarter="2026Q3",
                    edition=number,
                    content=content,
                    sha256=canonical.digest(content.encode()),
                    trail_head="",
                    frozen_at=work.now,
                    frozen_by="王敏",
                )
            )
        work.session.flush()
        first = work.session.scalar(select(SnapshotRecord.id).where(SnapshotRecord.edition == 1))
        issue_quarterly(
            work, first, b"%PDF pack", "both", "quarterly-8",
            confirmed=frozenset({"text-figures-unknown"}),
        )  # fmt: skip
    return first


def test_the_packs_of_the_quarters_are_listed_with_the_other_documents(desk, packs):
    with desk.work(read_only=True) as work:
        found = list_documents(work, DocumentFilter(), Sort("number"), 0, 9)
        assert [(one.number, one.corrected) for one in found.rows] == [
            ("DQ-2026-0001-01", False),
            ("HG-2026-Q3-001B", True),
        ]
        pack = found.rows[1]
        assert (pack.edition_id, pack.matter.subject) == (packs, "2026Q3")
        assert pack.matter.day == dt.date(2026, 9, 30)
        assert document_bytes(work, pack.id) == b"%PDF pack"
        checked = check_document(work, b"%PDF pack")
        assert (checked.verdict, checked.document.number) == (
            Authenticity.SUPERSEDED,
            pack.number,
        )


@pytest.mark.parametrize(
    ("criteria", "numbers"),
    [
        (DocumentFilter(kind=DocumentKind.QUARTERLY), ["HG-2026-Q3-001B"]),
        (DocumentFilter(kind=DocumentKind.EXPIRIES), ["DQ-2026-0001-01"]),
        (DocumentFilter("2026Q3"), ["HG-2026-Q3-001B"]),
        (DocumentFilter("HG-2026"), ["HG-2026-Q3-001B"]),
        (DocumentFilter("nothing"), []),
    ],
)
def test_packs_of_quarters_are_found_by_kind_number_and_quarter(desk, packs, criteria, numbers):
    with desk.work(read_only=True) as work:
        found = list_documents(work, criteria, NEWEST, 0, 9)
    assert ([one.number for one in found.rows], found.total) == (numbers, len(numbers))


def test_who_may_not_read_the_quarters_sees_no_pack_of_one(desk, packs):
    with desk.work(read_only=True) as work:
        pack = list_documents(work, DocumentFilter(kind=DocumentKind.QUARTERLY), NEWEST, 0, 9)
        kept = work.actor.permissions - {Permission.SUMMARY_READ}
        work.actor = replace(work.actor, permissions=kept)
        assert all(
            one.matter.kind is not DocumentKind.QUARTERLY
            for one in list_documents(work, DocumentFilter(), NEWEST, 0, 9).rows
        )
        with pytest.raises(NotPermitted):
            document_bytes(work, pack.rows[0].id)
