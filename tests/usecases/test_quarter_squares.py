"""Checking a quarter's summary by its square and by its bytes: which edition, and whose."""

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.editions import Authenticity
from parkdesk.usecases.document_checks import check_document, check_square
from parkdesk.usecases.summaries import issue_quarterly, list_snapshots
from tests.usecases.closing_stories import close, open_again

Q3 = Quarter(2026, 3)
FIRST, SECOND = "HG-2026-Q3-001B", "HG-2026-Q3-002"
UNKNOWN_TEXT = frozenset({"text-figures-unknown"})


def hand_out(desk, edition, language):
    with desk.work(read_only=False) as work:
        content = f"%PDF {language}".encode()
        issue_quarterly(work, edition.id, content, language, "quarterly-8", confirmed=UNKNOWN_TEXT)


@pytest.fixture
def editions(act_as, desk):
    """Two editions of a quarter, the newer one first, each handed out once."""
    with desk.work(read_only=False) as work:
        edition = close(work, Q3)
    hand_out(desk, edition, "both")
    open_again(act_as, Q3)
    with desk.work(read_only=False) as work:
        again = close(work, Q3, reason="更正从业人员")
    hand_out(desk, again, "zh_CN")
    with desk.work(read_only=True) as work:
        return list_snapshots(work, Q3)


def squared(desk, said):
    with desk.work(read_only=True) as work:
        return check_square(work, said)


def checked(desk, content):
    with desk.work(read_only=True) as work:
        return check_document(work, content)


def test_the_square_is_answered_from_the_editions(desk, editions):
    newer, older = editions
    old = squared(desk, f"{FIRST} {older.code}")
    assert (old.verdict, old.document.number) == (Authenticity.SUPERSEDED, FIRST)
    assert old.superseded_by.id == newer.id
    new = squared(desk, f"{SECOND} {newer.code}")
    assert (new.verdict, new.document.number) == (Authenticity.GENUINE, SECOND)
    assert new.superseded_by is None
    foreign = squared(desk, f"{FIRST} 0000-1111-2222")
    assert (foreign.verdict, foreign.claims) == (Authenticity.UNKNOWN, FIRST)
    unknown = squared(desk, f"HG-2026-Q3-009 {older.code}")
    assert (unknown.verdict, unknown.claims) == (Authenticity.UNKNOWN, "")


def test_a_summary_of_another_park_under_the_same_number_is_unknown_here(desk, editions):
    touched = checked(desk, f"%PDF {FIRST} {editions[1].code} and more".encode())
    assert (touched.verdict, touched.document.number) == (Authenticity.ALTERED, FIRST)
    foreign = checked(desk, f"%PDF {FIRST} AAAA-BBBB-CCCC".encode())
    assert (foreign.verdict, foreign.claims) == (Authenticity.UNKNOWN, FIRST)
