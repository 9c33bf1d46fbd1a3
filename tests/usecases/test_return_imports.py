"""A list of quarterly returns: previewed with every problem, then all of it or nothing."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import NeedsConfirmation, Refused
from parkdesk.domain.imports import Change, FoundColumn, Imported, Sheet, SheetRow
from parkdesk.domain.statistics import PEOPLE, FillState, Return
from parkdesk.usecases.return_forms import return_forms
from parkdesk.usecases.return_imports import import_returns, preview_return_import
from parkdesk.usecases.returns import SaveReturn, return_corrections, save_return
from parkdesk.usecases.statistics import quarter_figures, quarter_row
from tests.registers import enterprise
from tests.usecases.closing_stories import close

D = dt.date
Q3 = Quarter(2026, 3)
ALL = Return(100, 90, 10, 9)
DOUBTS = frozenset({"import-has-doubts"})


def sheet(*rows):
    names = ("enterprise", "code", "quarter", *PEOPLE, "note", "form")
    columns = tuple(FoundColumn(name, chr(65 + place), name) for place, name in enumerate(names))
    read = tuple(SheetRow(number, row) for number, row in enumerate(rows, 2))
    return Sheet("Sheet1", read, (), columns)


def row(name, people=(100, 90, 10, 9), **values):
    return {"enterprise": name} | dict(zip(PEOPLE, people, strict=True)) | values


def found(preview):
    return [(one.row, one.field, one.code) for one in preview.problems]


def test_two_hundred_returns_come_in_at_once(work):
    names = [f"第{number}软件有限公司" for number in range(200)]
    ids = [enterprise(work, name=name) for name in names]
    done = import_returns(work, Q3, sheet(*map(row, names)))
    work.session.flush()
    assert done == Imported(200, 0, 0, ids[0])
    figures = quarter_figures(work, Q3)
    assert (figures.totals.headcount, figures.returns.filed) == (20_000, 200)
    again = preview_return_import(work, Q3, sheet(*map(row, names)))
    assert again.count(Change.SAME) == 200


def test_the_code_decides_before_the_name_and_a_contradiction_stops(work):
    first = enterprise(work, name="甲", code="91330100799655058B")
    enterprise(work, name="乙")
    renamed = row("甲公司新名", code="91330100799655058B")
    assert preview_return_import(work, Q3, sheet(renamed)).problems == ()
    import_returns(work, Q3, sheet(renamed))
    assert quarter_row(work, first, Q3).entered == ALL
    mixed = sheet(row("乙", code="91330100799655058B"))
    assert found(preview_return_import(work, Q3, mixed)) == [(2, "enterprise", "code-of-another")]


def test_what_a_row_does_not_say_is_not_changed(work):
    owner = enterprise(work, name="甲")
    enterprise(work, name="乙")
    save_return(work, owner, Q3, None, SaveReturn(ALL, note="旧"))
    blank = (None, None, None, None)
    silent = sheet(row("甲", (120, None, None, None)), row("乙", blank))
    assert found(preview_return_import(work, Q3, silent)) == [
        (2, "note", "correction-needs-reason")
    ]
    given = sheet(row("甲", (120, None, None, None), note="漏报"), row("乙", blank))
    preview = preview_return_import(work, Q3, given)
    assert [one.change for one in preview.rows] == [Change.CHANGED, Change.SAME]
    assert [(one.field, one.old, one.new) for one in preview.rows[0].differences] == [
        ("headcount", 100, 120),
        ("note", "旧", "漏报"),
    ]
    assert import_returns(work, Q3, given) == Imported(0, 1, 1, owner)
    work.session.flush()
    stored = quarter_row(work, owner, Q3)
    assert (stored.entered, stored.note) == (replace(ALL, headcount=120), "漏报")
    (told,) = return_corrections(work, owner, Q3)
    assert (told.before, told.after, told.reason) == (ALL, stored.entered, "漏报")
    assert quarter_figures(work, Q3).totals.returns == 1


def test_a_draft_is_handed_in_and_an_early_return_stays_early(work):
    drafted, early = enterprise(work, name="甲"), enterprise(work, name="乙")
    save_return(work, drafted, Q3, None, SaveReturn(ALL, submit=False))
    save_return(work, early, Q3, None, SaveReturn(ALL))
    given = sheet(row("甲"), row("乙", (110, 90, 10, 9), note="更正"))
    assert import_returns(work, Q3, given) == Imported(0, 2, 0, drafted)
    work.session.flush()
    for owner in (drafted, early):
        assert quarter_row(work, owner, Q3).fill is FillState.SUBMITTED
        assert quarter_row(work, owner, Q3).received_on == D(2026, 10, 12)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (row("丙"), ("enterprise", "unknown-enterprise")),
        (row("甲", (10, 11, 1, 1)), ("graduates", "more-than-headcount")),
        (row("甲", (10, None, 1, 1)), ("graduates", "required")),
        (row("甲", quarter="2027Q1"), ("quarter", "in-the-future")),
    ],
)
def test_one_wrong_row_keeps_the_whole_list_out(work, given, problem):
    for name in ("甲", "乙"):
        enterprise(work, name=name)
    whole = sheet(row("乙"), given)
    assert (3, *problem) in found(preview_return_import(work, Q3, whole))
    with pytest.raises(Refused):
        import_returns(work, Q3, whole, DOUBTS)
    assert quarter_figures(work, Q3).totals.returns == 0


def test_an_enterprise_stands_once_a_quarter(work):
    enterprise(work, name="甲")
    twice = sheet(row("甲"), row("甲"), row("甲", quarter="2026Q2"))
    assert found(preview_return_import(work, Q3, twice)) == [(3, "enterprise", "twice-in-file")]


def test_what_looks_odd_is_asked_and_compared_with_the_quarter_before_in_the_file(work):
    owner = enterprise(work, name="甲")
    enterprise(work, name="乙", entered_on=D(2026, 10, 1))
    save_return(work, owner, Q3.previous(), None, SaveReturn(Return(20, 20, 1, 1)))
    odd = sheet(row("甲"), row("乙"))
    preview = preview_return_import(work, Q3, odd)
    assert found(preview) == [
        (2, "headcount", "headcount-jump"),
        (3, "enterprise", "return-outside-residence"),
    ]
    assert (preview.stops, preview.asks) == (0, 2)
    with pytest.raises(NeedsConfirmation):
        import_returns(work, Q3, odd)
    assert import_returns(work, Q3, odd, DOUBTS).new == 2
    enterprise(work, name="丙")
    for before, asked in ((90, []), (20, [(2, "headcount", "headcount-jump")])):
        earlier = row("丙", (before, 20, 5, 5), quarter="2026Q2")
        both = sheet(row("丙", (110, 90, 10, 9)), earlier)
        assert found(preview_return_import(work, Q3, both)) == asked
    explained = sheet(row("甲", (300, 90, 10, 9), note="并购"))
    assert preview_return_import(work, Q3, explained).problems == ()


def form(name, code, text):
    return row(name, code=code, form=text)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", []),
        ("PD-JB-1 2026Q3 91330100799655058B", []),
        ("PD-JB-9 2026Q3 91330100799655058B", ["form-of-another-version"]),
        ("PD-JB-1 2026Q3 913301007996550599", ["form-of-another-enterprise"]),
        ("PD-JB-1 2026Q2 91330100799655058B", ["form-of-another-quarter"]),
        ("季报表", ["not-a-return-form"]),
    ],
)
def test_a_form_says_its_version_its_quarter_and_whose_it_is(work, text, problems):
    enterprise(work, name="甲", code="91330100799655058B")
    preview = preview_return_import(work, Q3, sheet(form("甲", "91330100799655058B", text)))
    assert [one.code for one in preview.problems] == problems
    assert {one.field for one in preview.problems} <= {"form"}


def test_all_faults_of_all_forms_are_told_in_one_pass(work):
    enterprise(work, name="甲", code="91330100799655058B")
    enterprise(work, name="乙", code="91320594MA1MXXXX14")
    given = sheet(
        form("甲", "91330100799655058B", "PD-JB-9 2026Q3 91330100799655058B"),
        row("乙", (10, 11, 1, 2), code="91320594MA1MXXXX14", form="PD-JB-1 2026Q3 甲"),
    )
    assert found(preview_return_import(work, Q3, given)) == [
        (2, "form", "form-of-another-version"),
        (3, "graduates", "more-than-headcount"),
        (3, "new_graduates", "more-than-new-hires"),
        (3, "form", "not-a-return-form"),
    ]


def test_forms_are_handed_out_to_whoever_owes_a_return(work):
    first, second = enterprise(work, name="甲", sort_key="a"), enterprise(work, name="乙")
    save_return(work, first, Q3, None, SaveReturn(ALL))
    (blank,) = return_forms(work, Q3)
    assert (blank.enterprise, blank.quarter) == ("乙", "2026Q3")
    assert blank.form == f"PD-JB-1 2026Q3 {blank.code}"
    (own,) = return_forms(work, Q3, first)
    assert own.enterprise == "甲"
    assert second != first


def test_who_had_left_is_named_and_what_comes_after_the_closing_is_asked(work):
    enterprise(work, name="甲", left_on=D(2026, 6, 30), status="moved-out")
    enterprise(work, name="乙")
    close(work, Q3)
    given = sheet(row("甲"), row("乙"))
    assert found(preview_return_import(work, Q3, given)) == [
        (2, "enterprise", "return-after-leaving"),
        (2, "quarter", "return-of-closed-quarter-in-list"),
        (3, "quarter", "return-of-closed-quarter-in-list"),
    ]
