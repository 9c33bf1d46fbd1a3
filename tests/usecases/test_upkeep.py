"""Whether a park's data hold together."""

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import NotPermitted, Refused, Unavailable
from parkdesk.store.documents import FolderDocuments, TableDocuments
from parkdesk.store.tables.summaries import SnapshotRecord
from parkdesk.usecases.backups import make_backup
from parkdesk.usecases.summaries import freeze_quarter, issue_quarterly
from parkdesk.usecases.upkeep import check_data

QUARTER = Quarter(2026, 3)


@pytest.fixture
def issued(desk):
    with desk.work(read_only=False) as work:
        edition = freeze_quarter(work, QUARTER)
        issue_quarterly(work, edition.id, b"%PDF of the quarter", "zh_CN", "quarterly-1")
    return edition


def test_an_empty_park_is_sound(desk):
    with desk.work(read_only=True) as work:
        found = check_data(work)
    assert (found.documents, found.snapshots) == (0, 0)


def test_documents_and_editions_are_read(desk, issued):
    with desk.work(read_only=True) as work:
        found = check_data(work)
    assert (found.documents, found.snapshots) == (1, 1)


def test_a_changed_edition_is_found(desk, issued):
    with desk.work(read_only=False) as work:
        work.get(SnapshotRecord, issued.id).content += " "
    with desk.work(read_only=True) as work, pytest.raises(Refused, match="snapshot-changed"):
        check_data(work)


def test_a_document_that_is_gone_is_found(desk, issued):
    if not isinstance(desk.documents, FolderDocuments):
        pytest.skip("a server keeps documents as rows; nobody takes a file away")
    for file in desk.documents.folder.rglob("*"):
        if file.is_file():
            file.unlink()
    with desk.work(read_only=True) as work, pytest.raises(Refused, match="document-missing"):
        check_data(work)


def test_a_reference_to_nothing_is_found(desk):
    if not desk.location.embedded:
        pytest.skip("a server checks its references itself")
    import sqlite3

    with sqlite3.connect(desk.location.database) as connection:
        connection.execute(
            "INSERT INTO enterprise_name(enterprise_id, name, until_on)"
            " VALUES (999, '无', '2020-01-01')"
        )
    connection.close()
    with desk.work(read_only=True) as work, pytest.raises(Unavailable, match="database-damaged"):
        check_data(work)


def test_a_clerk_may_not(act_as):
    with act_as("clerk").work(read_only=True) as work, pytest.raises(NotPermitted):
        check_data(work)


def test_a_park_on_a_server_is_backed_up_by_its_server(desk, tmp_path):
    target = tmp_path / "park.zip"
    with desk.work(read_only=True) as work:
        work.documents = TableDocuments(work.session.get_bind())
        with pytest.raises(Refused) as refused:
            make_backup(work, str(target))
    assert refused.value.code == "backup-by-server"
    assert not target.exists()
