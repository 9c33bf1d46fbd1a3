import errno
from pathlib import Path

import pytest

from parkdesk.domain.errors import Refused, Unavailable
from parkdesk.scans import inbox
from parkdesk.scans.inbox import FILED, list_inbox, move_filed, whole_files


def test_files_are_listed_and_nothing_else(tmp_path):
    for name in ("b.pdf", "a.pdf", ".hidden", "~$a.docx", "c.pdf.part", "Thumbs.db"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / FILED).mkdir()
    (tmp_path / "link.pdf").symlink_to(tmp_path / "a.pdf")
    assert sorted(file.name for file in list_inbox(tmp_path).files) == ["a.pdf", "b.pdf"]


def test_a_crowded_folder_is_listed_in_part(tmp_path, monkeypatch):
    monkeypatch.setattr(inbox, "MOST_FILES", 2)
    for number in range(5):
        (tmp_path / f"{number}.pdf").write_bytes(b"x")
    found = list_inbox(tmp_path)
    assert (len(found.files), found.left) == (2, 3)


def test_a_file_that_grows_is_waited_for(tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"half")
    first = list_inbox(tmp_path)
    assert whole_files({}, first) == frozenset()
    seen = {file.path: file for file in first.files}
    assert whole_files(seen, list_inbox(tmp_path)) == {path}
    path.write_bytes(b"half and the rest")
    assert whole_files(seen, list_inbox(tmp_path)) == frozenset()


def test_an_empty_file_is_never_whole(tmp_path):
    (tmp_path / "scan.pdf").write_bytes(b"")
    found = list_inbox(tmp_path)
    assert whole_files({file.path: file for file in found.files}, found) == frozenset()


def test_a_filed_scan_is_moved_and_replaces_nothing(tmp_path):
    for text in (b"one", b"two"):
        path = tmp_path / "scan.pdf"
        path.write_bytes(text)
        move_filed(path)
    assert (tmp_path / FILED / "scan.pdf").read_bytes() == b"one"
    assert (tmp_path / FILED / "scan (2).pdf").read_bytes() == b"two"


def test_what_cannot_be_moved_stays_and_is_told(tmp_path, monkeypatch):
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"one")

    def refuse(_path, _target):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(Unavailable, match="scan-not-moved"):
        move_filed(path)
    assert path.read_bytes() == b"one"


def test_a_scan_that_is_gone_is_told(tmp_path):
    with pytest.raises(Refused, match="paper-gone"):
        move_filed(tmp_path / "scan.pdf")


def test_a_folder_that_is_not_there_or_no_folder(tmp_path):
    with pytest.raises(Refused, match="folder-gone"):
        list_inbox(tmp_path / "none")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Refused, match="folder-no-folder"):
        list_inbox(tmp_path / "file")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PermissionError(errno.EACCES, "denied"), "folder-not-allowed"),
        (OSError(errno.EHOSTDOWN, "host is down"), "folder-away"),
        (OSError(errno.EIO, "input/output error"), "folder-away"),
    ],
)
def test_a_folder_that_does_not_answer(tmp_path, monkeypatch, error, code):
    def refuse(_folder):
        raise error

    monkeypatch.setattr(inbox.os, "scandir", refuse)
    with pytest.raises((Refused, Unavailable), match=code):
        list_inbox(tmp_path)
