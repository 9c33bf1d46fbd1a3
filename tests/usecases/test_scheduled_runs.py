"""What reports of a schedule came to is told until somebody has looked at it."""

import datetime as dt

import pytest

from parkdesk.domain.errors import NotPermitted
from parkdesk.domain.identity import Role
from parkdesk.store.tables.issued_documents import ScheduledRunRecord
from parkdesk.usecases.scheduled_runs import (
    count_unseen_runs,
    note_run,
    see_runs,
    unseen_runs,
)


def keep(desk, which, **came):
    with desk.work(read_only=False) as work:
        note_run(work, "expiries", which, folder="/outbox", **came)


def told(desk):
    with desk.work(read_only=True) as work:
        found = unseen_runs(work)
        assert count_unseen_runs(work) == len(found)
        return found


def test_the_newest_run_is_told_first(desk):
    keep(desk, "12", file_name="DQ-2026-0001-01.pdf")
    keep(desk, "99", problem="请输入月数。")
    second, first = told(desk)
    assert (first.which, first.file_name, first.problem) == ("12", "DQ-2026-0001-01.pdf", "")
    assert (second.which, second.file_name, second.problem) == ("99", "", "请输入月数。")
    assert first.folder == "/outbox"
    assert first.ran_by == desk.actor.name


def test_what_was_looked_at_is_told_no_more_and_stays_kept(desk):
    keep(desk, "12", file_name="a.pdf")
    (seen,) = told(desk)
    keep(desk, "6", file_name="b.pdf")
    with desk.work(read_only=False) as work:
        see_runs(work, seen.id)
    assert [one.which for one in told(desk)] == ["6"]
    with desk.work(read_only=True) as work:
        record = work.get(ScheduledRunRecord, seen.id)
        assert record.seen_key == dt.date(2026, 10, 12)
        assert record.seen_by == desk.actor.name


def test_a_long_reason_is_cut_and_not_refused(desk):
    keep(desk, "9" * 2000, problem="因" * 2000)
    (run,) = told(desk)
    assert (len(run.which), len(run.problem)) == (500, 500)


def test_an_auditor_reads_and_says_nothing(act_as):
    auditor = act_as(Role.AUDITOR)
    assert told(auditor) == ()
    with auditor.work(read_only=False) as work:
        with pytest.raises(NotPermitted):
            note_run(work, "expiries", "12")
        with pytest.raises(NotPermitted):
            see_runs(work, 1)
