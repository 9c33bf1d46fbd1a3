"""Work in parts off the window's thread: this desk and another save while it is under way."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from sqlalchemy import select

from parkdesk.domain.errors import Cancelled
from parkdesk.gui.runner import Runner
from parkdesk.store import findings
from parkdesk.store.engine import make_engine
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.findings import FindingRecord
from parkdesk.store.vault import Vault
from parkdesk.usecases.findings import refresh_findings
from parkdesk.usecases.identity import SaveAccount, create_account
from tests.usecases.test_findings import add_enterprise
from tests.usecases.test_findings_followed import _from_nothing, _standing

WAIT_MS = 20_000


@pytest.fixture
def owner(qapp):
    owner = QObject()
    yield owner
    owner.deleteLater()


@pytest.fixture
def twelve(desk, monkeypatch):
    """Twelve enterprises that nobody looked at; a part takes one of them."""
    monkeypatch.setattr(findings, "PART", 1)
    return [add_enterprise(desk, entered_on=dt.date(2023, 5, 1)) for _ in range(12)]


@pytest.fixture
def other_desk(desk):
    """Another program on the same database: nothing is shared with the first but the file."""
    engine = make_engine(desk.engine.url.render_as_string(hide_password=False), Vault.fresh())
    yield replace(desk, engine=engine)
    engine.dispose()


def test_another_desk_saves_during_a_look_at_everybody(
    runner, owner, desk, other_desk, twelve, qtbot
):
    saved, looked = [], []
    request = runner.run(owner, refresh_findings)
    request.progressed(lambda done, total: saved.append(_rename(other_desk, twelve, len(saved))))
    request.done(looked.append)
    qtbot.waitUntil(lambda: bool(looked), timeout=WAIT_MS)
    # Each save was committed while enterprises still waited to be looked at.
    assert saved
    assert all(saved)
    assert looked[0].left == 0
    assert looked[0].enterprises >= len(twelve)
    _finish(desk)
    with desk.work(read_only=True) as work:
        assert _standing(work) == _from_nothing(work)
        assert work.session.get(EnterpriseRecord, twelve[0]).short_name == "第0次"


def _rename(desk, ids, number):
    """Save as the person at a desk does; return whether a look was under way all the while."""
    with desk.work(read_only=False) as work:
        work.get(EnterpriseRecord, ids[number % len(ids)]).short_name = f"第{number}次"
        return findings._waiting(work.session, work.today) > 0


def _finish(desk):
    left = 1
    while left:
        with desk.work(read_only=False) as work:
            left = refresh_findings(work).left


def test_a_desks_own_saves_pass_its_look(runner, owner, twelve, qtbot):
    ended = []
    runner.run(owner, refresh_findings).done(lambda _looked: ended.append("look"))
    form = SaveAccount("sun", "孙工", "clerk", "correct horse 43")
    runner.run(owner, create_account, form).done(lambda _id: ended.append("save"))
    assert runner.is_writing
    qtbot.waitUntil(lambda: len(ended) == 2, timeout=WAIT_MS)
    assert ended == ["save", "look"]


def test_what_was_looked_at_before_a_cancel_is_kept_and_told(runner, owner, desk, twelve, qtbot):
    refused, changed = [], []
    runner.changed.connect(changed.append)
    request = runner.run(owner, refresh_findings)
    request.progressed(lambda _done, _total: request.cancel())
    request.refused(lambda error: refused.append(error) or True)
    qtbot.waitUntil(lambda: bool(refused), timeout=WAIT_MS)
    assert isinstance(refused[0], Cancelled)
    assert any("finding" in tables for tables in changed)
    record = FindingRecord
    with desk.work(read_only=True) as work:
        found = work.session.scalars(select(record.enterprise_id).distinct()).all()
    assert 0 < len(found) < len(twelve)


def test_a_window_that_closes_leaves_the_rest_to_the_next(desk, owner, twelve, qtbot):
    runner, steps = Runner(desk), []
    runner.run(owner, refresh_findings).progressed(lambda done, _total: steps.append(done))
    qtbot.waitUntil(lambda: bool(steps), timeout=WAIT_MS)
    runner.close()
    with desk.work(read_only=True) as work:
        assert findings._waiting(work.session, work.today) > 0
    _finish(desk)
    with desk.work(read_only=True) as work:
        assert _standing(work) == _from_nothing(work)
