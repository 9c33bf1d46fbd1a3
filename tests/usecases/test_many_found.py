"""Checks that find tens of thousands, and what is asked of claims at once: few statements."""

import pytest
from sqlalchemy import event

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.closing import CheckCode
from parkdesk.domain.paging import Sort
from parkdesk.store import claim_steps
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.usecases import quarter_lists, return_findings
from parkdesk.usecases.quarter_lists import QuarterFilter, list_quarter
from tests.usecases.test_findings import add_enterprise, ask

MANY = 45_000
"""More than either database takes values in a statement, with those that stand beside them."""


@pytest.fixture
def three(desk):
    return [add_enterprise(desk) for _ in range(3)]


def test_a_check_that_finds_more_than_a_statement_takes_lists_them(desk, three, monkeypatch):
    found = {CheckCode.RETURNS_MISSING: dict.fromkeys(range(1, 2 * MANY), "")}
    monkeypatch.setattr(quarter_lists, "enterprises_found", lambda _work, _quarter: found)
    criteria = QuarterFilter(Quarter(2026, 3), check=CheckCode.RETURNS_MISSING)
    window = ask(desk, list_quarter, criteria, Sort("enterprise"), 0, 10)
    assert {row.id for row in window.rows} == set(three)
    assert window.total == 3


def test_nothing_found_lists_nothing(desk, three, monkeypatch):
    monkeypatch.setattr(quarter_lists, "enterprises_found", lambda _work, _quarter: {})
    criteria = QuarterFilter(Quarter(2026, 3), check=CheckCode.RETURNS_MISSING)
    assert ask(desk, list_quarter, criteria, Sort("enterprise"), 0, 10).total == 0


def test_more_are_named_than_a_statement_takes(desk, three):
    with desk.work(read_only=True) as work:
        named = return_findings._named(work.session, range(1, 2 * MANY))
    assert set(named) == set(three)


def test_what_levels_have_still_to_review_is_asked_in_as_many_statements_for_few_as_for_many(work):
    """Claims that lie in no table, of one programme that asks no level and is not there."""
    counts = []

    def counted(*_args):
        counts[-1] += 1

    event.listen(work.session.get_bind(), "before_cursor_execute", counted)
    try:
        for many in (1, 300):
            counts.append(0)
            claims = [_claim(number) for number in range(1, many + 1)]
            assert claim_steps.awaiting_levels(work.session, claims) == frozenset(
                claim.id for claim in claims
            )
    finally:
        event.remove(work.session.get_bind(), "before_cursor_execute", counted)
    assert counts[0] == counts[1] <= 2


def _claim(number):
    state = ClaimState.PRECHECKED.value
    return ClaimRecord(id=1_000 + number, programme_id=1, state=state)


@pytest.fixture(autouse=True)
def asked_levels(monkeypatch):
    """Let every programme ask one higher level."""
    asked = claim_steps._levels_asked

    def with_one(session, found):
        known = asked(session, found)
        return {claim.programme_id: ("city",) for claim in found} | dict.fromkeys(known, ("city",))

    monkeypatch.setattr(claim_steps, "_levels_asked", with_one)
