import pytest
from sqlalchemy import select

from parkdesk.domain.paging import Sort
from parkdesk.store.lists import fetch_window
from parkdesk.store.paging import Order, fetch_page, walk
from parkdesk.store.tables.enterprises import EnterpriseRecord
from tests.store.test_trail import enterprise

KEYS = {"name": EnterpriseRecord.sort_key, "headcount": EnterpriseRecord.headcount}


@pytest.fixture
def filled(work):
    work.session.add_all(
        enterprise(code=f"C{n:03}", sort_key=f"k{n % 10}", headcount=n) for n in range(45)
    )
    work.session.flush()
    return work


def window(work, sort, offset, limit, *where):
    session = work.session

    def load(ids):
        found = session.scalars(select(EnterpriseRecord).where(EnterpriseRecord.id.in_(ids)))
        return {row.id: row.code for row in found}

    return fetch_window(session, EnterpriseRecord.id, where, KEYS, sort, offset, limit, load)


def test_a_window_knows_the_whole_length(filled):
    found = window(filled, Sort("headcount"), 40, 10)
    assert (found.total, found.offset) == (45, 40)
    assert found.rows == ("C040", "C041", "C042", "C043", "C044")


def test_descending_turns_ties_round_too(filled):
    up = window(filled, Sort("name"), 0, 45).rows
    down = window(filled, Sort("name", descending=True), 0, 45).rows
    assert down == tuple(reversed(up))


def test_a_filter_and_an_offset_past_the_end(filled):
    found = window(filled, Sort("headcount"), 100, 10, EnterpriseRecord.headcount < 3)
    assert (found.total, found.rows) == (3, ())


def test_pages_walk_through_ties_once(filled):
    order = Order(EnterpriseRecord.sort_key, EnterpriseRecord.id)
    rows = list(walk(filled.session, select(EnterpriseRecord.code), lambda row: row.code, order))
    assert len(rows) == len(set(rows)) == 45
    page = fetch_page(
        filled.session, select(EnterpriseRecord.code), lambda row: row.code, order, size=7
    )
    seen = list(page.rows)
    while page.next:
        page = fetch_page(
            filled.session,
            select(EnterpriseRecord.code),
            lambda row: row.code,
            order,
            page.next,
            size=7,
        )
        seen += page.rows
    assert seen == rows
