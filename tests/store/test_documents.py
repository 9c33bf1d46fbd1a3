import errno
import os

import pytest

from parkdesk.domain.errors import NotFound, Refused, Unavailable
from parkdesk.store import documents
from parkdesk.store.documents import FolderDocuments


def test_the_same_bytes_are_kept_once_and_come_back(desk):
    first = desk.documents.put(b"a scan")
    assert desk.documents.put(b"a scan") == first
    assert desk.documents.get(first) == b"a scan"


def test_what_was_never_kept_is_not_found(desk):
    with pytest.raises(NotFound):
        desk.documents.get("ab" * 32)


def test_a_changed_byte_is_detected(tmp_path):
    kept = FolderDocuments(tmp_path)
    sha256 = kept.put(b"a scan")
    kept.path(sha256).write_bytes(b"a scam")
    with pytest.raises(Refused, match="document-changed"):
        kept.get(sha256)


def test_what_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "LARGEST", 10)
    with pytest.raises(Refused, match="document-too-large"):
        FolderDocuments(tmp_path).put(b"x" * 11)


def test_a_document_is_kept_from_inside_a_unit_of_work(work):
    sha256 = work.documents.put(b"a scan")
    assert work.documents.get(sha256) == b"a scan"


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "disk-full"), (errno.EROFS, "cannot-write")]
)
def test_what_cannot_be_written_leaves_nothing_behind(tmp_path, monkeypatch, number, code):
    def full(_handle):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable, match=code):
        FolderDocuments(tmp_path).put(b"a scan")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
