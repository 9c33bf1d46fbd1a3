"""Returns of months and years on a real database: asked for, entered, read in, corrected."""

import datetime as dt

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import CheckCode
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, NotPermitted, Refused
from parkdesk.domain.identity import Role
from parkdesk.domain.imports import Change, FoundColumn, Sheet, SheetRow
from parkdesk.domain.masking import mask_phone
from parkdesk.domain.paging import Sort
from parkdesk.domain.periods import Month, PeriodKind, Year
from parkdesk.domain.statistics import PEOPLE as FIGURES
from parkdesk.domain.statistics import FillState, Return
from parkdesk.store.tables.contacts import ContactRecord
from parkdesk.store.tables.period_returns import ReturnFormRecord
from parkdesk.usecases.asked_returns import SaveAsked, asked_kinds, periods_asked, save_asked
from parkdesk.usecases.closing_checks import closing_checks
from parkdesk.usecases.overdue_returns import overdue_phone_list, overdue_returns
from parkdesk.usecases.period_returns import (
    PeriodFilter,
    list_period,
    period_detail,
    period_figures,
)
from parkdesk.usecases.quarter_lists import QuarterFilter, list_quarter
from parkdesk.usecases.return_entry import next_return, return_to_enter
from parkdesk.usecases.return_forms import return_forms
from parkdesk.usecases.return_imports import import_returns, preview_return_import
from parkdesk.usecases.returns import (
    SaveReturn,
    corrections_of_period,
    delete_return,
    save_return,
)
from parkdesk.usecases.statistics import quarter_figures
from parkdesk.usecases.statistics_exports import listed_period
from tests.registers import enterprise
from tests.usecases.closing_stories import close

D = dt.date
Q3 = Quarter(2026, 3)
JULY, AUGUST, SEPTEMBER = (Month(2026, number) for number in (7, 8, 9))
PEOPLE = Return(100, 90, 10, 9)


@pytest.fixture
def asked(work):
    ask(work)


@pytest.fixture
def owner(work, asked):
    return enterprise(work, name="太湖软件外包有限公司")


def ask(work, months="2026-07", years="2025", version=0):
    forms = (
        SaveAsked(PeriodKind.MONTH, version, months, is_asked=bool(months)),
        SaveAsked(PeriodKind.YEAR, version, years, is_asked=bool(years)),
    )
    save_asked(work, forms)


def months(work, owner, *told):
    for month, entered in zip((JULY, AUGUST, SEPTEMBER), told, strict=False):
        save_return(work, owner, month, None, SaveReturn(entered))


def test_only_quarters_are_asked_for_until_somebody_asks_for_more(work):
    owner = enterprise(work)
    assert periods_asked(work) == ()
    assert [one.asked for one in asked_kinds(work)] == [None, None]
    save_return(work, owner, Q3, None, SaveReturn(PEOPLE))
    for period in (JULY, Year(2026)):
        with pytest.raises(Refused) as refused:
            save_return(work, owner, period, None, SaveReturn(PEOPLE))
        assert refused.value.code == "period-not-asked"


def test_what_is_asked_for_begins_on_its_day(work, asked):
    assert periods_asked(work) == ("2026-10", "2026-09", "2026-08", "2026-07", "2026", "2025")
    month, year = asked_kinds(work)
    assert month.asked.first == D(2026, 7, 1)
    assert (month.due_day, year.due_day, month.due_is_confirmed) == (5, 15, True)
    assert not month.form.certainty.confirmed


def test_whoever_may_not_set_the_office_asks_for_nothing(act_as):
    with act_as(Role.CLERK).work(read_only=False) as work, pytest.raises(NotPermitted):
        ask(work)


@pytest.mark.parametrize(
    ("months", "problems"),
    [
        ("2026", {"month_first": "not-a-month"}),
        ("", {"month_first": "not-a-month"}),
        ("2026-13", {"month_first": "not-a-month"}),
    ],
)
def test_a_wrong_period_is_told_at_its_field(work, months, problems):
    with pytest.raises(InvalidInput) as refused:
        save_asked(work, (SaveAsked(PeriodKind.MONTH, 0, months),))
    assert refused.value.problems == problems
    assert periods_asked(work) == ()


def test_returns_that_were_entered_stay_asked_for(work, owner):
    months(work, owner, PEOPLE)
    with pytest.raises(InvalidInput) as refused:
        ask(work, months="", version=1)
    assert refused.value.problems == {"month_asked": "returns-outside-asked"}
    with pytest.raises(InvalidInput) as refused:
        ask(work, months="2026-08", version=1)
    assert refused.value.problems == {"month_first": "returns-outside-asked"}
    form = SaveAsked(PeriodKind.MONTH, 1, "2026-07", "2026-08")
    save_asked(work, (form,))
    assert periods_asked(work)[:2] == ("2026-08", "2026-07")


def test_what_had_ended_can_be_asked_for_anew(work, owner):
    save_asked(work, (SaveAsked(PeriodKind.MONTH, 1, "2026-07", "2026-07"),))
    months(work, owner, PEOPLE)
    save_asked(work, (SaveAsked(PeriodKind.MONTH, 2, "2026-09"),))
    assert periods_asked(work)[:3] == ("2026-10", "2026-09", "2026-07")


def test_a_months_return_is_filled_in_and_is_in_no_figure_of_the_quarter(work, owner):
    before = quarter_figures(work, Q3)
    months(work, owner, PEOPLE)
    (row,) = list_period(work, PeriodFilter(JULY), Sort("enterprise"), 0, 9).rows
    assert (row.fill, row.entered) == (FillState.SUBMITTED, PEOPLE)
    figures = period_figures(work, JULY)
    assert (figures.returns.filed, figures.returns.expected) == (1, 1)
    assert figures.returns.due_on == D(2026, 8, 5)
    assert dict(figures.people)["headcount"].now == 100
    assert quarter_figures(work, Q3) == before


def test_a_month_is_compared_with_the_month_before_like_for_like(work, owner):
    other = enterprise(work)
    months(work, owner, Return(100, 90, 10, 9), Return(110, 95, 10, 9))
    save_return(work, other, AUGUST, None, SaveReturn(Return(50, 40, 5, 4)))
    figure = dict(period_figures(work, AUGUST).people)["headcount"]
    assert (figure.now, figure.previous) == (160, 100)
    assert figure.quarter_on_quarter.permille == 100


@pytest.mark.parametrize(
    ("period", "fill"),
    [(SEPTEMBER, FillState.OVERDUE), (Month(2026, 10), FillState.MISSING)],
)
def test_each_kind_is_late_after_its_own_due_day(work, owner, period, fill):
    (row,) = list_period(work, PeriodFilter(period), Sort("enterprise"), 0, 9).rows
    assert row.fill is fill
    filtered = PeriodFilter(period, fill=fill)
    assert list_period(work, filtered, Sort("enterprise"), 0, 9).total == 1
    assert (
        list_period(
            work, PeriodFilter(period, fill=FillState.SUBMITTED), Sort("enterprise"), 0, 9
        ).total
        == 0
    )


def test_whom_to_call_about_a_month(work, owner):
    (masked,) = overdue_returns(work, SEPTEMBER)
    assert (masked.enterprise, masked.days_late) == ("太湖软件外包有限公司", 7)
    (whole,) = overdue_phone_list(work, SEPTEMBER)
    assert whole.due_on == D(2026, 10, 5)
    save_return(work, owner, SEPTEMBER, None, SaveReturn(PEOPLE))
    assert overdue_returns(work, SEPTEMBER) == ()


def test_who_answers_for_the_statistics_is_called_before_the_main_contact(work, owner):
    for name, phone, duties in (
        ("陈会计", "13900001111", '["subsidies"]'),
        ("林统计", "13700005678", '["emergency", "statistics"]'),
        ("后来人", "13600009999", '["statistics"]'),
    ):
        work.add(ContactRecord(enterprise_id=owner, name=name, mobile=phone, duties=duties))
    work.session.flush()
    (masked,) = overdue_returns(work, SEPTEMBER)
    assert (masked.contact, masked.mobile) == ("林统计", mask_phone("13700005678"))
    (whole,) = overdue_phone_list(work, SEPTEMBER)
    assert (whole.contact, whole.phone, whole.mobile) == ("林统计", "", "13700005678")


def test_the_months_of_a_quarter_are_asked_to_add_up_to_it(work, owner):
    save_return(work, owner, Q3, None, SaveReturn(Return(100, 90, 30, 27)))
    months(work, owner, PEOPLE, PEOPLE)
    with pytest.raises(NeedsConfirmation) as asked:
        save_return(work, owner, SEPTEMBER, None, SaveReturn(Return(100, 90, 11, 9)))
    assert asked.value.code == "parts-do-not-add-up"
    assert (asked.value.params["said"], asked.value.params["parts"]) == (30, 31)
    # A word answers it, and so does the person.
    save_return(
        work, owner, SEPTEMBER, None, SaveReturn(Return(100, 90, 11, 9), note="一人当月离职")
    )
    detail = period_detail(work, owner, SEPTEMBER)
    hires = next(one for one in detail.figures if one.field == "new_hires")
    assert (hires.now, hires.before, hires.whole, hires.parts) == (11, 10, 30, None)
    checks = {one.code: one for one in closing_checks(work, Q3)}
    assert checks[CheckCode.MONTHS_DISAGREE].count == 1


def test_a_quarter_is_asked_about_the_months_before_it(work, owner):
    months(work, owner, PEOPLE, PEOPLE, PEOPLE)
    with pytest.raises(NeedsConfirmation) as asked:
        save_return(work, owner, Q3, None, SaveReturn(Return(105, 90, 30, 27)))
    assert asked.value.code == "last-part-differs"
    confirmed = frozenset({"last-part-differs"})
    save_return(work, owner, Q3, None, SaveReturn(Return(105, 90, 30, 27)), confirmed)


def test_a_quarter_closes_with_a_word_about_months_that_are_missing(work, owner):
    save_return(work, owner, Q3, None, SaveReturn(Return(100, 90, 10, 9)))
    months(work, owner, Return(100, 90, 10, 9))
    check = {one.code: one for one in closing_checks(work, Q3)}[CheckCode.MONTHS_MISSING]
    assert (check.count, check.asks, check.blocks) == (1, True, False)
    criteria = QuarterFilter(Q3, check=CheckCode.MONTHS_MISSING)
    assert list_quarter(work, criteria, Sort("enterprise"), 0, 9).total == 1
    assert close(work, Q3).edition == 1


def test_months_that_nobody_asks_for_are_not_missing(work):
    enterprise(work)
    checks = {one.code: one for one in closing_checks(work, Q3)}
    assert checks[CheckCode.MONTHS_MISSING].count == 0


def test_a_months_return_is_corrected_with_a_reason_and_taken_back(work, owner):
    months(work, owner, PEOPLE)
    changed = Return(110, 90, 10, 9)
    with pytest.raises(InvalidInput) as refused:
        save_return(work, owner, JULY, 1, SaveReturn(changed))
    assert refused.value.problems == {"reason": "correction-needs-reason"}
    save_return(work, owner, JULY, 1, SaveReturn(changed, reason="漏报分公司"))
    with pytest.raises(InvalidInput):
        delete_return(work, owner, JULY, 2)
    delete_return(work, owner, JULY, 2, "报错企业")
    told = corrections_of_period(work, owner, JULY)
    assert [(one.before.headcount, one.after, one.reason) for one in told] == [
        (100, changed, "漏报分公司"),
        (110, None, "报错企业"),
    ]


def test_a_correction_keeps_the_day_it_came_first(work, owner):
    months(work, owner, PEOPLE)
    first = period_detail(work, owner, JULY).row.received_on
    save_return(work, owner, JULY, 1, SaveReturn(Return(110, 90, 10, 9), reason="漏报"))
    assert period_detail(work, owner, JULY).row.received_on == first


def test_a_form_that_holds_less_asks_for_less(work, asked, owner):
    work.add(
        ReturnFormRecord(
            code="PD-YB-2", kind="month", form_version=2, valid_from=D(2026, 8, 1),
            fields="headcount new_hires", source="园区", certainty="C",
        )
    )  # fmt: skip
    save_return(work, owner, AUGUST, None, SaveReturn(PEOPLE))
    assert period_detail(work, owner, AUGUST).row.entered == Return(headcount=100, new_hires=10)
    assert [one.field.value for one in period_detail(work, owner, AUGUST).figures] == [
        "headcount", "new_hires",
    ]  # fmt: skip
    assert {one.form.split()[0] for one in return_forms(work, SEPTEMBER)} == {"PD-YB-2"}
    assert return_to_enter(work, owner, JULY).fields != return_to_enter(work, owner, AUGUST).fields


def test_a_new_month_begins_with_the_month_before(work, owner):
    months(work, owner, PEOPLE)
    known = return_to_enter(work, owner, AUGUST).known
    assert (known.headcount, known.period) == (100, JULY)
    other = enterprise(work, sort_key="z")
    assert next_return(work, owner, AUGUST).row.id == other


def sheet(*rows):
    names = ("enterprise", "code", "period", *FIGURES, "note", "form")
    columns = tuple(FoundColumn(name, chr(65 + place), name) for place, name in enumerate(names))
    read = tuple(SheetRow(number, row) for number, row in enumerate(rows, 2))
    return Sheet("Sheet1", read, (), columns)


def row(name, period="", people=(100, 90, 10, 9), **values):
    figures = dict(
        zip(("headcount", "graduates", "new_hires", "new_graduates"), people, strict=True)
    )
    return {"enterprise": name, "period": period, **figures, **values}


def test_forms_of_a_month_are_handed_out_and_read_back(work, owner):
    (blank,) = return_forms(work, JULY)
    name = "太湖软件外包有限公司"
    filled = sheet(row(name, blank.period, code=blank.code, form=blank.form))
    assert blank.form == f"PD-YB-1 2026-07 {blank.code}"
    preview = preview_return_import(work, JULY, filled)
    assert [one.change for one in preview.rows] == [Change.NEW]
    assert preview.problems == ()
    assert import_returns(work, JULY, filled).new == 1
    (listed,) = listed_period(work, JULY)
    assert (listed.headcount, listed.fill, listed.form) == (100, FillState.SUBMITTED, blank.form)
    again = sheet(row(name, "2026-07", people=(110, 90, 10, 9), note="漏报分公司"))
    assert import_returns(work, JULY, again).changed == 1
    assert corrections_of_period(work, owner, JULY)[0].reason == "漏报分公司"


def test_all_that_is_wrong_with_a_list_of_months_is_told_at_once(work, owner):
    name = "太湖软件外包有限公司"
    code = return_forms(work, JULY)[0].code
    found = preview_return_import(
        work,
        JULY,
        sheet(
            row(name, "2026-06"),
            row(name, "2026-07", form=f"PD-YB-1 2026-08 {code}"),
            row(name, "2026-08", form=f"PD-YB-9 2026-08 {code}"),
            row(name, "2027-01"),
        ),
    )
    told = {(one.row, one.field, one.code) for one in found.problems}
    assert {
        (2, "period", "period-not-asked"),
        (3, "form", "form-of-another-period"),
        (4, "form", "form-of-another-version"),
        (5, "period", "in-the-future"),
    } <= told


def test_a_list_of_months_is_compared_with_its_quarter(work, owner):
    save_return(work, owner, Q3, None, SaveReturn(Return(100, 90, 30, 27)))
    name = "太湖软件外包有限公司"
    rows = [row(name, str(one)) for one in (JULY, AUGUST)]
    wrong = row(name, "2026-09", people=(100, 90, 12, 9))
    found = preview_return_import(work, JULY, sheet(*rows, wrong))
    assert [(one.row, one.field, one.code) for one in found.problems] == [
        (4, "new_hires", "parts-do-not-add-up")
    ]
    assert found.asks == 1


def test_a_year_is_handed_in_beside_its_quarters(work, owner):
    save_return(work, owner, Year(2025), None, SaveReturn(PEOPLE))
    assert period_figures(work, Year(2025)).returns.due_on == D(2026, 1, 15)
    with pytest.raises(InvalidInput) as refused:
        save_return(work, owner, Year(2027), None, SaveReturn(PEOPLE))
    assert refused.value.problems == {"year": "in-the-future"}


def test_a_kind_that_nobody_answered_is_asked_for_no_longer(work, asked):
    ask(work, months="", years="2025", version=1)
    month, year = asked_kinds(work)
    assert month.asked is None
    assert year.asked.first == D(2025, 1, 1)
    assert periods_asked(work) == ("2026", "2025")


def test_what_is_asked_for_does_not_end_before_it_begins(work):
    with pytest.raises(InvalidInput) as refused:
        save_asked(work, (SaveAsked(PeriodKind.MONTH, 0, "2026-07", "2026-06"),))
    assert refused.value.problems == {"month_last": "asked-to-before-from"}
    assert periods_asked(work) == ()


def test_a_kind_that_was_never_asked_for_may_stay_so(work):
    ask(work, months="", years="2025")
    month, year = asked_kinds(work)
    assert month.asked is None
    assert year.asked.first == D(2025, 1, 1)


def test_returns_are_found_by_whose_they_are_and_by_not_being_filed(work, owner):
    other = enterprise(work, name="凌云信息有限公司", sort_key="z")
    months(work, owner, PEOPLE)

    def listed(**criteria):
        rows = list_period(work, PeriodFilter(JULY, **criteria), Sort("enterprise"), 0, 9).rows
        return [row.id for row in rows]

    assert listed(text=" 凌云 ") == [other]
    assert listed(text="查无此企业") == []
    assert listed(not_filed=True) == [other]
    assert set(listed()) == {owner, other}


@pytest.mark.parametrize(
    ("headcount", "graduates", "known"),
    [(0, 0, None), (80, 60, (80, 60)), (80, 0, (80, None)), (80, 90, (80, None))],
)
def test_a_first_return_begins_with_what_the_register_says(work, headcount, graduates, known):
    firm = enterprise(work, headcount=headcount, graduates=graduates)
    asked = return_to_enter(work, firm, Q3)
    assert (asked.row.id, asked.row.entered) == (firm, None)
    found = asked.known
    assert (found and (found.headcount, found.graduates)) == known
    save_return(work, firm, Q3.previous(), None, SaveReturn(PEOPLE))
    found = return_to_enter(work, firm, Q3).known
    assert (found.headcount, found.graduates, found.period) == (100, 90, Q3.previous())


def test_a_list_of_years_is_read_in(work, owner):
    year = Year(2025)
    (blank,) = return_forms(work, year)
    filled = sheet(row("太湖软件外包有限公司", blank.period, code=blank.code, form=blank.form))
    assert preview_return_import(work, year, filled).problems == ()
    assert import_returns(work, year, filled).new == 1
    assert period_detail(work, owner, year).row.entered == PEOPLE
