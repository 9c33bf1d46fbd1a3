import sqlite3
import zipfile

import pytest

from parkdesk.desk import open_desk
from parkdesk.domain.errors import Refused, Unavailable
from parkdesk.domain.papers import Owner, OwnerKind
from parkdesk.store import backup, migrate
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.papers import PaperRecord
from parkdesk.usecases.backups import check_backup, make_backup, note_backup
from parkdesk.usecases.identity import park_detail
from parkdesk.usecases.papers import NewPaper, add_papers
from tests import papers
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


def test_papers_come_back_with_their_bytes(full, keys, tmp_path):
    owner = Owner(OwnerKind.ENTERPRISE, 1)
    with full.work(read_only=False) as work:
        (id_,) = add_papers(work, (NewPaper(owner, "lease", papers.paper_file(papers.pdf())),))
    target = tmp_path / "park.zip"
    with full.work(read_only=True) as work:
        assert dict(make_backup(work, str(target)).counts)["paper"] == 1
    backup.restore_backup(target, tmp_path / "restored")
    again = open_desk(str(tmp_path / "restored"), clock, keys)
    with again.work(read_only=True) as work:
        assert work.documents.get(work.get(PaperRecord, id_).sha256) == papers.pdf()
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
        connection.execute("update alembic_version set version_num = '0000a'")
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


def test_a_failed_upgrade_leaves_what_another_saved_meanwhile(full, tmp_path, monkeypatch):
    full.close()
    database = full.location.database
    with sqlite3.connect(database) as connection:
        connection.execute("update alembic_version set version_num = '0000'")
    connection.close()

    def busy(_location):
        with sqlite3.connect(database) as other:
            other.execute("update enterprise set name = '别人刚存的'")
        other.close()
        raise Unavailable("database-busy")

    monkeypatch.setattr(migrate, "_upgrade", busy)
    with pytest.raises(Unavailable, match="database-busy"):
        migrate.upgrade(full.location, tmp_path)
    with sqlite3.connect(database) as connection:
        assert connection.execute("select name from enterprise").fetchone() == ("别人刚存的",)
    connection.close()


def test_a_document_that_was_being_written_is_no_part_of_a_backup(full, tmp_path):
    kept = next((full.location.folder / "documents").glob("??/*"))
    (kept.parent / "tmpab12").write_bytes(b"half")
    with full.work(read_only=True) as work:
        assert make_backup(work, str(tmp_path / "park.zip")).documents == 1


def test_a_backup_that_fails_leaves_the_one_that_was_there(full, tmp_path):
    target = tmp_path / "park.zip"
    with full.work(read_only=True) as work:
        make_backup(work, str(target))
    before = target.read_bytes()
    kept = next((full.location.folder / "documents").glob("??/*"))
    kept.write_bytes(b"changed")
    with pytest.raises(Refused, match="backup-damaged"), full.work(read_only=True) as work:
        make_backup(work, str(target))
    assert target.read_bytes() == before


@pytest.mark.parametrize("name", ["park.db", "park.db-wal", "documents/x.zip"])
def test_a_backup_does_not_replace_the_park(full, name):
    with pytest.raises(Refused, match="backup-over-park"), full.work(read_only=True) as work:
        make_backup(work, str(full.location.folder / name))


def test_a_restore_that_fails_leaves_no_half_park(full, tmp_path, monkeypatch):
    target = tmp_path / "park.zip"
    with full.work(read_only=True) as work:
        make_backup(work, str(target))
    extract = zipfile.ZipFile.extract

    def full_disk(pack, name, folder):
        if name == "park.db" and "restored" in str(folder):
            raise OSError(28, "No space left on device")
        return extract(pack, name, folder)

    monkeypatch.setattr(zipfile.ZipFile, "extract", full_disk)
    with pytest.raises(Unavailable, match="disk-full"):
        backup.restore_backup(target, tmp_path / "restored")
    assert not any((tmp_path / "restored").iterdir())
