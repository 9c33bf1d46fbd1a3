"""Reports without a window: into a file or into the outbox, whole or not at all, and told of."""

import argparse
import errno
import os

import pytest

from parkdesk.cli.opening import open_park
from parkdesk.cli.outbox import write_whole
from parkdesk.demo.people import PASSWORD
from parkdesk.domain.errors import Unavailable
from parkdesk.domain.paging import Sort
from parkdesk.settings import Settings, save
from parkdesk.usecases.enterprise_lists import EnterpriseFilter, list_enterprises
from parkdesk.usecases.issued_documents import DocumentFilter, list_documents
from parkdesk.usecases.scheduled_runs import unseen_runs

NEWEST = Sort("issued", descending=True)


def opened(demo, user=None):
    return open_park(argparse.Namespace(url=None, data=demo, user=user))


def runs(demo):
    desk = opened(demo)
    try:
        with desk.work(read_only=True) as work:
            return unseen_runs(work)
    finally:
        desk.close()


def documents(demo):
    desk = opened(demo)
    try:
        with desk.work(read_only=True) as work:
            return list_documents(work, DocumentFilter(), NEWEST, 0, 50).rows
    finally:
        desk.close()


@pytest.fixture
def code(demo):
    desk = opened(demo)
    try:
        with desk.work(read_only=True) as work:
            return list_enterprises(work, EnterpriseFilter(), Sort("name"), 0, 1).rows[0].code
    finally:
        desk.close()


@pytest.fixture
def outbox(tmp_path):
    return tmp_path / "outbox"


@pytest.mark.parametrize(
    ("what", "which", "name"),
    [
        ("expiries", "12", "DQ-2026-0002-01E.pdf"),
        ("programme", "template-training-2026", "ZJ-2026-0001-01E.pdf"),
        ("notice", "GS-2026-0001", "GD-2026-0001-01E.pdf"),
        ("quarterly", "last", "HG-2026-Q3-001E.pdf"),
        ("quarterly", "2026Q3", "HG-2026-Q3-001E.pdf"),
    ],
)
def test_a_report_lands_in_the_outbox_under_its_number(parkdesk, demo, outbox, what, which, name):
    answer = parkdesk("report", what, which, "--outbox", outbox, "--data", demo)
    assert answer.code == 0, answer.err
    assert [one.name for one in outbox.iterdir()] == [name]
    (run,) = runs(demo)
    assert (run.what, run.which, run.file_name, run.problem) == (what, which, name, "")
    assert run.folder == str(outbox)
    checked = parkdesk("verify", outbox / name, "--data", demo)
    assert checked.code == 0
    assert "Genuine" in checked.out


def test_a_pack_is_named_without_the_enterprise(parkdesk, demo, outbox, code):
    answer = parkdesk("report", "enterprise-pack", code, "--outbox", outbox, "--data", demo)
    assert answer.code == 0, answer.err
    assert [one.name for one in outbox.iterdir()] == ["QY-2026-0001-01E.pdf"]
    assert documents(demo)[0].matter.subject == code


def test_the_same_again_is_the_same_file(parkdesk, demo, outbox):
    before = len(documents(demo))
    words = ("report", "expiries", "12", "--outbox", outbox, "--data", demo)
    assert parkdesk(*words).code == 0
    (file,) = outbox.iterdir()
    first = file.read_bytes()
    again = parkdesk(*words)
    assert again.code == 0
    assert "as it was issued before" in again.out
    assert file.read_bytes() == first
    assert len(documents(demo)) == before + 1


def test_one_changed_byte_is_said(parkdesk, demo, outbox, tmp_path):
    parkdesk("report", "expiries", "12", "--outbox", outbox, "--data", demo)
    (file,) = outbox.iterdir()
    touched = bytearray(file.read_bytes())
    touched[len(touched) // 2] ^= 1
    other = tmp_path / "touched.pdf"
    other.write_bytes(bytes(touched))
    answer = parkdesk("verify", other, "--data", demo)
    assert answer.code == 1
    assert answer.out.startswith("Altered")


def test_a_draft_has_no_number_and_is_not_registered(parkdesk, demo, outbox):
    before = len(documents(demo))
    answer = parkdesk("report", "expiries", "3", "--draft", "--outbox", outbox, "--data", demo)
    assert answer.code == 0
    (file,) = outbox.iterdir()
    assert file.name == "expiries-20261012-100000-draft.pdf"
    assert len(documents(demo)) == before


def test_whoever_may_only_read_gets_a_draft(parkdesk, demo, outbox, monkeypatch):
    before = len(documents(demo))
    monkeypatch.setenv("PARKDESK_PASSWORD", PASSWORD)
    words = ("--outbox", outbox, "--data", demo, "--user", "shenji")
    answer = parkdesk("report", "expiries", "12", *words)
    assert answer.code == 0, answer.err
    (file,) = outbox.iterdir()
    assert file.name.endswith("-draft.pdf")
    assert len(documents(demo)) == before
    assert runs(demo) == ()


@pytest.mark.parametrize(
    ("what", "which"),
    [
        ("expiries", "0"),
        ("expiries", "37"),
        ("expiries", "twelve"),
        ("programme", "no-such"),
        ("notice", "GS-2026-9999"),
        ("enterprise-pack", "91320000YW00000000"),
        ("quarterly", "2026Q4"),
    ],
)
def test_what_fails_is_kept_with_its_reason_and_leaves_no_file(parkdesk, demo, outbox, what, which):
    answer = parkdesk("report", what, which, "--outbox", outbox, "--data", demo)
    assert answer.code == 1
    assert list(outbox.iterdir()) == []
    (run,) = runs(demo)
    assert run.file_name == ""
    assert run.problem == answer.sentence


def test_a_notice_that_changed_wants_a_reason(parkdesk, demo, outbox):
    words = ("report", "notice", "GS-2026-0001", "--outbox", outbox, "--data", demo)
    assert parkdesk(*words).code == 0
    desk = opened(demo)
    with desk.work(read_only=False) as work:
        from sqlalchemy import text

        work.session.execute(text("UPDATE notice SET place = '另一处' WHERE number='GS-2026-0001'"))
    desk.close()
    refused = parkdesk(*words)
    assert refused.code == 1
    assert runs(demo)[0].problem == refused.sentence
    assert parkdesk(*words, "--reason", "公示地点已更正").code == 0
    assert sorted(one.name for one in outbox.iterdir()) == [
        "GD-2026-0001-01E.pdf",
        "GD-2026-0001-02E.pdf",
    ]
    old = parkdesk("verify", outbox / "GD-2026-0001-01E.pdf", "--data", demo)
    assert old.code == 1
    assert "公示地点已更正" in old.out


def test_the_folder_is_that_of_the_settings_where_none_is_named(
    parkdesk, demo, tmp_path, monkeypatch
):
    monkeypatch.setenv("PARKDESK_HOME", str(tmp_path / "home"))
    assert parkdesk("report", "expiries", "6", "--outbox", "--data", demo).code == 0
    assert len(list((tmp_path / "home" / "outbox").iterdir())) == 1
    save(Settings(outbox_folder=str(tmp_path / "elsewhere")))
    assert parkdesk("report", "expiries", "6", "--outbox", "--data", demo).code == 0
    assert len(list((tmp_path / "elsewhere").iterdir())) == 1


def test_a_folder_that_cannot_be_made_is_said_and_kept(parkdesk, demo, tmp_path):
    (tmp_path / "file").write_text("in the way")
    folder = tmp_path / "file" / "outbox"
    answer = parkdesk("report", "expiries", "12", "--outbox", folder, "--data", demo)
    assert answer.code == 1
    assert "cannot be written" in answer.sentence
    assert runs(demo)[0].problem == answer.sentence


@pytest.mark.parametrize(
    "words", [("report", "expiries", "12"), ("report", "expiries", "12", "-o", "a", "--outbox")]
)
def test_a_report_goes_to_one_place(parkdesk, words):
    assert parkdesk(*words).code == 2


def test_a_full_disk_leaves_nothing_under_the_final_name(tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable) as refused:
        write_whole(tmp_path / "report.pdf", b"%PDF")
    assert refused.value.code == "disk-full"
    assert list(tmp_path.iterdir()) == []
