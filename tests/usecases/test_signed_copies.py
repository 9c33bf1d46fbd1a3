import datetime as dt
from io import BytesIO

import pytest
from sqlalchemy import select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.editions import Authenticity
from parkdesk.domain.errors import NotFound, NotPermitted, Refused
from parkdesk.domain.identity import Role
from parkdesk.reports.certificates import KeyFile
from parkdesk.reports.digital_signing import Signed, sign
from parkdesk.reports.quarterly import TEMPLATE, render_quarterly
from parkdesk.reports.signature_check import checked_signature
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.usecases.document_checks import check_document
from parkdesk.usecases.signed_copies import (
    keep_signed_copy,
    list_signed_copies,
    signed_copy_bytes,
    signed_copy_of,
)
from parkdesk.usecases.summaries import issue_quarterly, issued_bytes, snapshot
from parkdesk.usecases.upkeep import check_data
from tests.certificates import PASSPHRASE, authority, key_file
from tests.usecases.closing_stories import close, open_again

QUARTER = Quarter(2026, 3)
AT = dt.datetime(2026, 10, 12, 10, 0, tzinfo=dt.UTC)


def read(desk, use_case, *args):
    with desk.work(read_only=True) as work:
        return use_case(work, *args)


def do(desk, use_case, *args):
    with desk.work(read_only=False) as work:
        return use_case(work, *args)


@pytest.fixture(scope="module")
def file() -> bytes:
    return key_file(authority())


@pytest.fixture
def issued(desk):
    edition = do(desk, close, QUARTER)
    out = BytesIO()
    render_quarterly(read(desk, snapshot, edition.id), out)
    return do(desk, issue_quarterly, edition.id, out.getvalue(), "zh_CN", TEMPLATE)


def signed_of(desk, row, file) -> Signed:
    return sign(read(desk, issued_bytes, row.id), KeyFile(file, PASSPHRASE), AT, "zh_CN")


def checked(desk, content):
    return read(desk, check_document, content, checked_signature(content))


def test_a_signed_copy_is_kept_beside_what_was_issued(desk, issued, file):
    made = signed_of(desk, issued, file)
    row = do(desk, keep_signed_copy, issued.id, made.content, made.facts)
    assert (row.number, row.facts, row.signed_by) == (issued.number, made.facts, "王敏")
    assert row.issued_sha256 == issued.sha256 != row.sha256
    assert read(desk, list_signed_copies, QUARTER) == (row,)
    assert read(desk, list_signed_copies, Quarter(2026, 2)) == ()
    assert read(desk, signed_copy_bytes, issued.id) == made.content
    assert read(desk, signed_copy_of, made.content) == row
    assert made.content.startswith(read(desk, issued_bytes, issued.id))
    assert checked(desk, read(desk, issued_bytes, issued.id)).verdict is Authenticity.GENUINE


def test_the_trail_says_by_which_certificate_and_never_the_passphrase(desk, issued, file):
    made = signed_of(desk, issued, file)
    do(desk, keep_signed_copy, issued.id, made.content, made.facts)
    with desk.work(read_only=True) as work:
        (entry,) = work.session.scalars(select(TrailRecord).filter_by(action="keep_signed_copy"))
        said = f"{entry.change}"
    assert entry.actor_name == "王敏"
    for fact in (made.facts.serial, "陈志远", "RSA-2048, SHA-256", issued.sha256):
        assert fact in said
    assert PASSPHRASE not in said


def test_a_signed_copy_is_checked_as_what_was_issued_and_as_signed(desk, issued, file):
    made = signed_of(desk, issued, file)
    before = checked(desk, made.content)
    assert (before.verdict, before.document.number) == (Authenticity.GENUINE, issued.number)
    assert before.signature.whole
    assert before.kept is None
    row = do(desk, keep_signed_copy, issued.id, made.content, made.facts)
    assert checked(desk, made.content).kept == row
    assert read(desk, check_document, made.content).verdict is Authenticity.GENUINE


def test_a_signed_copy_of_an_older_edition_is_superseded(desk, act_as, issued, file):
    made = signed_of(desk, issued, file)
    open_again(act_as, QUARTER)
    do(desk, close, QUARTER, None, "更正从业人员")
    found = checked(desk, made.content)
    assert (found.verdict, found.superseded_by.edition) == (Authenticity.SUPERSEDED, 2)
    assert found.signature.whole


@pytest.mark.parametrize("place", [2000, -30, -3000])
def test_one_byte_changed_makes_it_altered(desk, issued, file, place):
    made = signed_of(desk, issued, file)
    do(desk, keep_signed_copy, issued.id, made.content, made.facts)
    changed = bytearray(made.content)
    changed[place] ^= 1
    assert checked(desk, bytes(changed)).verdict is Authenticity.ALTERED
    assert checked(desk, made.content + b" ").verdict is Authenticity.ALTERED


def test_without_a_look_at_its_signature_an_unknown_copy_is_altered(desk, issued, file):
    made = signed_of(desk, issued, file)
    assert read(desk, check_document, made.content).verdict is Authenticity.ALTERED


def test_a_document_is_signed_once_and_only_its_own_copy_is_kept(desk, issued, file):
    made = signed_of(desk, issued, file)
    original = read(desk, issued_bytes, issued.id)
    for other in (b"%PDF other", original, original[:-1] + b"!" + b"signed"):
        with pytest.raises(Refused) as refused:
            do(desk, keep_signed_copy, issued.id, other, made.facts)
        assert refused.value.code == "signed-other-file"
    with pytest.raises(NotFound):
        read(desk, signed_copy_bytes, issued.id)
    do(desk, keep_signed_copy, issued.id, made.content, made.facts)
    with pytest.raises(Refused) as refused:
        do(desk, keep_signed_copy, issued.id, made.content, made.facts)
    assert refused.value.code == "signed-already"


def test_only_who_may_issue_signs(desk, act_as, issued, file):
    made = signed_of(desk, issued, file)
    with pytest.raises(NotPermitted):
        do(act_as(Role.CLERK), keep_signed_copy, issued.id, made.content, made.facts)
    assert read(act_as(Role.CLERK), list_signed_copies, QUARTER) == ()


def test_the_check_of_the_park_looks_at_signed_copies(desk, issued, file):
    made = signed_of(desk, issued, file)
    before = read(desk, check_data)
    do(desk, keep_signed_copy, issued.id, made.content, made.facts)
    assert read(desk, check_data) != before
