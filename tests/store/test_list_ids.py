"""What a list's filters come to is kept for readers, until somebody saves something."""

import pytest
import sqlalchemy as sa

from parkdesk.domain.paging import WHOLE_LIST, Sort
from parkdesk.store import list_ids, lists
from parkdesk.store.list_ids import ListIds
from parkdesk.store.tables.enterprises import EnterpriseRecord
from tests.store.test_lists import KEYS
from tests.store.test_trail import enterprise

MANY = 60


@pytest.fixture
def filled(desk):
    """A park with sixty enterprises, every third of them small."""
    with desk.work(read_only=False) as work:
        work.session.add_all(
            enterprise(code=f"C{n:03}", sort_key=f"k{n * 7 % MANY:03}", headcount=n % 3)
            for n in range(MANY)
        )
    return desk


def _window(desk, sort, offset, limit, *, read_only=True, narrow=True):
    with desk.work(read_only=read_only) as work:
        session = work.session

        def load(ids):
            found = session.scalars(sa.select(EnterpriseRecord).where(EnterpriseRecord.id.in_(ids)))
            return {row.id: row.sort_key for row in found}

        where = (EnterpriseRecord.headcount == 0,) if narrow else ()
        return lists.fetch_window(
            session, EnterpriseRecord.id, where, KEYS, sort, offset, limit, load
        )


WHOLE = tuple(sorted(f"k{n * 7 % MANY:03}" for n in range(MANY)))
SMALL = tuple(sorted(f"k{n * 7 % MANY:03}" for n in range(0, MANY, 3)))


@pytest.mark.parametrize("near", [0, 3, 5_000])
@pytest.mark.parametrize("few", [0, 500])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(("offset", "limit"), [(0, 5), (7, 5), (17, 50), (20, 5), (0, 1_000)])
def test_every_way_to_a_window_gives_the_same_rows(
    filled, monkeypatch, near, few, descending, offset, limit
):
    monkeypatch.setattr(lists, "_NEAR", near)
    monkeypatch.setattr(lists, "_FEW", few)
    monkeypatch.setattr(lists, "_FEW_OF", 0)
    monkeypatch.setattr(list_ids, "_CHUNK", 4)
    found = _window(filled, Sort("name", descending=descending), offset, limit)
    wanted = SMALL[::-1] if descending else SMALL
    assert (found.total, found.rows) == (len(SMALL), wanted[offset : offset + limit])


@pytest.mark.parametrize("near", [0, 3, 5_000])
@pytest.mark.parametrize("longest", [0, 400_000])
@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(("offset", "limit"), [(0, 5), (27, 5), (MANY - 3, 50), (MANY, 5)])
def test_every_way_into_a_whole_list_gives_the_same_rows(
    filled, monkeypatch, near, longest, read_only, descending, offset, limit
):
    monkeypatch.setattr(lists, "_NEAR", near)
    monkeypatch.setattr(lists, "_MOST_ORDERED", longest)
    order = Sort("name", descending=descending)
    found = _window(filled, order, offset, limit, read_only=read_only, narrow=False)
    wanted = WHOLE[::-1] if descending else WHOLE
    assert (found.total, found.rows) == (MANY, wanted[offset : offset + limit])


def test_a_saved_change_is_seen_by_the_next_reader(filled):
    assert _window(filled, Sort("name"), 0, 5).total == len(SMALL)
    with filled.work(read_only=False) as work:
        work.add(enterprise(code="NEW", sort_key="a", headcount=0))
        assert _in(work) == len(SMALL) + 1
    found = _window(filled, Sort("name"), 0, 5)
    assert (found.total, found.rows[0]) == (len(SMALL) + 1, "a")


def _in(work):
    query = sa.select(EnterpriseRecord.id).where(EnterpriseRecord.headcount == 0)
    return len(ListIds.of(work.session).fitting(query))


def test_a_reader_asks_the_same_question_once(filled):
    query = sa.select(EnterpriseRecord.id).where(EnterpriseRecord.headcount == 0)
    with filled.work(read_only=True) as work:
        first = ListIds.of(work.session).fitting(query)
    with filled.work(read_only=True) as work:
        assert ListIds.of(work.session).fitting(query) is first


def test_what_an_older_reader_found_is_not_kept_for_newer_ones(filled):
    query = sa.select(EnterpriseRecord.id).where(EnterpriseRecord.headcount == 0)
    with filled.work(read_only=True) as older:
        before = ListIds.of(older.session)
        with filled.work(read_only=False) as work:
            work.add(enterprise(code="NEW", sort_key="a", headcount=0))
        with filled.work(read_only=True) as newer:
            assert len(ListIds.of(newer.session).fitting(query)) == len(SMALL) + 1
        before.fitting(query)
    with filled.work(read_only=True) as work:
        assert len(ListIds.of(work.session).fitting(query)) == len(SMALL) + 1


def test_a_whole_list_comes_in_parts_with_progress(filled, monkeypatch):
    monkeypatch.setattr(lists, "_CHUNK", 8)
    steps = []
    from parkdesk.store.progress import Progress

    with filled.work(read_only=True, progress=Progress(lambda *at: steps.append(at))) as work:
        ids = []

        def load(some):
            ids.extend(some)
            return {one: one for one in some}

        found = lists.fetch_window(
            work.session, EnterpriseRecord.id, (), KEYS, Sort("name"), 0, WHOLE_LIST, load
        )
    assert found.rows == tuple(ids)
    assert steps[-1] == (MANY, MANY)
    assert len(steps) == -(-MANY // 8)


@pytest.mark.parametrize("read_only", [True, False])
def test_queries_of_other_tables_narrow_a_list_as_conditions_do(filled, read_only):
    table = EnterpriseRecord
    queries = (
        sa.select(table.id).where(table.code < "C030"),
        # The same row twice is the same row.
        sa.union_all(
            sa.select(table.id).where(table.code < "C050"), sa.select(table.id).where(table.id > 0)
        ),
    )
    with filled.work(read_only=read_only) as work:
        found = lists.fetch_window(
            work.session,
            table.id,
            (table.headcount == 0,),
            KEYS,
            Sort("name"),
            0,
            50,
            lambda ids: dict.fromkeys(ids, ""),
            queries,
        )
        wanted = sa.select(sa.func.count()).where(table.code < "C030", table.headcount == 0)
        assert found.total == len(found.rows) == work.session.scalar(wanted) > 0
