"""Copies confirm nothing, heads keep what they can, and what cannot be is refused."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.programme_cases import run_cases
from parkdesk.domain.programme_checks import (
    check_figure,
    check_programme,
    head_of,
    require_releasable,
)
from parkdesk.domain.programme_editing import copied, next_edition, with_head
from parkdesk.domain.programme_keys import SLOTS, ValueKind, figure_at, slot_of, with_figure
from parkdesk.domain.programmes import (
    ClaimKind,
    Clause,
    Figure,
    HeadCeiling,
    Level,
    LevelShare,
    Mark,
    PackCase,
    Track,
)
from tests.domain.invented import PROGRAMMES
from tests.domain.packs import known, seeded

NAMES = (
    "central-training-2009",
    "central-training-2011",
    "central-training-2013",
    "central-training-2015",
    "template-training-2026",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_of_every_seed_is_sound_and_its_cases_still_pass(name):
    source = seeded(name)
    copy = copied(source, "next", source.year + 1)
    check_programme(copy)
    assert copy.unconfirmed() == len(copy.figures()) == len(source.figures())
    assert all(result.passed for result in run_cases(copy))
    assert all(
        figure.document == (before.document or source.document)
        for (_key, figure), (_same, before) in zip(copy.figures(), source.figures(), strict=True)
    )


@given(PROGRAMMES)
def test_no_copy_confirms_a_figure_or_loses_one(programme):
    copy = copied(programme, "next", programme.year + 1)
    assert [key for key, _figure in copy.figures()] == [key for key, _ in programme.figures()]
    assert copy.unconfirmed() == len(copy.figures())
    assert next_edition(programme, 9) == replace(programme, version=9)


@given(PROGRAMMES)
def test_a_figure_is_where_its_key_says(programme):
    named = dict(programme.figures())
    for slot in SLOTS:
        if slot.section.value in ("certification", "platform"):
            holder = getattr(programme, slot.section.value)
            if holder is None:
                assert figure_at(programme, slot.key) is None
                continue
        assert named.get(slot.key) == figure_at(programme, slot.key)
        mine = Figure(1, Mark.REPORT, "S1")
        changed = with_figure(programme, slot.key, mine)
        assert figure_at(changed, slot.key) == mine
        assert figure_at(programme, slot.key) == named.get(slot.key)
        if slot.needed:
            with pytest.raises(Refused):
                with_figure(changed, slot.key, None)
        else:
            assert figure_at(with_figure(changed, slot.key, None), slot.key) is None


def test_a_kind_that_is_left_out_loses_its_figures_and_cases():
    programme = seeded()
    head = replace(head_of(programme), kinds=frozenset({ClaimKind.INSTITUTION}))
    found = with_head(programme, head)
    assert found.kinds == (ClaimKind.INSTITUTION,)
    assert set(found.cap_cents) == {Track.INSTITUTION}
    assert {case.kind for case in found.cases} == {ClaimKind.INSTITUTION}
    back = with_head(found, head_of(programme))
    assert back.kinds == programme.kinds
    assert back.certification.cap_cents is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"code": "With Blanks"}, "code"),
        ({"year": None}, "year"),
        ({"level": None}, "level"),
        ({"kinds": frozenset()}, "kinds"),
        ({"template": False, "document": " "}, "document"),
    ],
)
def test_a_head_needs_what_everybody_asks_for(change, field):
    programme = seeded()
    with pytest.raises(InvalidInput) as refusal:
        with_head(programme, replace(head_of(programme), **change))
    assert field in refusal.value.problems


MONEY, SHARES = slot_of("allotment").kind, slot_of("shares").kind


@pytest.mark.parametrize(
    ("figure", "kind", "field"),
    [
        (Figure(1, Mark.DOCUMENT), MONEY, "source"),
        (Figure(1, Mark.REPORT, " "), MONEY, "source"),
        (known(1001), ValueKind.SHARE, "value"),
        (known(DateRange(dt.date(2026, 2, 1), dt.date(2026, 1, 1))), ValueKind.WINDOW, "last"),
        (known((LevelShare(Level.CENTRAL, 999),)), SHARES, "value"),
        (known(()), ValueKind.EVENTS, "value"),
    ],
)
def test_a_figure_that_cannot_be(figure, kind, field):
    with pytest.raises(InvalidInput) as refusal:
        check_figure(figure, kind)
    assert set(refusal.value.problems) == {field}


@pytest.mark.parametrize(
    ("figure", "kind"),
    [
        (Figure(1, Mark.UNVERIFIED), MONEY),
        (Figure(1, Mark.DOCUMENT, "", "财企[2009]44号"), MONEY),
        (known(1500), ValueKind.RATIO),
        (known(()), ValueKind.LEVELS),
    ],
)
def test_a_figure_that_can(figure, kind):
    assert check_figure(figure, kind) is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"clauses": (Clause("", "x", Mark.DOCUMENT),)}, "number"),
        (
            {"clauses": (Clause("一", "x", Mark.DOCUMENT), Clause("一", "y", Mark.DOCUMENT))},
            "number",
        ),
        ({"head_ceilings": (known(HeadCeiling(5, 5, 1)),)}, "below"),
        ({"cases": (PackCase(" ", ClaimKind.PLATFORM, {}, "pass", 0),)}, "name"),
    ],
)
def test_a_draft_with_something_that_cannot_be(change, field):
    with pytest.raises(InvalidInput) as refusal:
        check_programme(replace(seeded(), **change))
    assert field in refusal.value.problems


@pytest.mark.parametrize(
    "change",
    [
        {"clauses": (Clause("一", "x", Mark.DOCUMENT), Clause("二", "y", Mark.DOCUMENT))},
        {"head_ceilings": (known(HeadCeiling(5, 6, 1)), known(HeadCeiling(6, None, 2)))},
        {"shares": known((LevelShare(Level.CENTRAL, 999), LevelShare(Level.CITY, 1)))},
        {"cases": ()},
    ],
)
def test_a_draft_that_can_be(change):
    assert check_programme(replace(seeded(), **change)) is None


def test_of_a_support_that_is_not_there_no_figure_is_known():
    programme = replace(seeded(), certification=None, platform=None)
    keys = [slot.key for slot in SLOTS if slot.section.value in ("certification", "platform")]
    assert keys
    assert [figure_at(programme, key) for key in keys] == [None] * len(keys)


def test_two_papers_need_two_names():
    programme = seeded()
    first, second, *others = programme.materials
    twice = (first, replace(second, code=first.code), *others)
    with pytest.raises(InvalidInput):
        check_programme(replace(programme, materials=twice))
    nobody_brings = (replace(first, kinds=frozenset()), second, *others)
    with pytest.raises(InvalidInput):
        check_programme(replace(programme, materials=nobody_brings))


def test_a_release_asks_for_another_hand_and_passing_cases():
    programme = seeded()
    results = run_cases(programme)
    require_releasable(programme, results, frozenset({1, 2}), 3)
    with pytest.raises(Refused) as refusal:
        require_releasable(programme, results, frozenset({1, 2}), 2)
    assert refusal.value.code == "programme-own-release"
    with pytest.raises(Refused) as refusal:
        require_releasable(programme, (), frozenset({1}), 2)
    assert refusal.value.params["kinds"] == programme.kinds
    dearer = with_figure(programme, "cap-enterprise", known(500_000))
    with pytest.raises(Refused) as refusal:
        require_releasable(dearer, run_cases(dearer), frozenset({1}), 2)
    assert refusal.value.code == "programme-cases-fail"
