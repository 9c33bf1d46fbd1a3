"""The demonstration park's papers: some missing, one used twice, one replaced, none of anybody."""

from sqlalchemy import select

from parkdesk.domain.papers import Owner, OwnerKind, PaperState
from parkdesk.scans.reading import examine
from parkdesk.store.tables.papers import PaperRecord
from parkdesk.usecases.paper_lists import enterprise_papers, papers_of


def test_the_first_enterprise_has_papers_of_every_state(full_desk):
    with full_desk.work(read_only=True) as work:
        rows = enterprise_papers(work, 1)
    states = {row.state for row in rows}
    assert {PaperState.MISSING, PaperState.PRESENT} <= states
    assert any(row.twins for row in rows)
    assert any(row.owner.kind is OwnerKind.CERTIFICATION for row in rows if row.id)


def test_a_lease_was_replaced(full_desk):
    with full_desk.work(read_only=True) as work:
        rows = [
            row
            for number in (1, 2, 7)
            for row in papers_of(work, Owner(OwnerKind.ENTERPRISE, number))
        ]
    assert any(row.state is PaperState.REPLACED for row in rows)


def test_every_paper_is_what_an_examiner_would_say(full_desk):
    with full_desk.work(read_only=True) as work:
        for paper in work.session.scalars(select(PaperRecord)):
            found = examine(paper.file_name, work.documents.get(paper.sha256))
            said = (paper.media_type, paper.pages, paper.sha256, paper.file_name)
            assert said == (found.media_type.value, found.pages, found.sha256, found.name)
