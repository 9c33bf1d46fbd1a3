import sqlite3
import zipfile

import pytest

from parkdesk.desk import open_desk
from parkdesk.domain.errors import Refused, Unavailable
from parkdesk.store import backup, migrate
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.usecases.backups import check_backup, make_backup, note_backup
from parkdesk.usecases.identity import park_detail
from tests.parks import NOW, clock
from tests.store.test_trail import enterprise


@pytest.fixture
def embedded(desk):
    if not desk.location.embedded:
        pytest.skip("a server is backed up by its own tools")
    return desk


@pytest.fixture
def full(embedded):
    with embedded.work(read_only=False) as work:
        work.add(enterprise())
        work.documents.put(b"a scan")
    return embedded


def test_a_backup_is_restored_elsewhere_with_all_that_was_in_it(full, keys, tmp_path):
    target = tmp_path / "out" / "park.zip"
    with full.work(read_only=True) as work:
        row = make_backup(work, str(target))
        assert check_backup(work, str(target)) == row
    assert (row.documents, dict(row.counts)["enterprise"]) == (1, 1)
    backup.restore_backup(target, tmp_path / "restored")
    again = open_desk(str(tmp_path / "restored"), clock, keys)
    with again.work(read_only=True) as work:
        assert work.get(EnterpriseRecord, 1).contact_phone == "13812342291"
        assert work.documents.get(work.documents.put(b"a scan")) == b"a scan"
    again.close()


def test_a_backup_is_not_restored_over_a_park(full, tmp_path):
    target = tmp_path / "park.zip"
    with full.work(read_only=True) as work:
        make_backup(work, str(target))
    with pytest.raises(Refused, match="not-empty"):
        backup.restore_backup(target, full.location.folder)


def test_what_is_no_backup_or_was_changed_is_refused(full, tmp_path):
    target = tmp_path / "park.zip"
    with full.work(read_only=True) as work:
        make_backup(work, str(target))
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(target) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[:-1] + b"!" if name.startswith("documents/") else content)
    with pytest.raises(Refused, match="backup-damaged"):
        backup.verify_backup(changed)
    text = tmp_path / "text.zip"
    text.write_text("hello")
    with pytest.raises(Refused, match="not-a-backup"):
        backup.verify_backup(text)
    with pytest.raises(Refused, match="no-such-file"):
        backup.verify_backup(tmp_path / "none.zip")


def test_a_place_that_cannot_be_written_is_told(full, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable, match="cannot-write"), full.work(read_only=True) as work:
        make_backup(work, str(tmp_path / "file" / "park.zip"))


def test_the_park_remembers_its_last_backup(desk):
    with desk.work(read_only=False) as work:
        note_backup(work, off_machine=True)
    with desk.work(read_only=True) as work:
        assert park_detail(work).last_off_machine_at == NOW


def test_a_failing_upgrade_leaves_the_file_as_it_was(full, tmp_path, monkeypatch):
    full.close()
    database = full.location.database
    with sqlite3.connect(database) as connection:
        connection.execute("update alembic_version set version_num = '0000'")
    connection.close()
    monkeypatch.setattr(migrate, "_upgrade", lambda _location: spoil(database))
    with pytest.raises(Unavailable, match="upgrade-failed"):
        migrate.upgrade(full.location, tmp_path)
    with sqlite3.connect(database) as connection:
        assert connection.execute("select count(*) from enterprise").fetchone() == (1,)
    connection.close()


def spoil(database):
    with sqlite3.connect(database) as connection:
        connection.execute("delete from enterprise")
    connection.close()
    raise RuntimeError("half way")


def test_newer_data_are_refused_by_both_numbers(embedded, keys):
    embedded.close()
    with sqlite3.connect(embedded.location.database) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()
    with pytest.raises(Unavailable) as refused:
        open_desk(str(embedded.location.folder), clock, keys)
    assert refused.value.code == "database-newer"
    assert refused.value.params == {"found": "9999", "known": migrate.known_revision()}
