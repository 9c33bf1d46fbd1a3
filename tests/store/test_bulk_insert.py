"""Many rows at once: what is written by the column reads as if it had been added row by row."""

import datetime as dt

import pytest
import sqlalchemy as sa

from parkdesk.domain.errors import Cancelled, Duplicate
from parkdesk.store.bulk_insert import insert_columns
from parkdesk.store.hash_sets import is_among
from parkdesk.store.progress import Progress
from parkdesk.store.tables.claims import TraineeRecord
from parkdesk.store.tables.enterprises import EnterpriseNameRecord
from tests.store.test_trail import enterprise

COUNT = 12_000


def people(count=COUNT):
    return [
        {
            "name": f"学员\t{n}\\N\n",
            "id_number": f"{n:018d}",
            "id_hash": n.to_bytes(16, "big"),
            "born_on": dt.date(1990, 1, 1) + dt.timedelta(days=n % 900) if n % 7 else None,
        }
        for n in range(count)
    ]


def test_every_value_comes_back_as_it_was_given(desk):
    rows = people()
    with desk.work(read_only=False) as work:
        work.insert_many(TraineeRecord, rows)
    with desk.work(read_only=True) as work:
        found = work.session.scalars(sa.select(TraineeRecord).order_by(TraineeRecord.id_hash)).all()
    assert [row.id for row in found] == [found[0].id + n for n in range(COUNT)]
    for given, row in zip(rows, found, strict=True):
        assert {name: getattr(row, name) for name in given} == given
        assert row.sex == "", "the plain default of a column that is not given"


@pytest.mark.parametrize("sex", ["", "male", "it's %s {0} :x ?"])
@pytest.mark.parametrize("born_on", [None, dt.date(1990, 1, 1)])
def test_what_all_rows_have_alike_comes_back_as_well(desk, sex, born_on):
    rows = [{**row, "sex": sex, "born_on": born_on} for row in people(3)]
    with desk.work(read_only=False) as work:
        work.insert_many(TraineeRecord, rows)
    with desk.work(read_only=True) as work:
        found = work.session.scalars(sa.select(TraineeRecord)).all()
    assert [(row.sex, row.born_on) for row in found] == [(sex, born_on)] * 3


def test_nothing_stays_nothing_where_the_database_has_a_default_of_its_own(desk):
    table = sa.Table(
        "bulk_trial",
        sa.MetaData(),
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("state", sa.String, server_default="open"),
        sa.Column("note", sa.String),
        sa.Column("times", sa.Integer, default=7),
    )
    columns = {"id": [1, 2], "state": [None, None], "note": [None, None]}
    with desk.work(read_only=False) as work:
        connection = work.session.connection()
        table.create(connection)
        insert_columns(connection, table, columns, lambda _done: None)
        found = connection.execute(sa.select(table)).all()
        table.drop(connection)
    assert [tuple(row) for row in found] == [(1, None, None, 7), (2, None, None, 7)]


def test_what_is_added_after_them_has_a_number_of_its_own(desk):
    with desk.work(read_only=False) as work:
        work.insert_many(TraineeRecord, people(3))
        added = work.add(
            TraineeRecord(name="x", id_number="1", id_hash=b"x" * 16, born_on=None, sex="")
        )
    with desk.work(read_only=True) as work:
        assert len({row.id for row in work.session.scalars(sa.select(TraineeRecord))}) == 4
        assert work.session.get(TraineeRecord, added.id).name == "x"


def test_the_same_row_twice_is_a_duplicate_of_its_field(desk):
    rows = people(3)
    with pytest.raises(Duplicate) as refusal, desk.work(read_only=False) as work:
        work.insert_many(TraineeRecord, [*rows, rows[1]])
    assert refusal.value.params == {"table": "trainee", "field": "id_hash"}
    with desk.work(read_only=True) as work:
        assert work.session.scalar(sa.select(sa.func.count(TraineeRecord.id))) == 0


def test_whoever_cancels_in_the_middle_has_written_nothing(desk):
    progress = Progress()
    seen = []

    def listen(done, total):
        seen.append((done, total))
        progress.stop.set()

    progress.listener = listen
    with pytest.raises(Cancelled), desk.work(read_only=False, progress=progress) as work:
        work.insert_many(TraineeRecord, people())
    assert seen == [(5_000, COUNT)]
    with desk.work(read_only=True) as work:
        assert work.session.scalar(sa.select(sa.func.count(TraineeRecord.id))) == 0


def test_a_refused_reference_leaves_nothing(desk):
    with desk.work(read_only=False) as work:
        owner = work.add(enterprise())
    rows = [
        {"enterprise_id": one, "name": "旧名", "until_on": dt.date(2020, 1, 1)}
        for one in (owner.id, owner.id + 999)
    ]
    with pytest.raises(Exception, match="still-referred"), desk.work(read_only=False) as work:
        work.insert_many(EnterpriseNameRecord, rows)
    with desk.work(read_only=True) as work:
        names = sa.select(sa.func.count(EnterpriseNameRecord.id))
        assert work.session.scalar(names) == 0


@pytest.mark.parametrize("wanted", [0, 1, 2_500])
def test_hashes_are_looked_up_however_many_they_are(desk, wanted):
    rows = people(3_000)
    with desk.work(read_only=False) as work:
        work.insert_many(TraineeRecord, rows)
    hashes = {row["id_hash"] for row in rows[:wanted]} | {b"\xff" * 16}
    with desk.work(read_only=True) as work:
        query = sa.select(TraineeRecord.id_hash)
        found = work.session.scalars(
            query.where(is_among(work.session, TraineeRecord.id_hash, hashes))
        ).all()
    assert sorted(found) == sorted(row["id_hash"] for row in rows[:wanted])
