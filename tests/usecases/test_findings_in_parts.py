"""A look at many enterprises in parts: each is whole, nothing is lost or found twice."""

import datetime as dt

import pytest
from sqlalchemy import select

from parkdesk.domain.errors import Cancelled, Duplicate
from parkdesk.domain.findings import Looked
from parkdesk.domain.merges import MergeRequest
from parkdesk.store import findings
from parkdesk.store.progress import Progress
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.findings import FindingRecord
from parkdesk.usecases.findings import refresh_findings
from parkdesk.usecases.merge_undoing import undo_merge
from parkdesk.usecases.merges import merge_enterprises
from tests.usecases.test_findings import TODAY, add_enterprise, at, do
from tests.usecases.test_findings_followed import _from_nothing, _standing


@pytest.fixture
def small_parts(monkeypatch):
    """Two enterprises at a time."""
    monkeypatch.setattr(findings, "PART", 2)


@pytest.fixture
def seven(desk, small_parts):
    """Seven enterprises that nobody looked at yet."""
    return [add_enterprise(desk) for _ in range(7)]


def _all_parts(desk):
    """Look until nothing is left; return what each part said."""
    parts = [do(desk, refresh_findings)]
    while parts[-1].left:
        parts.append(do(desk, refresh_findings))
    return parts


def _found_of(desk):
    record = FindingRecord
    with desk.work(read_only=True) as work:
        return work.session.scalars(select(record.enterprise_id).distinct()).all()


def _is_whole(desk):
    with desk.work(read_only=True) as work:
        return _standing(work) == _from_nothing(work)


def test_a_look_at_everybody_comes_in_parts_that_say_what_is_left(desk, seven):
    parts = _all_parts(desk)
    assert [(one.enterprises, one.left) for one in parts] == [(2, 5), (2, 3), (2, 1), (1, 0)]
    assert _is_whole(desk)
    assert do(desk, refresh_findings) == Looked()


def test_parts_add_up(desk, seven):
    parts = _all_parts(desk)
    whole = parts[-1]
    for one in reversed(parts[:-1]):
        whole = whole.after(one)
    assert (whole.enterprises, whole.left, whole.done) == (7, 0, 7)
    assert whole.new == sum(one.new for one in parts) > 0


def test_what_a_part_wrote_stays_when_the_next_is_stopped_and_the_rest_goes_on(desk, seven):
    do(desk, refresh_findings)
    before = _found_of(desk)
    stopped = Progress()
    stopped.stop.set()
    with (
        pytest.raises(Cancelled),
        desk.work(read_only=False, progress=stopped) as work,
    ):
        refresh_findings(work)
    assert sorted(_found_of(desk)) == sorted(before) == seven[:2]
    # The program that goes on may be another one, on another day.
    later = at(desk, TODAY + dt.timedelta(days=1))
    assert sum(one.enterprises for one in _all_parts(later)) == 5
    assert _is_whole(later)


def test_whom_somebody_saved_meanwhile_is_looked_at_first_and_found_once(desk, seven):
    do(desk, refresh_findings)
    last = seven[-1]
    with desk.work(read_only=False) as work:
        work.get(EnterpriseRecord, last).short_name = "新名"
    do(desk, refresh_findings)
    assert last in _found_of(desk)
    _all_parts(desk)
    assert _is_whole(desk)
    with desk.work(read_only=True) as work:
        keys = [one[:3] for one in _standing(work)]
    assert len(keys) == len(set(keys))


def test_a_closing_looks_whole(desk, seven):
    with desk.work(read_only=False) as work:
        looked = findings.look_again(work)
    assert (looked.enterprises, looked.left) == (7, 0)
    assert _is_whole(desk)


def test_who_was_deleted_while_waiting_is_not_waited_for(desk, seven):
    with desk.work(read_only=False) as work:
        work.get(EnterpriseRecord, seven[0]).short_name = "甲"
    _all_parts(desk)
    with desk.work(read_only=False) as work:
        findings._let_these_wait(work.session, {seven[1], 987_654})
    assert [(one.enterprises, one.left) for one in _all_parts(desk)] == [(1, 0)]


def test_the_database_keeps_no_second_finding_of_one_key(desk, seven):
    _all_parts(desk)
    record = FindingRecord
    table = record.__table__
    with pytest.raises(Duplicate), desk.work(read_only=False) as work:
        row = work.session.execute(select(table).limit(1)).mappings().one()
        work.insert_many(record, [{key: row[key] for key in row if key != "id"}])


def test_the_key_follows_a_merge_and_its_undoing(desk, small_parts):
    kept, dropped = add_enterprise(desk, code="91330100799655058B"), add_enterprise(desk)
    _all_parts(desk)
    request = MergeRequest(kept, 1, dropped, 1, frozenset(), "同一家企业")
    merge = do(desk, merge_enterprises, request)
    _all_parts(desk)
    assert _is_whole(desk)
    assert _keys_held(desk) == {kept}
    do(desk, undo_merge, merge)
    _all_parts(desk)
    assert _is_whole(desk)
    assert _keys_held(desk) == {kept, dropped}


def _keys_held(desk):
    """Return for whom findings stand; every one that stands holds the key of its own enterprise."""
    record = FindingRecord
    with desk.work(read_only=True) as work:
        rows = work.session.execute(
            select(record.enterprise_id, record.standing_for, record.ended_on)
        ).all()
    assert all((one.standing_for is None) == (one.ended_on is not None) for one in rows)
    assert all(one.standing_for in {None, one.enterprise_id} for one in rows)
    return {one.standing_for for one in rows} - {None}
