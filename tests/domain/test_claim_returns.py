"""What a return opens, what changed since, where the answer goes; rows named by a text; papers."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.claim_lines import read_places
from parkdesk.domain.claim_papers import PaperState, check_papers, checklist
from parkdesk.domain.claim_returns import (
    Change,
    Difference,
    Mark,
    MarkSubject,
    Returned,
    Standing,
    check_marks,
    differences,
    goes_straight_back,
)
from parkdesk.domain.claims import ClaimKind, ClaimState
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.programme_figures import Mark as SourceMark
from parkdesk.domain.programme_figures import Requirement
from parkdesk.domain.programme_parts import Material

AT = dt.datetime(2026, 10, 12, tzinfo=dt.UTC)
ROWS = {1: "a", 2: "b", 3: "c"}


def returned(*marks, state=ClaimState.SUBMITTED, opened=False):
    return Returned(1, AT, 7, state, marks, Standing(ROWS, {"p": "x"}), opened)


def on_row(row):
    return Mark(MarkSubject.PERSON, "id-wrong", row=row)


ON_PAPER = Mark(MarkSubject.PAPER, "paper-missing", paper="p")
WHOLE = Mark(MarkSubject.CLAIM, "as-stated")


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        pytest.param(returned(), None, id="nothing marked: all is open"),
        pytest.param(returned(on_row(2)), {2}, id="one row"),
        pytest.param(returned(ON_PAPER), set(), id="a paper alone opens no row"),
        pytest.param(returned(on_row(2), WHOLE), None, id="the whole claim"),
        pytest.param(returned(on_row(2), opened=True), None, id="opened by the clerk"),
    ],
)
def test_what_a_return_opens(asked, rows):
    assert asked.open_rows == (None if rows is None else frozenset(rows))


def test_differences_name_what_changed_came_and_went():
    now = Standing({1: "a", 2: "B", 4: "d"}, {"p": "y", "q": "z"})
    found = differences(returned(on_row(2), ON_PAPER), now)
    assert [(one.change, one.marked, one.row, one.paper) for one in found] == [
        (Change.CHANGED, True, 2, ""),
        (Change.ADDED, False, 4, ""),
        (Change.REMOVED, False, 3, ""),
        (Change.CHANGED, True, 0, "p"),
        (Change.ADDED, False, 0, "q"),
    ]


@given(st.sets(st.sampled_from(sorted(ROWS))), st.sets(st.sampled_from(sorted(ROWS)), min_size=1))
def test_an_answer_goes_straight_back_where_nothing_else_changed(changed, marked):
    asked = returned(*(on_row(row) for row in sorted(marked)))
    now = Standing({row: "!" if row in changed else text for row, text in ROWS.items()}, {"p": "x"})
    assert goes_straight_back(asked, differences(asked, now)) == (changed <= marked)


ON_ITEM = Mark(MarkSubject.ITEM, "amount-unproven", row=3)
FULL = Standing(ROWS, {"p": "x"}, {"registered": "yes"}, {(): "s", (2,): "t", (1, 3): "u"})


@pytest.mark.parametrize(
    ("marks", "change", "straight"),
    [
        pytest.param((on_row(2),), {}, True, id="nothing"),
        pytest.param((on_row(2),), {"conditions": {"registered": "no"}}, False, id="an answer"),
        pytest.param((on_row(2),), {"conditions": {}}, False, id="an answer taken back"),
        pytest.param((WHOLE,), {"conditions": {}}, False, id="the whole claim was marked"),
        pytest.param((on_row(2),), {"scans": {**FULL.scans, (2,): "T"}}, True, id="its own scans"),
        pytest.param((on_row(2),), {"scans": {**FULL.scans, (): "S"}}, False, id="the claim's"),
        pytest.param((ON_PAPER,), {"scans": {**FULL.scans, (): "S"}}, True, id="a paper's scan"),
        pytest.param((ON_ITEM,), {"scans": {**FULL.scans, (): "S"}}, True, id="an item's slip"),
        pytest.param(
            (ON_ITEM,), {"scans": {**FULL.scans, (1, 3): "U"}}, True, id="shared by items"
        ),
        pytest.param((ON_ITEM,), {"scans": {**FULL.scans, (2,): "T"}}, False, id="another row's"),
        pytest.param((on_row(2),), {"scans": {(): "s", (2,): "t"}}, False, id="scans taken out"),
        pytest.param((on_row(2),), {"scans": {**FULL.scans, (1,): "v"}}, False, id="scans added"),
    ],
)
def test_scans_and_answers_that_were_not_asked_for_are_changes_too(marks, change, straight):
    asked = Returned(1, AT, 7, ClaimState.SUBMITTED, marks, FULL)
    assert goes_straight_back(asked, differences(asked, replace(FULL, **change))) is straight


def test_what_a_change_of_scans_and_answers_says():
    asked = Returned(1, AT, 7, ClaimState.SUBMITTED, (on_row(2),), FULL)
    now = replace(FULL, conditions={"registered": "no"}, scans={(): "S", (2,): "T", (1, 3): "u"})
    assert differences(asked, now) == (
        Difference(Change.CHANGED, marked=False, condition="registered"),
        Difference(Change.CHANGED, marked=False, scans=True),
        Difference(Change.CHANGED, marked=True, row=2, scans=True),
    )


def test_of_an_older_return_nothing_is_told_that_it_did_not_keep():
    assert differences(returned(on_row(2)), FULL) == ()


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(returned(), id="nothing was marked"),
        pytest.param(returned(WHOLE), id="the whole claim was"),
        pytest.param(returned(on_row(1), state=ClaimState.NOTICED), id="it was on public notice"),
        pytest.param(returned(on_row(1), state=ClaimState.PAYABLE), id="it was released"),
    ],
)
def test_what_is_reviewed_from_the_start_in_any_case(asked):
    assert not goes_straight_back(asked, ())


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param("", (), id="none"),
        pytest.param("2", (2,), id="one"),
        pytest.param("2, 5-7", (2, 5, 6, 7), id="a list and a range"),
        pytest.param("2，5－7、2", (2, 5, 6, 7), id="Chinese marks, each once"),
    ],
)
def test_rows_are_named_by_their_numbers(text, places):
    assert read_places(text, 9) == places


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("x", "rows-not-readable", id="no number"),
        pytest.param("3-x", "rows-not-readable", id="half a range"),
        pytest.param("0", "rows-not-there", id="before the first"),
        pytest.param("10", "rows-not-there", id="behind the last"),
        pytest.param("7-5", "rows-not-there", id="backwards"),
    ],
)
def test_rows_that_cannot_be_named(text, code):
    with pytest.raises(InvalidInput) as refusal:
        read_places(text, 9)
    assert refusal.value.problems == {"rows": code}


def paper(code, requirement=Requirement.REQUIRED):
    kinds = frozenset({ClaimKind.PLATFORM})
    return Material(code, code, code, kinds, False, SourceMark.DOCUMENT, requirement=requirement)


def test_missing_papers_stand_on_top_and_what_is_not_needed_is_not_missing():
    asked = [paper("a"), paper("b", Requirement.CONDITIONAL), paper("c")]
    states = {"a": PaperState("a", handed_in=True), "b": PaperState("b", not_applicable=True)}
    lines = checklist(asked, states)
    assert [(line.material.code, line.lacking) for line in lines] == [
        ("c", True),
        ("a", False),
        ("b", False),
    ]


@pytest.mark.parametrize(
    ("state", "code"),
    [
        pytest.param(PaperState("z"), "paper-not-asked", id="nobody asks for it"),
        pytest.param(PaperState("a", not_applicable=True), "paper-is-required", id="required"),
        pytest.param(PaperState("a", original_seen=True), "original-without-paper", id="not come"),
        pytest.param(
            PaperState("b", handed_in=True, not_applicable=True),
            "paper-came-all-the-same",
            id="it came",
        ),
    ],
)
def test_what_a_checklist_cannot_say(state, code):
    with pytest.raises(InvalidInput) as refusal:
        check_papers([paper("a"), paper("b", Requirement.CONDITIONAL)], [state])
    assert refusal.value.problems == {state.code: code}


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(PaperState("a"), id="not come yet"),
        pytest.param(PaperState("a", handed_in=True, original_seen=True), id="seen"),
        pytest.param(PaperState("b", not_applicable=True), id="not needed here"),
    ],
)
def test_what_a_checklist_can_say(state):
    asked = [paper("a"), paper("b", Requirement.CONDITIONAL)]
    assert check_papers(asked, [state]) is None


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        pytest.param(Mark(MarkSubject.CLAIM, reason=""), "mark-reason-missing", id="no reason"),
        pytest.param(
            Mark(MarkSubject.PERSON, row=9, reason="x"), "mark-of-unknown-row", id="nobody"
        ),
        pytest.param(
            Mark(MarkSubject.PAPER, paper="z", reason="x"), "mark-of-unknown-paper", id="no paper"
        ),
    ],
)
def test_what_is_not_there_is_not_marked(mark, code):
    with pytest.raises(InvalidInput) as refusal:
        check_marks([mark], [1, 2], ["a"])
    assert refusal.value.problems == {"marks": code}


@pytest.mark.parametrize(
    "mark",
    [
        Mark(MarkSubject.CLAIM, reason="x"),
        Mark(MarkSubject.PERSON, row=2, reason="x"),
        Mark(MarkSubject.PAPER, paper="a", reason="x"),
    ],
)
def test_what_is_there_is_marked_with_a_reason(mark):
    assert check_marks([mark], [1, 2], ["a"]) is None
