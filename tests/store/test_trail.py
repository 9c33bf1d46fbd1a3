import datetime as dt
import hashlib
import json

import pytest
import sqlalchemy as sa

from parkdesk.domain.errors import NotFound
from parkdesk.store import trail
from parkdesk.store.bulk_insert import columns_of
from parkdesk.store.tables.enterprises import EnterpriseNameRecord, EnterpriseRecord
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.usecases.trail import TrailFilter, check_trail, list_trail


def enterprise(code="91320594MA1XK3T82P", **differences):
    facts = {
        "code": code,
        "name": "凌云信息",
        "sort_key": "ling",
        "pinyin": "lingyun",
        "initials": "ly",
        "status": "resident",
        "service_line": "ITO",
        "market": "offshore",
        "entered_on": dt.date(2020, 1, 1),
        "contact_phone": "13812342291",
    }
    return EnterpriseRecord(**facts | differences)


def newest(desk):
    with desk.work(read_only=True) as work:
        return work.session.scalars(sa.select(TrailRecord).order_by(TrailRecord.id.desc())).first()


def test_a_new_row_leaves_who_when_what_and_no_secret(desk):
    with desk.work(read_only=False) as work:
        work.action = "create_enterprise"
        row = work.add(enterprise())
    entry = newest(desk)
    assert (entry.actor_name, entry.action, entry.row_id) == ("王敏", "create_enterprise", row.id)
    assert entry.at == desk.clock()
    change = json.loads(entry.change)
    assert change["name"] == [None, "凌云信息"]
    assert change["entered_on"] == [None, "2020-01-01"]
    assert change["contact_phone"] == "changed"
    assert "13812342291" not in entry.change


def test_a_change_holds_old_and_new_and_nothing_else(desk):
    with desk.work(read_only=False) as work:
        row = work.add(enterprise())
    with desk.work(read_only=False) as work:
        work.reason = "更名通知书"
        work.get(EnterpriseRecord, row.id).name = "凌云科技"
    entry = newest(desk)
    assert json.loads(entry.change) == {"name": ["凌云信息", "凌云科技"]}
    assert entry.reason == "更名通知书"


def test_a_delete_leaves_what_was_there(desk):
    with desk.work(read_only=False) as work:
        row = work.add(enterprise())
    with desk.work(read_only=False) as work:
        work.session.delete(work.get(EnterpriseRecord, row.id))
    assert json.loads(newest(desk).change)["name"] == ["凌云信息", None]


def test_saving_the_same_values_leaves_nothing(desk):
    with desk.work(read_only=False) as work:
        row = work.add(enterprise())
    before = newest(desk).id
    with desk.work(read_only=False) as work:
        work.get(EnterpriseRecord, row.id).name = "凌云信息"
    assert newest(desk).id == before


def test_a_refused_unit_of_work_leaves_nothing(desk):
    before = newest(desk).id
    with pytest.raises(NotFound), desk.work(read_only=False) as work:
        work.add(enterprise())
        work.get(EnterpriseRecord, 99)
    assert newest(desk).id == before


def test_many_rows_are_one_entry_with_count_and_digest(desk):
    with desk.work(read_only=False) as work:
        owner = work.add(enterprise())
    rows = [
        {"enterprise_id": owner.id, "name": f"旧名{n}", "until_on": dt.date(2020, 1, 1)}
        for n in range(3)
    ]
    with desk.work(read_only=False) as work:
        work.insert_many(EnterpriseNameRecord, rows)
    assert work.touched == {"enterprise_name", "trail"}
    entry = newest(desk)
    assert (entry.table_name, entry.row_id, entry.row_count) == ("enterprise_name", None, 3)
    assert json.loads(entry.change) == {
        "rows": "inserted",
        "digest": trail.bulk_note(EnterpriseNameRecord, "", columns_of(rows)).change["digest"],
    }


@pytest.mark.parametrize(
    "values",
    [['甲"\\乙'] * 3, [""], ["x", "x", "y"], [1, 1], [True, 1], [None, None]],
)
def test_the_digest_is_that_of_the_list_as_json(values):
    digest = hashlib.sha256()
    for name in ("enterprise_id", "name"):
        text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        digest.update(f"{name}\n{text}\n".encode())
    note = trail.bulk_note(EnterpriseNameRecord, "", {"name": values, "enterprise_id": values})
    assert note.change["digest"] == digest.hexdigest()


def test_the_digest_does_not_depend_on_hidden_columns():
    first = trail.bulk_note(EnterpriseRecord, "", {"name": ["甲"], "contact_phone": ["1"]})
    second = trail.bulk_note(EnterpriseRecord, "", {"name": ["甲"], "contact_phone": ["2"]})
    assert first.change == second.change


def test_many_rows_are_updated_and_deleted_with_an_entry_each(desk):
    with desk.work(read_only=False) as work:
        owner = work.add(enterprise())
        names = [
            work.add(
                EnterpriseNameRecord(
                    enterprise_id=owner.id, name=f"旧名{n}", until_on=dt.date(2020, 1, 1)
                )
            )
            for n in range(3)
        ]
    with desk.work(read_only=False) as work:
        work.update_many(
            EnterpriseNameRecord, [{"id": row.id, "name": f"{row.name}改"} for row in names[:2]]
        )
    assert newest(desk).row_count == 2
    with desk.work(read_only=False) as work:
        gone = work.delete_many(EnterpriseNameRecord, EnterpriseNameRecord.name.like("%改"))
    assert gone == newest(desk).row_count == 2
    with desk.work(read_only=True) as work:
        assert work.session.scalars(sa.select(EnterpriseNameRecord.name)).all() == ["旧名2"]


@pytest.mark.parametrize(
    "statement",
    [
        sa.update(EnterpriseRecord).values(name="x"),
        sa.delete(EnterpriseRecord),
        sa.insert(EnterpriseRecord).values(name="x"),
    ],
)
def test_bulk_statements_that_would_pass_unseen_are_refused(work, statement):
    with pytest.raises(AssertionError):
        work.session.execute(statement)


def test_the_chain_holds_and_shows_where_it_was_changed(desk):
    for number in range(5):
        with desk.work(read_only=False) as work:
            work.add(enterprise(code=f"CODE{number}"))
    with desk.work(read_only=True) as work:
        check = check_trail(work)
        head = trail.head(work.session)
    assert check.broken_at is None
    assert head == (check.entries, check.head)

    with desk.engine.begin() as connection:
        connection.execute(
            sa.update(TrailRecord).where(TrailRecord.id == 4).values(actor_name="somebody")
        )
    with desk.work(read_only=True) as work:
        assert check_trail(work).broken_at == 4


def test_an_entry_taken_out_of_the_chain_is_missed(desk):
    for number in range(4):
        with desk.work(read_only=False) as work:
            work.add(enterprise(code=f"CODE{number}"))
    with desk.engine.begin() as connection:
        connection.execute(sa.delete(TrailRecord).where(TrailRecord.id == 3))
    with desk.work(read_only=True) as work:
        assert check_trail(work).broken_at == 4


def test_the_trail_is_listed_newest_first_and_filtered(desk):
    with desk.work(read_only=False) as work:
        work.action = "create_enterprise"
        row = work.add(enterprise())
    with desk.work(read_only=True) as work:
        everything = list_trail(work, TrailFilter())
        mine = list_trail(work, TrailFilter(table="enterprise", row_id=row.id))
    assert everything.rows[0].id == everything.total
    assert [entry.action for entry in mine.rows] == ["create_enterprise"]
    phone = next(change for change in mine.rows[0].changes if change.field == "contact_phone")
    assert phone.hidden
    assert phone.new == ""


def test_a_bulk_write_beside_does_not_cost_the_old_values(desk):
    with desk.work(read_only=False) as work:
        row = work.add(enterprise())
        name = work.add(
            EnterpriseNameRecord(enterprise_id=row.id, name="旧名", until_on=row.entered_on)
        )
    with desk.work(read_only=False) as work:
        loaded = work.get(EnterpriseRecord, row.id)
        loaded.building = "A 座"
        work.update_many(EnterpriseNameRecord, [{"id": name.id, "name": "更旧名"}])
        loaded.name = "凌云科技"
    with desk.work(read_only=True) as work:
        query = sa.select(TrailRecord.change).where(TrailRecord.table_name == "enterprise")
        changes = [
            json.loads(text) for text in work.session.scalars(query.order_by(TrailRecord.id))
        ]
    assert changes[1:] == [{"building": ["", "A 座"]}, {"name": ["凌云信息", "凌云科技"]}]
