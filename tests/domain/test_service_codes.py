"""The list of services: its tree, its days, what a newer edition makes of it."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprises import Reach
from parkdesk.domain.programmes import Mark
from parkdesk.domain.service_codes import (
    CodeLine,
    Edition,
    EditionForm,
    MappingBasis,
    MappingState,
    Offered,
    Period,
    SaveService,
    check_edition,
    check_lines,
    check_service,
    class_key,
    edition_in_use,
    filled,
    gap_before,
    suggest,
    undecided,
)

D = dt.date
ITO, BPO, KPO = ServiceLine
OPEN = Period(D(2025, 10, 5))


def line(code, name="", line=ITO, parent="", first=None, last=None, number=0):
    return CodeLine(code, name or f"类 {code}", line, parent, Period(first, last), number)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([line("A"), line("A1", parent="A")], []),
        ([line("A", number=2), line("A", number=3)], [(3, "code", "twice-in-file")]),
        ([line("A1", parent="A")], [(0, "parent", "parent-not-in-list")]),
        ([line("A", parent="A")], [(0, "parent", "code-own-parent")]),
        (
            [line("A"), line("A1", parent="A"), line("A11", parent="A1", number=4)],
            [(4, "parent", "third-level")],
        ),
        ([line("A"), line("A1", line=BPO, parent="A")], [(0, "line", "line-of-parent")]),
        ([line("A", line=None)], [(0, "line", "line-needed")]),
        (
            [line("A", first=D(2026, 2, 1), last=D(2026, 1, 1))],
            [(0, "valid_to", "end-before-start")],
        ),
        ([line("A", first=D(2025, 1, 1))], [(0, "valid_from", "outside-edition")]),
        (
            [line("A", last=D(2026, 6, 30)), line("A1", parent="A")],
            [(0, "valid_to", "outlives-parent")],
        ),
        (
            [line("A", first=D(2026, 1, 1)), line("A1", parent="A")],
            [(0, "valid_from", "before-parent")],
        ),
        (
            [line("A", last=D(2026, 6, 30)), line("A1", parent="A", last=D(2026, 6, 30))],
            [],
        ),
        ([line("A", last=D(2025, 10, 4))], [(0, "valid_to", "outside-edition")]),
        (
            [
                line("A", "云服务", last=D(2026, 6, 30)),
                line("B", "云服务", first=D(2026, 7, 2), number=3),
            ],
            [(3, "valid_from", "validity-gap")],
        ),
        (
            [line("A", "云服务"), line("B", "云服务", number=3)],
            [(3, "name", "name-twice-at-a-time")],
        ),
        (
            [
                line("A", "云服务", last=D(2026, 6, 30)),
                line("B", "云服务", first=D(2026, 7, 1), number=3),
            ],
            [],
        ),
    ],
)
def test_a_list_is_checked_as_a_tree_with_days(lines, found):
    assert [(one.number, one.column, one.code) for one in check_lines(lines, OPEN)] == found


def test_a_part_is_of_its_classs_line():
    lines = filled(
        [line("A"), line("A1", line=None, parent="A"), line("B1", line=None, parent="B")]
    )
    assert [one.line for one in lines] == [ITO, ITO, None]


@pytest.mark.parametrize(
    ("one", "other"),
    [("系统操作", "系统操作服务"), ("系统 操作", "系统操作"), ("ＩＴ服务", "it"), ("服务", "服务")],
)
def test_two_spellings_of_a_class_are_one(one, other):
    assert class_key(one) == class_key(other)


def test_equal_names_are_suggested_and_nothing_is_guessed():
    old = [
        line("ITO", "信息技术外包"),
        line("O", "系统操作", parent="ITO"),
        line("X", "旧类", parent="ITO"),
    ]
    new = [
        line("1", "信息技术研发"),
        line("11", "系统操作服务", parent="1"),
        line("12", "新类", parent="1"),
    ]
    found = suggest(old, new)
    assert (found["ITO"].code, found["ITO"].basis) == ("1", MappingBasis.ONLY_OF_LINE)
    assert (found["O"].code, found["O"].basis) == ("11", MappingBasis.EQUAL_NAME)
    assert found["X"].code == ""


def test_two_classes_of_one_name_are_not_chosen_between():
    old = [line("O", "系统操作", parent="ITO")]
    new = [line("11", "系统操作", parent="1"), line("21", "系统操作", parent="2")]
    assert suggest(old, new)["O"].code == ""


codes = st.lists(
    st.builds(
        line,
        st.sampled_from("ABCDEFGH"),
        st.sampled_from(["", "云服务", "系统操作", "数据处理服务"]),
        st.sampled_from([ITO, BPO, KPO]),
        st.sampled_from(["", "A", "B"]),
    ),
    max_size=8,
    unique_by=lambda one: one.code,
)


@given(codes, codes)
def test_a_mapping_is_total_and_stays_in_its_line(old, new):
    found = suggest(old, new)
    by_code = {one.code: one for one in new}
    assert set(found) == {one.code for one in old}
    for one in old:
        target = found[one.code].code
        assert not target or by_code[target].line is one.line


@given(codes, st.data())
def test_what_is_missing_of_a_mapping_is_named(old, data):
    states = {
        one.code: data.draw(st.sampled_from(list(MappingState)))
        for one in old
        if data.draw(st.booleans())
    }
    missing = set(undecided(states, old))
    decided = {code for code, state in states.items() if state.value in {"confirmed", "none"}}
    assert missing | decided == {one.code for one in old}
    assert not missing & decided


def test_the_edition_in_use_is_the_newest_with_codes():
    editions = [
        Edition("2007", Period(D(2007, 4, 24)), 9),
        Edition("2025", Period(D(2025, 10, 5)), 0),
        Edition("2027", Period(D(2027, 1, 1)), 5),
    ]
    assert edition_in_use(editions, D(2026, 10, 12)).code == "2007"
    assert edition_in_use(editions, D(2027, 1, 1)).code == "2027"
    assert edition_in_use(editions, D(2007, 4, 23)) is None


@pytest.mark.parametrize(
    ("others", "day"),
    [
        ([], None),
        ([Period(D(2007, 4, 24))], None),
        ([Period(D(2007, 4, 24), D(2025, 10, 4))], None),
        ([Period(D(2007, 4, 24), D(2025, 9, 30))], D(2025, 9, 30)),
        ([Period(D(2007, 4, 24), D(2025, 9, 30)), Period(D(2030, 1, 1))], D(2025, 9, 30)),
    ],
)
def test_a_gap_before_an_edition_is_seen(others, day):
    assert gap_before(D(2025, 10, 5), others) == day


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"service_code_id": None}, {"service_code_id": "required"}),
        ({"reach": None}, {"reach": "required"}),
        ({"from_on": None}, {"from_on": "required"}),
        ({"from_on": D(2026, 10, 13)}, {"from_on": "day-in-future"}),
        ({"to_on": D(2025, 12, 31)}, {"to_on": "end-before-start"}),
        ({"from_on": D(2025, 10, 4)}, {"from_on": "code-not-in-force"}),
        ({"service_code_id": 8}, {"service_code_id": "service-twice"}),
        ({"service_code_id": 8, "to_on": D(2026, 2, 28)}, {}),
    ],
)
def test_a_service_is_checked(differences, problems):
    facts = {"service_code_id": 7, "reach": Reach.BOTH, "from_on": D(2026, 1, 1)} | differences
    others = [Offered(1, 8, Period(D(2026, 3, 1)))]
    assert check_service(SaveService(**facts), OPEN, others, D(2026, 10, 12)) == problems


def test_an_edition_needs_its_name_day_source_and_mark():
    assert check_edition(EditionForm("", None)) == {
        "title": "required",
        "valid_from": "required",
        "source": "required",
        "certainty": "required",
    }
    form = EditionForm(
        "目录", D(2026, 1, 1), valid_to=D(2025, 1, 1), source="x", certainty=Mark("A")
    )
    assert check_edition(form) == {"valid_to": "end-before-start"}
    assert check_edition(replace(form, valid_to=None)) == {}
    assert check_edition(replace(form, valid_to=form.valid_from)) == {}


days = st.one_of(st.none(), st.dates(D(2020, 1, 1), D(2030, 12, 31)))
periods = st.builds(Period, days, days).filter(
    lambda one: one.first is None or one.last is None or one.first <= one.last
)


@given(periods, periods)
def test_periods_meet_both_ways_and_hold_what_they_cover(one, other):
    assert one.meets(other) is other.meets(one)
    if one.holds(other):
        assert one.meets(other)
