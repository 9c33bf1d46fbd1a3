"""A reader sees one moment of the park, whatever is saved while it reads."""

from functools import partial

from sqlalchemy import func, select

from parkdesk.domain.paging import Sort
from parkdesk.store.list_pages import list_pages
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.usecases.enterprise_lists import EnterpriseFilter, list_enterprises
from tests.registers import enterprise


def test_what_is_saved_meanwhile_is_not_seen_before_the_next_reading(desk):
    count = select(func.count()).select_from(EnterpriseRecord)
    with desk.work(read_only=True) as reading:
        before = reading.session.scalar(count)
        with desk.work(read_only=False) as work:
            enterprise(work)
        assert reading.session.scalar(count) == before
    with desk.work(read_only=True) as reading:
        assert reading.session.scalar(count) == before + 1


def test_no_row_of_an_export_is_lost_by_one_that_is_deleted_meanwhile(desk, monkeypatch):
    monkeypatch.setattr("parkdesk.store.list_pages.PAGE", 2)
    with desk.work(read_only=False) as work:
        ids = [
            enterprise(work, name=f"太湖{place}有限公司", sort_key=str(place)) for place in range(5)
        ]
    seen = []
    with desk.work(read_only=True) as reading:
        listed = partial(list_enterprises, reading, EnterpriseFilter(), Sort("name"))
        for rows in list_pages(reading, listed):
            if not seen:
                with desk.work(read_only=False) as work:
                    work.session.delete(work.session.get(EnterpriseRecord, ids[0]))
            seen += [row.id for row in rows]
    assert seen == ids
