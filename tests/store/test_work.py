import ast
import re
from pathlib import Path

import pytest
import sqlalchemy as sa

import parkdesk
from parkdesk.domain.errors import Cancelled, Duplicate, NotFound, Refused, StaleRecord
from parkdesk.store.progress import Progress
from parkdesk.store.tables.duplicates import EnterpriseDistinctRecord
from parkdesk.store.tables.enterprises import EnterpriseNameRecord, EnterpriseRecord
from tests import registers
from tests.store.test_trail import enterprise


def test_a_save_of_an_older_version_is_refused(desk):
    with desk.work(read_only=False) as work:
        row = work.add(enterprise())
    with desk.work(read_only=False) as work:
        work.get(EnterpriseRecord, row.id, version=1).name = "改"
    with pytest.raises(StaleRecord), desk.work(read_only=False) as work:
        work.get(EnterpriseRecord, row.id, version=1)


def test_a_row_changed_underneath_is_stale(desk):
    with desk.work(read_only=False) as work:
        row = work.add(enterprise())
    with pytest.raises(StaleRecord), desk.work(read_only=False) as work:
        found = work.get(EnterpriseRecord, row.id)
        work.session.connection().execute(sa.text("update enterprise set version = 9"))
        found.name = "改"


def test_a_code_that_is_there_is_a_duplicate_of_that_field(desk):
    with desk.work(read_only=False) as work:
        work.add(enterprise())
    with pytest.raises(Duplicate) as refused, desk.work(read_only=False) as work:
        work.add(enterprise())
    assert refused.value.params == {"table": "enterprise", "field": "code"}


def test_a_row_that_others_refer_to_stays(desk):
    with desk.work(read_only=False) as work:
        row = work.add(enterprise())
        work.insert_many(
            EnterpriseNameRecord,
            [{"enterprise_id": row.id, "name": "旧名", "until_on": row.entered_on}],
        )
    with pytest.raises(Refused, match="still-referred"), desk.work(read_only=False) as work:
        work.session.delete(work.get(EnterpriseRecord, row.id))


def test_a_query_cannot_write(desk):
    with pytest.raises(Exception, match=r"(?i)read.?only"), desk.work(read_only=True) as work:
        work.add(enterprise())


def test_a_reader_does_not_wait_for_a_writer(desk):
    with desk.work(read_only=False) as writer:
        writer.add(enterprise())
        with desk.work(read_only=True) as reader:
            assert reader.session.scalars(sa.select(EnterpriseRecord)).all() == []


def test_what_is_not_there_is_not_found(work):
    with pytest.raises(NotFound):
        work.get(EnterpriseRecord, 1)


def test_a_long_write_tells_its_progress_and_stops_when_asked(desk):
    seen = []
    progress = Progress(lambda done, total: seen.append((done, total)))
    with desk.work(read_only=False) as work:
        row = work.add(enterprise())
    rows = [
        {"enterprise_id": row.id, "name": str(n), "until_on": row.entered_on} for n in range(12_000)
    ]
    with desk.work(read_only=False, progress=progress) as work:
        work.insert_many(EnterpriseNameRecord, rows)
    assert seen == [(5_000, 12_000), (10_000, 12_000), (12_000, 12_000)]

    progress.stop.set()
    with pytest.raises(Cancelled), desk.work(read_only=False, progress=progress) as work:
        work.insert_many(EnterpriseNameRecord, rows)
    with desk.work(read_only=True) as work:
        count = work.session.scalar(sa.select(sa.func.count()).select_from(EnterpriseNameRecord))
    assert count == 12_000


def test_ids_go_on_after_rows_that_brought_their_own(desk):
    with desk.work(read_only=False) as work:
        row = work.add(enterprise())
        work.insert_many(
            EnterpriseNameRecord,
            [{"id": 70, "enterprise_id": row.id, "name": "旧", "until_on": row.entered_on}],
        )
        after = work.add(
            EnterpriseNameRecord(enterprise_id=row.id, name="新", until_on=row.entered_on)
        )
    assert after.id == 71


def test_the_day_is_chinas(desk):
    with desk.work(read_only=True) as work:
        assert work.today.isoformat() == "2026-10-12"


def test_an_error_does_not_tell_what_the_statement_was_given(desk):
    with pytest.raises(sa.exc.DBAPIError) as failed, desk.engine.connect() as connection:
        connection.execute(sa.text("select :secret from nowhere"), {"secret": "320211199001014321"})
    assert "320211199001014321" not in str(failed.value)


def test_no_way_of_adding_a_row_gives_a_number_twice(desk):
    """SQLite gives the highest number again, and with it the past of the deleted row."""
    kind = EnterpriseDistinctRecord

    def row():
        with desk.work(read_only=False) as work:
            ids = [registers.enterprise(work) for _ in range(2)]
        return {"first_id": ids[0], "second_id": ids[1], "said_at": desk.clock(), "said_by": "x"}

    def by_session(work, values):
        work.session.add(kind(**values))

    def by_sessions(work, values):
        work.session.add_all([kind(**values)])

    def by_work(work, values):
        work.add(kind(**values))

    def by_core(work, values):
        work.insert_many(kind, [values])

    had = set()
    for add in (by_session, by_sessions, by_work, by_core, by_session, by_core, by_work):
        values = row()
        with desk.work(read_only=False) as work:
            add(work, values)
        with desk.work(read_only=False) as work:
            made = work.session.query(kind).one()
            assert made.id not in had
            had.add(made.id)
            work.session.delete(made)


def test_pending_rows_are_numbered_in_the_order_they_were_added(desk):
    with desk.work(read_only=False) as work:
        ids = [registers.enterprise(work) for _ in range(4)]
        pairs = [(ids[0], other) for other in ids[1:]]
        made = [
            EnterpriseDistinctRecord(first_id=a, second_id=b, said_at=work.now, said_by="x")
            for a, b in pairs
        ]
        work.session.add_all(made)
        work.session.flush()
        assert [one.id for one in made] == sorted(one.id for one in made)
        assert len({one.id for one in made}) == 3


INSERTING = {
    "bank_sheets.py",
    "bulk_insert.py",
    "contract_days.py",
    "contract_quarters.py",
    "documents.py",
    "findings.py",
    "programme_seeds.py",
    "seed.py",
    "trail.py",
    "work.py",
}
"""Modules of the store that write rows past the session; each gives numbers of its own, or writes
reference data that is never deleted, or what is made anew and that nothing refers to: sums, and
when an enterprise is looked at for findings again."""


def test_nothing_else_writes_rows_past_the_unit_of_work():
    """A row that is inserted elsewhere would get a number that another row has had."""
    root = Path(parkdesk.__file__).parent
    found = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
                found |= {path.name for one in node.names if one.name == "insert"}
    assert found <= INSERTING


def test_only_the_unit_of_work_inserts_by_the_column():
    """It gives the rows their numbers, and the trail its entry, before they are written."""
    words = re.compile(r"from parkdesk\.store\.bulk_insert import .*\binsert_columns\b")
    root = Path(parkdesk.__file__).parent
    users = {
        path.name for path in root.rglob("*.py") if words.search(path.read_text(encoding="utf-8"))
    }
    assert users == {"work.py"}
