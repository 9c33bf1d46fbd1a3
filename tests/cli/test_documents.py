"""An enterprise's documents without a window."""

import pytest

from parkdesk.demo.people import PASSWORD
from tests import papers

CODE = "91320000YW0000012M"


@pytest.fixture(autouse=True)
def password(monkeypatch):
    monkeypatch.setenv("PARKDESK_PASSWORD", PASSWORD)


def test_documents_are_listed_missing_ones_first(parkdesk, demo):
    answer = parkdesk("documents", "list", CODE, "--data", demo, "--user", "wangmin")
    assert answer.code == 0
    states = [line.split("\t")[0] for line in answer.out.splitlines()]
    assert states[0] == "Missing"
    assert "Present" in states


def test_a_document_is_added_by_its_name_or_by_its_slot(parkdesk, demo, tmp_path):
    who = ("--data", demo, "--user", "wangmin")
    path = tmp_path / "公司章程.pdf"
    path.write_bytes(papers.pdf())
    assert parkdesk("documents", "add", CODE, path, *who).code == 0
    listed = parkdesk("documents", "list", CODE, *who).out
    assert any("公司章程.pdf" in line for line in listed.splitlines() if "Articles" in line)
    again = parkdesk("documents", "add", CODE, path, *who, "--slot", "other")
    assert (again.code, "same scan" in again.sentence) == (1, True)
    assert parkdesk("documents", "add", CODE, path, *who, "--slot", "other", "--yes").code == 0
    odd = tmp_path / "IMG_1.png"
    odd.write_bytes(papers.png())
    refused = parkdesk("documents", "add", CODE, odd, *who)
    assert (refused.code, "--slot" in refused.sentence) == (1, True)


def test_a_bad_file_is_refused_in_one_sentence(parkdesk, demo, tmp_path):
    path = tmp_path / "章程.pdf"
    path.write_bytes(b"")
    answer = parkdesk("documents", "add", CODE, path, "--data", demo, "--user", "wangmin")
    assert (answer.code, "0 bytes" in answer.sentence) == (1, True)


def test_documents_are_saved_in_a_folder_and_the_sensitive_ones_by_whoever_may(
    parkdesk, demo, tmp_path
):
    every = tmp_path / "every"
    answer = parkdesk("documents", "export", CODE, every, "--data", demo, "--user", "wangmin")
    assert answer.code == 0
    names = sorted(path.name for path in every.iterdir())
    assert any("bank-permit" in name for name in names)
    some = tmp_path / "some"
    answer = parkdesk("documents", "export", CODE, some, "--data", demo, "--user", "shenji")
    assert "Left out" in answer.out
    assert not any("bank-permit" in path.name for path in some.iterdir())
